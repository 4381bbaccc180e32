"""What one file is: which return, which lists, how many rows, which period, and every problem with its cell."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xlperf.definitions.catalogue import Catalogue
from xlperf.journey.inputs import read_inputs
from xlperf.period import Period
from xlperf.problem import Problem


@dataclass(frozen=True, slots=True)
class TableFound:
    """One list of a return: `rows` are those beneath its headings that hold anything."""

    name: str
    sheet: str
    rows: int


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in a file."""

    file: str
    format: str
    what: str  # "Performance workbook", "Annex A"
    covers: str  # the period it speaks of, in words
    tables: tuple[TableFound, ...]
    problems: tuple[Problem, ...]


def inspect(path: Path, catalogue: Catalogue) -> Inspection:
    """Return what a file is and what is wrong in it; raise UnreadableFile when it is nothing xlperf knows."""
    inputs = read_inputs([path], catalogue)
    if inputs.workbooks:
        workbook = inputs.workbooks[0]
        return Inspection(
            file=path.name,
            format=inputs.opened[0].format,
            what=catalogue.returns["performance"].title,
            covers=_periods(sorted({row.period for row in workbook.figures})),
            tables=tuple(TableFound(one.name, one.sheet, one.rows) for one in workbook.sheets),
            problems=inputs.problems,
        )
    one = inputs.returns[0]
    return Inspection(
        file=path.name,
        format=inputs.opened[0].format,
        what=one.title,
        covers=" to ".join(f"{day:%d %b %Y}" for day in one.covers or ()),
        tables=tuple(TableFound(table.title, table.sheet, len(table)) for table in one.lists),
        problems=inputs.problems,
    )


def _periods(periods: list[Period]) -> str:
    return f"{periods[0].heading} to {periods[-1].heading}" if periods else ""
