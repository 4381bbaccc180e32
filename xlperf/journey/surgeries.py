"""Which measures need a performance surgery, and why."""

from __future__ import annotations

from xlperf.journey.figures import FigureMaker
from xlperf.report.content import ReportContent
from xlperf.report.pack import Surgery


def surgeries_of(content: ReportContent, maker: FigureMaker) -> tuple[Surgery, ...]:
    """Return the measures that need surgery."""
    return ()
