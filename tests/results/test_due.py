"""Due days and working days, one day at a time, are those by which whole tables are counted."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import bank_holidays
from tests.support.cases import cases
from xlperf.definitions import load
from xlperf.measures.months import months_after
from xlperf.measures.working_days import UNKNOWN
from xlperf.measures.working_days import working_days as by_library
from xlperf.results import bank_holidays as made
from xlperf.results.due import LIMITS, due_day
from xlperf.results.working_days import FIRST_DAY, LAST_DAY, OutsideCalendar, day_after, elapsed

days = st.dates(FIRST_DAY, LAST_DAY)


def test_the_table_of_bank_holidays_is_the_librarys() -> None:
    written = Path(made.__file__).read_text(encoding="utf-8")
    assert written == bank_holidays.table(), (
        "run python -m tests.support.bank_holidays > xlperf/results/bank_holidays.py"
    )


def test_the_table_is_the_governments_list(shared: Path) -> None:
    with (shared / "oracles" / "bank_holidays_england_wales_2012_2028.csv").open(encoding="utf-8") as lines:
        published = {dt.date.fromisoformat(row["date"]) for row in csv.DictReader(lines)}
    ours = {dt.date(year, int(day[:2]), int(day[2:])) for year, row in made.DAYS_OFF.items() for day in row.split()}
    assert {day for day in ours if 2012 <= day.year <= 2028} == {day for day in published if day.weekday() < 5}


@settings(max_examples=cases(200), deadline=None)
@given(days, days, st.integers(0, 60))
def test_working_days_are_those_of_the_measures(start: dt.date, end: dt.date, number: int) -> None:
    calendar = by_library()
    first, last = np.array([start.toordinal()], np.int32), np.array([end.toordinal()], np.int32)
    assert elapsed(start, end) == calendar.elapsed(first, last)[0]
    then = calendar.days_after(first, number)[0]
    if then == UNKNOWN:
        with pytest.raises(OutsideCalendar):
            day_after(start, number)
    else:
        assert day_after(start, number).toordinal() == then


@pytest.mark.parametrize("outside", [FIRST_DAY - dt.timedelta(1), LAST_DAY + dt.timedelta(1)])
def test_a_day_outside_the_table_is_not_guessed(outside: dt.date) -> None:
    with pytest.raises(OutsideCalendar, match="from 2008 to 2100 only"):
        elapsed(outside, dt.date(2010, 1, 4))
    with pytest.raises(OutsideCalendar):
        day_after(outside, 0)


@pytest.mark.parametrize(
    ("kind", "code", "day"),
    [
        ("initial assessment", "NI 59", dt.date(2010, 3, 31)),
        ("initial assessment", "NI 59", dt.date(2010, 4, 1)),
        ("core assessment", "NI 60", dt.date(2010, 4, 1)),
        ("assessment", "single_assessments_45_days", dt.date(2026, 4, 1)),
        ("conference", "conferences_15_days", dt.date(2026, 4, 1)),
    ],
)
def test_limits_in_working_days_are_the_catalogues(kind: str, code: str, day: dt.date) -> None:
    numerator = load().named(code, day).numerator
    assert numerator is not None
    number = numerator.arguments["working_days_at_most"]
    assert isinstance(number, int)
    assert due_day(kind, day) == day_after(day, number)


@settings(max_examples=cases(100), deadline=None)
@given(days, st.sampled_from([("first review", 3), ("review", 6), ("second review in care", 3), ("review in care", 6)]))
def test_limits_in_months_fall_on_the_day_of_the_measures(start: dt.date, kind: tuple[str, int]) -> None:
    assert due_day(kind[0], start).toordinal() == months_after(np.array([start.toordinal()]), kind[1])[0]


def test_the_first_review_in_care_is_four_weeks_after_the_start() -> None:
    assert due_day("first review in care", dt.date(2026, 2, 27)) == dt.date(2026, 3, 27)


def test_every_limit_says_from_what_its_time_runs() -> None:
    assert all(limit.since for limits in LIMITS.values() for limit in limits)
    assert all(limits[0].starts_from == dt.date.min for limits in LIMITS.values())
