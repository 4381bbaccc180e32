"""Styles of a theme as xlsxwriter's formats, each made once."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from xlperf.sheets.theme import Style, Theme

THIN = 1
ROOM = "_)_)"  # as wide as two closing brackets
SECTION = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')  # not within a text of the format
DATE_FORMAT = "d mmm yyyy"  # where neither cell nor role has a number format, so that a date never shows as a number


class Formats:
    """The formats of one workbook. `of` is asked for every cell, so what it knows comes from a dictionary."""

    def __init__(self, book: Workbook, theme: Theme) -> None:
        """Make the formats for a workbook; none exists until it is asked for."""
        self.theme = theme
        self._book = book
        self._cells: dict[tuple[str, str, bool, bool], Format] = {}
        self._fonts: dict[tuple[str, bool], Format] = {}
        self._rules: dict[str, Format] = {}

    def of(self, role: str, number_format: str = "", bold: bool = False, link: bool = False) -> Format:
        """Return the format of a cell: its role's, with another number format, in bold, or underlined as a link."""
        key = (role, number_format, bold, link)
        found = self._cells.get(key)
        if found is None:
            properties = cell_properties(self.theme.style(role), self.theme)
            if number_format:
                properties["num_format"] = number_format
                # A cell in General takes the format in which somebody types: it keeps General, and its indent.
                if number_format != "General" and properties.get("align") == "right" and properties.pop("indent", 0):
                    properties["num_format"] = with_room(number_format)
            if bold:
                properties["bold"] = True
            if link:
                properties["underline"] = 1
            found = self._cells[key] = self._book.add_format(properties)
        return found

    def of_date(self, role: str, number_format: str = "", value: dt.date | None = None) -> Format:
        """Return the format of a cell with a date, which always has a number format, with the time where it has one."""
        if not number_format and not self.theme.style(role).number_format:
            number_format = f"{DATE_FORMAT} hh:mm" if isinstance(value, dt.datetime) else DATE_FORMAT
        return self.of(role, number_format)

    def font(self, role: str, bold: bool) -> Format:
        """Return the format of a piece of a cell's text: the font of its role, bold or not."""
        key = (role, bold)
        if key not in self._fonts:
            style = self.theme.style(role)
            self._fonts[key] = self._book.add_format({**font_properties(style, self.theme), "bold": bold or style.bold})
        return self._fonts[key]

    def rule(self, role: str) -> Format:
        """Return the format that a colour rule lays over a cell: ink, fill and weight, never font or size."""
        if role not in self._rules:
            style = self.theme.style(role)
            said = {"font_color": style.ink, "bg_color": style.fill, "bold": style.bold, "italic": style.italic}
            self._rules[role] = self._book.add_format({key: value for key, value in said.items() if value})
        return self._rules[role]


def with_room(number_format: str) -> str:
    """
    Return a number format that keeps a little room to the right of a number, and of a text in its place.

    It does what an indent of 1 does. LibreOffice (7.4) forgets the indent of a right-aligned number when the cell drawn
    before it differs in its number format or its lines alone, and the number then touches the next cell. Room that is
    part of the number format stays.
    """
    sections = SECTION.split(number_format)
    if len(sections) == 1:
        sections = [number_format, f"-{number_format}", number_format]
    return ";".join(f"{section}{ROOM}" for section in [*sections, "@"])


def font_properties(style: Style, theme: Theme) -> dict[str, Any]:
    """Return a style's font as xlsxwriter's properties."""
    said = {"font_color": style.ink, "bold": style.bold, "italic": style.italic}
    return {
        "font_name": theme.font,
        "font_size": style.size or theme.size,
        **{key: value for key, value in said.items() if value},
    }


def cell_properties(style: Style, theme: Theme) -> dict[str, Any]:
    """Return a style as xlsxwriter's properties."""
    said: dict[str, Any] = {
        "bg_color": style.fill,
        "align": style.align,
        "valign": style.vertical,
        "text_wrap": style.wrap,
        "indent": style.indent,
        "num_format": style.number_format,
    }
    properties = font_properties(style, theme) | {key: value for key, value in said.items() if value}
    lines = {"top": style.border_top, "bottom": style.border_bottom, "left": "", "right": ""}
    for side, own in lines.items():
        if colour := own or style.border:
            properties |= {side: THIN, f"{side}_color": colour}
    if style.input:
        properties["locked"] = False
    return properties
