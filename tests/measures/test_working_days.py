"""Working days: England's bank holidays, the start day as day 0, and what lies outside the range."""

from __future__ import annotations

import csv
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.spec_tables import table_of
from xlperf.errors import DefinitionError
from xlperf.measures.months import months_after
from xlperf.measures.working_days import UNKNOWN, WorkingDays, working_days
from xlperf.returns.child_level.table import NO_DATE, UNREADABLE, day_number

# From the list of gov.uk/bank-holidays, and for 2011 the proclamation of the royal wedding.
WEEKDAYS_OFF = [
    *("2008-01-01", "2008-03-21", "2008-03-24", "2008-05-05", "2008-05-26", "2008-08-25", "2008-12-25", "2008-12-26"),
    *("2009-12-28", "2010-12-27", "2010-12-28", "2011-01-03"),  # in place of days that fell on a weekend
    *("2011-04-22", "2011-04-25", "2011-04-29", "2011-05-02"),  # Easter, and the royal wedding a week later
    *("2012-06-04", "2012-06-05"),  # the diamond jubilee, and the spring holiday that was moved to the day before
    *("2020-05-08",),  # the early May holiday, moved to the 75th anniversary of VE day
    *("2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08"),  # a jubilee, a state funeral, a coronation
    *("2026-04-03", "2026-04-06", "2026-12-25", "2026-12-28"),
]
WEEKDAYS_ON = [
    *("2010-01-04", "2011-04-28", "2012-05-28", "2020-05-04", "2022-05-30", "2023-05-09"),
    *("2026-03-17", "2026-11-30", "2026-08-03"),  # holidays of Northern Ireland and of Scotland are none in England
    *("2026-12-24", "2026-12-29"),
]


def elapsed(start: date, end: date, closure_days: str = "none") -> int:
    days = [np.array([day_number(day)], dtype=np.int32) for day in (start, end)]
    return int(working_days(closure_days).elapsed(*days)[0])


def is_working_day(day: date) -> bool:
    return elapsed(day - timedelta(days=1), day) == 1


@pytest.mark.parametrize("line", table_of(WorkingDays.elapsed), ids=lambda line: f"{line['start']} {line['end']}")
def test_the_table_in_the_docstring_is_what_is_counted(line):
    number, _, _ = line["elapsed"].partition(" ")
    expected = UNKNOWN if number == "unknown" else int(number)
    assert elapsed(date.fromisoformat(line["start"]), date.fromisoformat(line["end"])) == expected


@pytest.mark.parametrize("day", WEEKDAYS_OFF)
def test_a_bank_holiday_is_no_working_day(day):
    assert date.fromisoformat(day).weekday() < 5
    assert not is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize("day", WEEKDAYS_ON)
def test_a_weekday_that_is_no_bank_holiday_in_england_is_a_working_day(day):
    assert is_working_day(date.fromisoformat(day))


def test_every_weekday_of_2012_to_2028_is_as_the_published_list_says(shared: Path):
    with (shared / "oracles" / "bank_holidays_england_wales_2012_2028.csv").open(encoding="utf-8") as lines:
        off = {date.fromisoformat(line["date"]) for line in csv.DictReader(lines)}
    assert len(off) == 140
    day = date(2012, 1, 1)
    while day.year <= 2028:
        assert is_working_day(day) == (day.weekday() < 5 and day not in off), day
        day += timedelta(days=1)


def test_days_outside_the_range_are_not_known_and_within_no_limit():
    calendar = working_days()
    assert (calendar.first_day, calendar.last_day.year >= 2030) == (date(2008, 1, 1), True)
    days = [date(2007, 12, 31), date(2008, 1, 1), calendar.last_day, calendar.last_day + timedelta(days=1)]
    numbers = np.array([*map(day_number, days), NO_DATE, UNREADABLE], dtype=np.int32)
    assert calendar.knows(numbers).tolist() == [False, True, True, False, False, False]
    monday = np.full(len(numbers), day_number(date(2026, 3, 2)), dtype=np.int32)
    assert (calendar.elapsed(numbers, monday) == UNKNOWN).tolist() == [True, False, False, True, True, True]
    assert (calendar.elapsed(monday, numbers) == UNKNOWN).tolist() == [True, False, False, True, True, True]


def test_a_councils_own_closure_days_are_working_days_unless_it_says_otherwise():
    days = (date(2026, 12, 24), date(2027, 1, 4))
    assert elapsed(*days) == 4  # 29, 30 and 31 December and 4 January
    assert elapsed(*days, "2026-12-29, 2026-12-30,2026-12-31") == 1
    assert elapsed(*days, "2026-12-26") == elapsed(*days)  # a Saturday is off anyway


def test_a_closure_day_that_is_none_is_refused_with_the_form_it_takes():
    with pytest.raises(DefinitionError) as refused:
        working_days("2026-12-29, 30/12/2026")
    assert str(refused.value) == (
        'The setting closure_days: "30/12/2026" is not a day. Write the days as 2026-12-29, with commas between, '
        'or "none".'
    )


DAYS = st.dates(date(2008, 1, 1), date(2040, 12, 31))


@given(st.lists(st.tuples(DAYS, st.integers(0, 120)), min_size=1, max_size=5))
def test_working_days_agree_with_walking_from_day_to_day_and_with_numpy(pairs):
    import holidays

    off = holidays.country_holidays("GB", subdiv="ENG", years=range(2008, 2042))
    starts = [start for start, _ in pairs]
    ends = [start + timedelta(days=length) for start, length in pairs]
    found = working_days().elapsed(
        np.array([day_number(day) for day in starts], dtype=np.int32),
        np.array([day_number(day) for day in ends], dtype=np.int32),
    )
    for start, end, number in zip(starts, ends, found.tolist(), strict=True):
        walked = sum(
            day.weekday() < 5 and day not in off
            for day in (start + timedelta(days=step) for step in range(1, (end - start).days + 1))
        )
        after = [day + timedelta(days=1) for day in (start, end)]
        assert number == walked == np.busday_count(*after, holidays=sorted(off))


@pytest.mark.parametrize("line", table_of(months_after), ids=lambda line: f"{line['day']} and {line['months']}")
def test_the_table_of_months_is_what_comes_out(line):
    day = np.array([day_number(date.fromisoformat(line["day"]))], dtype=np.int32)
    assert date.fromordinal(int(months_after(day, int(line["months"]))[0])).isoformat() == line["gives"]


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(-30, 30))
def test_months_agree_with_counting_on_the_calendar(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    found, there = None, day.day
    while found is None:
        try:
            found = date(year, month + 1, there)
        except ValueError:
            there -= 1
    assert date.fromordinal(int(months_after(np.array([day_number(day)]), months)[0])) == found


def test_what_is_no_date_has_no_month_after():
    assert months_after(np.array([NO_DATE, UNREADABLE], dtype=np.int32), 3).tolist() == [NO_DATE, UNREADABLE]


def test_the_library_of_holidays_is_loaded_only_when_working_days_are_asked_for():
    script = "import sys, xlperf.measures.registry; print('holidays' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
