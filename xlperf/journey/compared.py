"""What other areas reached in one indicator, year by year: stated in performance workbooks, and published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from xlperf.area import plain_name
from xlperf.definitions.indicator import Indicator
from xlperf.figure import shown
from xlperf.journey.figures import FigureMaker
from xlperf.journey.published import PublishedTables
from xlperf.journey.stated import area_of, follows
from xlperf.period import Period, PeriodKind
from xlperf.report.comparison import Compared, Role
from xlperf.returns.marks import Stated
from xlperf.returns.performance.records import Comparator
from xlperf.returns.published import PublishedValue
from xlperf.symbols import Missing

OWN: Final = "own"
AVERAGE: Final = "average"
STATISTICAL_NEIGHBOURS = "Statistical neighbours"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One area's value in one year; `key` tells areas apart, `group` names the neighbours among which it is."""

    key: str
    compared: Compared
    stated: Stated
    group: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """
    Everything that is given for one year, by key, stated rows before published ones.

    `published_own` is what a published table says of the authority itself; `notes` say where two sources differ.
    """

    period: Period
    found: Mapping[str, Candidate]
    published_own: Candidate | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """All years of an indicator. `members` names the neighbours by key, those without a value in a year included."""

    years: Mapping[Period, Year]
    members: Mapping[str, str] = field(default_factory=dict)
    group: str = ""

    def years_of(self, key: str) -> list[Period]:
        """Return the years in which an area is given at all."""
        return sorted(period for period, year in self.years.items() if key in year.found)


def field_of(maker: FigureMaker, indicator: Indicator) -> Field:
    """Return what the inputs give of other areas for an indicator, and of the authority itself, by year."""
    tables, own = maker.inputs.published, maker.authority
    stated = list(_stated(maker, indicator))
    has_own_group = any(row.role == "neighbour" and not row.is_average for row, _ in stated)
    group = None if has_own_group else tables.group(own)
    members: dict[str, str] = {}
    label = ""
    if group:
        members = {tables.places.key(one): tables.places.names.get(one.number, one.name) for one in group.members}
        label = ", ".join(filter(None, (STATISTICAL_NEIGHBOURS, group.vintage)))
    years: dict[Period, dict[str, Candidate]] = {}
    notes: dict[Period, list[str]] = {}
    for row, period in stated:
        one = _of_row(maker, row, tables, members, label)
        first = years.setdefault(period, {}).setdefault(one.key, one)
        if one.key == AVERAGE and plain_name(first.compared.area) != plain_name(one.compared.area):
            said = f"{one.compared.area} is a second average beside {first.compared.area}, and is not shown."
            notes.setdefault(period, []).append(said)
        if one.compared.role == "neighbour" and one.key != AVERAGE and has_own_group:
            members.setdefault(one.key, one.compared.area)
            label = label or one.group
    published: dict[Period, dict[str, Candidate]] = {}
    for value in tables.values(indicator.id):
        candidate = _of_value(maker, value, tables, members, label)
        if candidate is not None:
            published.setdefault(value.period, {}).setdefault(candidate.key, candidate)
    periods = sorted({*years, *published})
    together = {
        one: _year(one, years.get(one, {}), published.get(one, {}), indicator, notes.get(one, [])) for one in periods
    }
    return Field(together, members, label or next((one.group for year in years.values() for one in year.values()), ""))


def _stated(maker: FigureMaker, indicator: Indicator) -> Iterator[tuple[Comparator, Period]]:
    """Yield the workbooks' rows with the financial year they speak of, those of a whole year before those of a day."""
    rows = [row for book in maker.inputs.workbooks for row in book.comparators if row.indicator == indicator.id]
    yield from ((row, row.period) for row in rows if row.period.kind is PeriodKind.YEAR)
    if indicator.timing in ("snapshot", "rolling"):
        for row in rows:
            if row.period.kind is not PeriodKind.YEAR and row.period.last_day == row.period.year.last_day:
                yield row, row.period.year


def _of_row(
    maker: FigureMaker, row: Comparator, tables: PublishedTables, members: Mapping[str, str], label: str
) -> Candidate:
    role: Role = row.role
    key, group = f"{role}: {plain_name(row.area)}", ""
    if _is_own(maker, row.area, tables):
        role, key = "own", OWN
    elif row.is_average:
        key, group = AVERAGE, ", ".join(filter(None, (row.group or row.area, row.vintage)))
    elif role in ("authority", "neighbour"):
        key = tables.key(row.area) or plain_name(row.area)
        if role == "neighbour":
            group = ", ".join(filter(None, (row.group, row.vintage)))
        elif key in members and not row.group:
            role, group = "neighbour", label
    return Candidate(key, _compared(row.area, role, row.stated, row.source), row.stated, group)


def _of_value(
    maker: FigureMaker, value: PublishedValue, tables: PublishedTables, members: Mapping[str, str], label: str
) -> Candidate | None:
    """Return a published number as what it is compared; None for the regions of others."""
    place = value.place
    if place.level == "authority":
        key = tables.places.key(place)
        name = tables.places.names.get(key, place.name)
        if key == tables.key(maker.authority):
            return Candidate(OWN, _compared(maker.authority, "own", value.stated, value.source), value.stated)
        role: Role = "neighbour" if key in members else "authority"
        group = label if key in members else ""
        return Candidate(key, _compared(name, role, value.stated, value.source), value.stated, group)
    if place.level == "region" and place.code not in tables.regions(maker.authority):
        return None
    role = "England" if place.level == "England" else "region"
    key = f"{role}: {plain_name(place.name)}"
    return Candidate(key, _compared(place.name, role, value.stated, value.source), value.stated)


def _is_own(maker: FigureMaker, area: str, tables: PublishedTables) -> bool:
    """Say whether a row of Comparators is about the authority itself."""
    names = {plain_name(area_of(book, area, maker.inputs.authority)) for book in maker.inputs.workbooks}
    if plain_name(maker.authority) in names | {plain_name(area)}:
        return True
    key = tables.key(area)
    return key is not None and key == tables.key(maker.authority)


def _compared(area: str, role: Role, stated: Stated, source: str) -> Compared:
    missing = None if stated.value is not None else stated.missing or Missing.NOT_AVAILABLE
    return Compared(area, role, stated.value, missing, stated.provisional, stated.marks, source)


def _year(
    period: Period,
    stated: Mapping[str, Candidate],
    published: Mapping[str, Candidate],
    indicator: Indicator,
    said: Sequence[str],
) -> Year:
    """Return both sources together; where both give one area the workbook's stands, and a difference is said."""
    notes = list(said)
    found = dict(stated)
    for key, other in published.items():
        mine = found.get(key)
        if mine is None:
            if key != OWN:
                found[key] = other
        elif key != OWN and mine.stated.value is not None and other.stated.value is not None:
            # A group's own label stays with the area, whichever source gives the value.
            if other.compared.role == "neighbour" and mine.compared.role == "authority":
                found[key] = replace(mine, compared=replace(mine.compared, role="neighbour"), group=other.group)
            if not follows(other.stated, mine.stated.value, indicator.unit):
                notes.append(
                    f"{mine.compared.area} is {_text(mine, indicator)} in the workbook and"
                    f" {_text(other, indicator)} in {other.compared.source}; the workbook's stands."
                )
    return Year(period, found, published.get(OWN), tuple(notes))


def _text(candidate: Candidate, indicator: Indicator) -> str:
    decimals = candidate.stated.decimals
    return shown(candidate.compared.value, indicator.places if decimals is None else decimals, indicator.unit)
