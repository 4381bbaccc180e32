"""A sheet that a button adds, as the list of instructions from which the pane builds it.

What a role looks like comes from the theme, so a sheet in the pane looks as it does in a file. Cells of one look are
put together into few large areas, because each area is one call to Excel.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from xlperf.hosts.web.cells import serial
from xlperf.sheets.address import area_reference, cell_name, column_letters
from xlperf.sheets.grid import CellError
from xlperf.sheets.layout import Address, Cell, ColourRule, Sheet
from xlperf.sheets.theme import Style, Theme

Change = dict[str, object]

DATE_FORMAT = "d mmm yyyy"
LONGEST_ADDRESS = 1_000  # Excel takes 8,192 characters in one list of areas
_TAKEN_FOR_MORE = re.compile(r"^\s*[=+\-@'#]|[0-9]|^\s*(true|false)\s*$", re.IGNORECASE)


def sheet_change(sheet: Sheet, name: str, theme: Theme) -> Change:
    """Return the change that adds a sheet under a name; charts, tables and input rules are left out."""
    last_row = max((row for row, _ in sheet.cells), default=1)
    last_column = max((column for _, column in sheet.cells), default=1)
    block: list[list[object]] = [[None] * last_column for _ in range(last_row)]
    formats: list[list[str | None]] = [[None] * last_column for _ in range(last_row)]
    for (row, column), cell in sheet.cells.items():
        block[row - 1][column - 1] = _entered(cell)
        formats[row - 1][column - 1] = _number_format(cell, theme) or None
    return {
        "do": "add sheet",
        "name": name,
        "row": 1,
        "column": 1,
        "formulas": block,
        "formats": formats,
        "styles": [{**look(theme.style(role), theme), "areas": areas} for role, areas in _areas_of_roles(sheet)],
        "widths": {column_letters(column): width for column, width in sorted(sheet.column_widths.items())},
        "heights": {str(row): height for row, height in sorted(sheet.row_heights.items())},
        "rules": [rule_change(rule, theme) for rule in sheet.colour_rules],
        "links": {cell_name(*place): cell.link for place, cell in sorted(sheet.cells.items()) if cell.link},
        "freeze": list(sheet.freeze_at) if sheet.freeze_at else None,
        "tab": theme.colours.get(sheet.tab_colour, ""),
        "gridlines": sheet.gridlines,
    }  # fmt: skip


def rule_change(rule: ColourRule, theme: Theme) -> Change:
    """Return a rule of conditional formatting: the areas, what it looks for, and the colours that it gives."""
    style = theme.style(rule.role)
    return {
        "address": area_reference(*rule.area),
        "text": rule.text,
        "formula": rule.formula,
        "ink": style.ink,
        "fill": style.fill,
        "bold": style.bold,
    }


def entered(value: object) -> object:
    """
    Return a value as it is entered into a cell, so that Excel keeps it as what it is.

    A text that Excel would take for a formula, a number, a date or TRUE is led by an apostrophe, which Excel hides; an
    error value is entered as the text that makes one.
    """
    if isinstance(value, CellError):
        return f"={value.code}" if value.code.startswith("#") and " " not in value.code else ""
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return serial(value)
    if isinstance(value, str) and _TAKEN_FOR_MORE.search(value):
        return f"'{value}"
    return value


def entered_rows(rows: Sequence[Sequence[object]], formulas: Mapping[Address, str]) -> list[list[object]]:
    """Return rows as they are entered, formulas (by offset from 0) in place of the values there."""
    return [
        [formulas.get((down, across)) or entered(value) for across, value in enumerate(row)]
        for down, row in enumerate(rows)
    ]


def _entered(cell: Cell) -> object:
    if cell.formula:
        return cell.formula
    if cell.runs:
        return entered("".join(run.text for run in cell.runs))
    return entered(cell.value)


def _number_format(cell: Cell, theme: Theme) -> str:
    style = theme.style(cell.role)
    is_date = isinstance(cell.value, dt.date) and not cell.formula
    return cell.number_format or style.number_format or (DATE_FORMAT if is_date else "")


def look(style: Style, theme: Theme) -> Change:
    """Return how the cells of a role look, with only what differs from Excel's own."""
    said: dict[str, object] = {
        "font": theme.font,
        "size": style.size or theme.size,
        "bold": style.bold,
        "italic": style.italic,
        "ink": style.ink,
        "fill": style.fill,
        "align": {"left": "Left", "center": "Center", "right": "Right"}.get(style.align, ""),
        "vertical": {"top": "Top", "vcenter": "Center", "bottom": "Bottom"}.get(style.vertical, ""),
        "wrap": style.wrap,
        "indent": style.indent,
        "edges": {
            edge: colour
            for edge, colour in {
                "EdgeTop": style.border_top or style.border,
                "EdgeBottom": style.border_bottom or style.border,
                "EdgeLeft": style.border,
                "EdgeRight": style.border,
                "InsideHorizontal": style.border_bottom or style.border_top or style.border,
                "InsideVertical": style.border,
            }.items()
            if colour
        },
    }
    return {key: value for key, value in said.items() if value}


def _areas_of_roles(sheet: Sheet) -> Iterator[tuple[str, list[str]]]:
    """Yield each role with the areas of its cells, several to a text, no text longer than `LONGEST_ADDRESS`."""
    cells: dict[str, list[Address]] = {}
    for place, cell in sorted(sheet.cells.items()):
        cells.setdefault(cell.role, []).append(place)
    for role, places in cells.items():
        yield role, list(_joined(rectangles(places)))


def rectangles(places: Iterable[Address]) -> list[tuple[Address, Address]]:
    """Return the rectangles, each its first and last cell, that cover exactly these cells, given row by row."""
    rows_of_run: dict[tuple[int, int], list[int]] = {}
    for row, cells in groupby(places, key=lambda place: place[0]):
        for run in _runs([column for _, column in cells]):
            rows_of_run.setdefault(run, []).append(row)
    return [
        ((top, left), (bottom, right)) for (left, right), rows in rows_of_run.items() for top, bottom in _runs(rows)
    ]


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of numbers that follow one another."""
    first = before = numbers[0]
    for number in numbers[1:]:
        if number != before + 1:
            yield first, before
            first = number
        before = number
    yield first, before


def _joined(found: Iterable[tuple[Address, Address]]) -> Iterator[str]:
    text = ""
    for top_left, bottom_right in found:
        area = cell_name(*top_left) if top_left == bottom_right else area_reference(top_left, bottom_right)
        if text and len(text) + len(area) >= LONGEST_ADDRESS:
            yield text
            text = ""
        text = f"{text},{area}" if text else area
    if text:
        yield text
