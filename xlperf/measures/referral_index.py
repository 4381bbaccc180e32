"""The referrals of one table, made ready once so that every further period costs next to nothing."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from xlperf.measures.days import DayCounts
from xlperf.measures.kept import Kept
from xlperf.measures.left_out import Noun, repeated_rows
from xlperf.measures.months import months_after
from xlperf.returns.child_level.plans import child_numbers
from xlperf.returns.child_level.table import NO_DATE, Days, Flags, Positions, Table

EITHER, STATED, LISTED = "either", "stated", "listed"
STATED_MONTHS = 12
"""Annex A states how many referrals a child had in the last 12 months; no return states it for other months."""

QUIET_DAYS = 92
"""
A list may begin so many days after the day from which it has to be complete: in a small place, or one team, nobody may
have been referred in between. A list of six months is told apart all the same; what a return covers is known elsewhere.
"""

REFERRAL = Noun("referral", "referrals")
ASSESSMENT = Noun("initial assessment", "initial assessments")


class ReferralIndex:
    """Referrals by child and day, with running totals for each question asked so far."""

    def __init__(self, table: Table) -> None:
        """Find out which referrals of the table can be counted: those with a date, one for a child and a day."""
        self._children = child_numbers(table)
        self._referred: Days = table.columns["referred"]
        self._before = table.columns.get("referrals_before")
        dated = self._referred > NO_DATE
        repeated = dated & repeated_rows(table, self._referred)
        self._usable = dated & ~repeated
        self._undated = int(np.count_nonzero(~dated))
        self._repeated = DayCounts(self._referred[repeated])
        self._totals: dict[tuple[int, int], DayCounts] = {}
        self._earliest = int(self._referred[self._usable].min(initial=2**30))

    @property
    def has_stated(self) -> bool:
        """Whether the return has a column that states earlier referrals."""
        return self._before is not None

    def states_any(self, first: int, last: int) -> bool:
        """Say whether any referral of these days states how many came before; true when there are no referrals."""
        number = self.totals(0, 0).between(first, last)
        return number == 0 or (self.has_stated and self._unstated.between(first, last) < number)

    def goes_back(self, first: int, months: int) -> bool:
        """Say whether the list begins so many months before the day, give or take quiet days; true when it is empty."""
        needed = int(months_after(np.array([first]), -months)[0])
        return self._earliest == 2**30 or self._earliest <= needed + QUIET_DAYS

    def totals(self, within_months: int, stated_at_least: int) -> DayCounts:
        """Return the referrals that follow one in the list, or that state so many; all of them for 0 and 0."""
        question = (within_months, stated_at_least)
        if question not in self._totals:
            self._totals[question] = DayCounts(self._referred[self._kept(*question)])
        return self._totals[question]

    def positions(self, first: int, last: int, within_months: int, stated_at_least: int) -> Positions:
        """Return those referrals of the days from first to last."""
        between = (self._referred >= first) & (self._referred <= last)
        return np.flatnonzero(between & self._kept(within_months, stated_at_least))

    def _kept(self, within_months: int, stated_at_least: int) -> Flags:
        if stated_at_least and self._before is not None:
            return self._usable & (self._before >= stated_at_least)
        return self._follows(within_months) if within_months else self._usable

    def _follows(self, months: int) -> Flags:
        """Say of each referral whether it comes within so many months of the child's one before."""
        usable = np.flatnonzero(self._usable)
        order = usable[np.lexsort((self._referred[usable], self._children[usable]))]
        children, days = self._children[order], self._referred[order]
        follows = np.zeros(len(self._usable), dtype=np.bool_)
        close = (children[1:] == children[:-1]) & (months_after(days[:-1], months) >= days[1:])
        follows[order[1:][close]] = True
        return follows

    @cached_property
    def _unstated(self) -> DayCounts:
        unstated = self._usable if self._before is None else self._usable & np.isnan(self._before)
        return DayCounts(self._referred[unstated])

    def notes(self, first: int, last: int) -> tuple[str, ...]:
        """Return what to know about the referrals of the days from first to last."""
        return REFERRAL.left_out(
            (self._undated, "no readable date"),
            (self._repeated.between(first, last), "child and day as in a row above"),
        )

    def notes_on_stated(self, first: int, last: int) -> tuple[str, ...]:
        """Return how many referrals of these days do not state how many came before."""
        unstated = self._unstated.between(first, last)
        if unstated == 1:
            return ("1 referral does not state a number of earlier referrals and counts as having none.",)
        return (
            (f"{unstated:,} referrals do not state a number of earlier referrals and count as having none.",)
            if unstated
            else ()
        )


