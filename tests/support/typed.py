"""Reports as people leave them: words typed into cells, rows sorted and inserted, columns moved (through openpyxl)."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet


@contextmanager
def opened(source: Path, out: Path) -> Iterator[Workbook]:
    """Give a workbook to change, and save it under another name when that is done."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl keeps no sparklines
        book = openpyxl.load_workbook(source)
    yield book
    book.save(out)


def header_of(sheet: Worksheet, *headings: str) -> tuple[int, dict[str, int]]:
    """Return the row of the first table that has these headings, and the column of each of its headings."""
    for row in sheet.iter_rows():
        columns = {cell.value: cell.column for cell in row if isinstance(cell.value, str)}
        if set(headings) <= columns.keys():
            return row[0].row, columns
    raise KeyError(headings)


def put_text(sheet: Worksheet, row: int, column: int, text: str | None) -> None:
    """Type a text, whatever it looks like, as text."""
    cell = sheet.cell(row, column)
    cell.value = text
    if isinstance(text, str):
        cell.data_type = "s"


def typed_in(
    source: Path, out: Path, words: Mapping[str, str], sheet: str = "Indicators", heading: str = "Commentary"
) -> Path:
    """Type words into the column `heading` beside the codes and save the workbook as another."""
    with opened(source, out) as book:
        page = book[sheet]
        header, columns = header_of(page, "Code", heading)
        rows = {page.cell(row, columns["Code"]).value: row for row in range(page.max_row, header, -1)}
        for code, text in words.items():
            put_text(page, rows[code], columns[heading], text)
    return out


def rows_in_order(sheet: Worksheet, first: int, last: int, key: Callable[[Sequence[object]], object]) -> None:
    """Sort rows as a spreadsheet does: their values change places."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(first, last)]
    for number, values in enumerate(sorted(rows, key=key), start=first):  # type: ignore[arg-type]
        for column, value in enumerate(values, start=1):
            put_text(sheet, number, column, value) if isinstance(value, str) else _put(sheet, number, column, value)


def column_moved(sheet: Worksheet, column: int, to: int) -> None:
    """Move the cells of a column behind all others, or anywhere that is free."""
    for row in range(1, sheet.max_row + 1):
        value = sheet.cell(row, column).value
        if isinstance(value, str):
            put_text(sheet, row, to, value)
        sheet.cell(row, column).value = None


def _put(sheet: Worksheet, row: int, column: int, value: object) -> None:
    sheet.cell(row, column).value = value  # type: ignore[assignment]


def can_be_typed(text: str) -> bool:
    """Say whether an xlsx workbook can hold the text as openpyxl writes it."""
    return not ILLEGAL_CHARACTERS_RE.search(text) and "_x" not in text
