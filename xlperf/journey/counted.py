"""Figures counted from child-level returns. pandas and numpy are loaded only when there is such a return."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xlperf.definitions.indicator import Counting, Indicator
from xlperf.figure import Count, Population
from xlperf.journey.found import Found, no_population, nothing, split
from xlperf.period import Period, PeriodKind
from xlperf.results.rate import percent, rate
from xlperf.symbols import Missing

if TYPE_CHECKING:
    from xlperf.returns.child_level.returned import Return

STATED = "stated"  # the name in a definition of what no counting function counts yet


class Counter:
    """Counts indicators from returns. With several returns the first that gives a figure is used."""

    def __init__(self, returns: Sequence[Return]) -> None:
        """Take the child-level returns; there may be none."""
        self._returns = returns

    def can_count(self, indicator: Indicator) -> bool:
        """Say whether a return was handed in from which this indicator is counted."""
        return bool(self._returns) and indicator.numerator is not None and indicator.numerator.count != STATED

    def find(self, indicator: Indicator, period: Period, population: Population | None) -> Found | None:
        """Return the counted numbers, or why the returns cannot give them; None when nothing is to be counted."""
        if not self.can_count(indicator):
            return None
        if indicator.timing == "rolling":
            period = Period.rolling(period.last_day)
        if indicator.timing == "annual" and period.kind is not PeriodKind.YEAR:
            return nothing("This indicator is measured once a year.", Missing.NOT_APPLICABLE)
        reasons = []
        for one in self._returns:
            reason = one.gives(period, indicator.timing)
            if reason is None:
                return self._count(one, indicator, period, population)
            reasons.append(reason)
        return nothing(" ".join(reasons))

    def _count(self, one: Return, indicator: Indicator, period: Period, population: Population | None) -> Found:
        numerator = _counted(one, indicator, indicator.numerator, "numerator", period)
        denominator = _counted(one, indicator, indicator.denominator, "denominator", period)
        notes = [*(numerator.notes if numerator else ()), *(denominator.notes if denominator else ())]
        top, bottom = _number(numerator), _number(denominator)
        used = None
        value: float | Missing | None = top
        if indicator.unit == "rate" and population is None:
            value = None
            notes.append(no_population(indicator, period, top))
        elif indicator.unit == "rate" and population is not None:
            used, bottom = population, population.number
            value = rate(_or_missing(top), population.number, indicator.per)
        elif indicator.unit == "percent":
            value = percent(_or_missing(top), _or_missing(bottom))
        number, missing = split(value)
        return Found(
            numerator=top if indicator.unit != "count" else None,
            denominator=bottom,
            value=number,
            missing=missing,
            method=f"counted from {one.file}" + (f", per {indicator.per:,.0f} of {used}" if used else ""),
            notes=tuple(dict.fromkeys(notes)),
            numerator_rows=numerator.rows if numerator else (),
            denominator_rows=denominator.rows if denominator else (),
            population=used,
        )


def _counted(one: Return, indicator: Indicator, counting: Counting | None, part: str, period: Period) -> Count | None:
    from xlperf.measures.registry import counting_function

    if counting is None:
        return None
    where = f"{indicator.id}.toml, [{part}]"
    function = counting_function(counting.count, counting.arguments, where)
    return function(one.tables, period, **counting.arguments)


def _number(count: Count | None) -> float | None:
    return None if count is None or isinstance(count.number, Missing) else float(count.number)


def _or_missing(number: float | None) -> float | Missing:
    return Missing.NOT_AVAILABLE if number is None else number
