"""Reading SSDA903: csv files or sheets of one or several years to one return."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

import numpy as np

from xlperf.definitions.catalogue import Catalogue
from xlperf.period import year_text
from xlperf.problem import Problem, Severity
from xlperf.returns.child_level.children import children_of
from xlperf.returns.child_level.joined import JoinedList, Same, joined
from xlperf.returns.child_level.list_checks import (
    columns_missing,
    event_columns,
    in_the_future,
    without_birth,
    without_child,
)
from xlperf.returns.child_level.newest import newest_day
from xlperf.returns.child_level.returned import Return
from xlperf.returns.child_level.sheets import (
    SheetOfTable,
    definition_of,
    files_in_words,
    in_order,
    tables_on_sheets,
)
from xlperf.returns.child_level.table import NO_DATE, Positions, Table
from xlperf.returns.child_level.typed import TypedList, typed_list
from xlperf.returns.ssda903.adoptions import adoptions
from xlperf.returns.ssda903.checks import EFFECTS, FUTURE_EFFECTS, problems_of
from xlperf.returns.ssda903.years import covered, years_of
from xlperf.sheets.grid import Book

FAMILY = "ssda903"

SAME: Mapping[str, Same] = {
    "children": Same(("child",)),
    "episodes": Same(("child", "started"), ended="ended"),
    "looked_after_reviews": Same(("child", "reviewed")),
    "uasc": Same(("child",)),
    "adoption": Same(("child", "matched")),
    "placed_for_adoption": Same(("child", "decided")),
    "missing": Same(("child", "kind", "started")),
    "social_workers": Same(("child", "worker_number", "started")),
    "deprivations_of_liberty": Same(("child", "deprived_from")),
}
"""Which records of two years' files are one; of other tables only those that agree in every column."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One sheet, typed, and the day up to which it speaks; None where its dates do not say."""

    sheet: SheetOfTable
    typed: TypedList
    newest: date | None


def read_ssda903(books: Sequence[Book], catalogue: Catalogue, today: date | None = None) -> Return:
    """
    Return the tables of one or several years as one return, typed, joined and checked.

    Of a record that files of two years hold the later file's stands: later is the one in which something happened
    last, else the one that was named last. Dates after `today` (the clock's, unless it is given) do not make a year.
    """
    day = today or date.today()
    definition = definition_of(books, catalogue, FAMILY)
    sheets, problems = tables_on_sheets(books, definition, joins=True)
    parts = [_part(one, day) for one in sheets]
    lists: dict[str, JoinedList] = {}
    for table in definition.tables:
        of_table = [part for part in parts if part.typed.table.name == table.key]
        if of_table:
            lists[table.key] = joined([part.typed for part in _later_last(of_table)], SAME.get(table.key))
    if "children" in lists:
        lists["children"], twice = _once_each(lists["children"])
        problems += twice
    as_at = newest_day([(lists[key].table, SPEAKING[key]) for key in list(lists) if key in SPEAKING][:1], day)
    covers, gaps = _covers(parts, as_at, day)
    problems += gaps
    for key, one in lists.items():
        problems += [*one.problems, *without_child(one), *_merged(one)]
        if covers is not None:
            effects = FUTURE_EFFECTS if key == "episodes" else {}
            problems += in_the_future(one, definition.table(key), covers[1], effects)
    problems += [problem for part in parts for problem in columns_missing(part.typed)]
    problems += [*problems_of(lists), *_left_open(lists, day)]
    if "children" in lists:
        problems += without_birth(lists["children"])
    file = files_in_words(one.book.file for one in sheets) or books[0].file
    return Return(
        kind=FAMILY,
        title=definition.title,
        file=file,
        tables=MappingProxyType(_tables(lists, file)),
        as_at=as_at,
        covers=covers,
        la_code="",
        problems=tuple(in_order(books, problems)),
        otherwise=next((lack.instead for lack in definition.lacks if not lack.tables), ""),
        lacks=definition.lacks,
    )


SPEAKING = {"episodes": ("started", "ended"), "looked_after_reviews": ("reviewed",)}
"""The tables whose dates say up to which day the return speaks: the first of them that is there."""


