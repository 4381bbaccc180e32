"""Which child protection plans can be counted: the rules shared by what is reported and what is counted.

A plan is a row with the columns `child`, `started`, `ended` and `previous_plans`. A blank end date is an open plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
class Stretches:
    """
    The plans of children who have more than one, sorted by child and start.

    `begins` marks a plan that starts when no earlier plan of the child is open (one that ends that day included): the
    plans from there to the next such plan are one stretch without a break. `latest_end` is the latest end so far in
    the stretch, and `until_then` the place, in this order, of the plan that sets it.
    """

    plans: Positions
    begins: Flags
    latest_end: Positions
    until_then: Positions


def sorted_by_child(table: Table) -> Positions:
    """Return the plans with a start date of children with more than one row, by child, start and row."""
    children = child_numbers(table)
    starts = table.columns["started"]
    counted = np.bincount(children)
    positions = np.flatnonzero((starts > NO_DATE) & (counted[children] > 1))
    keys = children[positions] * LATEST_DAY + starts[positions]
    return positions[np.argsort(keys, kind="stable")]


def plan_faults(table: Table, by_child: Positions) -> PlanFaults:
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


def overlapping_plans(table: Table, by_child: Positions, faults: PlanFaults) -> list[tuple[int, int]]:
    """
    Return (plan, earlier plan) by position where a plan starts before an earlier plan of the same child has ended.

    A plan that starts on the day another one ends does not overlap it. Plans with a fault are not compared.
    """
    stretches = stretches_on_a_plan(table, by_child[~faults.any[by_child]])
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


def stretches_on_a_plan(table: Table, plans: Positions, end_day_counts: bool = False) -> Stretches:
    """
    Return these plans, which are sorted by child and start, told apart as `Stretches` says.

    With `end_day_counts` a child is on the plan for the whole of its last day, so that a plan which starts that day
    does not begin a new stretch, and the latest end is the first day without a plan.
    """
    children = child_numbers(table)[plans]
    starts = table.columns["started"][plans].astype(np.int64)
    ended = table.columns["ended"][plans].astype(np.int64)
    ends = np.where(ended == NO_DATE, OPEN, ended + end_day_counts)
    # Each child gets a range of numbers above those of the children before, so that one running maximum will do.
    new_child = np.ones(len(plans), dtype=np.bool_)
    new_child[1:] = children[1:] != children[:-1]
    shift = np.cumsum(new_child) * (4 * OPEN)
    latest_end = np.maximum.accumulate(ends + shift) - shift
    begins = new_child.copy()
    begins[1:] |= starts[1:] >= latest_end[:-1]
    until_then = np.maximum.accumulate(np.where(ends == latest_end, np.arange(len(plans)), 0))
    return Stretches(plans, begins, latest_end, until_then)


def _repeated(table: Table, by_child: Positions) -> Flags:
    """Say of every plan whether a row above has the same child, start and end."""
    children = child_numbers(table)
    starts, ends = table.columns["started"], table.columns["ended"]

    def alike(plans: Positions, *columns: NDArray[Any]) -> Flags:
        """Say of each of the plans but the first whether it is like the one before in these columns."""
        same: Flags = np.logical_and.reduce([column[plans[1:]] == column[plans[:-1]] for column in columns])
        return same

    # Few children have two plans with one start, so only these are sorted by end as well.
    same_start = alike(by_child, children, starts)
    plans = by_child[np.append(False, same_start) | np.append(same_start, False)] if len(by_child) else by_child
    plans = plans[np.lexsort((plans, ends[plans], starts[plans], children[plans]))]
    result = np.zeros(len(table), dtype=np.bool_)
    result[plans[1:][alike(plans, children, starts, ends)]] = True
    return result
