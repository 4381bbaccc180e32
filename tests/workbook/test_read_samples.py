"""Workbooks that others published, where they lie beside this checkout."""

from __future__ import annotations

from pathlib import Path

from xlperf.sheets.grid import CellError
from xlperf.workbook.read import read_book


def test_the_annex_a_sample_is_read_with_every_error_cell(shared: Path) -> None:
    """Facts counted in the raw XML: 11 sheets, 10 cells of type "e" (all #N/A, List 6), 72 formulas with results."""
    book = read_book(shared / "returns" / "annex_a" / "Annex_A.xlsx")
    assert [grid.name for grid in book.grids] == [f"List {number}" for number in range(1, 12)]
    errors = [
        (grid.name, grid.address(number, grid.first_column + place))
        for grid in book.grids
        for number, row in grid.numbered_rows()
        for place, value in enumerate(row)
        if value == CellError("#N/A")
    ]
    expected = [("List 6", f"{column}{row}") for row in range(2, 7) for column in "MN"]
    assert errors == expected
    assert [(problem.sheet, problem.cell) for problem in book.problems] == expected


def test_every_published_table_is_read(shared: Path) -> None:
    tables = sorted(shared.glob("returns/**/*.csv")) + sorted(shared.glob("returns/**/*.xlsx"))
    assert len(tables) >= 12
    for table in tables:
        book = read_book(table)
        assert any(grid.last_row > 1 for grid in book.grids), table.name
        assert not [problem for problem in book.problems if problem.rule in {"ragged row", "unbalanced quote"}]
