"""Forecasts to the end of the financial year, by kind of measure, with limits from back-testing on the series itself.

A level (a snapshot, a rolling year, a yearly score) is carried forward; a percentage of a flow is the ratio of the sums
so far; events are scaled up by the share of the year gone, or by the share that earlier years had by the same month; or
a straight line is extended. `docs/forecasts.md` has the formulas and how well the limits hold.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from xlperf.period import Period
from xlperf.results.back_test import errors, margin, result_of
from xlperf.results.forecast_methods import (
    MOST_PROFILE_YEARS,
    POSSIBLE,
    PROJECTIONS,
    SHORTEST_LINE,
    Measure,
    Method,
    Pair,
    Window,
    complete_years,
    line_steps,
    profile_share,
)
from xlperf.results.forecast_series import History, Series
from xlperf.results.forecast_words import (
    Inputs,
    limits_sentence,
    method_sentence,
    reason_sentence,
    what_to_know,
)

LEVEL = 0.8


@dataclass(frozen=True, slots=True)
class Forecast:
    """
    A forecast to the year's end. A percentage is a fraction.

    The outcome is expected within `margin` of the value as often as `level` says, hence `lower` and `upper`; without
    enough earlier forecasts these are None and `limits` says so. `made_from` are the periods that it rests on: where
    `times` is not None the forecast is their sum (a single one as it is) times that. `errors` are those of the
    back-test, outcome less forecast in the unit of the value.
    """

    value: float
    numerator: float | None
    denominator: float | None
    method: Method
    sentence: str  # method and inputs, for a board member
    reason: str  # why this method
    limits: str  # where the limits come from, or why there are none
    made_from: tuple[Period, ...]
    times: float | None
    margin: float | None
    lower: float | None
    upper: float | None
    level: float
    errors: tuple[float, ...]
    provisional: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoForecast:
    """Why there is no forecast, in a sentence that says what is needed."""

    reason: str


def forecast(
    history: History, year: Period, until: Period, method: Method | None = None, level: float = LEVEL
) -> Forecast | NoForecast:
    """
    Return the forecast of a year's end from what a series has up to the last day of `until`.

    Without a `method` it is the usual one: carried forward for a level, ratio of sums for a share; for events the
    seasonal profile where two complete years stand before this one, else the run rate. ValueError for a method that
    does not fit the measure, and for points that are not all of the series' step.
    """
    if method is not None and method not in POSSIBLE[history.measure]:
        raise ValueError(f"{method} does not fit {history.measure}; it can be {', '.join(POSSIBLE[history.measure])}")
    series = Series(history, year, until)
    window = series.window()
    if isinstance(window, str):
        return NoForecast(window)
    years = min(complete_years(series.steps, window), MOST_PROFILE_YEARS)
    used = method or _usual(history.measure, years)
    window = replace(window, profile_years=years, points=len(line_steps(series.steps, window)))
    so_far = series.so_far(window)
    pair = PROJECTIONS[history.measure, used](series.steps, window, so_far)
    value = series.in_unit(result_of(history.measure, pair))
    if pair is None or value is None:
        return NoForecast(_why_not(history, used, years, so_far))
    found = [series.in_unit(error) or 0.0 for error in errors(history.measure, used, series.steps, window)]
    most = 1.0 if history.unit == "percent" else math.inf
    value = min(value, most)
    wide = margin(found, level)
    inputs = Inputs(
        history.measure, history.unit, history.places, history.step, year, window, so_far, pair, value, method is None,
        profile_share(series.steps, window), series.begins(window), series.ends(window),
        series.missing(window), series.as_given(window),
    )  # fmt: skip
    numerator, denominator = series.counts(used, pair, value, window)
    return Forecast(
        value=value,
        numerator=numerator,
        denominator=denominator,
        method=used,
        sentence=method_sentence(used, inputs),
        reason=reason_sentence(used, inputs),
        limits=limits_sentence(len(found), wide, level, inputs),
        made_from=series.parts(window),
        times=_times(used, window, inputs.share),
        margin=wide,
        lower=None if wide is None else max(0.0, value - wide),
        upper=None if wide is None else min(most, value + wide),
        level=level,
        errors=tuple(found),
        provisional=bool(series.provisional(window)),
        notes=what_to_know(inputs, series.provisional(window), until, wide),
    )


def _usual(measure: Measure, profile_years: int) -> Method:
    if measure == "events" and profile_years >= MOST_PROFILE_YEARS:
        return "seasonal profile"
    return POSSIBLE[measure][0]


def _times(method: Method, window: Window, share: float | None) -> float | None:
    """Return by what the parts' sum is multiplied; None for a line, which is no multiple of anything."""
    match method:
        case "linear":
            return None
        case "run rate":
            return window.length / len(window.used)
        case "seasonal profile":
            return 1 / share if share else None
        case _:
            return 1.0


def _why_not(history: History, method: Method, years: int, so_far: Pair | None) -> str:
    """Return why a method gave nothing, and what it needs."""
    if history.measure == "events" and history.unit == "rate" and not history.population:
        return "No forecast: there is no population for the rate. Fill the sheet Populations."
    if method == "linear":
        kind = history.step.value
        return f"No forecast: a straight line needs {SHORTEST_LINE} {kind}s with figures, the latest among them."
    if method == "seasonal profile":
        if years == 0:
            return "No forecast: a seasonal profile needs a complete year directly before this one."
        return "No forecast: in the years before nothing had happened by now, so they show no profile."
    return "No forecast: 0 of 0 in the year so far has no percentage."
