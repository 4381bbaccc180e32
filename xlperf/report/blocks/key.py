"""The key: what each status, trend and symbol means, with the thresholds as cells that a reader may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xlperf.report.canvas import Canvas
from xlperf.report.content import Line, ReportContent
from xlperf.report.formulas import TREND_TEXTS
from xlperf.report.numbers import number_format
from xlperf.report.text_fit import row_height
from xlperf.results.rating import STATES, Scheme
from xlperf.results.trend import Trend
from xlperf.sheets.layout import ColourRule, InputRule, Page, Sheet
from xlperf.symbols import MEANINGS

NAME = "Key"
WIDTHS = (22, 16, 84)
HEADING_ROLES = ("heading_centre", "heading_number", "heading_beside")
TREND_ROLES: dict[Trend, str] = {
    "improving": "trend_improving",
    "no change": "trend_none",
    "getting worse": "trend_worse",
}
TREND_MEANINGS: dict[Trend, str] = {
    "improving": "better than the preceding period of the same length, whichever way is better for the indicator",
    "no change": "the same as the preceding period, as shown",
    "getting worse": "worse than the preceding period of the same length",
}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """References to the cells that hold a scheme's thresholds."""

    tolerance: str
    ahead: str  # empty for a scheme without a best grade


WITH_TRENDS = {"indicators", "surgeries", "minutes"}  # the blocks that show one
NO_THRESHOLDS = Thresholds("", "")


def key(content: ReportContent) -> tuple[Sheet, dict[str, Thresholds], Mapping[str, str]]:
    """
    Return the key sheet, for each scheme the references to its thresholds, and those to the red limits of indicators.

    Red limits are by indicator id: an indicator with one turns red only beyond it, however far it is from its target.
    """
    sheet = Canvas(NAME, WIDTHS)
    sheet.put(1, "Key", "title")
    sheet.next_row(28)
    sheet.put(1, "A status is a word first, then a symbol, then a colour. Thresholds in yellow may be changed:", "note")
    sheet.next_row()
    sheet.put(1, "every status, count and colour in this workbook follows.", "note")
    sheet.next_row()
    thresholds = {scheme.name: _scheme(sheet, scheme) for scheme in content.schemes}
    limits = _red_limits(sheet, content)
    _states(sheet)
    if WITH_TRENDS & set(content.plan.blocks):
        _trends(sheet)
    _symbols(sheet, content.publication)
    return sheet.finish(Page(landscape=True, footer=content.title, one_page=True)), thresholds, limits


def _heading(sheet: Canvas, title: str, *headings: str) -> None:
    sheet.next_row(8)
    for column in (1, 2, 3):
        sheet.put(column, title if column == 1 else None, "section")
    sheet.next_row(20)
    for column, (heading, role) in enumerate(zip(headings, HEADING_ROLES, strict=True), start=1):
        sheet.put(column, heading, role)
    sheet.next_row()


def _scheme(sheet: Canvas, scheme: Scheme) -> Thresholds:
    _heading(sheet, scheme.title, "Status", "Threshold", "What it means")
    tolerance = ahead = ""
    for grade in scheme.grades:
        sheet.put(1, grade.text, grade.role)
        sheet.put(2, None, "wrapped")
        if grade == scheme.missed:
            tolerance = sheet.reference(_threshold(sheet, scheme.tolerance))
        if grade == scheme.best and scheme.ahead is not None:
            ahead = sheet.reference(_threshold(sheet, scheme.ahead))
        sheet.put(3, grade.meaning, "text_beside")
        sheet.next_row(row_height([(grade.meaning, WIDTHS[2])], least=17))
    return Thresholds(tolerance, ahead)


def _threshold(sheet: Canvas, value: float) -> tuple[int, int]:
    at = sheet.put(2, value, "input_number", number_format="0.0%")
    sheet.input_rules.append(
        InputRule((at, at), "decimal", minimum=0, maximum=1, title="Threshold", help="A percentage, such as 5%.")
    )
    return at


def _red_limits(sheet: Canvas, content: ReportContent) -> dict[str, str]:
    """Put the indicators that have a red limit of their own, and return the references to the limits."""
    limited = [
        line
        for line in content.lines
        if line.is_judged and line.scheme.uses_red_limit and line.indicator.red_limit is not None
    ]
    if not limited:
        return {}
    _heading(sheet, "Red limits of single indicators", "Indicator", "Red limit", "What it means")
    found: dict[str, str] = {}
    for line in limited:
        indicator = line.indicator
        shape = number_format(indicator.unit, indicator.places)
        at = sheet.put(2, indicator.red_limit, "input_number", number_format=shape)
        sheet.input_rules.append(InputRule((at, at), "decimal", title="Red limit", help="In its own unit."))
        found[indicator.id] = sheet.reference(at)
        sheet.put(1, line.code, "key_symbol")
        meaning = _red_only(line)
        sheet.put(3, meaning, "text_beside")
        sheet.next_row(row_height([(meaning, WIDTHS[2])], least=17))
    return found


def _red_only(line: Line) -> str:
    """Return in words when an indicator with a red limit turns red."""
    side = {"low": "above", "high": "below"}.get(line.indicator.polarity.direction, "beyond")
    return f"{line.scheme.missed.text} only {side} this limit: {line.indicator.title}"


def _meaning(sheet: Canvas, text: str) -> None:
    """Put what a status or sign without a threshold means, and end its row."""
    sheet.put(2, None, "wrapped")
    sheet.put(3, text, "text_beside")
    sheet.next_row(row_height([(text, WIDTHS[2])], least=17))


def _states(sheet: Canvas) -> None:
    _heading(sheet, "When there is no rating", "Status", "", "What it means")
    for state in STATES.values():
        sheet.put(1, state.text, state.role)
        _meaning(sheet, state.meaning)


def _trends(sheet: Canvas) -> None:
    _heading(sheet, "Short-term trend", "Trend", "", "What it means")
    for trend, text in TREND_TEXTS.items():
        if trend in TREND_MEANINGS:
            sheet.put(1, text, TREND_ROLES[trend])
            _meaning(sheet, TREND_MEANINGS[trend])


def _symbols(sheet: Canvas, publication: str) -> None:
    _heading(sheet, "When there is no number", "Symbol", "", "What it means")
    if publication:
        sheet.put(1, "Withheld", "key_symbol")
        _meaning(sheet, publication)
    for symbol, meaning in MEANINGS.items():
        sheet.put(1, symbol.shown, "key_symbol")
        _meaning(sheet, meaning)
    sheet.put(1, "* or **", "key_symbol")
    _meaning(sheet, "a footnote or a provisional value: see Notes")
    sheet.put(1, "(p)", "key_symbol")
    _meaning(sheet, "provisional")


def rating_colours(first: tuple[int, int], last: tuple[int, int], schemes: tuple[Scheme, ...]) -> list[ColourRule]:
    """Return the rules that colour a column of ratings from the words in its cells."""
    grades = {grade.word: grade for scheme in schemes for grade in scheme.grades}
    grades |= {state.word: state for state in STATES.values()}
    # The first rule that fits wins, and the longest word must not lose to one that it begins with: "Red flag", "Red".
    longest_first = sorted(grades.values(), key=lambda grade: -len(grade.word))
    return [ColourRule((first, last), grade.role, text=grade.word) for grade in longest_first]


def trend_colours(first: tuple[int, int], last: tuple[int, int]) -> list[ColourRule]:
    """Return the rules that colour a column of trends from the words in its cells."""
    return [ColourRule((first, last), role, text=TREND_TEXTS[trend]) for trend, role in TREND_ROLES.items()]
