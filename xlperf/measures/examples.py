"""A few invented records as a typed table, so that a definition's worked example runs through the real counting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from xlperf.returns.child_level.table import NO_DATE, Table, Tables, day_number

PlanRecord = tuple[dt.date | None, dt.date | None, int]  # started, ended, previous plans


def plans_table(records: Sequence[PlanRecord]) -> Tables:
    """Return plans of as many children as there are records; record 1 stands in row 1."""
    children = [f"example {number}" for number in range(1, len(records) + 1)]
    table = Table(
        name="plans",
        title="Worked example",
        file="worked example",
        sheet="",
        columns={
            "child": np.array(children, dtype=object),
            "started": np.array([_day(started) for started, _, _ in records], dtype=np.int32),
            "ended": np.array([_day(ended) for _, ended, _ in records], dtype=np.int32),
            "previous_plans": np.array([previous for _, _, previous in records], dtype=np.float64),
        },
        rows=np.arange(1, len(records) + 1, dtype=np.int32),
    )
    return {"plans": table}


def _day(day: dt.date | None) -> int:
    return NO_DATE if day is None else day_number(day)
