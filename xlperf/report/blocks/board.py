"""The board's table: numbered indicators, an earlier year beside other areas, last year, and this year by quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlperf.figure import Figure, shown
from xlperf.period import Period
from xlperf.report.blocks.board_form import (
    CODE,
    ENGLAND,
    FAMILY,
    FIRST_QUARTER,
    LAST,
    LAST_ACTUAL,
    LAST_PLAN,
    NUMBER,
    OWN,
    PLAN,
    TITLE,
    WIDTHS,
    colour,
    put_beneath,
    widen,
)
from xlperf.report.blocks.board_notes import BREAK, in_printed_lines
from xlperf.report.blocks.cover_matter import last_paragraph
from xlperf.report.blocks.key import NO_THRESHOLDS
from xlperf.report.canvas import Canvas
from xlperf.report.content import Line, ReportContent
from xlperf.report.formulas import rating_formula
from xlperf.report.numbers import compared_cell, marks_of, missing_text, number_format
from xlperf.report.setting import ReportSheet, Setting
from xlperf.report.text_fit import row_height
from xlperf.results.rating import rating_text
from xlperf.sheets.address import cell_name
from xlperf.sheets.layout import Cell, InputRule, Page
from xlperf.symbols import Missing

NAME = "Board table"
NEIGHBOURS = "Statistical neighbours"
TO_COME = "to come"
NOT_APPLICABLE = "N/A"


@dataclass(frozen=True, slots=True)
class Block:
    """What the composing functions below share."""

    sheet: Canvas
    content: ReportContent
    setting: Setting

    def has_ended(self, quarter: Period) -> bool:
        """Say whether a quarter lies in the time that the report is about."""
        return quarter.last_day <= self.content.period.last_day


def paragraph_of_table(content: ReportContent) -> int:
    """Return the number of the paragraph that says what the table holds; the cover's come before it."""
    return last_paragraph(content) + 1


def board_table(content: ReportContent, setting: Setting) -> tuple[ReportSheet, ...]:
    """Return the sheet of the table, with its footnotes beneath it."""
    block = Block(Canvas(NAME, WIDTHS, tab_colour="accent"), content, setting)
    sheet = block.sheet
    sheet.put(1, content.title, "title")
    sheet.next_row(28)
    sheet.put(1, f"{content.authority}: {content.period.heading}", "subtitle")
    sheet.next_row(18)
    sheet.next_row(6)
    _introduction(block)
    header = _header(block)
    for number, line in enumerate(content.lines, start=1):
        _line(block, number, line)
    widen(sheet, header + 1)
    colour(sheet, content, header + 1, max(sheet.row - 1, header + 1))
    put_beneath(sheet, content)
    page = Page(landscape=True, footer=content.title, repeat_rows=(header, header))
    holds = "An earlier year beside other areas, plan and actual of last year, and this year by quarter"
    return (ReportSheet(sheet.finish(page, freeze_at=(header + 1, TITLE + 1)), holds),)


def _introduction(block: Block) -> None:
    """Put the numbered paragraph on what the table holds, in lines that run over the empty cells beside them."""
    content, sheet = block.content, block.sheet
    year = content.period.year
    last, earlier = year.before(), year.before(2)
    ended = [quarter for quarter in year.quarters() if block.has_ended(quarter)]
    upto = f"up to quarter {len(ended)}" if ended else f"of which no quarter had ended by {content.period.heading}"
    text = (
        f"The table shows {earlier} beside England and the {NEIGHBOURS.lower()} of {content.authority}, plan and "
        f"actual of {last}, and the plan of {year} with each quarter, {upto}. The status of a quarter is its figure "
        "against the plan: a word, a symbol and a colour. Plans in yellow may be changed; every status follows."
    )
    sheet.put(1, paragraph_of_table(content), "paragraph_number")
    for line in in_printed_lines(text, sum(WIDTHS[1:])):
        sheet.put(2, line, "text")
        sheet.next_row(14)
    sheet.next_row(6)


