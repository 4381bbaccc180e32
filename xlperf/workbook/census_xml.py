"""Reading a CIN census from its XML, as a stream: memory grows with what is kept, not with the file.

Elements are found by their place in the census (`census_document`), whatever their namespace, case and order. A
document type declaration is refused before anything of it is used, so no entity is ever resolved and no other file
is ever opened. Nothing that stands in the file gets into a message, but the places where something is.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO
from xml.parsers import expat
from xml.parsers.expat import errors

from xlperf.errors import UnreadableFile
from xlperf.workbook import census_findings as findings
from xlperf.workbook.census_document import (
    BETWEEN_VALUES,
    MESSAGE,
    CensusDocument,
    Element,
    GrowingRecords,
    Sort,
    fields_of,
    records_in,
)
from xlperf.workbook.refusal import shown_name, unreadable

LARGEST_FILE = 1 << 30
PIECE = 1 << 18
LONGEST_PROLOG = 1 << 16
"""Before the outermost element stand an XML declaration and perhaps a remark: within so many bytes."""

LONGEST_TAG = 1 << 24
DEEPEST = 100
LONGEST_VALUE = 500
"""No value of the census is longer; of a longer text only so much is kept."""

EXPORT_AGAIN = "Export the census again, or ask for a new copy."
NOT_A_CENSUS = "Name the XML file of the children in need census (CIN)."

_WEB_PAGE = re.compile(rb"<(!doctype\s+)?html\b", re.IGNORECASE)
"""Web pages are often no XML at all, and refused by the parser before an element begins."""

_BREAKS_OFF = {
    errors.codes[message]
    for message in (
        errors.XML_ERROR_NO_ELEMENTS,
        errors.XML_ERROR_UNCLOSED_TOKEN,
        errors.XML_ERROR_PARTIAL_CHAR,
        errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
}


def read_census(path: Path | str) -> CensusDocument:
    """
    Return the CIN census in an XML file.

    Raise `UnreadableFile`, which names the file, the line and what to do, when it cannot be opened, is no XML or
    breaks off, holds a document type declaration, or is not a CIN census. Elements that are unknown, misplaced or
    given twice are reported among the problems, and everything else is read.
    """
    path = Path(path)
    file = shown_name(path)
    try:
        if path.exists() and not path.is_file():
            raise unreadable(file, "this is no ordinary file.", NOT_A_CENSUS)
        with path.open("rb") as source:
            return _Reading(file).read(source)
    except OSError as error:
        reason = f"the file cannot be opened ({error.strerror or 'the disk reported an error'})."
        raise unreadable(file, reason, "Check its name, and that no other program holds it.") from error


class _Reading:
    """Takes what the parser reports, element by element, and keeps what belongs to the census."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.head = b""  # how the file begins
        self.began = False  # whether the outermost element was met
        self.around: list[Element | None] = []  # the elements that the parser stands in; None for one passed over
        self.records = {record.kind: GrowingRecords(record.kind, fields_of(record)) for record in records_in(MESSAGE)}
        self.open: list[tuple[GrowingRecords, int]] = []  # the records that the parser stands in
        self.header: dict[str, str] = {}
        self.header_lines: dict[str, int] = {}
        self.value: Element | None = None  # the field that is being read
        self.value_line = 0
        self.pieces: list[str] = []
        self.length = 0
        self.texts: dict[str, str] = {}  # every text once
        self.twice: list[tuple[str, int]] = []
        self.misplaced: list[tuple[str, int]] = []
        self.unknown = array("i")

    def read(self, source: BinaryIO) -> CensusDocument:
        handed_over = 0
        try:
            for piece in _pieces(source, lambda: self.began):
                self.head = self.head or piece
                self.parser.Parse(piece, False)
                handed_over += len(piece)
                self.check_size(handed_over)
            if not handed_over:
                raise unreadable(self.file, "the file is empty (0 bytes).", EXPORT_AGAIN)
            self.parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise self.broken(error) from None
        except (LookupError, ValueError):
            if self.began:  # then it is no question of the encoding, which is settled at the start
                raise
            raise self.refused("the file is in an encoding that is not known") from None
        return self.finished()

    # What the parser reports

    def start(self, name: str, attributes: object) -> None:
        local = name.rpartition(":")[2].casefold()
        if not self.around:
            self.outermost(local)
            return
        if len(self.around) > DEEPEST:
            raise self.refused("the elements are nested too deeply for a census")
        parent = self.around[-1]
        element = parent.inside.get(local) if parent is not None else None
        if element is None:
            self.pass_over(parent, local)
        elif element.sort is Sort.PASSED_OVER:
            element = None
        elif element.sort is not Sort.GROUP:
            self.begin(element)
        self.around.append(element)

    def outermost(self, local: str) -> None:
        self.began = True
        if local in ("html", "head", "body"):
            raise self.web_page()
        if local != MESSAGE.name.casefold():
            reason = f'this is not a CIN census: its outermost element is not "{MESSAGE.name}"'
            raise self.refused(reason, NOT_A_CENSUS)
        self.around.append(MESSAGE)

    def begin(self, element: Element) -> None:
        """Begin a record or a value."""
        line = self.parser.CurrentLineNumber
        if element.kind:
            if element.kind == "Child":
                self.check_collection()
            records = self.records[element.kind]
            self.open.append((records, records.add(line, self.open[-1][1] if self.open else -1)))
        if element.sort is not Sort.RECORD:
            self.value, self.value_line, self.pieces, self.length = element, line, [], 0

    def text(self, text: str) -> None:
        if self.value is not None and self.length < LONGEST_VALUE:
            self.pieces.append(text)
            self.length += len(text)

    def end(self, name: str) -> None:
        element = self.around.pop()
        if element is None or element.sort is Sort.GROUP:
            return
        if element is self.value:
            self.value = None
            self.keep(element, "".join(self.pieces)[:LONGEST_VALUE].strip())
        if element.kind:
            self.open.pop()

    def keep(self, element: Element, text: str) -> None:
        """Put a value into its record; where it has one already, the first stands."""
        if not text:
            return
        if not self.open:
            if element.name not in self.header:
                self.header[element.name], self.header_lines[element.name] = text, self.value_line
            return
        records, position = self.open[-1]
        values = records.values[element.name]
        before = values[position]
        if before is not None and element.sort is not Sort.VALUES:
            self.twice.append((records.kind, self.value_line))
            return
        if element.sort is Sort.VALUES:
            text = " ".join(text.split())
            text = text if before is None else f"{before}{BETWEEN_VALUES}{text}"[:LONGEST_VALUE]
        values[position] = self.texts.setdefault(text, text)
        if before is None:
            records.value_lines[element.name][position] = self.value_line

    def pass_over(self, parent: Element | None, local: str) -> None:
        """Note an element that does not belong here; what stands inside of it is not looked at."""
        if parent is None or parent.sort not in (Sort.GROUP, Sort.RECORD):
            return
        kind = _KINDS.get(local)
        if kind is None:
            self.unknown.append(self.parser.CurrentLineNumber)
        else:
            self.misplaced.append((kind, self.parser.CurrentLineNumber))

    def doctype(self, name: str, *_: object) -> None:
        if name.casefold() == "html":
            raise self.web_page()
        reason = "the file holds a document type declaration (DTD), which no census does; nothing of it was used"
        raise self.refused(reason)

    # What is refused

    def refused(self, reason: str, remedy: str = EXPORT_AGAIN) -> UnreadableFile:
        return unreadable(self.file, f"{reason} (line {self.parser.CurrentLineNumber}).", remedy)

    def web_page(self) -> UnreadableFile:
        remedy = "It may be a sign-in page: sign in and download the census again."
        return self.refused("this is a web page (HTML), not a CIN census", remedy)

    def broken(self, error: expat.ExpatError) -> UnreadableFile:
        if not self.began and _WEB_PAGE.search(self.head.replace(b"\0", b"")):
            return self.web_page()
        if error.code in _BREAKS_OFF:
            reason = "the file breaks off, so it was not fully written, copied or downloaded"
        else:
            reason = f"the file is not well-formed XML: {errors.messages[error.code]}"
        return unreadable(self.file, f"{reason} (line {error.lineno}).", EXPORT_AGAIN)

    def check_size(self, handed_over: int) -> None:
        if handed_over > LARGEST_FILE:
            raise self.refused("the file is larger than 1 GiB, which is more than xlperf reads")
        # expat starts anew on a tag that is not complete yet, so an endless one would never come to an end.
        if handed_over - max(self.parser.CurrentByteIndex, 0) > LONGEST_TAG:
            raise self.refused("a single tag or remark is longer than 16 MiB")
        if not self.began and handed_over >= LONGEST_PROLOG:
            raise self.refused("no element begins within the first 64 KiB")

    def check_collection(self) -> None:
        """Refuse another collection than CIN, as soon as its first child begins."""
        if self.header.get("Collection", "CIN").casefold() != "cin":
            line = self.header_lines["Collection"]
            reason = f"this is another collection than the CIN census, by the Collection of its header (line {line})."
            raise unreadable(self.file, reason, NOT_A_CENSUS)

    # What is handed on

    def finished(self) -> CensusDocument:
        self.check_collection()
        if not self.records["Child"].lines:
            raise self.refused("the census holds no child: there is no Child inside Children", NOT_A_CENSUS)
        problems = (
            *findings.given_twice(self.file, self.twice),
            *findings.out_of_place(self.file, self.misplaced),
            *findings.not_known(self.file, self.unknown),
            *findings.in_one_line(self.file, self.records["Child"].lines),
        )
        return CensusDocument(
            file=self.file,
            header=MappingProxyType(self.header),
            header_lines=MappingProxyType(self.header_lines),
            records=MappingProxyType({kind: growing.finished() for kind, growing in self.records.items()}),
            problems=problems,
        )


_KINDS = {record.name.casefold(): record.kind for record in records_in(MESSAGE)}


def _pieces(source: BinaryIO, began: Callable[[], bool]) -> Iterator[bytes]:
    """
    Yield the bytes of a file in pieces.

    What stands before the outermost element is handed over tag by tag: a document type declaration is met, and
    refused, before the parser has seen anything that could use it.
    """
    while piece := source.read(PIECE):
        start = 0
        while not began() and start < min(len(piece), LONGEST_PROLOG):
            end = piece.find(b">", start) + 1 or len(piece)
            yield piece[start:end]
            start = end
        if start < len(piece):
            yield piece[start:]
