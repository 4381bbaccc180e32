"""The tables of a report's sheets, wherever sorting, inserting and moving have put their rows and columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xlperf.returns.headings import plain_heading
from xlperf.returns.performance.table import is_blank, text_of
from xlperf.sheets.grid import CellError, CellValue, Grid

_HEADINGS = {
    plain_heading(heading): key
    for heading, key in {
        "Code": "code",
        "Part": "part",
        "Commentary": "text",
        "Period": "period",
        "Ref": "ref",
        "Action": "action",
        "Cost": "cost",
        "Effect": "effect",
        "Expected improvement": "expected_improvement",
        "Timeframe": "timeframe",
        "Business plan link": "business_plan_link",
        "Strategies": "strategies",
        "Lead officer": "lead_officer",
        "Due": "due",
        "Status": "status",
        "Meeting": "meeting",
        "Item": "item",
        "Initials": "initials",
        "Entry": "entry",
        "File": "file",
        "Sheet": "sheet",
        "Cell": "cell",
    }.items()
}
_OF_OTHER_TABLES = {
    plain_heading(heading)
    for heading in ("About", "Indicator", "Breakdown", "Category", "What the figures say", "What would result", "Note")
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row beneath a row of headings: its number, and the columns of the headings that are known."""

    grid: Grid
    row: int
    columns: Mapping[str, int]

    def value(self, key: str) -> CellValue:
        """Return what stands under a heading; None where the table has no such column."""
        column = self.columns.get(key)
        return None if column is None else self.grid.value(self.row, column)

    def text(self, key: str) -> str:
        """Return that cell as a reader sees it, as one text; an error value is its code."""
        return text_of(self.value(key))

    def words(self, key: str) -> str:
        """Return that cell's text as it was typed, spaces and all; only line ends are made alike."""
        value = self.value(key)
        if isinstance(value, str):
            return "" if is_blank(value) else value.replace("\r\n", "\n").replace("\r", "\n")
        return text_of(value)

    def day(self, key: str) -> dt.date | None:
        """Return that cell's day; None for anything but a date."""
        value = self.value(key)
        if isinstance(value, dt.datetime):
            return value.date()
        return value if isinstance(value, dt.date) else None

    def is_error(self, key: str) -> bool:
        """Say whether an error value stands there, or a formula that was never calculated."""
        return isinstance(self.value(key), CellError)

    def address(self, key: str) -> str:
        """Return the name of that cell; of the row's first cell where the table has no such column."""
        return self.grid.address(self.row, self.columns.get(key, self.grid.first_column))


def lines_of(grid: Grid) -> Iterator[Line]:
    """
    Yield every row that stands beneath a row of headings, with the columns of the nearest one above it.

    A row is one of headings when at least two of its texts are headings that reports have.
    """
    columns: dict[str, int] | None = None
    for row, cells in grid.numbered_rows():
        known: dict[str, int] = {}
        others = 0
        for column, cell in enumerate(cells, start=grid.first_column):
            if not isinstance(cell, str) or len(cell) > 40:
                continue
            plain = plain_heading(cell)
            if (key := _HEADINGS.get(plain)) is not None:
                known.setdefault(key, column)
            others += plain in _OF_OTHER_TABLES
        if len(known) + others >= 2:
            columns = known
        elif columns is not None:
            yield Line(grid, row, columns)
