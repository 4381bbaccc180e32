"""Reading an Annex A workbook: its lists typed and checked, and the days it can speak for.

The lists are described in `catalogue/returns/annex_a.toml`. List 7 is checked as a list of plans; of the others the
cells are checked. A list that occurs twice, or lacks a column, is reported and left out; the rest is still read.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from types import MappingProxyType

import numpy as np

from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.returns import ReturnDefinition
from xlperf.period import month_after
from xlperf.problem import Problem, Severity
from xlperf.returns.child_level.newest import newest_day
from xlperf.returns.child_level.plan_checks import EFFECTS, LONGEST_PREGNANCY, plan_problems
from xlperf.returns.child_level.returned import Return, in_words
from xlperf.returns.child_level.table import NO_DATE, day_number
from xlperf.returns.child_level.typed import TypedList, typed_list
from xlperf.returns.recognise import FoundTable, complete_tables, misspelt, nearest_table
from xlperf.sheets.address import parse_cell
from xlperf.sheets.grid import Book, Grid

FAMILY = "annex_a"
MONTHS_COVERED = 6
"""Lists 1 to 8 hold what happened in the last six months and, where something can be open, all that is open."""

OTHERWISE = "The CIN census would, or the figures of those months in a performance workbook."


def read_return(book: Book, catalogue: Catalogue, today: date | None = None) -> Return:
    """
    Return the Annex A workbook, typed and checked.

    Dates later than `today` (the clock's, unless it is given) are not taken for days up to which the return speaks.
    """
    definition = next(one for one in catalogue.returns.values() if one.family == FAMILY)
    found, problems = _sheets(book, definition)
    lists = [
        typed_list(table, book.file, book.format == "csv", EFFECTS if table.definition.key == "plans" else {})
        for table in found
    ]
    as_at = newest_day(((one.table, event_columns(one)) for one in lists), today or date.today())
    for one in lists:
        problems += [*one.problems, *_columns_missing(one), *_people(one)]
        if one.table.name == "plans":
            problems += plan_problems(one)
        if as_at is not None:
            problems += _future(one, as_at)
    return Return(
        kind=FAMILY,
        title=definition.title,
        file=book.file,
        tables=MappingProxyType({one.table.name: one.table for one in lists}),
        as_at=as_at,
        covers=None if as_at is None else covered(as_at),
        la_code="",
        problems=tuple(_in_order(book, problems)),
        otherwise=OTHERWISE,
    )


def covered(as_at: date) -> tuple[date, date]:
    """
    Return the first and last day that the return speaks for: the six months to `as_at`.

    Nothing happens on most Saturdays and Sundays, so a return whose newest day is a Friday speaks for the weekend too.
    """
    month = month_after(as_at, -MONTHS_COVERED)
    same_day = month.replace(day=min(as_at.day, calendar.monthrange(month.year, month.month)[1]))
    weekend = max(as_at.weekday() - 3, 0) and 6 - as_at.weekday()
    return same_day + timedelta(days=1), as_at + timedelta(days=weekend)


def event_columns(one: TypedList) -> tuple[str, ...]:
    """Return the columns with the dates of what happened: all dates but those that identify somebody (birth)."""
    return tuple(
        column.key
        for column in one.found.definition.columns
        if column.kind == "date" and not column.identifies and column.key in one.table.columns
    )


# Which sheet is which list


def _sheets(book: Book, definition: ReturnDefinition) -> tuple[list[FoundTable], list[Problem]]:
    """Return one sheet for every list that is there, in the order of the lists, and what is wrong with the sheets."""
    problems: list[Problem] = []
    complete = complete_tables(book, definition)
    taken: dict[str, FoundTable] = {}
    # A sheet that is named as the list is preferred, then one that is not hidden, then the first.
    for found in sorted(complete, key=lambda one: (not one.is_named, one.grid.hidden)):
        key = found.definition.key
        if found.grid.hidden and not found.is_named:
            message = f"The sheet is hidden and is not read, although it looks like {found.definition.name}. Unhide it."
            problems.append(_about_sheet(book, found.grid, "hidden sheet", message))
        elif key in taken:
            message = (
                f'{found.definition.name} is read from sheet "{taken[key].grid.name}"; this sheet holds it too and is '
                "not read. Delete or rename one of them."
            )
            problems.append(_about_sheet(book, found.grid, "list twice", message))
        else:
            taken[key] = found
    seen = {found.grid.name for found in complete}
    problems += [_not_read(book, grid, definition) for grid in book.grids if grid.name not in seen and grid.rows]
    return [taken[table.key] for table in definition.tables if table.key in taken], problems


def _not_read(book: Book, grid: Grid, definition: ReturnDefinition) -> Problem:
    """Return why a sheet is not read: the list that it nearly is, or that it is none."""
    near = nearest_table(grid, definition)
    if near is not None and (near.is_named or len(near.lacks) < len(near.definition.required_keys)):
        lacking = " and ".join(f'"{heading}"' for heading in near.lacks)
        message = f"{near.definition.name} is not read, because the sheet lacks the column {lacking}."
        return _about_sheet(book, grid, "column missing", message, Severity.ERROR)
    message = f"The sheet is none of the lists of {definition.title} and is not read."
    return _about_sheet(book, grid, "other sheet", message, Severity.NOTE)


def _about_sheet(book: Book, grid: Grid, rule: str, message: str, severity: Severity = Severity.WARNING) -> Problem:
    return Problem(severity, message, book.file, grid.name, rule=rule)


# What is wrong with a list, beside cells that cannot be read


def _columns_missing(one: TypedList) -> Iterator[Problem]:
    header, definition, sheet = one.found.header, one.found.definition, one.table.sheet
    for problem in misspelt(one.found):
        yield Problem(problem.severity, problem.message, one.table.file, sheet, problem.cell, problem.rule)
    for key, column in header.duplicate:
        heading = definition.column(key).heading
        message = f'A second column is headed "{heading}"; the one to its left is read.'
        cell = one.found.grid.address(header.row, column)
        yield Problem(Severity.WARNING, message, one.table.file, sheet, cell, "column twice")
    for column_definition in definition.columns:
        if column_definition.key not in header.columns:
            message = f'The list has no column "{column_definition.heading}".'
            yield Problem(Severity.NOTE, message, one.table.file, sheet, rule="column missing")


def _people(one: TypedList) -> Iterator[Problem]:
    """Yield the records that do not say which child, or when the child was born."""
    columns = one.table.columns
    if "child" in columns:
        for position in np.flatnonzero(columns["child"] == "").tolist():
            message = "The record does not say which child it is about. It counts as a child of its own."
            yield one.problem(position, "child", "missing child id", message)
    if "date_of_birth" in columns:
        for position in np.flatnonzero(columns["date_of_birth"] == NO_DATE).tolist():
            message = (
                "The date of birth is missing. The child is left out of figures by age, unless it is not yet born."
            )
            yield one.problem(position, "date_of_birth", "date of birth missing", message)


def _future(one: TypedList, as_at: date) -> Iterator[Problem]:
    newest = day_number(as_at)
    effects = {"started": "The plan counts from that day on.", "ended": "The plan counts as open until that day."}
    for key in event_columns(one):
        effect = effects.get(key, "") if one.table.name == "plans" else ""
        for position in np.flatnonzero(one.table.columns[key] > newest).tolist():
            message = f"The date lies after {in_words(as_at)}, up to which the return speaks. {effect}".rstrip()
            yield one.problem(position, key, "date in the future", message)
    if "date_of_birth" in one.table.columns:
        unborn = one.table.columns["date_of_birth"] > newest + LONGEST_PREGNANCY
        for position in np.flatnonzero(unborn).tolist():
            message = f"The date of birth lies more than 43 weeks after {in_words(as_at)}."
            yield one.problem(position, "date_of_birth", "date in the future", message)


def _in_order(book: Book, problems: Iterable[Problem]) -> list[Problem]:
    """Return all problems, those found in reading the file first, then by sheet, rule and place, each cell once."""
    found = list(problems)
    # An error cell was found in reading already; what is said here names its effect, so that stands.
    said = {(problem.sheet, problem.cell, problem.rule) for problem in found if problem.cell}
    while_reading = [problem for problem in book.problems if (problem.sheet, problem.cell, problem.rule) not in said]
    order = {grid.name: place for place, grid in enumerate(book.grids)}

    def place(problem: Problem) -> tuple[int, str, tuple[int, int]]:
        return order.get(problem.sheet, -1), problem.rule, parse_cell(problem.cell) if problem.cell else (0, 0)

    return while_reading + sorted(found, key=place)
