"""Every count worked out a second time, child by child with plain loops, agrees with the fast one."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.plan_tables import NO_DAY, Plan, plan_tables
from xlperf.measures.child_protection import cp_plans_at, cp_plans_ended, cp_plans_started
from xlperf.period import Period
from xlperf.symbols import Missing

# Days around which something could go wrong: month ends, 29 February, the financial year's end, two years apart.
EDGES = [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2024, 3, 31), date(2024, 4, 1), date(2024, 4, 30)]
EDGES += [day - timedelta(days=728 + more) for day in EDGES for more in (0, 1, 2)]

DAYS = st.one_of(st.sampled_from(EDGES), st.dates(date(2022, 1, 1), date(2024, 6, 30)))
STARTS = st.one_of(DAYS, DAYS, DAYS, st.sampled_from([None, NO_DAY]))
ENDS = st.one_of(DAYS, DAYS, DAYS, st.sampled_from([None, None, NO_DAY]))
PLANS = st.lists(
    st.builds(Plan, st.sampled_from(["A", "B", "C", "D", ""]), STARTS, ENDS, st.sampled_from([0, 0, 1, 2, None])),
    max_size=12,
)
PERIODS = st.one_of(
    DAYS.map(Period.day),
    DAYS.map(lambda day: Period.month(day.year, day.month)),
    DAYS.map(Period.year_to_date),
    DAYS.map(Period.rolling),
    st.sampled_from([Period.financial_year(2022), Period.financial_year(2023), Period.quarter(2023, 4)]),
)

checked = settings(deadline=None)  # how long one case takes says nothing on a busy machine

TWO_PLANS_OF_ONE_CHILD = [
    Plan("A", date(2022, 4, 1), date(2024, 3, 30), 0),
    Plan("A", date(2024, 3, 30), None, 1),
    Plan("A", date(2024, 3, 31), date(2024, 3, 31), 1),
]
MARCH = Period.month(2024, 3)


def usable(plans: list[Plan]) -> list[tuple[int, Plan]]:
    """Return (sheet row, plan) for plans with a start date, not ending before it, each plan of a child once."""
    seen = set()
    found = []
    for row, plan in enumerate(plans, start=2):
        if not isinstance(plan.started, date):
            continue
        if isinstance(plan.ended, date) and plan.ended < plan.started:
            continue
        same = (plan.child or row, plan.started, plan.ended)
        # A row that ends before it starts is told by its own dates, so it can repeat nothing that is usable.
        if same not in seen:
            found.append((row, plan))
        seen.add(same)
    return found


def children_at(plans: list[Plan], day: date, end_day_counts: bool) -> list[int]:
    """Return one row for every child on a plan: the plan that started first, of equals the one higher up."""
    open_by_child = defaultdict(list)
    for row, plan in usable(plans):
        if plan.ended == NO_DAY or plan.started > day:
            continue
        if plan.ended is None or plan.ended > day or (end_day_counts and plan.ended == day):
            open_by_child[plan.child or row].append((plan.started, row))
    return sorted(min(found)[1] for found in open_by_child.values())


def rows(count) -> list[int]:
    """Return the sheet rows of a count, after checking that it has as many as it says."""
    found = [row.row for row in count.rows]
    assert count.number == len(found) == len(count.rows)
    return found


@checked
@given(PLANS, PERIODS, st.booleans())
@example(TWO_PLANS_OF_ONE_CHILD, MARCH, False)
@example(TWO_PLANS_OF_ONE_CHILD, MARCH, True)
def test_children_on_a_plan_agree_with_a_loop_over_children(plans, period, end_day_counts):
    count = cp_plans_at(plan_tables(plans), period, end_day_counts)
    assert rows(count) == children_at(plans, period.last_day, end_day_counts)


@checked
@given(PLANS, PERIODS, st.sampled_from([0, 1, 2]))
@example(TWO_PLANS_OF_ONE_CHILD, MARCH, 1)
def test_plans_started_agree_with_a_loop_over_plans(plans, period, at_least):
    in_period = [(row, plan) for row, plan in usable(plans) if period.first_day <= plan.started <= period.last_day]
    expected = [row for row, plan in in_period if (plan.previous or 0) >= at_least]
    count = cp_plans_started(plan_tables(plans), period, at_least)
    if at_least and in_period and all(plan.previous is None for _, plan in in_period):
        assert count.number is Missing.NOT_AVAILABLE
    else:
        assert rows(count) == expected


@checked
@given(PLANS, PERIODS, st.sampled_from([0, 1, 365, 729, 730, 731]))
@example([Plan("A", date(2022, 3, 2), date(2024, 2, 28))], Period.month(2024, 2), 730)  # 729 days
@example([Plan("A", date(2022, 3, 2), date(2024, 2, 29))], Period.month(2024, 2), 730)  # 730 days
def test_plans_ended_agree_with_a_loop_over_days(plans, period, days_at_least):
    expected = []
    for row, plan in usable(plans):
        if not isinstance(plan.ended, date) or not period.first_day <= plan.ended <= period.last_day:
            continue
        days, day = 1, plan.started
        while day < plan.ended:
            day += timedelta(days=1)
            days += 1
        if days >= days_at_least:
            expected.append(row)
    assert rows(cp_plans_ended(plan_tables(plans), period, days_at_least)) == expected


@checked
@given(PLANS, st.randoms(use_true_random=False), PERIODS)
def test_the_order_of_rows_never_matters(plans, random, period):
    shuffled = random.sample(plans, len(plans))
    for function in (cp_plans_at, cp_plans_started, cp_plans_ended):
        assert function(plan_tables(plans), period).number == function(plan_tables(shuffled), period).number


@checked
@given(PLANS, PERIODS)
def test_plans_of_two_years_are_among_those_ended(plans, period):
    tables = plan_tables(plans)
    long_ones, ended = cp_plans_ended(tables, period, 730), cp_plans_ended(tables, period)
    assert set(long_ones.rows) <= set(ended.rows)


@checked
@given(PLANS, st.integers(2021, 2023), st.integers(1, 4))
def test_a_quarter_is_the_sum_of_its_months(plans, year, number):
    tables = plan_tables(plans)
    quarter = Period.quarter(year, number)
    for function in (cp_plans_started, cp_plans_ended):
        months = [function(tables, month).number for month in quarter.months()]
        assert sum(months) == function(tables, quarter).number
