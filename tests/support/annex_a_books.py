"""Annex A workbooks and csv files for commands: List 7 of a few sound plans, written to a folder."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from tests.support.annex_a_sheets import rows
from xlperf.sheets.grid import CellValue

LIST_1 = [
    ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age", "Date of Contact", "Contact Source"],
    ["1001", "b) Female", "a) WBRI", dt.datetime(2019, 5, 2), 7.0, dt.datetime(2026, 9, 2), "1A: Individual"],
]


def annex_a(
    path: Path, plans: Sequence[Sequence[CellValue]] | None = None, others: Mapping[str, object] | None = None
) -> Path:
    """Write a workbook whose List 7 holds these rows (headings first); `others` are further sheets of rows."""
    book = Workbook()
    book.remove(book.active)
    for name, table in {"List 7": rows() if plans is None else plans, **(others or {})}.items():
        sheet = book.create_sheet(name)
        for row in table:
            sheet.append(list(row))
    book.save(path)
    return path


def as_csv(path: Path, table: Sequence[Sequence[CellValue]]) -> Path:
    """Write rows as csv, days as 2026-09-02 and whole numbers without a decimal point."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([[_text(value) for value in row] for row in table])
    return path


def _text(value: CellValue) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return f"{value:g}" if isinstance(value, float) else str(value)
