"""The plans of one table, made ready once so that every further period costs next to nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np

from xlperf.figure import Count
from xlperf.measures.days import DayCounts
from xlperf.measures.plan_notes import PlanNotes
from xlperf.returns.child_level.plans import OPEN, plan_faults, sorted_by_child, stretches_on_a_plan
from xlperf.returns.child_level.table import NO_DATE, Days, Flags, Positions, Table, Tables
from xlperf.symbols import Missing


class PlanIndex:
    """The plans that can be counted, with running totals by day for each question asked so far."""

    def __init__(self, table: Table) -> None:
        """Find out which plans of the table can be counted."""
        self.table = table
        self._start: Days = table.columns["started"]
        self._end: Days = table.columns["ended"]
        self._previous = table.columns.get("previous_plans")
        self._by_child = sorted_by_child(table)
        self._faults = plan_faults(table, self._by_child)
        # What ends before it starts has one wrong date, nobody knows which: it is in no count at all.
        faults = self._faults
        self._with_start = ~(faults.no_start | faults.ends_before_start | faults.repeated)
        self._with_dates = self._with_start & ~faults.end_unreadable
        self._with_end = self._with_dates & (self._end > NO_DATE)
        self._on_top: dict[bool, _OnTop] = {}
        self._started: dict[int, DayCounts] = {}
        self._ended: dict[int, DayCounts] = {}

    # Children on a plan at the end of a day

    def children_at(self, day: int, end_day_counts: bool = False) -> int:
        """Return how many children are on a plan at the end of the day."""
        if end_day_counts not in self._on_top:
            self._on_top[end_day_counts] = self._plans_on_top(end_day_counts)
        over_since = day - end_day_counts
        open_plans = self.started().until(day) - self._never_ending.until(day) - self.ended().until(over_since)
        return open_plans - self._on_top[end_day_counts].at(day, over_since)

    def positions_at(self, day: int, end_day_counts: bool = False) -> Positions:
        """Return one open plan for every child on a plan at the end of the day: the one that began first."""
        not_over = (self._end == NO_DATE) | (self._end + end_day_counts > day)
        open_plans = self._with_dates & (self._start <= day) & not_over
        # All these are open on one day, so the plans of one child are one stretch, and its first plan begins it.
        stretches = stretches_on_a_plan(self.table, self._by_child.among(open_plans), end_day_counts)
        open_plans[stretches.plans] = False
        return np.concatenate([np.flatnonzero(open_plans), stretches.plans[stretches.begins]])

    def _plans_on_top(self, end_day_counts: bool) -> _OnTop:
        """
        Return when plans start and end on top of another plan of the same child, and so make no further child.

        Of the plans of a stretch all but the first start on top of one, and all but the last to end are outlived.
        """
        several = self._by_child.among(self._with_dates)
        stretches = stretches_on_a_plan(self.table, several, end_day_counts)
        last_of_stretch = np.append(stretches.begins[1:], True)[: len(several)]
        over = stretches.latest_end[last_of_stretch]
        return _OnTop(
            begun=DayCounts(several.starts, ~stretches.begins),
            ended=DayCounts(stretches.ends[stretches.ends < OPEN] - end_day_counts),
            stretches_over=DayCounts(over[over < OPEN] - end_day_counts),
        )

    @cached_property
    def _never_ending(self) -> DayCounts:
        """The starts of plans of which nobody can say when they ended; they are never counted as open."""
        return DayCounts(self._start, self._with_start & self._faults.end_unreadable)

    # Plans started

    def started(self, previous_plans_at_least: int = 0) -> DayCounts:
        """Return the starts of plans of children who had so many plans before."""
        if previous_plans_at_least not in self._started:
            counted = self._had_before(previous_plans_at_least)
            self._started[previous_plans_at_least] = DayCounts(self._start, counted)
        return self._started[previous_plans_at_least]

    def positions_started(self, first: int, last: int, previous_plans_at_least: int = 0) -> Positions:
        """Return the plans that started from the first to the last day."""
        between = (self._start >= first) & (self._start <= last)
        return np.flatnonzero(between & self._had_before(previous_plans_at_least))

    def _had_before(self, at_least: int) -> Flags:
        if at_least <= 0 or self._previous is None:
            return self._with_start
        return self._with_start & (self._previous >= at_least)

    def states_previous_plans(self, first: int, last: int) -> bool:
        """Say whether any plan started in these days states how many there were before; true when none started."""
        number = self.started().between(first, last)
        return number == 0 or self.notes.unstated.between(first, last) < number

    # Plans ended

    def ended(self, days_at_least: int = 0) -> DayCounts:
        """Return the ends of plans that lasted so many days, first and last counted."""
        if days_at_least not in self._ended:
            self._ended[days_at_least] = DayCounts(self._end, self._lasted(days_at_least))
        return self._ended[days_at_least]

    def positions_ended(self, first: int, last: int, days_at_least: int = 0) -> Positions:
        """Return the plans that ended from the first to the last day."""
        between = (self._end >= first) & (self._end <= last)
        return np.flatnonzero(between & self._lasted(days_at_least))

    def _lasted(self, days_at_least: int) -> Flags:
        if days_at_least <= 1:
            return self._with_end  # whatever has an end lasted a day
        return self._with_end & (self._end - self._start >= days_at_least - 1)

    # What is said beside the numbers

    @cached_property
    def notes(self) -> PlanNotes:
        """What to know about the plans that are left out."""
        return PlanNotes(self.table, self._faults)


@dataclass(frozen=True, slots=True)
class _OnTop:
    """Plans of children who have another one that is open: when they began, and when they were outlived."""

    begun: DayCounts
    ended: DayCounts  # of all children who have several plans; those that end a stretch outlived all the others of it
    stretches_over: DayCounts

    def at(self, day: int, over_since: int) -> int:
        """Return how many there are at the end of a day, by which plans that ended until `over_since` are over."""
        return self.begun.until(day) - (self.ended.until(over_since) - self.stretches_over.until(over_since))


_MADE_READY: WeakKeyDictionary[Table, PlanIndex] = WeakKeyDictionary()


def plan_index(tables: Tables) -> PlanIndex | None:
    """Return the plans of these tables made ready; None when there is no list of plans among them."""
    table = tables.get("plans")
    if table is None:
        return None
    if table not in _MADE_READY:
        _MADE_READY[table] = PlanIndex(table)
    return _MADE_READY[table]


NO_PLANS = Count(Missing.NOT_AVAILABLE, notes=("The return has no list of child protection plans.",))
"""What counting plans gives where there are none to count."""
