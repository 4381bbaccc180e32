"""Counting: every child-protection indicator at many month ends, beside a pandas filter for each month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pandas as pd

from benchmarks.plans import AS_AT, typed_plans
from benchmarks.timing import Contender, Line, Scale, Subject, at_least, medians
from xlperf.measures.child_protection import cp_plans_at, cp_plans_ended, cp_plans_started
from xlperf.period import Period
from xlperf.returns.child_level.table import Table
from xlperf.symbols import Missing

TWO_YEARS = 730  # days, first and last counted
MONTHS = (12, 36, 120)

Counts = list[tuple[int, ...]]


def measure(scale: Scale, folder: Path) -> list[Subject]:
    """Return the table: xlperf and pandas for 12, 36 and 120 months."""
    table, frame = typed_plans(scale.size(1_000_000, 100_000))
    contenders = []
    for number in MONTHS:
        months = Period.month(AS_AT.year, AS_AT.month).latest(number)
        if _counted(table, months) != _filtered(frame, months):
            raise RuntimeError(f"the counts of {number} months differ")
        contenders += [
            Contender(f"xlperf, {number} months", partial(_counted, table, months)),
            Contender(f"pandas filter a month, {number} months", partial(_filtered, frame, months)),
        ]
    with_rows = "xlperf, 36 months, and the rows behind the last"
    last = Period.month(AS_AT.year, AS_AT.month).latest(36)
    contenders.append(Contender(with_rows, partial(_counted, table, last, rows=True)))
    seconds = medians(contenders, scale.runs)
    made = []
    for name, taken in seconds.items():
        ours = f"xlperf, {name.rpartition(', ')[2]}"
        ratio = taken / seconds.get(ours, seconds["xlperf, 36 months"])
        aim = at_least(20)(ratio) if name.startswith("pandas") and " 36 " in name else None
        made.append(Line(name, taken, ratio, aim))
    growth = [
        seconds[f"{who}, 120 months"] / seconds[f"{who}, 12 months"] for who in ("xlperf", "pandas filter a month")
    ]
    title = f"Counting: children on a plan, NI 64 and NI 65 by month from {len(frame):,} typed plans"
    remarks = (
        "Both give the same counts (compared before timing). xlperf makes the plans ready anew in each run.",
        f"Ten times the months cost xlperf {growth[0]:.2f} times as much, pandas {growth[1]:.2f} times.",
    )
    return [Subject(title, "× xlperf", tuple(made), remarks)]


def _counted(table: Table, months: Sequence[Period], rows: bool = False) -> Counts:
    """Return every count of every month, through the counting functions, from a table that nobody has asked before."""
    tables = {"plans": replace(table)}
    result: Counts = []
    for month in months:
        counts = (
            cp_plans_at(tables, month),
            cp_plans_ended(tables, month),
            cp_plans_ended(tables, month, TWO_YEARS),
            cp_plans_started(tables, month),
            cp_plans_started(tables, month, 1),
        )
        result.append(tuple(-1 if isinstance(count.number, Missing) else int(count.number) for count in counts))
        if rows and month is months[-1]:
            for count in counts:
                tuple(count.rows)
    return result


def _filtered(plans: pd.DataFrame, months: Sequence[Period]) -> Counts:
    """Return the same counts as an analyst filters them: one month after the other."""
    result: Counts = []
    for month in months:
        first, last = _stamp(month.first_day), _stamp(month.last_day)
        on_plan = plans[(plans["started"] <= last) & (plans["ended"].isna() | (plans["ended"] > last))]
        ended = plans[(plans["ended"] >= first) & (plans["ended"] <= last)]
        started = plans[(plans["started"] >= first) & (plans["started"] <= last)]
        long_ones = (ended["ended"] - ended["started"]).dt.days + 1 >= TWO_YEARS
        repeated = started["previous_plans"] >= 1
        result.append((on_plan["child"].nunique(), len(ended), int(long_ones.sum()), len(started), int(repeated.sum())))
    return result


def _stamp(day: dt.date) -> pd.Timestamp:
    return pd.Timestamp(day)
