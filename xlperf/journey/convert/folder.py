"""What lies in a folder of returns: which files are one return each, and what is passed over and why."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xlperf.errors import RequestError
from xlperf.journey.convert.names import report_names
from xlperf.journey.convert.task import PassedOver, Task
from xlperf.workbook.refusal import shown_text

RETURNS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".xml", ".html", ".htm"}
TABLES = {".csv", ".tsv", ".txt"}
OWN = ("manifest.jsonl", "summary.xlsx")


@dataclass(frozen=True, slots=True)
class Found:
    """Every return of a folder as a task, in the order of their paths, and what is none."""

    tasks: tuple[Task, ...]
    passed_over: tuple[PassedOver, ...]


def find_tasks(folder: Path, out: Path) -> Found:
    """
    Return the work that a folder holds; raise RequestError when it is no folder or cannot be listed.

    Nothing is opened. A workbook or an XML file is one return; the csv tables of one folder are one together. Links to
    folders, lock files, devices and whatever is no file are passed over and listed. What lies in `out` is never taken.
    """
    if not folder.is_dir():
        raise RequestError(
            f'There is no folder "{shown_text(str(folder))}" to convert. Name the folder of the returns.'
        )
    files: dict[str, tuple[Path, ...]] = {}
    passed_over: list[PassedOver] = []
    for place, paths, others in _folders(folder, out):
        within = place.relative_to(folder).as_posix().removeprefix(".")
        tables = [path for path in paths if path.suffix.lower() in TABLES]
        for path in paths:
            if path not in tables:
                files[path.relative_to(folder).as_posix()] = (path,)
        if len(tables) == 1:
            files[tables[0].relative_to(folder).as_posix()] = (tables[0],)
        elif tables:
            files[f"{within or folder.resolve().name}/*.csv"] = tuple(tables)
        passed_over += [PassedOver(path.relative_to(folder).as_posix(), reason) for path, reason in others]
    sources = sorted(files, key=os.fsencode)
    outs = report_names([_named_as(source) for source in sources], OWN)
    tasks = (
        Task(number, source, files[source], name)
        for number, (source, name) in enumerate(zip(sources, outs, strict=True), start=1)
    )
    return Found(tuple(tasks), tuple(sorted(passed_over, key=lambda one: os.fsencode(one.source))))


def _named_as(source: str) -> str:
    """Return the path by which a return's report is called; tables that are one return are called as their folder."""
    return source.removesuffix("/*.csv")


def _folders(folder: Path, out: Path) -> Iterator[tuple[Path, list[Path], list[tuple[Path, str]]]]:
    """Yield each folder with its files and what is passed over in it."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        raise RequestError(f'The folder "{shown_text(str(folder))}" cannot be listed: {error.strerror}.') from None
    files: list[Path] = []
    others: list[tuple[Path, str]] = []
    below: list[Path] = []
    for entry in entries:
        path = folder / entry.name
        if _is_same(path, out) or entry.name.startswith(".xlperf-"):
            continue
        reason = _passed_over(entry)
        if reason:
            others.append((path, reason))
        elif entry.is_dir():
            below.append(path)
        else:
            files.append(path)
    yield folder, files, others
    for path in below:
        yield from _folders(path, out)


def _is_same(path: Path, out: Path) -> bool:
    try:
        return path.samefile(out)
    except OSError:
        return False


def _passed_over(entry: os.DirEntry[str]) -> str:
    """Return why an entry of a folder is not read; nothing for a file to read and for a folder to go into."""
    ending = Path(entry.name).suffix.lower()
    try:
        mode = entry.stat().st_mode
    except OSError:
        return "a link that leads nowhere, or in a circle"
    if stat.S_ISDIR(mode):
        if entry.is_symlink():
            return "a link to a folder"
        return "a folder with the name of a file" if ending in RETURNS | TABLES else ""
    if not stat.S_ISREG(mode):
        return "not a file"
    if entry.name.startswith(("~$", ".~lock.")):
        return "a lock file: somebody has the workbook open"
    if entry.name.startswith("."):
        return "a hidden file"
    if ending not in RETURNS | TABLES:
        return "not a workbook, csv table or XML file by its name"
    return "" if os.access(entry.path, os.R_OK) else "a file that you may not read"
