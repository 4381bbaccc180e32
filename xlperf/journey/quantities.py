"""Everything that a report could print of the authority, as rows of numbers that add up: what suppression works on.

A quantity is what one part of an indicator counts. Two indicators that count the same thing (the assessments that NI 59
and a local indicator are out of) share it, so that what is withheld of one is withheld of the other.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field

from xlperf.definitions.indicator import Indicator
from xlperf.figure import Figure, Part
from xlperf.journey.figures import FigureMaker
from xlperf.period import Period, PeriodKind

Quantity = Hashable
Numbers = Mapping[Period, int]
ADD_UP = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR_TO_DATE, PeriodKind.YEAR)
NEARLY = 1e-6


@dataclass(frozen=True, slots=True)
class Place:
    """Where a period's number stands: in which row of how many parts, from which to which, and in which order."""

    row: Hashable
    parts: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Counted:
    """The numbers of one indicator by period, and of which quantity each part is; None where there is no such part."""

    indicator: Indicator
    numerators: dict[Period, int] = field(default_factory=dict)
    denominators: dict[Period, int] = field(default_factory=dict)


def place_of(quantity: Quantity, indicator: Indicator, period: Period) -> Place:
    """
    Return where a number stands.

    Events of a year are the sums of its twelve months, known or not. What is counted on a day stands by itself: the
    month, the quarter and the year to date that end on that day are one number.
    """
    if indicator.timing == "flow" and period.kind in ADD_UP:
        first, last = (_months_into(period.start_year, day) for day in (period.first_day, period.last_day))
        return Place((quantity, period.start_year), 12, first, last + 1)
    alone = period.last_day if indicator.timing in ("snapshot", "rolling") else period
    return Place((quantity, alone), 1, 0, 1)


def _months_into(start_year: int, day: dt.date) -> int:
    return (day.year - start_year) * 12 + day.month - 4


def counted_of(maker: FigureMaker) -> list[Counted]:
    """Return the numbers of every indicator that the inputs have anything of, for every period that they could give."""
    found = []
    for indicator in maker.inputs.indicators.values():
        if indicator.unit == "score" or not maker.has_any(indicator, maker.authority):
            continue
        counted = Counted(indicator)
        for period in _periods(maker, indicator):
            above, below = counts_of(maker.numbers(indicator, period), indicator)
            if above is not None:
                counted.numerators[period] = above
            if below is not None:
                counted.denominators[period] = below
        found.append(counted)
    return found


def _periods(maker: FigureMaker, indicator: Indicator) -> Iterator[Period]:
    stated = set(maker.stated.periods(indicator.id, maker.authority))
    years = {period.start_year for period in stated}
    for one in maker.inputs.returns:
        if one.covers is not None:
            first, last = (Period.day(day).start_year for day in one.covers)
            years |= set(range(first, last + 1))
    every = dict.fromkeys(sorted(stated))
    for start in sorted(years):
        year = Period.financial_year(start)
        every |= dict.fromkeys([year, *year.quarters(), *year.months(), *(month.to_date() for month in year.months())])
    yield from every


def counts_of(figure: Figure, indicator: Indicator) -> tuple[int | None, int | None]:
    """
    Return how many children a figure says there were, and out of how many; None for what it does not say.

    Of value, numerator and denominator two say the third. Part of a child or post counts as a whole one.
    """
    value, above, below = figure.value, figure.numerator, figure.denominator
    match indicator.unit:
        case "count":
            return _whole(value if value is not None else above), None
        case "rate":
            people = below or (figure.population.number if figure.population else None)
            if above is None and value is not None and people:
                above = round(value * people / indicator.per)
            return _whole(above), None
        case "percent":
            if above is None and value is not None and below is not None:
                above = round(value * below)
            if below is None and value and above is not None:
                below = round(above / value)
            return _whole(above), _whole(below)
        case _:
            return None, None


def _whole(number: float | None) -> int | None:
    if number is None or not math.isfinite(number) or number < 0:
        return None
    return math.ceil(number - NEARLY)


def quantity_of(counted: Counted, part: Part, others: list[Counted]) -> Quantity:
    """Return what a part counts: the same as any other that counts it and says the same number in every period."""
    own = counted.indicator.id, part
    key = _counting(counted.indicator, part)
    if key is None:
        return own
    mine = _numbers(counted, part)
    for other in others:
        for their_part in ("numerator", "denominator"):
            theirs = _numbers(other, their_part)
            if _counting(other.indicator, their_part) == key and any(
                theirs[period] != number for period, number in mine.items() if period in theirs
            ):
                return own
    return key


def _numbers(counted: Counted, part: str) -> Numbers:
    return counted.numerators if part == "numerator" else counted.denominators


def _counting(indicator: Indicator, part: str) -> Hashable | None:
    counting = indicator.numerator if part == "numerator" else indicator.denominator
    if counting is None:
        return None
    return counting.count, tuple(sorted((key, str(value)) for key, value in counting.arguments.items()))
