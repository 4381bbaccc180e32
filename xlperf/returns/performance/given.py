"""What figures are held against: targets, comparators, populations and breakdowns."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xlperf.area import Area, plain_name
from xlperf.definitions.indicator import Indicator
from xlperf.figure import Population, Unit
from xlperf.period import Period
from xlperf.returns.marks import Stated, Unreadable, read_marked
from xlperf.returns.performance.cells import area_of
from xlperf.returns.performance.codes import Codes
from xlperf.returns.performance.doubtful import is_bare, lies_between_0_and_1
from xlperf.returns.performance.records import Breakdown, Comparator, StatedPopulation, StatedTarget
from xlperf.returns.performance.roles import compared_as, role_of_group, unknown_group
from xlperf.returns.performance.table import Row, Table, is_blank
from xlperf.symbols import Missing

_RANGE = re.compile(r"([0-9]+(?:\.[0-9]+)?%?) ?(?:-|–|to) ?([0-9]+(?:\.[0-9]+)?%?)", re.IGNORECASE)


class _Once:
    """What was given already, to tell a second row for the same thing."""

    def __init__(self) -> None:
        self._rows: dict[object, Row] = {}

    def first(self, thing: object, row: Row, key: str, what: str) -> bool:
        """Say whether the thing is given for the first time; a second one is reported and left out."""
        earlier = self._rows.setdefault(thing, row)
        if earlier is row:
            return True
        where = earlier.cell(key) if earlier.sheet == row.sheet else f"{earlier.cell(key)} of the sheet {earlier.sheet}"
        message = f"{what} is given twice, in cell {where} and in cell {row.cell(key)}. The first stands; take one out."
        row.error(key, message, "given twice")
        return False


def read_targets(tables: Iterable[Table], codes: Codes, authority: Area) -> tuple[StatedTarget, ...]:
    """Return the targets; a blank cell is none, and "10-15" is a range that is good."""
    found: list[StatedTarget] = []
    once, doubtful = _Once(), _Doubtful()
    for row in _rows(tables):
        if is_blank(row.value("target")):
            continue
        placed = _placed(row, codes, "the target")
        if placed is None:
            continue
        code, indicator, period = placed
        area = area_of(row, authority)
        edges = _edges(row, indicator)
        if edges and indicator.polarity.direction != "range":
            _report_range(row, code, indicator)
            continue
        stated = Stated(None, text=row.text("target")) if edges else _number(row, "target", indicator, "the target")
        thing = indicator.id, plain_name(area), period
        if stated and once.first(thing, row, "target", f"the target of {code}, {period}"):
            doubtful.add(row, "target", code, indicator, stated)
            at = (row.text("source"), row.sheet, row.number, row.cell("target"))
            found.append(StatedTarget(indicator.id, code, area, period, stated, edges, *at))
    doubtful.report()
    return tuple(found)


def read_comparators(tables: Iterable[Table], codes: Codes) -> tuple[Comparator, ...]:
    """Return what other areas reached; a blank value is none."""
    found: list[Comparator] = []
    once, doubtful = _Once(), _Doubtful()
    for row in _rows(tables):
        if is_blank(row.value("value")):
            continue
        area = " ".join(row.needed("area", "the comparator").split())
        placed = _placed(row, codes, "the comparator") if area else None
        if placed is None:
            continue
        code, indicator, period = placed
        stated = _number(row, "value", indicator, f"{area} for {code}, {period}")
        thing = indicator.id, plain_name(area), period
        if stated and once.first(thing, row, "value", f"{area} for {code}, {period}"):
            doubtful.add(row, "value", code, indicator, stated)
            at = (row.text("source"), row.sheet, row.number, row.cell("value"))
            compared = compared_as(area, group := _group(row))
            found.append(
                Comparator(
                    indicator.id,
                    code,
                    area,
                    period,
                    stated,
                    *at,
                    compared.role,
                    group,
                    row.text("vintage"),
                    is_average=compared.is_average,
                )
            )
    doubtful.report()
    return tuple(found)


def read_populations(tables: Iterable[Table], codes: Codes, authority: Area) -> tuple[StatedPopulation, ...]:
    """Return the populations; one without a code serves every measure."""
    found: list[StatedPopulation] = []
    once = _Once()
    for row in _rows(tables):
        code, indicator = "", ""
        if row.text("code"):
            named = codes.of_row(row, "code", None, "the population")
            if named is None:
                continue
            code, indicator = named[0], named[1].id
        year, number = _year(row), _population(row)
        if year is None or number is None:
            continue
        area = area_of(row, authority)
        ages = re.sub(r"\s*(?:–|-|\bto\b)\s*", "-", row.text("ages")) or "0-17"
        if once.first(
            (indicator, plain_name(area), year, ages), row, "population", f"the population of {year} aged {ages}"
        ):
            population = Population(number, year, ages, row.text("vintage"), row.text("source"))
            found.append(
                StatedPopulation(indicator, code, area, population, row.sheet, row.number, row.cell("population"))
            )
    return tuple(found)


def read_breakdowns(tables: Iterable[Table], codes: Codes) -> tuple[Breakdown, ...]:
    """Return the groups of those counted, in the order of the sheet."""
    found: list[Breakdown] = []
    once, doubtful = _Once(), _Doubtful()
    for row in _rows(tables):
        if is_blank(row.value("count")) and is_blank(row.value("percent")):
            continue
        placed = _placed(row, codes, "the group", "as_at")
        breakdown, category = row.needed("breakdown", "the group"), row.needed("category", "the group")
        if placed is None or not breakdown or not category:
            continue
        code, indicator, as_at = placed
        count = _not_negative(row, "count", row.marked("count", "count", 1, f'the count of "{category}"'))
        percent = _not_negative(row, "percent", row.marked("percent", "percent", 1, f'the share of "{category}"'))
        key = "count" if count else "percent"
        thing = indicator.id, as_at, plain_name(breakdown), plain_name(category)
        if once.first(thing, row, key, f'"{category}" by {breakdown} on {as_at}'):
            if percent:
                doubtful.add_share(row, "percent", f"{code} by {breakdown}", percent)
            at = (row.text("source"), row.sheet, row.number, row.cell(key))
            found.append(Breakdown(indicator.id, code, as_at, breakdown, category, count, percent, *at))
    doubtful.report()
    return tuple(found)


def _group(row: Row) -> str:
    """Return what stands under Group; a text that is no group is reported, and is none."""
    text = " ".join(row.text("group").split())
    if not text or role_of_group(text):
        return text
    row.warning("group", unknown_group(text), "unknown group")
    return ""


class _Doubtful:
    """Percentages of one sheet by code, to report those that lie wholly between 0 and 1."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[Row, str, float]]] = {}

    def add(self, row: Row, key: str, code: str, indicator: Indicator, stated: Stated) -> None:
        """Remember a number of a percent measure."""
        if indicator.unit == "percent":
            self.add_share(row, key, code, stated)

    def add_share(self, row: Row, key: str, of: str, stated: Stated) -> None:
        """Remember a percentage."""
        if stated.value is not None:
            bare = is_bare(row.value(key), row.number_format(key))
            self._rows.setdefault(of, []).append((row, key, stated.value * 100 if bare else 100.0))

    def report(self) -> None:
        """Report each code whose percentages lie wholly between 0 and 1."""
        for of, found in self._rows.items():
            row, key, _ = found[0]
            if lies_between_0_and_1(number for _, _, number in found):
                message = (
                    f"every percentage of {of} lies between 0 and 1, and may be meant as a fraction. Read as it stands,"
                    " 0.5 is 0.5%; write 50 or 50%, or give the cells a percent format."
                )
                row.warning(key, message, "doubtful percentage")


