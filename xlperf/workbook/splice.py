"""Changing single places of a workbook and leaving every other byte of its parts as it is.

Spreadsheet libraries read what they know of a workbook and write that; what they do not know is lost. Here the places
to change are found in a part's own bytes, and only these are replaced:

    cells = cells_with_formulas(part)
    part = spliced(part, [edit for cell in cells for edit in without_formula(part, cell)])
    data = copied(data, {"xl/worksheets/sheet1.xml": part})

Prefixes, comments and the order of attributes stay. A part in UTF-16, which no spreadsheet program writes, has to be
made `in_utf_8` first.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape

from xlperf.sheets.address import cell_name, column_number
from xlperf.workbook.package import DTD, plain_part_name
from xlperf.workbook.plain_xml import BrokenXml

Edit = tuple[int, int, bytes]
"""From which byte to which one, and what comes in their place."""

_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_DECLARED = re.compile(r"^<\?xml[^>]*\?>")


@dataclass(slots=True)
class FormulaCell:
    """A cell with a formula: where it stands in the sheet, and in the bytes of its part."""

    row: int
    column: int
    attributes: Mapping[str, str]
    start: int  # of the whole element
    end: int = 0
    formula: str = ""  # without "="; empty for the later cells of a shared formula
    formula_attributes: Mapping[str, str] = field(default_factory=dict)
    formula_start: int = 0
    formula_end: int = 0
    value: str | None = None  # as it is stored; None when nothing is

    @property
    def name(self) -> str:
        """The cell's address: ``F17``."""
        return cell_name(self.row, self.column)

    @property
    def kind(self) -> str:
        """The type of the stored value: n, str, b, e …"""
        return self.attributes.get("t", "n")


def cells_with_formulas(part: bytes) -> list[FormulaCell]:
    """Return the cells of a sheet's part that hold a formula, in its order; raise `BrokenXml` for an unsound part."""
    return _Reader(part).cells


class _Reader:
    """Goes through a sheet and keeps what stands in its cells with formulas."""

    def __init__(self, part: bytes) -> None:
        self.cells: list[FormulaCell] = []
        self._part = part
        self._cell: FormulaCell | None = None
        self._row = self._column = 0
        self._text: list[str] | None = None
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = _refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        try:
            self._parser.Parse(part, True)
        except expat.ExpatError as error:
            raise BrokenXml(f"is not well-formed XML (line {error.lineno})") from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(" ")[2]:
            case "row":
                self._row = int(attributes.get("r", self._row + 1))
                self._column = 0
            case "c":
                self._place(attributes.get("r", ""))
                self._cell = FormulaCell(self._row, self._column, attributes, self._parser.CurrentByteIndex)
            case "f" if self._cell is not None:
                self._cell.formula_attributes = attributes
                self._cell.formula_start = self._parser.CurrentByteIndex
                self._text = []
            case "v" if self._cell is not None:
                self._text = []

    def _place(self, written: str) -> None:
        found = _PLACE.fullmatch(written)
        if found:
            self._row, self._column = int(found[2]), column_number(found[1])
        else:
            self._column += 1

    def _end(self, name: str) -> None:
        cell = self._cell
        if cell is None:
            return
        match name.rpartition(" ")[2]:
            case "f" if self._text is not None:
                cell.formula, self._text = "".join(self._text), None
                cell.formula_end = self._behind(cell.formula_start)
            case "v" if self._text is not None:
                cell.value, self._text = "".join(self._text), None
            case "c":
                cell.end = self._behind(cell.start)
                if cell.formula_end:
                    self.cells.append(cell)
                self._cell = None

    def _behind(self, start: int) -> int:
        """Return where the element ends that began at `start` and whose end is being reported."""
        opened = tag_at(self._part, start)
        if opened.endswith(b"/>"):
            return start + len(opened)
        return self._part.index(b">", self._parser.CurrentByteIndex) + 1

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)


def _refuse(*_: object) -> None:
    raise BrokenXml(DTD)


