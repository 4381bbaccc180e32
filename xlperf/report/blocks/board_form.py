"""The form of the board's table: its columns and their widths, its colours, and what stands beneath it."""

from __future__ import annotations

from xlperf.report.blocks.board_notes import footnotes, in_printed_lines, legend
from xlperf.report.blocks.key import rating_colours
from xlperf.report.canvas import Canvas
from xlperf.report.content import ReportContent
from xlperf.report.formula_parts import quoted
from xlperf.report.numbers import shown_in_cell
from xlperf.report.text_fit import width_needed
from xlperf.results.rating import STATES
from xlperf.sheets.address import cell_name
from xlperf.sheets.layout import ColourRule

NUMBER, CODE, TITLE, ENGLAND, FAMILY, OWN, LAST_PLAN, LAST_ACTUAL, PLAN, FIRST_QUARTER = range(1, 11)
LAST = FIRST_QUARTER + 7  # four quarters, each a value and a status
WIDTHS = (4.5, 9, 31, 9, 10.5, 9, 8.5, 8.5, 9, *[8.5, 7.5] * 4)
WIDEST_CODE = 14.0  # longer ones are wrapped
BOLD = 1.1  # coloured figures are bold, and wider for it


def widen(sheet: Canvas, first: int) -> None:
    """Make columns as wide as their longest code, number or status, marks included: a cut-off number shows as ####."""
    widths = list(WIDTHS)
    for (row, column), cell in sheet.cells.items():
        if row < first or column in (NUMBER, TITLE):
            continue
        text = shown_in_cell(cell)
        if column == CODE:
            needed = min(width_needed(text), WIDEST_CODE)
        else:
            needed = width_needed(text) * (BOLD if column >= FIRST_QUARTER else 1)
        widths[column - 1] = max(widths[column - 1], needed)
    sheet.widths = tuple(widths)


# Colours, and what stands beneath the table


def colour(sheet: Canvas, content: ReportContent, first: int, last: int) -> None:
    """Colour each status by its words, and the figure beside it like the status."""
    schemes = content.schemes
    grades = [*(grade for scheme in schemes for grade in scheme.grades), *STATES.values()]
    for column in range(FIRST_QUARTER, LAST, 2):
        sheet.colour_rules += rating_colours((first, column + 1), (last, column + 1), schemes)
        status = cell_name(first, column + 1)
        for grade in {grade.text: grade for grade in grades}.values():
            area = ((first, column), (last, column))
            sheet.colour_rules.append(ColourRule(area, grade.role, formula=f"={status}={quoted(grade.text)}"))


def put_beneath(sheet: Canvas, content: ReportContent) -> None:
    """Put the footnotes and what the statuses mean, in lines that run over the empty cells beside them."""
    sheet.next_row(8)
    for title, notes in (("Footnotes", footnotes(content)), ("What the statuses mean", legend(content))):
        if not notes:
            continue
        sheet.put(2, title, "caption")
        sheet.next_row(16)
        for note in notes:
            sheet.put(2, note.mark, note.role)
            for line in in_printed_lines(note.text, sum(WIDTHS[2:])):
                sheet.put(3, line, "footnote")
                sheet.next_row(14)
        sheet.next_row(6)
