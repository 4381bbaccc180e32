"""Writing the Annex A workbook: eleven lists as at the last day of the world."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from xlperf.definitions.returns import ReturnDefinition, TableDefinition
from xlperf.made_up.records import ERROR_VALUE, Record, Tables, Value, columns_written, value_of
from xlperf.sheets.layout import Cell, Layout, Properties, Sheet
from xlperf.sheets.theme import Theme
from xlperf.workbook.write import write_workbook

DATE_FORMAT = "dd/mm/yyyy"
WIDTH = 15


def write_annex_a(definition: ReturnDefinition, tables: Tables, theme: Theme, day: date, path: Path) -> None:
    """Write the lists, given by their keys, as a workbook with a sheet each; an empty list has its headings."""
    sheets = tuple(_sheet(table, tables[table.key]) for table in definition.tables)
    write_workbook(Layout(sheets, Properties(title="Annex A, made up", created=day)), theme, path)


def _sheet(table: TableDefinition, records: list[Record]) -> Sheet:
    keys = columns_written(table)
    cells = {(1, across): Cell(table.column(key).heading, "heading") for across, key in enumerate(keys, start=1)}
    for row, record in enumerate(records, start=2):
        for across, key in enumerate(keys, start=1):
            value = value_of(record, key)
            if value is not None:
                cells[row, across] = _cell(value)
    widths = dict.fromkeys(range(1, len(keys) + 1), float(WIDTH))
    return Sheet(table.name, cells, column_widths=widths, freeze_at=(2, 2))


def _cell(value: Value) -> Cell:
    if value == ERROR_VALUE:
        return Cell(ERROR_VALUE, formula="=NA()")
    if isinstance(value, date):
        return Cell(value, number_format=DATE_FORMAT)
    return Cell(value)
