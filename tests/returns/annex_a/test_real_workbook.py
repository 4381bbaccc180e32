"""The published Annex A workbook with invented children (liia-tools, MIT), dirt included, read whole.

Its dates of List 7 are transcribed below, so that the counts are proved where the workbook is not at hand.
"""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from tests.support.annex_a_sheets import catalogue
from tests.support.plan_tables import Plan, plan_tables
from xlperf.measures.child_protection import cp_plans_at, cp_plans_ended, cp_plans_started
from xlperf.period import Period
from xlperf.returns.annex_a import read_return
from xlperf.returns.recognise import recognise
from xlperf.workbook.read import read_book

# List 7 of liia-tools' samples/Annex_A.xlsx, rows 2 to 8: start, end, number of previous plans.
LIST_7 = [
    Plan("2", date(2020, 11, 23), date(2021, 2, 16), 0),
    Plan("3", date(2021, 2, 8), None, 1),
    Plan("4", date(2021, 2, 8), None, 1),
    Plan("5", date(2020, 4, 27), date(2021, 1, 4), 0),
    Plan("6", date(2020, 4, 27), date(2021, 1, 4), 0),
    Plan("7", date(2019, 6, 25), date(2020, 9, 17), 0),
    Plan("8", date(2019, 6, 25), date(2020, 9, 17), 0),
]
# Worked out by hand from the seven lines above: rows on a plan at the end, started, with a previous plan, ended.
BY_HAND = {
    "2020-09": ([5, 6], [], [], [7, 8]),
    "2020-11": ([2, 5, 6], [2], [], []),
    "2021-01": ([2], [], [], [5, 6]),
    "2021-02": ([3, 4], [3, 4], [3, 4], [2]),
    "2020/21 Q3": ([2, 5, 6], [2], [], []),
}


def rows_counted(tables, text):
    period = Period.parse(text)
    counts = (
        cp_plans_at(tables, period),
        cp_plans_started(tables, period),
        cp_plans_started(tables, period, 1),
        cp_plans_ended(tables, period),
    )
    return tuple([row.row for row in count.rows] for count in counts)


@pytest.fixture(scope="module")
def workbook(shared):
    return shared / "returns" / "annex_a" / "Annex_A.xlsx"


@pytest.fixture(scope="module")
def real(workbook):
    book = read_book(workbook)
    assert recognise(book, catalogue()) == "annex_a"
    return read_return(book, catalogue(), date(2026, 10, 5))


@pytest.mark.parametrize("period", BY_HAND)
def test_the_transcribed_list_gives_what_was_counted_by_hand(period):
    assert rows_counted(plan_tables(LIST_7), period) == BY_HAND[period]


@pytest.mark.parametrize("period", BY_HAND)
def test_the_workbook_itself_gives_what_was_counted_by_hand(real, period):
    assert rows_counted(real.tables, period) == BY_HAND[period]


def test_no_plan_of_the_sample_lasted_two_years(real):
    for period in ("2020-09", "2021-01", "2021-02"):
        assert cp_plans_ended(real.tables, Period.parse(period), 730).number == 0


def test_every_list_has_as_many_records_as_its_sheet_has_rows(real, workbook):
    sheets = openpyxl.load_workbook(workbook, read_only=True)
    plain = {
        sheet.title: sum(any(cell.value is not None for cell in row) for row in sheet.rows) - 1 for sheet in sheets
    }
    assert {table.sheet: len(table) for table in real.lists} == plain
    assert len(plain) == 11


def test_every_heading_of_every_list_is_known(real):
    assert [problem.message for problem in real.problems if "column" in problem.rule or "heading" in problem.rule] == []


def test_each_problem_is_one_that_a_person_finds_in_that_cell(real, workbook):
    """Ten error values, one blank date of birth, and one child born eleven months after its plan started."""
    found = {(problem.sheet, problem.cell): problem.rule for problem in real.problems}
    assert len(found) == len(real.problems)
    sheets = openpyxl.load_workbook(workbook, data_only=True)
    errors = {
        (sheet.title, cell.coordinate) for sheet in sheets for row in sheet for cell in row if cell.data_type == "e"
    }
    assert {place for place, rule in found.items() if rule == "error cell"} == errors
    assert len(errors) == 10
    assert {place: rule for place, rule in found.items() if place not in errors} == {
        ("List 1", "D3"): "date of birth missing",
        ("List 7", "D8"): "plan long before birth",
    }
    list_7 = sheets["List 7"]
    assert sheets["List 1"]["D3"].value is None
    assert (list_7["D8"].value - list_7["G8"].value).days == 339


def test_dates_made_by_formulas_are_read_by_their_stored_results(real):
    adoption = real.tables["adoptions"].columns
    assert (adoption["placement_order"] - adoption["decided"]).tolist() == [5] * 5


def test_it_speaks_for_the_six_months_to_the_newest_day_in_it(real):
    assert real.as_at == date(2021, 3, 15)  # list 6, a child seen that day
    assert real.covers == (date(2020, 9, 16), date(2021, 3, 15))  # and list 1 begins on 16 September
    assert real.gives(Period.parse("2021-02"), "flow") is None
    assert real.gives(Period.parse("2020/21"), "flow") is not None
