"""Working days: Monday to Friday without the bank holidays of England and Wales.

The bank holidays come from the library `holidays` (GB, England), which knows the extra ones of each year and is loaded
only when working days are asked for. They are used from 2008, the year in which the national indicators began, to the
last year that the library knows. What lies outside is not guessed: those who count say so, and leave it out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from functools import lru_cache

import numpy as np

from xlperf.errors import DefinitionError
from xlperf.returns.child_level.table import Days, Flags, Positions, day_number

FIRST_YEAR = 2008
NO_CLOSURES = "none"
UNKNOWN = 2**30
"""Stands for a number of working days that nobody knows: more than any limit."""


class WorkingDays:
    """Counts working days between days of its range; asked for many at once."""

    def __init__(self, days_off: Collection[dt.date], first_year: int, last_year: int) -> None:
        """Take the weekdays on which nobody works, and the first and the last year of which they are known."""
        self.first_day = dt.date(first_year, 1, 1)
        self.last_day = dt.date(last_year, 12, 31)
        every_day = np.arange(np.datetime64(self.first_day), np.datetime64(self.last_day) + np.timedelta64(1, "D"))
        holidays = np.array(sorted(days_off), dtype="datetime64[D]")
        # Working days up to and including each day: the number between two days is then one subtraction.
        self._until = np.cumsum(np.is_busday(every_day, holidays=holidays), dtype=np.int64)
        self._first = day_number(self.first_day)
        self._last = day_number(self.last_day)

    def knows(self, days: Days) -> Flags:
        """Say of each day whether it lies in the range; what is no date does not."""
        return (days >= self._first) & (days <= self._last)

    def elapsed(self, starts: Days, ends: Days) -> Positions:
        """
        Return how many working days have passed at each end, the day of the start being day 0.

        "Within 10 working days" is 10 or fewer elapsed. A start on a day off is day 0 too. An end before the start
        gives 0 or a negative number; a day outside the range gives `UNKNOWN`.

        start      | end        | elapsed
        2026-03-02 | 2026-03-02 | 0        the same day
        2026-03-02 | 2026-03-03 | 1        Monday to Tuesday
        2026-03-06 | 2026-03-09 | 1        Friday to Monday
        2026-03-07 | 2026-03-09 | 1        Saturday to Monday
        2026-03-06 | 2026-03-08 | 0        Friday to Sunday
        2026-04-02 | 2026-04-07 | 1        over Good Friday and Easter Monday
        2026-12-24 | 2026-12-29 | 1        over Christmas; Boxing Day is a Saturday, so Monday is off
        2011-04-28 | 2011-05-03 | 1        over the wedding of 29 April 2011 and the May holiday
        2007-12-31 | 2008-01-02 | unknown  before the range
        """
        known = self.knows(starts) & self.knows(ends)
        at_start = self._until[np.where(known, starts, self._first) - self._first]
        at_end = self._until[np.where(known, ends, self._first) - self._first]
        return np.where(known, at_end - at_start, UNKNOWN)

    def days_after(self, starts: Days, number: int) -> Positions:
        """
        Return the day on which so many working days have passed since each start, the day of the start being day 0.

        It is the last day for what is due within so many working days. A day outside the range gives `UNKNOWN`.

        start      | number | gives
        2026-03-02 | 20     | 2026-03-30   four weeks without a day off
        2026-03-07 | 1      | 2026-03-09   Saturday to Monday
        2026-04-02 | 1      | 2026-04-07   over Good Friday and Easter Monday
        """
        known = self.knows(starts)
        wanted = self._until[np.where(known, starts, self._first) - self._first] + number
        known &= wanted <= self._until[-1]
        return np.where(known, np.searchsorted(self._until, wanted) + self._first, UNKNOWN)


@lru_cache(maxsize=16)
def working_days(closure_days: str = NO_CLOSURES) -> WorkingDays:
    """
    Return England's working days; with `closure_days` without the weekdays on which only the council is closed.

    These are written as days with commas between ("2026-12-29, 2026-12-30"). Councils' own closure days are left in by
    default: "none".
    """
    import holidays  # takes a moment to load, and few figures need it

    closures = _closures(closure_days)
    bank_holidays = holidays.country_holidays("GB", subdiv="ENG")
    last_year = bank_holidays.end_year
    bank_holidays = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR, last_year + 1))
    return WorkingDays({*bank_holidays, *closures}, FIRST_YEAR, last_year)


def _closures(text: str) -> list[dt.date]:
    """Return the days of a list of days; raise DefinitionError where one of them is none."""
    if text.strip().casefold() in ("", NO_CLOSURES):
        return []
    found = []
    for part in text.split(","):
        try:
            found.append(dt.date.fromisoformat(part.strip()))
        except ValueError:
            raise DefinitionError(
                f'The setting closure_days: "{part.strip()}" is not a day. Write the days as 2026-12-29, with commas '
                f'between, or "{NO_CLOSURES}".'
            ) from None
    return found
