"""Assessments and conferences counted a second time, one record and one day after another, agree with the fast way."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.record_tables import record_table, rows_of
from xlperf.measures.assessments import (
    core_assessments_completed,
    initial_assessments_completed,
    single_assessments_completed,
)
from xlperf.measures.conferences import conferences_held
from xlperf.period import Period

# Around Easter, the two May holidays and the turn of a month and of a financial year, so that every edge comes up.
BANK_HOLIDAYS = {date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4), date(2026, 5, 25)}
FIRST, LAST = date(2026, 3, 16), date(2026, 6, 12)
NO_DAY = "31/02/2026"

DAYS = st.dates(FIRST, LAST)
ANY = st.one_of(DAYS, DAYS, DAYS, DAYS, st.sampled_from([None, NO_DAY, date(2007, 12, 28)]))
RECORDS = st.lists(
    st.fixed_dictionaries(
        {
            "child": st.sampled_from(["A", "B", "C", ""]),
            "kind": st.sampled_from(["initial", "initial", "core", ""]),
            "referred": ANY,
            "started": ANY,
            "completed": ANY,
        }
    ),
    max_size=14,
)
PERIODS = st.one_of(
    DAYS.map(Period.day),
    DAYS.map(lambda day: Period.month(day.year, day.month)),
    st.sampled_from([Period.financial_year(2025), Period.quarter(2026, 1), Period.year_to_date(date(2026, 5, 1))]),
)
LIMITS = st.sampled_from([0, 1, 7, 10, 15, 35, 45])
checked = settings(deadline=None)


def walked(start: date, end: date, closures: set[date]) -> int:
    """Return how many working days come after the start, up to and including the end."""
    number, day = 0, start
    while day < end:
        day += timedelta(days=1)
        number += day.weekday() < 5 and day not in BANK_HOLIDAYS and day not in closures
    return number


def usable(records, start: str, end: str, key: list[str], among=lambda record: True):
    """Yield (row, record, start, end) for records with both days in order and in range, each once."""
    seen = set()
    for row, record in enumerate(records, start=2):
        if not among(record):
            continue
        same = (record["child"] or row, *(record[column] for column in key))
        again = same in seen
        seen.add(same)
        begins, ends = record[start], record[end]
        if again or not isinstance(begins, date) or not isinstance(ends, date) or ends < begins or begins.year < 2008:
            continue
        yield row, record, begins, ends


def within(found, period: Period, limit: int, closures=frozenset()) -> list[int]:
    return [
        row
        for row, _, begins, ends in found
        if period.first_day <= ends <= period.last_day and (not limit or walked(begins, ends, closures) <= limit)
    ]


def tables_of(name, records):
    columns = {"assessments": ["kind", "referred", "started", "completed"], "section_47": ["strategy_discussion",
               "conference"], "single_assessments": ["referred", "started", "authorised"]}  # fmt: skip
    return {name: record_table(name, records, columns[name])}


ALL = ["referred", "started", "completed"]


@checked
@given(RECORDS, PERIODS, LIMITS, st.sampled_from(["none", "2026-04-07", "2026-04-07, 2026-05-01"]))
@example([{"child": "A", "kind": "initial", "referred": date(2026, 3, 25), "started": None,
           "completed": date(2026, 4, 7)}], Period.month(2026, 4), 7, "none")  # fmt: skip
def test_initial_assessments_agree_with_walking_over_the_calendar(records, period, limit, closures):
    off = set() if closures == "none" else {date.fromisoformat(part.strip()) for part in closures.split(",")}
    found = usable(records, "referred", "completed", ALL, lambda record: record["kind"] == "initial")
    count = initial_assessments_completed(tables_of("assessments", records), period, limit, closure_days=closures)
    assert rows_of(count) == within(found, period, limit, off)


@checked
@given(RECORDS, PERIODS, LIMITS)
def test_started_and_completed_in_the_period_agrees_with_a_loop(records, period, limit):
    found = [
        (row, record, begins, ends)
        for row, record, begins, ends in usable(
            records, "referred", "completed", ALL, lambda record: record["kind"] == "initial"
        )
        if isinstance(record["started"], date) and period.first_day <= record["started"] <= ends
    ]
    count = initial_assessments_completed(tables_of("assessments", records), period, limit, True)
    assert rows_of(count) == within(found, period, limit)


@checked
@given(RECORDS, PERIODS, LIMITS)
def test_core_assessments_agree_with_walking_over_the_calendar(records, period, limit):
    found = usable(records, "started", "completed", ALL, lambda record: record["kind"] == "core")
    count = core_assessments_completed(tables_of("assessments", records), period, limit)
    assert rows_of(count) == within(found, period, limit)


@checked
@given(RECORDS, PERIODS, LIMITS, st.sampled_from(["referral", "start"]))
def test_single_assessments_agree_with_walking_over_the_calendar(records, period, limit, clock):
    singles = [
        {"child": one["child"], "referred": one["referred"], "started": one["started"], "authorised": one["completed"]}
        for one in records
    ]
    start = "referred" if clock == "referral" else "started"
    found = usable(singles, start, "authorised", ["referred", "started", "authorised"])
    count = single_assessments_completed(tables_of("single_assessments", singles), period, limit, clock)
    assert rows_of(count) == within(found, period, limit)


@checked
@given(RECORDS, PERIODS, LIMITS)
def test_conferences_agree_with_walking_over_the_calendar(records, period, limit):
    enquiries = [
        {"child": one["child"], "strategy_discussion": one["started"], "conference": one["completed"]}
        for one in records
    ]
    found = usable(enquiries, "strategy_discussion", "conference", ["strategy_discussion", "conference"])
    count = conferences_held(tables_of("section_47", enquiries), period, limit)
    assert rows_of(count) == within(found, period, limit)


@checked
@given(RECORDS, st.integers(1, 4))
def test_a_quarter_is_the_sum_of_its_months(records, number):
    tables = tables_of("assessments", records)
    quarter = Period.quarter(2026, number)
    for limit in (0, 7):
        months = [initial_assessments_completed(tables, month, limit).number for month in quarter.months()]
        assert sum(months) == initial_assessments_completed(tables, quarter, limit).number


@checked
@given(RECORDS, PERIODS)
def test_those_within_seven_days_are_among_those_within_ten_and_those_among_all(records, period):
    tables = tables_of("assessments", records)
    seven, ten, every = (set(initial_assessments_completed(tables, period, limit).rows) for limit in (7, 10, 0))
    assert seven <= ten <= every
