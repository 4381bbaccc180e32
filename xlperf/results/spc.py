"""Statistical process control: limits of an XmR chart, and what in a series is more than chance.

Limits are mean ± 2.66 × the mean moving range (Shewhart's individuals chart; 2.66 is 3 ÷ 1.128). As NHSRplotthedots
does, moving ranges above 3.267 × their mean are left out of it; the Excel tool of NHS England keeps them, and
`screened=False` gives its limits. The rules are those of Making Data Count.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from xlperf.results.gap import at_most
from xlperf.results.polarity import Polarity

TO_LIMITS, TOO_WIDE = 2.66, 3.267
RUN = 7
ENOUGH = 12
"""Limits from fewer points are provisional."""

Side = Literal[-1, 0, 1]
Rule = Literal["outside the limits", "two of three near a limit", "seven on one side", "seven rising or falling"]
Assurance = Literal["consistently meets the target", "consistently misses the target", "meets and misses by chance"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Mean and process limits of a series, in its unit. A lower limit below what is possible is not cut off."""

    mean: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Spc:
    """A series with its limits and, for each point, the rules by which it is more than chance."""

    limits: Limits
    signals: tuple[tuple[Rule, ...], ...]
    is_provisional: bool

    @property
    def latest(self) -> tuple[Rule, ...]:
        """The rules that the latest point is part of."""
        return self.signals[-1]


def spc(values: Sequence[float], screened: bool = True) -> Spc | None:
    """Return the limits and signals of a series in order of time; None for fewer than two values."""
    limits = xmr_limits(values, screened)
    if limits is None:
        return None
    sides = [side_of(value, limits.mean) for value in values]
    by_rule: dict[Rule, list[bool]] = {
        "outside the limits": [not _inside(value, limits) for value in values],
        "two of three near a limit": two_of_three(near_a_limit(values, limits), sides),
        "seven on one side": whole_run(runs_on_one_side(sides)),
        "seven rising or falling": whole_run(runs_up_or_down(values)),
    }
    signals = tuple(tuple(rule for rule, found in by_rule.items() if found[at]) for at in range(len(values)))
    return Spc(limits, signals, len(values) < ENOUGH)


def xmr_limits(values: Sequence[float], screened: bool = True) -> Limits | None:
    """Return mean and limits; `screened` leaves out the moving ranges that are too wide. None for fewer than two."""
    if len(values) < 2:
        return None
    # Equal values have that value as their mean, whatever the last bits of the division say.
    mean = min(max(math.fsum(values) / len(values), min(values)), max(values))
    ranges = [abs(after - before) for before, after in pairwise(values)]
    typical = math.fsum(ranges) / len(ranges)
    if screened:
        kept = [one for one in ranges if one <= TOO_WIDE * typical]
        typical = math.fsum(kept) / len(kept)
    return Limits(mean, mean - TO_LIMITS * typical, mean + TO_LIMITS * typical)


def side_of(value: float, mean: float) -> Side:
    """Return 1 above the mean, -1 below it, 0 on it, compared as ratings are."""
    if at_most(value, mean):
        return 0 if at_most(mean, value) else -1
    return 1


def near_a_limit(values: Sequence[float], limits: Limits) -> list[bool]:
    """Say of each value whether it lies beyond two thirds of the way to a limit, and not outside the limits."""
    third = (limits.upper - limits.mean) / 3
    return [_inside(value, limits) and not at_most(abs(value - limits.mean), 2 * third) for value in values]


def _inside(value: float, limits: Limits) -> bool:
    return at_most(limits.lower, value) and at_most(value, limits.upper)


def two_of_three(near: Sequence[bool], sides: Sequence[Side]) -> list[bool]:
    """Mark every three in a row on one side of the mean of which two or more are near a limit."""
    marked = [False] * len(near)
    for at in range(len(near) - 2):
        three = slice(at, at + 3)
        if sum(near[three]) >= 2 and abs(sum(sides[three])) == 3:
            marked[three] = [True] * 3
    return marked


def runs_on_one_side(sides: Sequence[Side]) -> list[Side]:
    """Mark, with the side, each point that is the seventh or a later one in a row on one side of the mean."""
    return [
        _same([sides[one] for one in range(at - RUN + 1, at + 1)]) if at >= RUN - 1 else 0 for at in range(len(sides))
    ]


def runs_up_or_down(values: Sequence[float]) -> list[Side]:
    """Mark, 1 for up and -1 for down, each point that ends seven in a row each above, or each below, the one before."""
    steps: list[Side] = [side_of(after, before) for before, after in pairwise(values)]
    return [_same(steps[at - RUN + 1 : at]) if at >= RUN - 1 else 0 for at in range(len(values))]


def _same(sides: Sequence[Side]) -> Side:
    """Return the side that all are on; 0 where they are not on one."""
    return sides[0] if len(set(sides)) == 1 else 0


def whole_run(ends: Sequence[Side]) -> list[bool]:
    """Mark all seven points of each run whose last point is marked."""
    return [any(ends[at : at + RUN]) for at in range(len(ends))]


def assurance(limits: Limits, target: float | None, polarity: Polarity) -> Assurance | None:
    """
    Return whether chance alone can decide if a target is met; None without a target or a polarity.

    The target is met for sure when both limits lie on its good side, and missed for sure when both lie on the other. A
    limit exactly on the target leaves it to chance. A range that is good takes the place of the target.
    """
    match polarity.direction:
        case "neutral":
            return None
        case "range":
            lowest, highest = polarity.edges
        case _ if target is None:
            return None
        case "high":
            lowest, highest = target, math.inf
        case "low":
            lowest, highest = -math.inf, target
    if lowest < limits.lower and limits.upper < highest:
        return "consistently meets the target"
    if limits.upper < lowest or highest < limits.lower:
        return "consistently misses the target"
    return "meets and misses by chance"
