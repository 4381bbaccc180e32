"""Invented child protection plans: as a sheet full of cells (Annex A, list 7), and as typed columns."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd
import xlsxwriter

from benchmarks.timing import SEED
from xlperf.definitions.load import load
from xlperf.returns.child_level.plans import numbered_children
from xlperf.returns.child_level.table import NO_DATE, Table, day_number

AS_AT = dt.date(2026, 9, 30)
OWN_COLUMN = "Ward"  # one that only this council has, which makes 18

Value = str | int | dt.date | None

CHOICES = {
    "gender": ["a) Male", "b) Female"],
    "ethnicity": ["a) WBRI", "e) WOTH", "f) MWBC", "k) APKN", "o) BAFR"],
    "disability": ["a) Yes", "b) No"],
    "initial_category": ["Neglect", "Emotional abuse", "Physical abuse", "Sexual abuse"],
    "latest_category": ["Neglect", "Emotional abuse", "Physical abuse", "Sexual abuse"],
    "seen_alone": ["a) Yes", "b) No"],
    "emergency_protection": ["a) Yes", "b) No", "b) No", "b) No"],
    "team": [f"Team {number}" for number in range(1, 13)],
    "worker": [f"Worker {number}" for number in range(1, 301)],
}


def headings() -> list[str]:
    """Return the headings of list 7, and one of the council's own."""
    return [*(column.heading for column in load().returns["annex_a"].table("plans").columns), OWN_COLUMN]


def sheet_rows(number: int) -> Iterator[list[Value]]:
    """Yield so many plans, as they stand in a sheet; no child has two."""
    keys = [column.key for column in load().returns["annex_a"].table("plans").columns]
    random = Random(SEED)
    for place in range(number):
        record = _record(random, 1_000_000 + 7 * place)
        yield [*(record[key] for key in keys), f"Ward {place % 20}"]


def _record(random: Random, child: int) -> dict[str, Value]:
    started = AS_AT - dt.timedelta(days=random.randrange(1, 1000))
    days = random.randrange(20, 1000)
    ended = started + dt.timedelta(days=days) if random.random() < 0.6 else None
    if ended and ended > AS_AT:
        ended = None
    last = ended or AS_AT
    born = started - dt.timedelta(days=random.randrange(1, 6000))
    return {
        **{key: random.choice(answers) for key, answers in CHOICES.items()},
        "child": child,
        "date_of_birth": born,
        "age": (AS_AT - born).days // 365,
        "started": started,
        "last_visit": max(started, last - dt.timedelta(days=random.randrange(0, 20))),
        "latest_review": last - dt.timedelta(days=random.randrange(0, 90)) if (last - started).days > 150 else None,
        "ended": ended,
        "previous_plans": random.choice((0, 0, 0, 0, 0, 0, 1, 2)),
    }


def write_sheet(path: Path, number: int) -> None:
    """Write a workbook with list 7, as Excel stores one: texts shared, dates as numbers with a date format."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("List 7")
        date = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, headings())
        for down, row in enumerate(sheet_rows(number), start=1):
            for across, value in enumerate(row):
                if isinstance(value, dt.date):
                    sheet.write_datetime(down, across, value, date)
                elif isinstance(value, str):
                    sheet.write_string(down, across, value)
                elif value is not None:
                    sheet.write_number(down, across, value)


def write_csv(path: Path, number: int) -> None:
    """Write the same list as comma-separated text, dates as day/month/year."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(headings())
        for row in sheet_rows(number):
            writer.writerow([f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else value for value in row])


def typed_plans(number: int) -> tuple[Table, pd.DataFrame]:
    """
    Return so many typed plans of the six years to 30 September 2026: as xlperf's table, and as a data frame.

    Some nine plans in a hundred are a child's second or later one, overlaps among them. None has a fault, because a
    filter would not see one.
    """
    random = np.random.default_rng(SEED)
    last = day_number(AS_AT)
    started = last - random.integers(0, 6 * 365, number)
    ended = started + random.gamma(3.2, 100, number).astype(np.int64) + 20
    ended[ended > last] = NO_DATE
    children = np.where(random.random(number) < 0.1, random.integers(0, number, number), np.arange(number))
    previous = random.choice([0.0, 1.0, 2.0], number, p=[0.87, 0.11, 0.02])
    plans = pd.DataFrame({"child": children, "started": started, "ended": ended, "previous_plans": previous})
    plans = plans.drop_duplicates(["child", "started", "ended"], ignore_index=True)
    return _table(plans), _frame(plans)


def _table(plans: pd.DataFrame) -> Table:
    children = plans["child"].astype(str).to_numpy(dtype=object)
    columns = {
        "child": children,
        "child number": numbered_children(children.tolist()),  # as typing a return leaves it
        "started": plans["started"].to_numpy(dtype=np.int32),
        "ended": plans["ended"].to_numpy(dtype=np.int32),
        "previous_plans": plans["previous_plans"].to_numpy(dtype=np.float64),
    }
    rows = np.arange(2, len(plans) + 2, dtype=np.int32)
    return Table("plans", "List 7", "made up", "List 7", columns, rows)


def _frame(plans: pd.DataFrame) -> pd.DataFrame:
    """Return the plans with true dates; an open plan's end is NaT. Children are numbers, the fastest to tell apart."""
    day_zero = dt.date(1970, 1, 1).toordinal()
    ended = pd.to_datetime(plans["ended"].where(plans["ended"] != NO_DATE) - day_zero, unit="D")
    return plans.assign(started=pd.to_datetime(plans["started"] - day_zero, unit="D"), ended=ended)
