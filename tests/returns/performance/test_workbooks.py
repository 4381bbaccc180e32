"""Performance workbooks as files: what the spreadsheet program and the csv file make of what people type."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.support.performance import Rows, performance_workbook
from xlperf.definitions import load
from xlperf.folders import bundled
from xlperf.problem import Severity
from xlperf.returns.performance import PerformanceWorkbook, is_performance, read_performance
from xlperf.symbols import Missing
from xlperf.workbook.read import read_book


def read_sheets(folder: Path, sheets: dict[str, Rows]) -> PerformanceWorkbook:
    path = performance_workbook(folder / "council.xlsx", sheets)
    return read_performance(read_book(path, number_formats=True), load())


def test_percent_formats_and_months_typed_into_excel_are_read(tmp_path: Path) -> None:
    month = dt.date(2010, 1, 1)
    rows = [["Haringey"], [], ["code", (month, "mmm-yy"), "Feb-10"], ["NI 59", (0.414, "0.0%"), 41.5]]
    workbook = read_sheets(tmp_path, {"Figures": rows})
    assert workbook.problems == ()
    assert [(str(figure.period), figure.value and figure.value.text) for figure in workbook.figures] == [
        ("2010-01", "41.4%"),
        ("2010-02", "41.5"),
    ]
    assert workbook.figures[0].value is not None
    assert workbook.figures[0].value.value == 0.414
    assert workbook.figures[0].value_cell == "B4"


def test_error_cells_and_formulas_without_result_make_the_figure_not_available(tmp_path: Path) -> None:
    rows: Rows = [["code", "period", "value"], ["NI 64", "2010-01", "#DIV/0!"], ["NI 65", "2010-01", "=1+1"]]
    workbook = read_sheets(tmp_path, {"Figures": rows})
    assert [figure.value and figure.value.missing for figure in workbook.figures] == [Missing.NOT_AVAILABLE] * 2
    assert [(problem.cell, problem.severity) for problem in workbook.problems] == [
        ("C2", Severity.ERROR),
        ("C3", Severity.ERROR),
    ]
    assert "#DIV/0! is an error value" in workbook.problems[0].message


def test_a_csv_file_is_read_like_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_text("code,area,period,value\nNI 68,,2011/12 Q2,73**\nCP number,,2010-03-31,Total = 71\n", "utf-8")
    book = read_book(path)
    assert is_performance(book, load())
    workbook = read_performance(book, load())
    assert workbook.problems == ()
    first, second = workbook.figures
    assert (first.value and first.value.value, first.provisional) == (0.73, True)
    assert (second.value and second.value.value, second.indicator) == (71, "plan_number")


@pytest.mark.parametrize(
    "name",
    [
        "samples/haringey_performance",
        "samples/derby_performance",
        "samples/bathnes_performance",
        "templates/performance",
    ],
)
def test_the_bundled_workbooks_have_no_problems(name: str) -> None:
    path = bundled("workbooks") / f"{name}.xlsx"
    workbook = read_performance(read_book(path, number_formats=True), load())
    assert [str(problem) for problem in workbook.problems] == []
    assert bool(workbook.figures) == name.startswith("samples")
