"""Working days between two days, and the day after so many: Monday to Friday without England's bank holidays.

The same rule as `xlperf.measures.working_days`, one day at a time and from a table of its own, so that nothing large
is loaded. Bank holidays are known from 2008, when the national indicators began, to the table's last year; what lies
outside is not guessed.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from functools import cache

from xlperf.results.bank_holidays import DAYS_OFF

FIRST_DAY = dt.date(min(DAYS_OFF), 1, 1)
LAST_DAY = dt.date(max(DAYS_OFF), 12, 31)


class OutsideCalendar(ValueError):
    """A day of which nobody knows the bank holidays; the message names the years that are known."""

    def __init__(self) -> None:
        """Say from when to when bank holidays are known."""
        super().__init__(f"bank holidays are known from {FIRST_DAY.year} to {LAST_DAY.year} only")


def elapsed(start: dt.date, end: dt.date) -> int:
    """
    Return how many working days have passed at the end, the day of the start being day 0.

    "Within 10 working days" is 10 or fewer. A start on a day off is day 0 too. An end before the start gives 0 or a
    negative number. Raises OutsideCalendar for a day outside the table.

    start      | end        | elapsed
    2026-03-06 | 2026-03-09 | 1        Friday to Monday
    2026-04-02 | 2026-04-07 | 1        over Good Friday and Easter Monday
    """
    return _until(_known(end)) - _until(_known(start))


def day_after(start: dt.date, number: int) -> dt.date:
    """
    Return the day on which so many working days have passed since the start, which is day 0.

    It is the last day for what is due within so many. Raises OutsideCalendar where start or answer lie outside.
    """
    wanted = _until(_known(start)) + number
    days = range(FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1)
    place = bisect_left(days, wanted, key=_until)
    if place == len(days):
        raise OutsideCalendar
    return dt.date.fromordinal(days[place])


def _known(day: dt.date) -> int:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise OutsideCalendar
    return day.toordinal()


def _until(ordinal: int) -> int:
    """Return how many working days there are up to and including a day; day 1 of the calendar is a Monday."""
    weeks, days = divmod(ordinal, 7)
    return 5 * weeks + min(days, 5) - bisect_right(_days_off(), ordinal)


@cache
def _days_off() -> list[int]:
    return [
        dt.date(year, int(day[:2]), int(day[2:])).toordinal() for year, days in DAYS_OFF.items() for day in days.split()
    ]
