"""New sheets that buttons add: a title, a sentence, and one table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from xlperf.report.canvas import Canvas
from xlperf.report.numbers import shown_in_cell
from xlperf.report.text_fit import row_height
from xlperf.sheets.address import parse_cell, quoted_sheet
from xlperf.sheets.layout import Cell, Page, Sheet


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its heading, its width in characters, and whether it holds numbers."""

    heading: str
    width: float
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading of its own, which a sheet may have several of. Every row has a cell for each column."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    title: str = ""


def sheet_of(name: str, title: str, said: Iterable[str], tables: Sequence[Table]) -> Sheet:
    """Return a sheet with what is `said`, a line each, above its tables; of a single one the headings stay in sight."""
    widths = [
        max(table.columns[at].width for table in tables if at < len(table.columns))
        for at in range(max((len(table.columns) for table in tables), default=0))
    ]
    canvas = Canvas(name, widths)
    canvas.put(1, title, "title")
    canvas.next_row(28)
    for line in said:
        canvas.put(1, line, "note")
        canvas.next_row()
    header = 0
    for table in tables:
        canvas.next_row(8)
        if table.title:
            canvas.put(1, table.title, "caption")
            canvas.next_row(18)
        header = _put(canvas, table, widths)
    page = Page(landscape=True, footer=title, repeat_rows=(header, header) if header else None)
    return canvas.finish(page, freeze_at=(header + 1, 1) if len(tables) == 1 else None)


def _put(canvas: Canvas, table: Table, widths: Sequence[float]) -> int:
    """Put a table into the sheet and return the row of its headings."""
    headings = [column.heading for column in table.columns]
    for at, column in enumerate(table.columns, start=1):
        canvas.put(at, column.heading, "heading_number" if column.is_number else "heading")
    header = canvas.next_row(row_height(zip(headings, widths, strict=False), least=18))
    for cells in table.rows:
        for at, cell in enumerate(cells, start=1):
            canvas.cells[canvas.row, at] = cell
        canvas.next_row(row_height((shown_in_cell(cell), width) for cell, width in zip(cells, widths, strict=False)))
    return header


def text_cell(text: str, role: str = "wrapped") -> Cell:
    """Return a cell of words."""
    return Cell(text, role)


def number_cell(number: float | None, number_format: str = "#,##0") -> Cell:
    """Return a cell of a number, or an empty one."""
    return Cell(number, "number_top", number_format=number_format)


def place_link(sheets: Collection[str], sheet: str, cell: str) -> Cell:
    """Return the address of a cell, as a link where the sheet is one of the workbook's and it is an address."""
    try:
        parse_cell(cell)
    except ValueError:
        return Cell(cell, "wrapped")
    link = f"{quoted_sheet(sheet)}!{cell}" if sheet in sheets else ""
    return Cell(cell, "code_link" if link else "code", link=link)
