"""The minutes of a meeting as they stand in a report: who met, and what was said of each measure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from xlperf.returns.headings import plain_heading
from xlperf.returns.reports.marks import code_and_number, together
from xlperf.returns.reports.records import Place, TypedMeeting
from xlperf.returns.reports.tables import Line
from xlperf.sheets.grid import Grid

TITLE = "Minutes of "
FORM = ": a form to fill in"
_INITIALS = re.compile(r"[A-Z]{2}[A-Za-z]{0,3}\d?")
ENTRIES = ("venue", "start", "end", "chair")


def minutes_of(file: str, grid: Grid, lines: Sequence[Line]) -> TypedMeeting | None:
    """Return the meeting of a sheet that has the table of people and place; None for any other sheet."""
    head = [line for line in lines if {"item", "entry"} <= line.columns.keys()]
    if not head:
        return None
    entries: dict[str, str] = {}
    people: dict[str, list[str]] = {"attended": [], "apologies": []}
    date: dt.date | None = None
    for line in head:
        item = plain_heading(line.text("item"))
        if item in people and (name := line.text("entry")):
            initials = line.text("initials")
            people[item].append(f"{name} ({initials})" if _INITIALS.fullmatch(initials) else name)
        elif item == "date":
            date = line.day("entry")
            entries["date"] = line.text("entry")
        elif item in ENTRIES:
            entries[item] = line.text("entry")
    return TypedMeeting(
        title=_title(grid),
        date=date,
        entries=entries,
        attendees=tuple(people["attended"]),
        apologies=tuple(people["apologies"]),
        items=tuple(_items(lines)),
        place=Place(file, grid.name, grid.address(grid.first_row, grid.first_column)),
    )


def _title(grid: Grid) -> str:
    texts = (cell for row in grid.rows[:12] for cell in row if isinstance(cell, str) and cell.startswith(TITLE))
    return next(texts, "").removeprefix(TITLE).removesuffix(FORM)


def _items(lines: Sequence[Line]) -> list[tuple[str, str, str, str]]:
    """Return (code, part, text, cell) of what was said, in the order of the agenda, the rows of one text together."""
    rows: dict[tuple[str, str], list[tuple[int, int, Line]]] = {}
    for line in lines:
        if {"code", "part", "text"} <= line.columns.keys() and line.text("part") and not line.is_error("text"):
            code, number = code_and_number(line.text("code"))
            rows.setdefault((code, line.text("part")), []).append((number, line.row, line))
    said = []
    for (code, part), found in rows.items():
        ordered = [line for _, _, line in sorted(found, key=lambda one: one[:2])]
        text = together([line.words("text") for line in ordered if line.words("text").strip()])
        said.append((code, part, text, ordered[0].address("text")))
    return said
