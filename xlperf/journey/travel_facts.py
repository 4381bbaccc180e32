"""Direction of travel over years, and the number of children then and now, as sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from xlperf.definitions.indicator import Indicator, plain_code
from xlperf.figure import Figure, shown
from xlperf.journey.figures import FigureMaker
from xlperf.period import Period, PeriodKind
from xlperf.report.content import Line
from xlperf.report.pack import Fact
from xlperf.results.trend import Trend, trend

TRAVEL, NUMBERS = "Direction of travel", "Numbers"
YEARS_BACK = 5
NAMED: dict[Trend, str] = {"improving": "improvement", "getting worse": "deterioration"}


def travel_fact(line: Line, now: Figure, maker: FigureMaker) -> Fact | None:
    """
    Return where a measure has been going since the earliest of the five years before that has a figure.

    It is the first of these years against `now`, as shown and by polarity. The way is steady when neither a year nor a
    month went against it, else general. Without an earlier year there is no such fact; nor for events counted in a
    part of a year, which no whole year can be set against.
    """
    indicator = line.indicator
    partial = indicator.unit == "count" and indicator.timing == "flow" and now.period.kind is not PeriodKind.YEAR
    if now.value is None or partial:
        return None
    years = _years(indicator, now, maker)
    if not years:
        return None
    values = [*(figure.value for figure in years if figure.value is not None), now.value]
    texts = [shown(value, indicator.places, indicator.unit) for value in values]
    listed = f"{', '.join(texts[:-1])}, now {texts[-1]}"
    since = years[0].period.heading
    if not line.is_judged:
        return Fact(TRAVEL, f"Since {since} the figures are {listed}; the measure is watched and not judged.")
    overall = _way(values[0], values[-1], indicator)
    steps = [_way(before, after, indicator) for before, after in pairwise(values)]
    months = [_way(before, after, indicator) for before, after in pairwise(_by_month(line, maker))]
    up_and_down = {"improving", "getting worse"} <= set(months)
    wavers = "Performance goes up and down from month to month; " if up_and_down else ""
    against = {"improving": "getting worse", "getting worse": "improving"}.get(overall, "")
    if overall == "no change":
        said = f"it is where it was in {since} ({listed})"
    elif len(years) == 1:
        said = f"it is {'worse' if overall == 'getting worse' else 'better'} than in {since} ({listed})"
    else:
        kind = "general" if against in steps or against in months else "steady"
        said = f"there has been a {kind} {NAMED[overall]} since {since} ({listed})"
    if not wavers:
        said = f"Performance {said.removeprefix('it ')}" if said.startswith("it ") else f"T{said[1:]}"
    return Fact(TRAVEL, f"{wavers}{said}.")


def _by_month(line: Line, maker: FigureMaker) -> list[float]:
    """Return the values of the twelve months up to the report's period that have one."""
    figures = [maker.figure(line.indicator, month) for month in _months(line)]
    return [figure.value for figure in figures if figure.value is not None]


def _months(line: Line) -> tuple[Period, ...]:
    last = line.now.period.last_day
    return Period.month(last.year, last.month).latest(12)


def _years(indicator: Indicator, now: Figure, maker: FigureMaker) -> list[Figure]:
    """Return the earlier years that have a figure, the oldest first."""
    years = [now.period.year.before(steps) for steps in range(YEARS_BACK, 0, -1)]
    figures = [maker.figure(indicator, year) for year in years if year is not None]
    return [figure for figure in figures if figure.value is not None]


def _way(before: float, after: float, indicator: Indicator) -> Trend:
    return trend(after, before, indicator.polarity, indicator.places, indicator.unit) or "no change"


@dataclass(frozen=True, slots=True)
class _Counted:
    """How many there were on a day."""

    day: dt.date
    number: float


def number_fact(line: Line, maker: FigureMaker, day: dt.date) -> Fact | None:
    """
    Return how many there were at first and how many on the newest day up to `day`, with these days.

    The numbers are those of a related measure that counts on a day ("Number of children in care" says that it is
    related to the rate), else the line's own numerators. Only what is counted on a day can be set against another.
    """
    if line.indicator.timing != "snapshot":
        return None
    counting = _counting_measure(line, maker)
    if counting is not None:
        subject, numbers = counting.title, _of_measure(counting, maker, day)
    else:
        subject, numbers = _own_label(line), _own(line, maker, day)
    if len(numbers) < 2:
        return None
    first, last = numbers[0], numbers[-1]
    went = "rose" if last.number > first.number else "fell" if last.number < first.number else "did not change"
    subject = f"The {subject[:1].lower()}{subject[1:]}" if subject.casefold().startswith("number of") else subject
    verb = f"{went}:" if went == "did not change" else went
    return Fact(NUMBERS, f"{subject} {verb} from {_on(first)} to {_on(last)}.")


def _counting_measure(line: Line, maker: FigureMaker) -> Indicator | None:
    own = {plain_code(name) for name in (*line.indicator.all_codes, line.indicator.id)}
    if line.indicator.unit == "count":
        return line.indicator
    for other in maker.listed(line.now.period):
        theirs = {plain_code(name) for name in (*other.all_codes, other.id)}
        is_related = own & _named(other.related) or theirs & _named(line.indicator.related)
        if other.unit == "count" and other.timing == "snapshot" and is_related:
            return other
    return None


def _named(related: Sequence[str]) -> set[str]:
    """Return the plain codes of related measures, each written alone or before a colon and a title."""
    return {plain_code(text.partition(":")[0]) for text in related}


def _of_measure(indicator: Indicator, maker: FigureMaker, day: dt.date) -> list[_Counted]:
    periods = [one for one in maker.stated.periods(indicator.id, maker.authority) if one.last_day <= day]
    figures = (maker.figure(indicator, period) for period in sorted(periods))
    return [_Counted(figure.period.last_day, figure.value) for figure in figures if figure.value is not None]


def _own(line: Line, maker: FigureMaker, day: dt.date) -> list[_Counted]:
    snapshot = () if line.snapshot is None else (line.snapshot,)
    months = [maker.figure(line.indicator, month) for month in _months(line)]
    figures: dict[Period, Figure] = {one.period: one for one in (line.outturn, *months, line.now, *snapshot)}
    found = sorted(figures.items())
    return [
        _Counted(period.last_day, figure.numerator)
        for period, figure in found
        if figure.numerator is not None and period.last_day <= day
    ]


def _own_label(line: Line) -> str:
    if line.listed and line.listed.numerator_label:
        return f"{line.listed.numerator_label}:"
    return f"{line.indicator.numerator.label if line.indicator.numerator else line.indicator.title}:"


def _on(counted: _Counted) -> str:
    return f"{shown(counted.number, 0)} on {counted.day.day} {counted.day:%B %Y}"
