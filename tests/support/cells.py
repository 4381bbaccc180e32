"""How the answers of worksheet functions are compared, whatever host gave them."""

from __future__ import annotations

import math

from xlperf.functions.broadcast import is_range, rows_of
from xlperf.functions.cells import Cells
from xlperf.sheets.grid import CellError


def same(found: Cells, expected: Cells) -> bool:
    """Say whether two answers have one shape and the same values: numbers to 6 digits, errors by their code."""
    if is_range(found) != is_range(expected):
        return False
    found_rows, expected_rows = rows_of(found), rows_of(expected)
    if [len(row) for row in found_rows] != [len(row) for row in expected_rows]:
        return False
    pairs = zip(found_rows, expected_rows, strict=True)
    return all(same_cell(*cells) for rows in pairs for cells in zip(*rows, strict=True))


def same_cell(found: object, expected: object) -> bool:
    """Say whether two cells hold the same; an error value and its text are not the same."""
    if isinstance(expected, CellError):
        return isinstance(found, CellError) and found.code == expected.code
    if isinstance(expected, (int, float)) and not isinstance(expected, bool):
        is_number = isinstance(found, (int, float)) and not isinstance(found, bool)
        return is_number and math.isclose(found, expected, rel_tol=1e-6, abs_tol=1e-12)
    return type(found) is type(expected) and found == expected
