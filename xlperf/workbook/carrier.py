"""Write the workbook that carries a VBA project: plain sheets of text, the project, and the names that tie them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook

from xlperf.workbook.writing.worksheet import PlainWorksheet

BOOK_CODE_NAME = "ThisWorkbook"
CREATED = dt.datetime(2026, 1, 1)
"""The date in the properties: fixed, so that the same add-in has the same bytes whenever it is built."""

Value = str | bool


@dataclass(frozen=True, slots=True)
class CarrierSheet:
    """One sheet: its name, what VBA calls it, and its rows, from the first cell on."""

    name: str
    code_name: str
    rows: Sequence[Sequence[Value]]


def carrier_workbook(title: str, sheets: Sequence[CarrierSheet], project: bytes) -> bytes:
    """
    Return a macro-enabled workbook (.xlsm) with these sheets and this `vbaProject.bin`, in equal bytes each time.

    VBA calls the workbook ThisWorkbook and each sheet by its code name: modules of these names must be in the project.
    """
    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "author": "xlperf", "created": CREATED})
    for sheet in sheets:
        worksheet = book.add_worksheet(sheet.name, PlainWorksheet)
        worksheet.set_vba_name(sheet.code_name)
        for number, row in enumerate(sheet.rows):
            for column, value in enumerate(row):
                worksheet.write(number, column, value)
    book.add_vba_project(io.BytesIO(project), is_stream=True)
    book.set_vba_name(BOOK_CODE_NAME)
    book.close()
    return content.getvalue()
