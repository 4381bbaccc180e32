"""One answer for each cell: how a function of single cells takes ranges.

The shapes are Excel's. A single value goes with every cell; one row goes with every row, one column with every column,
so a row of n and a column of m make m rows of n. Where two sizes do not match, the cells without a partner are #N/A.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from xlperf.errors import XlperfError
from xlperf.functions.cells import NOT_THERE, WRONG_NUMBER, WRONG_VALUE, Cell, Cells, Range, Refused, finite
from xlperf.sheets.grid import CellError

Rows = list[list[Cell]]

_SEVERAL = frozenset({list, tuple})  # asked of every single cell, so by the quickest way there is
_SEVERAL_OR_ERROR = _SEVERAL | {CellError}
NO_PARTNER = CellError(NOT_THERE, "The ranges differ in size, and this cell has no partner.")


def broadcast(answer: Callable[..., Cell], *arguments: Cells) -> Cells:
    """
    Return `answer` for each cell of the arguments: a single cell when all are single, else rows of cells.

    `answer` is given one cell of each argument, in order, and is never given an error: the first error among its
    cells is the answer. It may raise `Refused`; nothing is raised from here. The blank rows beneath the last filled
    one, a million of them where a whole column is selected, are answered once.
    """
    if not any(map(_SEVERAL.__contains__, map(type, arguments))):
        return answer_one(answer, arguments)  # type: ignore[arg-type]  # none of them is a range
    return broadcast_beside((answer,), *arguments)


def broadcast_beside(answers: Sequence[Callable[..., Cell]], *arguments: Cells) -> Rows:
    """Return several answers for each cell of the arguments, side by side, in rows even where all are single."""
    ranges = [rows_of(argument) for argument in arguments]
    height = max(len(rows) for rows in ranges)
    width = max(len(rows[0]) for rows in ranges)
    answered = min(height, max(_different_rows(rows, height) for rows in ranges) + 1)
    stretched = [stretch(rows[:answered], answered, width) for rows in ranges]
    made = [
        [answer_one(answer, cells) for cells in zip(*row, strict=True) for answer in answers]
        for row in zip(*stretched, strict=True)
    ]
    return made + made[-1:] * (height - answered)


def broadcast_with(
    answer_for: Callable[..., Callable[..., Cell]], settings: Sequence[Cells], *arguments: Cells
) -> Cells:
    """
    Return what `broadcast` does where the answer depends on settings, which mostly are the same for all cells.

    `answer_for` is given one cell of each setting and returns the answer to the cells of the arguments; it may raise
    `Refused`. Errors among the arguments go before those among the settings.
    """
    if not any(map(_SEVERAL_OR_ERROR.__contains__, map(type, settings))):
        try:
            return broadcast(answer_for(*settings), *arguments)
        except (Refused, XlperfError, ArithmeticError):
            pass  # what is wrong with an argument is still to be told first
    count = len(arguments)

    def answer(*cells: Cell) -> Cell:
        return answer_for(*cells[count:])(*cells[:count])

    return broadcast(answer, *arguments, *settings)


def answer_one(answer: Callable[..., Cell], given: Sequence[Cell]) -> Cell:
    """Return the answer for single cells; an error among them, or a refusal, is the answer as an error value."""
    for cell in given:
        if cell.__class__ is CellError:
            return cell
    return refusals_answered(answer, *given)


def refusals_answered(answer: Callable[..., Cell], *arguments: object) -> Cell:
    """Return what `answer` gives; a refusal, an unknown name or a number out of bounds becomes an error value."""
    try:
        result = answer(*arguments)
        return finite(result, "the result") if result.__class__ is float else result
    except Refused as refused:
        return refused.error
    except XlperfError as error:
        return CellError(WRONG_VALUE, str(error))
    except ArithmeticError:
        return CellError(WRONG_NUMBER, "The numbers are too large or too small to calculate with.")


def _different_rows(rows: Rows, height: int) -> int:
    """Return up to which row a range may differ from row to row: to its last filled one, or its end where it ends."""
    if len(rows) == 1:
        return 0
    return len(rows) if len(rows) < height else filled_rows(rows)


def filled_rows(rows: Rows) -> int:
    """Return the number of the last row with anything in it; 0 when there is none."""
    for number in range(len(rows), 0, -1):
        for cell in rows[number - 1]:
            if cell is not None and cell != "":
                return number
    return 0


def is_range(argument: Cells) -> bool:
    """Say whether an argument, or a result, is a range of cells and not a single one."""
    return type(argument) in _SEVERAL


def rows_of(argument: Cells) -> Rows:
    """
    Return an argument, or a result, as rows of equal length, at least one cell.

    A flat list is one row, as the array constant {1,2,3} is in Excel; an empty one is a blank cell. A row shorter than
    the others is filled with #N/A. Rows that need no change are the argument's own; nobody writes into them.
    """
    if type(argument) not in _SEVERAL:
        return [[cast(Cell, argument)]]
    kinds = set(map(type, cast(Range, argument)))
    if not kinds & _SEVERAL:
        argument = [cast(Sequence[Cell], argument)]
        kinds = {list}
    rows: Rows
    if kinds == {list}:
        rows = list(cast(list[list[Cell]], argument))  # as they are: a copy of a million rows takes a second
    else:
        rows = [list(row) if type(row) in _SEVERAL else [cast(Cell, row)] for row in cast(Range, argument)]
    widths = set(map(len, rows))
    width = max(widths)
    if width == 0:
        return [[None]]
    return rows if len(widths) == 1 else [row + [NO_PARTNER] * (width - len(row)) for row in rows]


def only_cell(argument: Cells, name: str) -> Cell:
    """Return the cell of an argument that is to be a single one; refuse a range, and an error stays the error it is."""
    rows = rows_of(argument)
    if len(rows) > 1 or len(rows[0]) > 1:
        raise Refused(WRONG_VALUE, f"{name} must be a single cell.")
    if isinstance(rows[0][0], CellError):
        raise Refused(rows[0][0].code, rows[0][0].reason)
    return rows[0][0]


def stretch(rows: Rows, height: int, width: int) -> Rows:
    """Return `rows` repeated to `height` × `width` where they are one row or one column, else filled with #N/A."""
    if len(rows[0]) == 1 < width:
        rows = [row * width for row in rows]
    elif len(rows[0]) < width:
        rows = [row + [NO_PARTNER] * (width - len(row)) for row in rows]
    if len(rows) == 1 < height:
        return rows * height
    return rows + [[NO_PARTNER] * width] * (height - len(rows))
