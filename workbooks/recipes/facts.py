"""A row of a sample as plain data: what stands in it, and where that comes from.

Every row says one of three things of itself: it is *printed* in the published document that the sample follows, it is
*inferred* from what is printed there, or it is *made up* so that the sample is complete.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

PRINTED = "printed"
INFERRED = "inferred"
MADE_UP = "made up"
SOURCES = (PRINTED, INFERRED, MADE_UP)

Value = str | float | dt.date | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its source, where that stands in a few words, and its cells by the keys of the columns (or periods)."""

    source: str
    where: str
    cells: Mapping[str, Value]

    @property
    def source_text(self) -> str:
        """What stands in the Source column: ``printed: detailed analysis``."""
        return f"{self.source}: {self.where}" if self.where else self.source


def printed(where: str, **cells: Value) -> Row:
    """Return a row that is printed in the document, at `where`. Numbers keep their marks: ``73**``, ``34.9%``."""
    return Row(PRINTED, where, cells)


def inferred(where: str, **cells: Value) -> Row:
    """Return a row that follows from what is printed; `where` says how."""
    return Row(INFERRED, where, cells)


def made_up(where: str = "", **cells: Value) -> Row:
    """Return a row that nobody printed; `where` says around what it was made."""
    return Row(MADE_UP, where, cells)


def across(row: Row, periods: Sequence[str], values: Sequence[Value]) -> Row:
    """Return a row of a wide table: the given row with one value for each of the periods."""
    return replace(row, cells={**row.cells, **dict(zip(periods, values, strict=True))})


@dataclass(frozen=True, slots=True)
class Sample:
    """A whole sample: its file, its title, and the rows of each table by the table's key."""

    file: str
    title: str
    prepared_on: dt.date
    tables: Mapping[str, Sequence[Row]]
    periods: Sequence[str] = ()  # the headings of the wide table's period columns
