"""Counting looked after children who were due a review, and those whose every review was on time (NI 66).

Needs SSDA903 episodes and the table `looked_after_reviews` (columns `child`, `reviewed`, `review_code`). A row of it is
a review that was held, whatever its code (PN0 to PN7 say how the child took part).

In each time of care without a break the first review is due within four weeks of its start, the second three months
after the first, each further one six months after the one before. The due day itself is on time. Reviews held more than
six months before the period decide nothing, because another was due since. So a return has to go back seven months
before the period, eight for 20 working days (see `months_before` in `xlperf.measures.registry`): six, and the four
weeks or 20 working days before them in which a child may have come into care. One thing such a return cannot tell: of a
child who came into care before its reviews begin, the oldest review in it may be a first one that was held late. It is
taken to be a later one, so that the next is due six months after it and not three, and a note says of how many children
that is so. In a return whose reviews go back to before the care began, every first review is known as such.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xlperf.errors import DefinitionError
from xlperf.figure import Count
from xlperf.measures.care_records import CareRecords, episode_records
from xlperf.measures.care_reviews import FOUR_WEEKS, TWENTY_WORKING_DAYS, CareReviews, care_reviews
from xlperf.measures.days import days_of
from xlperf.measures.months import months_after
from xlperf.measures.rows import CountedRows
from xlperf.period import Period
from xlperf.returns.child_level.table import Flags, Positions, Table, Tables
from xlperf.symbols import Missing

MONTHS_LOOKED_BACK = {FOUR_WEEKS: 7, TWENTY_WORKING_DAYS: 8}  # six months, and the first weeks of care before them
DUE_A_REVIEW, STILL_IN_CARE = "due a review", "looked after on the last day"

NO_EPISODES = Count(Missing.NOT_AVAILABLE, notes=("The return has no episodes of children looked after.",))
NO_REVIEWS = Count(
    Missing.NOT_AVAILABLE, notes=("The return does not hold every review of the children looked after.",)
)


def months_of_reviews(tables: Tables, first_review_within: str = FOUR_WEEKS, **settings: object) -> int:
    """Return how many months before the period's first day the reviews and episodes have to go back."""
    return MONTHS_LOOKED_BACK[first_review_within]


def looked_after_reviews_due(
    tables: Tables,
    period: Period,
    first_review_within: str = FOUR_WEEKS,
    children_counted: str = DUE_A_REVIEW,
    overdue_reviews_count: bool = True,
) -> Count:
    """
    Count the looked after children who were due at least one review in the period.

    A review is due in the period in which its last day lies, also when it was held early. The child has to be looked
    after at the end of that day; nobody is due one in the first four weeks of care. One that is overdue when the period
    begins is due in it as well, unless `overdue_reviews_count` is false: otherwise a child whose reviews had stopped
    would no longer be counted. `first_review_within` may be "20 working days" in the place of "28 days", and with
    `children_counted` "looked after on the last day" only those are counted who are then in care. Children are counted,
    each with the first episode of its time of care. Short breaks (V3, V4) are not being looked after.

    In the financial year 2025/26:

    child | started    | ended      | reviewed              | counted
    A     | 2025-03-04 |            | 2025-03-20            | yes   the first was due on 1 April; held early
    B     | 2025-03-03 | 2025-05-01 | 2025-03-20            | no    due on 31 March, the next after leaving care
    C     | 2026-03-03 |            |                       | yes   due on the last day
    D     | 2026-03-04 |            |                       | no    due the day after
    E     | 2025-06-02 | 2025-06-30 |                       | no    left care on the day the first was due
    F     | 2025-06-02 | 2025-07-01 |                       | yes   left care the day after
    G     | 2020-01-06 |            | 2025-01-15 2025-07-10 | yes   in care for long: due on 15 July
    H     | 2020-01-06 | 2025-07-01 | 2025-01-15            | no    left care before that
    I     | 2020-01-06 | 2025-07-01 |                       | yes   none for six months: overdue on 1 April
    """
    return _count(tables, period, first_review_within, children_counted, overdue_reviews_count, on_time_only=False)


def looked_after_reviews_on_time(
    tables: Tables,
    period: Period,
    first_review_within: str = FOUR_WEEKS,
    children_counted: str = DUE_A_REVIEW,
    overdue_reviews_count: bool = True,
) -> Count:
    """
    Count those of `looked_after_reviews_due` for whom every review that was due in the period was held on time.

    One late review is enough for a child not to count.

    In the financial year 2025/26:

    child | started    | ended      | reviewed                         | counted
    A     | 2025-06-02 | 2025-09-01 | 2025-06-30                       | yes   on the 28th day
    B     | 2025-06-02 | 2025-09-01 | 2025-07-01                       | no    a day late
    C     | 2025-06-02 | 2026-01-10 | 2025-06-30 2025-09-30            | yes   the second three months after the first
    D     | 2025-06-02 | 2026-01-10 | 2025-06-30 2025-10-01            | no    the second a day late
    E     | 2025-06-02 |            | 2025-06-30 2025-08-31 2026-02-28 | yes   six months after 31 August
    F     | 2025-06-02 |            | 2025-06-30 2025-08-31 2026-03-01 | no    the third a day late
    G     | 2025-06-02 | 2025-09-01 | 2025-06-02                       | yes   held on the first day in care
    H     | 2025-06-02 |            |                                  | no    none
    I     | 2020-01-06 | 2025-09-01 | 2024-11-11 2025-05-11            | yes   in care for long: six months apart
    J     | 2020-01-06 | 2025-09-01 | 2024-11-11 2025-05-12            | no    a day late
    K     | 2020-01-06 | 2025-09-01 | 2024-09-11 2025-04-02            | no    was due on 11 March: overdue on 1 April
    L     | 2025-04-01 | 2025-05-15 | 2025-04-20                       | yes   in a first period of care
    M     | 2025-04-01 | 2025-05-15 | 2025-04-20 2025-07-20            | no    in time in a first period of care, and
    M     | 2025-06-01 | 2025-08-15 |                                  | no    late in the second: 29 June
    """
    return _count(tables, period, first_review_within, children_counted, overdue_reviews_count, on_time_only=True)