def _header(block: Block) -> int:
    sheet, year = block.sheet, block.content.period.year
    last, earlier = year.before(), year.before(2)
    quarters = [str(quarter) for quarter in year.quarters()]
    texts = [
        *("No", "Code", "Indicator", f"{earlier} England", f"{earlier} {_family_heading(block.content.lines)}"),
        *(f"{earlier} actual", f"{last} plan", f"{last} actual", f"{year} plan"),
    ]
    for quarter in quarters:
        mark = "*" if quarter.endswith("Q4") else ""
        texts += [f"{quarter}{mark}", f"{quarter.split()[1]} status"]
    for column, text in enumerate(texts, start=1):
        role = "heading" if column in (CODE, TITLE) else "heading_number"
        if column > FIRST_QUARTER and (column - FIRST_QUARTER) % 2:
            role = "heading_centre"
        sheet.put(column, text, role)
    return sheet.next_row(row_height(zip(texts, WIDTHS, strict=True), least=32))


def _family_heading(lines: Sequence[Line]) -> str:
    """Return what the inputs call the family, where they call it one thing."""
    names = {line.beside.family.area for line in lines if line.beside and line.beside.family}
    return names.pop() if len(names) == 1 else NEIGHBOURS


# One indicator


def _line(block: Block, number: int, line: Line) -> None:
    sheet = block.sheet
    sheet.put(NUMBER, number, "number_top")
    sheet.put(CODE, line.code, "code")
    sheet.put(TITLE, line.indicator.title, "wrapped")
    _earlier_year(block, line)
    _outturn(block, line)
    _plan(block, line)
    row, own_plans = sheet.row, has_plans_by_quarter(line)
    for column, quarter in zip(range(FIRST_QUARTER, LAST, 2), line.quarters, strict=True):
        target = cell_name(row + 1, column) if own_plans else cell_name(row, PLAN)
        _quarter(block, line, column, quarter, target)
    sheet.next_row(row_height([(line.indicator.title, WIDTHS[TITLE - 1]), (line.code, WIDTHS[CODE - 1])], least=20))
    if own_plans:
        _plans_by_quarter(block, line)


def _earlier_year(block: Block, line: Line) -> None:
    """Put England, the family and the own value; a mark stands at each where the code has changed its meaning since."""
    sheet, beside = block.sheet, line.beside
    if beside is None:
        for column in (ENGLAND, FAMILY, OWN):
            sheet.put(column, Missing.NOT_AVAILABLE.shown, "missing")
        return
    former = beside.formers.get(beside.earlier)
    mark = f" {BREAK}" if former else ""
    indicator = former.indicator if former else line.indicator
    for column, area in ((ENGLAND, beside.england), (FAMILY, beside.family), (OWN, beside.own)):
        if area is None:
            sheet.put(column, Missing.NOT_AVAILABLE.shown, "missing")
        else:
            reference = block.setting.areas[line.indicator.id, area.area]
            sheet.cells[sheet.row, column] = compared_cell(area, indicator, f"={reference}", mark)
    own = former.figure if former else line.earlier
    if own is not None and beside.own is None:
        _figure(block, OWN, line, own, indicator.id, mark)


def _outturn(block: Block, line: Line) -> None:
    """Put plan and actual of last year."""
    former = line.beside.formers.get(line.outturn.period) if line.beside else None
    mark = f" {BREAK}" if former else ""
    figure = former.figure if former else line.outturn
    block.sheet.cells[block.sheet.row, LAST_PLAN] = _planned(line, figure, "number_top", mark)
    _figure(block, LAST_ACTUAL, line, figure, former.indicator.id if former else line.indicator.id, mark)


def _figure(block: Block, column: int, line: Line, figure: Figure, measured: str, mark: str = "") -> None:
    """Point at a figure's cell on the figures sheet, with its marks and the words that stood before it."""
    reference = block.setting.places[measured, figure.period].value
    words = line.beside.words.get(figure.period, "") if line.beside else ""
    shape = number_format(figure.unit, figure.places, marks_of(figure) + mark, words)
    if figure.value is None:
        cell = Cell(missing_text(figure), "missing", f"={reference}", number_format=shape)
    else:
        cell = Cell(figure.value, "number_top", f"={reference}", number_format=shape)
    block.sheet.cells[block.sheet.row, column] = cell


