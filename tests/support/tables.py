"""One table of a report's sheet, found by one of its headings, as a reader would find it."""

from __future__ import annotations

from tests.support.reports import Row, SeenReport, value_of
from xlperf.sheets.address import cell_name, parse_cell


def table(seen: SeenReport, sheet: str, heading: str) -> list[Row]:
    """
    Return the rows of the first table with this heading, each by its headings; a KeyError where there is none.

    A table ends above the first row that has nothing in its first column.
    """
    cells = seen.cells(sheet)
    header = next((parse_cell(name)[0] for name, cell in cells.items() if cell.text == heading), 0)
    if not header:
        raise KeyError(heading)
    columns = {parse_cell(name)[1]: cell.text for name, cell in cells.items() if parse_cell(name)[0] == header}
    first = min(columns)
    found: list[Row] = []
    row = header + 1
    while (start := cells.get(cell_name(row, first))) is not None and value_of(start) is not None:
        names = {text: cell_name(row, column) for column, text in columns.items()}
        found.append({text: seen.cell(sheet, name) for text, name in names.items() if name in cells})
        row += 1
    return found
