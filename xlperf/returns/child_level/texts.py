"""Reading columns of words, identifiers and numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xlperf.definitions.returns import ColumnDefinition
from xlperf.problem import Severity
from xlperf.returns.child_level.finding import CellFinding, error_cell, quoted
from xlperf.sheets.grid import CellError, CellValue


def read_texts(cells: Sequence[CellValue], column: ColumnDefinition) -> tuple[NDArray[Any], list[CellFinding]]:
    """
    Return the text of every cell ("" blank) and what was found.

    Spaces are made plain, unbreakable ones included. A whole number is its digits: 10721552.0 is "10721552".
    """
    kinds = set(map(type, cells))
    # Texts come again and again, and each is worked out once; numbers are quicker made into texts than looked up.
    known = {cell: _text(cell) for cell in set(cells)} if kinds != {float} else {}
    texts = map(known.__getitem__ if known else _text, cells)
    result = np.fromiter(texts, dtype=object, count=len(cells))
    if CellError not in kinds:
        return result, []
    expected = "an identifier" if column.kind == "identifier" else "a text"
    return result, [error_cell(at, cell, expected) for at, cell in enumerate(cells) if isinstance(cell, CellError)]


def read_numbers(
    cells: Sequence[CellValue], column: ColumnDefinition, all_is_text: bool
) -> tuple[NDArray[np.float64], list[CellFinding]]:
    """Return the number of every cell (NaN blank or unreadable) and what was found; a number below 0 is none."""
    if set(map(type, cells)) <= {float, type(None)}:
        plain = np.array(cells, dtype=np.float64)  # None becomes NaN
        if np.count_nonzero((plain >= 0) & (plain < math.inf)) + cells.count(None) == len(cells):
            return plain, []
    found: list[CellFinding] = []
    numbers = []
    for position, cell in enumerate(cells):
        if type(cell) is float and 0 <= cell < math.inf:
            numbers.append(cell)
            continue
        number, finding = _number(position, cell, column, all_is_text)
        numbers.append(number)
        if finding is not None:
            found.append(finding)
    return np.array(numbers, dtype=np.float64), found


def _text(cell: CellValue) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if cell is None or isinstance(cell, CellError):
        return ""
    return " ".join(str(cell).split())


def _number(
    position: int, cell: CellValue, column: ColumnDefinition, all_is_text: bool
) -> tuple[float, CellFinding | None]:
    if isinstance(cell, CellError):
        return math.nan, error_cell(position, cell, "a number")
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return math.nan, None
    shown = quoted(cell, column)
    if isinstance(cell, str) and cell.strip().isascii() and cell.strip().isdigit():
        message = f"{shown} is a number kept as text. It is read as a number."
        kept_as_text = CellFinding(position, "number kept as text", message, Severity.WARNING, lost=False)
        return float(cell), None if all_is_text else kept_as_text
    number = _decimal(cell) if all_is_text or not isinstance(cell, str) else math.nan
    if not math.isnan(number) and 0 <= number < math.inf:
        return number, None
    message = f"{shown[:1].upper()}{shown[1:]} is not a number of 0 or more."
    return math.nan, CellFinding(position, "not a number", message)


def _decimal(cell: CellValue) -> float:
    """Return the number in a cell or in the text of a csv file; NaN when it is none."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return math.nan
    try:
        return float(cell)
    except ValueError:
        return math.nan
