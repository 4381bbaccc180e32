"""What people typed into a report, each with the place where it stands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from xlperf.period import Period
from xlperf.problem import Problem


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was typed: the file's name, the sheet and the cell."""

    file: str
    sheet: str
    cell: str

    def __str__(self) -> str:
        """Return the place in words: ``january.xlsx, Indicators, L12``."""
        return f"{self.file}, {self.sheet}, {self.cell}"


def typed_at(text: str, otherwise: Place) -> Place:
    """Return the place that a text such as ``january.xlsx, Indicators, L12`` names; `otherwise` where it names none."""
    parts = text.rsplit(", ", 2)
    return Place(*parts) if len(parts) == 3 else otherwise


def row_of(cell: str) -> int:
    """Return the row of a cell's name or of a text such as ``row 12``; 0 where it has none."""
    found = re.fullmatch(r"(?:[A-Z]+|row )([0-9]+)", cell)
    return int(found[1]) if found else 0


@dataclass(frozen=True, slots=True)
class TypedWords:
    """
    The text of one cell, with that of the rows in which it goes on.

    `codes` is the code column as it stands, without "continued"; `part` that of a column Part. `points_here` are the
    codes whose own cell says that their commentary stands here.
    """

    codes: str
    part: str
    text: str
    period: Period | None
    place: Place
    points_here: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TypedAction:
    """One action: its texts by the keys of `returns.performance.records.Action`, only those that the table has."""

    codes: str
    texts: Mapping[str, str]
    place: Place

    @property
    def ref(self) -> str:
        """Its reference; empty where none was given."""
        return self.texts.get("ref", "")


@dataclass(frozen=True, slots=True)
class TypedMeeting:
    """The minutes of one meeting; `items` hold what was said of each code: (code, part, text, cell)."""

    title: str
    date: dt.date | None
    entries: Mapping[str, str]  # venue, start, end, chair
    attendees: tuple[str, ...]
    apologies: tuple[str, ...]
    items: tuple[tuple[str, str, str, str], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class ReportWords:
    """Everything that was typed into one report. `period` is None where no sheet says which one it is of."""

    file: str
    authority: str
    period: Period | None
    commentary: tuple[TypedWords, ...] = ()
    actions: tuple[TypedAction, ...] = ()
    meetings: tuple[TypedMeeting, ...] = ()
    problems: tuple[Problem, ...] = ()
