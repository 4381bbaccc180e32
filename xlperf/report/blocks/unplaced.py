"""Words and actions typed into earlier reports that no line of this one shows: kept, each with its place and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlperf.report.canvas import Canvas
from xlperf.report.content import ReportContent
from xlperf.report.setting import ReportSheet
from xlperf.report.text_fit import row_height
from xlperf.report.typed_words import portions_of
from xlperf.returns.reports.marks import continued
from xlperf.returns.reports.records import Place
from xlperf.sheets.layout import Page

NAME = "Words not placed"
HEADINGS = ("Code", "Period", "Part", "Commentary", "Why", "File", "Sheet", "Cell")
WIDTHS = (13, 14, 22, 70, 34, 24, 18, 9)
TEXT = 4
ACTIONS = "Actions not placed"
FIELDS = {
    "Cost": "cost",
    "Effect": "effect",
    "Expected improvement": "expected_improvement",
    "Timeframe": "timeframe",
    "Business plan link": "business_plan_link",
    "Strategies": "strategies",
    "Lead officer": "lead_officer",
    "Due": "due",
    "Status": "status",
    "Meeting": "meeting",
}
WHERE = ("Why", "File", "Sheet", "Cell")
ACTION_WIDTHS = (7, 13, 46, *[15] * len(FIELDS), 30, 20, 14, 8)
ACTION = 3
VERSION = "The other version"  # no heading that is read back: the action itself stands at its line


def unplaced(content: ReportContent) -> tuple[ReportSheet, ...]:
    """Return the sheets; none where everything that was read has found its place."""
    return (*_words(content), *_actions(content))


def _begin(content: ReportContent, name: str, widths: Sequence[float], note: str) -> Canvas:
    sheet = Canvas(name, widths)
    sheet.put(1, name, "title")
    sheet.next_row(28)
    sheet.put(1, f"{content.authority}: {content.period.heading}", "subtitle")
    sheet.next_row(18)
    sheet.put(1, note, "note")
    sheet.next_row(16)
    return sheet


def _words(content: ReportContent) -> Iterator[ReportSheet]:
    if not content.unplaced:
        return
    note = "Typed into an earlier report, and at no line of this one. Correct the code here: the next report reads it."
    sheet = _begin(content, NAME, WIDTHS, note)
    header = _headings(sheet, HEADINGS)
    for one in content.unplaced:
        _rows(sheet, (one.codes, one.period, one.part, one.text), TEXT, one.because, one.place)
    page = Page(landscape=True, footer=content.title, repeat_rows=(header, header))
    yield ReportSheet(
        sheet.finish(page), "What people typed into earlier reports and what stands at no line of this one"
    )


def _actions(content: ReportContent) -> Iterator[ReportSheet]:
    if not content.unplaced_actions:
        return
    note = "Actions typed into earlier reports that this one does not show, and other versions of those that it shows."
    sheet = _begin(content, ACTIONS, ACTION_WIDTHS, note)
    for is_version, heading in ((False, "Action"), (True, VERSION)):
        found = [one for one in content.unplaced_actions if one.is_version is is_version]
        if found:
            _headings(sheet, ("Ref", "Code", heading, *FIELDS, *WHERE))
        for one in found:
            action = one.action
            further = [str(getattr(action, key)) for key in FIELDS.values()]
            texts = (action.ref, "; ".join(action.codes), action.action, *further)
            _rows(sheet, texts, ACTION, one.because, one.place)
    yield ReportSheet(
        sheet.finish(Page(landscape=True, footer=content.title)),
        "Actions of earlier reports in full, with their places",
    )


def _headings(sheet: Canvas, headings: Sequence[str]) -> int:
    sheet.next_row(8)
    row = sheet.put_row(headings, "heading")
    sheet.heights[row] = row_height(zip(headings, sheet.widths, strict=True), least=18)
    return row


def _rows(sheet: Canvas, texts: Sequence[str], long: int, because: str, place: Place) -> None:
    """Put one text, that of the column `long`, with what it is about and where it comes from; it may go on."""
    code = 1 if long == TEXT else 2
    for number, portion in enumerate(portions_of(texts[long - 1], sheet.widths[long - 1])):
        shown = [*texts, because, place.file, place.sheet, place.cell]
        shown[long - 1] = portion
        shown[code - 1] = continued(texts[code - 1], number)
        for column, value in enumerate(shown, start=1):
            sheet.put(column, value, "input_text" if column <= len(texts) else "wrapped")
        sheet.next_row(row_height(zip(shown, sheet.widths, strict=True), least=17))
