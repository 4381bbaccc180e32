"""An xlsx package opened for assertions: its parts, cells and relationships, straight from the XML."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
RELATIONSHIP_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class RawCell:
    """One cell as the file has it. `text` is its shared string, its number as written, or its stored result."""

    text: str
    type: str  # "" for a number, s for text, str for a formula's text, b, e
    formula: str | None
    style: int


@dataclass(frozen=True)
class Package:
    """The parts of an xlsx file by name."""

    parts: dict[str, bytes]

    @classmethod
    def read(cls, source: Path | bytes) -> Package:
        """Open a file or the bytes of one; every part must be whole (CRC) and well-formed."""
        with zipfile.ZipFile(BytesIO(source) if isinstance(source, bytes) else source) as package:
            assert package.testzip() is None
            parts = {name: package.read(name) for name in package.namelist()}
        for name, content in parts.items():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(content)
        return cls(parts)

    def xml(self, name: str) -> ElementTree.Element:
        """Return a part as an element tree."""
        return ElementTree.fromstring(self.parts[name])

    def text(self, name: str) -> str:
        """Return a part as text."""
        return self.parts[name].decode("utf-8")

    def named(self, start: str) -> list[str]:
        """Return the names of the parts that start so, in order."""
        return sorted(name for name in self.parts if name.startswith(start) and not name.endswith(".rels"))

    @property
    def sheet_names(self) -> list[str]:
        """The names of the sheets, in their order."""
        return [sheet.attrib["name"] for sheet in self.xml("xl/workbook.xml").iter(f"{MAIN}sheet")]

    def sheet_part(self, name: str) -> str:
        """Return the name of the part that holds a sheet."""
        sheets = {sheet.attrib["name"]: sheet for sheet in self.xml("xl/workbook.xml").iter(f"{MAIN}sheet")}
        wanted = sheets[name].attrib[RELATIONSHIP_ID]
        targets = {r.attrib["Id"]: r.attrib["Target"] for r in self.xml("xl/_rels/workbook.xml.rels")}
        return posixpath.normpath(posixpath.join("xl", targets[wanted]))

    def sheet(self, name: str) -> ElementTree.Element:
        """Return a sheet's element tree."""
        return self.xml(self.sheet_part(name))

    @property
    def strings(self) -> list[str]:
        """The shared strings; of a partly bold text the pieces put together."""
        if "xl/sharedStrings.xml" not in self.parts:
            return []
        items = self.xml("xl/sharedStrings.xml").iter(f"{MAIN}si")
        return ["".join(piece.text or "" for piece in item.iter(f"{MAIN}t")) for item in items]

    def cells(self, name: str) -> dict[str, RawCell]:
        """Return the cells of a sheet by address, blank ones too."""
        strings, found = self.strings, {}
        for cell in self.sheet(name).iter(f"{MAIN}c"):
            value, formula = cell.find(f"{MAIN}v"), cell.find(f"{MAIN}f")
            text = (value.text or "") if value is not None else ""
            kind = cell.attrib.get("t", "")
            shown = strings[int(text)] if kind == "s" else text
            said = None if formula is None else formula.text or ""
            found[cell.attrib["r"]] = RawCell(shown, kind, said, int(cell.attrib.get("s", "0")))
        return found

    @property
    def formulas(self) -> list[str]:
        """Every formula of every cell of the package."""
        cells = [cell for name in self.sheet_names for cell in self.cells(name).values()]
        return [cell.formula for cell in cells if cell.formula is not None]

    @property
    def external_targets(self) -> list[str]:
        """The targets of all relationships that lead out of the package."""
        return [
            relationship.attrib["Target"]
            for name in self.parts
            if name.endswith(".rels")
            for relationship in self.xml(name).iter(RELATIONSHIP)
            if relationship.attrib.get("TargetMode") == "External" or "://" in relationship.attrib["Target"]
        ]
