"""A workbook opened for the checks: its parts, who points at whom, and its cells as they are stored."""

from __future__ import annotations

import math
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from xml.parsers import expat

from xlperf.sheets.address import column_number
from xlperf.workbook.number_formats import formats_by_style
from xlperf.workbook.open_xml import SheetPart, WorkbookParts, plain_part, workbook_parts, xml_tags
from xlperf.workbook.package import Package
from xlperf.workbook.plain_xml import Tag


@dataclass(frozen=True, slots=True)
class Relationship:
    """One pointer from a part (empty: the package) to another, or to something outside."""

    source: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class StoredCell:
    """One cell that holds something: its place, its style, and its text or number as stored."""

    name: str
    row: int
    column: int
    style: int
    text: str
    is_number: bool
    formula: str = ""


@dataclass
class Opened:
    """An xlsx or xlsm workbook for the checks."""

    package: Package
    parts: WorkbookParts
    _cells: dict[str, list[StoredCell]] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package) -> Opened:
        """Open a package; raise `UnreadableFile` when it cannot be made out."""
        return cls(package, workbook_parts(package))

    def named(self, *starts: str) -> list[str]:
        """Return the names of the parts that start so, without regard to case, listings of relationships left out."""
        return sorted(
            name
            for name in self.package.names
            if name.casefold().startswith(starts) and not name.endswith((".rels", "/"))
        )

    def tags(self, part: str) -> list[Tag]:
        """Return the start tags of a part; none where the package does not hold it."""
        return xml_tags(self.package, part) if part and self.package.has(part) else []

    @cached_property
    def workbook(self) -> str:
        """The name of the workbook's own part."""
        found = (one.target for one in self.relationships if one.source == "" and one.kind == "officeDocument")
        return next(found, "xl/workbook.xml")

    @cached_property
    def worksheets(self) -> list[SheetPart]:
        """The worksheets that the package holds, in order."""
        return [sheet for sheet in self.parts.sheets if sheet.kind == "worksheet" and sheet.part]

    @cached_property
    def relationships(self) -> list[Relationship]:
        """Every relationship of every part."""
        return [one for name in self.package.names if name.endswith(".rels") for one in self._listed(name)]

    def _listed(self, listing: str) -> Iterator[Relationship]:
        folder, _, name = listing.rpartition("_rels/")
        source = f"{folder}{name.removesuffix('.rels')}" if name != ".rels" else ""
        for tag, attributes in self.tags(listing):
            if tag != "Relationship":
                continue
            target = attributes.get("Target", "").replace("\\", "/")
            external = attributes.get("TargetMode", "").casefold() == "external"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            else:
                target = attributes.get("Target", "")
            yield Relationship(source, attributes.get("Type", "").rpartition("/")[2], target, external)

    def sheet_with(self, part: str) -> str:
        """Return the name of the sheet that points at a part, or is it; empty for none."""
        sources = {one.source.casefold() for one in self.relationships if one.target.casefold() == part.casefold()}
        sources.add(part.casefold())
        return next((sheet.name for sheet in self.parts.sheets if sheet.part and sheet.part.casefold() in sources), "")

    def cells(self, sheet: SheetPart) -> list[StoredCell]:
        """Return the cells of a worksheet that hold something, in the order of the file."""
        if sheet.part not in self._cells:
            reader = _Cells(self.strings)
            self._read(reader, sheet.part)
            self._cells[sheet.part] = reader.found
        return self._cells[sheet.part]

    @cached_property
    def strings(self) -> list[str]:
        """The texts that cells share."""
        if not self.parts.shared_strings:
            return []
        reader = _Strings()
        self._read(reader, self.parts.shared_strings)
        return reader.found

    @cached_property
    def number_formats(self) -> tuple[str, ...]:
        """The number format of each style of cells."""
        return formats_by_style(self.tags(self.parts.styles))

    @cached_property
    def defined_names(self) -> list[tuple[str, str]]:
        """Every defined name with what it stands for."""
        reader = _Names()
        self._read(reader, self.workbook)
        return reader.found

    def _read(self, reader: _Reader, part: str) -> None:
        try:
            reader.read(plain_part(self.package, part))
        except expat.ExpatError as error:
            raise self.package.damaged(f"its part {part} is not well-formed XML (line {error.lineno})") from error


class _Reader:
    """Reads a part in plain form, gathering the text of its elements."""

    def __init__(self) -> None:
        self.text: list[str] = []

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text.append
        parser.Parse(content, True)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def end(self, name: str) -> None:
        raise NotImplementedError

    def taken(self) -> str:
        text = "".join(self.text)
        self.text.clear()
        return text


class _Strings(_Reader):
    """The shared strings; the pieces of one text are put together, its phonetic help left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.pieces: list[str] = []
        self.phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.taken()
        if name == "si":
            self.pieces = []
        self.phonetic = name == "rPh" or (self.phonetic and name != "si")

    def end(self, name: str) -> None:
        text = self.taken()
        if name == "t" and not self.phonetic:
            self.pieces.append(text)
        elif name == "rPh":
            self.phonetic = False
        elif name == "si":
            self.found.append("".join(self.pieces))


class _Names(_Reader):
    """The defined names."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.name = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.taken()
        self.name = attributes.get("name", "")

    def end(self, name: str) -> None:
        text = self.taken()
        if name == "definedName":
            self.found.append((self.name, text))


class _Cells(_Reader):
    """The cells of a sheet that hold something."""

    def __init__(self, strings: list[str]) -> None:
        super().__init__()
        self.strings = strings
        self.found: list[StoredCell] = []
        self.cell: dict[str, str] = {}
        self.value = self.formula = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.taken()
        if name == "c":
            self.cell, self.value, self.formula = attributes, "", ""

    def end(self, name: str) -> None:
        text = self.taken()
        if name in ("v", "t"):
            self.value += text
        elif name == "f":
            self.formula = text
        elif name == "c" and (self.value or self.formula):
            self.put()

    def put(self) -> None:
        kind, name = self.cell.get("t", "n"), self.cell.get("r", "")
        letters = name.rstrip("0123456789")
        text = self.value
        if kind == "s" and text.isdigit() and int(text) < len(self.strings):
            text = self.strings[int(text)]
        style = self.cell.get("s", "0")
        self.found.append(
            StoredCell(
                name,
                int(name[len(letters) :] or 0),
                column_number(letters),
                int(style) if style.isdigit() else 0,
                text,
                kind == "n" and _is_number(text),
                self.formula,
            )
        )


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
