"""NI 67 worked out a second time, child by child and review by review, agrees with the fast way."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.record_tables import rows_of
from tests.support.review_tables import ReviewedPlan, review_tables
from xlperf.measures.child_protection import cp_plans_at
from xlperf.measures.plan_reviews import plans_due_a_review, plans_reviewed_on_time
from xlperf.period import Period

NO_DAY = "31/02/2024"
CALENDAR, FIXED = "calendar months", "91 and 183 days"
EDGES = [date(2023, 5, 31), date(2023, 8, 30), date(2023, 8, 31), date(2023, 11, 29), date(2023, 11, 30)]
EDGES += [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2024, 3, 30), date(2024, 3, 31)]

DAYS = st.one_of(st.sampled_from(EDGES), st.dates(date(2023, 3, 1), date(2024, 6, 30)))
STARTS = st.one_of(DAYS, DAYS, DAYS, DAYS, st.sampled_from([None, NO_DAY]))
ENDS = st.one_of(st.none(), st.none(), DAYS, DAYS, st.just(NO_DAY))
REVIEWS = st.lists(st.one_of(DAYS, DAYS, DAYS, DAYS, st.sampled_from([None, NO_DAY])), max_size=4).map(tuple)


@st.composite
def kept_plans(draw):
    """Plans whose reviews mostly come when they are due, or a day before or after: on the edge of on time."""
    start = draw(DAYS)
    reviews, day, months = [], start, 3
    for _ in range(draw(st.integers(0, 3))):
        day = after(day, months, draw(st.sampled_from([True, True, False]))) + timedelta(draw(st.integers(-1, 1)))
        reviews.append(day)
        months = 6
    child = draw(st.sampled_from(["A", "B", "C"]))
    conference = draw(st.sampled_from([start, start - timedelta(3), None]))
    return ReviewedPlan(
        child, start, draw(st.sampled_from([None, None, date(2024, 3, 31)])), tuple(reviews), conference
    )


def after(day: date, months: int, calendar: bool) -> date:
    """Return three or six months later: the same day of the month, or its last; or 91 or 183 days."""
    if not calendar:
        return day + timedelta(days={3: 91, 6: 183}[months])
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for there in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(there, day.day))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


PLANS = st.lists(
    st.one_of(
        kept_plans(),
        st.builds(ReviewedPlan, st.sampled_from(["A", "B", "C", ""]), STARTS, ENDS, REVIEWS, STARTS),
    ),
    max_size=8,
)
checked = settings(deadline=None)


def countable(plans: list[ReviewedPlan], from_conference: bool) -> list[tuple[int, ReviewedPlan, list[date]]]:
    """Return (row, plan, its reviews in order) of plans with nothing wrong."""
    pooled = defaultdict(list)
    for plan in plans:
        pooled[plan.child, plan.started] += [day for day in plan.reviewed if day is not None]
    found, seen = [], set()
    for row, plan in enumerate(plans, start=2):
        start, end = plan.started, plan.ended
        if not isinstance(start, date) or (start, end, plan.child) in seen or not plan.child:
            continue
        seen.add((start, end, plan.child))
        reviews = pooled[plan.child, start]
        if end == NO_DAY or (end is not None and end < start):
            continue
        if from_conference and not isinstance(plan.conference, date):
            continue
        if all(isinstance(day, date) and day > start for day in reviews):
            found.append((row, plan, sorted(reviews)))
    return found


def judged(
    plans, day: date, calendar: bool, from_conference: bool, end_day_counts: bool
) -> tuple[list[int], list[int]]:
    """Return the rows of plans that are due, and of those on time."""
    open_plans = defaultdict(list)
    for row, plan, reviews in countable(plans, from_conference):
        last = plan.ended and plan.ended - timedelta(days=0 if end_day_counts else 1)
        if plan.started <= day and (last is None or day <= last):
            open_plans[plan.child].append((plan.started, row, plan, reviews))
    due, on_time = [], []
    for of_child in open_plans.values():
        _, row, plan, reviews = min(of_child, key=lambda one: one[:2])
        deadline = after(plan.conference if from_conference else plan.started, 3, calendar)
        if day < deadline:
            continue
        due.append(row)
        late = False
        for reviewed in reviews:
            if reviewed > day:
                break
            late = late or reviewed > deadline
            deadline = after(reviewed, 6, calendar)
        if not late and day <= deadline:
            on_time.append(row)
    return sorted(due), sorted(on_time)


@checked
@given(PLANS, DAYS, st.booleans(), st.booleans(), st.booleans())
@example([ReviewedPlan("A", date(2023, 11, 30), None, (date(2024, 2, 29),))], date(2024, 3, 31), True, False, False)
@example([ReviewedPlan("A", date(2023, 11, 30), None, (date(2024, 3, 1),))], date(2024, 3, 31), True, False, False)
@example([ReviewedPlan("A", date(2023, 11, 30), None, (date(2024, 2, 29),))], date(2024, 3, 31), False, False, False)
def test_reviews_due_and_on_time_agree_with_a_loop_over_reviews(plans, day, calendar, from_conference, end_day_counts):
    months = CALENDAR if calendar else FIXED
    clock = "initial conference" if from_conference else "plan start"
    tables, period = review_tables(plans), Period.day(day)
    due = plans_due_a_review(tables, period, months, clock, end_day_counts)
    on_time = plans_reviewed_on_time(tables, period, months, clock, end_day_counts)
    expected = judged(plans, day, calendar, from_conference, end_day_counts)
    assert (rows_of(due), rows_of(on_time)) == expected


@checked
@given(PLANS, st.lists(DAYS, min_size=2, max_size=6))
def test_many_days_asked_of_one_table_agree_with_each_asked_alone(plans, days):
    tables = review_tables(plans)
    for day in days:
        alone = plans_reviewed_on_time(review_tables(plans), Period.day(day))
        assert plans_reviewed_on_time(tables, Period.day(day)).number == alone.number


@checked
@given(PLANS, DAYS)
def test_those_on_time_are_among_those_due_and_those_among_children_on_a_plan(plans, day):
    tables, period = review_tables(plans), Period.day(day)
    on_time, due = plans_reviewed_on_time(tables, period), plans_due_a_review(tables, period)
    assert set(on_time.rows) <= set(due.rows)
    assert due.number <= cp_plans_at(tables, period).number


@checked
@given(PLANS, DAYS, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters_to_the_number_due(plans, day, random):
    shuffled = random.sample(plans, len(plans))
    numbers = {plans_due_a_review(review_tables(order), Period.day(day)).number for order in (plans, shuffled)}
    assert len(numbers) == 1
