"""A return's findings written into a copy of its own workbook: cells marked, everything found listed in a new sheet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xlperf.definitions.catalogue import Catalogue
from xlperf.errors import RequestError
from xlperf.journey.inspection import inspect
from xlperf.problem import Problem
from xlperf.workbook.annotate.annotated import annotated
from xlperf.workbook.annotate.refusals import check_format, ending_of
from xlperf.workbook.files import new_file
from xlperf.workbook.kinds import format_of
from xlperf.workbook.outputs import check_output
from xlperf.workbook.package import Package
from xlperf.workbook.read import file_content
from xlperf.workbook.refusal import shown_name


@dataclass(frozen=True, slots=True)
class AnnotatedCopy:
    """What was done: the copy, everything that was found, and how much of it is marked on cells."""

    out: Path
    problems: tuple[Problem, ...]
    cells: int
    notes: int
    said: tuple[str, ...]


def annotate(path: Path, out: Path, catalogue: Catalogue) -> AnnotatedCopy:
    """
    Write a copy of a return (xlsx or xlsm) with what `inspect` finds in it, and return what was done.

    The copy has the ending that goes with its content, xlsx or xlsm. Raise `RequestError` when the workbook cannot be
    annotated without loss, is a report of xlperf, or changes while it is read; then nothing is written.
    """
    name = shown_name(path)
    data = file_content(path, name)
    check_format(format_of(data, path, name), name)
    check_output(out, [path], ending=ending_of(Package(data, name), name))
    before = _state(path)
    found = inspect(path, catalogue)
    if found.nothing_to_inspect:
        raise RequestError(found.nothing_to_inspect)
    done = annotated(data, name, found.problems)
    if _state(path) != before or file_content(path, name) != data:
        raise RequestError(f"{name} was changed while it was read. Wait until it is saved, and annotate it again.")
    with new_file(out) as file:
        file.write(done.content)
    return AnnotatedCopy(out, found.problems, done.cells, done.notes, done.said)


def _state(path: Path) -> tuple[int, int, int]:
    """Return what changes when somebody saves a file: which one it is, when it was written, how long it is."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size
