"""The worksheet function of statistical process control: limits, and what in a series is more than chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from xlperf.functions import cells
from xlperf.functions.broadcast import Rows, only_cell, rows_of
from xlperf.functions.card import Example, OneOf, card
from xlperf.functions.cells import WRONG_NUMBER, WRONG_VALUE, Cell, Cells, Range, Refused
from xlperf.functions.year_end import one_line
from xlperf.sheets.grid import CellError
from xlperf.symbols import Missing

if TYPE_CHECKING:
    from xlperf.results.spc import Spc

RANGES = ("screened", "all")
NO_SIGNAL = "No signal"
NOTHING: list[Cell] = [Missing.NOT_AVAILABLE.value] * 4

_LEVEL: list[Cell] = [11.0, 5.68, 16.32, NO_SIGNAL]
_MISSING: list[Cell] = [11.0, 5.68, 16.32, Missing.NOT_AVAILABLE.value]
_BEFORE: Rows = [[101 / 9, 8.5622222, 13.8822222, "Seven on one side"]] * 8


@card(
    "PERF_SPC",
    Example(
        ([[10], [12], [11], [13], [12]],),
        [[11.6, 7.61, 15.59, NO_SIGNAL]] * 5,
        "mean, lower limit, upper limit and signal beside each month",
    ),
    Example(
        ([[10], [11], [10], [11], [10], [11], [10], [11], [17]],),
        [*_BEFORE, [101 / 9, 8.5622222, 13.8822222, "Outside the limits"]],
        "the jump to 17 is too wide to count for the limits",
    ),
    Example(
        ([[10], ["x"], [12], [None]],),
        [_LEVEL, _MISSING, _LEVEL, _MISSING],
        "months without a figure are left out",
    ),
    Example(([[10, 12]],), [[11.0, 11.0], [5.68, 5.68], [16.32, 16.32], [NO_SIGNAL] * 2], "a row gives four rows"),
    Example(([[10], [None]],), [["x"] * 4] * 2, "one figure has no limits"),
    Example(([[10], ["many"]],), CellError(WRONG_VALUE)),
    Example(([[10, 12], [11, 13]],), CellError(WRONG_VALUE), "neither a row nor a column"),
)
def spc(values: Range, ranges: Annotated[Cells, OneOf(RANGES)] = "screened") -> Cells:
    """
    Return the mean, the process limits and the signal of each point of a series: four cells beside each.

    Limits are the mean and 2.66 times the mean moving range to either side, from the whole series. Signals, by the
    rules of Making Data Count: "Outside the limits", "Two of three near a limit", "Seven on one side", "Seven rising
    or falling". Limits from fewer than twelve figures are provisional.

    values: One row or one column of figures in order of time.
    ranges: "screened" (when left out) leaves moving ranges that are too wide out of the limits; "all" keeps them, as
     the Excel tool of NHS England does.
    returns: For each point the mean, the lower and the upper limit, and a text; "No signal" where it is chance alone.
    """
    rows = rows_of(values)
    try:
        line = one_line(rows, "values")
        screened = cells.choice(only_cell(ranges, "ranges"), "ranges", RANGES, blank=RANGES[0]) == RANGES[0]
        answers = _answers(line, screened)
    except Refused as refused:
        return refused.error
    except ArithmeticError:
        return CellError(WRONG_NUMBER, "The numbers are too large to calculate with.")
    after = [*answers[-1][:3], NOTHING[3]] if answers else NOTHING
    across = len(rows) == 1 < len(rows[0])
    answers += [after] * (max(len(rows), len(rows[0])) - len(answers))
    return [list(part) for part in zip(*answers, strict=True)] if across else answers


def _answers(line: list[Cell], screened: bool) -> Rows:
    """Return the four cells of each point."""
    from xlperf.results.spc import spc as spc_of  # here, because the first cell of a workbook is not to wait for it

    numbers = [cells.number(cell, "a value") for cell in line]
    there = [number for number in numbers if not isinstance(number, Missing)]
    found = spc_of(there, screened)
    if found is None:
        return [NOTHING for _ in line]
    signals = iter(_signals(found))
    limits: list[Cell] = [cells.finite(one, "a limit") for one in _limits(found)]
    return [[*limits, str(one.value) if isinstance(one, Missing) else next(signals)] for one in numbers]


def _limits(found: Spc) -> tuple[float, float, float]:
    return found.limits.mean, found.limits.lower, found.limits.upper


def _signals(found: Spc) -> list[str]:
    return ["; ".join(rules).capitalize() or NO_SIGNAL for rules in found.signals]
