"""What one file is: which return, which lists, how many rows, which period, and every problem with its cell."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xlperf.definitions.catalogue import Catalogue
from xlperf.journey.inputs import read_inputs
from xlperf.period import Period
from xlperf.problem import Problem
from xlperf.returns.performance import PerformanceWorkbook


@dataclass(frozen=True, slots=True)
class TableFound:
    """One list of a return."""

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
    """Return what a file is and what is wrong in it; raise UnreadableFile when it is nothing xlperf knows."""
    inputs = read_inputs([path], catalogue)
    if inputs.workbooks:
        workbook = inputs.workbooks[0]
        return Inspection(
            file=path.name,
            format=inputs.formats[0],
            what=catalogue.returns["performance"].title,
            covers=_periods(sorted({row.period for row in workbook.figures})),
            tables=performance_tables(workbook),
            problems=inputs.problems,
        )
    one = inputs.returns[0]
    return Inspection(
        file=path.name,
        format=inputs.formats[0],
        what=one.title,
        covers=" to ".join(f"{day:%d %b %Y}" for day in one.covers or ()),
        tables=tuple(TableFound(table.title, table.sheet, len(table)) for table in one.tables.values()),
        problems=inputs.problems,
    )


def performance_tables(workbook: PerformanceWorkbook) -> tuple[TableFound, ...]:
    """Return the sheets of a performance workbook from which records were read, each with how many rows gave some."""
    found = [TableFound("About", "About", len(workbook.about))] if workbook.about else []
    for name, records in (
        ("Measures", workbook.listed),
        ("Figures", workbook.figures),
        ("Targets", workbook.targets),
        ("Comparators", workbook.comparators),
        ("Populations", workbook.populations),
        ("Breakdowns", workbook.breakdowns),
        ("Commentary", workbook.commentary),
        ("Actions", workbook.actions),
        ("Meetings", workbook.meetings),
    ):
        rows: dict[str, set[int]] = {}
        for record in records:
            rows.setdefault(record.sheet, set()).add(record.row)
        found += [TableFound(name, sheet, len(numbers)) for sheet, numbers in rows.items()]
    return tuple(found)


def _periods(periods: list[Period]) -> str:
    return f"{periods[0].heading} to {periods[-1].heading}" if periods else ""
