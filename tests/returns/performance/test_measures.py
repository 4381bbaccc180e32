from __future__ import annotations

import pytest

from tests.support.reading import LONG, only_problem, read
from xlperf.definitions import load
from xlperf.results.polarity import LOW, Polarity
from xlperf.returns.performance import PerformanceWorkbook
from xlperf.returns.performance.codes import related_measures
from xlperf.sheets.grid import CellValue

FIGURES = [LONG, ["NI 62", None, "2010-01", None, None, None, "13.98%"]]


def measures(*rows: dict[str, CellValue], figures: list[list[CellValue]] | None = None) -> PerformanceWorkbook:
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    table = [headings, *([row.get(heading) for heading in headings] for row in rows)]
    return read(Measures=table, Figures=figures or FIGURES)


def test_a_row_is_laid_over_the_catalogue_and_an_empty_cell_leaves_it() -> None:
    workbook = measures(
        {
            "CODE": "ni62",
            "Title": "Three or more moves",
            "Section": "In care",
            "Unit": "percent",
            "red_limit": 16.0,
            "Data only": "no",
            "Places": 2.0,
            "Owner": None,
            "Definition": "Ours.",
            "Population description": "All in care",
            "Related measures": "NI 63; EI&ISS PM04",
            "Outcomes": "CP 03",
        }
    )
    assert workbook.problems == ()
    before, after = load().indicators["three_or_more_placements"], workbook.indicators["three_or_more_placements"]
    assert (after.title, after.section, after.places) == ("Three or more moves", "In care", 2)
    assert (after.red_limit, after.data_only, after.definition) == (0.16, False, "Ours.")
    assert (after.population, after.related, after.outcomes) == ("All in care", ("NI 63", "EI&ISS PM04"), "CP 03")
    assert (after.owner, after.polarity, after.unit, after.numerator) == (
        before.owner,
        before.polarity,
        before.unit,
        before.numerator,
    )


def test_a_related_measure_may_be_a_whole_line_with_its_title() -> None:
    text = "NI 63; EI&ISS PM04\nSS PM04 (NI 64, 65): Children who became the subject of a plan, per 10,000\n\nNI 62"
    assert related_measures(text) == [
        "NI 63",
        "EI&ISS PM04",
        "SS PM04 (NI 64, 65): Children who became the subject of a plan, per 10,000",
        "NI 62",
    ]


def test_the_catalogue_itself_does_not_change() -> None:
    before = load().indicators["three_or_more_placements"].title
    measures({"Code": "NI 62", "Title": "Another"})
    assert load().indicators["three_or_more_placements"].title == before


def test_measures_are_listed_in_the_order_of_the_sheet() -> None:
    workbook = measures(
        {"Code": "NI 65", "Section": "Child protection", "Directorate": "Children"},
        {"Code": "NI 62", "Section": "Care"},
    )
    assert [(listed.code, listed.section, listed.directorate) for listed in workbook.listed] == [
        ("NI 65", "Child protection", "Children"),
        ("NI 62", "Care", ""),
    ]
    assert workbook.listed[1].indicator == "three_or_more_placements"


@pytest.mark.parametrize(
    ("period", "named", "other"),
    [
        ("2011/12 Q2", "initial_assessments_ten_days", "initial_assessments_seven_days"),
        ("2010-01", "initial_assessments_seven_days", "initial_assessments_ten_days"),
    ],
)
def test_a_row_names_the_measure_of_the_latest_period_in_the_workbook(period: str, named: str, other: str) -> None:
    figures = [LONG, *(["NI 59", None, each, None, None, None, "50%"] for each in ("2009-12", period))]
    workbook = measures({"Code": "NI 59", "Title": "On time"}, figures=figures)
    assert workbook.listed[0].indicator == named
    assert workbook.indicators[named].title == "On time"
    assert workbook.indicators[other].title != "On time"


def test_without_figures_the_targets_say_which_time_is_meant() -> None:
    workbook = read(
        Measures=[["Code", "Title"], ["NI 59", "On time"]],
        Targets=[["Code", "Period", "Target"], ["NI 59", "2009/10", "53%"]],
    )
    assert workbook.listed[0].indicator == "initial_assessments_seven_days"


def test_another_unit_is_a_problem_and_the_catalogue_stands() -> None:
    workbook = measures({"Code": "NI 62", "Unit": "rate"})
    problem = only_problem(workbook, "different unit")
    assert problem.place == "council.xlsx, Measures, cell B2"
    assert "is percent, not rate. The unit comes from the catalogue and stands" in problem.message
    assert workbook.indicators["three_or_more_placements"].unit == "percent"


