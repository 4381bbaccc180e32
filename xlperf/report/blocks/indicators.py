"""The main table: one line an indicator, by section, with its commentary. The form of a monthly indicator report."""

from __future__ import annotations

from dataclasses import dataclass, field

from xlperf.figure import Figure
from xlperf.report.blocks.evidence import Evidence
from xlperf.report.blocks.indicator_commentary import help_rule, put_commentary
from xlperf.report.blocks.key import NO_THRESHOLDS, rating_colours, trend_colours
from xlperf.report.canvas import Canvas
from xlperf.report.content import Line, ReportContent, Section
from xlperf.report.formulas import TREND_TEXTS, adrift_formula, rating_formula, to_target_formula, trend_formula
from xlperf.report.numbers import figure_cell, number_format
from xlperf.report.paging import breaks_between, room_on_a_page
from xlperf.report.setting import ReportSheet, Setting
from xlperf.report.typed_words import COUNTER_WIDTH, length_colours, length_heading
from xlperf.results.rating import adrift, rating_text
from xlperf.results.target import to_target
from xlperf.sheets.address import area_reference
from xlperf.sheets.layout import Cell, InputRule, Page
from xlperf.symbols import Missing, Number

NAME = "Indicators"
CODE, TITLE, OUTTURN = 1, 2, 3
FIRST_LATEST = 4
SIGNED = "+#,##0;-#,##0;0"


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what; only the number of latest periods varies."""

    latest: int  # how many

    @property
    def now(self) -> int:
        """The report's own period."""
        return FIRST_LATEST + self.latest - 1

    @property
    def trend(self) -> int:
        """The short-term trend; the columns after it stand side by side."""
        return self.now + 1

    @property
    def to_date(self) -> int:
        """The year to date."""
        return self.now + 2

    @property
    def status(self) -> int:
        """The status against target."""
        return self.now + 3

    @property
    def target(self) -> int:
        """The target, which a reader may change."""
        return self.now + 4

    @property
    def adrift(self) -> int:
        """Percent adrift from target."""
        return self.now + 5

    @property
    def cases(self) -> int:
        """The change in cases needed to meet the target."""
        return self.now + 6

    @property
    def commentary(self) -> int:
        """What the service says, typed by people."""
        return self.now + 7

    @property
    def length(self) -> int:
        """How many characters that has, where the plan sets a limit."""
        return self.now + 8


@dataclass(frozen=True, slots=True)
class Block:
    """What the composing functions below share."""

    sheet: Canvas
    content: ReportContent
    columns: Columns
    setting: Setting
    kept_together: list[int] = field(default_factory=list)  # the first rows of what no page's end is to divide


def indicators(content: ReportContent, setting: Setting) -> tuple[ReportSheet, ...]:
    """Return the main sheet, with the reference to its status column."""
    columns = Columns(content.plan.latest_periods)
    limit = content.plan.length_limit
    counter = (COUNTER_WIDTH,) if limit else ()
    widths = (10.5, 25, 9, *[9] * columns.latest, 15, 9.5, 11.5, 9, 8.5, 9, 68, *counter)
    sheet = Canvas(NAME, widths, tab_colour="accent")
    sheet.put(1, content.title, "title")
    sheet.next_row(28)
    sheet.put(1, f"{content.authority}: {content.period.heading}", "subtitle")
    sheet.next_row(18)
    header = _header(sheet, content, columns)
    block = Block(sheet, content, columns, setting)
    for section in content.sections:
        _section(block, section)
    room = room_on_a_page(sheet.widths)
    sheet.page_breaks += breaks_between(block.kept_together, sheet.row - 1, sheet.heights, room, sheet.heights[header])
    first, last = header + 1, max(sheet.row - 1, header + 1)
    sheet.colour_rules += rating_colours((first, columns.status), (last, columns.status), content.schemes)
    sheet.colour_rules += trend_colours((first, columns.trend), (last, columns.trend))
    sheet.input_rules.append(help_rule(columns.commentary, first, last, content.plan.commentary_parts))
    if limit:
        sheet.colour_rules.append(length_colours(columns.length, first, last, limit))
    status = area_reference((first, columns.status), (last, columns.status), sheet=NAME, fixed=True)
    page = Page(landscape=True, footer=content.title, repeat_rows=(header, header))
    holds = "Every indicator by section: figures, trend, status, target and commentary"
    return (ReportSheet(sheet.finish(page, freeze_at=(header + 1, FIRST_LATEST - 1)), holds, status),)


def _header(sheet: Canvas, content: ReportContent, columns: Columns) -> int:
    latest = [period.heading for period in content.period.latest(columns.latest)]
    outturn = content.period.year.before()
    texts = [
        "Code",
        "Indicator",
        f"{outturn} outturn",
        *latest,
        "Trend",
        f"{content.period.year} to date",
        "Status",
        f"{content.period.year} target",
        "Adrift",
        "Cases to target",
        "Commentary",
    ]
    if content.plan.length_limit:
        texts.append(length_heading(content.plan.length_limit))
    for column, text in enumerate(texts, start=1):
        role = "heading_number" if OUTTURN <= column != columns.commentary else "heading"
        if column in (columns.trend, columns.status):
            role = "heading_centre"
        sheet.put(column, text, role)
    return sheet.next_row(32)


