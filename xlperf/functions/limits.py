"""The worksheet function that says how sure a figure is."""

from __future__ import annotations

from typing import Annotated

from xlperf.functions import cells
from xlperf.functions.broadcast import broadcast_beside
from xlperf.functions.card import Example, OneOf, card
from xlperf.functions.cells import WRONG_NUMBER, WRONG_VALUE, Cell, Cells, Refused
from xlperf.functions.rates import PER, no_more_than_all, part_of_whole
from xlperf.results.interval import interval as interval_of
from xlperf.sheets.grid import CellError
from xlperf.symbols import Missing

INTERVALS = ("proportion", "rate", "count")
SUREST = 0.9999


@card(
    "PERF_INTERVAL",
    Example((5, 10), [[0.2365931, 0.7634069]], "NI 61: 5 of 10, between 24% and 76%"),
    Example((0, 0), [["z", "z"]]),
    Example(("c", 10), [["c", "c"]]),
    Example((11, 10), [[CellError(WRONG_NUMBER), CellError(WRONG_NUMBER)]]),
    Example((5, 10, "median"), [[CellError(WRONG_VALUE), CellError(WRONG_VALUE)]]),
    Example(([[5], [0]], [[10], [10]]), [[0.2365931, 0.7634069], [0.0, 0.2775328]]),
)
def interval(
    count: Cells,
    denominator: Cells,
    kind: Annotated[Cells, OneOf(INTERVALS)] = "proportion",
    level: Cells = 0.95,
) -> Cells:
    """
    Return the confidence interval of a share, a rate or a count: two cells, lower and upper.

    A share by Wilson (1927); a rate for 10,000 people and a count by Byar, exact below 10. Each cell of a range gives
    two cells side by side.

    count: How many were counted, 0 or more.
    denominator: Out of how many; for a rate the population; for a count it may be blank.
    kind: "proportion" (when left out), "rate" for 10,000 people, or "count".
    level: How sure the interval is: a number above 0, at most 0.9999; 0.95 when left out.
    returns: Two cells: the lower and the upper limit, in the unit of the figure.
    """
    return broadcast_beside((_lower, _upper), count, denominator, kind, level)


def _lower(counted: Cell, denominator: Cell, kind: Cell, level: Cell) -> Cell:
    return _limit(counted, denominator, kind, level, 0)


def _upper(counted: Cell, denominator: Cell, kind: Cell, level: Cell) -> Cell:
    return _limit(counted, denominator, kind, level, 1)


def _limit(counted: Cell, denominator: Cell, kind: Cell, level: Cell, side: int) -> Cell:
    wanted = cells.choice(kind, "kind", INTERVALS, blank="proportion")
    sure = cells.required(level, "level", blank=0.95)
    if not 0 < sure <= SUREST:
        raise Refused(WRONG_NUMBER, f"level must be above 0 and at most {SUREST}; 95% is 0.95.")
    if wanted == "count":
        limits = interval_of(cells.count(counted, "count"), kind="count", level=sure)
    else:
        part, whole = part_of_whole(counted, denominator, "count", "denominator")
        if wanted == "proportion":
            no_more_than_all(part, whole)
        limits = interval_of(part, whole, "proportion" if wanted == "proportion" else "rate", sure, PER)
    return cells.written(limits) if isinstance(limits, Missing) else limits[side]
