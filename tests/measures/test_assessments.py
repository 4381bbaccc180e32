"""Assessments completed in a period and within so many working days."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.record_tables import record_table, rows_of, spec_records
from tests.support.spec_tables import spec_table
from xlperf.measures.assessments import (
    NO_REFERRAL_DATES,
    core_assessments_completed,
    initial_assessments_completed,
    single_assessments_completed,
)
from xlperf.period import Period
from xlperf.symbols import Missing

APRIL, MAY = Period.parse("2026-04"), Period.parse("2026-05")
NO_DAY = "31/02/2026"
SPECIFICATIONS = [
    (initial_assessments_completed, "assessments", APRIL, 7),
    (core_assessments_completed, "assessments", MAY, 35),
    (single_assessments_completed, "single_assessments", MAY, 45),
]


def initial(referred=None, completed=None, started=None, child="A", kind="initial"):
    return {"child": child, "kind": kind, "referred": referred, "started": started, "completed": completed}


def assessments(*records):
    return {"assessments": record_table("assessments", records, ["kind", "referred", "started", "completed"])}


@pytest.mark.parametrize(("function", "table", "period", "limit"), SPECIFICATIONS)
def test_the_table_in_the_docstring_is_what_is_counted(function, table, period, limit):
    lines = spec_table(function)
    tables = {table: record_table(table, spec_records(table, lines))}
    expected = [row for row, line in enumerate(lines, start=2) if line.counted]
    assert rows_of(function(tables, period, limit)) == expected


def test_the_denominator_is_all_that_were_completed_and_can_be_counted():
    lines = spec_table(initial_assessments_completed)
    tables = {"assessments": record_table("assessments", spec_records("assessments", lines))}
    count = initial_assessments_completed(tables, APRIL)
    assert [line.cells["child"] for line in (lines[row - 2] for row in rows_of(count))] == list("ABCDEFA")
    assert count.notes == (
        "1 initial assessment with no readable referral date is left out.",
        "1 initial assessment with a completion date before the referral date is left out.",
        "1 initial assessment with child and dates as in a row above is left out.",
    )
    assert initial_assessments_completed(tables, MAY).notes == ()


@pytest.mark.parametrize(
    ("completed", "seven", "ten"),
    [
        (date(2010, 1, 12), True, True),  # the 7th working day; 1 January is day 0, and a bank holiday itself
        (date(2010, 1, 13), False, True),
        (date(2010, 1, 15), False, True),
        (date(2010, 1, 18), False, False),
    ],
)
def test_the_seventh_and_the_tenth_working_day_are_within_and_the_next_is_not(completed, seven, ten):
    tables = assessments(initial(date(2010, 1, 1), completed))
    january = Period.parse("2010-01")
    assert initial_assessments_completed(tables, january, 7).number == seven
    assert initial_assessments_completed(tables, january, 10).number == ten


def test_started_and_completed_in_the_month_still_counts_the_days_from_the_referral():
    tables = assessments(
        initial(date(2026, 4, 7), date(2026, 4, 16), date(2026, 4, 8)),
        initial(date(2026, 3, 25), date(2026, 4, 8), date(2026, 4, 1)),  # referred in March: 8 working days
        initial(date(2026, 3, 30), date(2026, 4, 1), date(2026, 3, 31)),  # started in March
        initial(date(2026, 4, 7), date(2026, 5, 1), date(2026, 4, 8)),  # completed in May
        initial(date(2026, 4, 7), date(2026, 4, 20)),  # nobody can say when it started
        initial(date(2026, 4, 7), date(2026, 4, 10), date(2026, 4, 13)),  # started after it was completed
    )
    whole = initial_assessments_completed(tables, APRIL, started_in_the_period=True)
    assert rows_of(whole) == [2, 3]
    assert whole.notes == (
        "1 initial assessment with no readable start date is left out.",
        "1 initial assessment with a completion date before the start date is left out.",
    )
    assert rows_of(initial_assessments_completed(tables, APRIL, 7, True)) == [2]
    assert rows_of(initial_assessments_completed(tables, APRIL, 10, True)) == [2, 3]
    assert rows_of(initial_assessments_completed(tables, Period.parse("2026/27 Q1"), 0, True)) == [2, 3, 5]


def test_a_completion_that_cannot_be_read_is_said_wherever_it_may_belong():
    tables = assessments(initial(date(2026, 4, 7), NO_DAY), initial(None, NO_DAY))
    for period in (APRIL, MAY):
        count = initial_assessments_completed(tables, period)
        assert count.number == 0
        assert count.notes == ("2 initial assessments with a completion date that cannot be read are left out.",)
    march = initial_assessments_completed(tables, Period.parse("2026-03"))
    assert march.notes == ("1 initial assessment with a completion date that cannot be read is left out.",)


def test_a_date_of_which_no_bank_holidays_are_known_is_left_out_of_both_parts_and_said():
    tables = assessments(initial(date(2007, 12, 20), date(2008, 1, 10)), initial(date(2008, 1, 2), date(2008, 1, 10)))
    for limit in (0, 7, 10):
        count = initial_assessments_completed(tables, Period.parse("2008-01"), limit)
        assert rows_of(count) == [3]
        assert count.notes[0].startswith("1 initial assessment with a date before 2008 or after 2")
        assert count.notes[0].endswith("of which no bank holidays are known, is left out.")


def test_closure_days_make_more_assessments_timely():
    tables = assessments(initial(date(2026, 12, 21), date(2027, 1, 5)))
    period = Period.parse("2027-01")
    assert initial_assessments_completed(tables, period, 7).number == 0
    assert initial_assessments_completed(tables, period, 7, closure_days="2026-12-29, 2026-12-30").number == 1


def test_annex_a_without_referral_dates_is_counted_from_the_start_and_says_so():
    records = [{"child": "A", "started": date(2026, 3, 23), "authorised": date(2026, 5, 29)}]
    tables = {"single_assessments": record_table("single_assessments", records)}
    count = single_assessments_completed(tables, MAY, 45)
    assert (count.number, count.notes) == (1, (NO_REFERRAL_DATES,))
    assert single_assessments_completed(tables, MAY).notes == ()
    assert single_assessments_completed(tables, MAY, 45, clock="start").notes == ()
    assert single_assessments_completed(tables, MAY, 44).number == 0


def test_the_clock_of_single_assessments_may_start_with_the_assessment():
    lines = spec_table(single_assessments_completed)
    tables = {"single_assessments": record_table("single_assessments", spec_records("single_assessments", lines))}
    assert rows_of(single_assessments_completed(tables, MAY, 45, clock="start")) == [2, 3, 4, 7]


def test_without_a_list_nothing_is_counted_and_nothing_is_0():
    for function, what in [
        (initial_assessments_completed, "initial and core"),
        (core_assessments_completed, "initial and core"),
        (single_assessments_completed, "single"),
    ]:
        count = function({}, APRIL)
        assert count.number is Missing.NOT_AVAILABLE
        assert count.notes == (f"The return has no list of {what} assessments.",)


def test_records_without_a_child_identifier_are_children_of_their_own():
    one = initial(date(2026, 4, 7), date(2026, 4, 9), child="")
    assert initial_assessments_completed(assessments(one, one), APRIL).number == 2
