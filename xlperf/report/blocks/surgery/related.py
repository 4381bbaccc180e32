"""The measures to read with one, each with its own latest rating."""

from __future__ import annotations

from xlperf.report.blocks.key import rating_colours
from xlperf.report.blocks.surgery.panel import (
    ADRIFT,
    CODE,
    COLUMNS,
    NAME,
    STATUS,
    TARGET,
    VALUE,
    WIDTHS,
    WORDS,
    put_judgement,
)
from xlperf.report.blocks.surgery.part import SPACE, Case, headings, section, told
from xlperf.report.canvas import Canvas
from xlperf.report.content import Line, ReportContent
from xlperf.report.numbers import figure_cell, number_format
from xlperf.report.pack import Related
from xlperf.report.setting import Setting
from xlperf.report.text_fit import row_height
from xlperf.results.rating import NO_DATA
from xlperf.symbols import Missing


def related_table(sheet: Canvas, content: ReportContent, setting: Setting, case: Case) -> None:
    """Put each related measure with its figure, target, distance and rating; none is a sentence that says so."""
    sheet.next_row(SPACE)
    section(sheet, "Measures to read with it, with their own latest rating", COLUMNS)
    if not case.surgery.related:
        told(sheet, "No related measure is named: fill the column Related measures of Measures.")
        return
    texts = ("Code", "Period", "Measure", "Value", "Target", "% adrift", "Rating")
    headings(sheet, texts, range(VALUE, ADRIFT + 1), STATUS)
    lines = {line.indicator.id: line for line in content.all_lines}
    first = sheet.row
    for one in case.surgery.related:
        _related_row(sheet, setting, one, lines.get(one.indicator))
    schemes = {line.scheme.name: line.scheme for one in case.surgery.related if (line := lines.get(one.indicator))}
    area = ((first, STATUS), (sheet.row - 1, STATUS))
    sheet.colour_rules += rating_colours(*area, tuple(schemes.values()))


def _related_row(sheet: Canvas, setting: Setting, one: Related, line: Line | None) -> None:
    title = one.title or "No measure of this code is known here."
    sheet.put(CODE, one.code, "code")
    sheet.put(NAME, line.judged.period.heading if line else "No figure in the inputs", "text_top")
    sheet.put(WORDS, title, "wrapped")
    if line is None:
        for column in (VALUE, TARGET, ADRIFT):
            sheet.put(column, Missing.NOT_AVAILABLE.shown if column == VALUE else None, "missing")
        sheet.put(STATUS, NO_DATA.text, "rating")
    else:
        place = setting.places[line.indicator.id, line.judged.period]
        sheet.cells[sheet.row, VALUE] = figure_cell(line.judged, "number_top", f"={place.value}")
        shape = number_format(line.indicator.unit, line.indicator.places)
        sheet.put(TARGET, line.judged.target, "number_top", number_format=shape)
        put_judgement(sheet, line, line.judged, setting, VALUE)
    sheet.next_row(row_height([(one.code, WIDTHS[0] - 2), (title, WIDTHS[2])], least=16))
