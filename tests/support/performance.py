"""Small performance workbooks that a test writes itself, the way an analyst's workbook looks to a reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

Cell = str | float | dt.date | None | tuple[float, str]  # (number, number format)
Rows = Sequence[Sequence[Cell]]


def performance_workbook(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """Write the sheets, each with its headings in the first row, and return the path."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row_number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if isinstance(value, tuple):
                    cell = sheet.cell(row_number, column, value[0])
                    cell.number_format = value[1]
                elif value is not None:
                    sheet.cell(row_number, column, value)
    book.save(path)
    return path


FIGURES = ("Code", "Area", "Period", "Kind", "Numerator", "Denominator", "Value", "Note")
TARGETS = ("Code", "Area", "Period", "Target")
POPULATIONS = ("Code", "Area", "Year", "Ages", "Population", "Vintage")
