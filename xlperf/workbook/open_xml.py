"""How an xlsx or xlsm package is put together: which part holds which sheet, and what the workbook says of itself.

Sheets are found through the relationships, never by guessing part names. calamine 0.9.1 follows only some forms of
relationship targets and refuses a workbook with a macro sheet; `package_for_calamine` gives it the parts that were
found and checked here, under the names that it knows.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from xlperf.workbook import MADE_BY_XLPERF
from xlperf.workbook.package import Content, Package
from xlperf.workbook.plain_xml import MAIN, BrokenXml, Tag, is_plain, made_plain, start_tags

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TRUE = {"1", "true", "on"}


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet as the workbook lists it. `part` is empty when the package does not hold it."""

    name: str
    hidden: bool
    kind: str  # worksheet, chartsheet, dialogsheet, xlMacrosheet …
    part: str
    number: int = 0  # by which the list of formulas calls it (sheetId)


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """What the workbook part and its relationships say."""

    sheets: tuple[SheetPart, ...]
    dates_from_1904: bool
    recalculates_on_opening: bool  # stored results of formulas may be stale, or 0 where nothing ever calculated
    made_by_xlperf: bool  # xlperf stores every result beside its formula, so its own files need no warning
    shared_strings: str = ""
    styles: str = ""
    workbook: str = ""
    calculation_chain: str = ""


def workbook_parts(package: Package) -> WorkbookParts:
    """Return how the package is put together; raise `UnreadableFile` when it cannot be made out."""
    workbook = _workbook_part(package)
    targets = _relationships(package, workbook)
    by_kind = {kind: part for kind, part in targets.values() if part}
    dates_from_1904 = recalculates = False
    sheets = []
    for name, attributes in xml_tags(package, workbook):
        if name == "sheet":
            kind, part = targets.get(attributes.get("id", ""), ("worksheet", ""))
            hidden = attributes.get("state", "visible") != "visible"
            number = attributes.get("sheetId", "")
            number_there = int(number) if number.isdecimal() else 0
            sheets.append(SheetPart(attributes.get("name", ""), hidden, kind, part, number_there))
        elif name == "workbookPr":
            dates_from_1904 = attributes.get("date1904", "0") in _TRUE
        elif name == "calcPr":
            recalculates = attributes.get("fullCalcOnLoad", "0") in _TRUE
    return WorkbookParts(
        tuple(sheets),
        dates_from_1904,
        recalculates,
        _is_made_by_xlperf(package),
        by_kind.get("sharedStrings", ""),
        by_kind.get("styles", ""),
        workbook,
        by_kind.get("calcChain", ""),
    )


def xml_tags(package: Package, part: str) -> list[Tag]:
    """Return the start tags of a part; raise `UnreadableFile` when it is damaged or holds a DTD."""
    try:
        return start_tags(package.part(part))
    except BrokenXml as error:
        raise package.damaged(f"its part {part} {error}") from error


def plain_part(package: Package, part: str) -> bytes:
    """Return a part in plain form; raise `UnreadableFile` when it is damaged or holds a DTD."""
    content = package.part(part)
    return content if is_plain(content) else remade(package, part, content)


def remade(package: Package, part: str, content: bytes) -> bytes:
    """Return the content of a part written anew in plain form; raise `UnreadableFile` when it is damaged."""
    try:
        return made_plain(content)
    except BrokenXml as error:
        raise package.damaged(f"its part {part} {error}") from error


def package_for_calamine(
    parts: WorkbookParts, sheets: Sequence[Content], shared_strings: bytes, styles: bytes
) -> Mapping[str, Content]:
    """
    Return the parts of a package that holds these sheets in this order, and nothing that calamine does not need.

    Its sheets are called 1, 2, 3 …: the true names, which may be anything, stay with the caller.
    """
    numbers = range(1, len(sheets) + 1)
    listed = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    dates = ' date1904="1"' if parts.dates_from_1904 else ""
    workbook = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONSHIPS}"><workbookPr{dates}/><sheets>{listed}</sheets></workbook>'
    )
    content: dict[str, Content] = {
        "_rels/.rels": [_relationships_xml([("rId1", "officeDocument", "xl/workbook.xml")])],
        "xl/workbook.xml": [workbook.encode()],
    }
    links = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    for kind, part in (("sharedStrings", shared_strings), ("styles", styles)):
        if part:
            links.append((kind, kind, f"{kind}.xml"))
            content[f"xl/{kind}.xml"] = [part]
    content["xl/_rels/workbook.xml.rels"] = [_relationships_xml(links)]
    return content | {f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in zip(numbers, sheets, strict=True)}


def _relationships_xml(links: Sequence[tuple[str, str, str]]) -> bytes:
    listed = "".join(
        f"<Relationship Id={quoteattr(link)} Type={quoteattr(f'{RELATIONSHIPS}/{kind}')} Target={quoteattr(target)}/>"
        for link, kind, target in links
    )
    return f'<Relationships xmlns="{_PACKAGE_RELATIONSHIPS}">{listed}</Relationships>'.encode()


def _workbook_part(package: Package) -> str:
    for kind, part in _relationships(package, "").values():
        if kind == "officeDocument" and part:
            return part
    return "xl/workbook.xml"


def _relationships(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Return (kind, part) by the identifier of each relationship of a part; of the package itself for no part."""
    folder, _, name = part.rpartition("/")
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if not package.has(listing):
        return {}
    return {
        attributes.get("Id", ""): (
            attributes.get("Type", "").rpartition("/")[2],
            _target(package, folder, attributes),
        )
        for name, attributes in xml_tags(package, listing)
        if name == "Relationship"
    }


def _target(package: Package, folder: str, attributes: Mapping[str, str]) -> str:
    """Return the part that a relationship points to; nothing when it lies outside or does not exist."""
    if attributes.get("TargetMode", "").casefold() == "external":
        return ""
    written = attributes.get("Target", "").replace("\\", "/")
    as_absolute = posixpath.normpath(f"/{written}").lstrip("/")
    as_relative = posixpath.normpath(posixpath.join("/", folder, written)).lstrip("/")
    return next((part for part in (as_relative, as_absolute) if package.has(part)), "")


def _is_made_by_xlperf(package: Package) -> bool:
    properties = "docProps/custom.xml"
    if not package.has(properties):
        return False
    return any(
        name == "property" and attributes.get("name") == MADE_BY_XLPERF
        for name, attributes in xml_tags(package, properties)
    )
