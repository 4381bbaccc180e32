"""The edits of a worksheet: other styles for cells, cells and rows that are not there yet, the reference to notes."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping

from xlperf.sheets.address import cell_name
from xlperf.workbook.annotate.elements import attribute_edit, attribute_span
from xlperf.workbook.annotate.sheet_places import Address, CannotBeMarked, RowPlace, SheetPlaces
from xlperf.workbook.open_xml import RELATIONSHIPS
from xlperf.workbook.splice import Edit, as_ascii, prefix_at, tag_at

NewStyle = Callable[[int, Address], int]
"""From a cell's own style and its place, the style that it gets."""

_TRUE = {"1", "true", "on"}
# What stands behind the reference to the drawing of the notes (ECMA-376 part 1, 18.3.1.99, CT_Worksheet); the last is
# how Excel wraps pictures' objects and controls.
_BEHIND_NOTES = {
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
}


def style_edits(part: bytes, found: SheetPlaces, cells: Iterable[Address], new_style: NewStyle) -> Iterator[Edit]:
    """
    Yield the edits that give cells another style, in order; a cell, or its row, that is not there yet is put in.

    A blank cell has the style of its row where that has one, else of its column. Raise `CannotBeMarked` when the
    worksheet has no place for rows.
    """
    data = found.child("sheetData")
    if data is None:
        raise CannotBeMarked("it has no rows and no place for any. Open it in Excel, save it, and annotate it again.")
    prefix = prefix_at(part, data.start)
    grouped = itertools.groupby(sorted(set(cells)), lambda place: place[0])
    by_row = {row: [place[1] for place in group] for row, group in grouped}
    there = {row.number: row for row in found.rows}
    absent: dict[int, list[str]] = {}  # by the place in the bytes
    ordered = iter(found.rows)
    following = next(ordered, None)
    for number, columns in by_row.items():
        if number in there:
            yield from _in_row(part, prefix, there[number], columns, found, new_style)
            continue
        while following is not None and following.number < number:
            following = next(ordered, None)
        inside = "".join(
            _cell(prefix, number, column, new_style(found.column_style(column), (number, column))) for column in columns
        )
        place = following.start if following is not None else data.close
        absent.setdefault(place, []).append(f'<{prefix}row r="{number}">{inside}</{prefix}row>')
    for place, rows in absent.items():
        content = as_ascii("".join(rows))
        if place == data.close and data.close == data.end:
            yield (data.end - 2, data.end, b">%s</%ssheetData>" % (content, prefix.encode()))
        else:
            yield (place, place, content)


def _in_row(
    part: bytes, prefix: str, row: RowPlace, columns: list[int], found: SheetPlaces, new_style: NewStyle
) -> Iterator[Edit]:
    there = {cell.column: cell for cell in row.cells}
    absent: dict[int, list[str]] = {}
    for column in columns:
        place = (row.number, column)
        if column in there:
            cell = there[column]
            yield attribute_edit(part, cell.start, "s", str(new_style(cell.style, place)))
            continue
        following = next((cell.start for cell in row.cells if cell.column > column), row.close)
        style = new_style(_blank_style(row.attributes, found, column), place)
        absent.setdefault(following, []).append(_cell(prefix, row.number, column, style))
    for start, cells in absent.items():
        content = as_ascii("".join(cells))
        if start == row.close and row.close == row.end:
            yield (row.end - 2, row.end, b">%s</%srow>" % (content, prefix.encode()))
        else:
            yield (start, start, content)
    span = attribute_span(tag_at(part, row.start), "spans")
    if absent and span is not None:  # a hint on which columns are filled, which would be wrong now
        yield (row.start + span[0], row.start + span[1], b"")


def _blank_style(attributes: Mapping[str, str], found: SheetPlaces, column: int) -> int:
    own = attributes.get("s", "0")
    if attributes.get("customFormat", "0") in _TRUE and own.isdecimal():
        return int(own)
    return found.column_style(column)


def _cell(prefix: str, row: int, column: int, style: int) -> str:
    return f'<{prefix}c r="{cell_name(row, column)}" s="{style}"/>'


def notes_reference(part: bytes, found: SheetPlaces, relationship: str) -> Edit:
    """Return the edit that puts the reference to the drawing of the notes where the order of elements wants it."""
    data = found.child("sheetData")
    prefix = prefix_at(part, data.start) if data else ""
    place = max((child.end for child in found.children if child.name not in _BEHIND_NOTES), default=found.close)
    element = f'<{prefix}legacyDrawing xmlns:r="{RELATIONSHIPS}" r:id="{relationship}"/>'
    return (place, place, as_ascii(element))
