from __future__ import annotations

import datetime as dt

import pytest

from xlperf.period import Period
from xlperf.returns.period_cells import UnreadablePeriod, is_period, read_period
from xlperf.sheets.grid import CellError, CellValue

JANUARY = Period.month(2010, 1)


@pytest.mark.parametrize(
    ("value", "number_format"),
    [
        ("2010-01", ""),
        ("Jan-10", "@"),
        (" January 2010 ", ""),
        (dt.date(2010, 1, 1), "mmm-yy"),
        (dt.datetime(2010, 1, 1), "mmm\\-yy"),
        (dt.date(2010, 1, 31), "mmmm yyyy"),
    ],
)
def test_a_month_is_read_as_text_and_as_the_date_that_excel_makes_of_it(value: CellValue, number_format: str) -> None:
    assert read_period(value, number_format) == JANUARY


@pytest.mark.parametrize("number_format", ["dd/mm/yyyy", "d mmm yy", "mm-dd-yy", "yyyy-mm-dd"])
def test_a_date_that_shows_its_day_is_that_day(number_format: str) -> None:
    assert read_period(dt.date(2012, 2, 1), number_format) == Period.day(dt.date(2012, 2, 1))


def test_a_date_within_a_month_is_a_day_whatever_its_format() -> None:
    assert read_period(dt.datetime(2012, 2, 19), "") == Period.day(dt.date(2012, 2, 19))


def test_the_first_of_a_month_under_an_unknown_format_is_not_guessed() -> None:
    with pytest.raises(UnreadablePeriod, match="may be a day or the month 2010-01"):
        read_period(dt.date(2010, 1, 1), "General")


@pytest.mark.parametrize("year", [2011.0, 2011])
def test_a_year_alone_is_refused_with_the_way_to_write_it(year: CellValue) -> None:
    with pytest.raises(UnreadablePeriod, match="2011/12 for the financial year that starts in 2011"):
        read_period(year)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("2011/13", '"2011/13" is not a period. Write 2011/12'),
        ("Q3", '"Q3" is not a period'),
        ("2010-13", "not a period"),
        (None, "the period is empty"),
        ("  ", "the period is empty"),
        (40179.0, "a number or time stands where a period belongs"),
        (True, "a number or time"),
        (CellError("#REF!"), "#REF! stands where a period belongs"),
    ],
)
def test_what_is_no_period_is_refused_with_the_forms_there_are(value: CellValue, reason: str) -> None:
    with pytest.raises(UnreadablePeriod) as refused:
        read_period(value)
    assert reason in str(refused.value)
    assert "2011/12 Q3" in str(refused.value)
    assert not is_period(value)
