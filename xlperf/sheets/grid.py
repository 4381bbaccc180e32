"""What was read from a workbook: values at their true addresses, with nothing lost in silence.

A cell's value is one of: None (blank), text, bool, float, date, datetime, time, timedelta, or a `CellError`.
An error cell is a value of its own, never blank and never 0; so is a formula whose result was not stored.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xlperf.problem import Problem
from xlperf.sheets.address import cell_name


@dataclass(frozen=True, slots=True)
class CellError:
    """An error value of a cell, such as #DIV/0!, with the reason where xlperf itself made it."""

    code: str
    reason: str = ""

    def __str__(self) -> str:
        """Return the code as a spreadsheet shows it."""
        return self.code


NOT_CALCULATED = CellError("#NOT CALCULATED", "the formula's result was not stored in the file")
"""Stands where a formula has no stored value: the file was never calculated by a spreadsheet program."""

FORMAT_NOT_KNOWN = "not known"
"""The number format of every cell of a file whose formats were not read: 0.414 in it may be 41.4% or 0.414%."""

CellValue = str | bool | float | dt.date | dt.datetime | dt.time | dt.timedelta | CellError | None


@dataclass(frozen=True, slots=True)
class Grid:
    """The used cells of one sheet. `rows[0][0]` is the cell at (`first_row`, `first_column`), counted from 1."""

    name: str
    rows: Sequence[Sequence[CellValue]]
    first_row: int = 1
    first_column: int = 1
    hidden: bool = False
    number_formats: Mapping[tuple[int, int], str] = field(default_factory=dict)  # by true (row, column)
    formats_known: bool = True  # False where the file has formats that are not read (xls, xlsb, ods)

    @property
    def last_row(self) -> int:
        """The number of the last used row; 0 when there is none."""
        return self.first_row + len(self.rows) - 1 if self.rows else 0

    def value(self, row: int, column: int) -> CellValue:
        """Return what stands at a true address; None outside the used cells."""
        down, across = row - self.first_row, column - self.first_column
        if 0 <= down < len(self.rows) and 0 <= across < len(self.rows[down]):
            return self.rows[down][across]
        return None

    def number_format(self, row: int, column: int) -> str:
        """Return the number format of a cell; an empty text for General, `FORMAT_NOT_KNOWN` where none were read."""
        if not self.formats_known:
            return FORMAT_NOT_KNOWN
        return self.number_formats.get((row, column), "")

    def numbered_rows(self) -> Iterator[tuple[int, Sequence[CellValue]]]:
        """Yield each row with its true number."""
        yield from enumerate(self.rows, start=self.first_row)

    def address(self, row: int, column: int) -> str:
        """Return the name of the cell: ``F17``."""
        return cell_name(row, column)


@dataclass(frozen=True, slots=True)
class FileProperties:
    """What a file says of itself; title and subject are read of the files that xlperf wrote."""

    made_by_xlperf: bool = False  # also when a spreadsheet program has saved it since
    title: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook that was read: its name, what it truly is, its sheets, and what was found on the way."""

    file: str  # the file's name, never its folder
    format: str  # xlsx, xlsm, xlsb, xls, ods, csv, html, xml spreadsheet
    grids: tuple[Grid, ...]
    problems: tuple[Problem, ...] = ()
    properties: FileProperties | None = FileProperties()  # None where the format's properties are not read

    @property
    def holds_text_only(self) -> bool:
        """Whether the format keeps everything as text, dates and numbers too, and names no sheets."""
        return self.format in {"csv", "html"}

    def grid(self, name: str) -> Grid | None:
        """Return the sheet of that name, whatever its case and spacing; None when there is none."""
        plain = name.casefold().replace(" ", "")
        return next((grid for grid in self.grids if grid.name.casefold().replace(" ", "") == plain), None)
