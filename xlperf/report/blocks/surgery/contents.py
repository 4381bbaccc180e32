"""The contents of a pack: the measures that need surgery and why, the way to every sheet, and who is not in it."""

from __future__ import annotations

from collections.abc import Sequence

from xlperf.figure import Figure
from xlperf.report.blocks.key import rating_colours
from xlperf.report.blocks.surgery.panel import actual_cells, forecast_cells
from xlperf.report.blocks.surgery.part import CONTENTS, Case, cases, headings, section, told
from xlperf.report.canvas import Canvas
from xlperf.report.content import Line, ReportContent
from xlperf.report.numbers import figure_cell, number_format
from xlperf.report.reasons import Judged
from xlperf.report.setting import ReportSheet, Setting
from xlperf.report.text_fit import row_height
from xlperf.results.rating import NO_DATA, rating_text
from xlperf.sheets.address import quoted_sheet
from xlperf.sheets.layout import Cell, Page
from xlperf.symbols import Missing

WIDTHS = (17, 42, 62, 11, 11, 15, 11, 15)
CODE, TITLE, WHY, NOW, TARGET, STATUS, FORECAST, FORECAST_STATUS = range(1, 9)


def contents(content: ReportContent, setting: Setting, listed: Sequence[ReportSheet]) -> ReportSheet:
    """Return the contents sheet; `listed` are the sheets that follow it."""
    sheet = Canvas(CONTENTS, WIDTHS, tab_colour="accent")
    sheet.put(1, content.title, "title")
    sheet.next_row(28)
    sheet.put(1, f"{content.authority}: {content.period.heading}", "subtitle")
    sheet.next_row(18)
    prepared = f"{content.plan.title}: background information, prepared on {content.dated.day} {content.dated:%B %Y}."
    if board := content.about.get("board"):
        prepared += f" For: {board}."
    told(sheet, prepared)
    if content.publication:
        told(sheet, content.publication)
    _taken(sheet, content, setting)
    _listed(sheet, listed)
    _passed_over(sheet, content, setting)
    return ReportSheet(sheet.finish(Page(landscape=True, footer=content.title)), "")


def _taken(sheet: Canvas, content: ReportContent, setting: Setting) -> None:
    section(sheet, "Measures in this pack", len(WIDTHS))
    found = cases(content)
    if not found:
        can_be_judged = any(
            line.judged.rating in {grade.rating for grade in line.scheme.grades} for line in content.lines
        )
        said = (
            "By the figures no measure needs a surgery."
            if can_be_judged
            else "No measure can be judged: none has both a figure and a target."
        )
        told(sheet, f"{said} Beneath stands why, for each.")
        return
    texts = ("Code", "Measure", "Why it is here", "Actual", "Target", "Rating", "Forecast", "Forecast rating")
    headings(sheet, texts, range(NOW, TARGET + 1))
    for column in (STATUS, FORECAST_STATUS):
        sheet.cells[sheet.row - 1, column] = Cell(texts[column - 1], "heading_centre")
    sheet.cells[sheet.row - 1, FORECAST] = Cell(texts[FORECAST - 1], "heading_number")
    first = sheet.row
    for case in found:
        _case(sheet, case)
    for column in (STATUS, FORECAST_STATUS):
        schemes = tuple({case.line.scheme.name: case.line.scheme for case in found}.values())
        sheet.colour_rules += rating_colours((first, column), (sheet.row - 1, column), schemes)


def _case(sheet: Canvas, case: Case) -> None:
    line, surgery = case.line, case.surgery
    why = f"{surgery.chosen_because}\nReviewed before? {surgery.reviewed_before}"
    sheet.put(CODE, line.code, "code_link", link=f"{quoted_sheet(case.overview)}!A1")
    sheet.put(TITLE, line.indicator.title, "wrapped")
    sheet.put(WHY, why, "wrapped")
    _judged(sheet, line, line.judged, actual_cells(case), NOW, STATUS)
    target = line.judged.target
    shape = number_format(line.indicator.unit, line.indicator.places)
    formula = f'=IF({actual_cells(case).target}="","",{actual_cells(case).target})'
    sheet.put(TARGET, "" if target is None else target, "number_top", formula=formula, number_format=shape)
    _judged(sheet, line, line.forecast, forecast_cells(case), FORECAST, FORECAST_STATUS)
    sheet.next_row(row_height([(line.indicator.title, WIDTHS[1] - 1), (why, WIDTHS[2])], least=30))


def _judged(sheet: Canvas, line: Line, figure: Figure | None, cells: Judged, at: int, status: int) -> None:
    """Put a figure and its rating, both pointing at the panel of the measure."""
    if figure is None:
        sheet.put(at, Missing.NOT_AVAILABLE.shown, "missing", formula=f"={cells.value}")
    else:
        sheet.cells[sheet.row, at] = figure_cell(figure, "number_top", f"={cells.value}")
    rating = figure.rating if figure is not None else NO_DATA.rating
    sheet.put(status, rating_text(rating, line.scheme), "rating", formula=f"={cells.status}")


def _listed(sheet: Canvas, listed: Sequence[ReportSheet]) -> None:
    sheet.next_row(8)
    section(sheet, "Contents", len(WIDTHS))
    headings(sheet, ("Place", "Sheet", "What it holds"))
    for number, one in enumerate(listed, start=1):
        sheet.put(CODE, str(number), "code")
        sheet.put(TITLE, one.sheet.name, "code_link", link=f"{quoted_sheet(one.sheet.name)}!A1")
        sheet.put(WHY, one.holds, "wrapped")
        sheet.next_row(row_height([(one.holds, WIDTHS[2])], least=16))


def _passed_over(sheet: Canvas, content: ReportContent, setting: Setting) -> None:
    """Put the measures that are not taken, with their figures and why not."""
    if not content.passed_over:
        return
    sheet.next_row(8)
    section(sheet, "Measures not in this pack", len(WIDTHS))
    headings(sheet, ("Code", "Measure", "Why it is not here", "Actual", "Target"), range(NOW, TARGET + 1))
    lines = {line.code: line for line in content.lines}
    for one in content.passed_over:
        line = lines[one.code]
        place = setting.places[line.indicator.id, line.judged.period]
        sheet.put(CODE, one.code, "code")
        sheet.put(TITLE, line.indicator.title, "wrapped")
        sheet.put(WHY, one.because, "wrapped")
        sheet.cells[sheet.row, NOW] = figure_cell(line.judged, "number_top", f"={place.value}")
        shape = number_format(line.indicator.unit, line.indicator.places)
        sheet.put(TARGET, line.judged.target, "number_top", number_format=shape)
        sheet.next_row(row_height([(line.indicator.title, WIDTHS[1] - 1), (one.because, WIDTHS[2])], least=16))
