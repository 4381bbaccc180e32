"""Reading Annex A: its lists typed and checked, and the days it can speak for.

The lists are described in `catalogue/returns/annex_a.toml`. List 7 is checked as a list of plans; of the others the
cells are checked. A list that occurs twice, or lacks a column, is reported and left out; the rest is still read.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.returns import TableDefinition
from xlperf.period import month_after
from xlperf.returns.child_level.children import children_of
from xlperf.returns.child_level.list_checks import (
    columns_missing,
    event_columns,
    in_the_future,
    without_birth,
    without_child,
)
from xlperf.returns.child_level.newest import newest_day
from xlperf.returns.child_level.plan_checks import EFFECTS, plan_problems
from xlperf.returns.child_level.returned import ListCoverage, Return, Span
from xlperf.returns.child_level.sheets import definition_of, files_in_words, in_order, tables_on_sheets
from xlperf.returns.child_level.typed import typed_list
from xlperf.sheets.grid import Book

FAMILY = "annex_a"
MONTHS_COVERED = 6
"""
Lists 1 to 8 hold what happened in the last six months and, where something can be open, all that is open. So that is
what the return as a whole speaks for; what each list does, its definition says (`covers_months`).
"""

IN_THE_FUTURE = {
    "started": "The plan counts from that day on.",
    "ended": "The plan counts as open until that day.",
}
"""What a date after the return's last day does to the plans of list 7."""


def read_return(book: Book, catalogue: Catalogue, today: date | None = None) -> Return:
    """
    Return the Annex A workbook, typed and checked.

    Dates later than `today` (the clock's, unless it is given) are not taken for days up to which the return speaks.
    """
    return read_lists([book], catalogue, today)


def read_lists(books: Sequence[Book], catalogue: Catalogue, today: date | None = None) -> Return:
    """Return the lists of several files as one return, each typed and checked: a csv file for every list."""
    definition = definition_of(books, catalogue, FAMILY)
    sheets, problems = tables_on_sheets(books, definition)
    lists = [
        typed_list(one.found, one.book.file, one.all_is_text, EFFECTS if one.key == "plans" else {}) for one in sheets
    ]
    events = [event_columns(one.table, one.found.definition) for one in lists]
    as_at = newest_day(((one.table, keys) for one, keys in zip(lists, events, strict=True)), today or date.today())
    for one in lists:
        problems += [*one.problems, *columns_missing(one), *without_child(one), *without_birth(one)]
        if one.table.name == "plans":
            problems += plan_problems(one)
        if as_at is not None:
            effects = IN_THE_FUTURE if one.table.name == "plans" else {}
            problems += in_the_future(one, one.found.definition, as_at, effects)
    file = files_in_words(one.book.file for one in sheets) if len(books) > 1 else books[0].file
    tables = {one.table.name: one.table for one in lists}
    # What a list is for comes first where lists disagree about a child: list 7, then the others in their order.
    children = children_of(sorted(tables.values(), key=lambda table: table.name != "plans"), file)
    return Return(
        kind=FAMILY,
        title=definition.title,
        file=file,
        tables=MappingProxyType(tables if children is None else {**tables, "children": children}),
        as_at=as_at,
        covers=None if as_at is None else covered(as_at),
        la_code="",
        problems=tuple(in_order(books, problems)),
        otherwise=next((lack.instead for lack in definition.lacks if not lack.tables), ""),
        lacks=definition.lacks,
        by_list=MappingProxyType({} if as_at is None else coverage(as_at, (one.found.definition for one in lists))),
    )


def covered(as_at: date, months: int = MONTHS_COVERED) -> Span:
    """
    Return the first and last day of the `months` to `as_at`; for none that day alone.

    Nothing happens on most Saturdays and Sundays, so a return whose newest day is a Friday speaks for the weekend too.
    """
    if months == 0:
        return as_at, with_the_weekend(as_at)
    month = month_after(as_at, -months)
    same_day = month.replace(day=min(as_at.day, calendar.monthrange(month.year, month.month)[1]))
    return same_day + timedelta(days=1), with_the_weekend(as_at)


def coverage(as_at: date, tables: Iterable[TableDefinition]) -> dict[str, ListCoverage]:
    """Return by list for which days each speaks, of those that say for how many months they do."""
    return {
        table.key: ListCoverage(table.name, covered(as_at, table.covers_months), table.otherwise)
        for table in tables
        if table.covers_months is not None
    }


def with_the_weekend(day: date) -> date:
    """Return the Sunday after a Friday or Saturday; any other day itself."""
    return day + timedelta(days=max(day.weekday() - 3, 0) and 6 - day.weekday())
