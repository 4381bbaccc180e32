"""A measure beside England, its neighbours and other authorities, year by year: a table and graph two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlperf.figure import shown
from xlperf.report.blocks.surgery.graphs import CHART_HEIGHT, comparison_chart, leave_room
from xlperf.report.blocks.surgery.part import SPACE, Case, headings, section, told
from xlperf.report.canvas import Canvas
from xlperf.report.comparison import Compared, Comparison, Role
from xlperf.report.numbers import number_format
from xlperf.report.reasons import latest_comparison
from xlperf.report.setting import Setting
from xlperf.report.text_fit import row_height
from xlperf.sheets.address import area_reference
from xlperf.sheets.layout import Address, Cell
from xlperf.symbols import Missing

AREA, WHO, FIRST_YEAR = 1, 2, 3
MOST_YEARS = 5  # so many columns there are
DRAWN_YEARS = 3
MOST_AUTHORITIES = 12  # chosen ones; more are the whole country
WHO_TEXTS: dict[Role, str] = {
    "own": "This council",
    "England": "England",
    "region": "Region",
    "neighbour": "Neighbour",
    "authority": "Authority",
}
ORDER: tuple[Role | None, ...] = ("own", "England", "region", None, "neighbour", "authority")
SAME = 1e-9
MEAN = "Mean of the group"
PLACE_HEADINGS = ("Place in", "Rank in the group", "Rank of all", "Of", "Quartile", "To best quartile")
BEST_IS = "Rank 1 and quartile A are the best. All are the council, its group and every other authority in the inputs."


@dataclass(frozen=True, slots=True)
class LatestCells:
    """References to the values of the latest comparison; empty where there are none."""

    own: str = ""
    england: str = ""
    mean: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One area of the table; a `role` of None is the mean of the neighbours."""

    called: str
    role: Role | None

    def area_in(self, comparison: Comparison) -> Compared | None:
        """Return what the area reached in a year; None where it is not there, and for the mean."""
        if self.role == "own":
            return comparison.own
        return next((one for one in comparison.others if (one.area, one.role) == (self.called, self.role)), None)

    def value_in(self, comparison: Comparison) -> float | None:
        """Return the area's value in a year, or the mean."""
        if self.role is None:
            return comparison.mean
        found = self.area_in(comparison)
        return found.value if found else None


def comparison_part(sheet: Canvas, setting: Setting, case: Case, most_years: int) -> LatestCells:
    """Put graph two with its table and the council's place, and return where the latest year's values stand."""
    section(sheet, "Graph two: beside other authorities", len(sheet.widths))
    of_today = [one for one in case.line.comparisons if not one.earlier_definition]
    comparisons = of_today[-min(most_years, MOST_YEARS) :]
    if not any(comparison.others or comparison.mean is not None for comparison in comparisons):
        told(sheet, "The inputs have no values of other authorities. Fill the sheet Comparators to see them here.")
        return LatestCells()
    rows = _rows(comparisons)
    drawn = [row for row in rows if all(row.value_in(one) is not None for one in comparisons[-DRAWN_YEARS:])]
    rows = [*drawn, *(row for row in rows if row not in drawn)]
    sheet.next_row(SPACE)
    at = (sheet.row, AREA)
    if drawn:
        leave_room(sheet, CHART_HEIGHT)
    header = _table(sheet, setting, case, comparisons, rows)
    if drawn:
        areas = [(row.called, row.value_in(comparisons[-1])) for row in drawn]
        years = comparisons[-DRAWN_YEARS:]
        first_drawn = FIRST_YEAR + len(comparisons) - len(years)
        sheet.charts.append(comparison_chart(at, sheet.name, case, years, areas, (header, first_drawn)))
    if len(drawn) < len(rows):
        sheet.next_row(SPACE)
        told(sheet, "Areas without a value in each year that is drawn stand below the others, and not in the graph.")
    _position(sheet, case, comparisons)
    return _latest(sheet, case, comparisons, rows, header)


def _rows(comparisons: Sequence[Comparison]) -> list[Row]:
    """Return the areas of all years, each once: the council, England, regions, the mean, neighbours, authorities."""
    found: dict[Row, float | None] = {}
    many = any(len(comparison.of("authority")) > MOST_AUTHORITIES for comparison in comparisons)
    for comparison in reversed(comparisons):
        for one in (comparison.own, *comparison.others):
            if many and one.role == "authority":
                continue  # they are ranked, and stand in graph three; a table of all of them helps nobody
            found.setdefault(Row(one.area, one.role), one.value)
        if comparison.mean is not None:
            found.setdefault(Row(MEAN, None), comparison.mean)
    largest_first = sorted(found, key=lambda row: (-(found[row] or 0.0), row.called))
    return sorted(largest_first, key=lambda row: ORDER.index(row.role))


