"""Whether a series has truly gone up or down lately: the recent trend of the Fingertips profiles.

Source: Office for Health Improvement and Disparities, Fingertips, technical guidance on trend markers. The latest five
annual points, independent of each other and without a break, are tested at 99.8%. A trend that one point alone makes is
none: leaving out any point must leave the direction as it is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from xlperf.results.polarity import Polarity
from xlperf.results.trend import Trend

POINTS = 5
CRITICAL = 9.54953570608324
"""Chi-square with one degree of freedom, 99.8%."""
LIMITS_APART = 3.92
"""How many standard errors lie between 95% limits."""

Direction = Literal["increasing", "decreasing", "no significant change"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """One year's value with its 95% limits."""

    value: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Share:
    """One year's percentage as its counts."""

    numerator: float
    denominator: float


@dataclass(frozen=True, slots=True)
class RecentTrend:
    """The direction, its slope per year in the unit of the values, and the chi-square that it rests on."""

    direction: Direction
    slope: float
    chi_square: float

    @property
    def chance(self) -> float:
        """How often chance alone would give as much, 0 to 1."""
        return math.erfc(math.sqrt(self.chi_square / 2))

    def judged(self, polarity: Polarity) -> Trend | None:
        """Return better or worse by polarity; None where that says neither, as with a range."""
        if polarity.direction not in ("low", "high"):
            return None
        if self.direction == "no significant change":
            return "no change"
        return "improving" if (self.direction == "increasing") == (polarity.direction == "high") else "getting worse"


def recent_trend(points: Sequence[Estimate] | Sequence[Share]) -> RecentTrend | None:
    """
    Return the trend of the latest five of the yearly points, the oldest first; None where there are fewer.

    Estimates are tested by a regression weighted with their limits, shares by the chi-square for trend in proportions
    (Armitage 1955). None too where it cannot be worked out: limits without width, denominators of 0, all or none of
    them counted.
    """
    latest = points[-POINTS:]
    if len(latest) < POINTS:
        return None
    found = _slope(latest, range(POINTS))
    if found is None:
        return None
    slope, chi_square = found
    without = [[at for at in range(POINTS) if at != left_out] for left_out in range(POINTS)]
    partial = [_slope([latest[at] for at in kept], kept) for kept in without]
    steady = all(one is not None and one[0] * slope > 0 for one in partial)
    if chi_square <= CRITICAL or not steady:
        return RecentTrend("no significant change", slope, chi_square)
    return RecentTrend("increasing" if slope > 0 else "decreasing", slope, chi_square)


def _slope(points: Sequence[Estimate | Share], years: Sequence[int]) -> tuple[float, float] | None:
    """Return (slope, chi-square) of points of one kind."""
    estimates = [one for one in points if isinstance(one, Estimate)]
    shares = [one for one in points if isinstance(one, Share)]
    if estimates and shares:
        raise ValueError("points are either all estimates with limits or all shares with counts")
    return _of_estimates(estimates, years) if estimates else _of_shares(shares, years)


def _of_estimates(points: Sequence[Estimate], years: Sequence[int]) -> tuple[float, float] | None:
    errors = [(one.upper - one.lower) / LIMITS_APART for one in points]
    if not all(error > 0 and math.isfinite(error) for error in errors):
        return None
    weights = [1 / error**2 for error in errors]
    mean_year = _mean(years, weights)
    mean = _mean([one.value for one in points], weights)
    spread = _weighted(weights, lambda at: (years[at] - mean_year) ** 2)
    slope = _weighted(weights, lambda at: (years[at] - mean_year) * (points[at].value - mean)) / spread
    return slope, slope**2 * spread


def _of_shares(points: Sequence[Share], years: Sequence[int]) -> tuple[float, float] | None:
    weights = [one.denominator for one in points]
    if not all(weight > 0 for weight in weights):
        return None
    share = math.fsum(one.numerator for one in points) / math.fsum(weights)
    if not 0 < share < 1:
        return None
    mean_year = _mean(years, weights)
    spread = _weighted(weights, lambda at: (years[at] - mean_year) ** 2)
    together = math.fsum(
        (one.numerator - share * one.denominator) * (year - mean_year) for one, year in zip(points, years, strict=True)
    )
    return together / spread, together**2 / (share * (1 - share) * spread)


def _mean(numbers: Sequence[float], weights: Sequence[float]) -> float:
    return _weighted(weights, lambda at: numbers[at]) / math.fsum(weights)


def _weighted(weights: Sequence[float], of: Callable[[int], float]) -> float:
    return math.fsum(weight * of(at) for at, weight in enumerate(weights))
