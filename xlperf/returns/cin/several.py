"""Censuses of several years as one return: what two of them hold is one record, and the later census knows better."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xlperf.definitions.catalogue import Catalogue
from xlperf.period import financial_year_start, year_text
from xlperf.problem import Problem, Severity
from xlperf.returns.child_level.children import together
from xlperf.returns.child_level.joined import CHILD_NUMBER, JoinedList, Same, joined
from xlperf.returns.child_level.returned import Return
from xlperf.returns.child_level.sheets import files_in_words
from xlperf.returns.child_level.table import NO_DATE, Days, Positions
from xlperf.returns.cin.checks import protection_plan_problems
from xlperf.returns.cin.conferences import conferences_of_plans
from xlperf.returns.cin.join import in_need
from xlperf.returns.cin.read import Census, by_rule_and_line, census_of, line_of, return_of
from xlperf.returns.cin.records import CensusTable
from xlperf.workbook.census_document import CensusDocument

SAME: Mapping[str, Same] = {
    "children": Same(("child",)),
    "referrals": Same(("child", "referred")),
    "single_assessments": Same(("child", "started")),
    "in_need_plans": Same(("child", "started")),
    "section_47": Same(("child", "strategy_discussion")),
    "plans": Same(("child", "started")),
    "plan_reviews": Same(("child", "plan_started", "reviewed")),
}
"""Which records of two censuses are one. A referral is a child and a day, as it is counted; its source may be put
right by the later census."""

Lists = Mapping[str, JoinedList]


def read_censuses(
    documents: Sequence[CensusDocument], catalogue: Catalogue, today: date | None = None
) -> tuple[Return, ...]:
    """
    Return the censuses as returns: those of one authority whose years follow each other without a gap are one.

    It covers the days from the beginning of the first to the reference date of the last. A census without a reference
    date, of another authority, or after a gap is a return of its own, and so is a second one of the same year, which
    is reported. Censuses that do not state their authority are taken to be of one. The returns come in the order in
    which the first census of each was named.

    Within one census nothing is put together; of a record that two censuses hold the later one's stands.
    """
    read = [census_of(document, catalogue, today) for document in documents]
    twice = _second_of_a_year(read)
    chains = _chains([one for place, one in enumerate(read) if place not in twice])
    chains += [[read[place]] for place in twice]
    chains.sort(key=lambda chain: min(read.index(one) for one in chain))
    returns = [return_of(chain[0]) if len(chain) == 1 else _return_of_several(chain) for chain in chains]
    told = [twice.get(read.index(chain[0])) for chain in chains]
    return tuple(
        one if problem is None else replace(one, problems=(*one.problems, problem))
        for one, problem in zip(returns, told, strict=True)
    )


# Which belong together


def _chains(read: Sequence[Census]) -> list[list[Census]]:
    """Return the censuses that are one return each, in the order of their years."""
    chains: list[list[Census]] = []
    for one in sorted(read, key=lambda census: census.header.reference or date.min):
        before = next((chain for chain in chains if _follows(one, chain[-1])), None)
        if before is None:
            chains.append([one])
        else:
            before.append(one)
    return chains


def _follows(one: Census, before: Census) -> bool:
    """Say whether a census begins on the day after another one of the same authority ends."""
    mine, earlier = one.header.covers, before.header.covers
    if mine is None or earlier is None or one.header.la_code != before.header.la_code:
        return False
    return mine[0] == earlier[1] + timedelta(days=1)


def _second_of_a_year(read: Sequence[Census]) -> dict[int, Problem]:
    """Return, by its place, that a census of the same year and authority was named before this one."""
    first: dict[tuple[str, date], Census] = {}
    found: dict[int, Problem] = {}
    for place, one in enumerate(read):
        if one.header.covers is None:
            continue
        begins = one.header.covers[0]
        original = first.setdefault((one.header.la_code, begins), one)
        if original is not one:
            message = (
                f"{original.document.file} is a census of {year_text(financial_year_start(begins))} too. This one is "
                "read for itself and not joined with those of other years; hand in one of the two."
            )
            found[place] = Problem(Severity.WARNING, message, one.document.file, "Header", rule="year twice")
    return found


# Several as one


def _return_of_several(chain: Sequence[Census]) -> Return:
    """Return the censuses of years that follow each other as one return."""
    last = chain[-1]
    lists = _joined(chain)
    tables = {key: one.table for key, one in lists.items()}
    covers = chain[0].header.covers, last.header.covers
    return replace(
        return_of(last),
        file=files_in_words(census.document.file for census in chain),
        tables=MappingProxyType({**tables, "in_need": in_need(tables["referrals"])}),
        covers=(covers[0][0], covers[1][1]) if covers[0] and covers[1] else None,
        problems=tuple(_problems(chain, lists)),
    )


def _joined(chain: Sequence[Census]) -> dict[str, JoinedList]:
    """Return every table of the censuses as one, with children and conferences told across the years."""
    lists: dict[str, JoinedList] = {}
    who: dict[Hashable, int] = {}
    for key in chain[-1].tables:
        one = joined([census.tables[key] for census in chain], SAME.get(key))
        lists[key] = _with(one, CHILD_NUMBER, _numbers(one, who))
    plans = lists["plans"]
    cases = _cases(chain, lists)
    stated = [(cases[key], lists[key].table.columns["conference"]) for key in ("referrals", "section_47")]
    conferences = conferences_of_plans(plans.table.columns["started"], cases["plans"], stated)
    lists["plans"] = _with(plans, "conference", conferences)
    return lists


def _numbers(one: JoinedList, who: dict[Hashable, int]) -> Positions:
    """Return a number for the child of each record; one without an identifier is nobody in another census."""
    before = _of_parts(one, [part.table.columns[CHILD_NUMBER] for part in one.parts]).tolist()
    children = one.table.columns["child"].tolist()
    keys = (child or (part, number) for child, part, number in zip(children, one.part.tolist(), before, strict=True))
    return np.array([who.setdefault(key, len(who)) for key in keys], dtype=np.int64)


def _cases(chain: Sequence[Census], lists: Lists) -> dict[str, Positions]:
    """
    Return a number for the case (CINdetails) of each referral, enquiry and plan, the same one in every census.

    A census holds the enquiries of its own year, so the conference that led to a plan may stand in the one before.
    """
    numbers: dict[Hashable, int] = {}
    own: list[Positions] = []
    for number, census in enumerate(chain):
        columns = census.tables["referrals"].table.columns
        records = enumerate(zip(columns["child"].tolist(), columns["referred"].tolist(), strict=True))
        keys = [(child, day) if child and day > NO_DATE else (number, place, "") for place, (child, day) in records]
        own.append(np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64))
    around = {
        key: [cases[census.tables[key].around] for census, cases in zip(chain, own, strict=True)]
        for key in ("section_47", "plans")
    }
    return {key: _of_parts(lists[key], of_part) for key, of_part in (("referrals", own), *around.items())}


def _of_parts(one: JoinedList, values: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """Return of each record of a joined list its value, given those of all records of each part."""
    before = np.cumsum([0, *(len(part) for part in values)])
    result: NDArray[Any] = together(values)[before[one.part] + one.place]
    return result


def _with(one: JoinedList, key: str, column: Positions | Days) -> JoinedList:
    return replace(one, table=replace(one.table, columns={**one.table.columns, key: column}))


# What is wrong


def _problems(chain: Sequence[Census], lists: Lists) -> Iterator[Problem]:
    """
    Yield what is wrong, census by census.

    What is wrong with a single record is told by its own census, unless a later one holds the record too: then that
    one says whether it still is. How plans agree with each other is looked at in those of all years together.
    """
    of_plans: dict[str, list[Problem]] = {}
    for problem in (*protection_plan_problems(lists["plans"]), *_left_open(lists["plans"])):
        of_plans.setdefault(problem.file, []).append(problem)
    for number, census in enumerate(chain):
        yield from (*census.document.problems, *census.header.problems)
        for key, one in census.tables.items():
            gone = _lines_superseded(one, lists[key].place[lists[key].part == number])
            found = [problem for problem in census.record_problems(key) if line_of(problem) not in gone]
            found += of_plans.pop(census.document.file, []) if key == "plans" else []
            yield from by_rule_and_line(found)
    yield from _merged(chain[-1], lists)


def _lines_superseded(one: CensusTable, kept: Positions) -> set[int]:
    """Return the lines of the records that are not among those kept, but for lines that one of these has too."""
    stays = np.zeros(len(one.table), dtype=np.bool_)
    stays[kept] = True
    lines = [one.table.rows, *one.lines.values()]
    return {int(line) for of in lines for line in of[~stays]} - {int(line) for of in lines for line in of[stays]}


def _left_open(plans: JoinedList) -> Iterator[Problem]:
    """Yield the plans that are open in a census and that the later ones do not hold."""
    columns = plans.table.columns
    is_open = (columns["started"] > NO_DATE) & (columns["ended"] == NO_DATE)
    for position in np.flatnonzero(is_open & (plans.part < len(plans.parts) - 1)).tolist():
        message = (
            "The plan is open in this census and not in that of the next year. "
            "The child counts as on a plan until it is known when the plan ended."
        )
        yield plans.problem(position, "ended", "open plan not in the next year", message)


def _merged(last: Census, lists: Lists) -> Iterator[Problem]:
    """Yield how many records of earlier censuses a later one holds too."""
    number = sum(one.exact + one.updated for one in lists.values())
    if number:
        message = (
            "1 record of an earlier census stands in a later one too, which is read."
            if number == 1
            else f"{number:,} records of earlier censuses stand in a later one too, which is read."
        )
        yield Problem(Severity.NOTE, message, last.document.file, rule="records merged")
