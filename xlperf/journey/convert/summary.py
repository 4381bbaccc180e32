"""The summary workbook of a run: what came of each file, figures of the authorities side by side, problems by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from xlperf.journey.convert.manifest import Entry
from xlperf.journey.convert.task import Order
from xlperf.report.canvas import Canvas
from xlperf.report.text_fit import row_height
from xlperf.sheets.layout import Layout, Page, Properties, Sheet

SUMMARY = "summary.xlsx"
FILE_WIDTHS = (38, 14, 34, 18, 12, 70)
STATUS_ROLES = {"done": "text_top", "failed": "problem_error", "passed over": "text_top"}


def summary_layout(entries: Sequence[Entry], order: Order) -> Layout:
    """Return the summary of all entries, in their order."""
    sheets = (_files(entries), _figures(entries), _problems(entries))
    return Layout(sheets, Properties(title="Summary of a conversion", subject=order.plan, created=order.dated))


def _begin(name: str, title: str, note: str, headings: Sequence[str], widths: Sequence[float]) -> tuple[Canvas, int]:
    sheet = Canvas(name, widths)
    sheet.put(1, title, "title")
    sheet.next_row(28)
    sheet.put(1, note, "note")
    sheet.next_row()
    sheet.next_row(8)
    return sheet, sheet.put_row(headings, "heading")


def _finish(sheet: Canvas, header: int) -> Sheet:
    page = Page(landscape=True, footer="Summary of a conversion", repeat_rows=(header, header))
    return sheet.finish(page, freeze_at=(header + 1, 2))


def _files(entries: Sequence[Entry]) -> Sheet:
    counted = Counter(entry.status for entry in entries)
    note = (
        ", ".join(f"{counted[status]} {status}" for status in STATUS_ROLES if counted[status]) or "No file was found."
    )
    headings = ("File", "Status", "Report", "Period", "Problems", "What is the matter")
    sheet, header = _begin("Files", "Files", note, headings, FILE_WIDTHS)
    for entry in entries:
        problems = sum(number for _, number in entry.problems)
        for column, text in enumerate((entry.source, entry.status, entry.output, entry.period), start=1):
            sheet.put(column, text, STATUS_ROLES[entry.status] if column == 2 else "wrapped")
        sheet.put(5, problems if entry.status == "done" else None, "number_top", number_format="0")
        sheet.put(6, entry.reason, "wrapped")
        texts = zip((entry.source, entry.status, entry.output, entry.reason), (38, 14, 34, 70), strict=True)
        sheet.next_row(row_height(texts))
    return _finish(sheet, header)


def _figures(entries: Sequence[Entry]) -> Sheet:
    """Put one row an indicator and one column a file; a figure is shown as its report shows it, with its rating."""
    made = [entry for entry in entries if entry.figures]
    titles = {figure.code: figure.title for entry in made for figure in entry.figures}
    headings = ("Code", "Indicator", *(f"{entry.figures[0].area}\n{entry.source}" for entry in made))
    widths = (14.0, 46.0, *[24.0] * len(made))
    note = "As each report shows it, with its rating: the period is that of the report."
    sheet, header = _begin("Figures", "Figures side by side", note, headings, widths)
    sheet.heights[header] = row_height(zip(headings, widths, strict=True), least=32)
    shown = [{figure.code: f"{figure.shown}  {figure.rating}" for figure in entry.figures} for entry in made]
    for code, title in titles.items():
        sheet.put(1, code, "code")
        sheet.put(2, title, "wrapped")
        for column, figures in enumerate(shown, start=3):
            sheet.put(column, figures.get(code, ""), "text_top")
        sheet.next_row(row_height([(title, widths[1])]))
    return _finish(sheet, header)


def _problems(entries: Sequence[Entry]) -> Sheet:
    headings, widths = ("Rule", "Cells", "Files"), (50, 12, 12)
    note = "Problems in the returns by rule; each report lists its own with their cells."
    sheet, header = _begin("Problems", "Problems by rule", note, headings, widths)
    cells: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for entry in entries:
        for rule, number in entry.problems:
            cells[rule] += number
            files[rule] += 1
    for rule, number in sorted(cells.items(), key=lambda pair: (-pair[1], pair[0])):
        sheet.put(1, rule, "wrapped")
        sheet.put(2, number, "number_top", number_format="#,##0")
        sheet.put(3, files[rule], "number_top", number_format="#,##0")
        sheet.next_row()
    return _finish(sheet, header)
