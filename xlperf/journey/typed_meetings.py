"""Meetings as the performance workbook has them, with what people typed into the minutes of earlier reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from xlperf.area import plain_name
from xlperf.journey.initials import people_in
from xlperf.journey.inputs import Inputs
from xlperf.journey.read_back import codes_in, indicator_of
from xlperf.period import Period
from xlperf.problem import Problem, Severity
from xlperf.returns.headings import plain_heading
from xlperf.returns.performance.records import Meeting
from xlperf.returns.reports import ReportWords, TypedMeeting, row_of
from xlperf.returns.reports.marks import divided, mark
from xlperf.returns.reports.minutes import ENTRIES

WORDS = {"issues": "issues", "furtherreview": "further_review"}


@dataclass(frozen=True, slots=True)
class Meetings:
    """All rows of meetings, and what is to be told of them."""

    rows: tuple[Meeting, ...]
    problems: tuple[Problem, ...] = ()


def meetings_of(inputs: Inputs, reports: Sequence[ReportWords], period: Period) -> Meetings:
    """
    Return the meetings of the workbooks' sheets Meetings and of the minutes among the reports.

    What minutes say of a measure is added to what the workbook says of it at the meeting of that day; where both say
    something and differ, both are kept, each with a line above it that names its place.
    """
    rows = [_Row(row, workbook.file_with(row.sheet)) for workbook in inputs.workbooks for row in workbook.meetings]
    problems: list[Problem] = []
    for report in reports:
        for typed in report.meetings:
            if typed.date is None and not any(text.strip() for _, _, text, _ in typed.items):
                continue
            same_day = [one.meeting for one in rows if one.meeting.date == typed.date]
            for new in _rows(typed, inputs, period, same_day):
                problems += _add(rows, new)
    return Meetings(tuple(one.meeting for one in rows), tuple(problems))


@dataclass(slots=True)
class _Row:
    """One row about a meeting, the file it stands in, and the cells of its words where minutes gave them."""

    meeting: Meeting
    file: str
    cells: dict[str, str] = field(default_factory=dict)

    def place(self, key: str) -> str:
        """Return where a text of the row stands, in words."""
        return f"{self.file}, {self.meeting.sheet}, {self.cells.get(key, f'row {self.meeting.row}')}"

    def put(self, key: str, text: str) -> None:
        """Replace one of the texts, by key."""
        texts: dict[str, str] = {key: text}
        self.meeting = replace(self.meeting, **texts)  # type: ignore[arg-type]

    def text(self, key: str) -> str:
        """Return one of the texts, by key."""
        return str(getattr(self.meeting, key))


def _rows(typed: TypedMeeting, inputs: Inputs, period: Period, same_day: Sequence[Meeting]) -> Iterator[_Row]:
    """Yield a row for each measure of the agenda; one row without a measure where nothing was said of any."""
    known = {_name(one) for row in same_day for text in (row.attendees, row.apologies) for one in people_in(text)}
    head = Meeting(
        date=typed.date,
        title=same_day[0].title if same_day else typed.title,
        venue=typed.entries.get("venue", ""),
        start=typed.entries.get("start", ""),
        end=typed.entries.get("end", ""),
        chair=typed.entries.get("chair", ""),
        attendees="\n".join(one for one in typed.attendees if _name(one) not in known),
        apologies="\n".join(one for one in typed.apologies if _name(one) not in known),
        source=typed.place.file,
        sheet=typed.place.sheet,
        row=1,
    )
    by_code: dict[str, tuple[dict[str, str], dict[str, str]]] = {}
    for code, part, text, cell in typed.items:
        if key := WORDS.get(plain_heading(part)):
            words, cells = by_code.setdefault(code, ({}, {}))
            words[key], cells[key] = text, cell
    for code, (words, cells) in by_code.items():
        codes = codes_in(inputs, code, period)
        found = dict.fromkeys(name for one in codes if (name := indicator_of(inputs, one, period, period)))
        row = row_of(next(iter(cells.values())))
        of_it = replace(head, codes=tuple(codes) if found else (), indicators=tuple(found), row=row)
        new = _Row(of_it, typed.place.file, cells)
        for key, text in words.items():
            new.put(key, text)
        yield new
    if not by_code:
        yield _Row(head, typed.place.file)


def _add(rows: list[_Row], new: _Row) -> list[Problem]:
    """Add a row; of what rows of the same meeting say already only what is new, and return what is to be told."""
    same = [one for one in rows if one.meeting.date == new.meeting.date]
    about = [one for one in same if set(one.meeting.indicators) == set(new.meeting.indicators)]
    problems = [problem for key in WORDS.values() for problem in _put_together(about, new, key)]
    for key in ENTRIES:
        stated = next((one.text(key) for one in same if one.text(key)), "")
        if stated and new.text(key) and _plain(new.text(key)) not in _plain(stated).split(" / "):
            problems.append(_differ(key, new, same[0].place(key)))
            for one in same:
                one.put(key, f"{stated} / {new.text(key)}")
    says_more = any(new.text(key) for key in (*WORDS.values(), "attendees", "apologies"))
    if says_more or not about:
        rows.append(new)
    return problems


def _put_together(about: Sequence[_Row], new: _Row, key: str) -> Iterator[Problem]:
    """Put what a row says beside what other rows about the same say: once where it is the same, else both."""
    held = [one for one in about if one.text(key)]
    if not held or not new.text(key):
        return
    versions = _by_place("\n".join(one.text(key) for one in held), held[0].place(key))
    known = set(map(_plain, versions.values()))
    others = {
        place: text for place, text in _by_place(new.text(key), new.place(key)).items() if _plain(text) not in known
    }
    new.put(key, "")
    if not others:
        return
    yield _differ(key, new, held[0].place(key))
    both = [f"{mark(None, place)}\n{text}" for place, text in (versions | others).items()]
    for one in held:
        one.put(key, "\n".join(both) if one is held[0] else "")


def _by_place(text: str, otherwise: str) -> dict[str, str]:
    """Return what stands in a cell by the place that a line above it names; by `otherwise` where none does."""
    found: dict[str, str] = {}
    for portion in divided("", text, {}):
        place = portion.place or otherwise
        found[place] = "\n".join(filter(None, (found.get(place, ""), portion.text)))
    return found


def _name(text: str) -> str:
    """Return a person's name for comparing, without the initials in brackets behind it."""
    return plain_name(text.partition("(")[0])


def _plain(text: str) -> str:
    return " ".join(text.split())


def _differ(key: str, row: _Row, other: str) -> Problem:
    what = key.replace("_", " ")
    of = f" of {'; '.join(row.meeting.codes)}" if row.meeting.codes else ""
    message = f"Two versions of the {what}{of} in the minutes: the other is in {other}. Both are shown; keep one."
    cell = row.cells.get(key, "")
    return Problem(Severity.WARNING, message, row.file, row.meeting.sheet, cell, "two versions")
