"""Records with two days: one on which a clock starts, and one on which what was due is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from xlperf.figure import Count
from xlperf.measures.days import DayCounts
from xlperf.measures.kept import Kept
from xlperf.measures.left_out import REPEATED, Noun
from xlperf.measures.rows import CountedRows
from xlperf.measures.working_days import working_days
from xlperf.period import Period
from xlperf.returns.child_level.table import NO_DATE, UNREADABLE, Days, Flags, Positions, Table, day_number


@dataclass(frozen=True, slots=True)
class Wording:
    """What notes call the records and their two days: "initial assessment", "referral date", "completion date"."""

    noun: Noun
    start: str
    end: str


class TimedRecords:
    """
    The records that can be counted, with running totals by day for each limit asked so far.

    Left out everywhere, so that numerator and denominator are of the same records: a record whose start is no day,
    whose end cannot be read, whose end lies before its start, whose days lie outside the years of which the bank
    holidays are known, and one that repeats a row above. One without an end is not done yet, which is no fault.
    """

    def __init__(self, starts: Days, ends: Days, among: Flags, repeated: Flags, wording: Wording) -> None:
        """Take the two days of every record of a table, which records belong here, and which repeat a row above."""
        self._starts, self._ends = starts, ends
        calendar = working_days()
        self._repeated = among & repeated
        once = among & ~repeated
        has_start, has_end = starts > NO_DATE, ends > NO_DATE
        self._no_start = once & has_end & ~has_start
        self._no_end = once & (ends == UNREADABLE)
        in_order = has_start & has_end & (ends >= starts)
        self._reversed = once & has_start & has_end & ~in_order
        in_range = calendar.knows(starts) & calendar.knows(ends)
        self._outside = once & in_order & ~in_range
        self._usable = once & in_order & in_range
        self._wording = wording
        self._done: dict[tuple[int, str], DayCounts] = {}
        self._elapsed: dict[str, Positions] = {}
        self._years = f"before {calendar.first_day.year} or after {calendar.last_day.year}"

    def count(self, table: Table, period: Period, at_most: int, closure_days: str) -> Count:
        """Return how many were done in the period within so many working days; 0 stands for however many."""
        first, last = day_number(period.first_day), day_number(period.last_day)
        number = self._totals(at_most, closure_days).between(first, last)
        rows = CountedRows(table, number, lambda: self.positions(first, last, at_most, closure_days))
        return Count(float(number), rows, self.notes(first, last))

    def count_begun(self, table: Table, period: Period, began: Days, at_most: int, closure_days: str) -> Count:
        """
        Return how many of those done in the period also began in it, `began` being the day of each.

        One of which nobody can say when it began, or that would have begun after it was done, is left out, and said.
        """
        first, last = day_number(period.first_day), day_number(period.last_day)
        # Few records are done in one period, so these alone are looked at: months cost as much as one pass over all.
        done = self.positions(first, last, 0, closure_days)
        begun = began[done] > NO_DATE
        in_order = begun & (began[done] <= self._ends[done])
        notes = self._wording.noun.left_out(
            (int(np.count_nonzero(~begun)), "no readable start date"),
            (int(np.count_nonzero(begun & ~in_order)), f"a {self._wording.end} before the start date"),
        )
        found = done[in_order & (began[done] >= first)]
        if at_most:
            found = found[self._working_days(closure_days)[found] <= at_most]
        rows = CountedRows(table, len(found), lambda: found)
        return Count(float(len(found)), rows, self.notes(first, last) + notes)

    def positions(self, first: int, last: int, at_most: int, closure_days: str) -> Positions:
        """Return the records done from the first to the last day, in the order of their ends."""
        ends = self._ends[self._by_end]
        done = self._by_end[np.searchsorted(ends, first) : np.searchsorted(ends, last, side="right")]
        return done[self._working_days(closure_days)[done] <= at_most] if at_most else done

    def notes(self, first: int, last: int) -> tuple[str, ...]:
        """Return what to know about records that were, or may have been, done from the first to the last day."""
        words, faults = self._wording, self._faults
        return words.noun.left_out(
            (faults.no_start.between(first, last), f"no readable {words.start}"),
            (faults.no_end.until(last) + faults.neither, f"a {words.end} that cannot be read"),
            (faults.reversed_ends.between(first, last), f"a {words.end} before the {words.start}"),
            (faults.outside.between(first, last), f"a date {self._years}, of which no bank holidays are known,"),
            (faults.repeated.between(first, last), REPEATED),
        )

    def _totals(self, at_most: int, closure_days: str) -> DayCounts:
        question = (at_most, closure_days if at_most else "")
        if question not in self._done:
            done = self._by_end
            if at_most:
                done = done[self._working_days(closure_days)[done] <= at_most]
            self._done[question] = DayCounts(self._ends[done])
        return self._done[question]

    def _working_days(self, closure_days: str) -> Positions:
        if closure_days not in self._elapsed:
            self._elapsed[closure_days] = working_days(closure_days).elapsed(self._starts, self._ends)
        return self._elapsed[closure_days]

    @cached_property
    def _by_end(self) -> Positions:
        usable = np.flatnonzero(self._usable)
        return usable[np.argsort(self._ends[usable], kind="stable")]

    @cached_property
    def _faults(self) -> _Faults:
        has_start, has_end = self._starts > NO_DATE, self._ends > NO_DATE
        return _Faults(
            no_start=DayCounts(self._ends[self._no_start]),
            no_end=DayCounts(self._starts[self._no_end & has_start]),
            neither=int(np.count_nonzero(self._no_end & ~has_start)),
            reversed_ends=DayCounts(self._ends[self._reversed]),
            outside=DayCounts(self._ends[self._outside]),
            repeated=DayCounts(self._ends[self._repeated & has_end]),
        )


@dataclass(frozen=True, slots=True)
class _Faults:
    """When each record with a fault may have been done."""

    no_start: DayCounts
    no_end: DayCounts
    neither: int  # neither of the two days can be read
    reversed_ends: DayCounts
    outside: DayCounts
    repeated: DayCounts


_KEPT: Kept[TimedRecords] = Kept()


def timed_records(table: Table, question: str, make: Callable[[], TimedRecords]) -> TimedRecords:
    """Return the timed records of a table, made when they are first asked for."""
    return _KEPT.get((table,), question, make)
