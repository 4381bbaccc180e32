"""What is wrong with any list of records about children, beside cells that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np

from xlperf.definitions.returns import TableDefinition
from xlperf.problem import Problem, Severity
from xlperf.returns.child_level.plan_checks import LONGEST_PREGNANCY
from xlperf.returns.child_level.returned import in_words
from xlperf.returns.child_level.table import NO_DATE, Table, day_number
from xlperf.returns.child_level.typed import TypedList, TypedRecords
from xlperf.returns.recognise import misspelt

Effects = Mapping[str, str]
"""By column, the sentence that says what something wrong in it leads to."""


def event_columns(table: Table, definition: TableDefinition) -> tuple[str, ...]:
    """Return the columns with the dates of what happened: all dates but those that identify somebody (birth)."""
    return tuple(
        column.key
        for column in definition.columns
        if column.kind == "date" and not column.identifies and column.key in table.columns
    )


def columns_missing(one: TypedList) -> Iterator[Problem]:
    """Yield the headings of a sheet that are misspelt, doubled or not there."""
    header, definition, sheet = one.found.header, one.found.definition, one.table.sheet
    for problem in misspelt(one.found):
        yield Problem(problem.severity, problem.message, one.table.file, sheet, problem.cell, problem.rule)
    for key, column in header.duplicate:
        heading = definition.column(key).heading
        message = f'A second column is headed "{heading}"; the one to its left is read.'
        cell = one.found.grid.address(header.row, column)
        yield Problem(Severity.WARNING, message, one.table.file, sheet, cell, "column twice")
    for column_definition in definition.columns:
        if column_definition.key not in header.columns and not column_definition.extra:
            message = f'The list has no column "{column_definition.heading}".'
            yield Problem(Severity.NOTE, message, one.table.file, sheet, rule="column missing")


def without_child(one: TypedRecords) -> Iterator[Problem]:
    """Yield the records that do not say which child they are about."""
    if "child" in one.table.columns:
        for position in np.flatnonzero(one.table.columns["child"] == "").tolist():
            message = "The record does not say which child it is about. It counts as a child of its own."
            yield one.problem(position, "child", "missing child id", message)


def without_birth(one: TypedRecords) -> Iterator[Problem]:
    """Yield the records that do not say when the child was born."""
    if "date_of_birth" in one.table.columns:
        for position in np.flatnonzero(one.table.columns["date_of_birth"] == NO_DATE).tolist():
            message = (
                "The date of birth is missing. The child is left out of figures by age, unless it is not yet born."
            )
            yield one.problem(position, "date_of_birth", "date of birth missing", message)


def in_the_future(one: TypedRecords, definition: TableDefinition, last: date, effects: Effects) -> Iterator[Problem]:
    """Yield the dates after the day up to which the return speaks; `effects` says what they lead to."""
    newest = day_number(last)
    for key in event_columns(one.table, definition):
        for position in np.flatnonzero(one.table.columns[key] > newest).tolist():
            message = f"The date lies after {in_words(last)}, up to which the return speaks."
            yield one.problem(position, key, "date in the future", f"{message} {effects.get(key, '')}".rstrip())
    if "date_of_birth" in one.table.columns:
        unborn = one.table.columns["date_of_birth"] > newest + LONGEST_PREGNANCY
        for position in np.flatnonzero(unborn).tolist():
            message = f"The date of birth lies more than 43 weeks after {in_words(last)}."
            yield one.problem(position, "date_of_birth", "date in the future", message)
