"""Cell values between Calc and the functions.

From Calc come numbers (dates and TRUE too: Calc hands both over as numbers), texts, rows of these as tuples with an
empty text for each blank cell, and None for an argument that was left out. To Calc goes a number, a text, or rows of
them with their type. An error goes as a number that is none (NaN) with Calc's own number of the error in its lowest 32
bits, as Calc keeps errors itself (LibreOffice, formula/errorcodes.hxx): the cell shows #DIV/0!, and ISERROR and
IFERROR see it, inside arrays too.

Why rows carry a type: Calc compares texts by its own list of them, and adds to that list the texts of an answer that
is all text, but not those of a mixed one. Of a mixed array ``D2="Red"`` is therefore FALSE although the cell shows Red,
and ``(D2&"")="Red"`` is TRUE.

Seen with LibreOffice 7.4, and not ours to change, because Calc decides it before a function is called:

    a single blank cell           comes as the number 0; as a range of one cell, B2:B2, as blank
    a single error cell           is the answer at once, the same error
    an error cell inside a range  makes the whole answer Err:504, which IFERROR sees
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import cast

from xlperf.functions.broadcast import rows_of
from xlperf.functions.card import Argument
from xlperf.functions.cells import Cell, Cells
from xlperf.sheets.grid import CellError

ERROR_NUMBERS = {
    "#NULL!": 521,
    "#DIV/0!": 532,
    "#VALUE!": 519,
    "#REF!": 524,
    "#NAME?": 525,
    "#NUM!": 503,
    "#N/A": 32767,
}
"""Calc's number of each error that Excel has too."""

OTHER_ERROR = ERROR_NUMBERS["#VALUE!"]
NOT_A_NUMBER = 0x7FF80000

TEXTS, NUMBERS, MIXED = "[][]string", "[][]double", "[][]any"
"""The types of rows, as UNO writes them."""

CalcCell = str | float
CalcRows = tuple[tuple[CalcCell, ...], ...]
Typed = Callable[[str, CalcRows], object]
"""Makes of a type and rows what carries both to Calc."""


def from_calc(value: object, argument: Argument) -> Cells:
    """Return an argument as the functions take it; one that was left out is its default, a single cell is no range."""
    if value is None:
        return argument.default
    if isinstance(value, tuple) and argument.kind != "matrix" and len(value) == 1 and len(value[0]) == 1:
        return cast(Cell, value[0][0])
    return cast(Cells, value)


def to_calc(result: Cells, typed: Typed) -> object:
    """Return a result as Calc takes it: one number or text, or rows with their type."""
    rows = tuple(
        tuple(cell if type(cell) is float or type(cell) is str else cell_to_calc(cell) for cell in row)
        for row in rows_of(result)
    )
    if len(rows) == 1 and len(rows[0]) == 1:
        return rows[0][0]
    return typed(type_of(rows), rows)


def type_of(rows: CalcRows) -> str:
    """Return the type of rows: all texts, all numbers, or mixed."""
    kinds = {type(cell) for row in rows for cell in row}
    return MIXED if len(kinds) > 1 else TEXTS if kinds == {str} else NUMBERS


def cell_to_calc(cell: Cell) -> CalcCell:
    """Return one cell: a blank as an empty text, an error as the number that stands for it."""
    if isinstance(cell, CellError):
        return error_number(cell.code)
    if cell is None or isinstance(cell, str):
        return cell or ""
    return float(cell)


def error_number(code: str) -> float:
    """Return the number by which Calc knows an error such as #DIV/0!; one that Calc does not have is #VALUE!."""
    packed = struct.pack("<II", ERROR_NUMBERS.get(code, OTHER_ERROR), NOT_A_NUMBER)
    return float(struct.unpack("<d", packed)[0])
