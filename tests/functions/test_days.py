"""Dates as a spreadsheet keeps them, and as people type them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.functions.test_judgements import reason
from xlperf.functions import due, working_days
from xlperf.functions.cells import Cell, Refused
from xlperf.functions.days import day, serial
from xlperf.symbols import Missing

FIRST = dt.date(2010, 3, 1)
WRITTEN: list[object] = [
    *(40238, 40238.0, 40238.99, "40238", "2010-03-01", "2010-3-1", " 01/03/2010 ", "1.3.2010", "01-03-2010"),
    *("1 March 2010", "01 Mar 2010", "1-mar-2010", "2010-03-01T00:00:00", "2010-03-01 09:30", "01/03/2010 09:30"),
    *(dt.date(2010, 3, 1), dt.datetime(2010, 3, 1, 23, 59)),
]


@pytest.mark.parametrize("written", WRITTEN)
def test_a_date_is_read_in_every_form_it_has(written: Cell) -> None:
    assert day(written, "start") == FIRST


@pytest.mark.parametrize(
    "written",
    [
        "31/02/2010",
        "03/13/2010",
        "1/3/10",
        "March 2010",
        "2010",
        "soon",
        "29/02/2011",
        True,
        2026,
        0,
        60,
        -1,
        2958466,
        1e300,
    ],
)
def test_what_is_no_date_is_refused_and_never_guessed(written: Cell) -> None:
    with pytest.raises(Refused):
        day(written, "start")


def test_blanks_and_symbols_are_kept() -> None:
    assert [day(cell, "start") for cell in (None, " ", "z", "[c]")] == [
        Missing.NOT_AVAILABLE, Missing.NOT_AVAILABLE, Missing.NOT_APPLICABLE, Missing.CONFIDENTIAL
    ]  # fmt: skip


@given(st.dates(dt.date(1910, 1, 1)))
def test_a_day_is_its_number_and_back(of: dt.date) -> None:
    assert day(serial(of), "start") == day(of.isoformat(), "start") == day(f"{of:%d/%m}/{of.year:04}", "start") == of


def test_a_start_on_a_day_off_is_day_0_and_a_whole_column_spills() -> None:
    assert working_days([["2026-03-06"], ["2026-03-07"], ["2026-03-08"]], "2026-03-09") == [[1.0], [1.0], [1.0]]


def test_years_without_bank_holidays_are_a_number_error_with_the_years() -> None:
    assert "from 2008 to 2100 only" in reason(working_days("2007-12-31", "2008-01-02"), "#NUM!")
    assert "from 2008 to 2100 only" in reason(due("2100-12-30", "assessment"), "#NUM!")
    assert "9999" in reason(due("9999-12-31", "review"), "#NUM!")


def test_a_reason_never_repeats_what_stands_in_the_cell() -> None:
    for text in ("Smith 1/2/2010", "31/02/2010"):
        assert text not in reason(working_days(text, "2010-01-01"), "#VALUE!")
