"""Native tables and sparklines of a sheet."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from xlperf.errors import OutputError
from xlperf.sheets.address import cell_name
from xlperf.sheets.layout import NativeTable, Sheet
from xlperf.sheets.theme import Theme
from xlperf.workbook.writing.names import Places, check_name
from xlperf.workbook.writing.rules import check, corners
from xlperf.workbook.writing.texts import attribute_text, plain_text, refuse_too_long

LONGEST_HEADING = 255


def write_tables(worksheet: Worksheet, sheet: Sheet, taken: set[str]) -> None:
    """
    Write the tables of a sheet; `taken` are the names already used in the workbook and grows.

    Only the headings are handed over: xlsxwriter would make formulas of data. This comes before the cells, because it
    also writes the headings' cells, which the sheet's own then replace.
    """
    for table in sheet.tables:
        place = f'sheet "{sheet.name}", table at {cell_name(*table.area[0])}'
        check_name(table.name, "table")
        if table.name.casefold() in taken:
            raise OutputError(f'{place}: something else is already called "{table.name}"')
        taken.add(table.name.casefold())
        area = corners(table.area, place)
        _check_headings(table, sheet, place)
        columns = [{"header": attribute_text(heading)} for heading in table.headings]
        options = {"name": table.name, "columns": columns, "style": None, "banded_rows": False}
        check(worksheet.add_table(*area, options), place)


def _check_headings(table: NativeTable, sheet: Sheet, place: str) -> None:
    """Excel repairs (and loses) a table whose headings are not texts, not all different, or not those of its cells."""
    (row, first), (last_row, last) = table.area
    if last_row == row:
        raise OutputError(f"{place} needs at least one row under its headings")
    cells = [sheet.cells.get((row, column)) for column in range(first, last + 1)]
    shown = [cell.value if cell and isinstance(cell.value, str) and not cell.formula else None for cell in cells]
    if shown != list(table.headings) or not all(table.headings):
        raise OutputError(f"{place}: its headings are not the texts in row {row}")
    if len({plain_text(heading).casefold() for heading in table.headings}) < len(table.headings):
        raise OutputError(f"{place}: two headings are the same; give each a name of its own")
    for heading in table.headings:
        refuse_too_long(attribute_text(heading), LONGEST_HEADING, f"{place}: a heading", "Shorten it.")


def write_sparklines(worksheet: Worksheet, sheet: Sheet, theme: Theme, places: Places) -> None:
    """Write the sparklines of a sheet: columns, the last one marked; a cell without a number is a gap."""
    for sparkline in sheet.sparklines:
        row, column = sparkline.at
        place = f'sheet "{sheet.name}", sparkline at {cell_name(row, column)}'
        colour = theme.colours[sparkline.colour]
        options = {
            "range": places.checked(sparkline.values, place),
            "series_color": colour,
            "last_color": colour,
            "last_point": True,
            # LibreOffice 7.4 does not print lines, not those of a bare workbook either; columns it does.
            "type": "column",
        }
        first_row, first_column, _, _ = corners((sparkline.at, sparkline.at), place)
        check(worksheet.add_sparkline(first_row, first_column, options), place)
