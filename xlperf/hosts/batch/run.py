"""A whole run: the folder looked through, workers at it, reports put in place, and the manifest and summary last."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from xlperf.errors import OutputError
from xlperf.hosts.batch.limits import Limits
from xlperf.hosts.batch.lock import LOCK, locked
from xlperf.hosts.batch.progress import Progress
from xlperf.hosts.batch.workers import Workers
from xlperf.journey.convert.folder import Found, find_tasks
from xlperf.journey.convert.manifest import (
    JOURNAL,
    MANIFEST,
    Entry,
    append,
    asked_of,
    passed_over,
    write_manifest,
)
from xlperf.journey.convert.place import check_apart, check_places, put_in_place
from xlperf.journey.convert.resume import earlier_runs, still_standing
from xlperf.journey.convert.summary import SUMMARY, summary_layout
from xlperf.journey.convert.task import Order
from xlperf.sheets.theme import Theme
from xlperf.workbook.files import ENDING
from xlperf.workbook.refusal import shown_text
from xlperf.workbook.write import write_workbook

STOPPING = {signal.SIGINT, signal.SIGTERM}


@dataclass(frozen=True, slots=True)
class Result:
    """What a run came to; `stopped` is the signal that broke it off, 0 when it ran to its end."""

    entries: tuple[Entry, ...]
    kept: int  # of an earlier run
    stopped: int = 0

    def of(self, status: str) -> tuple[Entry, ...]:
        """Return the entries of one status."""
        return tuple(entry for entry in self.entries if entry.status == status)


def convert_folder(
    folder: Path, out: Path, order: Order, theme: Theme, progress: Progress, workers: int, limits: Limits, resume: bool
) -> Result:
    """
    Convert every return of a folder and return what came of each.

    Raise OutputError before the first is read when `out` takes no files, is in use, or holds reports of an earlier run
    and `resume` was not asked for.
    """
    check_apart(folder, out)
    check_places(out)
    with locked(out), _stopping() as stop:
        _clear_away(out)
        found = find_tasks(folder, out)
        asked = asked_of(order)
        earlier = earlier_runs(out) if resume else []
        if not resume:
            _refuse_earlier(out)
        standing = still_standing(found.tasks, out, asked, earlier)
        entries = dict(standing)
        (out / JOURNAL).unlink(missing_ok=True)
        append(out, asked)
        for entry in entries.values():
            append(out, entry)
        waiting = [task for task in found.tasks if task.number not in standing]
        team = Workers(order, workers, limits)
        with closing(team.results(waiting)) as results:
            for task, done in results:
                entries[task.number] = put_in_place(out, task, done)
                append(out, entries[task.number])
                progress.finished(done, len(entries), len(found.tasks))
                if stop.is_set():
                    break
        progress.ended()
        if stop.is_set():
            return Result(tuple(entries.values()), len(standing), stop.number)
        return _finish(out, order, theme, asked, found, entries, len(standing))


def _finish(
    out: Path, order: Order, theme: Theme, asked: dict[str, Any], found: Found, entries: dict[int, Entry], kept: int
) -> Result:
    """Write summary and manifest: the manifest last, because it says that all is done."""
    ordered = [*(entries[task.number] for task in found.tasks), *passed_over(found.passed_over)]
    write_workbook(summary_layout(ordered, order), theme, out / SUMMARY)
    write_manifest(out, asked, ordered)
    return Result(tuple(ordered), kept)


def _refuse_earlier(out: Path) -> None:
    for name in (MANIFEST, JOURNAL):
        if (out / name).exists():
            raise OutputError(
                f'"{shown_text(str(out))}" holds an earlier run. Add --resume to redo only what is unfinished or has '
                "changed, or choose another --out."
            )


def _clear_away(out: Path) -> None:
    """Remove what a run that was killed left half-written."""
    for path in out.rglob(f".xlperf-*{ENDING}"):
        if path.name != LOCK:
            with suppress(OSError):
                path.unlink()


class _Stop(threading.Event):
    """Set when the user or the system asks the run to stop; `number` is that of the signal."""

    number = 0


@contextmanager
def _stopping() -> Iterator[_Stop]:
    """Turn the signals that end a program into a request to stop, while the block runs."""
    stop = _Stop()

    def take_note(number: int, frame: FrameType | None) -> None:
        stop.number = number
        stop.set()

    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {number: signal.signal(number, take_note) for number in STOPPING}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
