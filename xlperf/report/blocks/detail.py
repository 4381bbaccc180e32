"""The detailed analysis: numerators, denominators and values by month, with a native chart for each group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlperf.definitions.indicator import plain_code
from xlperf.figure import Figure, Part
from xlperf.period import Period
from xlperf.report.blocks.detail_chart import CHART_HEIGHT, detail_chart
from xlperf.report.blocks.evidence import Places
from xlperf.report.canvas import Canvas
from xlperf.report.content import Line, ReportContent
from xlperf.report.numbers import figure_cell, number_format
from xlperf.report.setting import ReportSheet, Setting
from xlperf.report.text_fit import row_height
from xlperf.sheets.address import area_reference, reference
from xlperf.sheets.layout import Page, Series, Sparkline
from xlperf.symbols import Missing

NAME = "Detailed analysis"
CODE, MEASURE, LINE, FIRST_MONTH = 1, 2, 3, 4
LEAST_MONTHS = 12  # so many columns have a month's width, also when fewer are filled
ROW_UNDER_CHART = 15.0
LINE_COLOURS = ("actual", "second", "third", "comparator")


@dataclass(frozen=True, slots=True)
class Group:
    """Indicators that are out of the same cases: they stand together and share a chart."""

    lines: tuple[Line, ...]

    @property
    def months(self) -> tuple[Period, ...]:
        """Every month that one of the lines has, in order."""
        return tuple(sorted({figure.period for line in self.lines for figure in line.months}))

    @property
    def title(self) -> str:
        """The codes, and what the indicators are about."""
        first = self.lines[0].indicator
        codes = ", ".join(line.code for line in self.lines)
        if len(self.lines) == 1 or first.denominator is None:
            return f"{codes}: {first.short_title or first.title}"
        label = first.denominator.label
        return f"{codes}: {label[:1].lower()}{label[1:]}"


def detail(content: ReportContent, setting: Setting) -> tuple[ReportSheet, ...]:
    """
    Return the detailed sheet.

    Indicators that are out of the same cases (the same wording of the denominator) stand together and share a chart;
    their common denominator is printed once.
    """
    groups = grouped([line for line in _in_order(content) if line.months and not _stands_elsewhere(line)])
    later = {period for group in groups for line in group.lines for period in line.later_months}
    most = max((len(group.months) for group in groups), default=0)
    sheet = Canvas(NAME, (17, 50, 13, *[9.5] * max(most, LEAST_MONTHS)))
    sheet.put(1, "Detailed analysis by month", "title")
    sheet.next_row(28)
    sheet.put(1, _introduction(groups, later), "note")
    sheet.next_row()
    for group in groups:
        if group is not groups[0]:
            sheet.page_breaks.append(sheet.row)
        _Composer(sheet, group, later, setting.places).compose()
    holds = "Numerators, denominators and values by month, with charts"
    return (ReportSheet(sheet.finish(Page(landscape=True, footer=content.title)), holds),)


def _in_order(content: ReportContent) -> list[Line]:
    """Return all lines; one that is only analysed here stands behind the first that names it as related, else last."""
    waiting = list(content.more_detail)
    ordered: list[Line] = []
    for line in content.lines:
        ordered.append(line)
        named = {plain_code(text.partition(":")[0]) for text in line.indicator.related}
        taken = [one for one in waiting if named & {plain_code(code) for code in one.indicator.all_codes}]
        ordered += taken
        waiting = [one for one in waiting if one not in taken]
    return [*ordered, *waiting]


def _stands_elsewhere(line: Line) -> bool:
    """Say whether the table of indicators shows all there is: a number without parts, in its latest periods alone."""
    latest = {figure.period for figure in line.latest}
    return line.indicator.unit == "count" and all(figure.period in latest for figure in line.months)


def grouped(lines: Sequence[Line]) -> list[Group]:
    """Return the lines in groups of one denominator, in order of first appearance."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        label = line.indicator.denominator.label if line.indicator.denominator else line.indicator.id
        groups.setdefault((line.indicator.unit, label), []).append(line)
    return [Group(tuple(together)) for together in groups.values()]


def _introduction(groups: Sequence[Group], later: set[Period]) -> str:
    if not groups:
        return "No indicator of this report has numerators and denominators by month."
    text = "Numerators, denominators and values for each month that the inputs give."
    if later:
        named = ", ".join(period.heading for period in sorted(later))
        text += f" Later than this report's period, and marked so: {named}."
    return text


