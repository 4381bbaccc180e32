"""What is wrong with the children, plans and reviews of a census, beside single dates."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from xlperf.problem import Problem, Severity
from xlperf.returns.child_level.list_checks import without_child
from xlperf.returns.child_level.plan_checks import plan_problems
from xlperf.returns.child_level.table import NO_DATE
from xlperf.returns.child_level.typed import TypedRecords
from xlperf.returns.cin.dates import UNREADABLE_EFFECTS
from xlperf.returns.cin.records import CensusTable

LEFT_OUT = UNREADABLE_EFFECTS["plan_reviews"]["reviewed"]


def children_problems(children: CensusTable) -> Iterator[Problem]:
    """Yield the children who are without a number, who come twice, or of whom nobody says when they were born."""
    columns = children.table.columns
    yield from without_child(children)
    first: dict[int, int] = {}
    for position, number in enumerate(columns["child number"].tolist()):
        original = first.setdefault(number, position)
        if original != position:
            message = (
                f"The child of {children.cell(original, 'child')} comes a second time. The records of both are taken "
                "for those of one child."
            )
            yield children.problem(position, "child", "duplicate child", message)
    unknown = (columns["date_of_birth"] == NO_DATE) & (columns["expected_birth"] == NO_DATE)
    for position in np.flatnonzero(unknown).tolist():
        message = "The PersonBirthDate is missing, and so is an expected one. The child is left out of figures by age."
        yield children.problem(position, "date_of_birth", "date of birth missing", message)


def protection_plan_problems(plans: TypedRecords) -> Iterator[Problem]:
    """Yield what is wrong with the plans: what every list of plans is checked for, and plans of a single day."""
    yield from plan_problems(plans)
    started, ended = plans.table.columns["started"], plans.table.columns["ended"]
    for position in np.flatnonzero((started > NO_DATE) & (started == ended)).tolist():
        message = (
            f"The plan ends on the day it starts ({plans.cell(position, 'started')}), which no plan may do. "
            "It counts as a plan of one day."
        )
        yield plans.problem(position, "ended", "plan of one day", message)


def review_problems(reviews: CensusTable, plans: CensusTable) -> Iterator[Problem]:
    """Yield the reviews held before their plan started, on that very day, or after the plan ended."""
    reviewed, started = reviews.table.columns["reviewed"], reviews.table.columns["plan_started"]
    for position in np.flatnonzero((reviewed > NO_DATE) & (started > NO_DATE) & (reviewed <= started)).tolist():
        when = "on the day" if reviewed[position] == started[position] else "before"
        start = reviews.cell(position, "plan_started")
        message = f"The review was held {when} the plan started ({start}), which no review can be. {LEFT_OUT}"
        yield reviews.problem(position, "reviewed", "review not after plan start", message, Severity.ERROR)
    ended = plans.table.columns["ended"][reviews.around]
    for position in np.flatnonzero((reviewed > NO_DATE) & (ended > NO_DATE) & (reviewed > ended)).tolist():
        end = plans.cell(int(reviews.around[position]), "ended")
        message = f"The review was held after the plan ended ({end})."
        yield reviews.problem(position, "reviewed", "review after plan", message)
