"""The performance background of a measure: its rating, the reasons for surgery, related measures, words, breakdowns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from xlperf.report.blocks.surgery.commentary import commentary_table, parts_of
from xlperf.report.blocks.surgery.comparison import LatestCells
from xlperf.report.blocks.surgery.overview import REVIEWED
from xlperf.report.blocks.surgery.panel import (
    ADRIFT,
    CODE,
    COLUMNS,
    NAME,
    TARGET,
    VALUE,
    WIDTHS,
    WORDS,
    other_reason_follows,
    rating_panel,
    reason_cells,
    reasons_table,
)
from xlperf.report.blocks.surgery.part import SPACE, Case, begin, headings, page, section, told
from xlperf.report.blocks.surgery.since import since_then
from xlperf.report.canvas import Canvas
from xlperf.report.content import BreakdownRow, Line, ReportContent
from xlperf.report.reasons import OTHER_PART
from xlperf.report.setting import ReportSheet, Setting
from xlperf.report.text_fit import row_height
from xlperf.sheets.address import area_reference, reference
from xlperf.sheets.layout import Cell

# Whom the breakdowns of child-level returns are about, by what an indicator counts.
COUNTED_PEOPLE = {
    "cp_plans_at": "Children on a child protection plan",
    "children_looked_after": "Children looked after",
}
NUMBER, SHARE, AS_AT = VALUE, TARGET, ADRIFT


def background(content: ReportContent, setting: Setting, case: Case, compared: LatestCells) -> ReportSheet:
    """Return the background sheet; `compared` is where the values of the latest comparison stand."""
    sheet = begin(case, content, case.background, WIDTHS, "Performance background")
    rating_panel(sheet, case, setting)
    cells = reason_cells(case, setting, compared)
    last = reasons_table(sheet, content, case, cells)
    sheet.next_row(SPACE)
    since = since_then(case, setting)
    told(sheet, since.text, since.cell_formula)
    _breakdowns(sheet, content, case.line)
    sheet.page_breaks.append(sheet.row)
    sheet.next_row(SPACE)
    section(sheet, "What lies behind the performance", COLUMNS)
    if case.line.remarks_stand_at not in ("", case.line.code):
        told(sheet, f"What is said of several measures together stands at {case.line.remarks_stand_at}.")
    wanted = [part for part in content.plan.commentary_parts if part != REVIEWED]
    words = [one for one in case.surgery.words if one[0].casefold() != REVIEWED.casefold()]
    places = commentary_table(sheet, case.line.code, parts_of(words, wanted))
    if OTHER_PART in places:
        other_reason_follows(sheet, last, reference(*places[OTHER_PART]))
    holds = "Performance background: rating, reasons for surgery, who they are, and what lies behind it"
    return ReportSheet(sheet.finish(page(content, case)), holds)


# Breakdowns


def _breakdowns(sheet: Canvas, content: ReportContent, line: Line) -> None:
    """Put who the children are, where the inputs say it: number and share of each category."""
    sheet.next_row(SPACE)
    section(sheet, "Who they are", COLUMNS)
    rows = breakdowns_of(content, line)
    if not rows:
        told(sheet, "The inputs have no breakdown of this measure by category, gender, age or ethnicity.")
        return
    told(
        sheet,
        "Shares are of all, those not recorded included. Small numbers may identify a child.",
        role="warning_note",
    )
    headings(sheet, ("Code", "Breakdown", "Category", "Number", "Share", "As at"), range(NUMBER, SHARE + 1))
    for _, group in groupby(rows, key=lambda row: row.by):
        _group(sheet, line, tuple(group))


def breakdowns_of(content: ReportContent, line: Line) -> tuple[BreakdownRow, ...]:
    """Return the breakdowns that are about a measure: named after it, or of the people that it counts."""
    counts = line.indicator.numerator.count if line.indicator.numerator else ""
    names = {line.indicator.title, COUNTED_PEOPLE.get(counts, line.indicator.title)}
    return tuple(row for row in content.breakdowns if row.of in names)


def _group(sheet: Canvas, line: Line, rows: Sequence[BreakdownRow]) -> None:
    first, last = sheet.row, sheet.row + len(rows) - 1
    counted = all(row.count is not None for row in rows)
    whole = f"SUM({area_reference((first, NUMBER), (last, NUMBER))})"
    for row in rows:
        sheet.put(CODE, line.code, "code")
        sheet.put(NAME, f"{row.by[:1].upper()}{row.by[1:]}", "text_top")
        sheet.put(WORDS, row.category, "wrapped")
        number = Cell(None, "number_top") if row.count is None else Cell(row.count, "number_top", number_format="#,##0")
        sheet.cells[sheet.row, NUMBER] = number
        formula = f"=IF({whole}=0,0,{reference(sheet.row, NUMBER)}/{whole})" if counted else ""
        sheet.put(SHARE, row.share, "number_top", formula=formula, number_format="0.0%")
        sheet.put(AS_AT, row.as_at.heading, "text_top")
        sheet.next_row(row_height([(row.category, WIDTHS[2]), (row.by, WIDTHS[1] - 2)]))
