"""A copy of a workbook with its findings in it, put together from the parts that change and those that do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlperf.problem import Problem
from xlperf.workbook import FINDINGS_SHEET
from xlperf.workbook.annotate import links, refusals
from xlperf.workbook.annotate.elements import appended, elements, named, own_prefix
from xlperf.workbook.annotate.findings_sheet import Line, findings_part, link_to
from xlperf.workbook.annotate.marked_sheet import MarkedSheet, marked_sheet
from xlperf.workbook.annotate.marker import CONTENT_TYPE, PART, Changed, marker, unannotated
from xlperf.workbook.annotate.marks import by_sheet, place_of
from xlperf.workbook.annotate.sheet_places import CannotBeMarked
from xlperf.workbook.annotate.styles import MINIMAL, Styles
from xlperf.workbook.annotate.zip_copy import raw_copy
from xlperf.workbook.open_xml import RELATIONSHIPS, SheetPart, WorkbookParts, workbook_parts
from xlperf.workbook.package import Package
from xlperf.workbook.plain_xml import BrokenXml
from xlperf.workbook.splice import Edit, as_ascii, in_utf_8

SHEET_PART = "xl/worksheets/xlperfFindings.xml"
STYLES_PARTS = ("xl/styles.xml", "xl/xlperfStyles.xml")  # openpyxl looks for the first


@dataclass(frozen=True, slots=True)
class Annotated:
    """The copy, and what was marked in it."""

    content: bytes
    cells: int  # that have a fill
    notes: int
    said: tuple[str, ...]  # where notes were left out, and why


def annotated(data: bytes, file: str, problems: Sequence[Problem]) -> Annotated:
    """
    Return a copy of an xlsx or xlsm workbook in which the cells with problems are marked and a sheet lists them all.

    `file` is the name that messages call it by. Every part that is not concerned is in the copy as it is packed. An
    annotated copy is annotated anew. Raise `UnreadableFile` when something cannot be kept, naming it.
    """
    data = unannotated(data, file)
    package = Package(data, file)
    parts = workbook_parts(package)
    work = _Work(package, parts)
    try:
        refusals.check_can_be_kept(package, parts)
        refusals.check_no_types(Package(data, file))  # another, because each counts what it inflates
        work.mark(problems)
    except BrokenXml as error:
        raise package.damaged(f"one of its parts {error}") from error
    except CannotBeMarked as error:
        raise package.refused(f"the workbook cannot be annotated: {error}") from error
    changed = {name: Changed(package.part(name), tuple(edits)) for name, edits in work.edits.items()}
    added = {**work.added, PART: marker(changed, work.added)}
    content = raw_copy(data, file, {name: one.after for name, one in changed.items()}, added)
    return Annotated(content, work.cells, work.notes, tuple(work.said))


class _Work:
    """Gathers the edits of parts, and the parts that are new."""

    def __init__(self, package: Package, parts: WorkbookParts) -> None:
        self.edits: dict[str, list[Edit]] = {}
        self.added: dict[str, bytes] = {}
        self.cells = self.notes = 0
        self.said: list[str] = []
        self._package, self._parts = package, parts
        self._new_styles = next((name for name in STYLES_PARTS if not package.has(name)), STYLES_PARTS[-1])
        self._types = {SHEET_PART: f"{links.OFFICE}.worksheet+xml", PART: CONTENT_TYPE}
        self._with_vml = False

    def mark(self, problems: Sequence[Problem]) -> None:
        """Do all of it."""
        styles = Styles(in_utf_8(self._package.part(self._parts.styles)) if self._parts.styles else MINIMAL)
        sheets = {sheet.name: sheet for sheet in self._parts.sheets if sheet.part and sheet.kind == "worksheet"}
        done: dict[str, MarkedSheet] = {}
        for name, found in by_sheet(problems).items():
            if name in sheets and not self._is_done(sheets[name]):
                done[name] = marked_sheet(self._package, sheets[name], found, styles, number=len(done) + 1)
                self._take(sheets[name], done[name])
        self._change(SHEET_PART, b"", [(0, 0, findings_part([_line(one, done) for one in problems], styles))])
        if self._parts.styles:
            self._change(self._parts.styles, None, styles.edits())
        else:
            self._change(self._new_styles, MINIMAL, styles.edits())
            self._types[self._new_styles] = f"{links.OFFICE}.styles+xml"
        self._list_sheet()
        types = in_utf_8(self._package.part(links.CONTENT_TYPES))
        self._change(links.CONTENT_TYPES, None, links.with_types(types, self._types, with_vml=self._with_vml))

    def _is_done(self, sheet: SheetPart) -> bool:
        """Say whether another sheet of the list leads to the same part, which can be marked only once."""
        return any(name.casefold() == sheet.part.casefold() for name in self.edits)

    def _take(self, sheet: SheetPart, done: MarkedSheet) -> None:
        self.cells += len(done.marked)
        self.notes += len(done.noted)
        self.said += done.said
        self._change(sheet.part, None, done.edits)
        for name, edits in done.other_edits.items():
            self._change(name, None, edits)
        self.added |= done.added
        self._types |= done.types
        self._with_vml |= done.with_vml

    def _list_sheet(self) -> None:
        """Put the sheet of findings behind the others in the workbook's list."""
        workbook = self._parts.workbook
        part = in_utf_8(self._package.part(workbook))
        every = elements(part)
        listed = named(every, "sheets", 1)
        if listed is None:
            raise CannotBeMarked("it has no list of sheets. Open it in Excel, save it, and annotate it again.")
        known = links.links_of(self._package, workbook)
        new = [links.Link(links.free_id(known, "rIdXlperfFindings"), "worksheet", SHEET_PART)]
        if not self._parts.styles:
            new.append(links.Link(links.free_id(known, "rIdXlperfStyles"), "styles", self._new_styles))
        number = max((sheet.number for sheet in self._parts.sheets), default=0) + 1
        line = (
            f'<{own_prefix(part, listed)}sheet xmlns:r="{RELATIONSHIPS}" name="{FINDINGS_SHEET}" '
            f'sheetId="{number}" r:id="{new[0].id}"/>'
        )
        self._change(workbook, None, [appended(part, listed, as_ascii(line))])
        listing = links.listing_of(workbook)
        there = in_utf_8(self._package.part(listing)) if self._package.has(listing) else None
        self._change(listing, None, links.with_links(there, workbook, new))

    def _change(self, name: str, start: bytes | None, edits: list[Edit]) -> None:
        """
        Note the edits of a part: of one that is there (`start` None), or of a new one that begins as `start`.

        A part in UTF-16 was edited as UTF-8, so that its whole content is what changes.
        """
        if start is not None or not self._package.has(name):
            self.added[name] = Changed(start or b"", tuple(edits)).after
            return
        before = self._package.part(name)
        if in_utf_8(before) is not before:
            edits = [(0, len(before), Changed(in_utf_8(before), tuple(edits)).after)]
        self.edits.setdefault(name, []).extend(edits)


def _line(problem: Problem, done: dict[str, MarkedSheet]) -> Line:
    place, sheet = place_of(problem), done.get(problem.sheet)
    if place is None or sheet is None:
        return Line(problem, "", "")
    shown = sheet.shown_at(place)
    marked = ("fill and note" if shown in sheet.noted else "fill") if shown in sheet.marked else ""
    return Line(problem, link_to(problem.sheet, *place), marked)
