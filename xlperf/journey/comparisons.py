"""What an indicator is compared with."""

from __future__ import annotations

from xlperf.definitions.indicator import Indicator
from xlperf.journey.figures import FigureMaker
from xlperf.period import Period
from xlperf.report.comparison import Comparison, Deprivation


def comparisons_of(maker: FigureMaker, indicator: Indicator, period: Period) -> tuple[Comparison, ...]:
    """Return the comparisons year by year, the oldest first, up to the period's year."""
    return ()


def deprivation_of(maker: FigureMaker, indicator: Indicator, period: Period) -> Deprivation | None:
    """Return the measure against deprivation; None without IDACI in the inputs."""
    return None