def _part(sheet: SheetOfTable, today: date) -> _Part:
    effects = EFFECTS if sheet.key == "episodes" else {}
    typed = typed_list(sheet.found, sheet.book.file, sheet.all_is_text, effects)
    events = event_columns(typed.table, sheet.found.definition)
    return _Part(sheet, typed, newest_day([(typed.table, events)], today) if events else None)


def _later_last(parts: Sequence[_Part]) -> list[_Part]:
    """Return the parts of one table, the one in which something happened last at the end; else as they were named."""
    return sorted(parts, key=lambda part: part.newest or date.min)


def _once_each(header: JoinedList) -> tuple[JoinedList, list[Problem]]:
    """Return the header with every child once, and a problem for each further record of a child."""
    first: dict[str, int] = {}
    kept: list[int] = []
    problems: list[Problem] = []
    for position, child in enumerate(header.table.columns["child"].tolist()):
        original = first.setdefault(child, position)
        if original == position or not child:
            kept.append(position)
            continue
        message = f"The child is in {header.row(original)} already, which is read. Delete one of the two."
        problems.append(header.problem(position, "child", "duplicate child", message))
    if not problems:
        return header, []
    places: Positions = np.array(kept, dtype=np.int64)
    once = replace(header, table=header.table.taking(places), part=header.part[places], place=header.place[places])
    return once, problems


def _covers(parts: Sequence[_Part], newest: date | None, today: date) -> tuple[tuple[date, date] | None, list[Problem]]:
    """Return the days that the episodes cover, and a problem for every year that is missing between them."""
    episodes = [part for part in parts if part.typed.table.name == "episodes"]
    years = {year for part in episodes for year in years_of(part.typed.table, today)}
    if not years or newest is None:
        return None, []
    covers, missing = covered(years, newest, today)
    problems = [
        Problem(
            Severity.WARNING,
            f"Between the years of these files the episodes of {year_text(year)} are missing, so only the years "
            "after it are covered. Hand in its file too.",
            episodes[-1].typed.table.file,
            episodes[-1].typed.table.sheet,
            rule="year missing",
        )
        for year in missing
    ]
    return covers, problems


def _merged(one: JoinedList) -> Iterator[Problem]:
    """Yield how many records of earlier files a later one holds too."""
    together = one.exact + one.updated
    if not together:
        return
    said = "1 record of an earlier file stands" if together == 1 else f"{together:,} records of earlier files stand"
    states = f" {one.updated:,} of them in a later state, which is read." if one.updated else ""
    message = f"{said} in a later file too and {'is' if together == 1 else 'are'} read once.{states}"
    last = one.parts[-1].table
    yield Problem(Severity.NOTE, message, last.file, last.sheet, rule="records merged")


def _left_open(lists: Mapping[str, JoinedList], today: date) -> Iterator[Problem]:
    """Yield the episodes that are open in an earlier year's file and that no later year's file holds."""
    episodes = lists.get("episodes")
    if episodes is None or len(episodes.parts) < 2:
        return
    last_years = [max(years_of(part.table, today), default=0) for part in episodes.parts]
    open_ones = (episodes.table.columns["ended"] == NO_DATE) & (episodes.table.columns["started"] > NO_DATE)
    for position in np.flatnonzero(open_ones).tolist():
        if last_years[episodes.part[position]] < max(last_years):
            message = (
                "The episode is open in this file and not in that of the next year. "
                "The child counts as looked after until it is known when the episode ended."
            )
            yield episodes.problem(position, "ended", "open episode not in the next year", message)


def _tables(lists: Mapping[str, JoinedList], file: str) -> dict[str, Table]:
    """Return the tables by the names that measures know, with those that are derived from others."""
    tables = {key: one.table for key, one in lists.items()}
    if "children" not in tables:
        children = children_of(tables.values(), file)
        tables |= {} if children is None else {"children": children}
    decided = adoptions(tables.get("placed_for_adoption"), tables.get("episodes"), file)
    return tables if decided is None else {**tables, "adoptions": decided}
