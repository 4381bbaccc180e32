"""Typed tables of plans, made by hand for tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xlperf.returns.child_level.table import NO_DATE, UNREADABLE, Table, Tables, day_number

NO_DAY = "31/02/2026"
"""Stands for a cell in which something is written that is no date."""


@dataclass(frozen=True)
class Plan:
    """One plan as a test writes it; a date may be a day, None (blank) or `NO_DAY`."""

    child: str
    started: dt.date | str | None
    ended: dt.date | str | None = None
    previous: int | None = 0


def plan_tables(plans: Sequence[Plan], first_row: int = 2) -> Tables:
    """Return the tables of a return that has nothing but these plans, the first of them in row 2 of its sheet."""
    previous = [float("nan") if plan.previous is None else plan.previous for plan in plans]
    children = np.empty(len(plans), dtype=object)
    children[:] = [plan.child for plan in plans]
    table = Table(
        name="plans",
        title="Plans",
        file="return.xlsx",
        sheet="List 7",
        columns={
            "child": children,
            "started": np.array([_day(plan.started) for plan in plans], dtype=np.int32),
            "ended": np.array([_day(plan.ended) for plan in plans], dtype=np.int32),
            "previous_plans": np.array(previous, dtype=np.float64),
        },
        rows=np.arange(first_row, first_row + len(plans), dtype=np.int32),
    )
    return {"plans": table}


def _day(day: dt.date | str | None) -> int:
    if day is None:
        return NO_DATE
    return UNREADABLE if isinstance(day, str) else day_number(day)
