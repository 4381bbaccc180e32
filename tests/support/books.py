"""Workbooks as they look once read, made by hand for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlperf.sheets.address import parse_cell
from xlperf.sheets.grid import Book, CellValue, Grid

Rows = Sequence[Sequence[CellValue]]


def grid(rows: Rows, name: str = "Figures", formats: Mapping[str, str] | None = None, first_row: int = 1) -> Grid:
    """Return a sheet; `formats` gives number formats by cell name."""
    by_place = {parse_cell(cell): number_format for cell, number_format in (formats or {}).items()}
    return Grid(name, [list(row) for row in rows], first_row=first_row, number_formats=by_place)


def book(*grids: Grid, file: str = "council.xlsx", **sheets: Rows) -> Book:
    """Return a workbook of sheets, given as grids or as rows by name ("Figures_wide" is the sheet "Figures wide")."""
    named = [grid(rows, name.replace("_", " ")) for name, rows in sheets.items()]
    return Book(file, file.rpartition(".")[2], (*grids, *named))
