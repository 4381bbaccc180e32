"""Records before they are written: values by column, some of them wrong on purpose, and where those come to stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xlperf.definitions.returns import TableDefinition
from xlperf.sheets.address import cell_name
from xlperf.workbook.csv_out import write_csv

Value = str | float | date | None

ERROR_VALUE = "#N/A"
"""In a workbook this text is written as the error value that it looks like."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A value that is wrong on purpose, with the rule that finds it."""

    value: Value
    rule: str


Record = dict[str, Value | Wrong]
"""The values of one record by the keys of its columns; a key that is not there is an empty cell."""

Tables = dict[str, list[Record]]
"""The records of a return by the keys of its tables."""


@dataclass(frozen=True, slots=True, order=True)
class Planted:
    """A problem that was planted: where it stands, as `Problem` says it, and the rule that finds it."""

    file: str  # beneath the folder of the sample
    sheet: str  # a sheet's name; the name of an element in XML; empty in csv
    cell: str  # "F17", or "line 214" in XML
    rule: str


def value_of(record: Mapping[str, Value | Wrong], key: str) -> Value:
    """Return what a record has in a column, wrong or not."""
    value = record.get(key)
    return value.value if isinstance(value, Wrong) else value


def date_of(record: Mapping[str, Value | Wrong], key: str) -> date | None:
    """Return the date that a record has in a column; None where it has none, or something else."""
    value = value_of(record, key)
    return value if isinstance(value, date) else None


def planted_in(table: TableDefinition, records: Iterable[Record], file: str, sheet: str) -> list[Planted]:
    """Return the problems of a table whose headings stand in row 1, columns in the order of its definition."""
    return [
        Planted(file, sheet, cell_name(row, across), value.rule)
        for row, record in enumerate(records, start=2)
        for across, column in enumerate(columns_written(table), start=1)
        if isinstance(value := record.get(column), Wrong)
    ]


def columns_written(table: TableDefinition) -> tuple[str, ...]:
    """Return the keys of the columns that a made-up return has: all but those that only some councils add."""
    return tuple(column.key for column in table.columns if not column.extra)


def write_table(table: TableDefinition, records: Sequence[Record], path: Path) -> None:
    """Write a table as a csv file: dates as day/month/year, as SSDA903 has them."""
    keys = columns_written(table)
    headings = [table.column(key).heading for key in keys]
    write_csv(headings, ([_in_csv(value_of(record, key)) for key in keys] for record in records), path)


def _in_csv(value: Value) -> Value:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value
