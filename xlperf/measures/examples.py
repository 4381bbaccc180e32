"""A few invented records as typed tables, so that a definition's worked example runs through the real counting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xlperf.definitions.examples import ExampleRecords
from xlperf.definitions.records import TABLES, ColumnContent
from xlperf.returns.child_level.table import NO_DATE, Table, Tables, day_number

Cells = Mapping[str, object]


def example_tables(example: ExampleRecords) -> Tables:
    """Return the tables of an example; record 1 of each stands in row 1."""
    tables = {name: [record.columns for record in records] for name, records in example.beside.items()}
    tables[example.table] = [record.columns for record in example.records]
    return {name: example_table(name, records) for name, records in tables.items()}


def example_table(name: str, records: Sequence[Cells]) -> Table:
    """
    Return records as a table of that name; a record that names no child is one of a child of its own.

    Every column of the table is there, but for those that no return need have and no record names.
    """
    optional = {"team", "conference", "referrals_before"} | ({"referred"} if name == "single_assessments" else set())
    named = {column for record in records for column in record}
    kept = {column: content for column, content in TABLES[name].items() if column in named or column not in optional}
    numbered = [{"child": f"example {number}", **record} for number, record in enumerate(records, start=1)]
    return Table(
        name=name,
        title="Worked example",
        file="worked example",
        sheet="",
        columns={column: _array(numbered, column, content) for column, content in kept.items()},
        rows=np.arange(1, len(records) + 1, dtype=np.int32),
    )


def _array(records: Sequence[Cells], column: str, content: ColumnContent) -> NDArray[Any]:
    cells = [record.get(column) for record in records]
    if content == "date":
        return np.array([day_number(cell) if isinstance(cell, dt.date) else NO_DATE for cell in cells], dtype=np.int32)
    if content == "number":
        return np.array([cell if isinstance(cell, int | float) else np.nan for cell in cells], dtype=np.float64)
    texts = np.empty(len(cells), dtype=object)
    texts[:] = ["" if cell is None else str(cell) for cell in cells]
    return texts
