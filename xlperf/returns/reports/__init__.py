"""Reports made by xlperf, from which the next report takes the words that people typed into them, and no figure.

records   what was typed, with its place
marks     the lines and sentences by which a report tells its own words from typed ones
tables    the tables of a sheet, wherever people have moved them
minutes   the minutes of a meeting
read      a report as a whole
"""

from __future__ import annotations

from xlperf.returns.reports.read import read_report
from xlperf.returns.reports.records import (
    Place,
    ReportWords,
    TypedAction,
    TypedMeeting,
    TypedWords,
    row_of,
    typed_at,
)

__all__ = [
    "Place",
    "ReportWords",
    "TypedAction",
    "TypedMeeting",
    "TypedWords",
    "read_report",
    "row_of",
    "typed_at",
]
