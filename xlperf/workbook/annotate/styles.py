"""The list of cell formats, with further ones behind it; no format that is there changes."""

from __future__ import annotations

from xlperf.problem import Severity
from xlperf.workbook.annotate.elements import (
    Element,
    appended,
    attribute_edit,
    children,
    elements,
    named,
    own_prefix,
    with_attribute,
)
from xlperf.workbook.annotate.sheet_places import CannotBeMarked
from xlperf.workbook.plain_xml import MAIN
from xlperf.workbook.splice import Edit, as_ascii, tag_at

FILLS = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFEB9C", Severity.NOTE: "FFDDEBF7"}
"""Pale red, yellow and blue: black text on each stands out at more than 13 to 1."""

MOST_FORMATS = 64_000  # Excel's limit of different cell formats in a workbook
_DARK = 0.09  # a colour of at most this luminance stands out from every fill at 4.5 to 1
_DARK_IN_THEMES = {"1", "3"}  # text 1 and text 2
_FONT = ("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name")

MINIMAL = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{MAIN}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
).encode()
"""A list with the one format that every cell has in a workbook without a list."""


class _Growing:
    """One of the lists of the part: what is in it, and what comes behind."""

    def __init__(self, part: bytes, everything: list[Element], name: str, item: str) -> None:
        parent = named(everything, name, 1)
        items = [one for one in children(everything, parent) if one.name == item] if parent else []
        if parent is None or not items:
            raise CannotBeMarked("its list of cell formats is not whole. Open it in Excel, save it, and try again.")
        self.parent, self.items = parent, items
        self.new: list[bytes] = []
        self.prefix = own_prefix(part, parent)
        self._part = part

    def add(self, content: bytes) -> int:
        """Put an item behind the others, once for each content, and return its number."""
        if content not in self.new:
            self.new.append(content)
        return len(self.items) + self.new.index(content)

    def item(self, number: int) -> bytes:
        """Return what an item reads as; of a number that there is not, the first."""
        one = self.items[number if 0 <= number < len(self.items) else 0]
        return self._part[one.start : one.end]

    def edits(self) -> list[Edit]:
        if not self.new:
            return []
        count = str(len(self.items) + len(self.new))
        told = [attribute_edit(self._part, self.parent.start, "count", count)]
        return [*told, appended(self._part, self.parent, b"".join(self.new))]


