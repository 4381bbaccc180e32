"""The rating panel of a measure, actual and forecast, and the reasons for surgery, all as native formulas.

Both tables stand in the same rows of every background sheet, so that other sheets can point at them.
"""

from __future__ import annotations

from xlperf.figure import Figure, shown
from xlperf.report.blocks.key import Thresholds, rating_colours
from xlperf.report.blocks.surgery.comparison import LatestCells
from xlperf.report.blocks.surgery.part import SPACE, Case, headings, section
from xlperf.report.canvas import Canvas
from xlperf.report.content import Line, ReportContent
from xlperf.report.formula_parts import number_text, quoted
from xlperf.report.formulas import adrift_formula, rating_formula
from xlperf.report.numbers import figure_cell, number_format
from xlperf.report.reasons import (
    NO,
    NOT_KNOWN,
    TITLES,
    YES,
    Cells,
    Judged,
    any_worse_formula,
    comparison_sentence,
    earlier_figures,
    forecast_sentence,
    number_of,
    others,
    target_sentence,
    travel_sentence,
)
from xlperf.report.sentences import Words, said
from xlperf.report.setting import Setting
from xlperf.report.text_fit import row_height
from xlperf.results.rating import STATES, adrift, rating_text
from xlperf.sheets.address import reference
from xlperf.sheets.layout import Address, Cell, ColourRule, InputRule
from xlperf.symbols import Missing

CODE, NAME, WORDS, VALUE, TARGET, ADRIFT, STATUS = range(1, 8)
WIDTHS = (20, 29, 68, 12, 12, 11, 16)
COLUMNS = len(WIDTHS)
ACTUAL_ROW, FORECAST_ROW = 6, 7
HOLDS = VALUE
HOLDS_ROLES = {YES: "rating_red", NO: "rating_green", NOT_KNOWN: "rating_none"}
NO_FORECAST = "No forecast is stated or worked out."


def judged_cells(sheet_name: str, row: int) -> Judged:
    """Return the references to value, target, distance and status of the panel in a row of a background sheet."""
    columns = (VALUE, TARGET, ADRIFT, STATUS)
    return Judged(*(reference(row, column, sheet=sheet_name, fixed=True) for column in columns))


def actual_cells(case: Case) -> Judged:
    """Return where a measure's actual figure is judged."""
    return judged_cells(case.background, ACTUAL_ROW)


def forecast_cells(case: Case) -> Judged:
    """Return where a measure's forecast is judged."""
    return judged_cells(case.background, FORECAST_ROW)


def reason_cells(case: Case, setting: Setting, compared: LatestCells) -> Cells:
    """Return where everything stands that the reasons rest on."""
    line = case.line
    places, name = setting.places, line.indicator.id
    return Cells(
        actual=actual_cells(case),
        forecast=forecast_cells(case),
        now=places[name, line.now.period].value,
        before=places[name, line.latest[-2].period].value,
        outturn=places[name, line.outturn.period].value,
        own=compared.own,
        england=compared.england,
        mean=compared.mean,
    )


# The rating panel


def rating_panel(sheet: Canvas, case: Case, setting: Setting) -> None:
    """Put the actual figure and the forecast to the end of the year, each with target, distance and rating."""
    section(sheet, "Rating against target", COLUMNS)
    texts = ("Code", "Figure", "How it was made", "Value", "Target", "% adrift", "Rating")
    headings(sheet, texts, range(VALUE, ADRIFT + 1), STATUS)
    line = case.line
    judged = line.judged
    _panel_row(sheet, line, setting, judged, f"Actual, {judged.period.heading}")
    year = line.year.period if line.year is not None else judged.period.year
    _panel_row(sheet, line, setting, line.forecast, f"Year-end forecast, {year.heading}")
    sheet.colour_rules += rating_colours((ACTUAL_ROW, STATUS), (FORECAST_ROW, STATUS), (line.scheme,))


def _panel_row(sheet: Canvas, line: Line, setting: Setting, figure: Figure | None, called: str) -> None:
    made = NO_FORECAST if figure is None else how_made(figure)
    sheet.put(CODE, line.code, "code")
    sheet.put(NAME, called, "label")
    sheet.put(WORDS, made, "wrapped")
    _value(sheet, line, setting, figure)
    _target(sheet, line, figure)
    put_judgement(sheet, line, figure, setting, VALUE)
    sheet.next_row(row_height([(called, WIDTHS[1] - 2), (made, WIDTHS[2])], least=20))


def how_made(figure: Figure) -> str:
    """Return how a figure was made, and of a forecast with limits within which it is likely to come true."""
    made = figure.method
    if figure.kind == "forecast" and figure.lower is not None and figure.upper is not None:
        low, high = (shown(limit, figure.places, figure.unit) for limit in (figure.lower, figure.upper))
        made = f"{made} Likely between {low} and {high} ({figure.level:.0%} of such forecasts).".strip()
    return made


def _value(sheet: Canvas, line: Line, setting: Setting, figure: Figure | None) -> None:
    at = (sheet.row, VALUE)
    if figure is None:
        sheet.cells[at] = Cell(Missing.NOT_AVAILABLE.shown, "missing")
        return
    name = line.indicator.id
    place = setting.forecasts[name] if figure is line.forecast else setting.places[name, figure.period]
    sheet.cells[at] = figure_cell(figure, "number_top", f"={place.value}")


