"""One worksheet with its marks: what changes in its part and in those of its notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from xlperf.problem import Problem
from xlperf.sheets.address import cell_name
from xlperf.workbook.annotate import links, notes, refusals
from xlperf.workbook.annotate.marks import MOST_NOTES, Mark, marks_of, place_of, shown_at
from xlperf.workbook.annotate.notes import CannotHaveNotes, Note
from xlperf.workbook.annotate.sheet_edits import notes_reference, style_edits
from xlperf.workbook.annotate.sheet_places import Address, CannotBeMarked, SheetPlaces, places
from xlperf.workbook.annotate.styles import Styles
from xlperf.workbook.open_xml import SheetPart
from xlperf.workbook.package import Package
from xlperf.workbook.plain_xml import BrokenXml
from xlperf.workbook.splice import Edit, in_utf_8

INSTEAD = "its cells are filled, and what was found is in the sheet of findings"


@dataclass(slots=True)
class MarkedSheet:
    """What is to be done to a sheet, and what was left out."""

    edits: list[Edit]
    marked: set[Address]
    merged: list[tuple[Address, Address]]
    noted: set[Address] = field(default_factory=set)
    said: list[str] = field(default_factory=list)
    other_edits: dict[str, list[Edit]] = field(default_factory=dict)
    added: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    with_vml: bool = False

    def shown_at(self, place: Address) -> Address:
        """Return the cell in which a place is seen."""
        return shown_at(place, self.merged)


def marked_sheet(
    package: Package, sheet: SheetPart, problems: Sequence[Problem], styles: Styles, *, number: int
) -> MarkedSheet:
    """
    Return what marks the cells that problems name; `number` makes the names of new parts.

    Raise `UnreadableFile` when the sheet is protected, `CannotBeMarked` when places in it cannot be found.
    """
    part = in_utf_8(package.part(sheet.part))
    try:
        found = _places(part, problems)
    except CannotBeMarked as error:
        raise CannotBeMarked(f'the sheet "{sheet.name}": {error}') from error
    if found.is_protected:
        raise refusals.protected(package, sheet.name)
    marks = marks_of(problems, found.merged)
    severity = {mark.place: mark.severity for mark in marks}
    edits = list(style_edits(part, found, severity, lambda style, place: styles.marked(style, severity[place])))
    done = MarkedSheet(edits, set(severity), [area for area in found.merged if area[0] != area[1]])
    wanted = [mark for mark in marks if mark.is_noted]
    if len(wanted) < len(marks):
        done.said.append(
            f"{sheet.name}: {len(marks):,} cells are filled, and {len(wanted):,} of them get a note: "
            f"{MOST_NOTES} a rule are enough."
        )
    try:
        _put_notes(package, sheet, part, found, wanted, done, number)
    except (CannotHaveNotes, BrokenXml) as error:
        reason = str(error) if isinstance(error, CannotHaveNotes) else f"the list of its notes {error}"
        done.said.append(f"{sheet.name}: no notes, because {reason}; {INSTEAD}.")
    return done


def _places(part: bytes, problems: Sequence[Problem]) -> SheetPlaces:
    """Return where things stand; a cell inside a merged area is seen in the first row of that, which is wanted too."""
    wanted = {place for one in problems if (place := place_of(one)) is not None}
    found = places(part, {row for row, _ in wanted})
    seen = {shown_at(place, found.merged) for place in wanted}
    rows = {row for row, _ in seen}
    return found if rows <= {row for row, _ in wanted} else places(part, rows)


def _put_notes(
    package: Package,
    sheet: SheetPart,
    part: bytes,
    found: SheetPlaces,
    marks: Sequence[Mark],
    done: MarkedSheet,
    number: int,
) -> None:
    """Put the notes into `done`; raise `CannotHaveNotes` where the sheet's own must not be touched."""
    known = links.links_of(package, sheet.part)
    lists = [one.target for one in known if one.kind == "comments" and package.has(one.target)]
    reference = found.child("legacyDrawing")
    drawing = next((one.target for one in known if reference and one.id == reference.attributes.get("id")), "")
    if any(one.kind == "threadedComment" for one in known):
        raise CannotHaveNotes("it has threaded comments, of which the notes are a shadow")
    if len(lists) > 1 or bool(lists) != bool(reference) or (reference and not package.has(drawing)):
        kind = "it has form controls or other objects in the drawing of its notes"
        raise CannotHaveNotes(kind if reference and not lists else "its notes are kept in an unusual way")
    taken = notes.noted_cells(in_utf_8(package.part(lists[0]))) if lists else set()
    wanted = [mark for mark in marks if cell_name(*mark.place) not in taken]
    if len(wanted) < len(marks):
        kept = len(marks) - len(wanted)
        done.said.append(
            f"{sheet.name}: {kept:,} {'cell has a note' if kept == 1 else 'cells have notes'} already, which "
            f"{'stays' if kept == 1 else 'stay'}; what was found there is in the sheet of findings."
        )
    if not wanted:
        return
    texts = [mark.note for mark in wanted]
    if lists:
        edits = {
            lists[0]: notes.comments_edits(in_utf_8(package.part(lists[0])), texts),
            drawing: notes.drawing_edits(in_utf_8(package.part(drawing)), texts),
        }
        done.other_edits |= edits
    else:
        _put_new_parts(package, sheet, part, found, texts, done, known, number)
    done.noted = {mark.place for mark in wanted}


def _put_new_parts(
    package: Package,
    sheet: SheetPart,
    part: bytes,
    found: SheetPlaces,
    texts: Sequence[Note],
    done: MarkedSheet,
    known: Sequence[links.Link],
    number: int,
) -> None:
    comments, drawing = f"xl/xlperfComments{number}.xml", f"xl/drawings/xlperfNotes{number}.vml"
    new = [
        links.Link(links.free_id(known, "rIdXlperfComments"), "comments", comments),
        links.Link(links.free_id(known, "rIdXlperfNotes"), "vmlDrawing", drawing),
    ]
    listing = links.listing_of(sheet.part)
    there = in_utf_8(package.part(listing)) if package.has(listing) else None
    done.other_edits[listing] = links.with_links(there, sheet.part, new)
    done.edits.append(notes_reference(part, found, new[1].id))
    done.added |= {comments: notes.comments_part(texts), drawing: notes.drawing_part(texts)}
    done.types[comments] = f"{links.OFFICE}.comments+xml"
    done.with_vml = True
