"""Counting child protection plans: the edges, and what is said about plans that are left out."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.plan_tables import NO_DAY, Plan, plan_tables
from tests.support.spec_tables import spec_table
from xlperf.figure import RowRef
from xlperf.measures.child_protection import cp_plans_at, cp_plans_ended, cp_plans_started
from xlperf.period import Period
from xlperf.symbols import Missing

MARCH = Period.parse("2026-03")
NO_END = ("1 plan with an end date that cannot be read is left out.",)
SPECIFICATIONS = [
    (cp_plans_at, Period.parse("2026-03-31"), {}),
    (cp_plans_started, MARCH, {"previous_plans_at_least": 1}),
    (cp_plans_ended, Period.parse("2024-05"), {"days_at_least": 730}),
]


@pytest.mark.parametrize(("function", "period", "arguments"), SPECIFICATIONS)
def test_the_table_in_the_docstring_is_what_is_counted(function, period, arguments):
    lines = spec_table(function)
    assert len(lines) >= 5
    count = function(plan_tables([line.plan for line in lines]), period, **arguments)
    expected = [RowRef("return.xlsx", "List 7", row) for row, line in enumerate(lines, start=2) if line.counted]
    assert list(count.rows) == expected
    assert count.number == len(expected) == len(count.rows)


@pytest.mark.parametrize(
    ("ended", "days_at_least", "counted"),
    [
        (date(2024, 5, 29), 730, 0),  # the 729th day
        (date(2024, 5, 30), 730, 1),  # the 730th day
        (date(2024, 5, 29), 729, 1),
        (date(2022, 6, 1), 1, 1),  # ended on the day it started: one day
        (date(2022, 6, 1), 2, 0),
    ],
)
def test_a_plan_of_729_days_is_not_of_two_years_and_one_of_730_is(ended, days_at_least, counted):
    tables = plan_tables([Plan("A", date(2022, 6, 1), ended)])
    assert cp_plans_ended(tables, Period.day(ended), days_at_least).number == counted


@pytest.mark.parametrize(
    ("started", "ended"),
    [
        (date(2022, 2, 28), date(2024, 2, 27)),  # no 29 February between
        (date(2022, 3, 1), date(2024, 2, 28)),
        (date(2024, 2, 29), date(2026, 2, 27)),  # begins on one
        (date(2023, 3, 1), date(2025, 2, 27)),  # 29 February 2024 between
    ],
)
def test_two_years_are_730_days_whatever_29_february_does(started, ended):
    assert (ended - started).days == 729
    tables = plan_tables([Plan("A", started, ended)])
    assert cp_plans_ended(tables, Period.day(ended), 730).number == 1
    assert cp_plans_ended(tables, Period.day(ended), 731).number == 0


def test_a_plan_that_ends_on_the_day_is_over_unless_the_setting_says_otherwise():
    tables = plan_tables([Plan("A", date(2025, 6, 1), date(2026, 3, 31)), Plan("B", date(2026, 3, 31))])
    assert cp_plans_at(tables, MARCH).number == 1
    assert cp_plans_at(tables, MARCH, end_day_counts=True).number == 2
    assert [row.row for row in cp_plans_at(tables, MARCH, end_day_counts=True).rows] == [2, 3]


def test_a_plan_of_one_day_is_counted_on_its_day_only_when_the_end_day_counts():
    tables = plan_tables([Plan("E", date(2026, 3, 31), date(2026, 3, 31))])
    assert cp_plans_at(tables, MARCH).number == 0
    assert cp_plans_at(tables, MARCH, end_day_counts=True).number == 1


def test_a_child_whose_plan_starts_on_the_day_another_ends_is_one_child_on_that_day():
    plans = [Plan("A", date(2025, 6, 1), date(2026, 3, 31)), Plan("A", date(2026, 3, 31))]
    for setting in (False, True):
        count = cp_plans_at(plan_tables(plans), MARCH, end_day_counts=setting)
        assert count.number == len(count.rows) == 1


def test_a_child_with_three_overlapping_plans_counts_once():
    plans = [
        Plan("A", date(2025, 1, 1), date(2026, 6, 1)),
        Plan("A", date(2025, 2, 1), date(2025, 3, 1)),  # inside the first
        Plan("A", date(2025, 12, 1)),  # goes on after the first
        Plan("B", date(2025, 12, 1)),
    ]
    tables = plan_tables(plans)
    for day, children in [("2025-02-15", 1), ("2025-12-01", 2), ("2026-06-01", 2), ("2024-12-31", 0)]:
        count = cp_plans_at(tables, Period.parse(day))
        assert count.number == len(list(count.rows)) == children, day
    assert [row.row for row in cp_plans_at(tables, Period.parse("2026-01-01")).rows] == [2, 5]
    assert [row.row for row in cp_plans_at(tables, Period.parse("2026-07-01")).rows] == [4, 5]


def test_records_without_a_child_identifier_are_children_of_their_own():
    tables = plan_tables([Plan("", date(2025, 1, 1)), Plan("", date(2025, 1, 1)), Plan("A", date(2025, 1, 1))])
    assert cp_plans_at(tables, MARCH).number == 3
    assert cp_plans_started(tables, Period.parse("2025-01")).number == 3


def test_a_row_that_repeats_child_start_and_end_counts_once_everywhere():
    plan = Plan("A", date(2025, 1, 7), date(2026, 3, 7), 1)
    tables = plan_tables([plan, Plan("B", date(2025, 1, 7)), plan, plan])
    assert [row.row for row in cp_plans_ended(tables, MARCH).rows] == [2]
    assert [row.row for row in cp_plans_started(tables, Period.parse("2025-01")).rows] == [2, 3]
    assert cp_plans_started(tables, Period.parse("2025-01"), 1).number == 1


def test_two_plans_of_a_child_with_one_start_and_two_ends_are_two_plans():
    start = date(2025, 1, 7)
    plans = [Plan("A", start, date(2026, 3, 7)), Plan("A", start, date(2026, 3, 9)), Plan("A", start, date(2026, 3, 7))]
    tables = plan_tables(plans)
    assert [row.row for row in cp_plans_ended(tables, MARCH).rows] == [2, 3]
    assert cp_plans_at(tables, Period.parse("2026-03-08")).number == 1


def test_plans_left_out_are_said_only_where_they_could_belong():
    tables = plan_tables(
        [
            Plan("A", None, date(2026, 3, 10)),
            Plan("B", date(2025, 6, 1), NO_DAY),
            Plan("C", date(2026, 3, 10), date(2026, 3, 1)),
            Plan("D", date(2025, 6, 1)),
        ]
    )
    assert cp_plans_ended(tables, MARCH).notes == (
        "1 plan with no readable start date is left out.",
        "1 plan with an end date that cannot be read is left out.",
        "1 plan with an end date before the start date is left out.",
    )
    assert cp_plans_ended(tables, Period.parse("2025-05")).notes == ()
    # B started on the first day of June 2025; whenever it ended, that may have been in June.
    assert cp_plans_ended(tables, Period.parse("2025-06")).notes == NO_END
    later_in_june = plan_tables([Plan("B", date(2025, 6, 20), NO_DAY)])
    assert cp_plans_ended(later_in_june, Period.parse("2025-06")).notes == NO_END
    assert cp_plans_at(later_in_june, Period.parse("2025-06-20")).notes == NO_END
    assert cp_plans_at(later_in_june, Period.parse("2025-06-19")).notes == ()
    assert cp_plans_started(tables, Period.parse("2026-04")).notes == ()
    assert cp_plans_started(tables, Period.parse("2025-06")).number == 2  # B started, whenever it ended
    assert cp_plans_at(tables, Period.parse("2026-03-09")).number == 1


def test_a_plan_without_a_start_that_is_open_is_said_for_every_day():
    tables = plan_tables([Plan("A", None), Plan("B", None)])
    assert cp_plans_at(tables, MARCH).notes == ("2 plans with no readable start date are left out.",)
    assert cp_plans_started(tables, MARCH).notes == ("2 plans with no readable start date are left out.",)


def test_previous_plans_that_are_not_stated_are_said_and_never_taken_for_none_when_nobody_states_them():
    stated = [Plan("A", date(2026, 3, 2), previous=None), Plan("B", date(2026, 3, 3), previous=1)]
    count = cp_plans_started(plan_tables(stated), MARCH, 1)
    assert count.number == 1
    assert count.notes == ("1 plan does not state a number of previous plans and counts as having none.",)
    unstated = cp_plans_started(plan_tables(stated[:1]), MARCH, 1)
    assert unstated.number is Missing.NOT_AVAILABLE
    assert cp_plans_started(plan_tables(stated[:1]), MARCH).number == 1
    assert cp_plans_started(plan_tables(stated[:1]), Period.parse("2026-04"), 1).number == 0


def test_without_a_list_of_plans_nothing_is_counted_and_nothing_is_0():
    for function in (cp_plans_at, cp_plans_started, cp_plans_ended):
        count = function({}, MARCH)
        assert count.number is Missing.NOT_AVAILABLE
        assert count.notes == ("The return has no list of child protection plans.",)


def test_an_empty_list_counts_0():
    tables = plan_tables([])
    assert cp_plans_at(tables, MARCH).number == 0
    assert cp_plans_at(tables, MARCH, end_day_counts=True).number == 0
    assert cp_plans_started(tables, MARCH, 1).number == 0
    assert cp_plans_ended(tables, MARCH, 730).number == 0


def test_counting_does_not_change_the_table_and_can_be_repeated():
    tables = plan_tables([Plan("A", date(2025, 6, 1)), Plan("A", date(2026, 1, 1)), Plan("B", date(2026, 3, 1))])
    before = {key: column.copy() for key, column in tables["plans"].columns.items()}
    first = [list(cp_plans_at(tables, MARCH).rows) for _ in range(2)]
    assert first[0] == first[1]
    assert all((tables["plans"].columns[key] == column).all() for key, column in before.items())