@dataclass(frozen=True, slots=True)
class _Composer:
    """Puts one group on the sheet."""

    sheet: Canvas
    group: Group
    later: set[Period]
    places: Places

    @property
    def last_column(self) -> int:
        return FIRST_MONTH + len(self.group.months) - 1

    def compose(self) -> None:
        """Put title, table and chart."""
        sheet, group = self.sheet, self.group
        sheet.next_row(8)
        for column in range(1, self.last_column + 1):
            sheet.put(column, group.title if column == 1 else None, "section")
        sheet.next_row(20)
        header = self._header()
        series = self._rows(header)
        sheet.next_row(8)
        at = (sheet.row, 1)
        sheet.charts.append(detail_chart(at, group.title, group.lines, group.months, series))
        for _ in range(round(CHART_HEIGHT * 0.75 / ROW_UNDER_CHART) + 1):
            sheet.next_row(ROW_UNDER_CHART)

    def _header(self) -> int:
        sheet = self.sheet
        sheet.put(CODE, "Code", "heading")
        sheet.put(MEASURE, "Measure", "heading")
        sheet.put(LINE, "Course", "heading")
        for column, month in enumerate(self.group.months, start=FIRST_MONTH):
            sheet.put(column, month.heading + (" (later)" if month in self.later else ""), "heading_number")
        return sheet.next_row(30 if self.later & set(self.group.months) else 18)

    def _rows(self, header: int) -> list[Series]:
        """Put the rows of every line, and the target; return what the chart draws."""
        series = []
        first = self.group.lines[0].indicator
        if first.denominator:
            self._counts(self.group.lines[0], "denominator", first.denominator.label)
        for number, line in enumerate(self.group.lines):
            if line.indicator.numerator and line.indicator.unit in ("percent", "rate"):
                self._counts(line, "numerator", line.indicator.numerator.label)
            at = self._value_row(line)
            drawn = self._drawn_row(line) or at
            self.sheet.sparklines.append(Sparkline((at, LINE), self._months_of(drawn), "actual"))
            series.append(self._series(header, at, drawn, LINE_COLOURS[number % len(LINE_COLOURS)]))
        if target := self._target_row():
            series.append(self._series(header, target, target, "target"))
        return series

    def _counts(self, line: Line, part: Part, label: str) -> None:
        """Put a row of numerators or denominators, each pointing at the figures sheet."""
        self._label(line, label, "wrapped")
        for column, figure in self._cells(line):
            number, source = self._count(line, figure, part)
            if number is None or not source:
                withheld = figure is not None and figure.missing is Missing.CONFIDENTIAL
                sign = Missing.CONFIDENTIAL if withheld else Missing.NOT_AVAILABLE
                self.sheet.put(column, sign.shown, "missing")
            else:
                shape = number_format("count", 0)
                self.sheet.put(column, number, "number_top", formula=f"={source}", number_format=shape)
        self._end_row(line, label)

    def _count(self, line: Line, figure: Figure | None, part: Part) -> tuple[float | None, str]:
        """Return a numerator or denominator and the reference to its cell on the figures sheet."""
        if figure is None:
            return None, ""
        where = self.places[line.indicator.id, figure.period]
        if part == "numerator":
            return figure.numerator, where.numerator
        return figure.denominator, where.denominator

    def _value_row(self, line: Line) -> int:
        self._label(line, line.indicator.title, "label")
        self.sheet.put(LINE, None, "total")
        for column, figure in self._cells(line):
            if figure is None:
                self.sheet.put(column, "[x]", "missing")
            else:
                source = self.places[line.indicator.id, figure.period].value
                self.sheet.cells[self.sheet.row, column] = figure_cell(figure, "total", f"={source}")
        return self._end_row(line, line.indicator.title)

    def _drawn_row(self, line: Line) -> int:
        """
        Put what the chart draws where a month is missing: a gap. Return the row, or 0 when no month is missing.

        A chart draws any text as 0, so the cells with [x] cannot be its source.
        """
        if all(figure is not None and figure.value is not None for _, figure in self._cells(line)):
            return 0
        label = "as drawn: a gap where there is no number"
        self._label(line, label, "small_note")
        for column, figure in self._cells(line):
            if figure is not None and figure.value is not None:
                source = self.places[line.indicator.id, figure.period].value
                self.sheet.cells[self.sheet.row, column] = figure_cell(figure, "number_top", f"={source}")
        return self._end_row(line, label)

    def _target_row(self) -> int:
        """Put the first indicator's target for each month, when it has one; return the row, or 0."""
        line = self.group.lines[0]
        indicator = line.indicator
        targets = [(column, figure.target if figure else None) for column, figure in self._cells(line)]
        if all(target is None for _, target in targets):
            return 0
        self._label(line, "Target", "wrapped")
        for column, target in targets:
            if target is not None:
                at = number_format(indicator.unit, indicator.places)
                self.sheet.put(column, target, "number_top", number_format=at)
        return self._end_row(line, "Target")

    def _label(self, line: Line, label: str, role: str) -> None:
        self.sheet.put(CODE, line.code, "code")
        self.sheet.put(MEASURE, label, role)
        self.sheet.put(LINE, None, "text_top")

    def _end_row(self, line: Line, label: str) -> int:
        widths = self.sheet.widths
        return self.sheet.next_row(row_height([(line.code, widths[CODE - 1]), (label, widths[MEASURE - 1])]))

    def _cells(self, line: Line) -> list[tuple[int, Figure | None]]:
        """Return each month's column with the line's figure, or None where the line has none."""
        figures = {figure.period: figure for figure in line.months}
        return [(column, figures.get(month)) for column, month in enumerate(self.group.months, start=FIRST_MONTH)]

    def _months_of(self, row: int) -> str:
        return area_reference((row, FIRST_MONTH), (row, self.last_column), sheet=NAME, fixed=True)

    def _series(self, header: int, named: int, drawn: int, colour: str) -> Series:
        """Return a line of the chart: named after one row, drawn from that row or another."""
        return Series(
            name="=" + reference(named, MEASURE, sheet=NAME, fixed=True),
            categories="=" + self._months_of(header),
            values="=" + self._months_of(drawn),
            colour=colour,
            kind="dashed line" if colour == "target" else "line",
            marker="none" if colour == "target" else "circle",
        )
