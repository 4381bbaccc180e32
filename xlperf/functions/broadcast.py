"""One answer for each cell: how a function of single cells takes ranges.

The shapes are Excel's. A single value goes with every cell; one row goes with every row, one column with every column,
so a row of n and a column of m make m rows of n. Where two sizes do not match, the cells without a partner are #N/A.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from xlperf.errors import XlperfError
from xlperf.functions.cells import NOT_THERE, WRONG_NUMBER, WRONG_VALUE, Cell, Cells, Refused, finite
from xlperf.sheets.grid import CellError

Rows = list[list[Cell]]

NO_PARTNER = CellError(NOT_THERE, "The ranges differ in size, and this cell has no partner.")


def broadcast(answer: Callable[..., Cell], *arguments: Cells) -> Cells:
    """
    Return `answer` for each cell of the arguments: a single cell when all are single, else rows of cells.

    `answer` is given one cell of each argument, in order, and is never given an error: the first error among its
    cells is the answer. It may raise `Refused`; nothing is raised from here.
    """
    ranges = [rows_of(argument) for argument in arguments]
    height = max(len(rows) for rows in ranges)
    width = max(len(rows[0]) for rows in ranges)
    stretched = [stretch(rows, height, width) for rows in ranges]
    answers = [
        [answer_one(answer, cells) for cells in zip(*(rows[down] for rows in stretched), strict=True)]
        for down in range(height)
    ]
    return answers if any(is_range(argument) for argument in arguments) else answers[0][0]


def answer_one(answer: Callable[..., Cell], cells: Iterable[Cell]) -> Cell:
    """Return the answer for single cells; an error among them, or a refusal, is the answer as an error value."""
    given = tuple(cells)
    for cell in given:
        if isinstance(cell, CellError):
            return cell
    return refusals_answered(answer, *given)


def refusals_answered(answer: Callable[..., Cell], *arguments: object) -> Cell:
    """Return what `answer` gives; a refusal, an unknown name or a number out of bounds becomes an error value."""
    try:
        result = answer(*arguments)
        return finite(result, "the result") if isinstance(result, float) else result
    except Refused as refused:
        return refused.error
    except XlperfError as error:
        return CellError(WRONG_VALUE, str(error))
    except ArithmeticError:
        return CellError(WRONG_NUMBER, "The numbers are too large or too small to calculate with.")


def is_range(argument: Cells) -> bool:
    """Say whether an argument, or a result, is a range of cells and not a single one."""
    return isinstance(argument, (list, tuple))


def rows_of(argument: Cells) -> Rows:
    """
    Return an argument, or a result, as rows of equal length, at least one cell.

    A flat list is one row, as the array constant {1,2,3} is in Excel; an empty one is a blank cell. A row shorter than
    the others is filled with #N/A.
    """
    if not isinstance(argument, (list, tuple)):
        return [[cast(Cell, argument)]]
    if not any(isinstance(row, (list, tuple)) for row in argument):
        argument = [argument]
    rows: Rows = [list(row) if isinstance(row, (list, tuple)) else [cast(Cell, row)] for row in argument]
    width = max(len(row) for row in rows)
    if width == 0:
        return [[None]]
    return [row + [NO_PARTNER] * (width - len(row)) for row in rows]


def stretch(rows: Rows, height: int, width: int) -> Rows:
    """Return `rows` repeated to `height` × `width` where they are one row or one column, else filled with #N/A."""
    if len(rows[0]) == 1 < width:
        rows = [row * width for row in rows]
    elif len(rows[0]) < width:
        rows = [row + [NO_PARTNER] * (width - len(row)) for row in rows]
    if len(rows) == 1 < height:
        return rows * height
    return rows + [[NO_PARTNER] * width for _ in range(height - len(rows))]
