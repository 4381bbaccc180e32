"""Cells whose text is there and cannot be seen: formats that show nothing, letters in the colour of the cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xlperf.workbook.plain_xml import Tag
from xlperf.workbook.publishable.finding import Finding
from xlperf.workbook.publishable.opened import Opened

WHITE = "FFFFFF"
NOTHING = ";;;"
REMEDY = "Delete the contents of these cells, or give them a format and a colour that show them."


@dataclass
class _Styles:
    """The styles of cells as they are being read."""

    formats: dict[str, str]
    fonts: list[str]
    fills: list[str]
    cells: list[str]  # why a cell of that style shows nothing; empty where it does


def hidden_texts(book: Opened) -> Iterator[Finding]:
    """Yield, for each sheet and reason, the first cell whose contents do not show, and how many there are."""
    why = _hiding_styles(book.tags(book.parts.styles)) if book.parts.styles else []
    if not any(why):
        return
    for sheet in book.worksheets:
        by_reason: dict[str, list[str]] = {}
        for cell in book.cells(sheet):
            if cell.style < len(why) and why[cell.style]:
                by_reason.setdefault(why[cell.style], []).append(cell.name)
        for reason, names in by_reason.items():
            many = f" ({len(names):,} such cells)" if len(names) > 1 else ""
            yield Finding("hidden text", f"{reason}{many}.", REMEDY, sheet.part, sheet.name, names[0])


def _hiding_styles(tags: list[Tag]) -> list[str]:
    found = _Styles({}, [], [], [])
    inside = ""
    for name, attributes in tags:
        if name in ("fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "dxfs", "cellStyles"):
            inside = name
        elif name == "numFmt" and inside != "dxfs":
            found.formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "font" and inside == "fonts":
            found.fonts.append("")
        elif name == "color" and inside == "fonts" and found.fonts:
            found.fonts[-1] = _colour(attributes.get("rgb", ""), attributes.get("theme", ""))
        elif name == "fill" and inside == "fills":
            found.fills.append(WHITE)
        elif inside == "fills" and (name == "gradientFill" or _is_pattern(name, attributes)):
            found.fills[-1] = "other"
        elif name == "fgColor" and inside == "fills" and found.fills[-1] == "other":
            found.fills[-1] = _colour(attributes.get("rgb", ""), attributes.get("theme", "")) or "other"
        elif name == "xf" and inside == "cellXfs":
            found.cells.append(_why(found, attributes))
    return found.cells


def _is_pattern(name: str, attributes: Mapping[str, str]) -> bool:
    return name == "patternFill" and attributes.get("patternType", "none") != "none"


def _colour(written: str, theme: str) -> str:
    """Return a colour as RRGGBB; theme colour 0 is the white of the sheet, and other theme colours are not told."""
    if written:
        return written[-6:].upper()
    return WHITE if theme == "0" else ""


def _why(styles: _Styles, attributes: Mapping[str, str]) -> str:
    """Return why a cell of this style shows nothing; empty where it does."""
    code = styles.formats.get(attributes.get("numFmtId", ""), "").replace('""', "").strip()
    if code == NOTHING or (code.startswith(NOTHING) and not code.removeprefix(NOTHING).strip('" ')):
        return "A number format (;;;) shows nothing of what the cell holds"
    ink = _one(styles.fonts, attributes.get("fontId", ""))
    if ink and ink == _one(styles.fills, attributes.get("fillId", "")):
        return "The text has the colour of the cell"
    return ""


def _one(listed: list[str], place: str) -> str:
    return listed[int(place)] if place.isdigit() and int(place) < len(listed) else ""
