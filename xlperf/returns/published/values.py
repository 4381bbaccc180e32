"""From the rows of a published table to the numbers of indicators, to populations, and to groups of neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.indicator import Indicator
from xlperf.definitions.returns import ColumnDefinition
from xlperf.figure import Unit
from xlperf.problem import Severity
from xlperf.returns.marks import Stated, Unreadable, read_marked
from xlperf.returns.published.places import code_in
from xlperf.returns.published.records import NeighbourGroup, Place, PublishedPopulation, PublishedValue
from xlperf.returns.published.rows import Findings, PublishedRow, rows_of
from xlperf.returns.recognise import FoundTable
from xlperf.symbols import Missing

ONLY_PUBLISHED = {
    "u": Missing.NOT_AVAILABLE,  # too unreliable to be published
    "-": Missing.NOT_AVAILABLE,
    ".": Missing.NOT_APPLICABLE,
}
"""Symbols of published tables that no council writes; those that both use stand in `returns.marks`."""

POPULATION = "population"
FIRST_NEIGHBOUR = "neighbour_1"
AGES = "0-17"

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
_VINTAGE = re.compile(rf"(?:({'|'.join(_MONTHS)})[\W_]*)?((?:19|20)[0-9]{{2}})(?![0-9])", re.IGNORECASE)


def values_of(table: FoundTable, catalogue: Catalogue, findings: Findings) -> Iterator[PublishedValue]:
    """
    Yield each number that the table gives, missing ones with their reason; a blank cell is none.

    A code stands for the indicator that has it on the last day of the row's year. Rows of a time that is no year to 31
    March, and cells that are neither number nor symbol, are reported and left out.
    """
    giving = [column for column in table.definition.columns if column.gives and column.key in table.header.columns]
    given: set[tuple[str, Place, object]] = set()
    for row in rows_of(table):
        place = row.place if row.is_kept else None
        if place is None:
            continue
        period = row.year_to_march
        if period is None:
            time = " ".join(filter(None, (row.text("time_period"), row.text("time_identifier"))))
            message = f'"{time}" is no year to 31 March. Write 2024, or 202324, for 2023/24; the row is left out.'
            findings.add(Severity.WARNING, row.sheet, row.cell("time_period"), message, "unknown time")
            continue
        for column in giving:
            indicator = catalogue.find(column.gives, period.last_day)
            stated = _stated(row, column, indicator, findings) if indicator else None
            if indicator is None or stated is None:
                continue
            if (thing := (indicator.id, place, period)) in given:
                message = f"{place.name}, {period} is given a second time. The first stands; take one row out."
                findings.add(Severity.WARNING, row.sheet, row.cell(column.key), message, "given twice")
                continue
            given.add(thing)
            source = table.definition.title
            yield PublishedValue(indicator.id, place, period, stated, source, row.sheet, row.number, column.heading)


def populations_of(table: FoundTable, findings: Findings) -> Iterator[PublishedPopulation]:
    """Yield each population of a year; symbols (x, c) are none, and what is no number above 0 is reported."""
    for row in rows_of(table):
        place, year = (row.place, row.calendar_year) if row.is_kept else (None, None)
        text = row.text(POPULATION)
        if place is None or year is None or not text:
            continue
        stated = _marked(row, POPULATION, findings)
        if stated is None or stated.missing:
            continue
        if stated.value is None or stated.value <= 0:
            message = f'"{text}" is no number of people. It is left out.'
            findings.add(Severity.WARNING, row.sheet, row.cell(POPULATION), message, "no population")
            continue
        yield PublishedPopulation(place, year, stated.value, AGES, table.definition.title)


def groups_of(table: FoundTable, findings: Findings) -> Iterator[NeighbourGroup]:
    """
    Yield the group of each authority; members are known by their numbers, and by the names that the table gives them.

    The vintage is read off the file's name; without one there it is empty, and that is reported.
    """
    vintage = vintage_in(findings.file)
    if not vintage:
        message = (
            "When these groups were drawn up cannot be told. Put month and year into the file's name, such as"
            " neighbours_April_2021.csv."
        )
        findings.add(Severity.NOTE, table.grid.name, "", message, "no vintage")
    rows = [(row, number) for row in rows_of(table) if (number := code_in(row.text("number")))]
    names = {number: _plain(row.text("name")) for row, number in rows}
    keys = [column.key for column in table.definition.columns if column.key.startswith("neighbour_")]
    for row, number in rows:
        numbers = [code_in(row.text(key)) for key in keys]
        for key, member in zip(keys, numbers, strict=True):
            if not member:
                message = f'"{row.text(key)}" is no number of an authority, such as 831. This neighbour is left out.'
                findings.add(Severity.WARNING, row.sheet, row.cell(key), message, "no authority")
        members = tuple(_place(names.get(one, ""), one) for one in dict.fromkeys(numbers) if one and one != number)
        yield NeighbourGroup(_place(names[number], number), members, vintage)


def vintage_in(file: str) -> str:
    """Return the month and year, or the year, that a file's name ends with: ``April 2021``; empty without one."""
    found = list(_VINTAGE.finditer(file))
    if not found:
        return ""
    return " ".join(filter(None, (found[-1][1].title() if found[-1][1] else "", found[-1][2])))


def vintage_order(vintage: str) -> tuple[int, int]:
    """Return year and month of a vintage, for telling which is newer; (0, 0) without one."""
    found = _VINTAGE.search(vintage)
    if not found:
        return 0, 0
    return int(found[2]), _MONTHS.index(found[1].title()) + 1 if found[1] else 0


def _place(name: str, number: str) -> Place:
    return Place("authority", name, number=number)


def _plain(name: str) -> str:
    """Return an authority's name without what stands in brackets behind it: (Pre LG)."""
    return re.sub(r"\s*\([^)]*\)\s*$", "", name)


def _stated(row: PublishedRow, column: ColumnDefinition, indicator: Indicator, findings: Findings) -> Stated | None:
    """Return what a cell states in the unit of the indicator; None when it is blank, or unreadable and reported."""
    if not row.text(column.key):
        return None
    unit: Unit = "count" if column.fraction else indicator.unit
    stated = _marked(row, column.key, findings, unit, indicator.per)
    if stated is None or stated.value is None:
        return stated
    if stated.value < 0 and indicator.unit != "score":
        message = f'"{stated.text}" is less than 0. It is left out.'
        findings.add(Severity.WARNING, row.sheet, row.cell(column.key), message, "negative")
        return None
    if column.fraction and stated.decimals is not None:
        return replace(stated, decimals=max(stated.decimals - 2, 0))
    return stated


def _marked(row: PublishedRow, key: str, findings: Findings, unit: Unit = "count", per: int = 10_000) -> Stated | None:
    text = row.text(key)
    if symbol := ONLY_PUBLISHED.get(text.casefold().strip("[]")):
        return Stated(None, symbol, text=text)
    try:
        return read_marked(row.cells[key], "", unit, per)
    except Unreadable as reason:
        findings.add(Severity.WARNING, row.sheet, row.cell(key), f"{reason} It is left out.", "not a number")
        return None