@pytest.mark.parametrize("unit", ["per 10,000", "Rate per 10,000", "rate"])
def test_a_rate_may_be_written_with_what_it_is_per(unit: str) -> None:
    assert measures({"Code": "PM04", "Unit": unit}).problems == ()


def test_a_rate_per_another_number_is_another_unit() -> None:
    workbook = measures({"Code": "PM04", "Unit": "per 1,000"})
    assert "rate per 10,000, not rate per 1,000" in only_problem(workbook, "different unit").message


def test_a_measure_that_only_the_council_knows_is_made_from_its_row() -> None:
    workbook = measures(
        {
            "Code": "EH 01",
            "Title": "Early help plans",
            "Unit": "percent",
            "Polarity": "10 to 15",
            "Scheme": "BRAG points",
        },
        figures=[LONG, ["eh01", None, "2010-01", None, None, None, "12%"]],
    )
    assert workbook.problems == ()
    made = workbook.indicators["eh_01"]
    assert (made.title, made.unit, made.places, made.scheme) == ("Early help plans", "percent", 1, "brag_points")
    assert made.polarity == Polarity("range", 0.10, 0.15)
    assert workbook.figures[0].indicator == "eh_01"
    assert workbook.listed[0].indicator == "eh_01"


def test_a_rate_of_ones_own_says_what_it_is_per() -> None:
    workbook = measures({"Code": "EH 02", "Unit": "per 1,000"}, {"Code": "EH 03", "Unit": "rate", "Per": 100000.0})
    assert (workbook.indicators["eh_02"].per, workbook.indicators["eh_03"].per) == (1000, 100000)


def test_a_measure_that_nobody_knows_needs_a_unit() -> None:
    workbook = measures({"Code": "NI 6Z", "Title": "What?", "Unit": None})
    problem = only_problem(workbook, "unknown measure")
    assert problem.cell == "A2"
    assert 'No measure has the code "NI 6Z". Did you mean' in problem.message
    assert "as its unit; its row has none." in problem.message
    assert workbook.listed == ()


def test_a_measure_listed_twice_keeps_its_first_row() -> None:
    workbook = measures({"Code": "NI 62", "Title": "One"}, {"Code": "ni 62", "Title": "Two"})
    problem = only_problem(workbook, "listed twice")
    assert problem.cell == "A3"
    assert "A2" in problem.message
    assert workbook.indicators["three_or_more_placements"].title == "One"


@pytest.mark.parametrize(
    ("heading", "written", "rule", "says"),
    [
        ("Polarity", "lowish", "unknown polarity", "is not a polarity"),
        ("Scheme", "brg", "unknown scheme", 'Did you mean "brag"'),
        ("Red limit", "sixteen", "not a number", '"sixteen" stands where a number belongs'),
        ("Data only", "maybe", "not yes or no", "neither yes nor no"),
        ("Places", 1.5, "not a number", "no whole number from 0 to 6"),
        ("Timing", "snapshop", "unknown timing", 'Did you mean "snapshot"'),
        ("Unit", "percnt", "unknown unit", 'Did you mean "percent"'),
    ],
)
def test_a_cell_that_is_wrong_leaves_what_the_catalogue_says(
    heading: str, written: CellValue, rule: str, says: str
) -> None:
    workbook = measures({"Code": "NI 62", heading: written, "Title": "Moves"})
    problem = only_problem(workbook, rule)
    assert (problem.sheet, problem.cell) == ("Measures", "B2")
    assert says in problem.message
    after, before = workbook.indicators["three_or_more_placements"], load().indicators["three_or_more_placements"]
    assert after.title == "Moves"
    unchanged = ("polarity", "scheme", "red_limit", "data_only", "places", "timing", "unit")
    assert all(getattr(after, name) == getattr(before, name) for name in unchanged)


def test_labels_of_counts_are_laid_over_where_there_are_counts() -> None:
    workbook = measures(
        {"Code": "NI 64", "Numerator label": "Long plans"}, {"Code": "L0508", "Numerator label": "Posts"}
    )
    counted = workbook.indicators["plans_two_years_or_more"]
    assert counted.numerator is not None
    assert counted.numerator.label == "Long plans"
    assert workbook.listed[1].numerator_label == "Posts"


def test_polarity_of_the_council_stands_before_the_catalogue() -> None:
    assert measures({"Code": "CP number", "Polarity": "Low"}).indicators["plan_number"].polarity == LOW
