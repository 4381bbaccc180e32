"""Percentages, rates and the ratio of sums that a year to date is.

A percentage is a fraction (33 of 246 is 0.134…), a rate is that rate (56.2 per 10,000). Nothing is rounded here.
Missing parts give a missing result; which reason is carried stands in `xlperf.results.missing`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from xlperf.results.missing import finite, known
from xlperf.symbols import Missing, Number

SURELY_ABOVE_0 = (Missing.CONFIDENTIAL, Missing.LOW)
"""Reasons that stand for a number above 0."""


def percent(numerator: Number | None, denominator: Number | None) -> Number:
    """
    Return numerator ÷ denominator as a fraction.

    0 of 0 is not applicable (z), never 0; anything else of 0 is not available (x), because one of the two is wrong.
    """
    return rate(numerator, denominator, per=1)


def rate(count: Number | None, population: Number | None, per: float = 10_000) -> Number:
    """
    Return how many there are to every `per` of the population.

    The count is multiplied before it is divided, so that the result is the nearest number there is to the true rate
    and a rate that ends in an exact half is shown rounded up. 0 of 0 is z and anything else of 0 is x, as in `percent`.
    None of a number that is withheld (c) or too low to show is 0, because a true 0 would have been shown; the
    Department for Education publishes it so.
    """
    parts = known(count, population)
    if isinstance(parts, Missing):
        return 0.0 if count == 0 and population in SURELY_ABOVE_0 else parts
    above, below = parts
    if below == 0:
        return Missing.NOT_APPLICABLE if above == 0 else Missing.NOT_AVAILABLE
    return finite(above * per / below)


def ratio_of_sums(numerators: Iterable[Number | None], denominators: Iterable[Number | None]) -> Number:
    """
    Return the sum of the numerators ÷ the sum of the denominators: the year to date of monthly percentages.

    It is not the mean of the months: a month with many cases counts for more. Every month must be there, so one
    missing part makes the result missing; no months at all is not available. A month of 0 of 0 adds nothing.
    """
    above, below = list(numerators), list(denominators)
    if len(above) != len(below):
        raise ValueError(f"{len(above)} numerators cannot be paired with {len(below)} denominators")
    return percent(_sum(above), _sum(below))


def _sum(numbers: Iterable[Number | None]) -> Number:
    parts = known(*numbers)
    if isinstance(parts, Missing):
        return parts
    return finite(math.fsum(parts)) if parts else Missing.NOT_AVAILABLE
