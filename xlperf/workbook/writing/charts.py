"""Native charts, drawn so that they read in grey too: each line has a dash or a marker of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from xlperf.errors import OutputError
from xlperf.sheets.address import cell_name
from xlperf.sheets.layout import Chart, Series, Sheet
from xlperf.sheets.theme import Theme
from xlperf.workbook.writing.names import Places
from xlperf.workbook.writing.rules import check, corners
from xlperf.workbook.writing.texts import chart_text, plain_text

SOLID_DASHES = ("solid", "long_dash", "dash_dot", "round_dot")  # for lines that would look alike in grey
OTHER_DASHES = ("dash", "square_dot", "long_dash_dot", "round_dot")
TITLE_SIZE, TEXT_SIZE = 11, 9
THROUGH = 45  # per cent of transparency of columns that stand in front of lines
MOVE_NOT_SIZE = 2


def write_charts(book: Workbook, worksheet: Worksheet, sheet: Sheet, theme: Theme, places: Places) -> None:
    """Write the charts of a sheet. A chart without alternative text or series is an OutputError."""
    for chart in sheet.charts:
        place = f'sheet "{sheet.name}", chart at {cell_name(*chart.at)}'
        if not chart.alt_text.strip():
            raise OutputError(f"{place} has no alternative text; say in words what a reader sees in it")
        if not chart.series:
            raise OutputError(f"{place} shows nothing; give it a series")
        native = _ChartWriter(book, chart, theme, places, place).native()
        options = {"description": plain_text(chart.alt_text), "object_position": MOVE_NOT_SIZE}
        row, column, _, _ = corners((chart.at, chart.at), place)
        check(worksheet.insert_chart(row, column, native, options), place)


class _ChartWriter:
    """Makes one native chart: one of lines or one of columns, or both laid over one another; or one of points."""

    def __init__(self, book: Workbook, chart: Chart, theme: Theme, places: Places, place: str) -> None:
        self._book = book
        self._chart = chart
        self._theme = theme
        self._places = places
        self._place = place

    def native(self) -> Any:
        if self._chart.scatter:
            return self._scatter()
        columns = [series for series in self._chart.series if series.kind == "column"]
        lines = [series for series in self._chart.series if series.kind != "column"]
        # xlsxwriter draws the axes of the first kind; so the first must be one that uses the first axis.
        first, second = (columns, lines) if any(not series.second_axis for series in columns) else (lines, columns)
        if not first:
            first, second = second, first
        self._check_axes(first, second)
        native = self._of_kind(first)
        with_second_axis = native
        if second:
            over = self._of_kind(second)
            native.combine(over)
            if any(series.second_axis for series in second):
                with_second_axis = over
        self._frame(native)
        if any(series.second_axis for series in self._chart.series):
            with_second_axis.set_y2_axis(self._second_axis())
        return native

    def _scatter(self) -> Any:
        if any(series.kind == "column" or series.second_axis for series in self._chart.series):
            raise OutputError(f"{self._place}: a scatter chart has points and lines, on one pair of axes")
        native = self._of_kind(self._chart.series)
        self._frame(native)
        return native

    def _check_axes(self, first: Sequence[Series], second: Sequence[Series]) -> None:
        """Raise OutputError for what xlsxwriter would write with axes that are not there."""
        if all(series.second_axis for series in first):
            raise OutputError(f"{self._place}: every series is on the second axis; put one on the first")
        axes = {series.second_axis for series in second}
        if len(axes) > 1 or (True in axes and any(series.second_axis for series in first)):
            raise OutputError(
                f"{self._place}: where lines and columns share a chart, only one of them can use both axes"
            )

    def _of_kind(self, series: Sequence[Series]) -> Any:
        kind = "scatter" if self._chart.scatter else "column" if series[0].kind == "column" else "line"
        native = self._book.add_chart({"type": kind})
        seen: Counter[tuple[str, str]] = Counter()
        for one in series:
            native.add_series(self._series(one, seen[one.kind, one.marker]))
            seen[one.kind, one.marker] += 1
        return native

    def _series(self, series: Series, alike: int) -> dict[str, Any]:
        """Return a series as xlsxwriter takes it; `alike` counts those before it that look the same but for colour."""
        colour = self._theme.colours[series.colour]
        options: dict[str, Any] = {
            "name_formula": "=" + self._places.checked(series.name, self._place),
            "categories": "=" + self._places.checked(series.categories, self._place),
            "values": "=" + self._places.checked(series.values, self._place),
            "y2_axis": series.second_axis,
        }
        if series.kind == "column":
            fill = {"color": colour, "transparency": THROUGH if series.second_axis else 0}
            return options | {"fill": fill, "border": {"color": colour, "width": 0.75}, "gap": 60}
        points = series.kind == "points"
        dashes = OTHER_DASHES if series.kind == "dashed line" else SOLID_DASHES
        line = {"color": colour, "width": 2.25, "dash_type": dashes[alike % len(dashes)]}
        marker: dict[str, Any] = {"type": "none"}
        if points or series.marker != "none":
            look = {"fill": {"color": colour}, "border": {"color": colour}}
            marker = {
                "type": "circle" if series.marker == "none" else series.marker,
                "size": 10 if series.named else 7,
                **look,
            }
        if series.named:
            options["data_labels"] = {
                "series_name": True,
                "value": False,
                "position": "above",
                "font": self._font(TEXT_SIZE, bold=True),
            }
        return options | {"line": {"none": True} if points else line, "marker": marker}

    def _frame(self, native: Any) -> None:
        """Set what surrounds the lines: title, axes, legend, size."""
        chart, text = self._chart, self._font(TEXT_SIZE)
        native.set_title({"name": chart_text(chart.title), "name_font": self._font(TITLE_SIZE, bold=True)})
        native.set_x_axis(self._axis(chart.x_title, grid=False) | {"label_position": "low"} | self._x_scale())
        limits = {
            "min": chart.minimum,
            "max": chart.maximum,
            "major_unit": chart.step,
            "num_format": chart.number_format,
        }
        native.set_y_axis(self._axis(chart.y_title, grid=True) | limits)
        native.set_legend({"none": True} if len(chart.series) == 1 else {"position": "bottom", "font": text})
        native.set_size({"width": chart.width, "height": chart.height})
        native.set_chartarea({"border": {"none": True}, "fill": {"color": "#FFFFFF"}})
        native.set_plotarea({"fill": {"none": True}})
        native.show_blanks_as("gap")
        native.show_na_as_empty_cell()

    def _x_scale(self) -> dict[str, Any]:
        """Return the numbers of the first axis across, which only a scatter chart has."""
        chart = self._chart
        return {"num_format": chart.x_number_format, "min": chart.x_minimum} if chart.scatter else {}

    def _axis(self, title: str, grid: bool) -> dict[str, Any]:
        lines = {"visible": grid, "line": {"color": self._theme.colours["grid"], "width": 0.75}}
        return {
            "name": chart_text(title),
            "name_font": self._font(TEXT_SIZE),
            "num_font": self._font(TEXT_SIZE),
            "line": {"color": self._theme.colours["grid"]},
            "major_gridlines": lines,
            "major_tick_mark": "none",
            "minor_tick_mark": "none",
        }

    def _second_axis(self) -> dict[str, Any]:
        axis = self._axis(self._chart.second_y_title, grid=False)
        return axis if self._chart.second_maximum is None else axis | {"min": 0, "max": self._chart.second_maximum}

    def _font(self, size: int, bold: bool = False) -> dict[str, Any]:
        return {"name": self._theme.font, "size": size, "bold": bold, "color": self._theme.colours["ink"]}
