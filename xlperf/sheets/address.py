"""Cell addresses as people write them. Rows and columns count from 1, everywhere in xlperf."""

from __future__ import annotations

import re

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384


def column_letters(column: int) -> str:
    """Return A for 1, Z for 26, AA for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return 1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def cell_name(row: int, column: int) -> str:
    """Return the address of a cell: ``F17`` for row 17, column 6."""
    return f"{column_letters(column)}{row}"


def parse_cell(name: str) -> tuple[int, int]:
    """Return (row, column) of an address such as ``F17`` or ``$F$17``; raise ValueError when it is none."""
    found = re.fullmatch(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})", name)
    if not found:
        raise ValueError(f"{name!r} is not a cell address")
    return int(found[2]), column_number(found[1])


def reference(row: int, column: int, sheet: str = "", fixed: bool = False) -> str:
    """Return a formula's reference to a cell: ``F17``, ``$F$17``, ``'Detailed analysis'!F17``."""
    mark = "$" if fixed else ""
    name = f"{mark}{column_letters(column)}{mark}{row}"
    return f"{quoted_sheet(sheet)}!{name}" if sheet else name


def area_reference(first: tuple[int, int], last: tuple[int, int], sheet: str = "", fixed: bool = False) -> str:
    """Return a formula's reference to a rectangle: ``'Data'!$A$2:$C$9``."""
    start = reference(*first, sheet=sheet, fixed=fixed)
    return f"{start}:{reference(*last, fixed=fixed)}"


def quoted_sheet(name: str) -> str:
    """Return a sheet's name as a formula needs it, always in quotes."""
    return "'" + name.replace("'", "''") + "'"
