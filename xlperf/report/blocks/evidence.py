"""The figures sheet: every number of the report with what it was made from, once. All other sheets point here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from xlperf.figure import Figure
from xlperf.period import Period
from xlperf.report.blocks.records import Links
from xlperf.report.canvas import Canvas
from xlperf.report.content import Line, ReportContent
from xlperf.report.formulas import interval_formula, value_formula
from xlperf.report.numbers import figure_cell, figure_format, number_format
from xlperf.report.text_fit import row_height
from xlperf.sheets.layout import NativeTable, Page, Sheet

NAME = "Figures"
HEADINGS = (
    "Code", "Indicator", "Period", "Numerator", "Denominator", "Value", "Lower limit", "Upper limit",
    "How it was made",
)  # fmt: skip
WIDTHS = (14, 44, 21, 11, 12, 11, 11, 11, 44)
NUMERATOR, DENOMINATOR, VALUE, LOWER, UPPER = 4, 5, 6, 7, 8
LEVEL = "0.95"


@dataclass(frozen=True, slots=True)
class Evidence:
    """References to the cells of one figure. Empty where the figure has no such number."""

    numerator: str
    denominator: str
    value: str


Places = Mapping[tuple[str, Period], Evidence]  # by indicator id and period
Forecasts = Mapping[str, Evidence]  # by indicator id: its forecast to the end of the year


def evidence(content: ReportContent, links: Links) -> tuple[Sheet, Places, Forecasts]:
    """
    Return the figures sheet, where each figure stands on it, and where each forecast does.

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
        sheet.put(column, heading, "heading_number" if NUMERATOR <= column <= UPPER else "heading")
    sheet.next_row(20)
    places: dict[tuple[str, Period], Evidence] = {}
    forecasts: dict[str, Evidence] = {}
    for line in content.all_lines:
        figures = figures_of(line)
        rows = {period: sheet.row + number for number, period in enumerate(figures)}
        for period, figure in figures.items():
            places[line.indicator.id, period] = _row(sheet, line, figure, rows, links)
        if line.forecast is not None:
            forecasts[line.indicator.id] = _row(sheet, line, line.forecast, rows, {})
    if sheet.row > header + 1:
        area = ((header, 1), (sheet.row - 1, len(HEADINGS)))
        sheet.tables.append(NativeTable("Figures_of_this_report", area, HEADINGS))
    page = Page(landscape=True, footer=content.title, repeat_rows=(header, header))
    return sheet.finish(page, freeze_at=(header + 1, 1)), places, forecasts


def figures_of(line: Line) -> dict[Period, Figure]:
    """Return a line's figures by period, each once, in order of time."""
    figures = [*line.months, line.outturn, *line.latest, line.to_date, line.earlier, *line.quarters, line.year]
    return dict(sorted({figure.period: figure for figure in figures if figure is not None}.items()))


def _row(sheet: Canvas, line: Line, figure: Figure, rows: Mapping[Period, int], links: Links) -> Evidence:
    """Put one figure in the current row and return the references to its cells."""
    link = links.get((line.code, figure.period), "")
    sheet.put(1, line.code, "code_link" if link else "code", link=link)
    sheet.put(2, line.indicator.title, "wrapped")
    what = figure.period.heading if figure.kind == "actual" else f"{figure.period.heading}, forecast"
    sheet.put(3, what, "text_top")
    numerator, denominator = _counts(sheet, figure, rows)
    value = _value(sheet, line, figure, numerator, denominator, rows)
    _limits(sheet, line, figure, numerator, denominator, value)
    sheet.put(9, figure.method, "wrapped")
    texts = ((line.indicator.title, WIDTHS[1]), (figure.method, WIDTHS[8]))
    sheet.next_row(row_height(texts))
    return Evidence(numerator, denominator, value)


def _counts(sheet: Canvas, figure: Figure, rows: Mapping[Period, int]) -> tuple[str, str]:
    """Put numerator and denominator, as sums of other rows where the figure was put together from them."""
    references = []
    for column, number in ((NUMERATOR, figure.numerator), (DENOMINATOR, figure.denominator)):
        if number is None:
            references.append("")
            continue
        fixed = column == DENOMINATOR and figure.population is not None
        formula = "" if fixed else _sum_of_parts(sheet, figure, rows, column)
        shape = number_format("count", _decimals(number))
        at = sheet.put(column, number, "number_top", formula=formula, number_format=shape)
        references.append(sheet.reference(at))
    return references[0], references[1]


def _sum_of_parts(sheet: Canvas, figure: Figure, rows: Mapping[Period, int], column: int) -> str:
    if not figure.made_from or any(part not in rows for part in figure.made_from):
        return ""
    parts = [sheet.reference((rows[part], column)) for part in figure.made_from]
    return f"=SUM({','.join(parts)})" if len(parts) > 1 else f"={parts[0]}"


def _value(
    sheet: Canvas, line: Line, figure: Figure, numerator: str, denominator: str, rows: Mapping[Period, int]
) -> str:
    formula = ""
    if numerator and denominator:
        formula = value_formula(figure.unit, numerator, denominator, line.indicator.per)
    elif figure.unit == "count" and figure.value is not None:
        formula = _sum_of_parts(sheet, figure, rows, VALUE)
    at = (sheet.row, VALUE)
    sheet.cells[at] = figure_cell(figure, "number_top", formula)
    return sheet.reference(at)


def _limits(sheet: Canvas, line: Line, figure: Figure, numerator: str, denominator: str, value: str) -> None:
    if figure.lower is None or figure.upper is None:
        return
    limits: tuple[tuple[int, Literal["lower", "upper"], float], ...] = (
        (LOWER, "lower", figure.lower),
        (UPPER, "upper", figure.upper),
    )
    for column, which, limit in limits:
        formula = interval_formula(which, figure.unit, numerator or value, denominator, LEVEL, line.indicator.per)
        sheet.put(column, limit, "number_top", formula=formula, number_format=figure_format(figure))


def _decimals(number: float) -> int:
    return 0 if float(number).is_integer() else 1
