"""Notes on cells, as Excel keeps them: a list of texts, and a drawing (VML) with a box for each.

A sheet that has notes keeps them: new ones are put behind them in both parts. A drawing that holds more than notes,
such as buttons, or notes that are the shadow of threaded comments, are left alone: `CannotHaveNotes` says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from xlperf.sheets.address import LAST_COLUMN, LAST_ROW, cell_name
from xlperf.workbook.annotate.elements import appended, children, elements, named, own_prefix
from xlperf.workbook.plain_xml import MAIN, BrokenXml
from xlperf.workbook.splice import Edit, as_ascii
from xlperf.workbook.writing.texts import attribute_text

AUTHOR = "xlperf"
LONGEST = 1_000  # letters; the sheet of findings holds the whole text
MORE = "… (the rest is in the sheet of findings)"

_OBJECT = re.compile(rb"""ObjectType\s*=\s*["']\s*(\w+)\s*["']""")
_SHAPE = re.compile(rb"_x0000_s([0-9]{1,9})")
_BOX = re.compile(rb"""<(?:\w+:)?shapetype\b[^>]*\sid\s*=\s*["']_x0000_t202["']""")
_LETTERS_IN_LINE, _COLUMNS_WIDE = 34, 4

SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_NAMES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)


class CannotHaveNotes(ValueError):
    """A sheet whose drawing of notes must not be changed, with the reason."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note to be put on a cell."""

    row: int
    column: int
    heading: str
    text: str


def comments_part(notes: Iterable[Note]) -> bytes:
    """Return a new list of notes."""
    listed = "".join(_comment(note, 0, "") for note in notes)
    return as_ascii(
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{MAIN}">'
        f"<authors><author>{AUTHOR}</author></authors><commentList>{listed}</commentList></comments>"
    )


def noted_cells(part: bytes) -> set[str]:
    """Return the addresses of the cells that have a note; raise `BrokenXml` for an unsound list."""
    return {one.attributes.get("ref", "").upper() for one in elements(part) if one.name == "comment"}


def comments_edits(part: bytes, notes: Iterable[Note]) -> list[Edit]:
    """Return the edits that put notes behind those of a list; raise `BrokenXml` when it is unsound."""
    every = elements(part)
    authors, listed = named(every, "authors", 1), named(every, "commentList", 1)
    if authors is None or listed is None:
        raise BrokenXml("is no list of notes")
    number = sum(one.name == "author" for one in children(every, authors))
    prefix = own_prefix(part, listed)
    return [
        appended(part, authors, as_ascii(f"<{prefix}author>{AUTHOR}</{prefix}author>")),
        appended(part, listed, as_ascii("".join(_comment(note, number, prefix) for note in notes))),
    ]


def drawing_part(notes: Iterable[Note]) -> bytes:
    """Return a new drawing with a box for each note."""
    boxes = "".join(_box(note, 1025 + number) for number, note in enumerate(notes))
    layout = '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    return as_ascii(f"<xml {_NAMES}>{layout}{SHAPE_TYPE}{boxes}</xml>")


def drawing_edits(part: bytes, notes: Iterable[Note]) -> list[Edit]:
    """
    Return the edits that put boxes behind those of a drawing.

    Raise `CannotHaveNotes` when it holds other things, or when it is no sound XML, as some old programs write it.
    """
    kinds = set(_OBJECT.findall(part))
    try:
        root = named(elements(part), "xml", 0)
    except BrokenXml as error:
        raise CannotHaveNotes(f"the drawing of its notes {error}") from error
    if kinds - {b"Note"}:
        raise CannotHaveNotes("it has form controls or other objects in the drawing of its notes")
    if root is None:
        raise CannotHaveNotes("the drawing of its notes is written in an unusual way")
    first = max([1024, *map(int, _SHAPE.findall(part))]) + 1
    boxes = "".join(_box(note, first + number, f" {_NAMES}") for number, note in enumerate(notes))
    kind = "" if _BOX.search(part) else SHAPE_TYPE.replace("<v:shapetype", f"<v:shapetype {_NAMES}", 1)
    return [appended(part, root, as_ascii(kind + boxes))]


def _comment(note: Note, author: int, prefix: str) -> str:
    p = prefix
    text = note.text if len(note.text) <= LONGEST else note.text[:LONGEST].rstrip() + MORE
    bold = f'<{p}rPr><{p}b/><{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="Tahoma"/></{p}rPr>'
    plain = bold.replace(f"<{p}b/>", "")
    space = 'xml:space="preserve"'
    return (
        f'<{p}comment ref="{cell_name(note.row, note.column)}" authorId="{author}"><{p}text>'
        f"<{p}r>{bold}<{p}t {space}>{_written(note.heading)}&#10;</{p}t></{p}r>"
        f"<{p}r>{plain}<{p}t {space}>{_written(text)}</{p}t></{p}r></{p}text></{p}comment>"
    )


def _written(text: str) -> str:
    return escape(attribute_text(text))


def _box(note: Note, number: int, names: str = "") -> str:
    """Return the hidden box of a note beside its cell, as high as its text needs."""
    length = min(len(note.text), LONGEST)
    lines = 2 + length // _LETTERS_IN_LINE + note.text[:LONGEST].count("\n")
    row, column = note.row - 1, note.column - 1
    left = min(column + 1, LAST_COLUMN - 1 - _COLUMNS_WIDE)
    top = min(max(row - 1, 0), LAST_ROW - 1 - lines)
    anchor = f"{left}, 15, {top}, 2, {left + _COLUMNS_WIDE}, 15, {top + lines}, 4"
    return (
        f'<v:shape{names} id="_x0000_s{number}" type="#_x0000_t202" '
        'style="position:absolute;margin-left:80pt;margin-top:5pt;width:200pt;height:60pt;z-index:1;visibility:hidden" '
        'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
