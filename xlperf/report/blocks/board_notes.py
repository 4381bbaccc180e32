"""What stands beneath the board's table: a footnote for every mark that it shows, and the words of the statuses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlperf.figure import Figure
from xlperf.report.content import Line, ReportContent
from xlperf.report.numbers import marks_of
from xlperf.report.text_fit import lines_needed

BREAK = "[b]"  # of the Government Statistical Service: a break in the series
PROVISIONAL = "Provisional: the figure may still change."
UNEXPLAINED = "The inputs have this mark and say nothing about it."
LAST_QUARTER = "The year ends with this quarter: its figure is the last that is set against the year's plan."


@dataclass(frozen=True, slots=True)
class Noted:
    """One line beneath the table: what it starts with, how that looks, and its text."""

    mark: str
    role: str
    text: str


@dataclass(frozen=True, slots=True)
class _Marked:
    """A mark in the table: where it stands, and what the inputs say about it."""

    mark: str
    place: str
    text: str


def footnotes(content: ReportContent) -> list[Noted]:
    """
    Return a footnote for every mark of the table, each with the places where the mark stands.

    One mark may have several meanings, as in printed papers; each is a footnote of its own. A mark that no input
    explains says so.
    """
    quarter = content.period.quarters()[-1]
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    for line in content.lines:
        for one in _marks(line, content):
            found.setdefault((one.mark, one.text), {}).setdefault(line.code, []).append(one.place)
    found["*", LAST_QUARTER] = {"All": [str(quarter)]}
    ordered = sorted(found.items(), key=lambda item: (len(item[0][0]), item[0][0]))
    notes = [Noted(mark, "footnote_mark", f"{text} {_places(places)}") for (mark, text), places in ordered]
    return [*notes, *(Noted(BREAK, "footnote_mark", text) for text in breaks(content))]


def _places(places: Mapping[str, Sequence[str]]) -> str:
    """Return where a mark stands, by code: ``(NI 59: 2009/10 England, 2010/11 plan)``."""
    texts = [code + ": " + ", ".join(of_code) for code, of_code in places.items()]
    return f"({'; '.join(texts)})"


def breaks(content: ReportContent) -> list[str]:
    """Return a sentence for every code that has changed its meaning between an earlier year and now."""
    sentences: dict[str, None] = {}
    for line in content.lines:
        formers = line.beside.formers if line.beside else {}
        for year, former in formers.items():
            until = f"{former.until.day} {former.until:%B %Y}"
            sentences[
                f'Break at {line.code}: until {until} the code stood for another measure, "{former.indicator.title}". '
                f"The figures of {year} are of that measure, and nothing later is compared with them."
            ] = None
    return list(sentences)


def legend(content: ReportContent) -> list[Noted]:
    """Return what each grade means, scheme by scheme, the best first."""
    return [Noted(grade.text, grade.role, grade.meaning) for scheme in content.schemes for grade in scheme.grades]


def in_printed_lines(text: str, width: float) -> list[str]:
    """Return a text in lines that each fit a width, for cells that run on over the empty ones beside them."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and lines_needed(longer, width) > 1:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _marks(line: Line, content: ReportContent) -> Iterator[_Marked]:
    """Yield every mark of a line in the order of the columns."""
    beside = line.beside
    said = _explained(line)
    formers = beside.formers if beside else {}
    if beside:
        for area in beside.areas:
            if mark := area.marks or ("(p)" if area.provisional else ""):
                yield _Marked(mark, f"{beside.earlier} {area.area}", _meaning(mark, area.provisional, said))
    earlier = formers[beside.earlier].figure if beside and beside.earlier in formers else line.earlier
    outturn = formers[line.outturn.period].figure if line.outturn.period in formers else line.outturn
    ended = [quarter for quarter in line.quarters if quarter.period.last_day <= content.period.last_day]
    for figure in (earlier, outturn, *ended):
        if figure is None:
            continue
        stated = beside.plans.get(figure.period) if beside else None
        if stated and stated.marks:
            yield _Marked(stated.marks, f"{figure.period} plan", _meaning(stated.marks, stated.provisional, said))
        if mark := marks_of(figure):
            yield _Marked(
                mark,
                f"{figure.period}{'' if figure in ended else ' actual'}",
                _meaning(mark, figure.provisional, _texts(figure) | said),
            )
    plan = beside.plans.get(content.period.year) if beside else None
    if plan and plan.marks:
        yield _Marked(plan.marks, f"{content.period.year} plan", _meaning(plan.marks, plan.provisional, said))


def _explained(line: Line) -> dict[str, str]:
    """Return what the notes of any figure of the line say about marks, the first that does."""
    formers = [former.figure for former in line.beside.formers.values()] if line.beside else []
    figures = [*formers, line.earlier, line.outturn, *line.quarters]
    said: dict[str, str] = {}
    for figure in figures:
        if figure is not None:
            said = _texts(figure) | said
    return said


def _texts(figure: Figure) -> dict[str, str]:
    """Return the notes of a figure that begin with a mark, by that mark: "** Provisional: …"."""
    said: dict[str, str] = {}
    for note in figure.notes:
        if found := re.match(r"([^\w\s\[\]\"']+) ?(\w.*)", note, re.DOTALL):
            said.setdefault(found[1], found[2])
    return said


def _meaning(mark: str, provisional: bool, said: dict[str, str]) -> str:
    return said.get(mark) or (PROVISIONAL if provisional else UNEXPLAINED)
