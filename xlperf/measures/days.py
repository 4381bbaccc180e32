"""How many things happened by each day: made once from many records, then asked for as many periods as one likes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from xlperf.period import Period
from xlperf.returns.child_level.table import Days, Flags, Positions, day_number

PART = 2**15
"""So many records are looked at in one go: what is made on the way then fits the processor's own memory."""


class DayCounts:
    """
    Running totals of events by day.

    Making it costs one pass over the records and the days between first and last; each question costs nothing more,
    so that many periods cost rows plus periods, not rows times periods.
    """

    def __init__(self, days: Days | Positions, counted: Flags | None = None) -> None:
        """
        Take the day number of every event, in any order, and which of them count, unless all do.

        Those that count are days of the calendar, not stand-ins for none.
        """
        by_part = [_from_the_first(part) for part in _in_parts(days, counted) if len(part)]
        self._first = min((first for first, _ in by_part), default=0)
        totals = np.zeros(max((first + len(counts) for first, counts in by_part), default=1) - self._first, np.int64)
        for first, counts in by_part:
            totals[first - self._first :][: len(counts)] += counts
        self._totals = np.cumsum(totals, out=totals)

    def until(self, day: int) -> int:
        """Return how many events lie on or before the day."""
        place = min(day - self._first, len(self._totals) - 1)
        return int(self._totals[place]) if place >= 0 else 0

    def between(self, first: int, last: int) -> int:
        """Return how many events lie in the days from first to last, both counted."""
        return self.until(last) - self.until(first - 1)


def _in_parts(days: Days | Positions, counted: Flags | None) -> Iterator[Days | Positions]:
    """Yield the days that count, a part after the other."""
    if counted is not None and not counted.any():
        return
    for start in range(0, len(days), PART):
        part = days[start : start + PART]
        flags = None if counted is None else counted[start : start + PART]
        # To find the places first takes half the time of taking the days by flags.
        yield part if flags is None or flags.all() else part[np.flatnonzero(flags)]


def _from_the_first(days: Days | Positions) -> tuple[int, Positions]:
    """Return the first of these days, and how many events lie on it and on each day after it."""
    first = int(days.min())
    return first, np.bincount(days - first)


def days_of(period: Period) -> tuple[int, int]:
    """Return the numbers of the period's first and last day."""
    return day_number(period.first_day), day_number(period.last_day)
