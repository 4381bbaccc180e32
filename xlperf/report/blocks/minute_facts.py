"""The facts of an agenda item: each sentence as the meeting was told it, its figures beside it as native formulas."""

from __future__ import annotations

from xlperf.figure import Figure
from xlperf.report.blocks.key import NO_THRESHOLDS
from xlperf.report.canvas import Canvas
from xlperf.report.content import Line
from xlperf.report.formula_parts import number_text, quoted
from xlperf.report.formulas import adrift_formula, rating_formula
from xlperf.report.numbers import figure_cell, number_format
from xlperf.report.pack import AgendaItem
from xlperf.report.setting import Setting
from xlperf.report.text_fit import row_height
from xlperf.results.rating import adrift, rating_text
from xlperf.sheets.address import reference
from xlperf.sheets.layout import InputRule
from xlperf.symbols import Missing

WIDTHS = (13, 17, 104, 11.5, 9.5, 15, 12.5, 15.5)
CODE, ABOUT, TEXT, VALUE, TARGET, ADRIFT, STATUS, SINCE = range(1, 9)
LAST = SINCE
HEADINGS = ("Code", "About", "What the figures say", "Value", "Target", "Adrift", "Status", "Since the meeting")
HEADING_ROLES = {VALUE: "heading_number", TARGET: "heading_number", ADRIFT: "heading_number", STATUS: "heading_centre"}
UNCHANGED = "unchanged"


def facts_table(sheet: Canvas, item: AgendaItem, line: Line | None, setting: Setting) -> None:
    """Put the facts of an item; a fact about one figure has it beside it with target, status and what has changed."""
    for column, heading in enumerate(HEADINGS, start=1):
        sheet.put(column, heading, HEADING_ROLES.get(column, "heading"))
    sheet.next_row(18)
    target_at = ""
    for fact in item.facts:
        sheet.put(CODE, item.code, "code")
        sheet.put(ABOUT, fact.about, "label")
        sheet.put(TEXT, fact.sentence, "wrapped")
        for column in range(VALUE, LAST + 1):
            sheet.put(column, None, "text_top")
        if line is not None and fact.figure is not None and (source := _source(line, fact.figure, setting)):
            _figure(sheet, line, fact.figure, source, setting, target_at)
            target_at = target_at or reference(sheet.row, TARGET)
        sheet.next_row(row_height([(fact.sentence, WIDTHS[TEXT - 1]), (fact.about, WIDTHS[ABOUT - 1])], least=17))


def _source(line: Line, figure: Figure, setting: Setting) -> str:
    """Return the reference to a figure's value on the figures sheet."""
    if figure.kind == "forecast":
        return setting.forecasts[line.indicator.id].value
    return setting.places[line.indicator.id, figure.period].value


def _figure(sheet: Canvas, line: Line, figure: Figure, source: str, setting: Setting, target_at: str) -> None:
    """Put a figure with its target: a cell to change for the first, and for the next one that same target."""
    row, indicator = sheet.row, line.indicator
    value, target = reference(row, VALUE), reference(row, TARGET)
    sheet.cells[row, VALUE] = figure_cell(figure, "number_top", f"={source}")
    shape = number_format(indicator.unit, indicator.places)
    first = sheet.cells.get((row - 1, TARGET))
    if target_at and first is not None and first.value == figure.target:
        text = figure.target if figure.target is not None else ""
        formula = f'=IF({target_at}="","",{target_at})'
        sheet.put(TARGET, text, "number_top", formula=formula, number_format=shape)
    else:
        at = sheet.put(TARGET, figure.target, "input_number", number_format=shape)
        sheet.input_rules.append(
            InputRule((at, at), "decimal", title="Target", help="Type another target to see the status change.")
        )
    limits = setting.thresholds.get(line.scheme.name, NO_THRESHOLDS)
    found = figure.value if figure.value is not None else figure.missing or Missing.NOT_AVAILABLE
    gap = adrift(found, figure.target, indicator.polarity)
    shown_gap = gap.shown if isinstance(gap, Missing) else gap
    role = "missing" if isinstance(gap, Missing) else "number_top"
    formula = adrift_formula(value, target, indicator.polarity)
    sheet.put(ADRIFT, shown_gap, role, formula=formula, number_format="0.0%")
    sheet.put(
        STATUS,
        rating_text(figure.rating, line.scheme),
        "rating",
        formula=rating_formula(
            value,
            target,
            indicator.polarity,
            line.scheme,
            indicator.unit,
            limits.tolerance,
            limits.ahead,
            setting.red_limit(indicator),
            indicator.data_only,
            indicator.places,
        ),
    )
    sheet.put(SINCE, UNCHANGED, "code", formula=_since(figure, value, target))


def _since(figure: Figure, value: str, target: str) -> str:
    """Return the formula that says whether value and target are still those of the sentence."""
    same = ",".join((_same(value, figure.value), _same(target, figure.target)))
    return f'=IF(AND({same}),{quoted(UNCHANGED)},"changed since")'


def _same(cell: str, number: float | None) -> str:
    if number is None:
        return f"NOT(ISNUMBER({cell}))"
    # A text in the cell would make ROUND an error, and N() of it is 0.
    return f"ISNUMBER({cell}),ROUND(N({cell}),12)=ROUND({number_text(number)},12)"
