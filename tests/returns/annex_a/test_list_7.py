"""List 7 of Annex A: every cell typed, everything wrong with a plan reported at its cell with its effect."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from tests.support.annex_a_sheets import day, found, list_7, read
from xlperf.measures.child_protection import cp_plans_at, cp_plans_ended, cp_plans_started
from xlperf.period import Period
from xlperf.problem import Severity
from xlperf.returns.child_level.table import NO_DATE, UNKNOWN_CODE, UNREADABLE, day_of
from xlperf.sheets.grid import NOT_CALCULATED, CellError


def test_a_sound_list_has_no_problems_and_all_its_columns():
    one = read()
    assert one.problems == ()
    plans = one.tables["plans"]
    assert plans.rows.tolist() == [2, 3, 4, 5]
    columns = plans.columns
    assert columns["child"].tolist() == ["1001", "1002", "1003", "1004"]
    assert [day_of(number) for number in columns["started"]][1] == dt.date(2024, 5, 7)
    assert [day_of(number) for number in columns["ended"]] == [None, dt.date(2026, 5, 6), None, None]
    assert columns["previous_plans"].tolist() == [0, 0, 1, 0]
    assert columns["gender"].tolist() == ["F"] * 4
    assert columns["ethnicity"].tolist() == ["WBRI"] * 4
    assert columns["latest_category"].tolist() == ["NEG"] * 4
    assert columns["disability"].tolist() == ["N"] * 4
    assert columns["age"].tolist() == [7.4] * 4
    assert columns["team"].tolist() == ["Alder Team"] * 4


def test_the_four_indicators_are_counted_with_their_rows():
    tables = read().tables
    september, may = Period.parse("2026-09"), Period.parse("2026-05")
    assert [row.row for row in cp_plans_at(tables, september).rows] == [2, 4, 5]
    assert [row.row for row in cp_plans_started(tables, september).rows] == [5]
    assert [row.row for row in cp_plans_ended(tables, may, 730).rows] == [3]  # 7 May 2024 to 6 May 2026: 730 days
    assert cp_plans_ended(tables, may, 731).number == 0
    assert [row.row for row in cp_plans_started(tables, Period.parse("2026-01"), 1).rows] == [4]
    assert {row.sheet for row in cp_plans_at(tables, september).rows} == {"List 7"}


LEFT_OUT = "The plan is left out of every count until it is corrected."
LEFT_OUT_ENDED = "The plan is left out of the children on a plan and of NI 64 until it is corrected."
FIRST = "The plan counts as a first one in NI 65 until it is corrected."

CELLS = [
    ("M3", "31/02/2025", "not a date", f'"31/02/2025" is not a date. {LEFT_OUT_ENDED}'),
    ("G3", "soon", "not a date", f"A text is not a date. {LEFT_OUT}"),
    ("G3", 46034.0, "not a date", f'"46034" is not a date. {LEFT_OUT}'),
    ("G3", "1/2/26", "not a date", f'"1/2/26" is not a date. {LEFT_OUT}'),  # which century?
    ("G3", "2026-02-30", "not a date", f'"2026-02-30" is not a date. {LEFT_OUT}'),
    ("G3", dt.time(9, 30), "not a date", f"A time is not a date. {LEFT_OUT}"),
    ("G3", True, "not a date", f"TRUE or FALSE is not a date. {LEFT_OUT}"),
    (
        "M3",
        dt.datetime(1899, 12, 31),
        "not a date",
        f"The date is before 1901, as a formula shows a blank cell that it fetches. {LEFT_OUT_ENDED}",
    ),
    ("M3", CellError("#N/A"), "error cell", f"#N/A is an error value where a date is expected. {LEFT_OUT_ENDED}"),
    ("J3", CellError("#REF!"), "error cell", "#REF! is an error value where a date is expected."),
    ("Q3", CellError("#N/A"), "error cell", "#N/A is an error value where a text is expected."),
    ("B3", CellError("#N/A"), "error cell", "#N/A is an error value where a code is expected."),
    ("A3", CellError("#N/A"), "error cell", "#N/A is an error value where an identifier is expected."),
    (
        "G3",
        NOT_CALCULATED,
        "formula not calculated",
        "The formula's result was not stored in the file. Open the file in Excel, save it and try again. " + LEFT_OUT,
    ),
    (
        "L3",
        "06/05/2026",
        "date kept as text",
        '"06/05/2026" is a date kept as text. It is read as 6 May 2026; make it a date.',
    ),
    ("O3", "several", "not a number", f"A text is not a number of 0 or more. {FIRST}"),
    ("O3", -1.0, "not a number", f'"-1" is not a number of 0 or more. {FIRST}'),
    ("O3", "1", "number kept as text", '"1" is a number kept as text. It is read as a number.'),
    ("O3", None, "previous plans not stated", f"The number of previous plans is not stated. {FIRST}"),
    ("O3", "  ", "previous plans not stated", f"The number of previous plans is not stated. {FIRST}"),
    (
        "I3",
        "Unkindness",
        "unknown code",
        "A text is not a known answer. Expected is Neglect, Physical abuse, Sexual abuse, Emotional abuse or Multiple.",
    ),
    ("B3", 7.0, "unknown code", '"7" is not a known answer. Expected is Male, Female, Not stated/recorded or Neither.'),
    ("C3", "XXXX", "unknown code", "A text is not a known answer. Expected is one of the 20 codes of the column."),
    (
        "A3",
        None,
        "missing child id",
        "The record does not say which child it is about. It counts as a child of its own.",
    ),
    (
        "D3",
        None,
        "date of birth missing",
        "The date of birth is missing. The child is left out of figures by age, unless it is not yet born.",
    ),
    (
        "G3",
        None,
        "plan without start date",
        "The plan has no start date. It is left out of every count until it has one.",
    ),
    (
        "M3",
        day("2024-05-06"),
        "plan ends before it starts",
        "The plan ends before it starts (G3). It is left out of every count until one of the two dates is corrected.",
    ),
    ("L3", day("2026-05-07"), "review after plan", "The latest review was after the plan ended (M3)."),
    ("L3", day("2024-05-06"), "review before plan", "The latest review was before the plan started (G3)."),
    (
        "J3",
        day("2062-05-01"),
        "date in the future",
        "The date lies after 30 Sep 2026, up to which the return speaks.",
    ),
    (
        "M2",
        day("2062-05-01"),
        "date in the future",
        "The date lies after 30 Sep 2026, up to which the return speaks. The plan counts as open until that day.",
    ),
    (
        "D3",
        day("2006-05-07"),
        "over 18 at plan start",
        "By the date of birth the young person was 18 or older when the plan started (G3).",
    ),
    (
        "D3",
        day("2025-03-05"),
        "plan long before birth",
        "The plan started (G3) more than 43 weeks before the date of birth.",
    ),
]


@pytest.mark.parametrize(("cell", "value", "rule", "message"), CELLS)
def test_one_wrong_cell_gives_one_problem_at_that_cell(cell, value, rule, message):
    problems = [problem for problem in read({cell: value}).problems if problem.cell == cell]
    assert [(problem.rule, problem.message) for problem in problems if problem.rule == rule] == [(rule, message)]
    assert all(problem.file == "annex.xlsx" and problem.sheet == "List 7" for problem in problems)
    # An identifier that cannot be read is also one that is missing; nothing else is said twice.
    assert {problem.rule for problem in problems} - {rule} <= ({"missing child id"} if cell == "A3" else set())


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("D3", day("2006-05-08")),  # 18 the day after the plan started
        ("D3", day("2025-03-04")),  # born 301 days after it started
        ("G3", "07/05/2024"),
        ("G3", dt.date(2024, 5, 7)),
        ("G3", dt.datetime(2024, 5, 7, 14, 30)),
        ("M3", day("2024-05-07")),  # ended on the day it started
        ("M3", "   "),
        ("A3", " 1002 "),
        ("C3", ""),
    ],
)
def test_what_is_sound_or_blank_is_not_reported_as_an_error(cell, value):
    problems = [problem for problem in read({cell: value, "L3": None}).problems if problem.rule != "date kept as text"]
    assert problems == []


def test_a_figure_is_wrong_only_where_a_problem_is_an_error():
    assert next(problem.severity for problem in read({"M3": "31/02/2025"}).problems) is Severity.ERROR
    assert [problem.severity for problem in read({"Q3": CellError("#N/A")}).problems] == [Severity.WARNING]


def test_an_end_date_that_cannot_be_read_is_not_an_open_plan():
    tables = read({"M2": "31/02/2026", "G4": "32/01/2026"}).tables
    assert tables["plans"].columns["ended"].tolist()[0] == UNREADABLE
    assert tables["plans"].columns["started"].tolist()[2] == UNREADABLE
    count = cp_plans_at(tables, Period.parse("2026-09"))
    assert [row.row for row in count.rows] == [5]
    assert count.notes == (
        "1 plan with no readable start date is left out.",
        "1 plan with an end date that cannot be read is left out.",
    )


def test_blank_cells_have_their_own_values():
    columns = read({"G2": None, "I2": None, "O2": None, "A2": None, "B3": "what"}).tables["plans"].columns
    assert columns["started"][0] == NO_DATE
    assert columns["latest_category"][0] == columns["child"][0] == ""
    assert math.isnan(columns["previous_plans"][0])
    assert columns["gender"][1] == UNKNOWN_CODE


def test_a_row_that_repeats_another_is_reported_with_that_row():
    sheet = list_7()
    changed = {f"{letter}6": sheet.value(3, column) for column, letter in enumerate("ABCDEFGHIJKLMNO", start=1)}
    (problem,) = read(changed).problems
    assert (problem.cell, problem.rule) == ("A6", "duplicate row")
    assert "those of row 3" in problem.message


def test_overlapping_plans_of_one_child_are_reported_at_the_later_one():
    problems = read({"A4": 1001.0, "G4": day("2026-03-02")}).problems
    assert [(problem.cell, problem.rule) for problem in problems] == [("G4", "overlapping plans")]
    assert "the plan in row 2 of the same child is open" in problems[0].message


def test_a_plan_that_starts_on_the_day_another_ends_does_not_overlap_it():
    assert read({"A4": 1002.0, "G4": day("2026-05-06")}).problems == ()


def test_an_overlap_is_found_with_a_plan_that_is_not_the_one_before():
    changed = {"A3": 1001.0, "A4": 1001.0, "O3": 1.0, "O4": 2.0, "G2": day("2023-01-09"), "G4": day("2026-06-01")}
    assert found(read(changed)) == [("G3", "overlapping plans"), ("G4", "overlapping plans")]
    messages = [problem.message for problem in read(changed).problems]
    assert all("row 2" in message for message in messages)


def test_no_previous_plan_stated_although_the_list_holds_one_is_reported():
    problems = read({"A5": 1002.0}).problems
    assert [(problem.cell, problem.rule) for problem in problems] == [("O5", "previous plans understated")]
    assert "row 3" in problems[0].message


def test_rows_without_anything_in_them_are_no_records():
    one = read({"A8": 1009.0, "D8": day("2020-01-01"), "G8": day("2026-09-01"), "O8": 0.0, "B7": "  "})
    assert one.tables["plans"].rows.tolist() == [2, 3, 4, 5, 8]
    assert one.problems == ()


def test_in_a_csv_file_everything_is_text_and_that_is_no_problem():
    one = read({"G3": "07/05/2024", "M3": "2026-05-06", "O3": "2", "E3": "11.5", "A3": "0012"}, file="list_7.csv")
    assert one.problems == ()
    columns = one.tables["plans"].columns
    assert columns["child"][1] == "0012"
    assert (columns["ended"] - columns["started"])[1] == 729
    assert columns["previous_plans"][1] == 2
    assert columns["age"][1] == 11.5
