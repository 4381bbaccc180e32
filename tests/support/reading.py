"""Reading performance workbooks made by hand, for tests."""

from __future__ import annotations

from tests.support.books import Rows, book
from xlperf.definitions import load
from xlperf.problem import Problem
from xlperf.returns.performance import PerformanceWorkbook, read_performance
from xlperf.sheets.grid import Grid

LONG = ["Code", "Area", "Period", "Kind", "Numerator", "Denominator", "Value", "Note", "Source"]


def read(*grids: Grid, **sheets: Rows) -> PerformanceWorkbook:
    """Return what a workbook of these sheets holds, with the built-in catalogue."""
    return read_performance(book(*grids, **sheets), load())


def only_problem(workbook: PerformanceWorkbook, rule: str) -> Problem:
    """Return the one problem of a rule; fail when there is another, or none."""
    found = [problem for problem in workbook.problems if problem.rule == rule]
    assert len(found) == 1, [str(problem) for problem in workbook.problems]
    return found[0]
