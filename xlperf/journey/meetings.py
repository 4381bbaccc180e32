"""The meeting that minutes are of."""

from __future__ import annotations

from xlperf.journey.figures import FigureMaker
from xlperf.report.content import ReportContent
from xlperf.report.pack import Meeting


def meeting_of(content: ReportContent, maker: FigureMaker) -> Meeting | None:
    """Return the meeting of the report's period; None without one in the inputs."""
    return None
