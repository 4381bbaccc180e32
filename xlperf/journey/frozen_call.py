"""One call of a worksheet function in a workbook: what it gives, and the native formula that gives the same."""

from __future__ import annotations

import datetime as dt

from xlperf.functions import CARDS
from xlperf.functions.broadcast import rows_of
from xlperf.functions.card import Card
from xlperf.functions.catalogue_data import provider
from xlperf.functions.cells import Cell, Cells
from xlperf.functions.days import serial
from xlperf.functions.in_formulas import Call, Reference, constant, reference
from xlperf.report.native_formulas import native_formula
from xlperf.sheets.grid import NOT_CALCULATED, Book, CellError, CellValue, Grid
from xlperf.workbook.splice import FormulaCell

MOST_CELLS = 100_000
"""A range of more cells is not worked out here; such a formula has its value stored."""

Given = str | bool | float | CellError


class CallReader:
    """Reads the calls of one sheet, with the values that are stored in the workbook."""

    def __init__(self, book: Book, sheet: str) -> None:
        """Take the workbook, and the sheet to which a reference without a sheet's name belongs."""
        self._book = book
        self._sheet = sheet

    def computed(self, call: Call) -> Given | None:
        """Return what a call gives; None where an argument is neither a constant nor stored, or it fills more cells."""
        card = _card(call)
        arguments = [self._argument(text) for text in call.arguments]
        if card is None or not card.required <= len(arguments) <= len(card.arguments):
            return None
        values: list[Cells] = []
        for argument, of in zip(arguments, card.arguments, strict=False):
            if argument is None:
                return None
            left_out = of.optional and argument == (None,)
            values.append(of.default if left_out else argument[0])
        rows = rows_of(card.function(*values))
        return rows[0][0] if len(rows) == len(rows[0]) == 1 else None

    def native(self, call: Call, cell: FormulaCell) -> str | None:
        """Return the native formula, where every cell referred to holds a number and the stored value is the call's."""
        card = _card(call)
        if card is None:
            return None
        references = [found for text in call.arguments if (found := reference(text))]
        constants = [constant(text) for text in call.arguments[len(references) :]]
        if any(one is None for one in constants) or not all(map(self._holds_numbers, references)):
            return None
        if card.python_name != "ytd" and any(one.first != one.last for one in references):
            return None
        plain = [one[0] if one else None for one in constants]
        if any(isinstance(one, (bool, CellError)) for one in plain) or not _says(cell, self.computed(call)):
            return None
        texts = [one.text for one in references]
        fitting = [one for one in plain if not isinstance(one, (bool, CellError))]
        return native_formula(card.python_name, texts, fitting, provider().scheme)

    def _holds_numbers(self, of: Reference) -> bool:
        cells = self._cells(of)
        return cells is not None and all(isinstance(cell, float) for row in rows_of(cells[0]) for cell in row)

    def _argument(self, text: str) -> tuple[Cells] | None:
        """Return what an argument holds, in a tuple of one; None where that is not known."""
        found = reference(text)
        if found is None:
            return constant(text)
        return self._cells(found)

    def _cells(self, of: Reference) -> tuple[Cells] | None:
        """Return the stored values of a reference, in a tuple of one; None where one is not stored."""
        grid = self._book.grid(of.sheet or self._sheet)
        (top, left), (bottom, right) = of.first, of.last
        if grid is None or (bottom - top + 1) * (right - left + 1) > MOST_CELLS:
            return None
        rows = [[_cell(grid, row, column) for column in range(left, right + 1)] for row in range(top, bottom + 1)]
        if any(cell == NOT_CALCULATED for row in rows for cell in row):
            return None
        return (rows[0][0] if of.first == of.last else rows,)


def _cell(grid: Grid, row: int, column: int) -> Cell:
    """Return a stored value as the add-ins hand it over: a date as its number."""
    value: CellValue = grid.value(row, column)
    if isinstance(value, dt.datetime):
        return serial(value.date()) + (value - dt.datetime.combine(value.date(), dt.time())) / dt.timedelta(days=1)
    if isinstance(value, dt.date):
        return serial(value)
    if isinstance(value, dt.time):
        return dt.timedelta(hours=value.hour, minutes=value.minute, seconds=value.second) / dt.timedelta(days=1)
    return value / dt.timedelta(days=1) if isinstance(value, dt.timedelta) else value


def _card(call: Call) -> Card | None:
    return next((card for card in CARDS if card.name.replace("_", "") == call.plain_name), None)


def _says(cell: FormulaCell, value: Given | None) -> bool:
    """Say whether a cell's stored value is that value."""
    if isinstance(value, (bool, CellError)) or value is None or cell.value is None:
        return False
    if isinstance(value, str):
        return cell.kind in ("str", "s", "inlineStr") and cell.value == value
    try:
        return cell.kind == "n" and abs(float(cell.value) - value) <= 1e-9 * max(1.0, abs(value))
    except ValueError:
        return False
