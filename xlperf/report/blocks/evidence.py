"""The figures sheet: every number of the report with what it was made from, once. All other sheets point here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from xlperf.figure import Figure
from xlperf.period import Period
from xlperf.report.beside import Beside
from xlperf.report.blocks.records import Links
from xlperf.report.canvas import Canvas
from xlperf.report.content import Line, ReportContent
from xlperf.report.formula_parts import number_text
from xlperf.report.formulas import interval_formula, margin_formula, value_formula
from xlperf.report.numbers import compared_cell, figure_cell, figure_format, number_format
from xlperf.report.text_fit import row_height
from xlperf.sheets.layout import NativeTable, Page, Sheet
from xlperf.symbols import Missing

NAME = "Figures"
HEADINGS = (
    "Code", "Indicator", "Period", "Numerator", "Denominator", "Value", "Lower limit", "Upper limit",
    "How it was made",
)  # fmt: skip
WIDTHS = (14, 48, 24, 11, 12, 11, 11, 11, 44)
PERIOD, NUMERATOR, DENOMINATOR, VALUE, LOWER, UPPER = 3, 4, 5, 6, 7, 8
LEVEL = "0.95"


@dataclass(frozen=True, slots=True)
class Evidence:
    """References to the cells of one figure. Empty where the figure has no such number."""

    numerator: str
    denominator: str
    value: str


Places = Mapping[tuple[str, Period], Evidence]  # by indicator id and period
Forecasts = Mapping[str, Evidence]  # by indicator id: its forecast to the end of the year
Areas = Mapping[tuple[str, str], str]  # by indicator id and area: the value cell of what stands beside a line


def evidence(content: ReportContent, links: Links) -> tuple[Sheet, Places, Forecasts, Areas]:
    """
    Return the figures sheet, and where on it each figure, each forecast, and what stands beside a line do.

    `links` lead to the records behind a figure.
    """
    sheet = Canvas(NAME, WIDTHS)
    sheet.put(1, "Figures", "title")
    sheet.next_row(28)
    sheet.put(1, "Every number of this report, once. Change a numerator here and every sheet follows.", "note")
    sheet.next_row()
    sheet.next_row(8)
    header = sheet.row
    for column, heading in enumerate(HEADINGS, start=1):
        sheet.put(column, heading, _heading_role(column))
    sheet.next_row(20)
    places: dict[tuple[str, Period], Evidence] = {}
    forecasts: dict[str, Evidence] = {}
    areas: dict[tuple[str, str], str] = {}
    for line in content.all_lines:
        figures = figures_of(line)
        if line.beside is not None:
            areas |= _areas(sheet, line, line.beside)
            for former in line.beside.formers.values():
                places[former.indicator.id, former.figure.period] = _row(
                    sheet, replace(line, indicator=former.indicator), former.figure, {}, links
                )
        rows = {period: sheet.row + number for number, period in enumerate(figures)}
        for period, figure in figures.items():
            places[line.indicator.id, period] = _row(sheet, line, figure, rows, links)
        if line.forecast is not None:
            forecasts[line.indicator.id] = _row(sheet, line, line.forecast, rows, {})
    if sheet.row > header + 1:
        area = ((header, 1), (sheet.row - 1, len(HEADINGS)))
        sheet.tables.append(NativeTable("Figures_of_this_report", area, HEADINGS))
    page = Page(landscape=True, footer=content.title, repeat_rows=(header, header))
    return sheet.finish(page, freeze_at=(header + 1, 1)), places, forecasts, areas


def _heading_role(column: int) -> str:
    if NUMERATOR <= column <= UPPER:
        return "heading_number"
    return "heading_beside" if column == PERIOD else "heading"


def figures_of(line: Line) -> dict[Period, Figure]:
    """
    Return a line's figures by period, each once, in order of time.

    A board's table says of what is still to come that it is to come, so that has no row of its own here.
    """
    of_periods = (*line.months, line.outturn, *line.latest, line.to_date, line.earlier, *line.quarters, line.year)
    figures = [figure for figure in (*of_periods, line.snapshot) if figure is not None]
    if line.beside is not None:
        now = line.now.period.last_day
        figures = [figure for figure in figures if figure.value is not None or figure.period.last_day <= now]
    return dict(sorted({figure.period: figure for figure in figures}.items()))


def _row(sheet: Canvas, line: Line, figure: Figure, rows: Mapping[Period, int], links: Links) -> Evidence:
    """Put one figure in the current row and return the references to its cells."""
    link = links.get((line.code, figure.period), "")
    sheet.put(1, line.code, "code_link" if link else "code", link=link)
    sheet.put(2, line.indicator.title, "wrapped")
    what = figure.period.heading if figure.kind == "actual" else f"{figure.period.heading}, forecast"
    sheet.put(PERIOD, what, "text_beside")
    _lines_through(sheet)
    numerator, denominator = _counts(sheet, figure, rows)
    value = _value(sheet, line, figure, numerator, denominator, rows)
    _limits(sheet, line, figure, numerator, denominator, value)
    method = figure.method
    if figure.projection is not None and figure.projection.times is None:
        method += " A changed number does not move it."
    sheet.put(9, method, "wrapped")
    texts = ((line.indicator.title, WIDTHS[1]), (method, WIDTHS[8]))
    sheet.next_row(row_height(texts))
    return Evidence(numerator, denominator, value)


def _lines_through(sheet: Canvas) -> None:
    """Put empty cells where a figure may lack a number, so that the line beneath its row is not broken."""
    for column in range(NUMERATOR, UPPER + 1):
        sheet.put(column, None, "number_top")


def _areas(sheet: Canvas, line: Line, beside: Beside) -> dict[tuple[str, str], str]:
    """Put the values of other areas, a row each, and return the references to their cells."""
    found: dict[tuple[str, str], str] = {}
    former = beside.formers.get(beside.earlier)
    measured = former.indicator if former else line.indicator
    for area in beside.areas:
        sheet.put(1, line.code, "code")
        sheet.put(2, measured.title, "wrapped")
        where = f"{beside.earlier.heading}, {area.area}"
        sheet.put(PERIOD, where, "text_beside")
        _lines_through(sheet)
        at = (sheet.row, VALUE)
        sheet.cells[at] = compared_cell(area, measured)
        sheet.put(9, area.source, "wrapped")
        texts = ((measured.title, WIDTHS[1]), (where, WIDTHS[2] - 2), (area.source, WIDTHS[8]))
        sheet.next_row(row_height(texts))
        found[line.indicator.id, area.area] = sheet.reference(at)
    return found


def _counts(sheet: Canvas, figure: Figure, rows: Mapping[Period, int]) -> tuple[str, str]:
    """Put numerator and denominator, made from other rows where the figure was put together from them."""
    references = []
    for column, number in ((NUMERATOR, figure.numerator), (DENOMINATOR, figure.denominator)):
        if number is None:
            if figure.missing is Missing.CONFIDENTIAL and figure.unit in ("percent", "rate"):
                sheet.put(column, Missing.CONFIDENTIAL.shown, "missing")
            references.append("")
            continue
        fixed = column == DENOMINATOR and figure.population is not None
        formula = "" if fixed else _sum_of_parts(sheet, figure, rows, column)
        shape = number_format("count", _decimals(number))
        at = sheet.put(column, number, "number_top", formula=formula, number_format=shape)
        references.append(sheet.reference(at))
    return references[0], references[1]


def _sum_of_parts(sheet: Canvas, figure: Figure, rows: Mapping[Period, int], column: int) -> str:
    """Return the formula of the rows that a figure was made from, of a forecast so many times; empty without them."""
    times = figure.projection.times if figure.projection else 1.0
    if times is None or not figure.made_from or any(part not in rows for part in figure.made_from):
        return ""
    parts = [sheet.reference((rows[part], column)) for part in figure.made_from]
    together = f"=SUM({','.join(parts)})" if len(parts) > 1 else f"={parts[0]}"
    return together if times == 1 else f"{together}*{number_text(times)}"


def _value(
    sheet: Canvas, line: Line, figure: Figure, numerator: str, denominator: str, rows: Mapping[Period, int]
) -> str:
    formula = ""
    if numerator and denominator:
        formula = value_formula(figure.unit, numerator, denominator, line.indicator.per)
    elif figure.value is not None and (figure.unit == "count" or _is_one_row(figure)):
        formula = _sum_of_parts(sheet, figure, rows, VALUE)
    at = (sheet.row, VALUE)
    sheet.cells[at] = figure_cell(figure, "number_top", formula)
    return sheet.reference(at)


def _is_one_row(figure: Figure) -> bool:
    """Say whether a figure is a forecast that is the value of one other row."""
    return figure.projection is not None and figure.projection.times == 1 and len(figure.made_from) == 1


def _limits(sheet: Canvas, line: Line, figure: Figure, numerator: str, denominator: str, value: str) -> None:
    if figure.lower is None or figure.upper is None:
        return
    limits: tuple[tuple[int, Literal["lower", "upper"], float], ...] = (
        (LOWER, "lower", figure.lower),
        (UPPER, "upper", figure.upper),
    )
    for column, which, limit in limits:
        if figure.projection is not None and figure.projection.margin is not None:
            formula = margin_formula(which, figure.unit, value, figure.projection.margin)
        else:
            formula = interval_formula(which, figure.unit, numerator or value, denominator, LEVEL, line.indicator.per)
        sheet.put(column, limit, "number_top", formula=formula, number_format=figure_format(figure))


def _decimals(number: float) -> int:
    return 0 if float(number).is_integer() else 1
