from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.period import Period, PeriodKind, UnknownPeriod

months = st.builds(Period.month, st.integers(1995, 2040), st.integers(1, 12))
years = st.builds(Period.financial_year, st.integers(1995, 2040))
quarters = st.builds(Period.quarter, st.integers(1995, 2040), st.integers(1, 4))
days = st.dates(date(1995, 1, 1), date(2040, 12, 31)).map(Period.day)
to_dates = st.dates(date(1995, 1, 1), date(2040, 12, 31)).map(Period.year_to_date)
rolling = st.dates(date(1995, 1, 1), date(2040, 12, 31)).map(Period.rolling)
periods = st.one_of(months, years, quarters, days, to_dates, rolling)


@pytest.mark.parametrize(
    ("text", "first", "last", "kind"),
    [
        ("2011/12", date(2011, 4, 1), date(2012, 3, 31), PeriodKind.YEAR),
        ("2011/12 Q3", date(2011, 10, 1), date(2011, 12, 31), PeriodKind.QUARTER),
        ("2011/12 Q4", date(2012, 1, 1), date(2012, 3, 31), PeriodKind.QUARTER),
        ("2010-01", date(2010, 1, 1), date(2010, 1, 31), PeriodKind.MONTH),
        ("2009/10 to 2010-01", date(2009, 4, 1), date(2010, 1, 31), PeriodKind.YEAR_TO_DATE),
        ("12 months to 2010-01", date(2009, 2, 1), date(2010, 1, 31), PeriodKind.ROLLING),
        ("2012-02-19", date(2012, 2, 19), date(2012, 2, 19), PeriodKind.DAY),
        ("1999/00", date(1999, 4, 1), date(2000, 3, 31), PeriodKind.YEAR),
    ],
)
def test_a_written_period_is_the_days_it_says(text: str, first: date, last: date, kind: PeriodKind) -> None:
    period = Period.parse(text)
    assert (period.first_day, period.last_day, period.kind) == (first, last, kind)
    assert str(period) == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("  2011/12   q3 ", "2011/12 Q3"),
        ("2011/2012", "2011/12"),
        ("Jan-10", "2010-01"),
        ("2009/10 to Jan 2010", "2009/10 to 2010-01"),
        ("January 2010", "2010-01"),
        ("31/01/2010", "2010-01-31"),
    ],
)
def test_what_people_type_is_understood(typed: str, meant: str) -> None:
    assert str(Period.parse(typed)) == meant


@pytest.mark.parametrize(
    "text",
    ["", "2011", "2011/13", "2011/12 Q5", "2010-13", "2011-02-30", "2009/10 to 2010-04", "last month", "31/02/2025"],
)
def test_what_is_no_period_is_refused_with_the_forms_there_are(text: str) -> None:
    with pytest.raises(UnknownPeriod, match="2011/12 Q3"):
        Period.parse(text)


@given(periods)
def test_what_is_written_reads_back(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(st.one_of(months, years, quarters, days))
def test_the_period_before_ends_the_day_before_this_one_starts(period: Period) -> None:
    before = period.before()
    assert before is not None
    assert before.kind is period.kind
    assert (period.first_day - before.last_day).days == 1


@given(to_dates)
def test_a_year_to_date_is_preceded_by_the_one_a_month_earlier_or_by_none(period: Period) -> None:
    before = period.before()
    if period.last_day.month == 4:
        assert before is None
    else:
        assert before is not None
        assert before.first_day == period.first_day
        assert len(list(before.months())) == len(list(period.months())) - 1


@given(st.one_of(months, years, quarters, to_dates, rolling))
def test_the_months_of_a_period_cover_it_without_gaps(period: Period) -> None:
    parts = list(period.months())
    assert parts[0].first_day == period.first_day
    assert parts[-1].last_day == period.last_day
    assert sum(part.days for part in parts) == period.days


@given(periods)
def test_the_year_of_a_period_contains_its_last_day(period: Period) -> None:
    assert period.year.contains(Period.day(period.last_day))
    assert period.year.first_day.month == 4


def test_the_latest_periods_come_oldest_first() -> None:
    assert [str(one) for one in Period.parse("2010-01").latest(3)] == ["2009-11", "2009-12", "2010-01"]
    assert [str(one) for one in Period.parse("2011/12 Q1").latest(2)] == ["2010/11 Q4", "2011/12 Q1"]
