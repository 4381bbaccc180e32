"""What reading the XML of a census finds beside its records, in the words that an analyst reads.

At most a hundred of one kind are listed; a last line says how many more there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlperf.problem import Problem, Severity
from xlperf.workbook.findings import MOST_OF_ONE_KIND

Place = tuple[str, int]
"""A kind of record and a line."""


def given_twice(file: str, places: Sequence[Place]) -> Iterator[Problem]:
    """Yield a problem for every element that its record had already."""
    message = "An element is given a second time within one record. The first is read; delete one of them."
    yield from _listed(file, places, Severity.WARNING, message, "element twice")


def out_of_place(file: str, places: Sequence[Place]) -> Iterator[Problem]:
    """Yield a problem for every record that stands where none of its kind belongs."""
    message = "The record stands where none of its kind belongs, and is not read. Move it to its place."
    yield from _listed(file, places, Severity.ERROR, message, "record out of place")


def not_known(file: str, lines: Sequence[int]) -> Iterator[Problem]:
    """Yield one note on all elements that are no part of the census; their names are not said, for they may be any."""
    if not lines:
        return
    message = (
        "An element that is no part of the census was passed over, with all it holds."
        if len(lines) == 1
        else f"{len(lines):,} elements that are no part of the census were passed over; this is the first."
    )
    yield Problem(Severity.NOTE, message, file, "", f"line {lines[0]}", "unknown element")


def in_one_line(file: str, lines: Sequence[int]) -> Iterator[Problem]:
    """Yield a note when all children stand in one line: the line of a record then says nothing."""
    if len(lines) > 1 and lines[0] == lines[-1]:
        message = (
            "The whole census stands in one line, so that a line tells no record. Open it in an editor that puts "
            "every element in a line of its own, save a copy and read that."
        )
        yield Problem(Severity.NOTE, message, file, "", f"line {lines[0]}", "census in one line")


def _listed(file: str, places: Sequence[Place], severity: Severity, message: str, rule: str) -> Iterator[Problem]:
    for kind, line in places[:MOST_OF_ONE_KIND]:
        yield Problem(severity, message, file, kind, f"line {line}", rule)
    more = len(places) - MOST_OF_ONE_KIND
    if more > 0:
        yield Problem(severity, f"… and {more:,} more in this file.", file, rule=rule)
