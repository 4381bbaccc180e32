"""Reading a CIN census: its elements as the tables that measures see, and the days it can speak for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.returns import ReturnDefinition
from xlperf.problem import Problem
from xlperf.returns.child_level.newest import newest_day
from xlperf.returns.child_level.returned import Return
from xlperf.returns.cin.checks import children_problems, protection_plan_problems, review_problems
from xlperf.returns.cin.dates import MAY_LIE_AHEAD, UNREADABLE_EFFECTS, date_problems
from xlperf.returns.cin.header import read_header
from xlperf.returns.cin.join import in_need, joined
from xlperf.returns.cin.records import CensusTable, census_table
from xlperf.workbook.census_document import CensusDocument

FAMILY = "cin"


def read_cin(document: CensusDocument, catalogue: Catalogue, today: date | None = None) -> Return:
    """
    Return the census, typed and checked: tables children, referrals, in_need, single_assessments, in_need_plans,
    section_47, plans and plan_reviews.

    A record's row is the line of its opening tag, its sheet the name of its element. The census speaks for the
    financial year that ends on its reference date. Where the header names none, `as_at` is the newest day on which
    something happened up to `today` (the clock's, unless it is given), and nothing is covered.
    """
    header = read_header(document)
    definition = _definition(catalogue, header.reference)
    tables = joined(
        {
            table.key: census_table(
                document.records[table.name], table, document.file, UNREADABLE_EFFECTS.get(table.key, {})
            )
            for table in definition.tables
        }
    )
    as_at = header.reference or _newest_day(tables, today or date.today())
    problems = [*document.problems, *header.problems, *_sorted(tables, as_at)]
    found = {key: one.table for key, one in tables.items()}
    return Return(
        kind=FAMILY,
        title=definition.title,
        file=document.file,
        tables=MappingProxyType({**found, "in_need": in_need(tables["referrals"])}),
        as_at=as_at,
        covers=header.covers,
        la_code=header.la_code,
        problems=tuple(problems),
        otherwise=next((lack.instead for lack in definition.lacks if not lack.tables), ""),
        lacks=definition.lacks,
    )


def _definition(catalogue: Catalogue, reference: date | None) -> ReturnDefinition:
    """Return the newest definition ("cin_2024") of no later year than the census; of an older one the first."""
    known = sorted((_year(one), one.id) for one in catalogue.returns.values() if one.family == FAMILY)
    year = reference.year if reference else known[-1][0]
    fitting = [name for of_year, name in known if of_year <= year]
    return catalogue.returns[fitting[-1] if fitting else known[0][1]]


def _year(definition: ReturnDefinition) -> int:
    year = definition.id.rpartition("_")[2]
    return int(year) if year.isdecimal() else 0


def _newest_day(tables: Mapping[str, CensusTable], today: date) -> date | None:
    return newest_day(((one.table, _event_columns(one)) for one in tables.values()), today)


def _event_columns(one: CensusTable) -> tuple[str, ...]:
    """Return the columns with the dates of what happened: not of births, nor of what was due."""
    return tuple(
        column.key
        for column in one.definition.columns
        if column.kind == "date" and not column.identifies and column.key not in MAY_LIE_AHEAD
    )


def _sorted(tables: Mapping[str, CensusTable], as_at: date | None) -> Iterator[Problem]:
    """Yield what is wrong, table by table, by rule and line."""
    for key, one in tables.items():
        found = [*one.problems, *date_problems(one, as_at)]
        if key == "children":
            found += children_problems(one)
        elif key == "plans":
            found += protection_plan_problems(one)
        elif key == "plan_reviews":
            found += review_problems(one, tables["plans"])
        yield from sorted(found, key=lambda problem: (problem.rule, int(problem.cell.rpartition(" ")[2] or 0)))