def _section(block: Block, section: Section) -> None:
    """Put the heading of a section, the warning about small numbers and its lines; the first stays with the heading."""
    sheet = block.sheet
    block.kept_together.append(sheet.row)
    for column in range(1, len(sheet.widths) + 1):
        sheet.put(column, section.title if column == 1 else None, "section")
    sheet.next_row(20)
    if warning := small_number_warning(section, block.content.plan.small_denominator):
        sheet.put(1, warning, "warning_note")
        sheet.next_row(16)
    for number, line in enumerate(section.lines):
        if number:
            block.kept_together.append(sheet.row)
        _line(block, line)


def small_number_warning(section: Section, below: int) -> str:
    """Return the sentence on small numbers when a percentage of the section is of few cases; else an empty text."""
    few = [
        line.code
        for line in section.lines
        if line.indicator.unit == "percent"
        and any(figure.denominator is not None and figure.denominator < below for figure in (line.now, line.to_date))
    ]
    if not few:
        return ""
    return (
        f"Small numbers: {', '.join(few)} {'is' if len(few) == 1 else 'are'} a percentage of fewer than {below} cases, "
        "so one case moves it far. Interpret with care."
    )


def _line(block: Block, line: Line) -> None:
    sheet, columns = block.sheet, block.columns
    sheet.put(CODE, line.code, "code")
    sheet.put(TITLE, line.indicator.title, "wrapped")
    _figure(block, OUTTURN, line, line.outturn)
    for column, figure in enumerate(line.latest, start=FIRST_LATEST):
        _figure(block, column, line, figure)
    _trend(block, line)
    _figure(block, columns.to_date, line, line.to_date)
    _judgement(block, line)
    first = sheet.row
    put_commentary(sheet, line, block.content.plan, columns.commentary, columns.length)
    # A page may end before each row in which a long text goes on.
    block.kept_together.extend(range(first + 1, sheet.row))


def _figure(block: Block, column: int, line: Line, figure: Figure) -> None:
    """Point at the figure's cell on the figures sheet."""
    reference = block.setting.places[line.indicator.id, figure.period].value
    block.sheet.cells[block.sheet.row, column] = figure_cell(figure, "number_top", f"={reference}")


def _here(block: Block, column: int) -> str:
    """Return the reference to a column of the current row, without the sheet's name."""
    return block.sheet.reference((block.sheet.row, column)).split("!")[1].replace("$", "")


def _trend(block: Block, line: Line) -> None:
    indicator, columns = line.indicator, block.columns
    formula = trend_formula(
        _here(block, columns.now), _here(block, columns.now - 1), indicator.polarity, indicator.places, indicator.unit
    )
    text = TREND_TEXTS[line.now.trend] if line.now.trend else ""
    block.sheet.put(columns.trend, text, "trend", formula=formula)


def _judgement(block: Block, line: Line) -> None:
    """Put target, status, percent adrift and the change in cases, all about the judged figure."""
    sheet, columns, indicator, judged = block.sheet, block.columns, line.indicator, line.judged
    value = _here(block, columns.to_date if judged is line.to_date else columns.now)
    target = _here(block, columns.target)
    target_format = number_format(indicator.unit, indicator.places)
    if judged.target is None:
        sheet.put(columns.target, None, "input_number", number_format=target_format)
    else:
        sheet.put(columns.target, judged.target, "input_number", number_format=target_format)
    at = (sheet.row, columns.target)
    sheet.input_rules.append(
        InputRule((at, at), "decimal", minimum=0, title="Target", help="Type another target to see the status change.")
    )
    # What is only watched has no scheme in the key, and its formula needs no thresholds.
    limits = block.setting.thresholds.get(line.scheme.name, NO_THRESHOLDS)
    sheet.put(
        columns.status,
        rating_text(judged.rating, line.scheme),
        "rating",
        formula=rating_formula(
            value,
            target,
            indicator.polarity,
            line.scheme,
            indicator.unit,
            limits.tolerance,
            limits.ahead,
            block.setting.red_limit(indicator),
            indicator.data_only,
            indicator.places,
        ),
    )
    gap = adrift(_value_of(judged), judged.target, indicator.polarity)
    sheet.cells[sheet.row, columns.adrift] = _number_or_symbol(
        gap, adrift_formula(value, target, indicator.polarity), "0.0%"
    )
    _cases(block, line, target)


def _value_of(figure: Figure) -> Number:
    return figure.value if figure.value is not None else (figure.missing or Missing.NOT_AVAILABLE)


def _number_or_symbol(number: Number, formula: str, number_format: str) -> Cell:
    if isinstance(number, Missing):
        return Cell(number.shown, "missing", formula, number_format=number_format)
    return Cell(number, "number_top", formula, number_format=number_format)


def _cases(block: Block, line: Line, target: str) -> None:
    judged, indicator = line.judged, line.indicator
    counts: Evidence = block.setting.places[indicator.id, judged.period]
    if not (counts.numerator and counts.denominator):
        block.sheet.put(block.columns.cases, None, "number_top")
        return
    per = indicator.per if indicator.unit == "rate" else 1
    formula = to_target_formula(counts.numerator, counts.denominator, target, indicator.polarity, per)
    out_of = None if judged.denominator is None else judged.denominator / per
    needed = to_target(judged.numerator, out_of, judged.target, indicator.polarity)
    block.sheet.cells[block.sheet.row, block.columns.cases] = _number_or_symbol(needed, formula, SIGNED)
