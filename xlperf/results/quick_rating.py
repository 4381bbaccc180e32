"""The rating of a value that lies clear of every threshold, by plain arithmetic: nearly all cells of a column do.

`xlperf.results.rating` compares on exact decimals, which takes ten times as long and can tell only where two numbers
lie within 1e-9 of each other. What lies so close, and whatever is unusual, is left to it; a test holds both together.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeVar

from xlperf.results.gap import DECIDED_BY_ROUNDING
from xlperf.results.polarity import Polarity
from xlperf.results.rating import Scheme

Said = TypeVar("Said")
Quick = Callable[[float, float], Said | None]


def quick_rating(polarity: Polarity, scheme: Scheme, say: Callable[[str], Said]) -> Quick[Said] | None:
    """
    Return the function that gives, for a value and its target, what `say` makes of the rating; None where it cannot.

    Both are numbers of any size, NaN and infinity among them. There is no such function (None) where a range is good or
    neither way is, and for a scheme that rates values as they are shown; nor may a red limit be given.
    """
    if polarity.direction not in ("low", "high") or scheme.rated_as_shown:
        return None
    sign = 1.0 if polarity.direction == "low" else -1.0
    relative = scheme.gap == "relative"
    close, tolerance = DECIDED_BY_ROUNDING, scheme.tolerance
    ahead = math.inf if scheme.ahead is None else scheme.ahead
    if tolerance <= 2 * close or ahead <= 2 * close:
        return None
    met, near, missed = say(scheme.met.rating), say(scheme.near.rating), say(scheme.missed.rating)
    best = say(scheme.best.rating) if scheme.best else met
    far, infinite = tolerance + close, math.inf
    almost, just = tolerance - close, -close
    better, not_yet = -ahead - close, -ahead + close

    def rated(value: float, target: float) -> Said | None:
        if not target:
            return None
        share = sign * (value - target) / (target if target > 0 else -target)
        if close < share:
            if far < share < infinite:
                return missed
            return near if share < almost else None
        if share < just:
            if not_yet < share:
                return met
            return best if -infinite < share < better else None
        return met if value == target and share == 0 else None

    def rated_in_points(value: float, target: float) -> Said | None:
        if not target:
            return None
        behind = sign * (value - target)
        # Whether the target is met is asked of the share, which is small where the target is large.
        if -1e3 < target < 1e3:
            if behind > 1e-6:
                if far < behind < infinite:
                    return missed
                return near if behind < almost else None
            if behind < -1e-6:
                if not_yet < behind:
                    return met
                return best if -infinite < behind < better else None
        return None

    return rated if relative else rated_in_points
