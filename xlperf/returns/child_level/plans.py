"""Which child protection plans can be counted: the rules shared by what is reported and what is counted.

A plan is a row with the columns `child`, `started`, `ended` and `previous_plans`. A blank end date is an open plan.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xlperf.returns.child_level.order import ascending
from xlperf.returns.child_level.table import NO_DATE, UNREADABLE, Days, Flags, Positions, Table

OPEN = 2**30
"""Stands for the end of an open plan when ends are compared: later than any day."""

LATEST_DAY = 2**22
"""More than the number of any day there is (31 December 9999 is day 3,652,059)."""


@dataclass(frozen=True, slots=True, eq=False)
class PlanFaults:
    """
    For every plan, what keeps it out of counts.

    child | started    | ended      | fault
    A     |            | 2026-05-01 | no_start            also when the start is no date
    B     | 2026-01-10 | 31/02/2026 | end_unreadable      it ended, but nobody can say when
    C     | 2026-05-01 | 2026-01-10 | ends_before_start   one of the two dates is wrong
    D     | 2026-01-10 | 2026-05-01 | none
    D     | 2026-01-10 | 2026-05-01 | repeated            child, start and end are those of a row above
    E     | 2026-01-10 | 2026-01-10 | none                a plan of one day
    """

    no_start: Flags
    end_unreadable: Flags
    ends_before_start: Flags
    repeated: Flags

    @property
    def any(self) -> Flags:
        """Whether anything at all is wrong with a plan."""
        return self.no_start | self.end_unreadable | self.ends_before_start | self.repeated


@dataclass(frozen=True, slots=True, eq=False)
class ByChild:
    """Plans in the order of child, start and row, each with the number of its child and the day of its start."""

    plans: Positions
    children: Positions
    starts: Positions

    def __len__(self) -> int:
        """Return how many plans there are."""
        return len(self.plans)

    def among(self, flags: Flags) -> ByChild:
        """Return those of the plans that have a flag; there is one for each record of the table."""
        kept = flags[self.plans]
        return self if kept.all() else ByChild(self.plans[kept], self.children[kept], self.starts[kept])


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """
    The plans of children who have more than one, sorted by child and start.

    `begins` marks a plan that starts when no earlier plan of the child is open (one that ends that day included): the
    plans from there to the next such plan are one stretch without a break. `ends` are their ends, `OPEN` for an open
    plan, and `latest_end` is the latest end so far in the stretch.
    """

    plans: Positions
    begins: Flags
    ends: Days
    latest_end: Positions

    @property
    def until_then(self) -> Positions:
        """The place, in this order, of the plan that sets the latest end so far; worked out when it is asked for."""
        places: Positions = np.where(self.ends == self.latest_end, np.arange(len(self.plans)), 0)
        return np.maximum.accumulate(places)


def sorted_by_child(table: Table) -> ByChild:
    """Return the plans with a start date of children with more than one row, by child, start and row."""
    children = child_numbers(table)
    starts = table.columns["started"]
    has_several = np.bincount(children) > 1
    positions = np.flatnonzero(has_several[children] & (starts > NO_DATE))
    days = starts[positions]
    # The days between first and last, not all there are: the smaller the keys, the sooner they are in order.
    first = int(days.min(initial=LATEST_DAY))
    span = int(days.max(initial=first)) - first + 1
    keys = children[positions] * span + (days - first)
    order = ascending(keys)
    # Taken apart again, in order: that costs less than fetching child and start of each plan from all over the table.
    sorted_children, sorted_days = np.divmod(keys[order], span)
    return ByChild(positions[order], sorted_children, sorted_days + first)


def plan_faults(table: Table, by_child: ByChild) -> PlanFaults:
    """Return what keeps each plan of the table out of counts, given the result of `sorted_by_child`."""
    started: Days = table.columns["started"]
    ended: Days = table.columns["ended"]
    no_start = started <= NO_DATE
    return PlanFaults(
        no_start=no_start,
        end_unreadable=ended == UNREADABLE,
        ends_before_start=~no_start & (ended > NO_DATE) & (ended < started),
        repeated=_repeated(table, by_child),
    )


def overlapping_plans(table: Table, by_child: ByChild, faults: PlanFaults) -> list[tuple[int, int]]:
    """
    Return (plan, earlier plan) by position where a plan starts before an earlier plan of the same child has ended.

    A plan that starts on the day another one ends does not overlap it. Plans with a fault are not compared.
    """
    stretches = stretches_on_a_plan(table, by_child.among(~faults.any))
    later = np.flatnonzero(~stretches.begins)
    earlier = stretches.plans[stretches.until_then[later - 1]]
    return sorted(zip(stretches.plans[later].tolist(), earlier.tolist(), strict=True))


def child_numbers(table: Table) -> Positions:
    """Return a number for every record, the same for the same child; a record without an identifier has its own."""
    known = table.columns.get("child number")
    return numbered_children(table.columns["child"].tolist()) if known is None else known


def numbered_children(identifiers: list[str]) -> Positions:
    """Return small numbers for identifiers; every blank one gets a number that no other record has."""
    numbers: dict[str, int] = {}
    result = np.array([numbers.setdefault(child, len(numbers)) for child in identifiers], dtype=np.int64)
    if "" in numbers:
        blank = np.flatnonzero(result == numbers[""])
        result[blank] = len(numbers) + np.arange(len(blank))
    return result


def stretches_on_a_plan(table: Table, plans: ByChild, end_day_counts: bool = False) -> Stretches:
    """
    Return these plans told apart as `Stretches` says.

    With `end_day_counts` a child is on the plan for the whole of its last day, so that a plan which starts that day
    does not begin a new stretch, and the latest end is the first day without a plan.
    """
    ends: Days = table.columns["ended"][plans.plans]
    is_open = ends == NO_DATE
    ends += end_day_counts
    ends[is_open] = OPEN
    # Each child gets a range of numbers above those of the children before, so that one running maximum will do.
    begins = np.ones(len(plans), dtype=np.bool_)
    begins[1:] = plans.children[1:] != plans.children[:-1]
    shift = np.cumsum(begins, dtype=np.int64) * (4 * OPEN)
    latest_end: Positions = shift + ends
    np.maximum.accumulate(latest_end, out=latest_end)
    latest_end -= shift
    begins[1:] |= plans.starts[1:] >= latest_end[:-1]
    return Stretches(plans.plans, begins, ends, latest_end)


def _repeated(table: Table, by_child: ByChild) -> Flags:
    """Say of every plan whether a row above has the same child, start and end."""
    result = np.zeros(len(table), dtype=np.bool_)
    # Few children have two plans with one start, so only these are sorted by end as well.
    same_start = _like_the_one_before(by_child.children, by_child.starts)
    if not same_start.any():
        return result
    some = np.append(False, same_start) | np.append(same_start, False)
    plans, children, starts = by_child.plans[some], by_child.children[some], by_child.starts[some]
    ends = table.columns["ended"][plans]
    order = np.lexsort((plans, ends, starts, children))
    alike = _like_the_one_before(children[order], starts[order], ends[order])
    result[plans[order][1:][alike]] = True
    return result


def _like_the_one_before(*columns: Days | Positions) -> Flags:
    """Say of each record but the first whether it is like the one before in all these columns."""
    same: Flags = np.logical_and.reduce([column[1:] == column[:-1] for column in columns])
    return same
