"""The three graphs of a surgery, each with what a reader sees in it in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from xlperf.figure import Figure, shown
from xlperf.report.blocks.surgery.part import Case
from xlperf.report.canvas import Canvas
from xlperf.report.comparison import Comparison, Deprivation
from xlperf.report.numbers import number_format
from xlperf.report.text_fit import shortened
from xlperf.sheets.address import area_reference, reference
from xlperf.sheets.layout import Address, Chart, Series

CHART_WIDTH, CHART_HEIGHT = 800, 390  # in pixels
ROW = 15.0  # points, of a row that a chart lies over
YEAR_COLOURS = ("neighbours", "comparator", "own")  # the newest year the darkest
UNITS = {"percent": "Percentage", "count": "Number", "score": "Score"}


@dataclass(frozen=True, slots=True)
class Table:
    """The rows and columns of the table over time. `counts` is 0 where the value itself is the number."""

    header: int
    first: int
    last: int
    counts: int
    value: int
    target: int


@dataclass(frozen=True, slots=True)
class Points:
    """The rows of the councils of one kind in the table of deprivation, and how they are drawn."""

    name: Address
    first: int
    last: int
    colour: str
    marker: Literal["none", "circle", "diamond", "triangle"]
    named: bool = False


def leave_room(sheet: Canvas, height: int) -> None:
    """Leave rows free for a chart `height` pixels tall."""
    for _ in range(math.ceil(height * 0.75 / ROW) + 1):
        sheet.next_row(ROW)


def unit_title(case: Case) -> str:
    """Return the title of an axis with the measure's unit."""
    indicator = case.line.indicator
    return UNITS.get(indicator.unit, f"Rate per {indicator.per:,}")


def history_chart(at: Address, sheet: str, case: Case, figures: Sequence[Figure], table: Table) -> Chart:
    """Return graph one: value and target as lines, and the number behind a rate as columns on a second axis."""
    indicator = case.line.indicator
    months = "=" + area_reference((table.first, 1), (table.last, 1), sheet=sheet, fixed=True)

    def series(column: int, colour: str) -> Series:
        name = "=" + reference(table.header, column, sheet=sheet, fixed=True)
        values = "=" + area_reference((table.first, column), (table.last, column), sheet=sheet, fixed=True)
        return Series(name, months, values, colour)

    drawn = [replace(series(table.value, "actual"), marker="circle")]
    if any(figure.target is not None for figure in figures):
        drawn.append(replace(series(table.target, "target"), kind="dashed line"))
    if table.counts:
        drawn.append(replace(series(table.counts, "count"), kind="column", second_axis=True))
    label = indicator.numerator.label if indicator.numerator else "Number"
    places = 0 if indicator.unit == "percent" else min(indicator.places, 1)
    return Chart(
        at=at,
        title=f"{case.line.code}: {'by month' if case.line.months else 'over time'}, against the target",
        x_title="Month" if case.line.months else "Period",
        y_title=unit_title(case),
        series=tuple(drawn),
        alt_text=_history_text(case, figures, label if table.counts else ""),
        width=CHART_WIDTH,
        height=CHART_HEIGHT,
        number_format=number_format(indicator.unit, places),
        second_y_title=label if table.counts else "",
        second_maximum=_twice(figures) if table.counts else None,
        minimum=0,
    )


def _twice(figures: Sequence[Figure]) -> float:
    """Return a round number about twice the highest count, so that the columns stay beneath the lines."""
    highest = max((figure.numerator or 0 for figure in figures), default=0) or 1
    step = 10 ** math.floor(math.log10(2 * highest))
    return float(math.ceil(2 * highest / step) * step)


