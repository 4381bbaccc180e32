"""The commentary of a line in the table of indicators: one cell that people type in, its parts under their names."""

from __future__ import annotations

from collections.abc import Sequence

from xlperf.definitions.plan import Plan
from xlperf.report.canvas import Canvas
from xlperf.report.content import Line
from xlperf.report.text_fit import row_height
from xlperf.report.typed_words import HELP, portions_of, put_length, runs_of
from xlperf.returns.reports.marks import continued, pointer
from xlperf.sheets.layout import InputRule

CODE, TITLE = 1, 2
LONGEST_HELP = 255  # characters that Excel shows beside a cell


def put_commentary(sheet: Canvas, line: Line, plan: Plan, column: int, length: int) -> None:
    """
    Put the cell of a line's commentary, filled or not, and end its row; the text may go on in further rows.

    `column` is that of the commentary, `length` that of the number of its characters, where the plan limits it.
    """
    width = sheet.widths[column - 1]
    text, headings = commentary_text(line)
    portions = portions_of(text, width, headings.__contains__)
    for number, portion in enumerate(portions):
        if number:
            sheet.put(CODE, continued(line.code, number), "small_note_wrapped")
        sheet.put_runs(column, runs_of(portion, headings.__contains__), "input_text")
        if plan.length_limit and number == 0:
            put_length(sheet, length, column, portions)
        title = line.indicator.title if number == 0 else continued(line.code, number)
        beside = (title, sheet.widths[(TITLE if number == 0 else CODE) - 1])
        sheet.next_row(row_height([beside, (portion, width)], least=30 if number == 0 else 15))


def help_rule(column: int, first_row: int, last_row: int, parts: Sequence[str]) -> InputRule:
    """Return the rule that puts the help beside the cells of the commentary."""
    return InputRule(((first_row, column), (last_row, column)), "any", title="Commentary", help=_help_of(parts))


def _help_of(parts: Sequence[str]) -> str:
    """Return what is said beside a cell that takes a whole commentary: how a part is begun, as far as there is room."""
    if not parts:
        return HELP
    several = f"{HELP} A line with only the name of a part starts that part: {'; '.join(parts)}."
    return several if len(several) <= LONGEST_HELP else f"{HELP} A line with only the name of a part starts that part."


def commentary_text(line: Line) -> tuple[str, frozenset[str]]:
    """
    Return a line's commentary as it stands in its cell, and which of its lines are headings, to be printed in bold.

    The names of parts stand on lines of their own, a blank line between parts.
    """
    if line.remarks_stand_at and line.remarks_stand_at != line.code:
        return pointer(line.remarks_stand_at), frozenset()
    paragraphs: list[str] = []
    headings: set[str] = set()
    part = None
    for remark in line.remarks:
        if remark.part != part or not remark.part:
            if paragraphs:
                paragraphs.append("")
            if remark.part:
                paragraphs.append(remark.part)
                headings.add(remark.part)
        part = remark.part
        if remark.mark:
            headings.add(remark.mark)
        paragraphs.append(remark.words)
    return "\n".join(paragraphs), frozenset(headings)
