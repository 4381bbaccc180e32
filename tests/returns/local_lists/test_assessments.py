"""The local list of initial and core assessments."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.books import grid
from tests.support.ssda903_files import TODAY, catalogue
from xlperf.measures.referrals import referrals_listed, referrals_to_initial_assessment
from xlperf.period import Period
from xlperf.returns.child_level.table import UNKNOWN_CODE
from xlperf.returns.open_return import read_returns
from xlperf.sheets.grid import Book

HEADINGS = ["Child", "Referral date", "Type", "Started", "Completed"]
SOUND = [
    ["1001", "01/06/2026", "Initial", "02/06/2026", "05/06/2026"],
    ["1001", "01/06/2026", "Core", "08/06/2026", "21/07/2026"],
    ["1002", "13/07/2026", "IA", "14/07/2026", None],
]


def book(rows, headings=HEADINGS, file="ia.csv"):
    return Book(file, file.rpartition(".")[2], (grid([headings, *rows], file.partition(".")[0]),))


def read(*books, today=TODAY):
    (one,) = read_returns(books, catalogue(), today)
    return one


def changed(row, column, value):
    table = [list(line) for line in SOUND]
    table[row - 2][column - 1] = value
    return table


def test_a_sound_list_is_typed_and_has_nothing_to_say():
    one = read(book(SOUND))
    assert one.problems == ()
    assert (one.kind, one.title, one.file) == ("assessments", "List of assessments", "ia.csv")
    columns = one.tables["assessments"].columns
    assert columns["kind"].tolist() == ["initial", "core", "initial"]
    assert columns["completed"].tolist() == [date(2026, 6, 5).toordinal(), date(2026, 7, 21).toordinal(), 0]


@pytest.mark.parametrize(
    "headings",
    [
        ["Child ID", "Date of referral", "Assessment type", "Start date", "Completion date"],
        ["CHILD_UNIQUE_ID", "Referred", "Type of assessment", "Date started", "Date completed"],
        ["child", "referral date", "type", "started", "completed"],
    ],
)
def test_headings_have_other_names_too(headings):
    assert len(read(book(SOUND, headings)).tables["assessments"]) == 3


def test_it_may_be_a_workbook_sheet_with_real_dates():
    def real(text):
        return date(*map(int, reversed(text.split("/")))) if text and "/" in text else text

    one = read(book([[real(cell) for cell in row] for row in SOUND], file="lists.xlsx"))
    assert one.problems == ()
    assert one.tables["assessments"].columns.keys() == read(book(SOUND)).tables["assessments"].columns.keys()


CELLS = [
    (2, 5, "01/06/2026", "E2", "completed before it started"),
    (2, 4, "31/05/2026", "D2", "started before the referral"),
    (2, 3, "Third", "C2", "unknown code"),
    (2, 3, None, "C2", "type missing"),
    (2, 2, None, "B2", "referral date missing"),
    (3, 4, None, "D3", "start date missing"),
    (2, 5, "31/06/2026", "E2", "not a date"),
    (4, 5, "01/10/2036", "E4", "date in the future"),
    (2, 1, None, "A2", "missing child id"),
]


@pytest.mark.parametrize(("row", "column", "value", "cell", "rule"), CELLS)
def test_one_wrong_cell_is_said_at_that_cell(row, column, value, cell, rule):
    one = read(book(changed(row, column, value)))
    assert [(problem.cell, problem.rule) for problem in one.problems] == [(cell, rule)]


def test_a_referral_that_led_to_no_assessment_stands_with_its_date_alone_and_is_no_problem():
    one = read(book([*SOUND, ["1003", "20/07/2026", None, None, None]]))
    assert one.problems == ()
    assert one.tables["assessments"].columns["kind"].tolist()[-1] == ""
    july = Period.parse("2026-07")
    assert referrals_listed(one.tables, july).number == 2
    assert referrals_to_initial_assessment(one.tables, july).number == 1


ALONE = [
    ([None, "20/07/2026", None, None, None], ["missing child id"]),
    (["1003", None, None, None, None], ["referral date missing"]),
    (["1003", "31/06/2026", None, None, None], ["not a date"]),
    (["1003", "20/07/2026", "Third", None, None], ["unknown code"]),
    (["1003", "20/07/2026", "Core", None, None], ["start date missing"]),
    (["1003", "20/07/2026", None, "21/07/2026", None], ["type missing"]),
    (["1003", "20/07/2026", None, None, "21/07/2026"], ["start date missing", "type missing"]),
    (["1003", "20/07/2026", None, "31/06/2026", None], ["not a date", "type missing"]),
]


@pytest.mark.parametrize(("row", "expected"), ALONE)
def test_a_row_without_an_assessment_may_still_be_wrong(row, expected):
    one = read(book([*SOUND, row]))
    assert sorted(problem.rule for problem in one.problems) == expected
    assert {problem.cell[1:] for problem in one.problems} == {"5"}


def test_a_referral_with_an_assessment_in_a_later_list_is_one_that_went_on():
    waiting = book([*SOUND, ["1003", "20/07/2026", None, None, None], ["1004", "21/07/2026", None, None, None]])
    later = book([["1003", "20/07/2026", "Initial", "22/07/2026", "30/07/2026"]], file="later.csv")
    one = read(waiting, later)
    july = Period.parse("2026-07")
    assert referrals_listed(one.tables, july).number == 3
    assert referrals_to_initial_assessment(one.tables, july).number == 2


def test_an_unreadable_cell_says_what_it_leads_to():
    (problem,) = read(book(changed(2, 3, "Third"))).problems
    assert problem.message == (
        "A text is not a known answer. Expected is Initial or Core. "
        "The assessment is left out of NI 59 and NI 60 until it is corrected."
    )
    assert read(book(changed(2, 3, "Third"))).tables["assessments"].columns["kind"][0] == UNKNOWN_CODE


def test_a_row_that_repeats_another_is_said_with_that_row():
    (problem,) = read(book([*SOUND, SOUND[0]])).problems
    assert (problem.cell, problem.rule) == ("A5", "duplicate row")
    assert "row 2" in problem.message


def test_the_lists_of_several_months_are_one_and_the_later_one_is_right():
    july = [["1002", "13/07/2026", "IA", "14/07/2026", "03/08/2026"]]
    one = read(book(july, file="july.csv"), book(SOUND, file="june.csv"))
    table = one.tables["assessments"]
    assert len(table) == 3
    completed = dict(zip(table.columns["child"], table.columns["completed"], strict=True))
    assert completed["1002"] == date(2026, 8, 3).toordinal()
    assert [(place.file, place.row) for place in table.places([0, 1, 2])] == [
        ("june.csv", 2),
        ("june.csv", 3),
        ("july.csv", 2),
    ]


def test_it_covers_the_months_from_the_first_completion_to_the_newest_day():
    assert read(book(SOUND)).covers == (date(2026, 6, 1), date(2026, 7, 31))
    assert read(book(SOUND), today=date(2026, 7, 24)).covers == (date(2026, 6, 1), date(2026, 7, 21))
    reason = read(book(SOUND)).gives(Period.parse("2026-08"), "flow")
    assert reason is not None
    assert reason.startswith("List of assessments covers 1 Jun 2026 to 31 Jul 2026, so it cannot give ")
    assert reason.endswith("Hand in the lists of the other months too; they are read together.")


def a_year(months):
    """Return two assessments of each of these months, completed on the 5th and the 27th."""
    return [
        [str(1000 + place), f"{day - 4:02d}/{month}", "Initial", f"{day - 3:02d}/{month}", f"{day:02d}/{month}"]
        for place, (month, day) in enumerate((month, day) for month in months for day in (5, 27))
    ]


def test_a_month_whose_last_days_had_nothing_is_covered_to_its_end_and_the_figure_says_so():
    one = read(book(a_year(["02/2026", "03/2026"])), today=date(2026, 4, 2))
    assert one.covers == (date(2026, 2, 1), date(2026, 3, 31))
    said = "The last day in the list of assessments is 27 Mar 2026; it is taken to cover Mar 2026 to its end."
    for period in ("2026-03", "2025/26 Q4", "2026-03-28"):
        assert one.assumed(Period.parse(period)) == (said,), period
    for period in ("2026-02", "2026-03-27"):
        assert one.assumed(Period.parse(period)) == (), period


def test_nothing_is_assumed_of_a_month_that_is_not_over_or_whose_last_day_is_in_the_list():
    march = a_year(["02/2026", "03/2026"])
    assert read(book(march), today=date(2026, 3, 28)).covers == (date(2026, 2, 1), date(2026, 3, 27))
    assert read(book(march), today=date(2026, 3, 28)).assumed(Period.parse("2026-03")) == ()
    to_the_last = [*march, ["1009", "29/03/2026", "Initial", "30/03/2026", "31/03/2026"]]
    assert read(book(to_the_last)).assumed(Period.parse("2026-03")) == ()


def test_a_small_list_does_not_end_before_its_last_assessment():
    """Two months without an assessment, then one: in a list of 21 no slip of the pen."""
    quiet = [f"{month:02d}/2025" for month in range(2, 13)]
    quiet.remove("07/2025")
    last = ["2000", "27/02/2026", "Initial", "28/02/2026", "02/03/2026"]
    one = read(book([*a_year(quiet), last]), today=date(2026, 4, 20))
    assert len(one.tables["assessments"]) == 21
    assert one.covers == (date(2025, 2, 1), date(2026, 3, 31))
    assert one.gives(Period.parse("2026-03"), "flow") is None


def test_a_completion_of_long_ago_is_a_slip_of_the_pen():
    assert read(book([*SOUND, ["1003", "01/06/2016", "Core", "02/06/2016", "05/06/2016"]])).covers[0] == date(
        2026, 6, 1
    )


def test_a_list_without_dates_covers_nothing():
    one = read(book([["1001", None, "Core", None, None]]))
    assert one.covers is None