@dataclass(frozen=True, slots=True)
class _Due:
    """The reviews due in a period: of which stretch of care each is, and whether it was held on time."""

    stretches: Positions
    on_time: Flags

    def only(self, stretches: Flags) -> _Due:
        """Return those of these stretches of care."""
        kept = stretches[self.stretches]
        return _Due(self.stretches[kept], self.on_time[kept])


def _count(
    tables: Tables, period: Period, first_review_within: str, counted: str, overdue: bool, *, on_time_only: bool
) -> Count:
    if first_review_within not in (FOUR_WEEKS, TWENTY_WORKING_DAYS):
        raise DefinitionError(f'first_review_within must be "{FOUR_WEEKS}" or "{TWENTY_WORKING_DAYS}".')
    if counted not in (DUE_A_REVIEW, STILL_IN_CARE):
        raise DefinitionError(f'children_counted must be "{DUE_A_REVIEW}" or "{STILL_IN_CARE}".')
    found = episode_records(tables)
    if found is None:
        return NO_EPISODES
    if "looked_after_reviews" not in tables:
        return NO_REVIEWS
    table, care = found
    reviews = care_reviews(table, care, tables["looked_after_reviews"], first_review_within)
    first, last = days_of(period)
    among = reviews.open_at(last) if counted == STILL_IN_CARE else np.ones(len(reviews.ends), dtype=np.bool_)
    due = _due(reviews, first, last, overdue).only(among)
    notes = (*care.notes(last), *reviews.notes(first, last), *_perhaps_first(reviews, (first, last), among, overdue))
    return _of_children(table, care, due, on_time_only, notes)


def _due(reviews: CareReviews, first: int, last: int, overdue: bool) -> _Due:
    """Return the reviews that were due from the first to the last day, those overdue on the first among them."""
    known_since = reviews.six_months_before(first)
    recent = reviews.first_is_known(first)
    # In care for long: a review was due in the six months before the period. If none was held, one is overdue.
    first_held = np.where(recent, reviews.first_held, reviews.first_held_since(known_since))
    first_due = np.where(recent, reviews.first_due, first - 1)
    counted = reviews.known & (recent | (first_held >= first))
    taken = recent[reviews.stretches] | (reviews.held >= known_since)
    of_recent = recent[reviews.stretches]
    next_due = np.where(of_recent, reviews.next_due, reviews.six_months_later)
    stretches = np.concatenate([np.flatnonzero(counted), reviews.stretches[taken]])
    due = np.concatenate([first_due[counted], next_due[taken]])
    held = np.concatenate([first_held[counted], reviews.next_held[taken]])
    ends = reviews.ends[stretches]
    in_period = (due >= first) & (due <= last) & (due < ends)
    if overdue:
        in_period |= (due < first) & (held >= first) & (ends > first)
    return _Due(stretches[in_period], (held <= due)[in_period])


def _perhaps_first(reviews: CareReviews, days: tuple[int, int], among: Flags, overdue: bool) -> tuple[str, ...]:
    """Say of how many of these stretches the next review would be due in the period, if the oldest were the first."""
    first, last = days
    oldest = reviews.first_held
    unsure = among & ~reviews.first_is_known(first) & (oldest >= reviews.six_months_before(first)) & (oldest <= last)
    if overdue:
        unsure &= oldest < first  # none in the six months before the period is late whichever it was
    due = months_after(oldest[unsure], 3)
    number = int(np.count_nonzero((due <= last) & (np.maximum(due, first) < reviews.ends[unsure])))
    if not number:
        return ()
    who = "1 child was" if number == 1 else f"{number:,} children were"
    return (f"{who} in care before the reviews begin: the oldest review is taken to be a later one, not a late first.",)


def _of_children(table: Table, care: CareRecords, due: _Due, on_time_only: bool, notes: tuple[str, ...]) -> Count:
    """Return the children of these reviews, or of them those with no late one, with the first episode of each."""
    late = np.zeros(int(care.children.max(initial=0)) + 1, dtype=np.bool_)
    late[care.children[care.first_places[due.stretches[~due.on_time]]]] = True
    with_a_review = np.zeros(len(care.first_places), dtype=np.bool_)
    with_a_review[due.stretches] = True
    places = care.first_places[with_a_review]  # by child, as all places are
    children = care.children[places]
    counted = np.append(True, children[1:] != children[:-1])[: len(places)]
    if on_time_only:
        counted &= ~late[children]
    positions = care.positions[places[counted]]
    rows = CountedRows(table, len(positions), lambda: positions)
    return Count(float(len(positions)), rows, notes)
