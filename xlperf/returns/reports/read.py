"""What people typed into a report, read from the sheets by what is visible on them: headings, codes, the period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from xlperf.area import plain_name
from xlperf.definitions.indicator import plain_code
from xlperf.period import Period, UnknownPeriod
from xlperf.problem import Problem, Severity
from xlperf.returns.headings import plain_heading
from xlperf.returns.performance.words import ACTION_TEXTS
from xlperf.returns.reports.marks import CUT, code_and_number, is_our_own, pointed_at, together
from xlperf.returns.reports.minutes import minutes_of
from xlperf.returns.reports.records import Place, ReportWords, TypedAction, TypedMeeting, TypedWords
from xlperf.returns.reports.tables import Line, lines_of
from xlperf.sheets.grid import Book, Grid

ROWS_OF_A_TITLE = 12
"""The heading "Authority: Period" stands in the second row; people may have inserted some above it."""


def read_report(book: Book) -> ReportWords:
    """
    Return the commentary, actions and minutes of a report.

    Rows may have been sorted, inserted or filtered, columns moved. A comment is any text under "Commentary", an action
    any under "Action", in a table with a column "Code"; rows whose code says "continued" belong to the one without.
    """
    headed = [found for grid in book.grids if (found := _heading_of(grid)) is not None]
    authority, period = headed[0] if headed else ("", None)
    commentary: list[TypedWords] = []
    actions: list[TypedAction] = []
    meetings: list[TypedMeeting] = []
    problems: list[Problem] = []
    for grid in book.grids:
        own = _heading_of(grid)
        lines = list(lines_of(grid))
        if (meeting := minutes_of(book.file, grid, lines)) is not None:
            meetings.append(meeting)
            continue
        words = [line for line in lines if {"code", "text"} <= line.columns.keys() and line.words("text").strip()]
        commentary += _commentary(book.file, words, own[1] if own else period)
        acts = [line for line in lines if {"code", "ref", "action"} <= line.columns.keys()]
        actions += _actions(book.file, acts)
        problems += [_unreadable(book.file, line, "text") for line in words if line.is_error("text")]
        problems += [_unreadable(book.file, line, "action") for line in acts if line.is_error("action")]
    return ReportWords(
        book.file,
        authority,
        period,
        tuple(_with_pointers(commentary)),
        tuple(actions),
        tuple(meetings),
        tuple(problems),
    )


def _heading_of(grid: Grid) -> tuple[str, Period] | None:
    """Return authority and period from the line "Authority: Period" at the top of a sheet; None without one."""
    for row in range(grid.first_row, min(grid.last_row, grid.first_row + ROWS_OF_A_TITLE) + 1):
        for cell in grid.rows[row - grid.first_row]:
            if not isinstance(cell, str) or ": " not in cell:
                continue
            authority, _, said = cell.rpartition(": ")
            try:
                return " ".join(authority.split()), Period.parse(said)
            except UnknownPeriod:
                continue
    return None


# Commentary


def _commentary(file: str, lines: Iterable[Line], period: Period | None) -> Iterator[TypedWords]:
    lines = [line for line in lines if not line.is_error("text") and not is_our_own(line.words("text"))]
    for rows in _in_order(lines, "text", lambda line: (plain_code(_code(line)), plain_heading(line.text("part")))):
        first = rows[0]
        place = Place(file, first.grid.name, first.address("text"))
        if {"file", "sheet", "cell"} <= first.columns.keys() and first.text("file"):
            place = Place(first.text("file"), first.text("sheet"), first.text("cell"))
        of = _period_in(first) or period
        text = together([line.words("text") for line in rows])
        yield TypedWords(_code(first), first.text("part"), text, of, place)


def _code(line: Line) -> str:
    return code_and_number(line.text("code"))[0]


def _period_in(line: Line) -> Period | None:
    """Return the period of a column Period, which the words that could not be placed have."""
    try:
        return Period.parse(line.text("period")) if line.text("period") else None
    except UnknownPeriod:
        return None


def _in_order(lines: Iterable[Line], column: str, key: Callable[[Line], object]) -> Iterator[list[Line]]:
    """
    Yield the rows of each cell's text, the first one and those in which it goes on, wherever sorting has put them.

    Rows that go on without a first one stand for themselves; a second first one, inserted by hand, is a text of its
    own.
    """
    groups: dict[object, tuple[list[Line], list[tuple[int, Line]]]] = {}
    for line in lines:
        firsts, others = groups.setdefault(key(line), ([], []))
        number = code_and_number(line.text("code"))[1]
        if number:
            others.append((number, line))
        else:
            firsts.append(line)
    for firsts, others in groups.values():
        following = [line for _, line in sorted(others, key=lambda one: one[0])]
        cut = next((line for line in firsts if line.words(column).endswith(CUT)), None)
        main = cut or next(iter(firsts), None)
        for line in firsts:
            yield [line, *following] if line is main else [line]
        if main is None:
            yield following


def _with_pointers(commentary: Iterable[TypedWords]) -> Iterator[TypedWords]:
    """Yield the words without the cells that only say where they stand, and with the codes of those cells."""
    commentary = list(commentary)
    pointers: dict[str, list[str]] = {}
    for one in commentary:
        if at := pointed_at(one.text):
            pointers.setdefault(plain_code(at), []).append(one.codes)
    for one in commentary:
        if not pointed_at(one.text):
            yield replace(one, points_here=tuple(pointers.get(plain_code(one.codes), ())))


# Actions


def _actions(file: str, lines: Iterable[Line]) -> Iterator[TypedAction]:
    keys = [key for key in ACTION_TEXTS if key != "source"]
    for rows in _in_order(lines, "action", lambda line: (plain_name(line.text("ref")), plain_code(_code(line)))):
        first = rows[0]
        texts = {}
        for key in (key for key in keys if key in first.columns):
            portions = [_action_text(line, key) for line in rows if not line.is_error(key)]
            filled = [text for text in portions if text.strip()]
            texts[key] = filled[0] if key == "ref" and filled else together(filled).strip()
        if texts.get("action"):
            place = Place(file, first.grid.name, first.address("action"))
            if {"file", "sheet", "cell"} <= first.columns.keys() and first.text("file"):
                place = Place(first.text("file"), first.text("sheet"), first.text("cell"))
            yield TypedAction(_code(first), texts, place)


def _action_text(line: Line, key: str) -> str:
    """Return a text of an action; an improvement that is a number is a percentage, as its cell shows it."""
    value = line.value(key)
    if key == "expected_improvement" and isinstance(value, float | int) and not isinstance(value, bool):
        return f"{round(value * 100, 10):.12g}%"
    return line.words(key)


def _unreadable(file: str, line: Line, key: str) -> Problem:
    message = (
        f"{line.text(key)} stands where words belong, so nothing is taken from it. Type the words as text, or save the "
        "report from Excel once so that the formula has a result."
    )
    return Problem(Severity.WARNING, message, file, line.grid.name, line.address(key), "error cell")
