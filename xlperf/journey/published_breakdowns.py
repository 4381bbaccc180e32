"""Breakdowns for publication: small categories withheld, and others with which they could be worked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from xlperf.journey.breakdowns import LOOKED_AFTER, ON_A_PLAN
from xlperf.journey.quantities import counts_of
from xlperf.journey.withholding import PublishingMaker
from xlperf.period import Period
from xlperf.problem import Problem, Severity
from xlperf.report.content import BreakdownRow, ReportContent
from xlperf.results.suppress import Cell, is_small, withheld
from xlperf.symbols import Missing

ALL = "All"
FINE, COARSE = "ethnicity", "ethnic group"
Table = tuple[str, Period, str]  # of, as at, by


@dataclass(frozen=True, slots=True)
class Breakdowns:
    """The rows to publish, how many of them are withheld and why, what to note, and what to tell analysts."""

    rows: tuple[BreakdownRow, ...]
    small: int
    further: int
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]


def breakdowns_to_publish(content: ReportContent, maker: PublishingMaker) -> Breakdowns:
    """
    Return the breakdowns of a report for publication.

    The whole is taken for known, because other tables have it too. A breakdown of which that lets somebody tell a small
    category, whatever else of it is withheld, is left out as a whole.
    """
    tables = {
        key: tuple(rows) for key, rows in groupby(content.breakdowns, key=lambda row: (row.of, row.as_at, row.by))
    }
    wholes = {key: _whole(rows, maker) for key, rows in tables.items()}
    small: set[tuple[Table, str]] = set()
    further: set[tuple[Table, str]] = set()
    left_out: set[Table] = set()
    problems = []
    for together in _together(tables):
        wanted = [whole for key in together if (whole := wholes[key]) is not None]
        if not wanted:
            problems += [_unknown(key) for key in together]
            continue
        cells, parts = _cells(together, tables, wanted[0])
        found = withheld(parts, cells, maker.limit)
        if found.exposed or is_small(wanted[0], maker.limit):
            left_out |= set(together)
            continue
        small |= found.small  # type: ignore[arg-type]
        further |= found.further  # type: ignore[arg-type]
    rows: list[BreakdownRow] = []
    for key, those in tables.items():
        if key in left_out:
            continue
        hidden = {name for table, name in small | further if table == key}
        rows += _ordered([_hidden(row) if row.category in hidden else row for row in those])
        if hidden and all(row.count is not None for row in those):
            rows.append(BreakdownRow(*key, ALL, sum(row.count or 0 for row in those), None))
    return Breakdowns(
        tuple(rows), len(small), len(further), tuple(_said(key) for key in sorted(left_out, key=str)), tuple(problems)
    )


def _together(tables: Iterable[Table]) -> list[list[Table]]:
    """Return the tables that say something of each other beyond the whole: ethnicities add up to ethnic groups."""
    keys = list(tables)
    nested = {(of, as_at) for of, as_at, by in keys if by == FINE} & {(of, at) for of, at, by in keys if by == COARSE}
    apart = [[key] for key in keys if key[:2] not in nested or key[2] not in (FINE, COARSE)]
    return apart + [[(of, as_at, FINE), (of, as_at, COARSE)] for of, as_at in sorted(nested, key=str)]


def _cells(
    together: Sequence[Table], tables: Mapping[Table, Sequence[BreakdownRow]], whole: int
) -> tuple[list[Cell], int]:
    """Return the cells of tables that belong together, the categories of the first as the parts, and how many parts."""
    fine, *coarse = together
    group_of = _groups() if coarse else {}
    rows = list(tables[fine])
    if coarse:
        order = [row.category for row in tables[coarse[0]]]
        rows.sort(key=lambda row: _place(group_of.get(row.category, row.category), order))
    cells = []
    for place, row in enumerate(rows):
        if (number := _number(row, whole)) is not None:
            cells.append(Cell((fine, row.category), place, place + 1, number))
    for key in coarse:
        for row in tables[key]:
            places = [n for n, one in enumerate(rows) if group_of.get(one.category, one.category) == row.category]
            number = _number(row, whole)
            if places and number is not None:
                cells.append(Cell((key, row.category), places[0], places[-1] + 1, number))
    return [*cells, Cell((fine, ALL, whole), 0, len(rows), whole, common=True)], len(rows)


def _place(category: str, order: Sequence[str]) -> int:
    return order.index(category) if category in order else len(order)


def _groups() -> Mapping[str, str]:
    """Return the ethnic group of each ethnicity."""
    from xlperf.measures.groups import ETHNIC_GROUPS, ETHNICITIES

    return {name: ETHNIC_GROUPS[code] for code, name in ETHNICITIES.items()}


def _number(row: BreakdownRow, whole: int) -> int | None:
    if row.count is not None:
        return round(row.count)
    return None if row.share is None else round(row.share * whole)


def _whole(rows: Sequence[BreakdownRow], maker: PublishingMaker) -> int | None:
    """Return what the categories are of: their sum, else what a count and its share say, else the indicator's own."""
    counts = [row.count for row in rows]
    if all(count is not None for count in counts):
        return round(sum(count or 0 for count in counts))
    said = [round(row.count / row.share) for row in rows if row.count and row.share]
    if said:
        return said[0]
    for indicator in maker.inputs.indicators.values():
        if indicator.title == rows[0].of:
            number, _ = counts_of(maker.unpublished(indicator, rows[0].as_at), indicator)
            return number
    return None


def _ordered(rows: Sequence[BreakdownRow]) -> list[BreakdownRow]:
    """
    Return the rows of a table so that their order says nothing of withheld ones.

    What workbooks state is listed by size, so there these stand last, by name; what is counted has an order of its own.
    """
    if rows and rows[0].of in (ON_A_PLAN, LOOKED_AFTER):
        return list(rows)
    return sorted(rows, key=lambda row: (row.missing is not None, row.category if row.missing is not None else ""))


def _hidden(row: BreakdownRow) -> BreakdownRow:
    return replace(row, count=None, share=None, missing=Missing.CONFIDENTIAL)


def _said(table: Table) -> str:
    of, as_at, by = table
    return f"{of}, {as_at.heading}, by {by}: left out, because its categories are too small to be published."


def _unknown(table: Table) -> Problem:
    of, as_at, by = table
    message = (
        f"{of}, {as_at.heading}, by {by}: shares without counts, and nothing says of how many, so nothing can tell "
        "whether they are of small numbers. Fill in Count, or look at them before you publish."
    )
    return Problem(Severity.WARNING, message, rule="published without counts")
