"""Beside others: each indicator's newest year with comparators, as one table. For reports that many people read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlperf.report.canvas import Canvas
from xlperf.report.comparison import Compared, Comparison
from xlperf.report.content import Line, ReportContent
from xlperf.report.formula_parts import are_numbers, decimals_kept, quoted, worse_by
from xlperf.report.numbers import compared_cell
from xlperf.report.setting import ReportSheet, Setting
from xlperf.report.text_fit import row_height, shortened
from xlperf.results.polarity import Polarity
from xlperf.results.trend import Trend, trend
from xlperf.sheets.layout import Cell, ColourRule, Page
from xlperf.symbols import Missing

NAME = "Comparisons"
WORDS: Mapping[Trend, str] = {
    "improving": "Better ▲",
    "no change": "The same ▬",
    "getting worse": "Worse ▼",
}
ROLES: Mapping[Trend, str] = {
    "improving": "trend_improving",
    "no change": "trend_none",
    "getting worse": "trend_worse",
}
MOST_REGIONS = 2  # more columns would leave none of them room
CODE, TITLE, YEAR, OWN = 1, 2, 3, 4
LONGEST_NAME = 30  # characters of the authority's name in the heading of its column


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what: one for each region that the inputs name, and what depends on those."""

    regions: tuple[str, ...]
    ranks: bool  # whether any indicator has a rank

    @property
    def england(self) -> int:
        """England."""
        return OWN + 1

    @property
    def group(self) -> int:
        """The statistical neighbours: their mean, or their average as it was stated."""
        return self.england + len(self.regions) + 1

    @property
    def beside_england(self) -> int:
        """Whether the own value is better than England's; beside it the same about the neighbours."""
        return self.group + 1

    @property
    def place(self) -> int:
        """The rank among all areas of the inputs, with the quartile; where there is none, the column after that."""
        return self.group + 3

    @property
    def note(self) -> int:
        """What is to be known of the comparison."""
        return self.place + self.ranks

    @property
    def widths(self) -> tuple[float, ...]:
        """The columns' widths."""
        return (13, 38, 12, 11, 11, *[11] * len(self.regions), 13, 13.5, 13.5, *[14] * self.ranks, 40)


def comparisons(content: ReportContent, setting: Setting) -> tuple[ReportSheet, ...]:
    """
    Return one table of the indicators that have comparators, each in the newest year that has any; none without them.

    The own value points at the figures sheet where it stands there. The words beside it are formulas: values are
    compared as they are shown, and which way is better is the indicator's. A year of another definition is left out.
    """
    found = [(line, newest) for line in content.lines if (newest := newest_comparison(line)) is not None]
    if not found:
        return ()
    regions = dict.fromkeys(one.area for _, comparison in found for one in comparison.of("region"))
    ranks = any(_place(comparison) for _, comparison in found)
    columns = Columns(tuple(regions)[:MOST_REGIONS], ranks)
    sheet = Canvas(NAME, columns.widths)
    sheet.put(1, "Beside other authorities", "title")
    sheet.next_row(28)
    said = "The newest year for which the inputs have values of others. Values are compared as they are shown."
    sheet.put(1, said, "note")
    sheet.next_row()
    sheet.next_row(8)
    header = _header(sheet, content, columns, found)
    for line, comparison in found:
        _row(sheet, setting, columns, line, comparison)
    area = (header + 1, columns.beside_england), (sheet.row - 1, columns.beside_england + 1)
    sheet.colour_rules += [ColourRule(area, ROLES[word], text=text) for word, text in WORDS.items()]
    page = Page(landscape=True, footer=content.title, repeat_rows=(header, header))
    holds = "The newest year of others: England, region and statistical neighbours beside our own value"
    return (ReportSheet(sheet.finish(page, freeze_at=(header + 1, OWN)), holds),)


def newest_comparison(line: Line) -> Comparison | None:
    """Return the newest comparison by today's definition in which anybody else has a value; None without one."""
    for comparison in reversed(line.comparisons):
        has_others = comparison.mean is not None or any(one.value is not None for one in comparison.others)
        if has_others and not comparison.earlier_definition:
            return comparison
    return None


def _header(sheet: Canvas, content: ReportContent, columns: Columns, found: Sequence[tuple[Line, Comparison]]) -> int:
    groups = dict.fromkeys(comparison.group for _, comparison in found if comparison.group)
    texts = [
        "Code",
        "Indicator",
        "Year",
        shortened(content.authority, LONGEST_NAME),
        "England",
        *columns.regions,
        next(iter(groups)) if len(groups) == 1 else "Statistical neighbours",
        "Beside England",
        "Beside neighbours",
        *["Rank, quartile"] * columns.ranks,
        "What to know",
    ]
    for column, text in enumerate(texts, start=1):
        role = "heading_number" if OWN <= column <= columns.group else "heading_beside" if column == YEAR else "heading"
        if columns.beside_england <= column < columns.note:
            role = "heading_centre"
        sheet.put(column, text, role)
    return sheet.next_row(row_height(zip(texts, [width - 2 for width in columns.widths], strict=True), least=30))


