"""A column read as a whole, where each value is worked out once, reads as its cells do one by one."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.annex_a_sheets import catalogue, list_7, read
from tests.support.cases import cases
from xlperf.returns.child_level.typed import read_column
from xlperf.sheets.grid import NOT_CALCULATED, CellError

TEXTS = [
    "",
    " ",
    "\u00a0",
    "01/02/2025",
    "31/02/2025",
    "1 Feb 2025",
    "7",
    " 7 ",
    "-1",
    "b) Female",
    "F",
    "Neglect",
    "x",
]
CELLS = st.lists(
    st.one_of(
        st.none(),
        st.sampled_from(TEXTS),
        st.sampled_from([0.0, 1.0, 2.5, -1.0, 10721552.0, 1e300, math.inf]),
        st.sampled_from([dt.date(2025, 2, 1), dt.date(1899, 12, 31), dt.datetime(2025, 2, 1, 9, 30), dt.time(9, 15)]),
        st.sampled_from([CellError("#N/A"), NOT_CALCULATED]),
    ),
    max_size=12,
)
NUMBERS = st.lists(st.one_of(st.none(), st.sampled_from([0.0, 1.0, 2.5, -1.0, math.inf])), max_size=12)


@pytest.mark.parametrize("all_is_text", [False, True], ids=["workbook", "csv"])
@pytest.mark.parametrize("key", ["child", "gender", "date_of_birth", "started", "previous_plans", "team"])
@settings(deadline=None, max_examples=cases(50))
@given(CELLS | NUMBERS)
def test_a_column_reads_as_its_cells_do_one_by_one(key, all_is_text, cells):
    column = catalogue().returns["annex_a"].table("plans").column(key)
    values, found = read_column(cells, column, all_is_text)
    alone = [read_column([cell], column, all_is_text) for cell in cells]
    assert len(values) == len(cells)
    if cells:
        expected = np.concatenate([one for one, _ in alone])
        assert values.dtype == expected.dtype
        np.testing.assert_array_equal(values, expected)
    said = [(at, one.rule, one.message, one.severity, one.lost) for at, (_, few) in enumerate(alone) for one in few]
    assert [(one.position, one.rule, one.message, one.severity, one.lost) for one in found] == said


@pytest.mark.parametrize("child", [None, "", " ", "\u00a0"])
def test_a_row_without_an_identifier_is_a_record_when_anything_else_stands_in_it(child):
    plans = read({"A3": child}).tables["plans"]
    assert plans.columns["child"][1] == ""
    assert plans.rows[1] == 3


@pytest.mark.parametrize("blank", [None, "", "  "])
def test_a_row_without_anything_is_no_record_and_those_beneath_keep_their_numbers(blank):
    whole = read().tables["plans"]
    width = len(list_7().rows[0])
    plans = read({f"{chr(ord('A') + across)}3": blank for across in range(width)}).tables["plans"]
    assert plans.rows.tolist() == [row for row in whole.rows.tolist() if row != 3]
    assert plans.columns["child"].tolist() == [child for at, child in enumerate(whole.columns["child"]) if at != 1]
