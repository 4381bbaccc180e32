"""Meetings as the performance workbook has them, with what people typed into the minutes of earlier reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from xlperf.journey.inputs import Inputs
from xlperf.journey.read_back import codes_in, indicator_of
from xlperf.period import Period
from xlperf.problem import Problem, Severity
from xlperf.returns.headings import plain_heading
from xlperf.returns.performance.records import Meeting
from xlperf.returns.reports import ReportWords, TypedMeeting
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
    rows = [row for workbook in inputs.workbooks for row in workbook.meetings]
    files = {id(row): workbook.file_with(row.sheet) for workbook in inputs.workbooks for row in workbook.meetings}
    problems: list[Problem] = []
    for report in reports:
        for typed in report.meetings:
            if typed.date is None and not any(text.strip() for _, _, text in typed.items):
                continue
            same_day = [row for row in rows if row.date == typed.date]
            for row in _rows(typed, inputs, period, same_day):
                rows, told = _added(rows, row, typed, files)
                problems += told
    return Meetings(tuple(rows), tuple(problems))


def _rows(typed: TypedMeeting, inputs: Inputs, period: Period, same_day: Sequence[Meeting]) -> Iterator[Meeting]:
    """Yield a row for each measure of the agenda; one row without a measure where nothing was said of any."""
    known = same_day[0] if same_day else None
    head = Meeting(
        date=typed.date,
        title=known.title if known else typed.title,
        venue=typed.entries.get("venue", ""),
        start=typed.entries.get("start", ""),
        end=typed.entries.get("end", ""),
        chair=typed.entries.get("chair", ""),
        attendees="; ".join(typed.attendees),
        apologies="; ".join(typed.apologies),
        source=typed.place.file,
        sheet=typed.place.sheet,
    )
    by_code: dict[str, dict[str, str]] = {}
    for code, part, text in typed.items:
        if key := WORDS.get(plain_heading(part)):
            by_code.setdefault(code, {})[key] = text
    for code, words in by_code.items():
        codes = codes_in(inputs, code, period)
        found = dict.fromkeys(name for one in codes if (name := indicator_of(inputs, one, period, period)))
        named = tuple(codes) if found else ()
        yield replace(
            head,
            codes=named,
            indicators=tuple(found),
            issues=words.get("issues", ""),
            further_review=words.get("further_review", ""),
        )
    if not by_code:
        yield head


def _added(
    rows: Sequence[Meeting], new: Meeting, typed: TypedMeeting, files: dict[int, str]
) -> tuple[list[Meeting], list[Problem]]:
    """Return the rows with a further one; where another row speaks of the same, only with what that does not say."""
    kept = list(rows)
    problems: list[Problem] = []
    same = [row for row in kept if row.date == new.date]
    about = [row for row in same if set(row.indicators) == set(new.indicators)]
    for key in ("issues", "further_review"):
        said = "\n".join(dict.fromkeys(text for row in about if (text := getattr(row, key))))
        words = _unmarked(getattr(new, key))
        theirs = _plain("\n".join(words.values()))
        if not theirs or theirs == _plain(said) or (len(words) > 1 and _plain(said) in map(_plain, words.values())):
            new = _with(new, key, "" if theirs in ("", _plain(said)) else _others(words, said))
        elif said:
            first = next(row for row in about if getattr(row, key))
            place = f"{files.get(id(first), first.source)}, {first.sheet}, row {first.row}"
            marked = _with(first, key, f"{mark(None, place)}\n{getattr(first, key)}")
            files[id(marked)] = files.get(id(first), first.source)
            kept[kept.index(first)] = marked
            new = _with(new, key, f"{mark(None, str(typed.place))}\n{getattr(new, key)}")
            problems.append(_two(key, new, typed, place))
    for key in ENTRIES:
        stated = next((getattr(row, key) for row in same if getattr(row, key)), "")
        typed_in = getattr(new, key)
        if stated and typed_in and _plain(stated) != _plain(typed_in) and _plain(typed_in) not in _plain(stated):
            problems.append(_two(key, new, typed, f"{same[0].sheet}, row {same[0].row}"))
            kept = [_with(row, key, f"{stated} / {typed_in}") if row in same else row for row in kept]
    if new.issues or new.further_review or not about or _names(new) - _names(*same):
        kept.append(new)
    return kept, problems


def _unmarked(text: str) -> dict[str, str]:
    """Return what stands in a cell by the place that a line above it names; '' for what has none."""
    found: dict[str, str] = {}
    for portion in divided("", text, {}):
        found[portion.place] = "\n".join(filter(None, (found.get(portion.place, ""), portion.text)))
    return found


def _others(words: dict[str, str], said: str) -> str:
    """Return the versions of a cell that are not what the workbook says, each beneath its own line."""
    others = [(place, text) for place, text in words.items() if _plain(text) != _plain(said)]
    return "\n".join(f"{mark(None, place)}\n{text}" if place else text for place, text in others)


def _names(*rows: Meeting) -> set[str]:
    return {name for row in rows for text in (row.attendees, row.apologies) for name in text.split("; ") if name}


def _with(row: Meeting, key: str, text: str) -> Meeting:
    """Return a row with one of its texts, by key, replaced."""
    texts: dict[str, str] = {key: text}
    return replace(row, **texts)  # type: ignore[arg-type]


def _plain(text: str) -> str:
    return " ".join(text.split())


def _two(key: str, row: Meeting, typed: TypedMeeting, other: str) -> Problem:
    what = key.replace("_", " ")
    of = f" of {'; '.join(row.codes)}" if row.codes else ""
    message = (
        f"Two versions of the {what}{of} in the minutes: another is in {other}. Both are shown; leave one of them."
    )
    return Problem(Severity.WARNING, message, typed.place.file, typed.place.sheet, typed.place.cell, "two versions")
