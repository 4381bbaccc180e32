"""Cell values between Office.js and xlperf: as JSON carries them, and with dates where the number format says so."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from xlperf.functions.cells import Cell, Cells
from xlperf.sheets.grid import CellError, CellValue

ERROR_TEXTS = frozenset(
    (
        *("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CONNECT!"),
        *("#BLOCKED!", "#UNKNOWN!", "#FIELD!", "#CALC!", "#BUSY!", "#PYTHON!"),
    )
)
"""How Office.js gives an error value among the values of a range; no text that people type looks like one."""

Address = tuple[int, int]
JsonCell = str | bool | float | dict[str, str] | None

FIRST_DAY = dt.datetime(1899, 12, 30)  # day 0 of Excel's calendar from 1 March 1900 on
LAST_DAY = 2_958_466  # the day after 31 December 9999
_NO_CODES = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|General', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)


def cell_of_function(value: object) -> Cell:
    """Return one cell of a function's argument: a blank is None, ``{"error": "#N/A"}`` an error value."""
    if value == "" or value is None:
        return None
    if isinstance(value, dict):
        return CellError(str(value.get("error", "#VALUE!")), "It was so in the cell.")
    if isinstance(value, bool | str):
        return value
    return float(value) if isinstance(value, int | float) else CellError("#VALUE!", "The cell holds no plain value.")


def argument_of_function(value: object) -> Cells:
    """Return one argument; from Excel each comes as rows of cells."""
    if isinstance(value, list):
        # Most cells are numbers, and there may be a hundred thousand.
        return [[cell if cell.__class__ is float else cell_of_function(cell) for cell in row] for row in value]
    return cell_of_function(value)


def cell_to_json(cell: Cell) -> JsonCell:
    """Return one cell of a result: an error value with its reason becomes ``{"error": …, "reason": …}``."""
    return {"error": cell.code, "reason": cell.reason} if isinstance(cell, CellError) else cell


def formats_by_cell(formats: Mapping[str, Sequence[Sequence[int]]]) -> dict[Address, str]:
    """Return the number format of each cell that has one, from the cells of each number format."""
    return {(row, column): code for code, cells in formats.items() for row, column in cells}


def cell_of_sheet(value: object, number_format: str) -> CellValue:
    """Return one cell of a sheet: a date where the number format shows one, None for a blank."""
    if value == "" or value is None:
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return CellError(value) if value in ERROR_TEXTS else value
    if not isinstance(value, int | float):
        return CellError("#VALUE!")
    return date_or_number(float(value), number_format) if number_format else float(value)


def date_or_number(number: float, number_format: str) -> CellValue:
    """Return what a number means under its number format: a day, a time, a length of time, or the number itself."""
    kind = kind_of_format(number_format)
    if kind == "number" or not 0 <= number < LAST_DAY:
        return number
    length = dt.timedelta(seconds=round(number * 86_400))
    if kind == "elapsed":
        return length
    if number < 1:
        return (FIRST_DAY + length).time() if number else number
    moment = FIRST_DAY + length
    return moment if moment.time() != dt.time() else moment.date()


def kind_of_format(number_format: str) -> str:
    """Return what a number format makes of a number: "date", "elapsed" (``[h]:mm``) or "number"."""
    first = number_format.split(";")[0]
    codes = _NO_CODES.sub("", first)
    if _ELAPSED.search(codes):
        return "elapsed"
    return "date" if re.search(r"[ymdhs]", codes, re.IGNORECASE) else "number"


def serial(value: dt.date | dt.time | dt.timedelta) -> float:
    """Return a day, a time or a length of time as the number that Excel keeps."""
    if isinstance(value, dt.timedelta):
        return value / dt.timedelta(days=1)
    if isinstance(value, dt.time):
        return dt.timedelta(hours=value.hour, minutes=value.minute, seconds=value.second) / dt.timedelta(days=1)
    if not isinstance(value, dt.datetime):
        value = dt.datetime.combine(value, dt.time())
    return (value.replace(tzinfo=None) - FIRST_DAY) / dt.timedelta(days=1)