def _target(sheet: Canvas, line: Line, figure: Figure | None) -> None:
    """Put the target as a cell to type in; that of a forecast follows the actual's where the two are the same."""
    shape = number_format(line.indicator.unit, line.indicator.places)
    target = figure.target if figure is not None else line.judged.target
    at = (sheet.row, TARGET)
    if sheet.row == FORECAST_ROW and target == line.judged.target:
        above = reference(ACTUAL_ROW, TARGET)
        # An empty cell that is pointed at would read as 0.
        formula = f'=IF({above}="","",{above})'
        sheet.put(TARGET, "" if target is None else target, "number_top", formula=formula, number_format=shape)
        return
    sheet.put(TARGET, target, "input_number", number_format=shape)
    help_text = "Type another target: rating, distance and reasons follow."
    sheet.input_rules.append(InputRule((at, at), "decimal", minimum=0, title="Target", help=help_text))


def put_judgement(sheet: Canvas, line: Line, figure: Figure | None, setting: Setting, value_column: int) -> None:
    """Put the distance from the target and the rating beside a value and its target, in the two columns after them."""
    indicator, scheme = line.indicator, line.scheme
    value, target = (reference(sheet.row, value_column + step) for step in (0, 1))
    number = Missing.NOT_AVAILABLE if figure is None else number_of(figure)
    gap = adrift(number, figure.target if figure is not None else None, indicator.polarity)
    formula = adrift_formula(value, target, indicator.polarity)
    at = (sheet.row, value_column + 2)
    if isinstance(gap, Missing):
        sheet.cells[at] = Cell(gap.shown, "missing", formula, number_format="0.0%")
    else:
        sheet.cells[at] = Cell(gap, "number_top", formula, number_format="0.0%")
    limits = setting.thresholds.get(scheme.name) or Thresholds(
        number_text(scheme.tolerance), number_text(scheme.ahead) if scheme.ahead is not None else ""
    )
    rating = figure.rating if figure is not None else "no data"
    sheet.put(
        value_column + 3,
        rating_text(rating, scheme),
        "rating",
        formula=rating_formula(
            value,
            target,
            indicator.polarity,
            scheme,
            indicator.unit,
            limits.tolerance,
            limits.ahead,
            setting.red_limit(indicator),
            indicator.data_only,
            indicator.places,
        ),
    )


# The reasons


def reasons_table(sheet: Canvas, content: ReportContent, case: Case, cells: Cells) -> Address:
    """Put the five reasons with what the figures say; return where the last one stands, which waits for its cell."""
    sheet.next_row(SPACE)
    section(sheet, "Reasons for the performance surgery", COLUMNS)
    headings(sheet, ("Code", "Reason", "What the figures say", "Holds"), centred=HOLDS)
    line, first = case.line, sheet.row
    formulas = (
        _missed(line, cells.actual.status),
        _missed(line, cells.forecast.status),
        any_worse_formula(line, earlier_figures(line, cells)),
        any_worse_formula(line, others(line, cells)),
        "",
    )
    sentences: tuple[Words, ...] = (
        target_sentence(line, cells),
        forecast_sentence(line, cells),
        travel_sentence(line, cells),
        comparison_sentence(line, cells),
        said("No other reason is given."),
    )
    for reason, formula, words in zip(case.surgery.reasons, formulas, sentences, strict=True):
        sheet.put(CODE, line.code, "code")
        sheet.put(NAME, TITLES[reason.kind], "label")
        sheet.put(WORDS, words.text, "wrapped", formula=words.cell_formula)
        sheet.put(HOLDS, holds_text(reason.holds), "rating", formula=formula)
        sheet.next_row(row_height([(TITLES[reason.kind], WIDTHS[1] - 2), (words.text, WIDTHS[2])], least=20))
    at = ((first, HOLDS), (sheet.row - 1, HOLDS))
    sheet.colour_rules += [ColourRule(at, role, text=text) for text, role in HOLDS_ROLES.items()]
    return sheet.row - 1, HOLDS


def holds_text(holds: bool | None) -> str:
    """Return whether a reason holds, as it stands in a cell."""
    return NOT_KNOWN if holds is None else YES if holds else NO


def _missed(line: Line, status: str) -> str:
    """Return the formula of whether the rating in a cell is one of a target that is missed."""
    missed = ",".join(f"{status}={quoted(grade.text)}" for grade in (line.scheme.near, line.scheme.missed))
    without = ",".join(f"{status}={quoted(state.text)}" for state in STATES.values())
    return f'=IF(OR({without}),"{NOT_KNOWN}",IF(OR({missed}),"{YES}","{NO}"))'


def other_reason_follows(sheet: Canvas, at: Address, typed: str) -> None:
    """Let the last reason follow the cell in which people state it."""
    is_typed = f"LEN({typed})>0"
    old = sheet.cells[at]
    sheet.cells[at] = Cell(old.value, old.role, f'=IF({is_typed},"{YES}","{NO}")')
    stated, not_stated = "Stated under Other reason in the commentary below.", "No other reason is given."
    text = stated if old.value == YES else not_stated
    sheet.cells[at[0], WORDS] = Cell(text, "wrapped", f'=IF({is_typed},"{stated}","{not_stated}")')
