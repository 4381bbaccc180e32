"""What one file is: which return, which lists, how many rows, which period, and every problem with its cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xlperf.definitions.catalogue import Catalogue
from xlperf.journey.gather import made_by_xlperf
from xlperf.journey.inputs import Inputs, read_inputs
from xlperf.period import Period
from xlperf.problem import Problem
from xlperf.returns.recognise import REPORT
from xlperf.sheets.grid import Book

if TYPE_CHECKING:
    from xlperf.returns.child_level.returned import Return, Span


WHAT_REPORTS_ARE = "Report made by xlperf"


@dataclass(frozen=True, slots=True)
class TableFound:
    """One list of a return: `rows` are those beneath its headings that hold anything."""

    name: str
    sheet: str
    rows: int


@dataclass(frozen=True, slots=True)
class Inspection:
    """
    What was found in a file.

    A report made by xlperf is no return: `format` is then "report", `nothing_to_inspect` says which one it is, and
    there are neither tables nor problems.
    """

    file: str
    format: str
    what: str  # "Performance workbook", "Annex A"
    covers: str  # the period it speaks of, in words
    tables: tuple[TableFound, ...]
    problems: tuple[Problem, ...]
    nothing_to_inspect: str = ""


def inspect(path: Path, catalogue: Catalogue) -> Inspection:
    """
    Return what a file, or a folder of files, is and what is wrong in it.

    Raise UnreadableFile when it is nothing xlperf knows.
    """
    return inspection_of(path.name, read_inputs([path], catalogue))


def inspection_of(name: str, inputs: Inputs) -> Inspection:
    """Return what inputs that were read already are, and what is wrong in them; `name` is what they are called."""
    if inputs.reports and not inputs.files:
        return _of_reports(name, inputs.reports)
    performance = inputs.catalogue.returns["performance"].title
    published = inputs.published.files
    titles = [*(performance for _ in inputs.workbooks), *(one.title for one in inputs.returns)]
    titles += [one.title for one in published]
    spans = [_periods(sorted({row.period for row in workbook.figures})) for workbook in inputs.workbooks]
    spans += [span for one in inputs.returns for span in _days(one)]
    sheets = [TableFound(one.name, one.sheet, one.rows) for workbook in inputs.workbooks for one in workbook.sheets]
    spans += [one.covers for one in published]
    sheets += [TableFound(one.name, one.sheet, one.rows) for table in published for one in table.sheets]
    lists = [TableFound(table.title, table.sheet, len(table)) for one in inputs.returns for table in one.lists]
    return Inspection(
        file=name,
        format=", ".join(dict.fromkeys(one.format for one in inputs.opened)),
        what=", ".join(dict.fromkeys(titles)),
        covers="; ".join(dict.fromkeys(span for span in spans if span)),
        tables=(*sheets, *lists),
        problems=inputs.problems,
    )


def _of_reports(file: str, reports: Sequence[Book]) -> Inspection:
    """Return what is to be said of a report, or of a folder that holds nothing but reports."""
    said = [f"{one.file}: {made_by_xlperf(one)}" for one in reports]
    periods = dict.fromkeys(one.properties.subject for one in reports if one.properties)
    return Inspection(file, REPORT, WHAT_REPORTS_ARE, "; ".join(filter(None, periods)), (), (), "\n".join(said))


def _days(one: Return) -> Iterator[str]:
    """Yield the days that a return covers as a whole, and those that single lists cover beside them."""
    if one.covers is None:
        return
    yield _span(one.covers)
    others: dict[Span, list[str]] = {}
    for listed in one.by_list.values():
        if listed.days != one.covers:
            others.setdefault(listed.days, []).append(listed.name)
    yield from (f"{', '.join(names)}: {_span(days)}" for days, names in others.items())


def _span(days: Span) -> str:
    return " to ".join(dict.fromkeys(f"{day:%d %b %Y}" for day in days))


def _periods(periods: list[Period]) -> str:
    return f"{periods[0].heading} to {periods[-1].heading}" if periods else ""
