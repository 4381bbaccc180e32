"""Reading a period from a cell, where a spreadsheet may have made a date of it.

Whoever types 2010-01 or Jan-10 into Excel gets the date 1 January 2010 under the number format ``mmm-yy``. So a date
whose format shows no day is its month, and a date that shows its day is that day.
"""

from __future__ import annotations

import datetime as dt

from xlperf.period import FORMS, Period, UnknownPeriod
from xlperf.returns.number_formats import shows_day
from xlperf.sheets.grid import FORMAT_NOT_KNOWN, CellError, CellValue


class UnreadablePeriod(ValueError):
    """A cell that holds no period; the text says what stands there and what to write."""


def read_period(value: CellValue, number_format: str = "") -> Period:
    """Return the period that a cell stands for; raise `UnreadablePeriod` when it is none. A blank cell is none."""
    if isinstance(value, str) and value.strip():
        try:
            return Period.parse(value)
        except UnknownPeriod as unknown:
            raise UnreadablePeriod(str(unknown)) from None
    if isinstance(value, dt.date):  # a datetime is a date too
        return _of_date(value.date() if isinstance(value, dt.datetime) else value, number_format)
    raise UnreadablePeriod(_why_not(value))


def is_period(value: CellValue, number_format: str = "") -> bool:
    """Say whether a cell can be read as a period."""
    try:
        read_period(value, number_format)
    except UnreadablePeriod:
        return False
    return True


def _of_date(day: dt.date, number_format: str) -> Period:
    match shows_day("" if number_format == FORMAT_NOT_KNOWN else number_format):
        case False:
            return Period.month(day.year, day.month)
        case None if day.day == 1:
            raise UnreadablePeriod(
                f"the date {day.isoformat()} may be a day or the month {day:%Y-%m}, and its number format is not known."
                " Write the period as text."
            )
        case _:
            return Period.day(day)


def _why_not(value: CellValue) -> str:
    expected = f"Write {FORMS}, as text."
    if value is None or isinstance(value, str):
        return f"the period is empty. {expected}"
    if isinstance(value, CellError):
        return f"{value} stands where a period belongs. {expected}"
    if isinstance(value, float | int) and not isinstance(value, bool) and value in range(1990, 2101):
        year = int(value)
        return (
            f"{year} alone may be a financial year or a calendar year."
            f" Write {year}/{(year + 1) % 100:02d} for the financial year that starts in {year}."
        )
    return f"a number or time stands where a period belongs. {expected}"