def _table(sheet: Canvas, setting: Setting, case: Case, comparisons: Sequence[Comparison], rows: Sequence[Row]) -> int:
    """Put the table and return the row of its headings."""
    years = [comparison.period.heading for comparison in comparisons]
    header = headings(sheet, ["Area", "Who", *years], range(FIRST_YEAR, FIRST_YEAR + len(years)))
    own_neighbours = [header + 1 + number for number, row in enumerate(rows) if row.role == "neighbour"]
    for row in rows:
        role = "label" if row.role in ("own", "England", None) else "wrapped"
        sheet.put(AREA, row.called, role)
        who = WHO_TEXTS[row.role] if row.role is not None else comparisons[-1].group or "Neighbours"
        sheet.put(WHO, who, "wrapped")
        for column, comparison in enumerate(comparisons, start=FIRST_YEAR):
            sheet.cells[sheet.row, column] = _cell(setting, case, row, comparison, column, own_neighbours)
        sheet.next_row(
            row_height([(row.called, sheet.widths[AREA - 1] - 2), (who, sheet.widths[WHO - 1] - 1)], least=14.5)
        )
    return header


def _cell(
    setting: Setting, case: Case, row: Row, comparison: Comparison, column: int, neighbours: Sequence[int]
) -> Cell:
    """Return a value; the council's own points at the figures, and the mean is worked out where it is of the rows."""
    indicator = case.line.indicator
    area, value = row.area_in(comparison), row.value_in(comparison)
    marks = (area.marks.replace('"', "") or ("(p)" if area.provisional else "")) if area else ""
    shape = number_format(indicator.unit, indicator.places, marks)
    if value is None:
        missing = area.missing if area and area.missing else Missing.NOT_AVAILABLE
        return Cell(missing.shown, "missing")
    formula = ""
    if row.role == "own" and (place := setting.places.get((indicator.id, comparison.period))):
        formula = f"={place.value}"
    if row.role is None and neighbours:
        known = [one.value for one in comparison.of("neighbour") if one.value is not None]
        together = neighbours[-1] - neighbours[0] + 1 == len(neighbours)
        if known and together and abs(sum(known) / len(known) - value) <= SAME * max(1.0, abs(value)):
            formula = f"=AVERAGE({area_reference((neighbours[0], column), (neighbours[-1], column))})"
    return Cell(value, "number_top", formula, number_format=shape)


def _position(sheet: Canvas, case: Case, comparisons: Sequence[Comparison]) -> None:
    """Put the council's rank, quartile and distance to the best quartile, and what is to know of the comparison."""
    placed = [comparison for comparison in comparisons if comparison.rank is not None]
    if placed:
        sheet.next_row(SPACE)
        headings(sheet, PLACE_HEADINGS, range(2, 7))
        indicator = case.line.indicator
        for one in placed:
            away = "" if one.to_best_quartile is None else shown(one.to_best_quartile, indicator.places, indicator.unit)
            in_group = f"{one.group_rank} of {one.group_ranked}" if one.group_rank is not None else ""
            sheet.put(1, one.period.heading, "text_top")
            for column, text in ((2, in_group), (5, one.band), (6, away)):
                sheet.put(column, text or None, "number_top")
            for column, number in ((3, one.rank), (4, one.ranked)):
                sheet.put(column, number, "number_top", number_format="0")
            sheet.next_row(14.5)
        sheet.next_row(SPACE)
        told(sheet, BEST_IS)
    for note in dict.fromkeys(note for one in comparisons for note in (group_note(one), *one.notes) if note):
        told(sheet, note)


def group_note(comparison: Comparison) -> str:
    """Return how many members of a group a mean is of, where it is not all of them; else an empty text."""
    if comparison.mean is None or not 0 < comparison.available < comparison.members:
        return ""
    return f"{comparison.period.heading}: the mean is of {comparison.available} of {comparison.members} members."


def _latest(
    sheet: Canvas, case: Case, comparisons: Sequence[Comparison], rows: Sequence[Row], header: int
) -> LatestCells:
    latest = latest_comparison(case.line)
    if latest is None or latest not in comparisons:
        return LatestCells()
    column = FIRST_YEAR + list(comparisons).index(latest)

    def cell(role: Role | None) -> str:
        found = [number for number, row in enumerate(rows) if row.role == role and row.value_in(latest) is not None]
        return sheet.reference(_address(header, found[0], column)) if found else ""

    return LatestCells(cell("own"), cell("England"), cell(None))


def _address(header: int, number: int, column: int) -> Address:
    return header + 1 + number, column
