"""`xlperf convert` and `xlperf verify`: a folder of returns, and a delivered folder checked."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

from xlperf.errors import PROBLEMS_IN_DATA, SUCCESS, RequestError
from xlperf.hosts.console import answer, tell

if TYPE_CHECKING:
    from xlperf.hosts.batch.progress import Way
    from xlperf.hosts.batch.run import Result

SIGNALLED = 128  # a program that a signal ended has this and the signal's number as its exit code


def convert(
    folder: Path,
    out: Path,
    *,
    plan: str,
    period: str,
    beside: tuple[Path, ...],
    area: str,
    dated: dt.date | None,
    catalogue_folder: Path | None,
    workers: int | None,
    seconds: float,
    resume: bool,
    way: Way | None,
) -> int:
    """Convert a folder, tell what came of it, and return the exit code."""
    from xlperf.definitions.load import load
    from xlperf.hosts.batch.limits import Limits
    from xlperf.hosts.batch.progress import progress
    from xlperf.hosts.batch.run import convert_folder
    from xlperf.journey.convert.resume import earlier_runs
    from xlperf.journey.convert.task import Order
    from xlperf.journey.report import check_period, plan_in
    from xlperf.period import Period

    catalogue = load(catalogue_folder)
    named = plan_in(catalogue, plan)
    if period:
        check_period(Period.parse(period))
    for path in beside:
        if not path.is_file():
            raise RequestError(f'There is no file "{path.name}" to read beside the returns. Check --with.')
    if dated is None and resume and out.is_dir():
        # What was begun on one day is finished as of that day.
        days = [str(manifest.asked.get("dated", "")) for manifest in earlier_runs(out)]
        dated = dt.date.fromisoformat(days[-1]) if days and days[-1] else None
    order = Order(
        plan=named.id,
        dated=dated or dt.date.today(),
        period=period,
        area=area,
        beside=tuple(path.resolve() for path in beside),
        catalogue=catalogue_folder.resolve() if catalogue_folder else None,
    )
    team = workers or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else workers or os.cpu_count()
    result = convert_folder(
        folder.absolute(), out.absolute(), order, catalogue.themes[named.theme], progress(way), team or 1,
        Limits(seconds=seconds), resume,
    )  # fmt: skip
    return _told(result, out, quiet=way == "quiet")


def _told(result: Result, out: Path, *, quiet: bool) -> int:
    from xlperf.workbook.refusal import shown_text

    failed = result.of("failed")
    if result.stopped:
        tell(f"xlperf: Stopped after {len(result.of('done'))} reports. Run it again with --resume to go on.")
        return SIGNALLED + result.stopped
    if not quiet:
        kept = f", {result.kept} of them from an earlier run" if result.kept else ""
        done, over = len(result.of("done")), len(result.of("passed over"))
        answer(f"{done} reports{kept}, {len(failed)} failed, {over} passed over, in {shown_text(str(out))}")
        answer("summary.xlsx says what came of each file.")
    for entry in failed:
        tell(f"xlperf: {_named(shown_text(entry.source), entry.reason)}")
    return PROBLEMS_IN_DATA if failed else SUCCESS


def _named(source: str, reason: str) -> str:
    """Return a reason with the file in front, which many reasons name themselves."""
    return reason if reason.startswith(source) else f"{source}: {reason}"


def verified(folder: Path) -> int:
    """Check a delivered folder, tell what was found, and return the exit code."""
    from xlperf.journey.convert.verify import verify

    found = verify(folder)
    answer(f"{found.as_delivered} of {found.reports} reports are as they were delivered.")
    for finding in found.findings:
        tell(f"xlperf: {finding}")
    return PROBLEMS_IN_DATA if found.findings else SUCCESS
