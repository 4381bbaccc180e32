"""The chart of the detailed analysis, and in words what a reader sees in it."""

from __future__ import annotations

from collections.abc import Sequence

from xlperf.figure import shown
from xlperf.period import Period
from xlperf.report.content import Line
from xlperf.report.numbers import number_format
from xlperf.sheets.layout import Address, Chart, Series

CHART_WIDTH, CHART_HEIGHT = 900, 340  # in pixels
NEARLY_ALL = 0.75  # a percentage above this gets an axis that ends at 100%
FEW = 5  # up to here a program would put labels between whole numbers, and round them to two alike


def detail_chart(
    at: Address, title: str, lines: Sequence[Line], months: Sequence[Period], series: Sequence[Series]
) -> Chart:
    """Return a line chart of the values by month, with the target as a dashed line."""
    indicator = lines[0].indicator
    units = {"percent": "Percentage", "rate": f"Rate per {indicator.per:,.0f}", "count": "Number", "score": "Score"}
    highest = max((figure.value or 0 for line in lines for figure in line.months), default=0)
    places = 0 if indicator.unit == "percent" else indicator.places
    return Chart(
        at=at,
        title=title,
        x_title="Month",
        y_title=units[indicator.unit],
        series=tuple(series),
        alt_text=alt_text(lines, months),
        width=CHART_WIDTH,
        height=CHART_HEIGHT,
        number_format=number_format(indicator.unit, places),
        minimum=0,
        maximum=1 if indicator.unit == "percent" and NEARLY_ALL < highest <= 1 else None,
        step=1 if indicator.unit in ("count", "score") and places == 0 and highest <= FEW else None,
    )


def alt_text(lines: Sequence[Line], months: Sequence[Period]) -> str:
    """Return what a reader sees in the chart: each line from its first to its last month, lowest and highest."""
    sentences = [f"Line chart by month, {months[0].heading} to {months[-1].heading}."]
    for line in lines:
        known = [figure for figure in line.months if figure.value is not None]
        if not known:
            continue
        low = min(known, key=lambda figure: figure.value or 0)
        high = max(known, key=lambda figure: figure.value or 0)
        sentences.append(
            f"{line.indicator.title}: {known[0].text} in {known[0].period.heading}, {known[-1].text} in "
            f"{known[-1].period.heading}; lowest {low.text} ({low.period.heading}), "
            f"highest {high.text} ({high.period.heading})."
        )
    target = next((figure.target for figure in lines[0].months if figure.target is not None), None)
    if target is not None:
        indicator = lines[0].indicator
        sentences.append(f"Target {shown(target, indicator.places, indicator.unit)}.")
    return " ".join(sentences)
