"""How many children more or fewer it takes to meet the target."""

from __future__ import annotations

from xlperf.figure import rounded_half_up
from xlperf.results.gap import gap, target_for
from xlperf.results.missing import known
from xlperf.results.polarity import Polarity
from xlperf.results.rate import percent
from xlperf.symbols import Missing, Number


def to_target(
    numerator: Number | None, denominator: Number | None, target: Number | None, polarity: Polarity
) -> Number:
    """
    Return the change in the numerator, in whole children, that would meet the target: -2 is two fewer, 0 is met.

    It is the smallest such change, with the denominator as it is; whether the target is met is decided as in
    `xlperf.results.rating`. The target is in the unit of numerator ÷ denominator: for a rate give the population ÷
    10,000 as the denominator, for a count give 1. Without a target or a polarity it is not applicable (z),
    nor where no whole number lies inside the range that is good.
    """
    value = percent(numerator, denominator)
    parts = known(numerator, denominator)
    if isinstance(parts, Missing):
        return parts
    if isinstance(value, Missing):
        return value
    aim = target_for(target, polarity)
    if isinstance(aim, Missing):
        return aim
    stands = gap(value, aim, polarity)
    if stands.met:
        return 0.0
    count, per = parts
    mark = stands.mark
    fewer = count > mark * per
    children = float(rounded_half_up(abs(count - mark * per), 0))
    change = -children if fewer else children
    # The nearest whole number meets the target, or else the next one does.
    if not _meets(count + change, per, aim, polarity):
        change += -1 if fewer else 1
    return change if _meets(count + change, per, aim, polarity) else Missing.NOT_APPLICABLE


def _meets(count: float, per: float, aim: float, polarity: Polarity) -> bool:
    return gap(count / per, aim, polarity).met
