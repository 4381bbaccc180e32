"""Where the reports of a run go: a folder of their own, in which nothing that somebody else made is replaced."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from xlperf.errors import OutputError
from xlperf.journey.convert.manifest import Entry, entry_of
from xlperf.journey.convert.summary import SUMMARY
from xlperf.journey.convert.task import Done, Task
from xlperf.workbook.files import new_file
from xlperf.workbook.outputs import check_output, ensure_folder


def check_apart(folder: Path, out: Path) -> None:
    """Raise OutputError when the reports would lie among the returns."""
    if folder.is_dir() and folder.resolve() == out.resolve():
        raise OutputError("The reports need a folder of their own. Choose another than that of the returns.")


def check_places(out: Path) -> None:
    """Make the folder of the reports; raise OutputError when it takes none, or a summary of somebody's would go."""
    ensure_folder(out)
    check_output(out / SUMMARY, [])


def put_in_place(out: Path, task: Task, done: Done) -> Entry:
    """
    Write a report under its name, and return the entry for what came of the task.

    A place that takes no file, or holds a workbook that somebody else made or has saved, fails this return only.
    """
    if done.status != "done":
        return entry_of(task, done)
    target = out / task.out
    try:
        ensure_folder(target.parent)
        check_output(target, task.files)
        with new_file(target) as file:
            file.write(done.report)
    except OutputError as error:
        return entry_of(task, replace(done, status="failed", reason=str(error), report=b""))
    return entry_of(task, done)
