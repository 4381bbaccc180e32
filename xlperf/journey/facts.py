"""What the figures say by themselves: the factual sentences of an agenda item, written afresh from each report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from xlperf.definitions.indicator import Indicator
from xlperf.figure import Figure, shown
from xlperf.journey.comparison_facts import comparison_fact, deprivation_fact
from xlperf.journey.figures import FigureMaker
from xlperf.journey.travel_facts import number_fact, travel_fact
from xlperf.report.content import Line
from xlperf.report.pack import Fact
from xlperf.results.gap import at_most
from xlperf.results.rating import adrift

IN_YEAR, YEAR_END = "In year", "Year end"
RULES = (
    "In the minutes, a direction of travel is steady when neither a year nor one of the last twelve months went "
    "against it, else general.",
    "In the minutes, a difference from an average of up to 5% of it is called slight.",
    "In the minutes, a correlation is strong from 0.6, moderate from 0.4 and weak from 0.2 (Evans, 1996).",
)
"""By what rules the sentences choose their words."""
GOOD = {"low": "low is good", "high": "high is good"}


def facts_of(line: Line, maker: FigureMaker, day: dt.date) -> tuple[Fact, ...]:
    """
    Return the facts of a line, in the order of the minutes.

    These are performance in the year and its forecast against target, the direction of travel since the earliest year
    known, the number of children then and on `day`, comparators, and deprivation. What the inputs do not hold is left
    out, but for figure, target and forecast: that one of these is missing is itself a fact.
    """
    return tuple(_facts(line, maker, day))


def _facts(line: Line, maker: FigureMaker, day: dt.date) -> Iterator[Fact]:
    now = in_year(line)
    yield Fact(IN_YEAR, against_target("In-year performance", now, line), now)
    if line.forecast is not None:
        yield Fact(YEAR_END, against_target("The year-end forecast", line.forecast, line), line.forecast)
    elif now.period.last_day != now.period.year.last_day:
        yield Fact(YEAR_END, f"There is no forecast to the end of {now.period.year}.")
    if fact := travel_fact(line, now, maker):
        yield fact
    if fact := number_fact(line, maker, day):
        yield fact
    if fact := comparison_fact(line):
        yield fact
    if fact := deprivation_fact(line):
        yield fact


def in_year(line: Line) -> Figure:
    """Return the figure that in-year performance is about: a snapshot is the period's, the rest is the year to date."""
    return line.now if line.indicator.timing != "flow" and line.now.value is not None else line.judged


def against_target(subject: str, figure: Figure, line: Line) -> str:
    """Return the sentence of how a figure stands to its target; above or below is said, and which of them is good."""
    indicator = line.indicator
    when = f"for {figure.period.heading}" if figure.kind == "forecast" else f"in {figure.period.heading}"
    if figure.value is None:
        return f"{subject} cannot be told: there is no figure {when} {figure.text}."
    said = f"{valued(figure.value, indicator)} {when}"
    if not line.is_judged:
        return f"{subject} is {said}. The measure is watched and not judged."
    if indicator.polarity.direction == "range":
        return f"{subject} {_in_range(figure.value, indicator)}: {said}."
    if figure.target is None:
        return f"{subject} is {said}. No target is set."
    target = shown(figure.target, indicator.places, indicator.unit)
    gap = adrift(figure.value, figure.target, indicator.polarity)
    by = f" by {_percent(abs(gap))}" if isinstance(gap, float) else ""
    above = figure.value > figure.target
    side = f"{'above' if above else 'below'} the target of {target}{by} ({GOOD[indicator.polarity.direction]})"
    if _exactly(figure.value, figure.target):
        return f"{subject} is exactly on target: {said}."
    worse = above == (indicator.polarity.direction == "low")
    return f"{subject} is {'adrift of' if worse else 'better than'} target: {said}, {side}."


def valued(value: float, indicator: Indicator) -> str:
    """Return a value with what it is per: ``56.20 per 10,000``."""
    text = shown(value, indicator.places, indicator.unit)
    return f"{text} per {indicator.per:,.0f}" if indicator.unit == "rate" else text


def _in_range(value: float, indicator: Indicator) -> str:
    lower, upper = indicator.polarity.edges
    edges = " to ".join(shown(edge, indicator.places, indicator.unit) for edge in (lower, upper))
    inside = at_most(lower, value) and at_most(value, upper)
    return f"lies {'inside' if inside else 'outside'} the range that is good, {edges}"


def _percent(share: float) -> str:
    return shown(share, 1, "percent") if share >= 0.0005 else "less than 0.1%"


def _exactly(value: float, target: float) -> bool:
    return at_most(value, target) and at_most(target, value)
