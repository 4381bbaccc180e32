"""Back-testing: what a method would have forecast at every earlier point, beside what came.

The limits of a forecast are the forecast less and plus a quantile of those absolute errors: of n the
ceil((n + 1) × level)-th smallest, the finite-sample quantile of split conformal prediction (Lei and others 2018).
It asks for no distribution of the errors, but takes it that they will be as large as they were.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from xlperf.results.forecast_methods import PROJECTIONS, Measure, Method, Pair, Steps, Window, total


def result_of(measure: Measure, pair: Pair | None) -> float | None:
    """Return what a pair comes to: of a share its ratio (none of 0), else the amount."""
    if pair is None:
        return None
    if measure != "share":
        return pair[0]
    return pair[0] / pair[1] if pair[1] else None


def errors(measure: Measure, method: Method, steps: Steps, window: Window) -> list[float]:
    """
    Return outcome less forecast for every earlier point from which the same method can be tried, the latest first.

    An earlier point is the window moved back by one step or more, whole years or not, with its end already known and
    with figures for the same steps. Only what was known by then is used.
    """
    if not steps:
        return []
    project = PROJECTIONS[measure, method]
    found = []
    for back in range(max(1, window.last - window.now), window.last - min(steps) + 1):
        then = window.back(back)
        known = {number: pair for number, pair in steps.items() if number <= then.now}
        forecast = result_of(measure, project(known, then, total(known, then.used)))
        outcome = result_of(measure, _outcome(measure, steps, then))
        if forecast is not None and outcome is not None:
            found.append(outcome - forecast)
    return found


def margin(found: Sequence[float], level: float) -> float | None:
    """Return the quantile of the absolute errors at that level; None when there are too few of them."""
    place = rank(len(found), level)
    return sorted(abs(error) for error in found)[place - 1] if place <= len(found) else None


def rank(count: int, level: float) -> int:
    """Return which of so many errors, counted from the smallest, is the margin: ceil((count + 1) × level)."""
    return math.ceil((count + 1) * _exact(level))


def fewest(level: float) -> int:
    """Return how many errors a margin needs: 4 at 80%, 19 at 95%."""
    exact = _exact(level)
    return math.ceil(exact / (1 - exact))


def _exact(level: float) -> Fraction:
    """Return a level as the decimal that it was written as, so that 0.8 of 5 is 4 and not a little more."""
    if not 0 < level < 1:
        raise ValueError("a level lies between 0 and 1: 0.8 or 0.95")
    return Fraction(repr(float(level)))


def _outcome(measure: Measure, steps: Steps, window: Window) -> Pair | None:
    if measure == "level":
        return steps.get(window.last)
    return total(steps, range(window.first, window.last + 1))