def _history_text(case: Case, figures: Sequence[Figure], label: str) -> str:
    known = [figure for figure in figures if figure.value is not None]
    low = min(known, key=lambda figure: figure.value or 0)
    high = max(known, key=lambda figure: figure.value or 0)
    target = next((figure for figure in reversed(figures) if figure.target is not None), None)
    sentences = [
        f"Line chart, {figures[0].period.heading} to {figures[-1].period.heading}. {case.line.indicator.title}: "
        f"{known[0].text} in {known[0].period.heading}, {known[-1].text} in {known[-1].period.heading}; lowest "
        f"{low.text} ({low.period.heading}), highest {high.text} ({high.period.heading})."
    ]
    if target is not None:
        sentences.append(f"Target {shown(target.target, target.places, target.unit)}, as a dashed line.")
    if label:
        sentences.append(f"Columns show the number: {label}.")
    return " ".join(sentences)


def comparison_chart(
    at: Address,
    sheet: str,
    case: Case,
    years: Sequence[Comparison],
    areas: Sequence[tuple[str, float | None]],
    heading: Address,
) -> Chart:
    """Return graph two: for each area a column a year. `heading` is that of the first year that is drawn."""
    header, first_column = heading
    first, last = header + 1, header + len(areas)
    across = "=" + area_reference((first, 1), (last, 1), sheet=sheet, fixed=True)
    drawn = []
    for number, colour in enumerate(YEAR_COLOURS[-len(years) :]):
        column = first_column + number
        name = "=" + reference(header, column, sheet=sheet, fixed=True)
        values = "=" + area_reference((first, column), (last, column), sheet=sheet, fixed=True)
        drawn.append(Series(name, across, values, colour, "column"))
    indicator = case.line.indicator
    newest = "; ".join(f"{area} {shown(value, indicator.places, indicator.unit)}" for area, value in areas)
    return Chart(
        at=at,
        title=f"{case.line.code}: beside other authorities, by year",
        x_title="Area",
        y_title=unit_title(case),
        series=tuple(drawn),
        alt_text=shortened(f"Column chart by area and year. In {years[-1].period.heading}: {newest}.", 1500),
        width=CHART_WIDTH,
        height=CHART_HEIGHT,
        number_format=number_format(indicator.unit, 0),
        minimum=0,
    )


def deprivation_chart(
    at: Address, sheet: str, case: Case, found: Deprivation, points: Sequence[Points], line: Points
) -> Chart:
    """Return graph three: every council by its deprivation and its value, with the line of least squares."""

    def series(of: Points, column: int) -> Series:
        across = "=" + area_reference((of.first, 3), (of.last, 3), sheet=sheet, fixed=True)
        up = "=" + area_reference((of.first, column), (of.last, column), sheet=sheet, fixed=True)
        name = "=" + reference(*of.name, sheet=sheet, fixed=True)
        kind: Literal["points", "line"] = "line" if of is line else "points"
        return Series(name, across, up, of.colour, kind, of.marker, named=of.named)

    indicator = case.line.indicator
    dots = [series(one, 4) for one in points]
    through = series(line, 5)
    return Chart(
        at=at,
        title=f"{case.line.code} and deprivation, {found.period.heading}",
        x_title="Children living in poverty (IDACI)",
        y_title=unit_title(case),
        series=(*dots, through),
        alt_text=_deprivation_text(case, found),
        width=CHART_WIDTH,
        height=CHART_HEIGHT,
        number_format=number_format(indicator.unit, 0),
        minimum=0,
        scatter=True,
        x_number_format="0%",
        x_minimum=0,
    )


def _deprivation_text(case: Case, found: Deprivation) -> str:
    way = "rises" if found.slope > 0 else "falls" if found.slope < 0 else "stays the same"
    indicator = case.line.indicator
    sentences = [
        f"Scatter chart of {len(found.points)} councils. The measure {way} with deprivation; the line explains "
        f"{found.explained:.0%} of the variation."
    ]
    own = next((point for point in found.points if point.role == "own"), None)
    if own is not None and found.expected is not None:
        value, expected = (shown(one, indicator.places, indicator.unit) for one in (own.value, found.expected))
        sentences.append(f"{own.area} stands at {value}, where the line is at {expected}.")
    return " ".join(sentences)
