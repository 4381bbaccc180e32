"""Figures counted from child-level returns. pandas and numpy are loaded only when there is such a return."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from xlperf.definitions.indicator import Counting, Indicator
from xlperf.figure import Count, Population
from xlperf.journey.found import Found, no_population, nothing, split
from xlperf.period import Period, PeriodKind, same_day_after
from xlperf.results.rate import percent, rate
from xlperf.symbols import Missing

if TYPE_CHECKING:
    from xlperf.returns.child_level.returned import Return

STATED = "stated"  # the name in a definition of what no counting function counts


class Counter:
    """Counts indicators from returns. With several returns the first that gives a figure is used."""

    def __init__(self, returns: Sequence[Return]) -> None:
        """Take the child-level returns; there may be none."""
        self._returns = returns

    def can_count(self, indicator: Indicator) -> bool:
        """Say whether a return was handed in that has the lists from which this indicator is counted."""
        return _is_counted(indicator) and any(_has_the_lists(one, indicator) for one in self._returns)

    def find(self, indicator: Indicator, period: Period, population: Population | None) -> Found | None:
        """Return the counted numbers, or why the returns cannot give them; None when nothing is to be counted."""
        if not self._returns or not _is_counted(indicator):
            return None
        if indicator.timing == "rolling":
            period = Period.twelve_months_to(period.last_day)
        if indicator.timing == "annual" and period.kind is not PeriodKind.YEAR:
            return nothing("This indicator is measured once a year.", Missing.NOT_APPLICABLE)
        reasons: list[str] = []
        without: Found | None = None
        for one in self._returns:
            reason = _why_not(one, indicator, period)
            if reason is not None:
                reasons.append(reason)
                continue
            found = self._count(one, indicator, period, population)
            if found.numerator is not None or found.value is not None:
                return found
            without = without or found
        said = list(dict.fromkeys(reason for reason in reasons if reason))
        return without or nothing(" ".join(said) or _nobody_has_it(indicator))

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


def _is_counted(indicator: Indicator) -> bool:
    return indicator.numerator is not None and indicator.numerator.count != STATED


def _countings(indicator: Indicator) -> Iterator[tuple[str, Counting]]:
    """Yield the parts that are counted, each with its name."""
    for part, counting in (("numerator", indicator.numerator), ("denominator", indicator.denominator)):
        if counting is not None and counting.count != STATED:
            yield part, counting


def _has_the_lists(one: Return, indicator: Indicator) -> bool:
    """Say whether a return has the lists that every part is counted from."""
    from xlperf.measures.registry import ways

    return all(
        any(all(table in one.tables for table in way) for way in ways(counting.count))
        for _, counting in _countings(indicator)
    )


def _why_not(one: Return, indicator: Indicator, period: Period) -> str | None:
    """
    Return why a return cannot give an indicator for a period; None when it can, an empty text when it has no say.

    The reasons: it never has the list (with the return that does), or it does not cover the days that the rule needs,
    those before the period among them.
    """
    if not _has_the_lists(one, indicator):
        return _lack(one, indicator)
    from xlperf.measures.registry import months_before, only_as_at

    timing = indicator.timing
    as_made = any(only_as_at(counting.count, one.tables) for _, counting in _countings(indicator))
    if as_made:
        timing = "snapshot"  # the return states the number itself, as at the day it was made
    reason = one.gives(period, timing)
    if reason is None and as_made and one.as_at is not None and period.last_day < one.as_at:
        stated = f"{one.title} states it for the day on which it was made, {one.as_at:%d %b %Y}"
        return f"{stated}, so it cannot give {period.last_day:%d %b %Y}. {_lack(one, indicator)}".rstrip()
    if reason is not None or one.covers is None:
        return reason
    back = max(months_before(counting.count, counting.arguments, one.tables) for _, counting in _countings(indicator))
    if back and timing != "annual":
        snapshot = timing == "snapshot"
        # A time that ends with a day begins, both counted, on the day after it so many months before.
        from_day = period.last_day + timedelta(days=1) if snapshot else period.first_day
        if same_day_after(from_day, -back) < one.covers[0]:
            needed = f"It looks back {back} months before {'that day' if snapshot else 'the period'}"
            return f"{needed}, and {one.title} begins on {one.covers[0]:%d %b %Y}. Hand in the years before as well."
    return None


def _lack(one: Return, indicator: Indicator) -> str:
    """Return why a return has not the lists, where its definition says so, with the return that has them."""
    from xlperf.measures.registry import needs

    wanted = {table for _, counting in _countings(indicator) for table in needs(counting.count)} - set(one.tables)
    lacks = [lack for lack in one.lacks if wanted & set(lack.tables)]
    return " ".join(dict.fromkeys(f"{lack.reason} {lack.instead}".strip() for lack in lacks))


def _nobody_has_it(indicator: Indicator) -> str:
    """Return that no return handed in has the lists for an indicator, with what its file says of those that have."""
    return " ".join(["None of the returns holds the lists that this is counted from.", *indicator.returns.split()])


def _counted(one: Return, indicator: Indicator, counting: Counting | None, part: str, period: Period) -> Count | None:
    from xlperf.measures.registry import counting_function

    if counting is None or counting.count == STATED:
        return None
    where = f"{indicator.id}.toml, [{part}]"
    function = counting_function(counting.count, counting.arguments, where)
    return function(one.tables, period, **counting.arguments)


def _number(count: Count | None) -> float | None:
    return None if count is None or isinstance(count.number, Missing) else float(count.number)


def _or_missing(number: float | None) -> float | Missing:
    return Missing.NOT_AVAILABLE if number is None else number