def _rows(tables: Iterable[Table]) -> Iterable[Row]:
    return (row for table in tables for row in table.rows())


def _placed(row: Row, codes: Codes, left_out: str, period_key: str = "period") -> tuple[str, Indicator, Period] | None:
    """Return a row's code, indicator and period; None, with the problem reported, when one of them is missing."""
    period = row.period(period_key, left_out)
    named = codes.of_row(row, "code", period.last_day if period else None, left_out)
    return (*named, period) if period and named else None


def _number(row: Row, key: str, indicator: Indicator, left_out: str) -> Stated | None:
    stated = row.marked(key, indicator.unit, indicator.per, left_out)
    return stated if indicator.unit == "score" else _not_negative(row, key, stated)


def _not_negative(row: Row, key: str, stated: Stated | None) -> Stated | None:
    """Return what was stated; a number below 0 is reported and not available."""
    if stated is None or stated.value is None or stated.value >= 0:
        return stated
    row.error(key, f'"{stated.text}" is less than 0. It is left out until it is corrected.', "negative")
    return Stated(None, Missing.NOT_AVAILABLE, text=stated.text)


def _edges(row: Row, indicator: Indicator) -> tuple[float, float] | None:
    """Return the two edges of a target such as "10-15", in the unit of the measure; None when it is no range."""
    found = _RANGE.fullmatch(row.text("target")) if isinstance(row.value("target"), str) else None
    if not found:
        return None
    unit: Unit = indicator.unit
    try:
        lower, upper = (read_marked(edge, "", unit, indicator.per) for edge in found.groups())
    except Unreadable:
        return None
    if lower is None or upper is None or lower.value is None or upper.value is None or lower.value > upper.value:
        return None
    return lower.value, upper.value


def _report_range(row: Row, code: str, indicator: Indicator) -> None:
    message = (
        f'"{row.text("target")}" is a range, and of {code} {indicator.polarity} is good. Write one number, or give the'
        " measure a range as its polarity in the sheet Measures. Until then the target is left out."
    )
    row.error("target", message, "range as target")


def _year(row: Row) -> int | None:
    found = re.fullmatch(r"(?:mid[- ]?)?((?:19|20)[0-9]{2})", row.text("year").casefold())
    if found:
        return int(found[1])
    message = f'"{row.text("year")}" is no year. Write the year of the estimate, such as 2010; the row is left out.'
    row.error("year", message, "unknown year")
    return None


def _population(row: Row) -> float | None:
    """Return the number of a population; None, with a problem, when it is none or not above 0."""
    stated = _count_stated(row)
    if stated is None:
        return None
    if stated.value is not None and stated.value > 0:
        return stated.value
    message = f'the population is "{stated.text}". Write a number above 0; the row is left out.'
    row.error("population", message, "no population")
    return None


def _count_stated(row: Row) -> Stated | None:
    if is_blank(row.value("population")):
        row.needed("population", "the row")
        return None
    try:
        return read_marked(row.value("population"), row.number_format("population"), "count")
    except Unreadable as reason:
        row.error("population", f"{reason} Until then the population is left out.", "not a number")
        return None
