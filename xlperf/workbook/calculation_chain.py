"""The list of formulas that a workbook keeps for Excel (calcChain): without those that are formulas no more.

Excel calls a workbook damaged whose list names a cell without a formula; a workbook without a list is sound, and Excel
makes a new one.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from xlperf.workbook.splice import Edit, spliced

PART_TYPE = "calcChain"
_ENTRY = re.compile(rb"<(?:\w+:)?c\s[^>]*?/?>(?:</(?:\w+:)?c>)?")
_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+[0-9]+)["']""")
_SHEET = re.compile(rb"""\si\s*=\s*["']([0-9]+)["']""")
_ITEM = re.compile(rb"<(?:\w+:)?(?:Override|Relationship)\b[^>]*?calcChain[^>]*?(?:/>|></[^>]*>)")


def without_cells(part: bytes, cells: Collection[tuple[int, str]]) -> bytes | None:
    """
    Return the list without some cells, each given by its sheet's number (sheetId) and address; None when none is left.

    An entry without a sheet's number is of the sheet of the one before, so the first entry that stays behind one that
    goes is given the number.
    """
    edits: list[Edit] = []
    sheet, told, kept = 0, 0, 0
    for entry in _ENTRY.finditer(part):
        number, cell = _SHEET.search(entry[0]), _CELL.search(entry[0])
        sheet = int(number[1]) if number else sheet
        if cell is not None and (sheet, cell[1].decode().upper()) in cells:
            edits.append((*entry.span(), b""))
            continue
        kept += 1
        if number is None and told != sheet and cell is not None:
            place = entry.start() + cell.end()
            edits.append((place, place, b' i="%d"' % sheet))
        told = sheet
    return spliced(part, edits) if kept else None


def without_mention(part: bytes) -> bytes:
    """Return the list of content types, or of the workbook's relationships, without the line about this list."""
    return _ITEM.sub(b"", part)
