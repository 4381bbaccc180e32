"""The performance workbook: what a performance team keeps by hand, read with its marks.

`read_performance` returns everything in it, `is_performance` says whether a workbook is one. Its sheets and headings
are those of `catalogue/returns/performance.toml`.
"""

from xlperf.returns.performance.read import is_performance, read_performance
from xlperf.returns.performance.records import (
    Action,
    Breakdown,
    Commentary,
    Comparator,
    ListedMeasure,
    Meeting,
    PerformanceWorkbook,
    StatedFigure,
    StatedPopulation,
    StatedTarget,
)

__all__ = [
    "Action",
    "Breakdown",
    "Commentary",
    "Comparator",
    "ListedMeasure",
    "Meeting",
    "PerformanceWorkbook",
    "StatedFigure",
    "StatedPopulation",
    "StatedTarget",
    "is_performance",
    "read_performance",
]
