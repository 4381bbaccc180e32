"""How a worksheet function reads a date, and gives one back.

    40238               a day number, as every spreadsheet keeps its dates; the time of day is dropped
    2010-03-01          a date kept as text, the year first
    01/03/2010          … or the day first, with / . - or a space between; never the month first
    1 March 2010        … or with the month's name, in full or its first three letters
    a blank, z x c low  as for numbers: not available, or the symbol

Anything else is #VALUE!: a day that no month has, a year alone or of two digits, TRUE. Digits are read day first:
02/03/2010 is 2 March. Day numbers are those of a workbook that counts from 1900.
"""

from __future__ import annotations

import datetime as dt
import re

from xlperf.functions.cells import WRONG_NUMBER, WRONG_VALUE, Cell, Refused, is_blank, number
from xlperf.symbols import Missing

DAY_0 = dt.date(1899, 12, 30).toordinal()
FIRST_NUMBER = 61  # 1 March 1900: before it Excel's calendar has a day that never was
YEARS = range(1950, 2101)  # as day numbers they would be days of 1905, which nobody means
LAST_NUMBER = dt.date.max.toordinal() - DAY_0

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2}|[a-z]{3,9})[/.\- ](\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_TIME = re.compile(r"[t ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$", re.ASCII)


def day(cell: Cell, name: str) -> dt.date | Missing:
    """Return the day in a cell, or why there is none; refuse anything else. `name` is the argument's."""
    if isinstance(cell, dt.date):  # a host may hand over what it knows to be a date
        return cell.date() if isinstance(cell, dt.datetime) else cell
    if isinstance(cell, str) and not is_blank(cell) and (found := _day_in(" ".join(cell.casefold().split()), name)):
        return found
    value = number(cell, name)
    if isinstance(value, Missing):
        return value
    if not FIRST_NUMBER <= value < LAST_NUMBER + 1:
        raise Refused(WRONG_NUMBER, f"{name} is no date: its number lies outside 1 March 1900 to the year 9999.")
    if value in YEARS:
        raise Refused(WRONG_VALUE, f"{name} is a year, not a date.")
    return dt.date.fromordinal(DAY_0 + int(value))


def serial(of: dt.date) -> float:
    """Return a day as a cell holds it: its number, to be shown with a date format."""
    return float(of.toordinal() - DAY_0)


def _day_in(text: str, name: str) -> dt.date | None:
    """Return the day that a text is; None where it has not the form of a date."""
    plain = _TIME.sub("", text)
    if found := _YEAR_FIRST.fullmatch(plain):
        year, month, of_month = found[1], int(found[2]), found[3]
    elif found := _DAY_FIRST.fullmatch(plain):
        of_month, month, year = found[1], _month(found[2]), found[3]
    else:
        return None
    try:
        return dt.date(int(year), month, int(of_month))
    except ValueError:
        raise Refused(WRONG_VALUE, f"{name} is no day of the calendar; write it as 2010-03-01 or 01/03/2010.") from None


def _month(word: str) -> int:
    """Return the number of a month; 0, which none has, for another word."""
    if word.isdigit():
        return int(word)
    return next((place for place, month in enumerate(_MONTHS, 1) if word in (month, month[:3], month[:4])), 0)
