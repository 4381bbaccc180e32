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

    def __init__(self, returns: Sequence[Return], team: str | None = None) -> None:
        """
        Take the child-level returns; there may be none.

        With a `team` its part of every count is given; with an empty name that of the records without a team.
        """
        self._returns = returns
        self._team = team

    def can_count(self, indicator: Indicator) -> bool:
        """Say whether a return was handed in that has the lists from which this indicator is counted."""
        return _is_counted(indicator) and any(_has_the_lists(one, indicator, self._team) for one in self._returns)

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
            reason = _why_not(one, indicator, period, self._team)
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
        numerator = self._counted(one, indicator, "numerator", period)
        denominator = self._counted(one, indicator, "denominator", period)
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
            notes=tuple(dict.fromkeys([*notes, *one.assumed(period)])),
            numerator_rows=numerator.rows if numerator else (),
            denominator_rows=denominator.rows if denominator else (),
            population=used,
        )

    def _counted(self, one: Return, indicator: Indicator, part: str, period: Period) -> Count | None:
        """Return a part of an indicator, "numerator" or "denominator", counted; None when it is not a counted one."""
        from xlperf.measures.registry import counting_function

        counting = dict(_countings(indicator)).get(part)
        if counting is None:
            return None
        function = counting_function(counting.count, counting.arguments, f"{indicator.id}.toml, [{part}]")
        count = function(one.tables, period, **counting.arguments)
        if self._team is None:
            return count
        from xlperf.measures.teams import of_team

        return of_team(count, one.tables, self._team)


def _is_counted(indicator: Indicator) -> bool:
    return indicator.numerator is not None and indicator.numerator.count != STATED


def _countings(indicator: Indicator) -> Iterator[tuple[str, Counting]]:
    """Yield the parts that are counted, each with its name."""
    for part, counting in (("numerator", indicator.numerator), ("denominator", indicator.denominator)):
        if counting is not None and counting.count != STATED:
            yield part, counting


def _has_the_lists(one: Return, indicator: Indicator, team: str | None) -> bool:
    """Say whether a return has the lists that every part is counted from; for a team they also have to name teams."""
    return all(_lists_of(one, counting) for _, counting in _countings(indicator)) and (
        team is None or not _without_teams(one, indicator)
    )


def _lists_of(one: Return, counting: Counting) -> tuple[str, ...]:
    """Return the lists of a return from which a part is counted; none when it has not all of them."""
    from xlperf.measures.registry import tables_taken

    return tables_taken(counting.count, one.tables)


def _without_teams(one: Return, indicator: Indicator) -> str:
    """Return the title of the first list whose records are counted and that names no team; nothing when all do."""
    from xlperf.measures.teams import names_teams

    counted = [lists[0] for _, counting in _countings(indicator) if (lists := _lists_of(one, counting))]
    return next((one.tables[table].title for table in counted if not names_teams(one.tables, table)), "")


def _why_not(one: Return, indicator: Indicator, period: Period, team: str | None) -> str | None:
    """
    Return why a return cannot give an indicator for a period; None when it can, an empty text when it has no say.

    The reasons: it never has the list (with the return that does), the list names no teams, or it does not cover the
    days that the rule needs, those before the period among them.
    """
    countings = [counting for _, counting in _countings(indicator)]
    lists = [_lists_of(one, counting) for counting in countings]
    if not all(lists):
        return _lack(one, indicator)
    if team is not None and (title := _without_teams(one, indicator)):
        return f"{title}: the list names no teams, so it gives figures of the authority only."
    from xlperf.measures.registry import months_before, only_as_at

    timing = indicator.timing
    counted_from = tuple(dict.fromkeys(table for several in lists for table in several))
    as_made = any(only_as_at(counting.count, one.tables) for counting in countings)
    if as_made:
        timing = "snapshot"  # the return states the number itself, as at the day it was made
    reason = one.gives(period, timing, counted_from)
    if reason is None and as_made and one.as_at is not None and period.last_day < one.as_at:
        stated = f"{one.title} states it for the day on which it was made, {one.as_at:%d %b %Y}"
        return f"{stated}, so it cannot give {period.last_day:%d %b %Y}. {_lack(one, indicator)}".rstrip()
    covers = one.days_of(counted_from)
    if reason is not None or covers is None:
        return reason
    back = max(months_before(counting.count, counting.arguments, one.tables) for counting in countings)
    if back and timing != "annual":
        snapshot = timing == "snapshot"
        # A time that ends with a day begins, both counted, on the day after it so many months before.
        from_day = period.last_day + timedelta(days=1) if snapshot else period.first_day
        if same_day_after(from_day, -back) < covers[0]:
            needed = f"It looks back {back} months before {'that day' if snapshot else 'the period'}"
            return f"{needed}, and {one.title} begins on {covers[0]:%d %b %Y}. Hand in the years before as well."
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


def _number(count: Count | None) -> float | None:
    return None if count is None or isinstance(count.number, Missing) else float(count.number)


def _or_missing(number: float | None) -> float | Missing:
    return Missing.NOT_AVAILABLE if number is None else number
