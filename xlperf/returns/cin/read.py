"""Reading a CIN census: its elements as the tables that measures see, and the days it can speak for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.returns import ReturnDefinition
from xlperf.problem import Problem
from xlperf.returns.child_level.newest import newest_day
from xlperf.returns.child_level.returned import Return
from xlperf.returns.cin.checks import children_problems, protection_plan_problems, review_problems
from xlperf.returns.cin.dates import MAY_LIE_AHEAD, UNREADABLE_EFFECTS, date_problems
from xlperf.returns.cin.header import CensusHeader, read_header
from xlperf.returns.cin.join import in_need, joined
from xlperf.returns.cin.records import CensusTable, census_table
from xlperf.workbook.census_document import CensusDocument

FAMILY = "cin"


@dataclass(frozen=True, slots=True, eq=False)
class Census:
    """One census, typed: its tables by key, the day up to which it speaks, and what describes it."""

    document: CensusDocument
    header: CensusHeader
    definition: ReturnDefinition
    tables: Mapping[str, CensusTable]
    as_at: date | None

    def record_problems(self, key: str) -> list[Problem]:
        """Return what is wrong with the single records of a table; not how plans agree with other plans."""
        one = self.tables[key]
        found = [*one.problems, *date_problems(one, self.as_at)]
        if key == "children":
            found += children_problems(one)
        elif key == "plan_reviews":
            found += review_problems(one, self.tables["plans"])
        return found


def census_of(document: CensusDocument, catalogue: Catalogue, today: date | None = None) -> Census:
    """
    Return a census, typed by the definition of its year.

    Where the header names no reference date, `as_at` is the newest day on which something happened up to `today` (the
    clock's, unless it is given).
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
    return Census(document, header, definition, tables, as_at)


def read_cin(document: CensusDocument, catalogue: Catalogue, today: date | None = None) -> Return:
    """
    Return the census, typed and checked: tables children, referrals, in_need, single_assessments, in_need_plans,
    section_47, plans and plan_reviews.

    A record's row is the line of its opening tag, its sheet the name of its element. The census speaks for the
    financial year that ends on its reference date. Where the header names none, `as_at` is the newest day on which
    something happened up to `today` (the clock's, unless it is given), and nothing is covered.
    """
    return return_of(census_of(document, catalogue, today))


def return_of(census: Census) -> Return:
    """Return a census, checked, as a return."""
    found = {key: one.table for key, one in census.tables.items()}
    problems = [*census.document.problems, *census.header.problems]
    for key, one in census.tables.items():
        of_plans = protection_plan_problems(one) if key == "plans" else ()
        problems += by_rule_and_line([*census.record_problems(key), *of_plans])
    return Return(
        kind=FAMILY,
        title=census.definition.title,
        file=census.document.file,
        tables=MappingProxyType({**found, "in_need": in_need(found["referrals"])}),
        as_at=census.as_at,
        covers=census.header.covers,
        la_code=census.header.la_code,
        problems=tuple(problems),
        otherwise=next((lack.instead for lack in census.definition.lacks if not lack.tables), ""),
        lacks=census.definition.lacks,
    )


def by_rule_and_line(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems of one table of one file by rule and line."""
    return sorted(problems, key=lambda problem: (problem.rule, line_of(problem)))


def line_of(problem: Problem) -> int:
    """Return the line in which a problem of a census stands; 0 where none is named."""
    return int(problem.cell.rpartition(" ")[2] or 0)


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
