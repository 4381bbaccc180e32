"""Plans with their review conferences, made by hand for tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.support.record_tables import record_table
from xlperf.returns.child_level.table import Tables

Day = dt.date | str | None


@dataclass(frozen=True)
class ReviewedPlan:
    """A plan as a test writes it; a date may be a day, None (blank) or a text that is none."""

    child: str
    started: Day
    ended: Day = None
    reviewed: tuple[Day, ...] = ()
    conference: Day = None


def review_tables(plans: Sequence[ReviewedPlan], conferences: bool = True) -> Tables:
    """Return the tables of plans and of their reviews, the first plan in row 2."""
    rows: list[dict[str, Any]] = [{"child": one.child, "started": one.started, "ended": one.ended} for one in plans]
    if conferences:
        rows = [{**row, "conference": one.conference} for row, one in zip(rows, plans, strict=True)]
    reviews = [
        {"child": one.child, "plan_started": one.started, "reviewed": day} for one in plans for day in one.reviewed
    ]
    columns = ["started", "ended", "previous_plans", *(["conference"] if conferences else [])]
    return {
        "plans": record_table("plans", rows, columns),
        "plan_reviews": record_table("plan_reviews", reviews, ["plan_started", "reviewed"]),
    }
