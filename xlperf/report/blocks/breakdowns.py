"""Breakdowns: who the children behind a number are, by category of abuse, gender, age, ethnicity and length."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from xlperf.report.canvas import Canvas
from xlperf.report.content import BreakdownRow, ReportContent
from xlperf.report.numbers import number_format
from xlperf.report.setting import ReportSheet, Setting
from xlperf.sheets.layout import Page

NAME = "Breakdowns"
HEADINGS = ("Of", "As at", "Breakdown", "Category", "Number", "Share")
WIDTHS = (48, 16, 24, 40, 12, 12)
NUMBER, SHARE = 5, 6


def breakdowns(content: ReportContent, setting: Setting) -> tuple[ReportSheet, ...]:
    """Return one table of every category, its number where that is known, and its share; none without breakdowns."""
    if not content.breakdowns:
        return ()
    sheet = Canvas(NAME, WIDTHS)
    sheet.put(1, "Breakdowns", "title")
    sheet.next_row(28)
    warning = content.publication or "Small numbers may identify a child."
    sheet.put(1, f"Shares are of all, those not recorded included. {warning}", "warning_note")
    sheet.next_row(16)
    sheet.next_row(8)
    header = sheet.row
    for column, heading in enumerate(HEADINGS, start=1):
        sheet.put(column, heading, "heading_number" if column >= NUMBER else "heading")
    sheet.next_row(18)
    for _, rows in groupby(content.breakdowns, key=lambda row: (row.of, row.as_at, row.by)):
        _group(sheet, tuple(rows))
    page = Page(landscape=True, footer=content.title, repeat_rows=(header, header))
    holds = "Who the children are: category of abuse, gender, age, ethnicity, length"
    return (ReportSheet(sheet.finish(page, freeze_at=(header + 1, 1)), holds),)


def _group(sheet: Canvas, rows: Sequence[BreakdownRow]) -> None:
    """Put the categories of one breakdown and their total; a share is a formula where every number is known."""
    counted = all(row.count is not None for row in rows)
    total_row = sheet.row + len(rows)
    for row in rows:
        _words(sheet, row, row.category)
        if row.count is not None:
            sheet.put(NUMBER, row.count, "number_top", number_format=number_format("count", 0))
        elif row.missing is not None:
            sheet.put(NUMBER, row.missing.shown, "missing")
            sheet.put(SHARE, row.missing.shown, "missing")
        if row.share is not None:
            formula = f"=IF(E{total_row}=0,0,E{sheet.row}/E{total_row})" if counted else ""
            sheet.put(SHARE, row.share, "number_top", formula=formula, number_format="0.0%")
        sheet.next_row()
    if counted:
        _words(sheet, rows[0], "All")
        total = f"=SUM(E{total_row - len(rows)}:E{total_row - 1})"
        whole = sum(row.count or 0 for row in rows)
        sheet.put(NUMBER, whole, "total", formula=total, number_format=number_format("count", 0))
        sheet.put(SHARE, None, "total")
        sheet.next_row()


def _words(sheet: Canvas, row: BreakdownRow, category: str) -> None:
    for column, text in enumerate((row.of, row.as_at.heading, row.by, category), start=1):
        sheet.put(column, text, "text_top")