def _planned(line: Line, figure: Figure, role: str, mark: str = "") -> Cell:
    """Return a plan's cell: its number with its marks, N/A where that was stated, else empty."""
    stated = line.beside.plans.get(figure.period) if line.beside else None
    indicator = line.indicator
    marks = (stated.marks if stated else "") + mark
    shape = number_format(indicator.unit, indicator.places, marks)
    if indicator.polarity.direction == "range":
        return Cell(_range(line), "text_top")
    if figure.target is not None:
        return Cell(figure.target, role, number_format=shape)
    if stated is not None and stated.missing is not None:
        text = NOT_APPLICABLE if stated.missing is Missing.NOT_APPLICABLE else stated.missing.shown
        return Cell(text, role, number_format=shape)
    return Cell(None, role, number_format=shape)


def _range(line: Line) -> str:
    indicator = line.indicator
    return " to ".join(shown(edge, indicator.places, indicator.unit) for edge in indicator.polarity.edges)


def _plan(block: Block, line: Line) -> None:
    """Put this year's plan, which a reader may change where something is judged by it."""
    if line.year is None:
        return
    judges = line.is_judged and line.indicator.polarity.direction != "range" and not has_plans_by_quarter(line)
    block.sheet.cells[block.sheet.row, PLAN] = _planned(line, line.year, "input_number" if judges else "number_top")
    if judges:
        _may_be_typed(block, PLAN)


def _may_be_typed(block: Block, column: int) -> None:
    at = (block.sheet.row, column)
    help_text = "Type another plan to see the status change."
    block.sheet.input_rules.append(InputRule((at, at), "decimal", minimum=0, title="Plan", help=help_text))


def _quarter(block: Block, line: Line, column: int, figure: Figure, target: str) -> None:
    """Put a quarter's figure and its status; of one that has not ended, that it is to come."""
    sheet, indicator = block.sheet, line.indicator
    if not block.has_ended(figure.period):
        sheet.put(column, TO_COME, "missing")
        sheet.put(column + 1, None, "rating")
        return
    _figure(block, column, line, figure, indicator.id)
    limits = block.setting.thresholds.get(line.scheme.name, NO_THRESHOLDS)
    formula = rating_formula(
        cell_name(sheet.row, column),
        target,
        indicator.polarity,
        line.scheme,
        indicator.unit,
        limits.tolerance,
        limits.ahead,
        block.setting.red_limit(indicator),
        indicator.data_only,
        indicator.places,
    )
    sheet.put(column + 1, rating_text(figure.rating, line.scheme), "rating", formula=formula)


# Plans of single quarters


def has_plans_by_quarter(line: Line) -> bool:
    """
    Say whether the quarters are judged by plans of their own, which then stand in a row of their own.

    A count of events always is: a year's number is no plan for a quarter.
    """
    if not line.is_judged or line.indicator.polarity.direction == "range":
        return False
    if line.indicator.unit == "count" and line.indicator.timing == "flow":
        return True
    year = line.year.target if line.year else None
    return any(quarter.target != year for quarter in line.quarters)


def _plans_by_quarter(block: Block, line: Line) -> None:
    sheet = block.sheet
    sheet.put(NUMBER, None, "number_top")
    sheet.put(CODE, line.code, "code")
    sheet.put(TITLE, "Plan for each quarter", "wrapped")
    for column in range(ENGLAND, FIRST_QUARTER):
        sheet.put(column, None, "number_top")
    for column, quarter in zip(range(FIRST_QUARTER, LAST, 2), line.quarters, strict=True):
        shape = number_format(line.indicator.unit, line.indicator.places)
        sheet.put(column, quarter.target, "input_number", number_format=shape)
        sheet.put(column + 1, None, "rating")
        _may_be_typed(block, column)
    sheet.next_row(18)
