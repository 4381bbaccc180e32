"""When an action is due: days as people write them, and words behind which a clear rule finds a day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.cases import cases
from xlperf.report.due_dates import day_in, due_of, last_day_in

MEETING = dt.date(2012, 2, 24)


@pytest.mark.parametrize(
    ("written", "day", "basis"),
    [
        ("31 August 2012", "2012-08-31", "day as written"),
        ("31st Aug 2012", "2012-08-31", "day as written"),
        ("31/08/2012", "2012-08-31", "day as written"),
        ("31.8.2012", "2012-08-31", "day as written"),
        ("2012-08-31", "2012-08-31", "day as written"),
        ("moved from 31/08/2012 to 30/09/2012", "2012-09-30", "day as written"),
        ("August / September 2012", "2012-09-30", "end of Sep 2012"),
        ("end of February 2012", "2012-02-29", "end of Feb 2012"),
        ("2012/13 Q2", "2012-09-30", "end of 2012/13 Q2"),
        ("Q4 2011/12", "2012-03-31", "end of 2011/12 Q4"),
        ("Medium: 2012/13", "2013-03-31", "end of 2012/13"),
        ("Medium - 2012/13", "2013-03-31", "end of 2012/13"),
        ("a) Short term:0-4 months", "2012-06-24", "4 months from the meeting"),
        ("b) Medium term: 5-10 months", "2012-12-24", "10 months from the meeting"),
        ("within six months", "2012-08-24", "6 months from the meeting"),
        ("2 weeks", "2012-03-09", "2 weeks from the meeting"),
        ("short term", "2012-06-24", "4 months from the meeting"),
        ("Medium", "2012-12-24", "10 months from the meeting"),
    ],
)
def test_a_day_is_found_where_a_rule_is_clear(written: str, day: str, basis: str) -> None:
    found = due_of(written, agreed=MEETING)
    assert (found.day, found.basis) == (dt.date.fromisoformat(day), basis)


@pytest.mark.parametrize(
    "written",
    ["", "TBC", "ongoing", "c) Long term: 10 months+", "long term", "more than 4 months", "10+ months", "31/02/2012",
     "2012", "2012/14", "as soon as possible", "x" * 300 + " 31/08/2012", "one line\n31/08/2012", "900 months"],
)  # fmt: skip
def test_no_day_is_made_up_where_the_words_name_none(written: str) -> None:
    assert due_of(written, agreed=MEETING).day is None


def test_the_timeframe_counts_only_where_due_names_no_day() -> None:
    assert due_of("31/08/2012", "2012/13").day == dt.date(2012, 8, 31)
    assert due_of("TBC", "Medium: 2012/13").day == dt.date(2013, 3, 31)
    assert due_of("", "TBC").basis == "the words name no day"


def test_months_are_counted_from_a_meeting_only() -> None:
    found = due_of("", "0-4 months")
    assert (found.day, found.basis) == (None, "4 months, but no meeting to count from")


def test_the_end_of_what_the_words_name_is_the_day_of_a_review() -> None:
    assert last_day_in("reviewed after six months (August / September 2012)") == dt.date(2012, 9, 30)
    assert last_day_in("to be watched") is None


@settings(max_examples=cases(100))
@given(st.dates(dt.date(1950, 1, 1), dt.date(2150, 1, 1)), st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y"]))
def test_every_day_is_read_back_as_it_was_written(day: dt.date, form: str) -> None:
    assert day_in(f"by {day.strftime(form)} at the latest") == day


@settings(max_examples=cases(100))
@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_is_too_strange_to_be_read(due: str, timeframe: str) -> None:
    found = due_of(due, timeframe, MEETING)
    assert found.basis
