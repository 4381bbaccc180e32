"""Referrals counted a second time, child by child with plain loops, agree with the fast way."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.record_tables import record_table, rows_of
from xlperf.measures.referrals import referrals_listed, referrals_made, referrals_to_initial_assessment
from xlperf.period import Period
from xlperf.symbols import Missing

EDGES = [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2025, 2, 28), date(2025, 3, 1), date(2024, 3, 31)]
DAYS = st.one_of(st.sampled_from(EDGES), st.dates(date(2024, 1, 1), date(2025, 6, 30)))
ANY = st.one_of(DAYS, DAYS, DAYS, st.sampled_from([None, "31/02/2024"]))
CHILDREN = st.sampled_from(["A", "B", "C", ""])
PERIODS = st.one_of(
    DAYS.map(Period.day),
    DAYS.map(lambda day: Period.month(day.year, day.month)),
    DAYS.map(Period.rolling),
    st.sampled_from([Period.financial_year(2024), Period.quarter(2024, 1), Period.quarter(2024, 4)]),
)
REFERRALS = st.lists(
    st.fixed_dictionaries(
        {"child": CHILDREN, "referred": ANY, "referrals_before": st.sampled_from([None, 0, 0, 1, 2])}
    ),
    max_size=14,
)
LISTED = st.lists(
    st.fixed_dictionaries(
        {"child": CHILDREN, "kind": st.sampled_from(["initial", "initial", "core", ""]), "referred": ANY,
         "started": ANY, "completed": st.none()}
    ),
    max_size=14,
)  # fmt: skip
checked = settings(deadline=None)


def a_year_later(day: date) -> date:
    return date(day.year + 1, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)


def each_once(records) -> list[tuple[int, str, date]]:
    """Return (row, child or row, day) of dated referrals, a child and a day once."""
    found, seen = [], set()
    for row, record in enumerate(records, start=2):
        key = (record["child"] or row, record["referred"])
        if isinstance(record["referred"], date) and key not in seen:
            seen.add(key)
            found.append((row, *key))
    return found


def in_period(day: object, period: Period) -> bool:
    return isinstance(day, date) and period.first_day <= day <= period.last_day


@checked
@given(REFERRALS, PERIODS)
def test_referrals_agree_with_a_loop(records, period):
    tables = {"referrals": record_table("referrals", records, ["referred"])}
    assert rows_of(referrals_made(tables, period)) == [
        row for row, _, day in each_once(records) if in_period(day, period)
    ]


@checked
@given(REFERRALS, PERIODS)
def test_repeats_by_the_list_agree_with_comparing_every_pair(records, period):
    tables = {"referrals": record_table("referrals", records, ["referred"])}
    once = each_once(records)
    expected = [
        row
        for row, child, day in once
        if in_period(day, period)
        and any(other == child and earlier < day <= a_year_later(earlier) for _, other, earlier in once)
    ]
    count = referrals_made(tables, period, 12, "listed")
    if count.number is Missing.NOT_AVAILABLE:
        assert min(day for _, _, day in once) > date(period.first_day.year - 1, period.first_day.month, 28)
    else:
        assert rows_of(count) == expected


@checked
@given(REFERRALS, PERIODS, st.booleans())
def test_repeats_as_stated_agree_with_a_loop(records, period, this_one):
    tables = {"referrals": record_table("referrals", records, ["referred", "referrals_before"])}
    stated = {row: record["referrals_before"] for row, record in enumerate(records, start=2)}
    rows = [row for row, _, day in each_once(records) if in_period(day, period)]
    count = referrals_made(tables, period, 12, this_referral_counted=this_one)
    if rows and all(stated[row] is None for row in rows):
        assert count.number is Missing.NOT_AVAILABLE
    else:
        assert rows_of(count) == [row for row in rows if (stated[row] or 0) > this_one]


@checked
@given(LISTED, PERIODS)
def test_referrals_that_went_on_to_an_assessment_agree_with_a_loop(records, period):
    tables = {"assessments": record_table("assessments", records, ["kind", "referred", "started", "completed"])}
    once = each_once(records)
    assert rows_of(referrals_listed(tables, period)) == [row for row, _, day in once if in_period(day, period)]

    expected, led_on = [], 0
    for row, child, day in once:
        own = [
            (number, record)
            for number, record in enumerate(records, start=2)
            if (record["child"] or number) == child
            and record["referred"] == day
            and isinstance(record["started"], date)
        ]
        led_on += any(record["kind"] for _, record in own)
        initial = [number for number, record in own if record["kind"] == "initial" and record["started"] >= day]
        if initial and in_period(day, period):
            expected.append(min(initial))
        assert row == min([number for number, _ in own] + [row])
    count = referrals_to_initial_assessment(tables, period)
    if once and led_on == len(once):
        assert count.number is Missing.NOT_AVAILABLE
    else:
        assert rows_of(count) == sorted(expected)
        assert count.number <= referrals_listed(tables, period).number


@checked
@given(LISTED, PERIODS)
def test_initial_assessments_begun_agree_with_a_loop(records, period):
    tables = {"assessments": record_table("assessments", records, ["kind", "referred", "started", "completed"])}
    seen, expected = set(), []
    for row, record in enumerate(records, start=2):
        begun, referred = record["started"], record["referred"]
        if record["kind"] != "initial" or not isinstance(begun, date) or not isinstance(referred, date):
            continue
        key = (record["child"] or row, referred, begun)
        if begun >= referred and key not in seen and in_period(begun, period):
            expected.append(row)
        seen.add(key)
    count = referrals_to_initial_assessment(tables, period, "assessments")
    if count.number is not Missing.NOT_AVAILABLE:
        assert rows_of(count) == expected
