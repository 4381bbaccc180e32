"""``xlperf calc NAME ARG…``: any worksheet function, from the shell.

The arguments are written as in a cell, one after another:

    33                a number; 13.4% is 0.134
    low               a text; "[z]" or z is a symbol
    ""                a blank cell
    1,2;3,4           a range: commas go across, semicolons down, so this is two rows of two
    TRUE  #N/A        what a cell would hold

A number of four digits is written 1204: its comma would make it a range.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from xlperf.errors import PROBLEMS_IN_DATA, SUCCESS, RequestError
from xlperf.functions import find
from xlperf.functions.broadcast import is_range, rows_of
from xlperf.functions.card import Card
from xlperf.functions.cells import Cell, Cells
from xlperf.sheets.grid import CellError

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?", re.IGNORECASE)
_ERROR = re.compile(r"#[A-Z0-9_/]+[!?]?", re.IGNORECASE)
_TRUE_OR_FALSE = {"TRUE": True, "FALSE": False}


def calc(name: str, arguments: Sequence[str], as_json: bool = False) -> tuple[str, int]:
    """
    Return what to print for a function of arguments written as text, and the exit code: 0, or 1 for an error value.

    As JSON it is ``{"value": …}`` (rows of values for a range), or ``{"error": "#N/A", "reason": …}`` when the answer,
    or every cell of it, is one error. A single error among other cells stands in its place in the same form.
    """
    result = run(name, arguments)
    text = json.dumps(as_document(result), ensure_ascii=False) if as_json else as_text(result)
    return text, PROBLEMS_IN_DATA if errors_in(result) else SUCCESS


def run(name: str, arguments: Sequence[str]) -> Cells:
    """
    Return what a worksheet function gives for arguments written as text.

    `name` is PERF_RATE or rate, in any case. An unknown one raises `UnknownName`; too few or too many arguments raise
    `RequestError`. Data that cannot be answered gives an error value, as in a cell.
    """
    card = find(name)
    if not card.required <= len(arguments) <= len(card.arguments):
        raise RequestError(wrong_number_of_arguments(card, len(arguments)))
    return card.function(*(read_argument(argument) for argument in arguments))


def wrong_number_of_arguments(card: Card, given: int) -> str:
    """Return the message: how many were given, how many are expected, and which."""
    least, most = card.required, len(card.arguments)
    expected = str(most) if least == most else f"{least} to {most}"
    names = ", ".join(
        f"{argument.name} (may be left out)" if argument.optional else argument.name for argument in card.arguments
    )
    return f"{card.python_name} takes {expected} arguments, and {given or 'none'} came: give {names}."


def read_argument(text: str) -> Cells:
    """Return a cell, or rows of cells where the text has a comma or a semicolon."""
    if "," in text or ";" in text:
        return [[read_cell(cell) for cell in row.split(",")] for row in text.split(";")]
    return read_cell(text)


def read_cell(text: str) -> Cell:
    """Return what a cell would hold if the text were typed into it."""
    plain = text.strip()
    if not plain:
        return None
    if _NUMBER.fullmatch(plain):
        return float(plain)
    if _ERROR.fullmatch(plain):
        return CellError(plain.upper(), "It came with the arguments.")
    return _TRUE_OR_FALSE.get(plain.upper(), plain)


def errors_in(result: Cells) -> list[CellError]:
    """Return every error value of a result, in reading order."""
    return [cell for row in rows_of(result) for cell in row if isinstance(cell, CellError)]


def as_document(result: Cells) -> dict[str, object]:
    """Return the JSON form of a result."""
    rows, errors = rows_of(result), errors_in(result)
    if len(errors) == len(rows) * len(rows[0]) and len(set(errors)) == 1:
        return {"error": errors[0].code, "reason": errors[0].reason}
    values = [[as_json_cell(cell) for cell in row] for row in rows]
    return {"value": values if is_range(result) else values[0][0]}


def as_json_cell(cell: Cell) -> object:
    """Return one cell of a result in its JSON form."""
    return {"error": cell.code, "reason": cell.reason} if isinstance(cell, CellError) else cell


def as_text(result: Cells) -> str:
    """Return a result as text: rows are lines, cells are parted by tabs; reasons follow, one a line."""
    lines = ["\t".join(cell_text(cell) for cell in row) for row in rows_of(result)]
    reasons = dict.fromkeys(f"{error.code}: {error.reason}" for error in errors_in(result) if error.reason)
    return "\n".join([*lines, *reasons])


def cell_text(cell: Cell) -> str:
    """Return one cell as text; a number with every digit it has, a whole one without decimals."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return str(cell)
