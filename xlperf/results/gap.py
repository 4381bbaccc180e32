"""How a value stands to its target: the one comparison that rating, percent adrift and children needed share."""

from __future__ import annotations

from dataclasses import dataclass

from xlperf.figure import rounded_for_comparison
from xlperf.results.missing import known
from xlperf.results.polarity import Polarity
from xlperf.symbols import Missing, Number

DECIDED_BY_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Gap:
    """
    How much worse a value is than the mark it is measured by, in its own unit; negative is better.

    The mark is the target. Where a range is good it is the edge that the value has passed, and the gap inside is 0.
    """

    behind: float
    mark: float

    @property
    def share(self) -> float:
        """The gap as a share of the mark; of a mark of 0 there is none, and the gap itself stands in for it."""
        return self.behind / (abs(self.mark) or 1)

    @property
    def met(self) -> bool:
        """Say whether the target is met, being exactly on it included."""
        return at_most(self.share, 0)


def target_for(target: Number | None, polarity: Polarity) -> Number:
    """
    Return the target that counts, or why there is nothing to measure by.

    No target at all, and a neutral polarity, make the comparison not applicable (z). Where a range is good the range
    is the target, and any other is passed over.
    """
    if polarity.direction == "range":
        return polarity.edges[0]
    if polarity.direction == "neutral" or target is None:
        return Missing.NOT_APPLICABLE
    found = known(target)
    return found if isinstance(found, Missing) else found[0]


def gap(value: float, target: float, polarity: Polarity) -> Gap:
    """Return how the value stands to the target; a neutral polarity has no better or worse (ValueError)."""
    match polarity.direction:
        case "low":
            return Gap(value - target, target)
        case "high":
            return Gap(target - value, target)
        case "range":
            lower, upper = polarity.edges
            return Gap(max(0.0, value - upper, lower - value), lower if value < lower else upper)
        case "neutral":
            raise ValueError("a neutral measure is neither better nor worse than its target")


def worse_by(value: float, other: float, polarity: Polarity) -> float:
    """
    Return how much worse the one value is than the other, in their own unit; negative is better.

    Where a range is good it is their distances from the range that are compared, on whichever side they lie.
    """
    if polarity.direction == "range":
        return gap(value, 0.0, polarity).behind - gap(other, 0.0, polarity).behind
    return gap(value, other, polarity).behind


def at_most(number: float, limit: float) -> bool:
    """
    Say whether ROUND(number, 12) <= ROUND(limit, 12): how everything is compared, here and in the report's formulas.

    Rounding to exact decimals takes time and can only tell for numbers that lie closely together, and differ.
    """
    if number == limit:
        return True
    apart = number - limit
    if not abs(apart) < DECIDED_BY_ROUNDING:
        return apart < 0
    return rounded_for_comparison(number) <= rounded_for_comparison(limit)
