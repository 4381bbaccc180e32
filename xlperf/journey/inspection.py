"""What one file is: which return, which lists, how many rows, which period, and every problem with its cell."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xlperf.definitions.catalogue import Catalogue
from xlperf.journey.inputs import read_inputs
from xlperf.period import Period
from xlperf.problem import Problem


@dataclass(frozen=True, slots=True)
class TableFound:
    """One list of a return: `rows` are those beneath its headings that hold anything."""

    name: str
    sheet: str
    rows: int


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in a file."""

    file: str
    format: str
    what: str  # "Performance workbook", "Annex A"
    covers: str  # the period it speaks of, in words
    tables: tuple[TableFound, ...]
    problems: tuple[Problem, ...]


def inspect(path: Path, catalogue: Catalogue) -> Inspection:
    """
    Return what a file, or a folder of files, is and what is wrong in it.

    Raise UnreadableFile when it is nothing xlperf knows.
    """
    inputs = read_inputs([path], catalogue)
    performance = catalogue.returns["performance"].title
    titles = [*(performance for _ in inputs.workbooks), *(one.title for one in inputs.returns)]
    spans = [_periods(sorted({row.period for row in workbook.figures})) for workbook in inputs.workbooks]
    spans += [" to ".join(f"{day:%d %b %Y}" for day in one.covers or ()) for one in inputs.returns]
    sheets = [TableFound(one.name, one.sheet, one.rows) for workbook in inputs.workbooks for one in workbook.sheets]
    lists = [TableFound(table.title, table.sheet, len(table)) for one in inputs.returns for table in one.lists]
    return Inspection(
        file=path.name,
        format=", ".join(dict.fromkeys(one.format for one in inputs.opened)),
        what=", ".join(dict.fromkeys(titles)),
        covers="; ".join(dict.fromkeys(span for span in spans if span)),
        tables=(*sheets, *lists),
        problems=inputs.problems,
    )


def _periods(periods: list[Period]) -> str:
    return f"{periods[0].heading} to {periods[-1].heading}" if periods else ""
