"""Reading the two small lists that councils keep themselves: initial and core assessments, and posts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

import numpy as np

from xlperf.definitions.catalogue import Catalogue
from xlperf.period import Period
from xlperf.problem import Problem, Severity
from xlperf.returns.child_level.joined import JoinedList, Same, joined
from xlperf.returns.child_level.list_checks import columns_missing, in_the_future, without_child
from xlperf.returns.child_level.newest import newest_day
from xlperf.returns.child_level.returned import Assumption, Return, in_words
from xlperf.returns.child_level.sheets import definition_of, files_in_words, in_order, tables_on_sheets
from xlperf.returns.child_level.table import NO_DATE, UNKNOWN_CODE, Days, Flags, Table, day_of
from xlperf.returns.child_level.typed import TypedList, typed_list
from xlperf.sheets.grid import Book

Covers = tuple[date, date] | None

ASSESSMENT_EFFECTS = {
    "referred": "The referral is left out of NI 68, and an initial assessment of NI 59, until it is corrected.",
    "kind": "The assessment is left out of NI 59 and NI 60 until it is corrected.",
    "started": "A core assessment is left out of NI 60 until it is corrected.",
    "completed": "The assessment is left out of NI 59 and NI 60 until it is corrected.",
}
POST_EFFECTS = {
    "vacant_from": "The post is left out of the vacancies until it is corrected.",
    "vacant_to": "The post is left out of the vacancies until it is corrected.",
    "full_time_equivalent": "The post is left out of vacancies that are counted in full-time equivalents.",
}
"""By column, what an unreadable cell leads to."""


def read_assessments(books: Sequence[Book], catalogue: Catalogue, today: date | None = None) -> Return:
    """
    Return the assessments of one or several files as one list, typed, joined and checked.

    An assessment that is open in one file and completed in another is one: the file in which something happened last
    is right. The list covers the months from that of the first completion in it to that of the last day in it, to the
    end of the month: a list for March of which the last day is the 27th is not taken to end there. Figures for days
    after the 27th say so.
    """
    day = today or date.today()
    parts, problems = _parts(books, catalogue, "assessments", ASSESSMENT_EFFECTS, joins=True)
    events = ("referred", "started", "completed")
    in_time = sorted(parts, key=lambda one: newest_day([(one.table, events)], day) or date.min)
    one = joined(in_time, Same(("child", "kind", "started")))
    newest = newest_day([(one.table, events)], day)
    covers = None if newest is None else _months(one.table, newest, day)
    problems += [*one.problems, *without_child(one), *_assessment_problems(one)]
    if covers is not None:
        problems += in_the_future(one, parts[0].found.definition, covers[1], {})
    return _returned("assessments", books, catalogue, one, newest, covers, problems, _to_the_end(newest, covers))


def read_posts(books: Sequence[Book], catalogue: Catalogue, today: date | None = None) -> Return:
    """
    Return the list of posts, typed and checked; of several files the first, because such a list is of one day.

    It carries no date of its own, so it speaks from the month of the first vacancy in it up to `today` (the clock's,
    unless it is given). Figures for days after the last one in it say so.
    """
    day = today or date.today()
    parts, problems = _parts(books, catalogue, "posts", POST_EFFECTS, joins=False)
    one = joined(parts)
    begins = one.table.columns["vacant_from"]
    first = day_of(begins[begins > NO_DATE].min(initial=2**21)) if (begins > NO_DATE).any() else day
    newest = max(day, newest_day([(one.table, ("vacant_from",))], day) or day)
    covers = ((first or day).replace(day=1), newest)
    problems += [*one.problems, *_post_problems(one)]
    return _returned("posts", books, catalogue, one, newest, covers, problems, _as_if_of_today(one.table, day))


Reader = Callable[[Sequence[Book], Catalogue, date | None], Return]

READERS: Mapping[str, Reader] = MappingProxyType({"assessments": read_assessments, "posts": read_posts})
"""The local lists by their family in the catalogue."""


def _parts(
    books: Sequence[Book], catalogue: Catalogue, family: str, effects: Mapping[str, str], joins: bool
) -> tuple[list[TypedList], list[Problem]]:
    definition = definition_of(books, catalogue, family)
    sheets, problems = tables_on_sheets(books, definition, joins)
    parts = [typed_list(one.found, one.book.file, one.all_is_text, effects) for one in sheets]
    problems += [problem for part in parts for problem in columns_missing(part)]
    return parts, problems


def _returned(
    family: str,
    books: Sequence[Book],
    catalogue: Catalogue,
    one: JoinedList,
    newest: date | None,
    covers: Covers,
    problems: Sequence[Problem],
    assumption: Assumption | None,
) -> Return:
    definition = definition_of(books, catalogue, family)
    return Return(
        kind=family,
        title=definition.title,
        file=files_in_words(part.table.file for part in one.parts),
        tables=MappingProxyType({family: one.table}),
        as_at=newest,
        covers=covers,
        la_code="",
        problems=tuple(in_order(books, problems)),
        otherwise=next((lack.instead for lack in definition.lacks if not lack.tables), ""),
        lacks=definition.lacks,
        assumption=assumption,
    )


def _to_the_end(newest: date | None, covers: Covers) -> Assumption | None:
    """Return what is assumed of the days of a month after the newest day in the list; None when none are left."""
    if newest is None or covers is None or covers[1] <= newest:
        return None
    month = Period.month(newest.year, newest.month).heading
    words = f"The last day in the list of assessments is {in_words(newest)}; it is taken to cover {month} to its end."
    return Assumption(newest, words)


def _as_if_of_today(posts: Table, today: date) -> Assumption:
    """Return what is assumed of the days after the newest change in a list of posts, up to the day it is read."""
    changes = newest_day([(posts, ("vacant_from",)), (posts, ("vacant_to",))], today)
    if changes is None:
        return Assumption(date.min, "The list of posts names no day; it is taken to be right up to the day it is read.")
    words = f"The last change in the list of posts is of {in_words(changes)}; it is taken to be right since then too."
    return Assumption(changes, words)


def _months(table: Table, newest: date, today: date) -> tuple[date, date]:
    """
    Return the months of a list of assessments: from the first completion to the newest day.

    A month that is not over `today` is covered up to the newest day. Without a completion the first start counts.
    """
    for key in ("completed", "started"):
        days = table.columns[key]
        days = days[(days > NO_DATE) & (days <= newest.toordinal())]
        if len(days):
            break
    first = (day_of(_oldest(days)) if len(days) else None) or newest
    end = Period.month(newest.year, newest.month).last_day
    return first.replace(day=1), newest if newest <= today < end else end


def _oldest(days: Days) -> int:
    """Return the oldest day, a single slip of the pen left out: one that lies a year before all the others."""
    ordered = np.sort(days)
    slip = len(ordered) > 2 and ordered[1] - ordered[0] > timedelta(days=365).days
    return int(ordered[1] if slip else ordered[0])


# What is wrong with an assessment


def _assessment_problems(one: JoinedList) -> Iterator[Problem]:
    columns = one.table.columns
    alone = _referral_alone(one.table)
    for position in np.flatnonzero((columns["kind"] == "") & ~alone).tolist():
        message = f"It is not said whether the assessment is initial or core. {ASSESSMENT_EFFECTS['kind']}"
        yield one.problem(position, "kind", "type missing", message, Severity.ERROR)
    for key, what in (("referred", "referral"), ("started", "start")):
        missing = columns[key] == NO_DATE
        for position in np.flatnonzero(missing & ~alone if key == "started" else missing).tolist():
            message = f"The {what} date is missing. {ASSESSMENT_EFFECTS[key]}"
            yield one.problem(position, key, f"{what} date missing", message)
    yield from _out_of_order(
        one, "started", "completed", "completed before it started", "The assessment was completed before it started"
    )
    yield from _out_of_order(
        one, "referred", "started", "started before the referral", "The assessment started before the referral"
    )
    yield from _repeated(one, ("child number", "kind", "referred", "started", "completed"), "assessment")


def _referral_alone(table: Table) -> Flags:
    """Say which rows hold a referral and no assessment: no dates of one, and no type that is known."""
    columns = table.columns
    without_kind = (columns["kind"] == "") | (columns["kind"] == UNKNOWN_CODE)
    result: Flags = without_kind & (columns["started"] == NO_DATE) & (columns["completed"] == NO_DATE)
    return result


def _out_of_order(one: JoinedList, before: str, after: str, rule: str, what: str) -> Iterator[Problem]:
    columns = one.table.columns
    turned = (columns[before] > NO_DATE) & (columns[after] > NO_DATE) & (columns[after] < columns[before])
    for position in np.flatnonzero(turned).tolist():
        message = f"{what} ({one.cell(position, before)}). One of the two dates is wrong."
        yield one.problem(position, after, rule, message)


def _repeated(one: JoinedList, keys: tuple[str, ...], noun: str) -> Iterator[Problem]:
    first: dict[tuple[object, ...], int] = {}
    columns = [one.table.columns[key].tolist() for key in keys]
    for position, record in enumerate(zip(*columns, strict=True)):
        original = first.setdefault(record, position)
        if original != position:
            message = (
                f"Child, type and dates are those of {one.row(original)}. "
                f"The second one is left out of every count; delete it if it is the same {noun}."
            )
            yield one.problem(position, keys[0].removesuffix(" number"), "duplicate row", message)


# What is wrong with a post


def _post_problems(one: JoinedList) -> Iterator[Problem]:
    columns = one.table.columns
    begins, ends = columns["vacant_from"], columns["vacant_to"]
    for position in np.flatnonzero((begins > NO_DATE) & (ends > NO_DATE) & (ends < begins)).tolist():
        message = (
            f"The vacancy ends before it begins ({one.cell(position, 'vacant_from')}). {POST_EFFECTS['vacant_to']}"
        )
        yield one.problem(position, "vacant_to", "vacancy ends before it begins", message, Severity.ERROR)
    for position in np.flatnonzero((begins == NO_DATE) & (ends > NO_DATE)).tolist():
        message = "It is said until when the post is vacant, but not since when. The post does not count as vacant."
        yield one.problem(position, "vacant_from", "vacancy without a start", message)
    for position in np.flatnonzero(np.isnan(columns["full_time_equivalent"])).tolist():
        if one.is_blank(position, "full_time_equivalent"):
            message = f"The full-time equivalent is missing. {POST_EFFECTS['full_time_equivalent']}"
            yield one.problem(position, "full_time_equivalent", "full-time equivalent missing", message)
    first: dict[tuple[str, int], int] = {}
    for position, post in enumerate(columns["post"].tolist()):
        original = first.setdefault((post, int(begins[position])), position)
        if post and original != position:
            message = f"Post and vacancy are those of {one.row(original)}. Each row counts as a post; delete one."
            yield one.problem(position, "post", "duplicate post", message)
