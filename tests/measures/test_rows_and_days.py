"""The rows behind a count are found when asked for; running totals answer for any day."""

from __future__ import annotations

import numpy as np
import pytest

from tests.support.plan_tables import Plan, plan_tables
from xlperf.figure import RowRef
from xlperf.measures.days import PART, DayCounts
from xlperf.measures.rows import CountedRows


def test_rows_are_not_worked_out_before_somebody_looks():
    def find():
        raise LookupError("looked")

    rows = CountedRows(plan_tables([Plan("A", None)])["plans"], 1, find)
    assert len(rows) == 1
    assert repr(rows) == "CountedRows(1 rows of 'List 7')"
    with pytest.raises(LookupError):
        rows[0]


def test_rows_come_in_the_order_of_the_sheet_and_compare_like_a_tuple():
    table = plan_tables([Plan(child, None) for child in "ABC"])["plans"]
    rows = CountedRows(table, 2, lambda: np.array([2, 0]))
    first, last = RowRef("return.xlsx", "List 7", 2), RowRef("return.xlsx", "List 7", 4)
    assert rows == (first, last)
    assert rows[0] == first
    assert rows[1:] == (last,)
    assert list(rows) == [first, last]
    assert hash(rows) == hash((first, last))


def test_running_totals_count_both_ends_of_a_period():
    days = DayCounts(np.array([10, 12, 12, 20], dtype=np.int32))
    assert [days.until(day) for day in (9, 10, 11, 12, 19, 20, 99)] == [0, 1, 1, 3, 3, 4, 4]
    assert days.between(12, 20) == 3
    assert days.between(13, 19) == 0
    assert days.between(21, 30) == 0


def test_running_totals_of_nothing_are_0():
    assert DayCounts(np.array([], dtype=np.int32)).until(700_000) == 0


@pytest.mark.parametrize("number", [PART - 1, PART, PART + 1, 3 * PART + 7])
def test_running_totals_of_many_records_are_those_of_a_plain_count(number: int):
    random = np.random.default_rng(number)
    days = random.integers(738_000, 740_000, number).astype(np.int32)
    days[random.integers(0, number, 3)] = 300  # a slip of the pen, far from all the others
    counted = random.random(number) < 0.5
    counted[:PART] = True  # of the first part all count
    counted[PART : 2 * PART] = False  # and of the second none
    everything, some = DayCounts(days), DayCounts(days, counted)
    for day in (299, 300, 301, 737_999, 738_000, 738_700, 739_999, 740_000):
        assert everything.until(day) == np.count_nonzero(days <= day)
        assert some.until(day) == np.count_nonzero(counted & (days <= day))


def test_running_totals_leave_out_days_that_do_not_count():
    days = np.array([0, 12, -1, 20], dtype=np.int32)  # a blank cell, and one that cannot be read
    counts = DayCounts(days, np.array([False, True, False, True]))
    assert [counts.until(day) for day in (11, 12, 19, 20)] == [0, 1, 1, 2]
    assert DayCounts(days, np.zeros(4, dtype=np.bool_)).until(99) == 0
