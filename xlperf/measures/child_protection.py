"""Counting child protection plans: open at a date, started and ended in a period.

Every function takes the typed tables of a return, of which it uses `plans` (columns `child`, `started`, `ended`,
`previous_plans`), and a period; it returns the count with its rows and with notes on what was left out. Without a
list of plans the count is not available. Which plans cannot be counted is written once, in
`xlperf.returns.child_level.plans`.
"""

from __future__ import annotations

from xlperf.figure import Count
from xlperf.measures.plan_index import NO_PLANS, plan_index
from xlperf.measures.rows import CountedRows
from xlperf.period import Period
from xlperf.returns.child_level.table import Tables, day_number
from xlperf.symbols import Missing


def cp_plans_at(tables: Tables, period: Period, end_day_counts: bool = False) -> Count:
    """
    Count the children who are on a child protection plan at the end of the period's last day.

    Children are counted, not rows: a child with two open plans counts once, with the row of the plan that began first.
    A plan that ends on the day is over at the end of it and is not counted, unless `end_day_counts` says that it is.
    A record without a child identifier counts as a child of its own.

    With the last day 2026-03-31:

    child | started    | ended      | counted
    A     | 2026-03-31 |            | yes   started on the day
    B     | 2026-04-01 |            | no    started the day after
    C     | 2025-06-01 | 2026-04-01 | yes   ended the day after
    D     | 2025-06-01 | 2026-03-31 | no    ended on the day (with `end_day_counts`: yes)
    E     | 2026-03-31 | 2026-03-31 | no    a plan of one day, over by its end (with `end_day_counts`: yes)
    F     | 2025-06-01 |            | yes   the child counts once
    F     | 2026-01-01 |            | no    the same child again
    G     |            |            | no    no start date: left out, and said in a note
    H     | 2025-06-01 | 31/02/2026 | no    ended, but nobody can say when: left out, and said
    """
    index = plan_index(tables)
    if index is None:
        return NO_PLANS
    day = day_number(period.last_day)
    number = index.children_at(day, end_day_counts)
    rows = CountedRows(index.table, number, lambda: index.positions_at(day, end_day_counts))
    return Count(float(number), rows, index.notes.at(day))


def cp_plans_started(tables: Tables, period: Period, previous_plans_at_least: int = 0) -> Count:
    """
    Count the child protection plans that started in the period; a child counts each time.

    `previous_plans_at_least` keeps plans of children who had so many plans before, however long ago, as the column of
    previous plans states it (NI 65 counts from 1; DfE local authority interactive tool, PrevRegCPR). A plan for which
    that number is not stated counts in all plans, but not among those with a previous plan; a note says so. When no
    plan of the period states it, the number with previous plans is not available.

    In March 2026, with `previous_plans_at_least` 1:

    child | started    | ended      | previous | counted
    A     | 2026-03-01 |            | 1        | yes   started on the first day
    B     | 2026-03-31 |            | 2        | yes   started on the last day
    C     | 2026-02-28 |            | 1        | no    started the day before
    D     | 2026-04-01 |            | 1        | no    started the day after
    E     | 2026-03-02 | 2026-03-12 | 1        | yes   a child counts each time
    E     | 2026-03-20 |            | 2        | yes   the same child again
    F     | 2026-03-05 |            | 0        | no    a first plan (without `previous_plans_at_least`: yes)
    G     | 2026-03-05 |            |          | no    not stated, and said in a note (without: yes)
    H     | 2026-03-05 | 2026-01-01 | 1        | no    ends before it starts: left out, and said
    """
    index = plan_index(tables)
    if index is None:
        return NO_PLANS
    first, last = _days(period)
    if previous_plans_at_least > 0 and not index.states_previous_plans(first, last):
        return Count(Missing.NOT_AVAILABLE, notes=("No plan states how many plans the child had before.",))
    number = index.started(previous_plans_at_least).between(first, last)
    rows = CountedRows(index.table, number, lambda: index.positions_started(first, last, previous_plans_at_least))
    return Count(float(number), rows, index.notes.started(first, last, previous_plans_at_least))


def cp_plans_ended(tables: Tables, period: Period, days_at_least: int = 0) -> Count:
    """
    Count the child protection plans that ended in the period; a child counts each time.

    `days_at_least` keeps plans that lasted so many days, the first and the last both counted. Two years or more is
    730: "more than 729 calendar days including the day of cessation" (DfE local authority interactive tool,
    CPPlans2yrs).
    A plan without a start date is left out, also where no length is asked for, so that numerator and denominator are
    of the same plans.

    In May 2024, with `days_at_least` 730:

    child | started    | ended      | counted
    A     | 2022-06-01 | 2024-05-30 | yes   the 730th day, counting the last (29 February 2024 lies between)
    B     | 2022-06-01 | 2024-05-29 | no    one day short
    C     | 2022-06-01 |            | no    still open
    D     | 2022-06-01 | 2024-06-01 | no    ended after the period
    E     |            | 2024-05-30 | no    no start date: left out, and said in a note
    """
    index = plan_index(tables)
    if index is None:
        return NO_PLANS
    first, last = _days(period)
    number = index.ended(days_at_least).between(first, last)
    rows = CountedRows(index.table, number, lambda: index.positions_ended(first, last, days_at_least))
    return Count(float(number), rows, index.notes.ended(first, last))


def _days(period: Period) -> tuple[int, int]:
    return day_number(period.first_day), day_number(period.last_day)
