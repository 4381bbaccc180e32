"""The cells of a sheet: text as text, numbers as numbers, formulas with the result they had when they were written."""

from __future__ import annotations

import datetime as dt
import math

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from xlperf.errors import OutputError
from xlperf.sheets.address import LAST_COLUMN, LAST_ROW, cell_name
from xlperf.sheets.layout import Cell, Run, Sheet, Stored
from xlperf.workbook.writing.formats import Formats
from xlperf.workbook.writing.formulas import stored_formula
from xlperf.workbook.writing.names import Places
from xlperf.workbook.writing.texts import (
    LONGEST_IN_CELL,
    plain_text,
    refuse_too_long,
    split_at_escapes,
)

FIRST_YEAR = 1900  # earlier days have no number in a spreadsheet
DAY_ZERO = dt.date(1899, 12, 30).toordinal()  # right from 1 March 1900 on


class ExactNumber(float):
    """A number that is written with all its digits, as `repr` gives them, where xlsxwriter would keep 16 of 17."""

    def __format__(self, specification: str) -> str:
        """Return the shortest text that stands for exactly this number, whatever form is asked for."""
        return repr(float(self) + 0.0).removesuffix(".0")  # + 0.0 makes 0 of -0


class CellWriter:
    """Writes the cells of one sheet. xlsxwriter counts rows and columns from 0; the layout from 1."""

    def __init__(self, worksheet: Worksheet, sheet: Sheet, formats: Formats, places: Places) -> None:
        """Take the worksheet to write to, and what a cell may need."""
        self._worksheet = worksheet
        self._sheet = sheet
        self._formats = formats
        self._places = places

    def write_all(self) -> None:
        """Write every cell, row by row, so that the file does not depend on the order in which they were composed."""
        for (row, column), cell in sorted(self._sheet.cells.items()):
            try:
                self._write(row, column, cell)
            except OutputError as error:
                place = f'sheet "{self._sheet.name}", cell {cell_name(max(row, 1), max(column, 1))}'
                raise OutputError(f"{place}: {error}") from None

    def _write(self, row: int, column: int, cell: Cell) -> None:
        if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
            raise OutputError(f"row {row}, column {column} is off the sheet")
        if cell.formula:
            refused = self._formula(row - 1, column - 1, cell)
        elif cell.runs:
            refused = self._runs(row - 1, column - 1, cell)
        elif cell.link:
            refused = self._link(row - 1, column - 1, cell)
        else:
            refused = self._value(row - 1, column - 1, cell)
        if refused:
            raise OutputError(f"the workbook library refused it ({refused})")

    def _value(self, row: int, column: int, cell: Cell) -> int:
        """Write a plain value by the call made for its type, so that nothing is guessed from how a text looks."""
        value, to = cell.value, self._worksheet
        if isinstance(value, dt.date):
            value = _day(value)
            style = self._formats.of_date(cell.role, cell.number_format, value)
            return int(to.write_datetime(row, column, value, style) or 0)
        style = self._formats.of(cell.role, cell.number_format)
        if value is None or value == "":
            return int(to.write_blank(row, column, None, style) or 0)
        if isinstance(value, str):
            return int(to.write_string(row, column, _text(value), style) or 0)
        if isinstance(value, bool):
            return int(to.write_boolean(row, column, value, style) or 0)
        return int(to.write_number(row, column, _number(value), style) or 0)

    def _formula(self, row: int, column: int, cell: Cell) -> int:
        """Write a formula with its stored result."""
        if cell.link or cell.runs:
            raise OutputError("a formula cannot be a link or partly bold")
        formula = stored_formula(cell.formula)
        style = self._formats.of(cell.role, cell.number_format)
        result = _result(cell.value)
        return int(self._worksheet.write_formula(row, column, formula, style, result) or 0)

    def _runs(self, row: int, column: int, cell: Cell) -> int:
        """Write a text that is partly bold; one that is all of one weight is an ordinary text."""
        if cell.link:
            raise OutputError("a link cannot be partly bold")
        runs = _joined(cell.runs)
        text = _text("".join(run.text for run in runs))
        bold = len(runs) == 1 and runs[0].bold
        style = self._formats.of(cell.role, cell.number_format, bold=bold)
        if not runs:
            return int(self._worksheet.write_blank(row, column, None, style) or 0)
        if len(runs) == 1:
            return int(self._worksheet.write_string(row, column, text, style) or 0)
        parts: list[Format | str] = []
        for run in runs:
            for piece in split_at_escapes(run.text):
                parts += [self._formats.font(cell.role, run.bold), piece]
        return int(self._worksheet.write_rich_string(row, column, *parts, style) or 0)

    def _link(self, row: int, column: int, cell: Cell) -> int:
        """Write a text that leads to a place in the same workbook; there is no other kind of link."""
        if not isinstance(cell.value, str) or not cell.value:
            raise OutputError("a link needs a text to stand on")
        target = self._places.checked(cell.link, "the link")
        text = _text(cell.value)
        style = self._formats.of(cell.role, cell.number_format, link=True)
        return int(self._worksheet.write_url(row, column, f"internal:{target}", style, string=text) or 0)


def _result(value: Stored) -> str | bool | float:
    """Return a formula's stored result; a date as its day number, nothing as an empty text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, dt.date):
        return _day(value).toordinal() - DAY_ZERO
    return _number(value)


def _text(text: str) -> str:
    text = plain_text(text)
    refuse_too_long(text, LONGEST_IN_CELL, "the text", "Split it over several cells.")
    return text


def _number(value: float) -> float:
    if isinstance(value, int) and abs(value) < 2**53:
        return value
    if not math.isfinite(value):
        raise OutputError(f"{value} is no number for a cell; write [z] or [x]")
    return ExactNumber(value)


def _day(value: dt.date) -> dt.date:
    if value.year < FIRST_YEAR:
        raise OutputError(f"a day before {FIRST_YEAR} cannot be a date in a cell; write it as text")
    return value


def _joined(runs: tuple[Run, ...]) -> list[Run]:
    """Return the runs cleaned, without empty ones, neighbours of one weight made one."""
    joined: list[Run] = []
    for run in runs:
        text = plain_text(run.text)
        if not text:
            continue
        if joined and joined[-1].bold == run.bold:
            joined[-1] = Run(joined[-1].text + text, run.bold)
        else:
            joined.append(Run(text, run.bold))
    return joined
