"""When each plan's reviews are due and whether they were on time, made ready once for any day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xlperf.measures.days import DayCounts
from xlperf.measures.kept import Kept
from xlperf.measures.left_out import Noun
from xlperf.measures.months import months_after
from xlperf.measures.plan_notes import NO_END, NO_START, REVERSED
from xlperf.returns.child_level.plans import (
    LATEST_DAY,
    OPEN,
    ByChild,
    numbered_children,
    plan_faults,
    sorted_by_child,
    stretches_on_a_plan,
)
from xlperf.returns.child_level.table import NO_DATE, Days, Flags, Positions, Table

PLAN = Noun("plan", "plans")


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """What no source settles: how months are counted, where the clock starts, whether the last day counts."""

    calendar_months: bool = True
    from_conference: bool = False
    end_day_counts: bool = False

    def first_due(self, clock: NDArray[Any]) -> Positions:
        """Return the day on which the first review is due: after three months, or 91 days."""
        return months_after(clock, 3) if self.calendar_months else clock.astype(np.int64) + 91

    def next_due(self, reviewed: NDArray[Any]) -> Positions:
        """Return the day on which the next review is due: after six months, or 183 days."""
        return months_after(reviewed, 6) if self.calendar_months else reviewed.astype(np.int64) + 183


class Spells:
    """From which day and until which (not counted any more) something is so, of each record."""

    def __init__(self, records: Positions, first: Positions, until: Positions) -> None:
        """Take the records, and the days of each; a spell that is over before it begins is none."""
        some = until > first
        self._records, self._first, self._until = records[some], first[some], until[some]
        self._begun = DayCounts(self._first.astype(np.int32))
        self._over = DayCounts(self._until[self._until < OPEN].astype(np.int32))

    def at(self, day: int) -> int:
        """Return of how many records it is so at the end of the day."""
        return self._begun.until(day) - self._over.until(day)

    def positions(self, day: int) -> Positions:
        """Return those records."""
        return self._records[(self._first <= day) & (self._until > day)]


class ReviewIndex:
    """Children on a plan for three months or more, and for how long each plan's reviews were on time."""

    def __init__(self, plans: Table, reviews: Table, rules: ReviewRules) -> None:
        """Find out which plans can be counted, and when each is due and on time."""
        started, ended = plans.columns["started"], plans.columns["ended"]
        by_child = sorted_by_child(plans)
        faults = plan_faults(plans, by_child)
        clock = plans.columns["conference"] if rules.from_conference else started
        joined = _Joined(plans, reviews)
        without_id = ~faults.any & joined.without_id
        without_clock = ~faults.any & ~without_id & (clock <= NO_DATE)
        doubtful = ~faults.any & ~without_id & ~without_clock & joined.doubtful
        usable = ~(faults.any | without_id | without_clock | doubtful)

        until = np.where(ended == NO_DATE, OPEN, ended.astype(np.int64) + rules.end_day_counts)
        due = rules.first_due(np.where(clock > NO_DATE, clock, started))
        first = np.maximum(due, _alone_from(plans, by_child.among(usable), rules.end_day_counts))
        found = np.flatnonzero(usable)
        late = joined.first_late_day(found, clock, rules)
        self.due = Spells(found, first[found], until[found])
        self.on_time = Spells(found, first[found], np.minimum(until[found], late))

        once = ~faults.repeated
        at_all_times = np.zeros(len(plans), dtype=np.int64)
        no_start = once & faults.no_start & (ended >= NO_DATE)
        self._notes = [
            (_spells(no_start, at_all_times, until), NO_START),
            (_spells(once & faults.end_unreadable & ~faults.no_start, due, at_all_times + OPEN), NO_END),
            (_spells(faults.ends_before_start, ended.astype(np.int64), at_all_times + OPEN), REVERSED),
            (_spells(without_id, due, until), "no child identifier, so that its reviews are not known,"),
            (_spells(without_clock, due, until), "no readable date of the initial conference"),
            (_spells(doubtful, due, until), "a review date that cannot be right"),
        ]

    def notes(self, day: int) -> tuple[str, ...]:
        """Return what to know about the plans that are left out and may be due at the end of the day."""
        return PLAN.left_out(*((spells.at(day), what) for spells, what in self._notes))


