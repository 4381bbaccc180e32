"""Reading a column of dates into day numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

import numpy as np

from xlperf.definitions.returns import ColumnDefinition
from xlperf.problem import Severity
from xlperf.returns.child_level.finding import CellFinding, error_cell, quoted
from xlperf.returns.child_level.table import NO_DATE, UNREADABLE, Days
from xlperf.sheets.grid import CellError, CellValue

FIRST_DAY = dt.date(1901, 1, 1).toordinal()
"""Earlier days are no dates: a formula that fetches a blank cell gives 0, which Excel shows as 0 January 1900."""

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[/.\- ](\d{1,2}|[A-Za-z]{3,9})[/.\- ](\d{4})", re.ASCII)
YEAR_MONTH_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?$")


def read_dates(
    cells: Sequence[CellValue], column: ColumnDefinition, all_is_text: bool
) -> tuple[Days, list[CellFinding]]:
    """
    Return the day number of every cell and what was found.

    A text is read as day, month, year (or year-month-day) and reported as a date kept as text, except where
    `all_is_text`: a csv file has nothing else. What cannot be read is `UNREADABLE`, a blank cell `NO_DATE`.
    """
    reading = _Reading(column, all_is_text)
    # Dates come again and again, so each is worked out once; only what is odd is looked at one by one.
    distinct = set(cells)
    known = {cell: day for cell in distinct for day, odd in [reading.read(0, cell)] if not odd}
    reading.findings.clear()
    days: Iterable[int] = map(known.__getitem__, cells)
    if len(known) < len(distinct):
        days = (known[cell] if cell in known else reading.read(at, cell)[0] for at, cell in enumerate(cells))
    return np.fromiter(days, dtype=np.int32, count=len(cells)), reading.findings


class _Reading:
    """Reads one cell at a time and collects what is odd."""

    def __init__(self, column: ColumnDefinition, all_is_text: bool) -> None:
        self.column = column
        self.all_is_text = all_is_text
        self.findings: list[CellFinding] = []

    def read(self, position: int, cell: CellValue) -> tuple[int, bool]:
        """Return the day number and whether something was reported."""
        if isinstance(cell, dt.date):  # a datetime is a date too
            return self._checked(position, cell.toordinal(), cell)
        if isinstance(cell, str):
            return self._text(position, cell)
        if cell is None:
            return NO_DATE, False
        if isinstance(cell, CellError):
            self.findings.append(error_cell(position, cell, "a date"))
        else:
            self._not_a_date(position, cell)
        return UNREADABLE, True

    def _text(self, position: int, cell: str) -> tuple[int, bool]:
        text = " ".join(cell.split())
        if not text:
            return NO_DATE, False
        day = date_of_text(text)
        if day is None:
            self._not_a_date(position, cell)
            return UNREADABLE, True
        number, odd = self._checked(position, day.toordinal(), cell)
        if odd or self.all_is_text:
            return number, odd
        shown = quoted(cell, self.column)
        if self.column.identifies:
            message = "The date is kept as text. It is read as day, month, year; make it a date."
        elif shown == "a text":
            message = "The date is kept as text. It is read, but Excel does not know it for a date; make it one."
        else:
            message = f"{shown} is a date kept as text. It is read as {day.day} {day:%B %Y}; make it a date."
        self.findings.append(CellFinding(position, "date kept as text", message, Severity.WARNING, lost=False))
        return number, True

    def _checked(self, position: int, number: int, cell: CellValue) -> tuple[int, bool]:
        if number >= FIRST_DAY:
            return number, False
        message = "The date is before 1901, as a formula shows a blank cell that it fetches."
        self.findings.append(CellFinding(position, "not a date", message))
        return UNREADABLE, True

    def _not_a_date(self, position: int, cell: CellValue) -> None:
        shown = quoted(cell, self.column)
        message = f"{shown[:1].upper()}{shown[1:]} is not a date."
        self.findings.append(CellFinding(position, "not a date", message))


def date_of_text(text: str) -> dt.date | None:
    """
    Return the date that a text states: 01/02/2025, 1.2.2025, 1 Feb 2025, 2025-02-01; None when it is none.

    Day comes before month, as in England. A year needs its four digits. Midnight may follow.
    """
    text = MIDNIGHT.sub("", text.strip())
    if found := YEAR_MONTH_DAY.fullmatch(text):
        year, month, day = found[1], found[2], found[3]
    elif found := DAY_MONTH_YEAR.fullmatch(text):
        day, month, year = found[1], found[2], found[3]
    else:
        return None
    if month[:1].isalpha():
        name = month[:3].lower()
        month = str(MONTHS.index(name) + 1) if name in MONTHS else "0"
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
