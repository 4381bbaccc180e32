"""How a sheet stands on the screen and on paper: widths, heights, panes, tab, page."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from xlperf.errors import OutputError
from xlperf.sheets.address import area_reference
from xlperf.sheets.layout import Sheet
from xlperf.sheets.theme import Theme
from xlperf.workbook.writing.texts import LONGEST_IN_MARGIN, margin_text, refuse_too_long

A4 = 9
ON_SCREEN_AND_PAPER = 2
ON_PAPER = 1
MARGIN_SIZE = 8  # points
MARGIN_COLOUR = "595959"
TALLEST = 409.0  # points
WIDEST = 255.0  # characters
ALLOWED = {"format_cells": True, "format_columns": True, "format_rows": True}
"""What a protected sheet lets people do besides typing: make a row taller for their words, a column wider."""
PAGE_NUMBER = "Page &P of &N"


def write_page(worksheet: Worksheet, sheet: Sheet, theme: Theme) -> None:
    """Set everything about a sheet that is not in a cell. No row, column or sheet is ever hidden."""
    _screen(worksheet, sheet, theme)
    _paper(worksheet, sheet, theme)
    if sheet.protected:
        worksheet.protect("", ALLOWED)


def _screen(worksheet: Worksheet, sheet: Sheet, theme: Theme) -> None:
    for column, width in sorted(sheet.column_widths.items()):
        if not 0 < width <= WIDEST:
            raise OutputError(f'sheet "{sheet.name}": column {column} cannot be {width} characters wide')
        worksheet.set_column(column - 1, column - 1, width)
    for row, height in sorted(sheet.row_heights.items()):
        if not 0 < height <= TALLEST:
            raise OutputError(f'sheet "{sheet.name}": row {row} cannot be {height} points high')
        worksheet.set_row(row - 1, height)
    if sheet.freeze_at and sheet.freeze_at != (1, 1):
        row, column = sheet.freeze_at
        worksheet.freeze_panes(row - 1, column - 1)
    if sheet.tab_colour:
        worksheet.set_tab_color(theme.colours[sheet.tab_colour])
    worksheet.hide_gridlines(ON_PAPER if sheet.gridlines else ON_SCREEN_AND_PAPER)
    if sheet.cells:
        last = max(row for row, _ in sheet.cells), max(column for _, column in sheet.cells)
        used = area_reference((1, 1), last)
        # Codes are texts and targets differ from their neighbours on purpose; green corners would only distract.
        worksheet.ignore_errors({"number_stored_as_text": used, "formula_differs": used, "formula_range": used})


def _paper(worksheet: Worksheet, sheet: Sheet, theme: Theme) -> None:
    page = sheet.page
    worksheet.set_paper(A4)
    if page.landscape:
        worksheet.set_landscape()
    else:
        worksheet.set_portrait()
    worksheet.fit_to_pages(1, 1 if page.one_page else 0)
    worksheet.set_margins(left=0.5, right=0.5, top=0.75 if page.header else 0.5, bottom=0.7)
    look = f'&"{theme.font},Regular"&{MARGIN_SIZE}&K{MARGIN_COLOUR}'
    if page.header:
        worksheet.set_header(_margin(f"&L{look}{margin_text(page.header)}", sheet, "header"))
    footer = f"&L{look}{margin_text(page.footer)}" if page.footer else ""
    worksheet.set_footer(_margin(f"{footer}&R{look}{PAGE_NUMBER}", sheet, "footer"))
    if page.repeat_rows:
        first, last = page.repeat_rows
        worksheet.repeat_rows(first - 1, last - 1)
    if page.breaks_before_rows:
        worksheet.set_h_pagebreaks([row - 1 for row in sorted(set(page.breaks_before_rows)) if row > 1])


def _margin(text: str, sheet: Sheet, what: str) -> str:
    refuse_too_long(text, LONGEST_IN_MARGIN, f'sheet "{sheet.name}": the page\'s {what}', "Shorten it.")
    return text
