"""Whether an indicator has truly changed: process control over its months, and the recent trend over its years."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import TYPE_CHECKING

from xlperf.definitions.indicator import Indicator
from xlperf.figure import Unit, shown
from xlperf.period import Period, month_after
from xlperf.results.forecast_methods import Method
from xlperf.results.forecast_series import STEPS_IN_A_YEAR, History, Point
from xlperf.results.significance import POINTS, Estimate, RecentTrend, Share, recent_trend
from xlperf.results.spc import ENOUGH, Spc, assurance, spc

if TYPE_CHECKING:
    from xlperf.journey.figures import FigureMaker


FEWEST_EVENTS, FEWEST_CASES = 5, 30
"""The mean number a month, and the mean number of cases of a percentage, beneath which an XmR chart misleads."""


def process_of(history: History) -> Spc | None:
    """
    Return process limits and signals of the latest steps without a gap; None for too few of them to hold.

    None too where the numbers are small: a percentage of three children is 0, 33, 67 or 100, and seldom in between.
    """
    points = _without_a_gap(history)
    values = [one.value for one in points if one.value is not None]
    if len(values) < ENOUGH or _is_small(history.unit, points, values):
        return None
    return spc(values)


def _without_a_gap(history: History) -> list[Point]:
    """Return the latest points with a value, back to the first step that lacks one."""
    months = 12 // STEPS_IN_A_YEAR[history.step]
    found: list[Point] = []
    for one in sorted(history.points, key=lambda one: one.period, reverse=True):
        earlier = month_after(found[-1].period.last_day, -months) if found else month_after(one.period.last_day, 0)
        if one.value is None or month_after(one.period.last_day, 0) != earlier:
            break
        found.append(one)
    return found[::-1]


def _is_small(unit: Unit, points: Sequence[Point], values: Sequence[float]) -> bool:
    if unit == "percent":
        cases = [one.denominator for one in points if one.denominator is not None]
        return bool(cases) and fsum(cases) / len(cases) < FEWEST_CASES
    events = [one.numerator for one in points if one.numerator is not None] or list(values)
    return unit != "score" and fsum(events) / len(events) < FEWEST_EVENTS


def recent_trend_of(maker: FigureMaker, indicator: Indicator, year: Period, area: str = "") -> RecentTrend | None:
    """
    Return the recent trend of the five years that end with `year`; None unless every one of them is known with limits.

    A percentage that is counted anew each year is tested by its counts, anything else by its 95% limits.
    """
    figures = [maker.figure(indicator, one, area) for one in year.latest(POINTS)]
    if any(figure.value is None for figure in figures):
        return None
    if indicator.unit == "percent":
        shares = [
            Share(figure.numerator, figure.denominator)
            for figure in figures
            if figure.numerator is not None and figure.denominator is not None
        ]
        return recent_trend(shares)
    estimates = [
        Estimate(figure.value, figure.lower, figure.upper)
        for figure in figures
        if figure.value is not None and figure.lower is not None and figure.upper is not None
    ]
    return recent_trend(estimates)


def change_notes(
    maker: FigureMaker, indicator: Indicator, area: str, until: Period, history: History, method: Method
) -> tuple[str, ...]:
    """
    Return what a reader of a forecast should know of change that is more than chance; nothing where it is chance.

    A seasonal profile and a straight line expect change themselves, so of them a signal in the months says little.
    """
    notes = []
    process = process_of(history)
    if process is not None and process.latest and method not in ("seasonal profile", "linear"):
        notes.append(
            f"The latest figures are more than chance ({', '.join(process.latest)}): something has changed, which the "
            "forecast does not know."
        )
    if process is not None and not any(process.signals):
        # Only of a series without a signal do the limits say what will be.
        sure = assurance(process.limits, maker.inputs.target(indicator, area, until), indicator.polarity)
        low, high = (
            shown(limit, indicator.places, indicator.unit) for limit in (process.limits.lower, process.limits.upper)
        )
        if sure is not None and sure != "meets and misses by chance":
            notes.append(f"As long as nothing changes it {sure}: by chance it varies from {low} to {high}.")
    before = until.year.before()
    found = recent_trend_of(maker, indicator, before, area) if before else None
    if before is not None and found is not None and found.direction != "no significant change":
        years = before.latest(POINTS)
        notes.append(f"Over the five years {years[0]} to {years[-1]} it is {found.direction}, by more than chance.")
    return tuple(notes)
