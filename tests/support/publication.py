"""Inputs with many small numbers, made by chance, and reports for publication from them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path
from unittest.mock import patch

from tests.support.packages import Package
from tests.support.performance import FIGURES, POPULATIONS, performance_workbook
from xlperf.definitions.load import load
from xlperf.journey.inputs import Inputs, read_inputs
from xlperf.journey.report import made_report, plan_named
from xlperf.made_up.sample import write_sample
from xlperf.period import Period
from xlperf.results.suppress import SMALL
from xlperf.workbook.write import write_workbook

LAST_DAY = dt.date(2026, 3, 31)
FLOWS = ("NI 64", "NI 65", "NI 59", "NI 60")
BREAKDOWN = ("Code", "As at", "Breakdown", "Category", "Count", "Percent")


def figures_by_chance(path: Path, seed: int, months: int = 9) -> Path:
    """Write a workbook of a council's year by month, with few plans and some months without any; and breakdowns."""
    chance = random.Random(seed)
    rows: list[Sequence[str | float | None]] = [FIGURES]
    for code in FLOWS:
        few = chance.choice([1, 2, 6])  # of the months have few
        small = chance.sample(range(12), few)
        for number, month in enumerate(list(Period.financial_year(2025).months())):
            whole = chance.choice([0, *[chance.randint(1, 9)] * 3]) if number in small else chance.randint(30, 90)
            above = chance.randint(0, min(whole, 5)) if number in small else chance.randint(8, whole - 8)
            if number < months:
                rows.append((code, "", str(month), "actual", above, whole, None, ""))
    number = chance.randint(20, 90)
    rows.append(("PM04", "", "2025-12", "actual", number, None, None, ""))
    broken_down: list[Sequence[str | float | dt.date | None]] = [BREAKDOWN]
    for by, names in (("Gender", ("Female", "Male", "Other")), ("Age", ("0-4", "5-9", "10-15", "16+"))):
        left = number
        for name in names[:-1]:
            count = chance.randint(0, min(left, chance.choice([5, 40])))
            left -= count
            broken_down.append(("PM04", dt.date(2025, 12, 31), by, name, count, None))
        broken_down.append(("PM04", dt.date(2025, 12, 31), by, names[-1], left, None))
    sheets = {
        "About": [("Item", "Value"), ("Authority", "Northbrook")],
        "Figures": rows,
        "Populations": [POPULATIONS, ("", "", 2024, "0-17", 20_000, "")],
        "Breakdowns": broken_down,
    }
    return performance_workbook(path, sheets)  # type: ignore[arg-type]


@cache
def made_up_returns(folder: Path, seed: int = 3, children: int = 150) -> Path:
    """Write the returns of a small invented council and return the Annex A workbook."""
    folder.mkdir(parents=True, exist_ok=True)
    write_sample(children, seed, folder, last_day=LAST_DAY)
    return folder / "annex_a.xlsx"


def without_protection() -> AbstractContextManager[object]:
    """Withhold small numbers alone and nothing that protects them, while this lasts."""
    return patch("xlperf.results.suppress._Sums.unsafe", lambda self, hidden, at: [])


def inputs_of(*paths: Path) -> Inputs:
    """Return these files as the commands read them."""
    return read_inputs(paths, load())


def published_report(
    out: Path,
    inputs: Inputs,
    period: str,
    *,
    plan: str = "monthly",
    protected: bool = True,
    limit: int = SMALL,
    area: str = "",
) -> Package:
    """Write a report for publication and open it; without protection only small numbers are withheld."""
    chosen = plan_named(plan, inputs)
    with nullcontext() if protected else without_protection():
        _, layout = made_report(inputs, chosen, Period.parse(period), area=area, dated=LAST_DAY, small_number=limit)
    write_workbook(layout, inputs.catalogue.themes[chosen.theme], out)
    return Package.read(out)
