"""What a reader is told about plans that a count had to leave out."""

from __future__ import annotations

import numpy as np

from xlperf.measures.days import DayCounts
from xlperf.returns.child_level.plans import OPEN, PlanFaults
from xlperf.returns.child_level.table import NO_DATE, Days, Table

NO_START = "no readable start date"
NO_END = "an end date that cannot be read"
REVERSED = "an end date before the start date"


class PlanNotes:
    """
    How many plans with a fault may belong to a period, in sentences.

    A plan is mentioned only where it could have been counted, as far as its other date tells: one without a start date
    that ended in May is no matter for the plans that ended in June.
    """

    def __init__(self, table: Table, faults: PlanFaults) -> None:
        """Take the plans and what is wrong with each."""
        start: Days = table.columns["started"]
        end: Days = table.columns["ended"]
        counted_twice = faults.repeated
        no_start = faults.no_start & ~counted_twice
        self._no_start = DayCounts(end, no_start & (end > NO_DATE))
        self._no_start_nor_end = int(np.count_nonzero(no_start & (end <= NO_DATE)))
        self._no_end = DayCounts(start, faults.end_unreadable & ~no_start & ~counted_twice)
        self._reversed_starts = DayCounts(start, faults.ends_before_start)
        self._reversed_ends = DayCounts(end, faults.ends_before_start)
        stated = table.columns.get("previous_plans")
        unstated = ~(faults.no_start | faults.ends_before_start | counted_twice)
        if stated is not None:
            unstated &= np.isnan(stated)
        self.unstated = DayCounts(start, unstated)

    def at(self, day: int) -> tuple[str, ...]:
        """Return what to know about the children on a plan at the end of the day."""
        return _left_out(
            (self._without_start_open_after(day), NO_START),
            (self._no_end.until(day), NO_END),
            (self._reversed_ends.until(day), REVERSED),
        )

    def started(self, first: int, last: int, previous_plans_at_least: int) -> tuple[str, ...]:
        """Return what to know about the plans started from the first to the last day."""
        notes = _left_out(
            (self._without_start_open_after(first - 1), NO_START),
            (self._reversed_starts.between(first, last), REVERSED),
        )
        unstated = self.unstated.between(first, last) if previous_plans_at_least > 0 else 0
        if unstated == 1:
            notes += ("1 plan does not state a number of previous plans and counts as having none.",)
        elif unstated:
            notes += (f"{unstated:,} plans do not state a number of previous plans and count as having none.",)
        return notes

    def ended(self, first: int, last: int) -> tuple[str, ...]:
        """Return what to know about the plans ended from the first to the last day."""
        return _left_out(
            (self._no_start.between(first, last), NO_START),
            (self._no_end.until(last), NO_END),
            (self._reversed_ends.between(first, last), REVERSED),
        )

    def _without_start_open_after(self, day: int) -> int:
        """Count the plans without a start date that are open, or ended later than the day."""
        return self._no_start.between(day + 1, OPEN) + self._no_start_nor_end


def _left_out(*found: tuple[int, str]) -> tuple[str, ...]:
    return tuple(
        f"1 plan with {what} is left out." if number == 1 else f"{number:,} plans with {what} are left out."
        for number, what in found
        if number
    )
