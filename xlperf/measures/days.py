"""How many things happened by each day: made once from many records, then asked for as many periods as one likes."""

from __future__ import annotations

import numpy as np

from xlperf.period import Period
from xlperf.returns.child_level.table import Days, Positions, day_number


class DayCounts:
    """
    Running totals of events by day.

    Making it costs one pass over the records and the days between first and last; each question costs nothing more,
    so that many periods cost rows plus periods, not rows times periods.
    """

    def __init__(self, days: Days | Positions) -> None:
        """Take the day number of every event, in any order; they are days of the calendar, not stand-ins for none."""
        self._first = int(days.min(initial=2**30)) if len(days) else 0
        counts = np.bincount(days - self._first) if len(days) else np.zeros(1, dtype=np.int64)
        self._totals = np.cumsum(counts)

    def until(self, day: int) -> int:
        """Return how many events lie on or before the day."""
        place = min(day - self._first, len(self._totals) - 1)
        return int(self._totals[place]) if place >= 0 else 0

    def between(self, first: int, last: int) -> int:
        """Return how many events lie in the days from first to last, both counted."""
        return self.until(last) - self.until(first - 1)


def days_of(period: Period) -> tuple[int, int]:
    """Return the numbers of the period's first and last day."""
    return day_number(period.first_day), day_number(period.last_day)
