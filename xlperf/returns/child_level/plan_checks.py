"""What is wrong with the plans of a list as plans: each finding says what it does to the counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from xlperf.problem import Problem, Severity
from xlperf.returns.child_level.plans import ByChild, PlanFaults, overlapping_plans, plan_faults, sorted_by_child
from xlperf.returns.child_level.table import NO_DATE, Days, Flags, day_of
from xlperf.returns.child_level.typed import TypedRecords

EFFECTS = {
    "started": "The plan is left out of every count until it is corrected.",
    "ended": "The plan is left out of the children on a plan and of NI 64 until it is corrected.",
    "previous_plans": "The plan counts as a first one in NI 65 until it is corrected.",
}
"""What an unreadable cell of a column leads to."""

LONGEST_PREGNANCY = 301
"""Days (43 weeks). A plan may start before birth, but not before the pregnancy."""

ADULT = 18


def plan_problems(plans: TypedRecords) -> list[Problem]:
    """Return what is wrong with the plans, beside cells that cannot be read."""
    by_child = sorted_by_child(plans.table)
    faults = plan_faults(plans.table, by_child)
    return [
        *_dates_of_the_plan(plans, faults),
        *_repeated(plans, faults, by_child.plans.tolist()),
        *_overlapping(plans, faults, by_child),
        *_reviews(plans, faults),
        *_births(plans),
        *_previous_plans(plans, faults, by_child.plans.tolist()),
    ]


def _dates_of_the_plan(plans: TypedRecords, faults: PlanFaults) -> Iterator[Problem]:
    blank = plans.table.columns["started"] == NO_DATE
    for position in np.flatnonzero(blank & ~faults.repeated).tolist():
        yield plans.problem(
            position,
            "started",
            "plan without start date",
            "The plan has no start date. It is left out of every count until it has one.",
            Severity.ERROR,
        )
    for position in np.flatnonzero(faults.ends_before_start).tolist():
        yield plans.problem(
            position,
            "ended",
            "plan ends before it starts",
            f"The plan ends before it starts ({plans.cell(position, 'started')}). "
            "It is left out of every count until one of the two dates is corrected.",
            Severity.ERROR,
        )


def _repeated(plans: TypedRecords, faults: PlanFaults, by_child: list[int]) -> Iterator[Problem]:
    if not faults.repeated.any():
        return
    columns = [plans.table.columns[key] for key in ("child number", "started", "ended")]
    first: dict[tuple[int, ...], int] = {}
    for position in by_child:
        plan = tuple(int(column[position]) for column in columns)
        original = first.setdefault(plan, position)
        if faults.repeated[position]:
            yield plans.problem(
                position,
                "child",
                "duplicate row",
                f"Child, start date and end date are those of {plans.row(original)}. "
                "The second one is left out of every count; delete it if it is the same plan.",
            )


def _overlapping(plans: TypedRecords, faults: PlanFaults, by_child: ByChild) -> Iterator[Problem]:
    for position, earlier in overlapping_plans(plans.table, by_child, faults):
        yield plans.problem(
            position,
            "started",
            "overlapping plans",
            f"The plan starts while the plan in {plans.row(earlier)} of the same child is open. "
            "The child counts once while both are open, but each plan counts in NI 64 and NI 65.",
        )


def _reviews(plans: TypedRecords, faults: PlanFaults) -> Iterator[Problem]:
    reviewed = plans.table.columns.get("latest_review")
    if reviewed is None:
        return
    started, ended = plans.table.columns["started"], plans.table.columns["ended"]
    compared = (reviewed > NO_DATE) & ~faults.ends_before_start
    for position in np.flatnonzero(compared & (started > NO_DATE) & (reviewed < started)).tolist():
        message = f"The latest review was before the plan started ({plans.cell(position, 'started')})."
        yield plans.problem(position, "latest_review", "review before plan", message)
    for position in np.flatnonzero(compared & (ended > NO_DATE) & (reviewed > ended)).tolist():
        message = f"The latest review was after the plan ended ({plans.cell(position, 'ended')})."
        yield plans.problem(position, "latest_review", "review after plan", message)


def _births(plans: TypedRecords) -> Iterator[Problem]:
    born = plans.table.columns.get("date_of_birth")
    if born is None:
        return
    started = plans.table.columns["started"]
    both = (born > NO_DATE) & (started > NO_DATE)
    for position in np.flatnonzero(both & (born > started + LONGEST_PREGNANCY)).tolist():
        message = f"The plan started ({plans.cell(position, 'started')}) more than 43 weeks before the date of birth."
        yield plans.problem(position, "date_of_birth", "plan long before birth", message)
    for position in np.flatnonzero(both & is_adult(born, started)).tolist():
        start = plans.cell(position, "started")
        message = f"By the date of birth the young person was 18 or older when the plan started ({start})."
        yield plans.problem(position, "date_of_birth", "over 18 at plan start", message)


def is_adult(born: Days, started: Days) -> Flags:
    """Say who was 18 when the plan started."""
    adult = np.zeros(len(born), dtype=np.bool_)
    # Only those near the age are worked out by the calendar.
    for position in np.flatnonzero((born > NO_DATE) & (started - born >= ADULT * 365)).tolist():
        birth, start = day_of(born[position]), day_of(started[position])
        adult[position] = birth is not None and start is not None and birthday(birth, ADULT) <= start
    return adult


def birthday(birth: date, age: int) -> date:
    """Return the day on which somebody reaches an age; born on 29 February, that is 1 March in a common year."""
    try:
        return birth.replace(year=birth.year + age)
    except ValueError:
        return date(birth.year + age, 3, 1)


def _previous_plans(plans: TypedRecords, faults: PlanFaults, by_child: list[int]) -> Iterator[Problem]:
    stated = plans.table.columns.get("previous_plans")
    if stated is None:
        return
    for position in np.flatnonzero(np.isnan(stated)).tolist():
        if plans.is_blank(position, "previous_plans"):
            yield plans.problem(
                position,
                "previous_plans",
                "previous plans not stated",
                f"The number of previous plans is not stated. {EFFECTS['previous_plans']}",
            )
    children = plans.table.columns["child number"]
    before: dict[int, int] = {}  # by child: the plan that came before this one in the list
    for position in by_child:
        child = int(children[position])
        if child in before and not faults.any[position] and stated[position] == 0:
            yield plans.problem(
                position,
                "previous_plans",
                "previous plans understated",
                f"No previous plan is stated, but {plans.row(before[child])} holds an earlier one of the "
                "same child. NI 65 follows what is stated.",
            )
        if not faults.any[position]:
            before[child] = position
