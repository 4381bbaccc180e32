"""Figures in the long and the wide form. Numbers of Haringey's report of 17 February 2010 and its detailed table."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.books import grid
from tests.support.reading import LONG, only_problem, read
from xlperf.period import Period
from xlperf.returns.marks import Stated
from xlperf.returns.performance import StatedFigure
from xlperf.sheets.grid import NOT_CALCULATED, CellError, CellValue
from xlperf.symbols import Missing

JANUARY = Period.month(2010, 1)


def test_a_long_row_is_one_figure_with_its_evidence() -> None:
    row = ["NI 65", None, "2009/10 to 2010-01", "Actual", 33.0, 246.0, "13.4%", "Second plans", "printed"]
    workbook = read(Figures=[LONG, row])
    assert workbook.problems == ()
    assert workbook.figures == (
        StatedFigure(
            indicator="second_or_subsequent_plans",
            code="NI 65",
            area="",
            period=Period.parse("2009/10 to 2010-01"),
            kind="actual",
            numerator=Stated(33, decimals=0, text="33"),
            denominator=Stated(246, decimals=0, text="246"),
            value=Stated(0.134, decimals=1, text="13.4%"),
            note="Second plans",
            source="printed",
            sheet="Figures",
            row=2,
            numerator_cell="E2",
            denominator_cell="F2",
            value_cell="G2",
        ),
    )


def test_a_wide_table_gives_a_figure_for_each_period() -> None:
    workbook = read(
        Figures_wide=[
            ["Code", "Part", "Dec-09", "2010-01", "2010-02"],
            ["NI 60", "numerator", 49.0, 62.0, 84.0],
            ["NI 60", "denominator", 108.0, 142.0, 145.0],
            ["NI 60", None, 45.4, 43.7, None],
        ]
    )
    assert workbook.problems == ()
    assert [str(figure.period) for figure in workbook.figures] == ["2009-12", "2010-01", "2010-02"]
    january = workbook.figures[1]
    assert january.numerator is not None
    assert (january.numerator.value, january.numerator_cell) == (62, "D2")
    assert (january.value and january.value.value, january.value_cell) == (0.437, "D4")
    assert workbook.figures[2].value is None


def test_columns_may_be_headed_by_dates() -> None:
    rows = [["Code", dt.date(2010, 1, 1), dt.datetime(2012, 2, 19)], ["PM04", 56.2, 50.9]]
    workbook = read(grid(rows, "Figures", {"B1": "mmm-yy", "C1": "dd/mm/yyyy"}))
    assert [str(figure.period) for figure in workbook.figures] == ["2010-01", "2012-02-19"]


def test_a_year_may_be_merged_over_its_quarters() -> None:
    rows = [["Code", "2011/12", None, "2012/13"], [None, "Q1", "Q2", "Q1"], ["NI 64", 8.8, 6.3, 5.0]]
    workbook = read(Figures=rows)
    assert [str(figure.period) for figure in workbook.figures] == ["2011/12 Q1", "2011/12 Q2", "2012/13 Q1"]


def test_long_and_wide_sheets_stand_side_by_side() -> None:
    workbook = read(
        Figures=[LONG, ["NI 65", None, "2010-01", None, None, None, "15.4%"]],
        Figures_2=[["Code", "2010-01"], ["NI 64", "0%"]],
        Figures_teams=[LONG, ["NI 65", "North team", "2010-01", None, None, None, "10%"]],
    )
    assert [(figure.code, figure.area) for figure in workbook.figures] == [
        ("NI 65", ""),
        ("NI 64", ""),
        ("NI 65", "North team"),
    ]


def test_the_parts_of_one_figure_may_stand_on_two_sheets() -> None:
    workbook = read(
        Figures=[LONG, ["NI 61", None, "2009/10", None, None, None, "50%"]],
        Figures_counts=[["Code", "Part", "2009/10"], ["NI 61", "numerator", 5.0], ["NI 61", "denominator", 10.0]],
    )
    assert workbook.problems == ()
    (figure,) = workbook.figures
    assert figure.denominator is not None
    assert figure.denominator.value == 10


def test_both_forms_give_the_same_figures() -> None:
    long = read(Figures=[LONG, ["NI 60", "North", "2010-01", "forecast", 62.0, 142.0, "43.7%*", "late", "printed"]])
    wide = read(
        Figures=[
            ["Code", "Area", "Kind", "Part", "Note", "Source", "2010-01"],
            ["NI 60", "North", "forecast", "value", "late", "printed", "43.7%*"],
            ["NI 60", "North", "forecast", "numerator", None, None, 62.0],
            ["NI 60", "North", "forecast", "denominator", None, None, 142.0],
        ]
    )
    cells = {"row": 0, "numerator_cell": "", "denominator_cell": "", "value_cell": ""}
    assert [replace(figure, **cells) for figure in long.figures] == [
        replace(figure, **cells) for figure in wide.figures
    ]


@pytest.mark.parametrize("area", [None, "", "Haringey", "haringey ", "E09000014"])
def test_an_empty_area_and_the_authority_are_the_same(area: CellValue) -> None:
    workbook = read(
        About=[["Item", "Text"], ["Authority", "Haringey"], ["Authority code", "E09000014"]],
        Figures=[LONG, ["NI 65", area, "2010-01", None, None, None, "15.4%"]],
    )
    assert workbook.figures[0].area == ""


def test_a_forecast_and_an_actual_are_two_figures() -> None:
    rows = [["PM04", None, "2011/12", kind, None, None, 52.88] for kind in ("forecast", "actual")]
    workbook = read(Figures=[LONG, *rows])
    assert [figure.kind for figure in workbook.figures] == ["forecast", "actual"]
    assert workbook.problems == ()


def test_an_outturn_is_an_actual() -> None:
    workbook = read(Figures=[LONG, ["PM04", None, "2010/11", "Outturn", None, None, 54.2]])
    assert workbook.figures[0].kind == "actual"


def test_a_row_without_numbers_is_no_figure() -> None:
    workbook = read(Figures=[LONG, ["NI 65", None, None, None, None, None, None], ["* a footnote"]])
    assert (workbook.figures, workbook.problems) == ((), ())


def test_marks_are_kept() -> None:
    workbook = read(Figures=[LONG, ["NI 68", None, "2011/12 Q2", None, None, None, "73**", "** provisional"]])
    (figure,) = workbook.figures
    assert figure.provisional
    assert figure.marks == "**"


def test_a_fraction_under_a_percent_format_and_its_text_are_the_same_figure() -> None:
    rows = [["Code", "2010-01", "2010-02"], ["NI 59", 0.414, "41.4%"]]
    workbook = read(grid(rows, "Figures", {"B2": "0.0%"}))
    assert [figure.value and figure.value.value for figure in workbook.figures] == [0.414, 0.414]
    assert workbook.problems == ()


@pytest.mark.parametrize("value", [CellError("#DIV/0!"), NOT_CALCULATED, "#N/A", "ask Jo"])
def test_what_cannot_be_read_is_not_available_and_never_blank(value: CellValue) -> None:
    workbook = read(Figures=[LONG, ["NI 64", None, "2010-01", None, None, None, value]])
    (figure,) = workbook.figures
    assert figure.value is not None
    assert figure.value.missing is Missing.NOT_AVAILABLE
    problem = only_problem(workbook, "not a number")
    assert problem.place == "council.xlsx, Figures, cell G2"
    assert str(value) in problem.message
    assert "Until then the value of NI 64, 2010-01 is left out." in problem.message


# NI 59 is the seven-day measure until 31 March 2010 and the ten-day measure from 1 April 2010.


@pytest.mark.parametrize(
    ("period", "indicator"),
    [
        ("2009/10", "initial_assessments_seven_days"),
        ("2010-03", "initial_assessments_seven_days"),
        ("2010-04", "initial_assessments_ten_days"),
        ("2011/12 Q2", "initial_assessments_ten_days"),
    ],
)
def test_a_code_means_what_it_meant_on_the_last_day_of_the_period(period: str, indicator: str) -> None:
    workbook = read(Figures=[LONG, ["ni59", None, period, None, None, None, "41.4%"]])
    assert workbook.figures[0].indicator == indicator


def test_one_wide_row_may_cross_the_change_of_a_code() -> None:
    workbook = read(Figures=[["Code", "2009/10", "2010/11"], ["NI 59", "67.6*", 67.5]])
    assert [figure.indicator for figure in workbook.figures] == [
        "initial_assessments_seven_days",
        "initial_assessments_ten_days",
    ]
