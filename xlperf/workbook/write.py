"""From a layout to a workbook file: whole or not at all, the same bytes every time, and nothing in it but the layout.

Why xlsxwriter is told so much here: by itself it makes formulas and links of texts that look like them, only returns a
number (or warns) when it leaves something out, and dates the file by the clock.
"""

from __future__ import annotations

import datetime as dt
import io
import warnings
from importlib.metadata import version
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException

from xlperf.errors import OutputError
from xlperf.sheets.layout import Layout, Properties
from xlperf.sheets.theme import Theme
from xlperf.workbook import MADE_BY_XLPERF
from xlperf.workbook.files import new_file
from xlperf.workbook.writing.cells import CellWriter
from xlperf.workbook.writing.charts import write_charts
from xlperf.workbook.writing.formats import Formats
from xlperf.workbook.writing.names import Places, check_name, check_sheet_names
from xlperf.workbook.writing.page import write_page
from xlperf.workbook.writing.rules import write_rules
from xlperf.workbook.writing.tables import write_sparklines, write_tables
from xlperf.workbook.writing.texts import plain_text
from xlperf.workbook.writing.worksheet import PlainWorksheet

# The numbers are pixels of a column and a row where Arial 10 is the ordinary font (Excel's own defaults for it).
COLUMN_PIXELS, ROW_PIXELS = 64, 17


def write_workbook(layout: Layout, theme: Theme, path: Path) -> None:
    """
    Write a layout as an xlsx workbook to `path`, whole or not at all.

    An OutputError names the file, and the sheet and cell where something cannot be written; then nothing is left at
    `path` but what was there before. The same layout gives the same bytes, whatever the clock, time zone, language.
    """
    try:
        content = workbook_bytes(layout, theme)
    except OutputError as error:
        raise OutputError(f"{path.name} was not written: {error}") from None
    with new_file(path) as file:
        file.write(content)


def workbook_bytes(layout: Layout, theme: Theme) -> bytes:
    """Return a layout as the bytes of an xlsx workbook; no file is made on the way."""
    if not layout.sheets:
        raise OutputError("a workbook needs at least one sheet")
    check_sheet_names(sheet.name for sheet in layout.sheets)
    content = io.BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)  # xlsxwriter warns and leaves out; a report never does
            _fill(Workbook(content, _options(theme)), layout, theme)
    except (XlsxWriterException, UserWarning) as error:
        raise OutputError(f"the workbook library refused a part of it: {error}") from error
    return content.getvalue()


def _options(theme: Theme) -> dict[str, Any]:
    return {
        "in_memory": True,  # no temporary files, and the times inside the package are fixed
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": theme.font, "font_size": theme.size},
        "default_column_width": COLUMN_PIXELS,
        "default_row_height": ROW_PIXELS,
    }


def _fill(book: Workbook, layout: Layout, theme: Theme) -> None:
    """Write everything into an empty workbook and close it."""
    formats, places = Formats(book, theme), Places(layout)
    _properties(book, layout.properties)
    taken = {name.casefold() for name in layout.names}
    worksheets = [book.add_worksheet(sheet.name, PlainWorksheet) for sheet in layout.sheets]
    for worksheet, sheet in zip(worksheets, layout.sheets, strict=True):
        write_tables(worksheet, sheet, taken)
        CellWriter(worksheet, sheet, formats, places).write_all()
        write_rules(worksheet, sheet, formats, places)
        write_sparklines(worksheet, sheet, theme, places)
        write_charts(book, worksheet, sheet, theme, places)
        write_page(worksheet, sheet, theme)
    for name, reference in sorted(layout.names.items()):
        check_name(name, "place")
        if book.define_name(name, "=" + places.checked(reference, f'the name "{name}"')):
            raise OutputError(f'the name "{name}" was refused by the workbook library')
    worksheets[0].activate()
    book.close()


def _properties(book: Workbook, properties: Properties) -> None:
    """Set every property that a package has, so that none is filled in from the machine or the clock."""
    book.set_properties(
        {
            "title": plain_text(properties.title),
            "subject": plain_text(properties.subject),
            "author": plain_text(properties.author),
            "company": plain_text(properties.company),
            "comments": plain_text(properties.comments),
            "created": dt.datetime.combine(properties.created, dt.time()),
        }
    )
    book.set_custom_property(MADE_BY_XLPERF, version("xlperf"), "text")