def _row(sheet: Canvas, setting: Setting, columns: Columns, line: Line, comparison: Comparison) -> None:
    indicator = line.indicator
    sheet.put(CODE, line.code, "code")
    sheet.put(TITLE, indicator.title, "wrapped")
    sheet.put(YEAR, comparison.period.heading, "text_beside")
    place = setting.places.get((indicator.id, comparison.period))
    pointed = f"={place.value}" if place and _is_that_of_the_figures(line, comparison) else ""
    england = next(iter(comparison.of("England")), None)
    others = {OWN: comparison.own, columns.england: england}
    for column, region in enumerate(columns.regions, start=columns.england + 1):
        others[column] = next((one for one in comparison.of("region") if one.area == region), None)
    others[columns.group] = _group(comparison)
    for column, compared in others.items():
        sheet.cells[sheet.row, column] = (
            Cell(None, "number_top")
            if compared is None
            else compared_cell(compared, indicator, pointed if column == OWN else "")
        )
    for step, there in enumerate((columns.england, columns.group)):
        _beside(sheet, line, columns.beside_england + step, comparison.own, others[there], there)
    if columns.ranks:
        sheet.put(columns.place, _place(comparison), "key_symbol")
    note = " ".join(comparison.notes)
    sheet.put(columns.note, note, "wrapped")
    widths = columns.widths
    sheet.next_row(row_height([(indicator.title, widths[TITLE - 1]), (note, widths[columns.note - 1])], least=17))


def _is_that_of_the_figures(line: Line, comparison: Comparison) -> bool:
    """Say whether the own value of a comparison is the figure of that year, and not one that a table gave."""
    figures = (line.outturn, line.to_date, *line.latest)
    return any(one.period == comparison.period and one.value == comparison.own.value for one in figures)


def _group(comparison: Comparison) -> Compared | None:
    """Return the mean of the neighbours, or their average as it was stated; None without either."""
    if comparison.stated_average is not None and not comparison.members:
        return comparison.stated_average
    if comparison.mean is None:
        return None
    return Compared(comparison.group or "Statistical neighbours", "neighbour", comparison.mean)


def _beside(sheet: Canvas, line: Line, column: int, own: Compared, other: Compared | None, there: int) -> None:
    """Put whether the own value is better than another one, as a formula over the two cells."""
    if other is None:
        sheet.put(column, None, "trend")
        return
    indicator = line.indicator
    sign = unknown(indicator.polarity)
    values = [one.value if one.value is not None else one.missing or Missing.NOT_AVAILABLE for one in (own, other)]
    found = trend(values[0], values[1], indicator.polarity, indicator.places, indicator.unit)
    cells = [sheet.reference((sheet.row, at)).split("!")[1].replace("$", "") for at in (OWN, there)]
    formula = beside_formula(cells[0], cells[1], indicator.polarity, decimals_kept(indicator.places, indicator.unit))
    sheet.put(column, WORDS[found] if found else sign, "trend", formula=formula)


def beside_formula(own: str, other: str, polarity: Polarity, decimals: int) -> str:
    """Return the formula of how a cell stands to another, in `WORDS`; a sign where that cannot be said."""
    if polarity.direction == "neutral":
        return f"={quoted(unknown(polarity))}"
    gap = f"ROUND({worse_by(f'ROUND({own},{decimals})', f'ROUND({other},{decimals})', polarity)},12)"
    better, same, worse = (quoted(WORDS[word]) for word in ("improving", "no change", "getting worse"))
    known = are_numbers(own, other)
    return f"=IF({known},IF({gap}=0,{same},IF({gap}>0,{worse},{better})),{quoted(unknown(polarity))})"


def unknown(polarity: Polarity) -> str:
    """Return the sign of a comparison that cannot be made: not applicable where no way is better."""
    return (Missing.NOT_APPLICABLE if polarity.direction == "neutral" else Missing.NOT_AVAILABLE).shown


def _place(comparison: Comparison) -> str:
    """Return the rank among all areas and the quartile: "8 of 11, B"; empty where there is none."""
    if comparison.rank is None or comparison.ranked < 2:
        return ""
    band = f", {comparison.band}" if comparison.band else ""
    return f"{comparison.rank} of {comparison.ranked}{band}"
