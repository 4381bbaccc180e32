"""Which results of an earlier run still stand: by the bytes of inputs and outputs, never by their times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from xlperf.errors import UnreadableFile
from xlperf.journey.convert.manifest import JOURNAL, MANIFEST, Entry, Manifest, read_manifest
from xlperf.journey.convert.one import sha256
from xlperf.journey.convert.task import Task


def earlier_runs(out: Path) -> list[Manifest]:
    """Return what an output folder knows of earlier runs: the finished one, then the one that was broken off."""
    return [read_manifest(out / name) for name in (MANIFEST, JOURNAL) if (out / name).is_file()]


def still_standing(
    tasks: Sequence[Task], out: Path, asked: Mapping[str, Any], earlier: Sequence[Manifest]
) -> dict[int, Entry]:
    """
    Return, by the number of the task, the entries that need not be made again.

    A report stands when everything that decides it is as it was: what was asked, version and catalogue, the bytes of
    its inputs, and its own. Of a task that failed nothing stands: it is tried again.
    """
    known: dict[str, Entry] = {}
    for manifest in earlier:
        if dict(manifest.asked) == dict(asked):
            known |= {entry.source: entry for entry in manifest.entries}
    standing = {}
    for task in tasks:
        entry = known.get(task.source)
        if (
            entry is not None
            and entry.status == "done"
            and entry.output == task.out
            and _is_as_it_was(task, entry, out)
        ):
            standing[task.number] = entry
    return standing


def _is_as_it_was(task: Task, entry: Entry, out: Path) -> bool:
    try:
        if [one.sha256 for one in entry.inputs] != [sha256(file) for file in task.files]:
            return False
        return sha256(out / entry.output) == entry.sha256
    except UnreadableFile:
        return False