class _Joined:
    """The reviews of each plan, found by child and start of the plan."""

    def __init__(self, plans: Table, reviews: Table) -> None:
        children = plans.columns["child"].tolist()
        numbers = numbered_children([*children, *reviews.columns["child"].tolist()])
        self.without_id = plans.columns["child"] == ""
        reviewed: Days = reviews.columns["reviewed"]
        plan_started: Days = reviews.columns["plan_started"]
        # A blank review date is a review not held; one that is no date, or not after the start, is in doubt.
        held = (reviewed != NO_DATE) & (plan_started > NO_DATE)
        keys = numbers[len(children) :] * LATEST_DAY + plan_started
        order = np.flatnonzero(held)
        order = order[np.lexsort((reviewed[order], keys[order]))]
        self._reviewed = reviewed[order]
        own = numbers[: len(children)] * LATEST_DAY + plans.columns["started"]
        self._from = np.searchsorted(keys[order], own)
        self._to = np.searchsorted(keys[order], own, side="right")
        some = self._to > self._from
        self.doubtful: Flags = np.zeros(len(plans), dtype=np.bool_)
        # Sorted by date within a plan, a date in doubt comes first.
        self.doubtful[some] = self._reviewed[self._from[some]] <= plans.columns["started"][some]

    def first_late_day(self, plans: Positions, clock: Days, rules: ReviewRules) -> Positions:
        """
        Return the first day on which a review of each plan is overdue.

        A plan with n reviews has n + 1 that were or will be due: each held review, and the one after the last. A review
        is late when the next day on which one was held (none after the last) lies after the day it was due.
        """
        held = self._to[plans] - self._from[plans]
        begins = np.cumsum(held + 1) - (held + 1)  # where each plan's reviews begin in the arrays below
        is_first = np.zeros(int((held + 1).sum()), dtype=np.bool_)
        is_first[begins] = True
        is_last = np.append(is_first[1:], True)[: len(is_first)]
        positions = np.repeat(self._from[plans] - begins, held + 1) + np.arange(len(is_first))
        dates = np.append(self._reviewed, NO_DATE).astype(np.int64)
        next_held = np.where(is_last, OPEN, dates[np.where(is_last, 0, positions)])
        before = dates[np.where(is_first, 0, positions - 1)]
        due = rules.next_due(before)
        due[is_first] = rules.first_due(clock[plans])
        late = np.where(next_held > due, due + 1, OPEN)
        return np.minimum.reduceat(late, begins) if len(plans) else late


def _alone_from(plans: Table, several: ByChild, end_day_counts: bool) -> Positions:
    """
    Return from which day each plan is the one that began first of the child's open plans: mostly its start.

    `several` are the plans that can be counted of children with more than one row, sorted by child and start.
    """
    result = plans.columns["started"].astype(np.int64)
    stretches = stretches_on_a_plan(plans, several, end_day_counts)
    follows = np.flatnonzero(several.children[1:] == several.children[:-1]) + 1
    later = several.plans[follows]
    result[later] = np.maximum(result[later], stretches.latest_end[follows - 1])
    return result


def _spells(which: Flags, first: Positions, until: Positions) -> Spells:
    found = np.flatnonzero(which)
    return Spells(found, first[found], until[found])


_KEPT: Kept[ReviewIndex] = Kept()


def review_index(plans: Table, reviews: Table, rules: ReviewRules) -> ReviewIndex:
    """Return the plans and reviews of these tables made ready by these rules."""
    return _KEPT.get((plans, reviews), rules, lambda: ReviewIndex(plans, reviews, rules))
