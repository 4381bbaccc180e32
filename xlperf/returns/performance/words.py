"""What is said and done about figures: commentary, actions and meetings. Their words are read, and never quoted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from xlperf.period import Period, PeriodKind
from xlperf.returns.headings import plain_heading
from xlperf.returns.performance.codes import Codes
from xlperf.returns.performance.records import Action, Commentary, Meeting
from xlperf.returns.performance.table import Row, Table, is_blank
from xlperf.returns.period_cells import UnreadablePeriod, read_period

ACTION_TEXTS = (
    *("ref", "action", "cost", "effect", "expected_improvement", "timeframe", "business_plan_link", "strategies"),
    *("lead_officer", "due", "status", "meeting", "source"),
)
MEETING_TEXTS = (
    *("title", "venue", "start", "end", "attendees", "apologies", "chair", "issues", "further_review", "source"),
)


def read_commentary(tables: Iterable[Table], codes: Codes) -> tuple[Commentary, ...]:
    """Return the commentary, part by part, in the order of the sheet."""
    found: list[Commentary] = []
    for table in tables:
        rows = list(table.rows())
        parts = _part_names(table, rows)
        for row in rows:
            found.extend(_commentary(row, codes, parts))
    return tuple(found)


def read_actions(tables: Iterable[Table], codes: Codes) -> tuple[Action, ...]:
    """Return the action plan, line by line; a line without an action is reported."""
    found: list[Action] = []
    for row in (row for table in tables for row in table.rows()):
        if not row.needed("action", "the row"):
            continue
        named, indicators = codes.several_of_row(row, "code", None, "the action")
        texts = {key: row.text(key) for key in ACTION_TEXTS}
        found.append(Action(indicators=tuple(indicators), codes=tuple(named), sheet=row.sheet, row=row.number, **texts))
    return tuple(found)


def read_meetings(tables: Iterable[Table], codes: Codes) -> tuple[Meeting, ...]:
    """Return the meetings; one whose date cannot be read keeps its other entries."""
    found: list[Meeting] = []
    for row in (row for table in tables for row in table.rows()):
        named, indicators = codes.several_of_row(row, "code", None, "the meeting")
        texts = {key: row.text(key) for key in MEETING_TEXTS}
        found.append(
            Meeting(
                date=_date(row),
                indicators=tuple(indicators),
                codes=tuple(named),
                sheet=row.sheet,
                row=row.number,
                **texts,
            )
        )
    return tuple(found)


def _part_names(table: Table, rows: Iterable[Row]) -> dict[str, str]:
    """Return the names of parts by their plain form: those of the definition, and those that the sheet uses."""
    names = [*table.definition.column("part").choices, *(row.text("part") for row in rows)]
    return {plain_heading(name): name for name in reversed(names) if name}


def _commentary(row: Row, codes: Codes, parts: dict[str, str]) -> Iterator[Commentary]:
    if is_blank(row.value("text")):
        return
    text = row.needed("text", "the comment")
    period: Period | None = None
    if not is_blank(row.value("period")):
        period = row.period("period", "the comment")
        if period is None:
            return
    if not text or not row.needed("code", "the comment"):
        return
    named, indicators = codes.several_of_row(row, "code", period.last_day if period else None, "the comment")
    if not indicators:
        return
    for part, words in _divided(row.text("part"), text, parts):
        at = (row.text("source"), row.sheet, row.number)
        yield Commentary(tuple(indicators), tuple(named), period, part, words, *at)


def _divided(part: str, text: str, parts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield a text in its parts: a line that holds the name of a part and nothing else starts that part."""
    lines: list[str] = []
    for line in text.split("\n"):
        name = parts.get(plain_heading(line)) if line.strip() else None
        if name is None:
            lines.append(line)
            continue
        if words := "\n".join(lines).strip():
            yield part, words
        part, lines = name, []
    if words := "\n".join(lines).strip():
        yield part, words


def _date(row: Row) -> dt.date | None:
    try:
        period = read_period(row.value("date"), row.number_format("date") or "dd/mm/yyyy")
    except UnreadablePeriod:
        period = None
    if period and period.kind is PeriodKind.DAY:
        return period.last_day
    if isinstance(row.value("date"), dt.date) and period:
        return period.first_day
    row.error("date", "the date of the meeting is empty or is no date. Write it as 24/02/2012.", "no date")
    return None
