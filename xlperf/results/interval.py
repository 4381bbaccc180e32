"""Confidence intervals: Wilson's for proportions, Byar's for counts and rates, exact when the count is under 10.

The methods are those of the Association of Public Health Observatories, Technical Briefing 3 (2008), which
PHEindicatormethods follows too. `level` is the share of intervals that hold the true value: 0.95 or 0.998.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Literal

from xlperf.results.missing import known
from xlperf.results.rate import rate
from xlperf.symbols import Missing, Number

IntervalKind = Literal["proportion", "rate", "count"]
Limits = tuple[float, float]  # (lower, upper)
EXACT_BELOW = 10


def interval(
    count: Number | None,
    denominator: Number | None = None,
    kind: IntervalKind = "proportion",
    level: float = 0.95,
    per: float = 10_000,
) -> Limits | Missing:
    """
    Return (lower, upper) of a proportion, of a rate per `per`, or of a count, which needs no denominator.

    Where the value itself is missing the interval is, with the same reason: 0 of 0 is z. Counts that cannot be (below
    0; in a proportion above the denominator) have none (x).
    """
    parts = known(count) if kind == "count" else known(count, denominator)
    if isinstance(parts, Missing):
        return parts
    number = parts[0]
    if kind == "count":
        return byar(number, level) if number >= 0 else Missing.NOT_AVAILABLE
    whole = parts[1]
    value = rate(number, whole)
    if isinstance(value, Missing):
        return value
    if number < 0 or whole < 0 or (kind == "proportion" and number > whole):
        return Missing.NOT_AVAILABLE
    return wilson(number, whole, level) if kind == "proportion" else rate_interval(number, whole, per, level)


def wilson(numerator: float, denominator: float, level: float = 0.95) -> Limits:
    """
    Return the Wilson score interval of numerator ÷ denominator, as fractions. ValueError for an impossible proportion.

    Source: Wilson (1927); Newcombe and Altman (2000). The lower limit is written in the form that loses no digits and
    is exactly 0 for none; the upper one is the lower limit of those who are not counted, taken from 1.
    """
    if not (denominator > 0 and 0 <= numerator <= denominator):
        raise ValueError("a proportion has a numerator between 0 and its denominator, and a denominator above 0")
    z = normal_quantile(level)
    return _wilson_lower(numerator, denominator, z), 1 - _wilson_lower(denominator - numerator, denominator, z)


def _wilson_lower(counted: float, whole: float, z: float) -> float:
    root = math.sqrt(z**2 + 4 * counted * (1 - counted / whole))
    return counted / whole * (2 * counted) / (2 * counted + z**2 + z * root)


def byar(count: float, level: float = 0.95, exact_below: float = EXACT_BELOW) -> Limits:
    """
    Return the interval of a count of events: Byar's approximation, or the exact Poisson limits of a small count.

    Source: Breslow and Day (1987), formula 2.13. The exact limits are Garwood's (1936), half the chi-square quantiles
    with 2 × count and 2 × count + 2 degrees of freedom. `exact_below` 0 gives Byar's limits for any count but 0.
    """
    if not (count >= 0 and math.isfinite(count)):
        raise ValueError("a count is 0 or more")
    z = normal_quantile(level)
    if count < exact_below or count == 0:
        return poisson_limits(count, level)
    lower = count * (1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3
    after = count + 1
    return max(lower, 0.0), after * (1 - 1 / (9 * after) + z / (3 * math.sqrt(after))) ** 3


def rate_interval(count: float, population: float, per: float = 10_000, level: float = 0.95) -> Limits:
    """Return the interval of a rate per `per` of the population, which is taken to be known without error."""
    if not population > 0:
        raise ValueError("a population is above 0")
    lower, upper = byar(count, level)
    return lower * per / population, upper * per / population


@lru_cache(maxsize=256)
def normal_quantile(level: float) -> float:
    """Return how many standard errors to either side hold the share `level`: 1.96 for 0.95."""
    if not 0 < level < 1:
        raise ValueError("a confidence level lies between 0 and 1: 0.95 or 0.998")
    # Imported here: it brings much with it, and the worksheet functions are to load at once.
    from statistics import NormalDist

    return NormalDist().inv_cdf((1 + level) / 2)


@lru_cache(maxsize=256)
def poisson_limits(count: float, level: float) -> Limits:
    """Return the exact limits: those means whose tail from the count outwards holds half of what `level` leaves."""
    tail = (1 - level) / 2
    return (_gamma_quantile(tail, count) if count else 0.0), _gamma_quantile(1 - tail, count + 1)


def _gamma_quantile(share: float, shape: float) -> float:
    """Return the x with `_poisson_tail(shape, x)` equal to the share, by halving until nothing lies between."""
    low, high = 0.0, shape + 1
    while _poisson_tail(shape, high) < share:
        low, high = high, 2 * high
    while low < (middle := (low + high) / 2) < high:
        if _poisson_tail(shape, middle) < share:
            low = middle
        else:
            high = middle
    return high


def _poisson_tail(count: float, mean: float) -> float:
    """
    Return the chance of `count` events or more where `mean` are expected.

    This is the regularised incomplete gamma function, so it is defined between whole counts too. Every term of the
    series is positive, so no digits are lost.
    """
    term = math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))
    total, step = 0.0, count
    while term > total * 1e-17:
        total += term
        step += 1
        term *= mean / step
    return total
