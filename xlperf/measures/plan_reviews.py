"""Counting children on a plan whose reviews are due, and those whose every review was on time (NI 67).

The plans stand in the table `plans` (as for `xlperf.measures.child_protection`; `conference` is the day of the initial
conference), their review conferences in `plan_reviews` (columns `child`, `plan_started`, `reviewed`). All of a plan's
reviews have to be there: a return with the latest alone cannot tell.

The first review is due three months after the plan's start, each further one six months after the one before (DfE local
authority interactive tool, RevCP). The due day itself is on time.
"""

from __future__ import annotations

from xlperf.figure import Count
from xlperf.measures.review_index import ReviewIndex, ReviewRules, review_index
from xlperf.measures.rows import CountedRows
from xlperf.period import Period
from xlperf.returns.child_level.table import Tables, day_number
from xlperf.symbols import Missing

CALENDAR_MONTHS = "calendar months"
PLAN_START, CONFERENCE = "plan start", "initial conference"

NO_PLANS = Count(Missing.NOT_AVAILABLE, notes=("The return has no list of child protection plans.",))
NO_REVIEWS = Count(Missing.NOT_AVAILABLE, notes=("The return does not hold every review of a plan.",))
NO_CONFERENCES = Count(Missing.NOT_AVAILABLE, notes=("The return does not say when initial conferences were held.",))


def plans_due_a_review(
    tables: Tables,
    period: Period,
    months: str = CALENDAR_MONTHS,
    first_review_from: str = PLAN_START,
    end_day_counts: bool = False,
) -> Count:
    """
    Count the children who are on a plan at the end of the period's last day and have been for three months or more.

    A child counts once, with the open plan that began first. `months` may be "91 and 183 days" in the place of three
    and six calendar months, `first_review_from` "initial conference" in the place of "plan start", and with
    `end_day_counts` a plan still counts on the day it ends. A plan with a review whose date cannot be right (no date,
    or not after the plan's start) is left out here as it is of those on time: nobody can say whether it was.

    On 2026-03-31:

    child | started    | ended      | reviewed              | counted
    A     | 2025-12-31 |            |                       | yes   three months to the day
    B     | 2026-01-01 |            |                       | no    a day short of three months
    C     | 2025-06-02 | 2026-04-01 | 2025-08-28 2026-02-20 | yes   ended the day after
    D     | 2025-06-02 | 2026-03-31 | 2025-08-28 2026-02-20 | no    ended on the day (with `end_day_counts`: yes)
    E     | 2025-11-30 |            | 2026-02-28            | yes   late or not, it is due
    F     | 2025-06-02 |            | 2025-06-02            | no    reviewed on its first day, which cannot be: left out
    G     | 2025-06-02 |            | 31/02/2026            | no    a review date that is none: left out, and said
    H     | 2025-06-02 |            | 2025-08-28            | yes   the child counts once
    H     | 2025-07-01 |            |                       | no    the same child again
    """
    index = _index(tables, months, first_review_from, end_day_counts)
    if isinstance(index, Count):
        return index
    day = day_number(period.last_day)
    number = index.due.at(day)
    return Count(
        float(number), CountedRows(tables["plans"], number, lambda: index.due.positions(day)), index.notes(day)
    )


def plans_reviewed_on_time(
    tables: Tables,
    period: Period,
    months: str = CALENDAR_MONTHS,
    first_review_from: str = PLAN_START,
    end_day_counts: bool = False,
) -> Count:
    """
    Count those of `plans_due_a_review` whose every review was on time, up to the end of the period's last day.

    One late review is enough for a child not to count, and so is one that is overdue at the end of the day. A review
    held after the day says nothing about it. Of a child with two open plans the one that began first decides.

    On 2026-03-31:

    child | started    | reviewed              | counted
    A     | 2025-12-31 |                       | yes   the first review is due that day, and not overdue
    B     | 2025-12-30 |                       | no    the first review was due the day before
    C     | 2025-12-30 | 2026-03-30            | yes   held on the day it was due
    D     | 2025-12-30 | 2026-03-31            | no    held a day late
    E     | 2025-11-30 | 2026-02-28            | yes   three months after 30 November is the last of February
    F     | 2025-11-30 | 2026-03-01            | no    a day late (within 91 days: yes)
    G     | 2025-07-01 | 2025-09-30 2026-03-31 | no    the second a day late: 30 September and six months is 30 March
    H     | 2025-07-01 | 2025-10-01 2026-03-31 | yes   both on time
    I     | 2025-06-02 | 2025-08-29            | no    the second was due on 28 February
    J     | 2025-01-06 | 2025-04-07 2025-09-01 | no    the first a day late, the year before
    K     | 2026-01-05 |                       | no    less than three months on a plan: not due
    """
    index = _index(tables, months, first_review_from, end_day_counts)
    if isinstance(index, Count):
        return index
    day = day_number(period.last_day)
    number = index.on_time.at(day)
    rows = CountedRows(tables["plans"], number, lambda: index.on_time.positions(day))
    return Count(float(number), rows, index.notes(day))


def _index(tables: Tables, months: str, first_review_from: str, end_day_counts: bool) -> ReviewIndex | Count:
    """Return plans and reviews made ready, or why there is nothing to be counted."""
    plans, reviews = tables.get("plans"), tables.get("plan_reviews")
    if plans is None:
        return NO_PLANS
    if reviews is None:
        return NO_REVIEWS
    if first_review_from == CONFERENCE and "conference" not in plans.columns:
        return NO_CONFERENCES
    rules = ReviewRules(months == CALENDAR_MONTHS, first_review_from == CONFERENCE, end_day_counts)
    return review_index(plans, reviews, rules)
