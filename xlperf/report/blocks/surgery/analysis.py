"""The performance analysis: the measure over time, and beside comparators, each as a graph with its table."""

from __future__ import annotations

from xlperf.figure import Figure
from xlperf.report.blocks.surgery.comparison import LatestCells, comparison_part
from xlperf.report.blocks.surgery.graphs import CHART_HEIGHT, Table, history_chart, leave_room
from xlperf.report.blocks.surgery.panel import actual_cells
from xlperf.report.blocks.surgery.part import SPACE, Case, begin, headings, page, section, told
from xlperf.report.blocks.surgery.since import since_then
from xlperf.report.canvas import Canvas
from xlperf.report.content import Line, ReportContent
from xlperf.report.numbers import figure_cell, marks_of, missing_text, number_format
from xlperf.report.setting import ReportSheet, Setting

WIDTHS = (27, 21, 13, 13, 13, 13, 13)
MONTH, FIRST_NUMBER = 1, 2


def analysis(content: ReportContent, setting: Setting, case: Case) -> tuple[ReportSheet, LatestCells]:
    """Return the analysis sheet, and where on it the values of the latest comparison stand."""
    sheet = begin(case, content, case.analysis, WIDTHS, "Performance analysis")
    _history(sheet, setting, case)
    sheet.page_breaks.append(sheet.row)
    compared = comparison_part(sheet, setting, case, content.plan.comparison_years)
    holds = "Performance analysis: the figures by month against target (graph one), and beside others (graph two)"
    return ReportSheet(sheet.finish(page(content, case, landscape=False)), holds), compared


def over_time(line: Line) -> tuple[Figure, ...]:
    """Return the figures of graph one: the months with counts, else last year's outturn and this year's quarters."""
    if line.months:
        return line.months
    known = [figure for figure in line.quarters if figure.value is not None]
    found = known or [figure for figure in line.latest if figure.value is not None]
    return (line.outturn, *found) if line.outturn.value is not None else tuple(found)


def _history(sheet: Canvas, setting: Setting, case: Case) -> None:
    line = case.line
    section(sheet, "Graph one: over time against the target", len(WIDTHS))
    figures = over_time(line)
    if len(figures) < 2:
        told(sheet, "The inputs have fewer than two periods with a figure, so there is nothing to draw.")
        return
    told(sheet, _introduction(line))
    since = since_then(case, setting)
    told(sheet, since.text, since.cell_formula)
    at = (sheet.row, 1)
    leave_room(sheet, CHART_HEIGHT)
    table = _table(sheet, setting, case, figures)
    sheet.charts.append(history_chart(at, sheet.name, case, figures, table))


def _introduction(line: Line) -> str:
    if not line.months:
        return "There are no counts by month, so the outturn and the quarters stand here."
    if line.later_months:
        return "Months after the report's own period are marked as later; they do not enter its rating."
    return "Every month that the inputs give, and the target of the year in which it lies."


def _table(sheet: Canvas, setting: Setting, case: Case, figures: tuple[Figure, ...]) -> Table:
    indicator = case.line.indicator
    has_counts = indicator.unit in ("percent", "rate") and any(figure.numerator is not None for figure in figures)
    counts = FIRST_NUMBER if has_counts else 0
    value, target = (FIRST_NUMBER + 1, FIRST_NUMBER + 2) if has_counts else (FIRST_NUMBER, FIRST_NUMBER + 1)
    label = indicator.numerator.label if indicator.numerator else "Number"
    names = {"percent": "Percentage", "rate": f"Rate per {indicator.per:,}", "count": "Number", "score": "Score"}
    texts = ["Period", *([label] if has_counts else []), names[indicator.unit], "Target", "Note"]
    header = headings(sheet, texts, range(FIRST_NUMBER, target + 1))
    table = Table(header, sheet.row, sheet.row + len(figures) - 1, counts, value, target)
    for figure in figures:
        _row(sheet, setting, case, figure, table)
    sheet.next_row(SPACE)
    return table


def _row(sheet: Canvas, setting: Setting, case: Case, figure: Figure, table: Table) -> None:
    """Put one period; a number that is missing is left empty, because a chart would draw its sign as 0."""
    line = case.line
    place = setting.places[line.indicator.id, figure.period]
    sheet.put(MONTH, figure.period.heading, "text_top")
    if table.counts:
        shown = figure.numerator is not None and bool(place.numerator)
        number, formula = (figure.numerator, f"={place.numerator}") if shown else (None, "")
        sheet.put(table.counts, number, "number_top", formula=formula, number_format="#,##0")
    if figure.value is not None:
        sheet.cells[sheet.row, table.value] = figure_cell(figure, "number_top", f"={place.value}")
    else:
        sheet.put(table.value, None, "missing")
    _target(sheet, case, figure, table.target)
    notes = [
        "" if figure.value is not None else missing_text(figure),
        "later" if figure.period in line.later_months else "",
        "provisional" if figure.provisional and not marks_of(figure) else "",
    ]
    sheet.put(table.target + 1, ", ".join(filter(None, notes)) or None, "text_top")
    sheet.next_row(14.5)


def _target(sheet: Canvas, case: Case, figure: Figure, column: int) -> None:
    """Put a period's target; where it is that of the panel it follows what is typed there."""
    shape = number_format(case.line.indicator.unit, case.line.indicator.places)
    judged = case.line.judged
    same = figure.target is not None and figure.target == judged.target and figure.period.year == judged.period.year
    formula = f"={actual_cells(case).target}" if same else ""
    sheet.put(column, figure.target, "number_top", formula=formula, number_format=shape)
