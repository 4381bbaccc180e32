"""Which initial conference led to which plan: the table in the docstring, and loops over every plan."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.census import case, census, changed, child, element, returned
from xlperf.returns.child_level.table import NO_DATE, UNREADABLE, day_of
from xlperf.returns.cin.conferences import conferences_of_plans

LINES = [
    line.split("|")
    for line in (conferences_of_plans.__doc__ or "").split("\n")
    if "|" in line and "conferences" not in line
]


def numbers(text):
    return [date.fromisoformat(word).toordinal() for word in text.replace(",", " ").split()]


def of_one_case(conferences, starts):
    held = np.array(conferences, np.int32)
    pairs = [(np.zeros(len(held), np.int64), held)]
    return conferences_of_plans(np.array(starts, np.int32), np.zeros(len(starts), np.int64), pairs).tolist()


@pytest.mark.parametrize(("conferences", "starts", "expected"), LINES)
def test_every_line_of_the_table_holds(conferences, starts, expected):
    days = [day_of(number) for number in of_one_case(numbers(conferences), numbers(starts))]
    words = [word.strip() for word in expected.partition(":")[0].split(",")]
    assert [str(day) if day else "none" for day in days] == words


def test_the_table_has_its_lines():
    assert len(LINES) == 5


DAYS = st.one_of(st.integers(738_000, 738_012), st.sampled_from([NO_DATE, UNREADABLE]))
CASES = st.integers(0, 2)
PAIRS = st.lists(st.tuples(CASES, DAYS), max_size=8)


@given(PAIRS, PAIRS, PAIRS)
def test_a_loop_over_plans_says_the_same(plans, own, enquiries):
    expected = []
    for case_number, start in plans:
        before = [other for number, other in plans if number == case_number and NO_DATE < other < start]
        held = [day for number, day in [*own, *enquiries] if number == case_number and NO_DATE < day <= start]
        led_here = [day for day in held if not any(day <= other for other in before)]
        expected.append(max(led_here, default=NO_DATE) if start > NO_DATE else NO_DATE)

    def columns(pairs):
        return np.array([one for one, _ in pairs], np.int64), np.array([day for _, day in pairs], np.int32)

    places, starts = columns(plans)
    assert conferences_of_plans(starts, places, [columns(own), columns(enquiries)]).tolist() == expected


def test_a_conference_of_the_case_itself_counts_as_one_of_its_enquiries_does(tmp_path):
    own = element("DateOfInitialCPC", "2022-05-09")
    without, both = changed(case(own), {"Section47/DateOfInitialCPC": None}), case(own)
    plans = returned(tmp_path, census(child("1", without), child("2", both), child("3", case()))).tables["plans"]
    held = [str(day_of(number)) for number in plans.columns["conference"]]
    assert held == ["2022-05-09", "2022-05-11", "2022-05-11"]
