"""The drill-down: the records behind the figures of the report's period, for those who may see them.

It is personal data and only made when a user asks for it: identifiers, and where each record stands; never names.
"""

from __future__ import annotations

from collections.abc import Mapping

from xlperf.period import Period
from xlperf.report.canvas import Canvas
from xlperf.report.content import ReportContent
from xlperf.sheets.address import quoted_sheet
from xlperf.sheets.layout import Page, Sheet

NAME = "Records"
HEADINGS = ("Code", "Period", "Counted in", "Child", "File", "Sheet", "Row")
WIDTHS = (14, 24, 14, 20, 34, 26, 10)

Links = Mapping[tuple[str, Period], str]  # by code and period: where its first record stands


def records(content: ReportContent) -> tuple[Sheet, Links]:
    """Return the sheet of records, and the place where those of each figure begin."""
    sheet = Canvas(NAME, WIDTHS, tab_colour="target")
    sheet.put(1, "Records", "title")
    sheet.next_row(28)
    sheet.put(
        1, "Personal data: identifiers of children. Delete this sheet before the report is passed on.", "warning_note"
    )
    sheet.next_row(16)
    sheet.next_row(8)
    header = sheet.put_row(HEADINGS, "heading")
    links: dict[tuple[str, Period], str] = {}
    for record in content.records:
        links.setdefault((record.code, record.period), f"{quoted_sheet(NAME)}!A{sheet.row}")
        sheet.put(1, record.code, "code")
        for column, text in enumerate(
            (record.period.heading, record.part, record.child, record.file, record.sheet), start=2
        ):
            sheet.put(column, text, "text_top")
        sheet.put(7, record.row, "number_top", number_format="0")
        sheet.next_row()
    page = Page(landscape=True, footer=content.title, repeat_rows=(header, header))
    return sheet.finish(page, freeze_at=(header + 1, 1)), links