class Styles:
    """A styles part that grows. Raises `BrokenXml` when it is unsound and `CannotBeMarked` when lists are missing."""

    def __init__(self, part: bytes) -> None:
        """Read the part; nothing is changed before `edits` are applied."""
        self._part = part
        self._everything = elements(part)
        self._fonts = _Growing(part, self._everything, "fonts", "font")
        self._fills = _Growing(part, self._everything, "fills", "fill")
        self._formats = _Growing(part, self._everything, "cellXfs", "xf")

    def marked(self, style: int, severity: Severity) -> int:
        """Return the format that is like another but for the fill of a severity, and black text where it was pale."""
        item = self._formats.item(style)
        changes = {"fillId": str(self._fill(severity)), "applyFill": "1"}
        font = self._font_number(style)
        if not self._is_dark(font):
            changes |= {"fontId": str(self._fonts.add(self._blackened(font))), "applyFont": "1"}
        return self._derived(item, changes)

    def heading(self) -> int:
        """Return a bold format of the workbook's own first font."""
        font = self._fonts.add(self._first_font_with({"b": ""}))
        return self._derived(self._formats.item(0), {"fontId": str(font), "applyFont": "1"})

    def link(self) -> int:
        """Return an underlined blue format, as links have."""
        font = self._fonts.add(self._first_font_with({"u": "", "color": ' rgb="FF0563C1"'}))
        return self._derived(self._formats.item(0), {"fontId": str(font), "applyFont": "1"}, self._aligned(""))

    def wrapped(self) -> int:
        """Return a format whose text runs over several lines."""
        return self._derived(self._formats.item(0), {}, self._aligned(' wrapText="1"'))

    def top(self) -> int:
        """Return a format whose text stands at the top of its cell."""
        return self._derived(self._formats.item(0), {}, self._aligned(""))

    def filled(self, severity: Severity) -> int:
        """Return the first format with the fill of a severity, its text at the top."""
        changes = {"fillId": str(self._fill(severity)), "applyFill": "1"}
        return self._derived(self._formats.item(0), changes, self._aligned(""))

    def edits(self) -> list[Edit]:
        """Return the edits of the part; raise `CannotBeMarked` when the workbook would have too many formats."""
        if len(self._formats.items) + len(self._formats.new) > MOST_FORMATS:
            raise CannotBeMarked(f"it has more than {MOST_FORMATS:,} cell formats already, and Excel takes no more.")
        return [edit for one in (self._fonts, self._fills, self._formats) for edit in one.edits()]

    def _fill(self, severity: Severity) -> int:
        p = self._fills.prefix
        colours = f'<{p}fgColor rgb="{FILLS[severity]}"/><{p}bgColor indexed="64"/>'
        return self._fills.add(
            as_ascii(f'<{p}fill><{p}patternFill patternType="solid">{colours}</{p}patternFill></{p}fill>')
        )

    def _aligned(self, more: str) -> bytes:
        prefix = self._formats.prefix
        return as_ascii(f'<{prefix}alignment vertical="top"{more}/>')

    def _derived(self, item: bytes, changes: dict[str, str], alignment: bytes | None = None) -> int:
        tag = tag_at(item, 0)
        rest = item[len(tag) :]
        for name, value in changes.items():
            tag = with_attribute(tag, name, value)
        if alignment is not None:
            tag = with_attribute(tag, "applyAlignment", "1").removesuffix(b">").removesuffix(b"/").rstrip() + b">"
            rest = alignment + as_ascii(f"</{self._formats.prefix}xf>")
        return self._formats.add(tag + rest)

    # Fonts

    def _font_number(self, style: int) -> int:
        items = self._formats.items
        written = items[style if 0 <= style < len(items) else 0].attributes.get("fontId", "0")
        number = int(written) if written.isdecimal() else 0
        return number if number < len(self._fonts.items) else 0

    def _colour(self, font: int) -> Element | None:
        inside = children(self._everything, self._fonts.items[font])
        return next((one for one in inside if one.name == "color"), None)

    def _is_dark(self, font: int) -> bool:
        colour = self._colour(font)
        if colour is None or "auto" in colour.attributes:
            return True
        told = colour.attributes
        if "rgb" in told:
            return _luminance(told["rgb"]) <= _DARK
        if "theme" in told:
            return told["theme"] in _DARK_IN_THEMES and "tint" not in told
        return told.get("indexed", "8") in {"0", "8", "64"}

    def _blackened(self, font: int) -> bytes:
        item, colour = self._fonts.items[font], self._colour(font)
        if colour is None:
            return self._part[item.start : item.end]
        black = as_ascii(f'<{self._fonts.prefix}color rgb="FF000000"/>')
        return self._part[item.start : colour.start] + black + self._part[colour.end : item.end]

    def _first_font_with(self, new: dict[str, str]) -> bytes:
        """Return the first font with some elements, given by name and attributes, in the order that Excel writes."""
        prefix = self._fonts.prefix
        inside = [one for one in children(self._everything, self._fonts.items[0]) if one.name not in new]
        pieces = {one.name: self._part[one.start : one.end] for one in inside}
        pieces |= {name: as_ascii(f"<{prefix}{name}{attributes}/>") for name, attributes in new.items()}
        ordered = sorted(pieces, key=lambda name: _FONT.index(name) if name in _FONT else len(_FONT))
        content = b"".join(pieces[name] for name in ordered)
        return as_ascii(f"<{prefix}font>") + content + as_ascii(f"</{prefix}font>")


def _luminance(rgb: str) -> float:
    """Return the relative luminance of a colour such as FFC00000 (WCAG 2.1); 1, the palest, for what is none."""
    try:
        parts = [int(rgb[-6:][place : place + 2], 16) / 255 for place in (0, 2, 4)]
    except ValueError:
        return 1.0
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
