"""A measure against deprivation in all councils: graph three, the line of least squares, and the table behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlperf.report.blocks.surgery.comparison import WHO_TEXTS
from xlperf.report.blocks.surgery.graphs import CHART_HEIGHT, Points, deprivation_chart, leave_room
from xlperf.report.blocks.surgery.part import SPACE, Case, begin, headings, page, section, told
from xlperf.report.canvas import Canvas
from xlperf.report.comparison import Deprivation, Deprived, Role
from xlperf.report.content import ReportContent
from xlperf.report.numbers import number_format
from xlperf.report.sentences import amount, either, said
from xlperf.report.setting import ReportSheet, Setting
from xlperf.report.text_fit import row_height
from xlperf.sheets.address import area_reference, reference

WIDTHS = (36, 16, 16, 15, 15, 15)
AREA, WHO, POVERTY, VALUE, ON_LINE, AWAY = range(1, 7)
ORDER: tuple[Role, ...] = ("own", "neighbour", "authority", "region", "England")
FEWEST = 3  # points; through fewer a line says nothing
LINE_ROWS = 6  # of the table about the line, with its title and the space beneath


def deprivation(content: ReportContent, setting: Setting, case: Case) -> tuple[ReportSheet, ...]:
    """Return the sheet of graph three; none without deprivation in the inputs."""
    found = case.line.deprivation
    if found is None or len(found.points) < FEWEST:
        return ()
    sheet = begin(case, content, case.deprivation, WIDTHS, "Performance analysis: deprivation")
    section(sheet, "Graph three: against deprivation", len(WIDTHS))
    # The table stands beneath the graph, the line and a sentence that all point at it: its rows are known before.
    at = (sheet.row + 1, AREA)
    sentence_row = sheet.row
    sheet.row += 1
    leave_room(sheet, CHART_HEIGHT)
    points = sorted(found.points, key=lambda point: (ORDER.index(point.role), point.deprivation, point.area))
    line_row = sheet.row
    sheet.row += LINE_ROWS
    header = headings(
        sheet, ("Area", "Who", "Deprivation", "Value", "On the line", "Away from it"), range(POVERTY, AWAY + 1)
    )
    first, last = sheet.row, sheet.row + len(points) - 1
    for point in points:
        _row(sheet, setting, case, found, point, line_row)
    below = sheet.row
    _line(sheet, case, found, line_row, (first, last))
    _sentence(sheet, case, found, points, sentence_row, first)
    sheet.row = below
    groups = _groups(points, first)
    through = Points((header, ON_LINE), first, last, "comparator", "none")
    sheet.charts.append(deprivation_chart(at, sheet.name, case, found, groups, through))
    holds = "Performance analysis: the measure against deprivation in all councils (graph three)"
    return (ReportSheet(sheet.finish(page(content, case, landscape=False, header=header)), holds),)


def _row(sheet: Canvas, setting: Setting, case: Case, found: Deprivation, point: Deprived, line_row: int) -> None:
    """Put one council with its deprivation, its value, and where the line is at that deprivation."""
    indicator = case.line.indicator
    shape = number_format(indicator.unit, indicator.places)
    slope, intercept = (reference(line_row + step, 2, fixed=True) for step in (2, 3))
    at = reference(sheet.row, POVERTY)
    place = setting.places.get((indicator.id, found.period)) if point.role == "own" else None
    sheet.put(AREA, point.area, "label" if point.role == "own" else "wrapped")
    sheet.put(WHO, WHO_TEXTS[point.role], "text_top")
    sheet.put(POVERTY, point.deprivation, "number_top", number_format="0.0%")
    sheet.put(VALUE, point.value, "number_top", formula=f"={place.value}" if place else "", number_format=shape)
    on_line = found.intercept + found.slope * point.deprivation
    formula = f"={intercept}+{slope}*100*{at}"
    sheet.put(ON_LINE, on_line, "number_top", formula=formula, number_format=shape)
    away = f"={reference(sheet.row, VALUE)}-{reference(sheet.row, ON_LINE)}"
    sheet.put(AWAY, point.value - on_line, "number_top", formula=away, number_format=_signed(shape))
    sheet.next_row(row_height([(point.area, WIDTHS[0] - 2)], least=14.5))


def _signed(shape: str) -> str:
    return f"+{shape};-{shape};{shape}"


def _line(sheet: Canvas, case: Case, found: Deprivation, row: int, rows: tuple[int, int]) -> None:
    """Put the line of least squares, worked out from the table."""
    sheet.row = row
    section(sheet, "The line of least squares", len(WIDTHS))
    across, up = (area_reference((rows[0], column), (rows[1], column)) for column in (POVERTY, VALUE))
    indicator = case.line.indicator
    shape = number_format(indicator.unit, indicator.places + 2)
    headings(sheet, ("What", "Number"), range(2, 3))
    for what, value, formula, number in (
        (
            "Slope: gained with each further 1% of children in poverty",
            found.slope / 100,
            f"=SLOPE({up},{across})/100",
            shape,
        ),
        ("Intercept: the value where no child is in poverty", found.intercept, f"=INTERCEPT({up},{across})", shape),
        ("Share of the variation that the line explains", found.explained, f"=RSQ({up},{across})", "0.0%"),
    ):
        sheet.put(1, what, "wrapped")
        sheet.put(2, value, "number_top", formula=formula, number_format=number)
        sheet.next_row(row_height([(what, WIDTHS[0] - 2)]))
    sheet.next_row(SPACE)


def _sentence(sheet: Canvas, case: Case, found: Deprivation, points: Sequence[Deprived], row: int, first: int) -> None:
    """Put where the council stands to the line, above the graph."""
    sheet.row = row
    own = next((number for number, point in enumerate(points) if point.role == "own"), None)
    if own is None or found.expected is None:
        told(sheet, f"{len(points)} councils. This council has no deprivation or no value in {found.period.heading}.")
        return
    indicator, at = case.line.indicator, first + own
    value, on_line, away = (reference(at, column) for column in (VALUE, ON_LINE, AWAY))
    gap = points[own].value - found.expected
    unit, places = indicator.unit, indicator.places
    words = said(f"{len(points)} councils in {found.period.heading}. At ") + amount(
        points[own].value, unit, places, value
    )
    words += said(" this council lies ") + amount(abs(gap), unit, places, f"ABS({away})")
    words += either(gap >= 0, f"{away}>=0", said(" above the "), said(" below the "))
    words += amount(found.expected, unit, places, on_line) + said(" that the line expects for its deprivation.")
    told(sheet, words.text, words.cell_formula)


def _groups(points: Sequence[Deprived], first: int) -> list[Points]:
    """Return the councils in groups that are drawn alike, in colour and in shape: this one, its neighbours, others."""
    kinds: tuple[tuple[tuple[Role, ...], Points], ...] = (
        (("own",), Points((0, AREA), 0, 0, "target", "diamond", named=True)),
        (("neighbour",), Points((0, WHO), 0, 0, "actual", "triangle")),
        (("authority", "region", "England"), Points((0, WHO), 0, 0, "neighbours", "circle")),
    )
    groups = []
    for roles, look in kinds:
        rows = [first + number for number, point in enumerate(points) if point.role in roles]
        if rows:
            groups.append(replace(look, name=(rows[0], look.name[1]), first=rows[0], last=rows[-1]))
    return groups
