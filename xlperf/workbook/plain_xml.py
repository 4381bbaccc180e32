"""The XML of a workbook's parts, brought into one plain form.

What real writers produce and what a hostile file may hold differ: prefixed names (`<x:c>`), UTF-16, comments inside a
value, CDATA, cells without an address. calamine 0.9.1 reads a UTF-16 sheet as an empty one and drops what follows a
comment, both in silence. A part that is not plain is therefore written anew before anything reads it. Plain means:
UTF-8, no prefix, no comment, no CDATA, double quotes, an address on every cell.

A document type declaration is refused wherever it stands: no spreadsheet program writes one, and its entities are a
way of attack.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.parsers import expat
from xml.sax.saxutils import escape

from xlperf.sheets.address import column_letters, column_number
from xlperf.workbook.package import DTD

Tag = tuple[str, Mapping[str, str]]

SMALL = 1 << 20  # below this size every cell is looked at for plainness, above it the first one stands for all

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SPREADSHEET = {MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"}  # transitional and strict
_XML = "http://www.w3.org/XML/1998/namespace "
_ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_FIRST_TAG = re.compile(rb"<([A-Za-z_][^\s/>]*)")
_FIRST_CELL = re.compile(rb"<c[\s/>][^>]*")
_CELL_WITHOUT_ADDRESS = re.compile(rb"""<c(?![^>]*\sr=")[\s/>]""")
_SPACED_SIGN = re.compile(rb"\s=|=\s")
_TEXT_ESCAPES = {"\r": "&#13;"}
_ATTRIBUTE_ESCAPES = {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}


class BrokenXml(ValueError):
    """XML that cannot be read, with the reason: "is not well-formed (line 3)"."""


def start_tags(data: bytes) -> list[Tag]:
    """Return every start tag of a small part in order, local names only; raise `BrokenXml` when it is not sound."""
    found: list[Tag] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        prefixed_first = sorted(attributes, key=lambda key: " " not in key)
        found.append((_local(name), {_local(key): attributes[key] for key in prefixed_first}))

    parser = _parser()
    parser.StartElementHandler = start
    _parse(parser, data)
    return found


def is_plain(data: bytes) -> bool:
    """Say whether a part is plain already; quick, because nearly every part is."""
    head = data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    declared = _ENCODING.match(head)
    root = _FIRST_TAG.search(head)
    if not head.startswith(b"<") or root is None or b":" in root[1]:
        return False
    if declared and declared[1].lower() not in {b"utf-8", b"utf8", b"us-ascii"}:
        return False
    # One-byte searches are many times quicker than two-byte ones and settle most parts.
    if (b"!" in data and b"<!" in data) or (b"'" in data and data.find(b"='", data.find(b"?>") + 2) >= 0):
        return False
    first = _FIRST_CELL.search(data)
    if first is not None and b' r="' not in first[0]:
        return False
    return len(data) > SMALL or not (_CELL_WITHOUT_ADDRESS.search(data) or _SPACED_SIGN.search(data))


def made_plain(data: bytes) -> bytes:
    """
    Return the part in plain form.

    Elements of other vocabularies than the spreadsheet's are left out with all they hold, and so are attributes with a
    prefix other than xml:space. A cell without an address gets the one after its neighbour's, as spreadsheet programs
    read it. Raise `BrokenXml` when the part is not sound or holds a document type declaration.
    """
    writer = _PlainWriter()
    parser = _parser()
    parser.buffer_text = True
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    _parse(parser, data)
    return "".join(writer.pieces).encode()


class _PlainWriter:
    """Writes what the parser reports; counts rows and cells so that each cell gets its address."""

    def __init__(self) -> None:
        self.pieces = ['<?xml version="1.0" encoding="UTF-8"?>']
        self.foreign = 0  # how deep the parser stands inside an element that is left out
        self.row = 0
        self.column = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if self.foreign or space not in _SPREADSHEET:
            self.foreign += 1
            return
        if len(self.pieces) == 1:
            attributes = {"xmlns": MAIN} | attributes
        kept = {key.replace(_XML, "xml:"): value for key, value in attributes.items() if _is_kept(key)}
        if local == "row":
            self.start_row(kept)
        elif local == "c":
            kept = self.addressed(kept)
        attribute_text = "".join(f' {key}="{escape(value, _ATTRIBUTE_ESCAPES)}"' for key, value in kept.items())
        self.pieces.append(f"<{local}{attribute_text}>")

    def start_row(self, attributes: dict[str, str]) -> None:
        written = attributes.get("r", "").strip()
        self.row = int(written) if _is_number(written) else self.row + 1
        self.column = 0

    def addressed(self, attributes: dict[str, str]) -> dict[str, str]:
        written = attributes.get("r", "").strip()
        place = re.fullmatch(r"([A-Za-z]{1,3})([0-9]{1,9})", written)
        if place:
            self.column = column_number(place[1])
        elif not written:
            self.column += 1
            written = f"{column_letters(self.column)}{self.row}"
        return {"r": written} | {key: value for key, value in attributes.items() if key != "r"}

    def end(self, name: str) -> None:
        if self.foreign:
            self.foreign -= 1
        else:
            self.pieces.append(f"</{_local(name)}>")

    def text(self, text: str) -> None:
        if not self.foreign:
            self.pieces.append(escape(text, _TEXT_ESCAPES))


def _is_kept(key: str) -> bool:
    return " " not in key or key == f"{_XML}space"


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_: object) -> None:
    raise BrokenXml(DTD)


def _parse(parser: expat.XMLParserType, data: bytes) -> None:
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise BrokenXml(f"is not well-formed XML (line {error.lineno})") from error
    except LookupError as error:
        raise BrokenXml("is in an encoding that does not exist") from error
