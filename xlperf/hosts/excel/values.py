"""Cell values between xlwings and the functions.

From Excel, over COM, through xlwings' own conversion (with error cells as text), come: None, float, str, bool, texts
such as #N/A, datetime for cells formatted as a date, Decimal for cells formatted as a currency, and, for errors that
xlwings 0.37.8 does not know (#SPILL!, #CALC!), the bare number of the error.

To Excel go None, float, str, bool, and for an error value its code as text ("#DIV/0!"). No other text that a function
gives starts with "#", and a text that does so on the way in is an error too, so VBA (`macros/vba/XlperfCells.bas`) can
turn such a text into a true error with CVErr and be right every time. The reason is kept in `reasons`.

Not verified, because it takes Windows with Excel: that a cell then shows the error and IFERROR sees it.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from xlperf.functions.broadcast import rows_of
from xlperf.functions.cells import Cell, Cells
from xlperf.sheets.grid import CellError

ERROR_CODES = {
    2000: "#NULL!",
    2007: "#DIV/0!",
    2015: "#VALUE!",
    2023: "#REF!",
    2029: "#NAME?",
    2036: "#NUM!",
    2042: "#N/A",
    2043: "#GETTING_DATA",
    2045: "#SPILL!",
    2046: "#CONNECT!",
    2047: "#BLOCKED!",
    2048: "#UNKNOWN!",
    2049: "#FIELD!",
    2050: "#CALC!",
}
"""Excel's XlCVError numbers; COM carries each as an integer, so many above `COM_ERROR`."""

COM_ERROR = -2146828288  # 0x800A0000: the facility in which Excel's errors lie
ERROR_TEXTS = frozenset(ERROR_CODES.values())
FIRST_DAY = dt.datetime(1899, 12, 30)  # day 0 of Excel's calendar from 1 March 1900 on


def from_excel(argument: object) -> Cells:
    """Return an argument as the functions take it: rows of cells stay rows."""
    if isinstance(argument, (list, tuple)):
        return [
            [cell_from_excel(cell) for cell in row] if isinstance(row, (list, tuple)) else [cell_from_excel(row)]
            for row in argument
        ]
    return cell_from_excel(argument)


def cell_from_excel(value: object) -> Cell:
    """Return one cell: errors as `CellError`, dates as Excel's day numbers, currency as a number."""
    match value:
        case None | bool():
            return value
        case str():
            return CellError(value, "It was so in the cell.") if value in ERROR_TEXTS else value
        case int() if value - COM_ERROR in ERROR_CODES:
            return CellError(ERROR_CODES[value - COM_ERROR], "It was so in the cell.")
        case int() | float() | Decimal():
            return float(value)
        case dt.datetime():
            return (value.replace(tzinfo=None) - FIRST_DAY) / dt.timedelta(days=1)
        case _:
            return CellError("#VALUE!", "The cell holds something that is neither a number nor a text.")


def to_excel(result: Cells) -> list[list[str | bool | float | None]]:
    """Return a result as xlwings carries it: rows of values, a single one too, with error values as their text."""
    return [[cell_to_excel(cell) for cell in row] for row in rows_of(result)]


def cell_to_excel(cell: Cell) -> str | bool | float | None:
    """Return one cell; an error value becomes its code."""
    return cell.code if isinstance(cell, CellError) else cell
