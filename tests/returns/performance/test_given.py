"""Targets, comparators, populations and breakdowns."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.support.books import grid
from tests.support.reading import only_problem, read
from xlperf.figure import Population
from xlperf.period import Period
from xlperf.problem import Severity
from xlperf.sheets.grid import CellValue
from xlperf.symbols import Missing

TARGET = ["Code", "Area", "Period", "Target", "Source"]
COMPARATOR = ["Code", "Area", "Period", "Value", "Source"]
POPULATION = ["Code", "Area", "Year", "Ages", "Population", "Vintage", "Source"]
BREAKDOWN = ["Code", "As at", "Breakdown", "Category", "Count", "Percent", "Source"]


def test_targets_are_read_in_the_unit_of_their_measure() -> None:
    rows = [
        ["NI 59", None, "2009/10", "53%", "printed"],
        ["PM04", "", "2011/12", 51.0],
        ["NI 51", None, "2009/10", 15.0],
    ]
    workbook = read(Targets=[TARGET, *rows])
    assert workbook.problems == ()
    assert [target.stated.value for target in workbook.targets] == [0.53, 51.0, 15.0]
    first = workbook.targets[0]
    assert (first.indicator, first.period, first.source, first.sheet, first.cell) == (
        "initial_assessments_seven_days",
        Period.parse("2009/10"),
        "printed",
        "Targets",
        "D2",
    )


def test_a_blank_target_is_none() -> None:
    workbook = read(Targets=[TARGET, ["NI 65", None, "2009/10", None], ["NI 64", None, None, " "]])
    assert (workbook.targets, workbook.problems) == ((), ())


def test_no_target_may_be_said_in_words() -> None:
    workbook = read(Targets=[TARGET, ["CP number", None, "2010/11", "N/A"]])
    assert workbook.problems == ()
    assert workbook.targets[0].stated.missing is Missing.NOT_APPLICABLE


@pytest.mark.parametrize("written", ["10-15", "10 to 15", "10%–15%"])
def test_a_range_is_a_target_where_a_range_is_good(written: str) -> None:
    workbook = read(
        Measures=[["Code", "Polarity"], ["NI 65", "10 to 15"]], Targets=[TARGET, ["NI 65", None, "2009/10", written]]
    )
    assert workbook.problems == ()
    assert workbook.targets[0].edges == (0.10, 0.15)
    assert workbook.targets[0].stated.value is None


def test_a_range_is_refused_where_low_is_good() -> None:
    workbook = read(Targets=[TARGET, ["NI 65", None, "2009/10", "10-15"]])
    problem = only_problem(workbook, "range as target")
    assert problem.cell == "D2"
    assert "of NI 65 low is good" in problem.message
    assert workbook.targets == ()


def test_a_range_that_excel_made_a_date_of_is_told() -> None:
    workbook = read(Targets=[TARGET, ["NI 65", None, "2009/10", dt.date(2026, 10, 15)]])
    assert "a spreadsheet makes dates of texts such as 10-15" in only_problem(workbook, "not a number").message


@pytest.mark.parametrize(
    ("row", "cell", "rule"),
    [
        (["NI 65", None, "soon", "10%"], "C3", "unknown period"),
        (["XX 1", None, "2009/10", "10%"], "A3", "unknown measure"),
        (["NI 65", None, "2009/10", "ten"], "D3", "not a number"),
        (["NI 65", None, "2009/10", -10.0], "D3", "negative"),
        (["ni 59", None, "2009/10", "60%"], "D3", "given twice"),
    ],
)
def test_a_target_that_is_wrong_is_told_and_the_others_stand(row: list[CellValue], cell: str, rule: str) -> None:
    workbook = read(Targets=[TARGET, ["NI 59", None, "2009/10", "53%"], row])
    problem = only_problem(workbook, rule)
    assert (problem.sheet, problem.cell, problem.severity) == ("Targets", cell, Severity.ERROR)
    assert workbook.targets[0].stated.value == 0.53


def test_targets_between_0_and_1_percent_are_doubtful() -> None:
    workbook = read(Targets=[TARGET, ["NI 59", None, "2009/10", 0.53]])
    assert only_problem(workbook, "doubtful percentage").cell == "D2"
    assert read(grid([TARGET, ["NI 59", None, "2009/10", 0.53]], "Targets", {"D2": "0%"})).problems == ()


def test_comparators_keep_their_area() -> None:
    rows = [
        ["NI 64", "England", "2009/10", 6.0],
        ["NI 64", "Family", "2009/10", 8.3],
        ["NI 64", "London", "2009/10", None],
    ]
    workbook = read(Comparators=[COMPARATOR, *rows])
    assert workbook.problems == ()
    assert [(one.area, one.stated.value) for one in workbook.comparators] == [("England", 0.06), ("Family", 0.083)]


def test_a_comparator_without_area_is_told() -> None:
    workbook = read(Comparators=[COMPARATOR, ["NI 64", None, "2009/10", 6.0]])
    assert only_problem(workbook, "empty cell").cell == "B2"


def test_a_population_keeps_what_makes_it_reproducible() -> None:
    rows = [
        ["PM04", None, 2010.0, None, 50890.0, "inferred", "made up"],
        [None, "North", "mid-2011", "0 – 17", "50,900"],
    ]
    workbook = read(Populations=[POPULATION, *rows])
    assert workbook.problems == ()
    first, second = workbook.populations
    assert (first.indicator, first.area) == ("plan_rate", "")
    assert first.population == Population(50890, 2010, "0-17", "inferred", "made up")
    assert (second.indicator, second.area, second.population.year, second.population.number) == (
        "",
        "North",
        2011,
        50900,
    )


@pytest.mark.parametrize(
    ("row", "cell", "rule", "says"),
    [
        ([None, None, 2010.0, None, 0.0], "E2", "no population", "Write a number above 0"),
        ([None, None, 2010.0, None, -5.0], "E2", "no population", "Write a number above 0"),
        ([None, None, 2010.0, None, "x"], "E2", "no population", "Write a number above 0"),
        ([None, None, 2010.0, None, "about 50"], "E2", "not a number", "stands where a number belongs"),
        ([None, None, 2010.0, None, None], "E2", "empty cell", "Population"),
        ([None, None, "2010/11", None, 5.0], "C2", "unknown year", "such as 2010"),
        (["QQ", None, 2010.0, None, 5.0], "A2", "unknown measure", "QQ"),
    ],
)
def test_a_population_that_is_wrong_is_told(row: list[CellValue], cell: str, rule: str, says: str) -> None:
    workbook = read(Populations=[POPULATION, row])
    problem = only_problem(workbook, rule)
    assert problem.cell == cell
    assert says in problem.message
    assert workbook.populations == ()


def test_two_populations_of_one_year_and_ages_are_told() -> None:
    rows = [
        [None, None, 2010.0, "0-17", 50890.0],
        [None, None, 2010.0, None, 51000.0],
        [None, None, 2010.0, "0-4", 9.0],
    ]
    workbook = read(Populations=[POPULATION, *rows])
    assert only_problem(workbook, "given twice").cell == "E3"
    assert [one.population.number for one in workbook.populations] == [50890, 9]


def test_breakdowns_give_a_count_a_share_or_both() -> None:
    rows = [
        ["EI&ISS PM04", "2012-02-06", "category of abuse", "Neglect", None, 32.8, "printed"],
        ["EI&ISS PM04", dt.date(2012, 2, 6), "gender", "Female", 134.0, "50%"],
        ["EI&ISS PM04", "2012-02-06", "gender", "Not recorded", "c", None],
    ]
    workbook = read(Breakdowns=[BREAKDOWN, *rows])
    assert workbook.problems == ()
    first, second, third = workbook.breakdowns
    assert (first.category, first.count, first.percent and first.percent.value) == ("Neglect", None, 0.328)
    assert first.as_at == second.as_at == Period.day(dt.date(2012, 2, 6))
    assert second.count is not None
    assert second.count.value == 134
    assert third.count is not None
    assert third.count.missing is Missing.CONFIDENTIAL


def test_one_group_given_twice_is_told() -> None:
    row: list[CellValue] = ["PM04", "2012-02-06", "gender", "Female", 134.0, None]
    workbook = read(Breakdowns=[BREAKDOWN, row, row])
    assert only_problem(workbook, "given twice").cell == "E3"
    assert len(workbook.breakdowns) == 1