class ListedReferrals:
    """The referrals that a council's own list of assessments names, and what each led to."""

    def __init__(self, table: Table) -> None:
        """Find the referrals, a child and a day each, and the initial assessments that name them."""
        self._referred: Days = table.columns["referred"]
        self._started: Days = table.columns["started"]
        kind = table.columns["kind"]
        initial = kind == "initial"
        dated, begun = self._referred > NO_DATE, self._started > NO_DATE
        self._one_each = dated & ~repeated_rows(table, self._referred)
        in_order = dated & begun & (self._started >= self._referred)
        self._initial = initial & in_order
        self._backwards = DayCounts(self._referred[initial & dated & begun & ~in_order])
        self._undated = int(np.count_nonzero(~dated))
        # Two rows of one referral: the first initial assessment that has begun stands for it.
        marked = np.where(self._initial, self._referred, NO_DATE).astype(np.int32)
        self._first_initial = self._initial & ~repeated_rows(table, marked)
        days = [table.columns[name] for name in ("referred", "started", "completed")]
        self._own_initial = self._initial & ~repeated_rows(table, initial.astype(np.int32), *days)
        self.referrals = DayCounts(self._referred[self._one_each])
        self.assessed = DayCounts(self._referred[self._first_initial])
        self.assessments = DayCounts(self._started[self._own_initial])
        led_to_one = dated & begun & (kind != "")
        marked = np.where(led_to_one, self._referred, NO_DATE).astype(np.int32)
        led = int(np.count_nonzero(led_to_one & ~repeated_rows(table, marked)))
        self.all_assessed = 0 < int(np.count_nonzero(self._one_each)) == led

    def positions(self, first: int, last: int) -> Positions:
        """Return a row for every referral of the days from first to last."""
        return np.flatnonzero(self._one_each & _between(self._referred, first, last))

    def positions_assessed(self, first: int, last: int) -> Positions:
        """Return the initial assessments that the referrals of these days led to, one for each referral."""
        return np.flatnonzero(self._first_initial & _between(self._referred, first, last))

    def positions_of_assessments(self, first: int, last: int) -> Positions:
        """Return the initial assessments begun from the first to the last day."""
        return np.flatnonzero(self._own_initial & _between(self._started, first, last))

    def notes(self, first: int, last: int) -> tuple[str, ...]:
        """Return what to know about the referrals of the days from first to last."""
        return REFERRAL.left_out((self._undated, "no readable date"))

    def notes_on_starts(self, first: int, last: int) -> tuple[str, ...]:
        """Return what to know about assessments that name a referral of these days but cannot follow it."""
        return ASSESSMENT.left_out((self._backwards.between(first, last), "a start date before the referral"))


def _between(days: Days, first: int, last: int) -> Flags:
    flags: Flags = (days >= first) & (days <= last)
    return flags


_REFERRALS: Kept[ReferralIndex] = Kept()
_LISTED: Kept[ListedReferrals] = Kept()


def referral_index(table: Table) -> ReferralIndex:
    """Return the referrals of a table made ready."""
    return _REFERRALS.get((table,), "", lambda: ReferralIndex(table))


def listed_referrals(table: Table) -> ListedReferrals:
    """Return the referrals that a list of assessments names, made ready."""
    return _LISTED.get((table,), "", lambda: ListedReferrals(table))
