"""The texts of people that a report shows, from whatever input they come, each with the place where it was typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from xlperf.journey.commentary import PRINTS_WORDS
from xlperf.journey.inputs import Inputs
from xlperf.journey.read_back import codes_in, indicator_of
from xlperf.journey.typed_actions import PRINTS_ACTIONS
from xlperf.report.blocks.cover_matter import ATTACHMENTS, PARAGRAPHS
from xlperf.report.content import ReportContent
from xlperf.report.pack import AgendaItem
from xlperf.report.tracked import tracked
from xlperf.returns.performance.records import Action, PerformanceWorkbook
from xlperf.returns.performance.records import Meeting as StatedMeeting
from xlperf.returns.reports import Place, row_of, typed_at
from xlperf.returns.reports.marks import divided

ABOUT = "About"
OF_ANY_COVER = (("title", "Title"),)
OF_THE_MATTER = (*PARAGRAPHS, ATTACHMENTS, ("subtitle", "Subtitle"), ("background_papers", "Background papers"))
"""What About says in words of its own; dates, names, telephone numbers and the number on the agenda are none."""
OF_AN_ACTION = (
    *("action", "cost", "effect", "expected_improvement", "timeframe"),
    *("business_plan_link", "strategies", "due", "status"),
)


@dataclass(frozen=True, slots=True)
class Typed:
    """One text that a report shows: about which indicators (none: the whole), what it is called, and its place."""

    indicators: tuple[str, ...]
    called: str
    text: str
    place: Place


def shown_texts(content: ReportContent, inputs: Inputs) -> Iterator[Typed]:
    """
    Yield every text of people that the plan of a report shows.

    That is commentary, actions, what meetings said, the words and actions that found no place, and the words on the
    cover; typed into a performance workbook or into an earlier report alike.
    """
    yield from _commentary(content)
    yield from _unplaced(content, inputs)
    for action in _actions(content):
        yield _typed_action(action, _place(action, (book.actions for book in inputs.workbooks), inputs))
    for other in content.unplaced_actions:
        yield _typed_action(other.action, other.place)
    for row in content.meetings if content.meeting else ():
        yield from _said_at(row, content, inputs)
    yield from _cover(content, inputs)


def _commentary(content: ReportContent) -> Iterator[Typed]:
    blocks = set(content.plan.blocks) & PRINTS_WORDS
    taken = {surgery.code for surgery in content.surgeries}
    for line in content.all_lines if blocks else ():
        if blocks == {"surgeries"} and line.code not in taken:
            continue
        for remark in line.remarks:
            place = replace(remark.place, cell=_cell(remark.place.cell))
            yield Typed(remark.about or (line.indicator.id,), "The commentary", remark.text, place)


def _unplaced(content: ReportContent, inputs: Inputs) -> Iterator[Typed]:
    for one in content.unplaced:
        found = (
            indicator_of(inputs, code, content.period, content.period)
            for code in codes_in(inputs, one.codes, content.period)
        )
        about = tuple(dict.fromkeys(name for name in found if name))
        yield Typed(about, "The commentary in the sheet Words not placed", one.text, one.place)


def _actions(content: ReportContent) -> Iterable[Action]:
    """Return the actions that the plan shows, each once."""
    blocks = set(content.plan.blocks) & PRINTS_ACTIONS
    shown = [action for surgery in content.surgeries for action in surgery.actions]
    if blocks - {"surgeries"}:
        kept = {(one.action.source, one.action.sheet, one.action.row, one.action.action) for one in tracked(content)}
        shown += [one for one in content.actions if (one.source, one.sheet, one.row, one.action) in kept]
    return dict.fromkeys(shown)


def _typed_action(action: Action, place: Place) -> Typed:
    words = "\n".join(str(getattr(action, key)) for key in OF_AN_ACTION)
    return Typed(action.indicators, "An action", words, replace(place, cell=_cell(place.cell)))


def _said_at(row: StatedMeeting, content: ReportContent, inputs: Inputs) -> Iterator[Typed]:
    """Yield what minutes show of one row about a meeting; a line in it may name another place for what follows."""
    items: Sequence[AgendaItem] = content.meeting.items if content.meeting else ()
    place = _place(row, (book.meetings for book in inputs.workbooks), inputs)
    shown = [row.issues] if any(row.issues in item.issues for item in items) else []
    shown += [row.further_review] if any(row.further_review in item.further_review for item in items) else []
    for text in shown:
        for portion in divided("", text, {}):
            yield Typed(row.indicators, "A meeting", portion.text, typed_at(portion.place, place))


def _cover(content: ReportContent, inputs: Inputs) -> Iterator[Typed]:
    for key, label in (*OF_ANY_COVER, *(OF_THE_MATTER if "cover matter" in content.plan.blocks else ())):
        if text := content.about.get(key):
            book = next(book for book in inputs.workbooks if book.about.get(key) == text)
            yield Typed((), f'"{label}" of the cover', text, Place(book.file_with(ABOUT), ABOUT, ""))


def _place(row: Action | StatedMeeting, of_books: Iterable[Sequence[Action | StatedMeeting]], inputs: Inputs) -> Place:
    """Return where a row stands: in the report that it names as its source, else in the workbook that holds it."""
    holding = (book for book, rows in zip(inputs.workbooks, of_books, strict=True) if _holds(rows, row))
    book: PerformanceWorkbook | None = next(holding, None) if not row.source else None
    return Place(book.file_with(row.sheet) if book else row.source, row.sheet, f"A{row.row}" if row.row else "")


def _holds(rows: Sequence[Action | StatedMeeting], row: Action | StatedMeeting) -> bool:
    return any((one.sheet, one.row, one.codes) == (row.sheet, row.row, row.codes) for one in rows)


def _cell(text: str) -> str:
    """Return the name of a cell: the first of its row where only the row is known."""
    return f"A{row_of(text)}" if text.startswith("row ") else text
