"""Children on a plan whose reviews are due, and those whose every review was on time (NI 67)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.support.record_tables import rows_of
from tests.support.review_tables import ReviewedPlan, review_tables
from tests.support.spec_tables import SpecLine, read_day, spec_table
from xlperf.measures.plan_reviews import plans_due_a_review, plans_reviewed_on_time
from xlperf.period import Period
from xlperf.symbols import Missing

MARCH = Period.parse("2026-03-31")
FIXED = "91 and 183 days"
BOTH = (plans_due_a_review, plans_reviewed_on_time)


def plan_of(line: SpecLine) -> ReviewedPlan:
    cells = line.cells
    reviewed = tuple(read_day(text) for text in cells["reviewed"].split())
    return ReviewedPlan(cells["child"], read_day(cells["started"]), read_day(cells.get("ended", "")), reviewed)


def on_time(day: date, *plans: ReviewedPlan, **settings) -> list[int]:
    return rows_of(plans_reviewed_on_time(review_tables(plans), Period.day(day), **settings))


def due(day: date, *plans: ReviewedPlan, **settings) -> list[int]:
    return rows_of(plans_due_a_review(review_tables(plans), Period.day(day), **settings))


@pytest.mark.parametrize("function", BOTH)
def test_the_table_in_the_docstring_is_what_is_counted(function):
    lines = spec_table(function)
    count = function(review_tables([plan_of(line) for line in lines]), MARCH)
    assert rows_of(count) == [row for row, line in enumerate(lines, start=2) if line.counted]


def test_91_and_183_days_are_another_count():
    plans = [plan_of(line) for line in spec_table(plans_reviewed_on_time)]
    found = [plans[row - 2].child for row in on_time(MARCH.last_day, *plans, months=FIXED)]
    # A is a day short of 91 on its plan, H's first review came on the 92nd day; F and D are on time on the 91st, and
    # G's second is 182 days after its first.
    assert found == ["B", "C", "D", "E", "F", "G"]


@pytest.mark.parametrize(
    ("started", "first_due"),
    [
        (date(2025, 1, 10), date(2025, 4, 10)),
        (date(2024, 11, 30), date(2025, 2, 28)),  # clipped to the end of February
        (date(2023, 11, 30), date(2024, 2, 29)),  # … and in a leap year to the 29th
        (date(2024, 2, 29), date(2024, 5, 29)),
        (date(2025, 1, 31), date(2025, 4, 30)),
    ],
)
def test_the_first_review_is_due_after_three_calendar_months(started, first_due):
    day_after = first_due + timedelta(days=1)
    on, late, none = (ReviewedPlan("A", started, None, days) for days in ((first_due,), (day_after,), ()))
    assert due(first_due - timedelta(days=1), on) == []
    assert due(first_due, on) == [2]
    assert on_time(day_after, on) == [2]
    assert on_time(day_after, late) == []
    assert on_time(first_due, none) == [2]  # due that day, and not overdue yet
    assert on_time(day_after, none) == []


@pytest.mark.parametrize(
    ("reviewed", "next_due"),
    [
        (date(2024, 8, 31), date(2025, 2, 28)),
        (date(2023, 8, 31), date(2024, 2, 29)),
        (date(2024, 2, 29), date(2024, 8, 29)),
        (date(2024, 9, 30), date(2025, 3, 30)),
    ],
)
def test_the_next_review_is_due_six_calendar_months_after_the_last(reviewed, next_due):
    day_after = next_due + timedelta(days=1)
    started = reviewed - timedelta(days=60)
    assert on_time(day_after, ReviewedPlan("A", started, None, (reviewed, next_due))) == [2]
    assert on_time(day_after, ReviewedPlan("A", started, None, (reviewed, day_after))) == []
    assert on_time(day_after, ReviewedPlan("A", started, None, (reviewed,))) == []
    assert on_time(next_due, ReviewedPlan("A", started, None, (reviewed,))) == [2]


def test_fixed_days_are_91_and_183():
    start = date(2025, 1, 6)
    first, second = start + timedelta(days=91), start + timedelta(days=91 + 183)
    plan = ReviewedPlan("A", start, None, (first, second))
    assert due(first - timedelta(days=1), plan, months=FIXED) == []
    assert on_time(second + timedelta(days=183), plan, months=FIXED) == [2]
    assert on_time(second + timedelta(days=184), plan, months=FIXED) == []
    late = ReviewedPlan("A", start, None, (first + timedelta(days=1), second))
    assert on_time(second, late, months=FIXED) == []


def test_one_late_review_is_never_made_good():
    late = ReviewedPlan("A", date(2024, 1, 8), None, (date(2024, 4, 9), date(2024, 9, 2), date(2025, 2, 3)))
    for day in (date(2024, 4, 9), date(2024, 12, 31), date(2025, 3, 31)):
        assert due(day, late) == [2]
        assert on_time(day, late) == []
    assert on_time(date(2024, 4, 8), late) == [2]


def test_a_review_after_the_day_says_nothing_about_it():
    plan = ReviewedPlan("A", date(2025, 10, 1), None, (date(2026, 4, 1),))
    assert on_time(MARCH.last_day, plan) == []
    assert on_time(date(2026, 1, 1), plan) == [2]


def test_the_clock_may_start_with_the_conference():
    earlier = ReviewedPlan("A", date(2025, 12, 22), None, (date(2026, 3, 20),), conference=date(2025, 12, 19))
    without = ReviewedPlan("B", date(2025, 12, 22), None, (date(2026, 3, 20),))
    from_conference = {"first_review_from": "initial conference"}
    assert due(date(2026, 3, 19), earlier) == []
    assert due(date(2026, 3, 19), earlier, **from_conference) == [2]
    assert on_time(date(2026, 3, 22), earlier) == [2]
    assert on_time(date(2026, 3, 20), earlier, **from_conference) == []  # a day late
    count = plans_due_a_review(review_tables([earlier, without]), MARCH, **from_conference)
    assert rows_of(count) == [2]
    assert count.notes == ("1 plan with no readable date of the initial conference is left out.",)
    missing = plans_due_a_review(review_tables([earlier], conferences=False), MARCH, **from_conference)
    assert missing.number is Missing.NOT_AVAILABLE
    assert missing.notes == ("The return does not say when initial conferences were held.",)


def test_a_plan_open_across_the_year_is_judged_by_all_its_reviews():
    reviews = (date(2024, 4, 30), date(2024, 10, 30), date(2025, 4, 30), date(2025, 10, 30))
    plan = ReviewedPlan("A", date(2024, 1, 31), None, reviews)
    for day in (date(2024, 4, 30), date(2025, 3, 31), date(2026, 3, 31), date(2026, 4, 30)):
        assert due(day, plan) == on_time(day, plan) == [2]
    assert on_time(date(2026, 5, 1), plan) == []


def test_a_second_plan_of_a_child_starts_its_own_clock_and_keeps_its_own_reviews():
    first = ReviewedPlan("A", date(2025, 1, 6), date(2025, 9, 1), (date(2025, 4, 7),))  # a day late
    second = ReviewedPlan("A", date(2025, 10, 1), None, (date(2025, 12, 30),))
    assert due(date(2025, 12, 31), first, second) == []
    assert on_time(MARCH.last_day, first, second) == [3]
    assert on_time(date(2025, 8, 1), first, second) == []
    assert due(date(2025, 8, 1), first, second) == [2]


def test_of_two_open_plans_the_one_that_began_first_decides():
    first = ReviewedPlan("A", date(2025, 1, 6), date(2025, 9, 1), (date(2025, 4, 7),))  # a day late
    second = ReviewedPlan("A", date(2025, 3, 1), None, (date(2025, 5, 30), date(2025, 11, 20)))
    for day in (date(2025, 6, 2), date(2025, 8, 31)):
        assert due(day, first, second) == [2]
        assert on_time(day, first, second) == []
    assert due(date(2025, 9, 1), first, second) == on_time(date(2025, 9, 1), first, second) == [3]


def test_a_plan_that_ends_on_the_day_is_over_unless_the_setting_says_otherwise():
    plan = ReviewedPlan("A", date(2025, 11, 3), MARCH.last_day, (date(2026, 1, 30),))
    assert due(MARCH.last_day, plan) == on_time(MARCH.last_day, plan) == []
    assert due(MARCH.last_day, plan, end_day_counts=True) == [2]
    assert on_time(MARCH.last_day, plan, end_day_counts=True) == [2]


def test_what_is_left_out_is_said_for_both_parts():
    plans = [
        ReviewedPlan("A", date(2025, 6, 2), None, ("31/02/2026",)),
        ReviewedPlan("B", date(2025, 6, 2), None, (date(2025, 6, 2), date(2025, 9, 1))),
        ReviewedPlan("", date(2025, 6, 2), None, (date(2025, 9, 1),)),
        ReviewedPlan("C", None),
        ReviewedPlan("D", date(2025, 6, 2), "31/02/2026"),
        ReviewedPlan("E", date(2025, 6, 2), date(2025, 5, 2)),
        ReviewedPlan("F", date(2026, 3, 2), None, ("31/02/2026",)),  # not due yet
    ]
    for function in BOTH:
        count = function(review_tables(plans), MARCH)
        assert count.number == 0
        assert count.notes == (
            "1 plan with no readable start date is left out.",
            "1 plan with an end date that cannot be read is left out.",
            "1 plan with an end date before the start date is left out.",
            "1 plan with no child identifier, so that its reviews are not known, is left out.",
            "2 plans with a review date that cannot be right are left out.",
        )


def test_a_plan_listed_twice_counts_once():
    plan = ReviewedPlan("A", date(2025, 11, 3), None, (date(2026, 1, 30),))
    assert due(MARCH.last_day, plan, plan) == on_time(MARCH.last_day, plan, plan) == [2]


def test_without_every_review_the_number_is_not_available():
    tables = review_tables([ReviewedPlan("A", date(2025, 11, 3))])
    for function in BOTH:
        latest_only = function({"plans": tables["plans"]}, MARCH)
        assert latest_only.number is Missing.NOT_AVAILABLE
        assert latest_only.notes == ("The return does not hold every review of a plan.",)
        assert function({}, MARCH).number is Missing.NOT_AVAILABLE
        assert function(review_tables([]), MARCH).number == 0
