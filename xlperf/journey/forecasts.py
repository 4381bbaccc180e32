"""Forecasts to the end of the year."""

from __future__ import annotations

from xlperf.definitions.indicator import Indicator
from xlperf.figure import Figure
from xlperf.journey.figures import FigureMaker
from xlperf.period import Period


def forecast_of(maker: FigureMaker, indicator: Indicator, period: Period) -> Figure | None:
    """Return the forecast of the period's year: the stated one; None without one."""
    if not maker.has_forecast(indicator, period.year, maker.authority):
        return None
    return maker.figure(indicator, period.year, kind="forecast")
