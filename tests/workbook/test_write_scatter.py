"""Scatter charts: points in shapes and colours of their own, a line through them, numbers on both axes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.layouts import PROPERTIES
from tests.support.packages import Package
from tests.support.themes import plain_theme
from xlperf.errors import OutputError
from xlperf.sheets.layout import Cell, Chart, Layout, Series, Sheet
from xlperf.workbook.write import workbook_bytes

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
X, Y = "'One'!$A$2:$A$4", "'One'!$B$2:$B$4"
CELLS = {(1, 1): Cell("Poverty"), (1, 2): Cell("Rate")} | {
    (row, column): Cell(float(row * column)) for row in (2, 3, 4) for column in (1, 2)
}
SERIES = (
    Series("='One'!$A$1", X, Y, "target", "points", "diamond", named=True),
    Series("='One'!$B$1", X, Y, "neighbours", "points", "triangle"),
    Series("='One'!$B$1", X, Y, "comparator", "line"),
)
SCATTER = Chart(
    (6, 1), "Rate and poverty", "Poverty", "Rate", SERIES, "Two points.", scatter=True, x_number_format="0%"
)


def written(chart: Chart) -> Package:
    return Package.read(workbook_bytes(Layout((Sheet("One", CELLS, charts=(chart,)),), PROPERTIES), plain_theme()))


def test_points_have_their_shape_and_the_line_has_none():
    (part,) = written(SCATTER).named("xl/charts/chart")
    series = list(written(SCATTER).xml(part).iter(f"{CHART}ser"))
    shapes = [next(one.iter(f"{CHART}symbol")).get("val") for one in series]
    assert shapes == ["diamond", "triangle", "none"]
    lines = [next(one.find(f"{CHART}spPr").iter(f"{DRAWING}ln")) for one in series]
    assert [next(line.iter(f"{DRAWING}noFill"), None) is not None for line in lines] == [True, True, False]
    assert [one.find(f"{CHART}xVal") is not None for one in series] == [True] * 3


def test_only_a_named_series_has_its_name_beside_its_points():
    (part,) = written(SCATTER).named("xl/charts/chart")
    series = list(written(SCATTER).xml(part).iter(f"{CHART}ser"))
    named = [next((label.get("val") for label in one.iter(f"{CHART}showSerName")), None) for one in series]
    assert named == ["1", None, None]


def test_the_axis_across_is_one_of_numbers_with_its_format():
    (part,) = written(replace(SCATTER, x_minimum=0)).named("xl/charts/chart")
    axes = list(written(replace(SCATTER, x_minimum=0)).xml(part).iter(f"{CHART}valAx"))
    assert len(axes) == 2
    assert next(axes[0].iter(f"{CHART}numFmt")).get("formatCode") == "0%"
    assert next(axes[0].iter(f"{CHART}min")).get("val") == "0"


def test_the_end_of_a_second_axis_is_kept():
    lines = replace(SCATTER, scatter=False, series=(SERIES[2], replace(SERIES[1], kind="column", second_axis=True)))
    (part,) = written(replace(lines, second_maximum=600)).named("xl/charts/chart")
    ends = [one.get("val") for one in written(replace(lines, second_maximum=600)).xml(part).iter(f"{CHART}max")]
    assert ends == ["600"]


@pytest.mark.parametrize("wrong", [replace(SERIES[0], kind="column"), replace(SERIES[0], second_axis=True)])
def test_columns_and_a_second_axis_are_refused(wrong):
    with pytest.raises(OutputError, match="a scatter chart has points and lines, on one pair of axes"):
        written(replace(SCATTER, series=(wrong,)))
