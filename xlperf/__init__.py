"""xlperf: children's-services indicators, from the workbooks that councils have to the reports that boards read.

A figure is made by walking through rooms in one direction:

    workbook.read → returns → measures → results → report → workbook.write

From Python the short way is:

    from pathlib import Path
    import xlperf

    inputs = xlperf.read_inputs([Path("performance.xlsx")], xlperf.load())
    maker = xlperf.FigureMaker(inputs)
    figures = xlperf.figures(maker, xlperf.Period.parse("2010-01"))
    xlperf.figures_frame(figures)  # as a pandas DataFrame

The public names below are loaded when they are first used, so that `import xlperf` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlperf.definitions.catalogue import Catalogue
    from xlperf.definitions.indicator import Indicator
    from xlperf.definitions.load import load
    from xlperf.errors import DefinitionError, OutputError, RequestError, UnknownName, UnreadableFile, XlperfError
    from xlperf.figure import Count, Figure, Population, RowRef, shown
    from xlperf.journey.figures import FigureMaker, figures
    from xlperf.journey.inputs import Inputs, read_inputs
    from xlperf.journey.inspection import Inspection, inspect
    from xlperf.journey.reconcile import Mismatch, reconcile
    from xlperf.journey.report import plan_named, write_report
    from xlperf.measures.frames import figures_frame
    from xlperf.period import Period, PeriodKind
    from xlperf.problem import Problem, Severity
    from xlperf.symbols import Missing

_WHERE = {
    "Catalogue": "definitions.catalogue",
    "Count": "figure",
    "DefinitionError": "errors",
    "Figure": "figure",
    "FigureMaker": "journey.figures",
    "Indicator": "definitions.indicator",
    "Inputs": "journey.inputs",
    "Inspection": "journey.inspection",
    "Mismatch": "journey.reconcile",
    "Missing": "symbols",
    "OutputError": "errors",
    "Period": "period",
    "PeriodKind": "period",
    "Population": "figure",
    "Problem": "problem",
    "RequestError": "errors",
    "RowRef": "figure",
    "Severity": "problem",
    "UnknownName": "errors",
    "UnreadableFile": "errors",
    "XlperfError": "errors",
    "figures": "journey.figures",
    "figures_frame": "measures.frames",
    "inspect": "journey.inspection",
    "load": "definitions.load",
    "plan_named": "journey.report",
    "read_inputs": "journey.inputs",
    "reconcile": "journey.reconcile",
    "shown": "figure",
    "write_report": "journey.report",
}

__all__ = [
    "Catalogue",
    "Count",
    "DefinitionError",
    "Figure",
    "FigureMaker",
    "Indicator",
    "Inputs",
    "Inspection",
    "Mismatch",
    "Missing",
    "OutputError",
    "Period",
    "PeriodKind",
    "Population",
    "Problem",
    "RequestError",
    "RowRef",
    "Severity",
    "UnknownName",
    "UnreadableFile",
    "XlperfError",
    "figures",
    "figures_frame",
    "inspect",
    "load",
    "plan_named",
    "read_inputs",
    "reconcile",
    "shown",
    "write_report",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used (PEP 562)."""
    if name not in _WHERE:
        raise AttributeError(f"module 'xlperf' has no attribute {name!r}")
    return getattr(import_module(f"xlperf.{_WHERE[name]}"), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted({*globals(), *__all__})