def in_utf_8(part: bytes) -> bytes:
    """Return a part as it is, unless it is in UTF-16: then the same text in UTF-8."""
    if part[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return part
    return _DECLARED.sub('<?xml version="1.0" encoding="UTF-8"?>', part.decode("utf-16")).encode()


# What can be done to a cell


def without_formula(part: bytes, cell: FormulaCell) -> list[Edit]:
    """Return the edits that leave a cell its stored value and its style, and take its formula away."""
    return [*_without_attributes(part, cell.start, ("cm",)), (cell.formula_start, cell.formula_end, b"")]


def with_formula(part: bytes, cell: FormulaCell, formula: str) -> list[Edit]:
    """Return the edits that put another formula, without "=", in the place of a cell's own; the stored value stays."""
    prefix = prefix_at(part, cell.start)
    element = f"<{prefix}f>{escape(formula)}</{prefix}f>"
    return [
        *_without_attributes(part, cell.start, ("cm",)),
        (cell.formula_start, cell.formula_end, as_ascii(element)),
    ]


def with_value(part: bytes, cell: FormulaCell, value: str | bool | float, *, is_error: bool = False) -> list[Edit]:
    """Return the edit that gives a cell a value, its formula and stored value gone; its style stays."""
    opened = tag_at(part, cell.start)
    prefix = prefix_at(part, cell.start)
    kept = opened
    for start, end, _ in sorted(_without_attributes(part, cell.start, ("cm", "vm", "t")), reverse=True):
        kept = kept[: start - cell.start] + kept[end - cell.start :]
    kept = kept.rstrip(b">").rstrip(b"/").rstrip()
    if isinstance(value, str):
        kind = "e" if is_error else "inlineStr"
        space = ' xml:space="preserve"' if value != value.strip() else ""
        inside = f"<{prefix}v>{escape(value)}</{prefix}v>"
        if not is_error:
            inside = f"<{prefix}is><{prefix}t{space}>{escape(value)}</{prefix}t></{prefix}is>"
    else:
        kind = "b" if isinstance(value, bool) else "n"
        inside = f"<{prefix}v>{int(value) if isinstance(value, bool) else repr(float(value))}</{prefix}v>"
    return [(cell.start, cell.end, kept + as_ascii(f' t="{kind}">{inside}</{prefix}c>'))]


def tag_at(part: bytes, start: int) -> bytes:
    """Return the start tag that begins at a byte; raise `BrokenXml` when it does not end."""
    found = _TAG.match(part, start)
    if found is None:
        raise BrokenXml("has a tag that does not end")
    return found[0]


def prefix_at(part: bytes, start: int) -> str:
    """Return the prefix of an element's name with its colon, else nothing."""
    before, colon, _ = re.split(rb"[\s/>]", part[start + 1 : start + 200], maxsplit=1)[0].rpartition(b":")
    return (before + colon).decode()


def _without_attributes(part: bytes, start: int, names: Iterable[str]) -> list[Edit]:
    opened = tag_at(part, start)
    edits = []
    for name in names:
        found = re.search(rb"""\s+%s\s*=\s*("[^"]*"|'[^']*')""" % name.encode(), opened)
        if found:
            edits.append((start + found.start(), start + found.end(), b""))
    return edits


def as_ascii(text: str) -> bytes:
    """Return text that means the same in every encoding which holds ASCII."""
    return text.encode("ascii", "xmlcharrefreplace")


# Parts and packages


def spliced(part: bytes, edits: Iterable[Edit]) -> bytes:
    """Return a part with places replaced; ValueError for two that overlap."""
    pieces, done = [], 0
    for start, end, new in sorted(edits):
        if start < done:
            raise ValueError("two edits of a part overlap")
        pieces += [part[done:start], new]
        done = end
    return b"".join([*pieces, part[done:]])


def copied(data: bytes, replaced: Mapping[str, bytes], left_out: Collection[str] = ()) -> bytes:
    """
    Return a zip package with some of its parts replaced or left out, the others as they are, in the same order.

    Names are compared without regard to case and to the kind of slash. Times, attributes and comments stay.
    """
    new = {plain_part_name(name): content for name, content in replaced.items()}
    gone = set(map(plain_part_name, left_out))
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as package:
        package.comment = source.comment
        for info in source.infolist():
            name = plain_part_name(info.filename)
            if name not in gone:
                content = new[name] if name in new else source.read(info)
                package.writestr(copy.copy(info), content, info.compress_type)
    return target.getvalue()
