"""Typed tables of any kind of record, made by hand for tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.support.spec_tables import SpecLine, read_day
from xlperf.definitions.records import TABLES
from xlperf.returns.child_level.table import NO_DATE, UNREADABLE, Table, day_number

Cells = Mapping[str, Any]
"""A record by column: a date as a day, None (blank) or a text that is none; a number or None; a text."""


def record_table(name: str, records: Sequence[Cells], columns: Iterable[str] = ()) -> Table:
    """Return a table of these records, the first in row 2, with those columns that a record names or are asked for."""
    named = dict.fromkeys(["child", *columns, *(column for record in records for column in record)])
    return Table(
        name=name,
        title=name,
        file="return.xlsx",
        sheet=name,
        columns={column: _array(records, column, TABLES[name][column]) for column in named},
        rows=np.arange(2, 2 + len(records), dtype=np.int32),
    )


def empty_tables(names: Iterable[str]) -> dict[str, Table]:
    """Return tables with every column and no record."""
    return {name: record_table(name, [], TABLES[name]) for name in names}


def spec_records(name: str, lines: Iterable[SpecLine]) -> list[dict[str, Any]]:
    """Return the lines of a spec table as records of that table."""
    return [{column: _cell(TABLES[name][column], text) for column, text in line.cells.items()} for line in lines]


def rows_of(count: Any) -> list[int]:
    """Return the sheet rows of a count of records, after checking that it has as many as it says."""
    found = [row.row for row in count.rows]
    assert count.number == len(found) == len(count.rows)
    return found


def _cell(content: str, text: str) -> Any:
    if content == "date":
        return read_day(text)
    return text if content == "text" else (float(text) if text else None)


def _array(records: Sequence[Cells], column: str, content: str) -> NDArray[Any]:
    cells = [record.get(column) for record in records]
    if content == "date":
        return np.array([_day(cell) for cell in cells], dtype=np.int32)
    if content == "number":
        return np.array([np.nan if cell is None else cell for cell in cells], dtype=np.float64)
    texts = np.empty(len(cells), dtype=object)
    texts[:] = ["" if cell is None else cell for cell in cells]
    return texts


def _day(cell: Any) -> int:
    if cell is None:
        return NO_DATE
    return day_number(cell) if isinstance(cell, dt.date) else UNREADABLE
