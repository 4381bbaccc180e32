"""The reviews of each time of care, in order: when each was held, and when the next was due and held."""

from __future__ import annotations

import numpy as np

from xlperf.measures.care_records import CareRecords
from xlperf.measures.child_facts import rows_of_the_children
from xlperf.measures.days import DayCounts
from xlperf.measures.kept import Kept
from xlperf.measures.left_out import Noun
from xlperf.measures.months import months_after
from xlperf.measures.working_days import UNKNOWN, working_days
from xlperf.returns.child_level.plans import LATEST_DAY, OPEN
from xlperf.returns.child_level.table import NO_DATE, Flags, Positions, Table

FOUR_WEEKS, TWENTY_WORKING_DAYS = "28 days", "20 working days"
REVIEW = Noun("review", "reviews")


class CareReviews:
    """
    Reviews by stretch of care (see `CareRecords.stretches`); a child's reviews of one day are one review.

    Of each stretch: `ends`, `first_due`, `first_held` (`OPEN` when none was), whether its first due day is `known`, and
    whether its reviews are `all_there`: it began after the list of reviews did.
    Of each review: `stretches`, `held`, `next_due` (three months after the first, six after any other),
    `six_months_later` and `next_held`. A review held when the child was not looked after belongs to no stretch.
    """

    def __init__(self, table: Table, care: CareRecords, reviews: Table, first_review_within: str) -> None:
        """Find the stretch of each review, and put the reviews of each in order."""
        starts, self.ends = care.stretch_starts, care.stretch_ends
        self._starts = starts
        self._set_first_due(starts, first_review_within)
        held = reviews.columns["reviewed"].astype(np.int64)
        stretches = _stretches(table, care, reviews, held)
        # What began after the first review of all was held began within the time that the list is of.
        self.all_there: Flags = starts >= held[held > NO_DATE].min(initial=OPEN)
        self._undated = int(np.count_nonzero(held <= NO_DATE))
        self._outside = DayCounts(held[(held > NO_DATE) & (stretches < 0)])
        inside = stretches >= 0
        each = np.unique(stretches[inside] * LATEST_DAY + held[inside])
        self.stretches: Positions = each // LATEST_DAY
        self.held: Positions = each % LATEST_DAY
        same_as_before = np.append(False, self.stretches[1:] == self.stretches[:-1])[: len(each)]
        followed = np.append(same_as_before[1:], False)[: len(each)]
        self.next_held: Positions = np.where(followed, np.append(self.held[1:], OPEN)[: len(each)], OPEN)
        self.six_months_later: Positions = months_after(self.held, 6)
        self.next_due: Positions = np.where(same_as_before, self.six_months_later, months_after(self.held, 3))
        self.first_held: Positions = np.full(len(starts), OPEN, dtype=np.int64)
        self.first_held[self.stretches[~same_as_before]] = self.held[~same_as_before]

    def _set_first_due(self, starts: Positions, first_review_within: str) -> None:
        self.first_due: Positions = starts + 28
        self.known: Flags = np.ones(len(starts), dtype=np.bool_)
        if first_review_within == TWENTY_WORKING_DAYS:
            due = working_days().days_after(starts.astype(np.int32), 20)
            self.known = due != UNKNOWN
            self.first_due = np.where(self.known, due, self.first_due)

    @staticmethod
    def six_months_before(day: int) -> int:
        """Return the day six calendar months before."""
        return int(months_after(np.array([day]), -6)[0])

    def first_is_known(self, day: int) -> Flags:
        """
        Say of each stretch whether its first review is known as such to a period that begins on the day.

        It is when it was due in the six months before the period or later, because the return goes back further, and
        where the reviews are all there. Of other stretches the oldest review in the list may be a later one.
        """
        return (self.first_due >= self.six_months_before(day)) | self.all_there

    def first_held_since(self, day: int) -> Positions:
        """Return when the first review of each stretch on or after the day was held; `OPEN` when none was."""
        result = np.full(len(self.ends), OPEN, dtype=np.int64)
        since = np.flatnonzero(self.held >= day)[::-1]  # backwards, so that the first of each stretch is written last
        result[self.stretches[since]] = self.held[since]
        return result

    def open_at(self, day: int) -> Flags:
        """Say of each stretch whether the child is looked after at the end of the day."""
        return (self._starts <= day) & (self.ends > day)

    def notes(self, first: int, last: int) -> tuple[str, ...]:
        """Return what to know about the reviews of a period and the six months before it."""
        unknown = int(np.count_nonzero(~self.known & (self._starts <= last) & (self.ends > first)))
        outside = self._outside.between(self.six_months_before(first), last)
        notes = REVIEW.left_out(
            (self._undated, "no readable date"), (outside, "a day on which the child was not in care")
        )
        if unknown:
            who = "1 child" if unknown == 1 else f"{unknown:,} children"
            notes += (f"Bank holidays are not known when {who} came into care, so no first review is expected.",)
        return notes


_KEPT: Kept[CareReviews] = Kept()


def care_reviews(table: Table, care: CareRecords, reviews: Table, first_review_within: str) -> CareReviews:
    """Return the reviews of the episodes in a table, put in order when they are first asked for."""
    return _KEPT.get(
        (table, reviews), first_review_within, lambda: CareReviews(table, care, reviews, first_review_within)
    )


def _stretches(table: Table, care: CareRecords, reviews: Table, held: Positions) -> Positions:
    """Return the stretch of care in which each review was held, its first and last day included; -1 for none."""
    if not len(care.positions) or not len(reviews):
        return np.full(len(reviews), -1, dtype=np.int64)
    rows = rows_of_the_children(reviews, table)
    children = np.where(rows >= 0, care.child_of_row[rows], -1)
    begins = care.children[care.first_places] * LATEST_DAY + care.stretch_starts
    found = np.searchsorted(begins, children * LATEST_DAY + held, side="right") - 1
    inside = (children >= 0) & (held > NO_DATE) & (found >= 0)
    inside &= (care.children[care.first_places[found]] == children) & (held <= care.stretch_ends[found])
    return np.where(inside, found, -1)
