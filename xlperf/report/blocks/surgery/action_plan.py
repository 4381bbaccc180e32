"""The action plan of a measure: what people type in, and the rating that it would bring if all improved as expected."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from xlperf.figure import Figure
from xlperf.report.blocks.key import rating_colours
from xlperf.report.blocks.surgery.panel import actual_cells, put_judgement
from xlperf.report.blocks.surgery.part import SPACE, Case, begin, headings, page, section
from xlperf.report.canvas import Canvas
from xlperf.report.content import Line, ReportContent
from xlperf.report.formula_parts import quoted
from xlperf.report.numbers import figure_cell, number_format
from xlperf.report.setting import ReportSheet, Setting
from xlperf.report.text_fit import row_height
from xlperf.report.typed_words import portions_of
from xlperf.results.rating import rating
from xlperf.returns.performance.records import Action
from xlperf.returns.reports.marks import continued
from xlperf.sheets.address import area_reference
from xlperf.sheets.layout import Cell, InputRule
from xlperf.symbols import Missing

HEADINGS = (
    "Code", "Ref", "Action", "Cost", "Effect", "Expected improvement", "Timeframe", "Business plan link", "Strategies",
    "Lead officer",
)  # fmt: skip
WIDTHS = (17, 7, 48, 24, 30, 14, 17, 22, 22, 19)
CODE, REF, ACTION, COST, EFFECT, IMPROVEMENT, TIMEFRAME, RATING = range(1, 9)
COSTS = ("1 No cost", "2 Low cost", "3 Bold: whatever it costs")
TIMEFRAMES = ("a Short: 0 to 4 months", "b Medium: 5 to 10 months", "c Long: 10 months and more")
SPARE_ROWS = 3
LEAST_HEIGHT = 30.0
HELP = {
    REF: "The number of the action; a later run knows it by this.",
    COST: "One of the categories above, or the cost itself.",
    EFFECT: "Whom will it reach, which group or ward, and how?",
    IMPROVEMENT: "By how much it improves the present figure, as a percentage such as 5%. Words are kept, not counted.",
    TIMEFRAME: "One of the categories above, or a date.",
}
"""What a reader is told beside a cell to type in, by column."""
TOLD = "The actual figure, better by all expected improvements together."
NOT_TOLD = "No expected improvement is given as a percentage yet."


def action_plan(content: ReportContent, setting: Setting, case: Case) -> ReportSheet:
    """Return the action plan with empty rows for further actions, and what would result."""
    sheet = begin(case, content, case.action_plan, WIDTHS, "Action plan")
    section(sheet, "What would make a difference? Try actions of different cost and time", len(WIDTHS))
    categories = _categories(sheet)
    sheet.next_row(SPACE)
    section(sheet, "Action plan", len(WIDTHS))
    header = headings(sheet, HEADINGS, range(IMPROVEMENT, IMPROVEMENT + 1))
    first = sheet.row
    for action in case.surgery.actions:
        _action(sheet, case.line.code, action)
    for _ in range(SPARE_ROWS):
        _texts(sheet, case.line.code, ("",) * (len(HEADINGS) - 1), LEAST_HEIGHT)
    last = sheet.row - 1
    _input_rules(sheet, first, last, categories)
    improvements = [number for action in case.surgery.actions if (number := share_in(action.expected_improvement))]
    _result(sheet, setting, case, improvements, area_reference((first, IMPROVEMENT), (last, IMPROVEMENT)))
    holds = "Action plan: actions with cost, effect and time, and the rating that would result"
    return ReportSheet(sheet.finish(page(content, case, header=header)), holds)


def _categories(sheet: Canvas) -> dict[int, str]:
    """Put the categories of cost and time, and return by column where the lists of the table find them."""
    for column, title in ((ACTION, "Cost categories"), (COST, "Timeframes")):
        sheet.put(column, title, "heading")
    sheet.next_row(18)
    first = sheet.row
    for cost, timeframe in zip(COSTS, TIMEFRAMES, strict=True):
        sheet.put(ACTION, cost, "text_top")
        sheet.put(COST, timeframe, "text_top")
        sheet.next_row(16)
    return {
        column: area_reference((first, listed), (sheet.row - 1, listed), sheet=sheet.name, fixed=True)
        for column, listed in ((COST, ACTION), (TIMEFRAME, COST))
    }


# The table


def _action(sheet: Canvas, code: str, action: Action) -> None:
    """Put one action; what is too long for a cell goes on in further rows."""
    texts = (
        action.ref,
        action.action,
        action.cost,
        action.effect,
        action.expected_improvement,
        action.timeframe,
        action.business_plan_link,
        action.strategies,
        action.lead_officer,
    )
    split = [portions_of(text, WIDTHS[column - 1] - 1) for column, text in enumerate(texts, start=REF)]
    for number in range(max(map(len, split))):
        portion = [found[number] if number < len(found) else "" for found in split]
        portion[0] = action.ref  # by which the rows of an action are known again
        _texts(sheet, continued(code, number), portion, LEAST_HEIGHT if number == 0 else 15.0)


def _texts(sheet: Canvas, code: str, texts: Sequence[str], least: float) -> None:
    sheet.put(CODE, code, "code")
    for column, text in enumerate(texts, start=REF):
        share = share_in(text) if column == IMPROVEMENT else None
        if column == IMPROVEMENT:
            sheet.put(column, text or None if share is None else share, "input_number", number_format="0.0%")
        else:
            sheet.put(column, text or None, "input_text")
    sheet.next_row(row_height([(text, WIDTHS[at + 1] - 1) for at, text in enumerate(texts)], least=least))


def share_in(text: str) -> float | None:
    """Return the share that a text gives as a percentage ("5%", "2.5 %"); None for any other words."""
    found = re.fullmatch(r"(-?\d+(?:\.\d+)?) ?%", text.strip())
    return float(Decimal(found[1]) / 100) if found else None


def _input_rules(sheet: Canvas, first: int, last: int, categories: Mapping[int, str]) -> None:
    """Lay lists and help over the columns; a list offers its categories, and lets other words in."""
    for column, help_text in HELP.items():
        at = ((first, column), (last, column))
        title = HEADINGS[column - 1]
        if column in categories:
            rule = InputRule(at, "list", source=categories[column], title=title, help=help_text, refuse=False)
        else:
            rule = InputRule(at, "any", title=title, help=help_text)
        sheet.input_rules.append(rule)


# What would result


def _result(sheet: Canvas, setting: Setting, case: Case, improvements: Sequence[float], cells: str) -> None:
    """Put the figure that would result if every expected improvement were reached, with its rating."""
    sheet.next_row(SPACE)
    section(sheet, "Resulting rating", len(WIDTHS))
    texts = ("Code", "Ref", "What would result", "Improvement", "Figure", "Target", "% adrift", "Rating")
    headings(sheet, texts, range(COST, TIMEFRAME + 1), RATING)
    line, actual = case.line, actual_cells(case)
    result = _improved(line, improvements)
    given, nothing = f"COUNT({cells})>0", quoted(Missing.NOT_AVAILABLE.shown)
    sheet.put(CODE, line.code, "code")
    sheet.put(REF, "all", "text_top")
    sheet.put(ACTION, TOLD if improvements else NOT_TOLD, "wrapped", formula=f'=IF({given},"{TOLD}","{NOT_TOLD}")')
    whole = f"=IF({given},SUM({cells}),{nothing})"
    at = (sheet.row, COST)
    if improvements:
        sheet.cells[at] = Cell(sum(improvements), "number_top", whole, number_format="0.0%")
    else:
        sheet.cells[at] = Cell(Missing.NOT_AVAILABLE.shown, "missing", whole, number_format="0.0%")
    improved = f"IF(ISNUMBER({actual.value}),{_improved_formula(line, actual.value, cells)},{actual.value})"
    value = f"=IF({given},{improved},{nothing})"
    sheet.cells[sheet.row, EFFECT] = figure_cell(result, "number_top", value)
    shape = number_format(line.indicator.unit, line.indicator.places)
    target = f'=IF({actual.target}="","",{actual.target})'
    sheet.put(
        IMPROVEMENT, "" if result.target is None else result.target, "number_top", formula=target, number_format=shape
    )
    put_judgement(sheet, line, result, setting, EFFECT)
    sheet.colour_rules += rating_colours((sheet.row, RATING), (sheet.row, RATING), (line.scheme,))
    sheet.next_row(LEAST_HEIGHT)


def _improved(line: Line, improvements: Sequence[float]) -> Figure:
    """Return the actual figure, better by the sum of the shares; without a value where there is none to tell."""
    indicator, judged = line.indicator, line.judged
    value: float | None = None
    missing = Missing.NOT_AVAILABLE
    if improvements and judged.value is not None and indicator.polarity.direction in ("low", "high"):
        sign = -1 if indicator.polarity.direction == "low" else 1
        value = judged.value * (1 + sign * sum(improvements))
    elif improvements:
        missing = Missing.NOT_APPLICABLE if judged.value is not None else (judged.missing or missing)
    grade = rating(
        missing if value is None else value,
        judged.target,
        indicator.polarity,
        line.scheme,
        unit=indicator.unit,
        places=indicator.places,
        red_limit=indicator.red_limit,
        data_only=indicator.data_only,
    )
    return replace(judged, value=value, missing=None if value is not None else missing, rating=grade, marks="")


def _improved_formula(line: Line, value: str, cells: str) -> str:
    """Return the same as a formula; where neither more nor less is better there is nothing to work out."""
    direction = line.indicator.polarity.direction
    if direction not in ("low", "high"):
        return quoted(Missing.NOT_APPLICABLE.shown)
    return f"{value}*(1{'-' if direction == 'low' else '+'}SUM({cells}))"
