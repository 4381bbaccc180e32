"""Every report from the bundled samples, with fixed dates, so that each run gives the same files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xlperf.definitions.catalogue import Catalogue
from xlperf.folders import bundled
from xlperf.journey.inputs import read_inputs
from xlperf.journey.report import plan_named, write_report
from xlperf.period import Period
from xlperf.workbook.outputs import check_output


@dataclass(frozen=True, slots=True)
class Demonstration:
    """One report of the demonstration."""

    samples: tuple[str, ...]
    plan: str
    period: str
    dated: dt.date
    out: str


DEMONSTRATIONS = (
    Demonstration(("haringey_performance.xlsx",), "monthly", "2010-01", dt.date(2010, 2, 17), "haringey_monthly.xlsx"),
    Demonstration(("derby_performance.xlsx",), "surgery", "2011/12 Q3", dt.date(2012, 2, 24), "derby_surgery.xlsx"),
    Demonstration(("derby_performance.xlsx",), "minutes", "2011/12 Q3", dt.date(2012, 2, 24), "derby_minutes.xlsx"),
    Demonstration(("bathnes_performance.xlsx",), "board", "2011/12 Q2", dt.date(2011, 11, 16), "bathnes_board.xlsx"),
    Demonstration(
        ("annex_a.xlsx", "northbrook_performance.xlsx"),
        "monthly",
        "2026-09",
        dt.date(2026, 10, 5),
        "annex_a_monthly.xlsx",
    ),
)


def demonstrate(folder: Path, catalogue: Catalogue) -> Iterator[Path]:
    """
    Write every report of the demonstration into the folder and yield its path when it is there.

    Raise OutputError, before the first is written, when one of them would replace what somebody else made.
    """
    samples = bundled("workbooks") / "samples"
    for one in DEMONSTRATIONS:
        check_output(folder / one.out, [])
    for one in DEMONSTRATIONS:
        inputs = read_inputs([samples / name for name in one.samples], catalogue)
        out = folder / one.out
        write_report(inputs, plan_named(one.plan, inputs), Period.parse(one.period), out, dated=one.dated)
        yield out
