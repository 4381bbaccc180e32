"""What calamine does not tell about a sheet, taken from its XML: error cells, formulas without a stored value, extent.

calamine gives an empty text for #DIV/0! and for a formula that was never calculated, and fills the whole rectangle
between two cells however far apart they are, until memory ends. This scan runs before it. It searches for the few bytes
that matter and looks closely only where they are found, so a sheet without errors and formulas costs next to nothing.
All functions take a part in plain form (`xlperf.workbook.plain_xml`). Rows and columns count from 1.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from xlperf.sheets.address import LAST_COLUMN, column_number

Address = tuple[int, int]

# calamine refuses a whole workbook for an error code that it does not know, such as #SPILL!.
CODES_CALAMINE_READS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}
NO_CODE = "#UNKNOWN!"  # Excel's own word for an error that it cannot name

_ADDRESS = re.compile(rb'\sr="([A-Za-z]{1,3})([0-9]{1,9})"')
_VALUE = re.compile(rb"<v\b[^>]*>([^<]+)</v>")
_FORMULA = re.compile(rb"<f[\s/>]")
# A formula and then the end of its cell, with no value or an empty one between.
_FORMULA_WITHOUT_VALUE = re.compile(rb"(?:</f>|<f\b[^>]*/>)\s*(?:<v\b[^>]*/>|<v\b[^>]*>\s*</v>)?\s*</c>")
# These two are searched for by `re`, which takes two thirds of the time that bytes.find does.
_ERROR_TYPE = re.compile(rb't="e"')
_NAN = re.compile(rb"NaN</v>")
_NOT_A_NUMBER = re.compile(rb"<v\b[^>]*>NaN</v>")
_TEXT_TYPE = re.compile(rb'\st="(?:str|s|e|inlineStr|b|d)"')
_EMPTY_VALUE = re.compile(rb"<v\b[^>]*/>|<v\b[^>]*>\s*</v>")
# A cell right of column Z, or an address or a number of a row with seven signs (A100000): a sheet without them is small
# enough. Two patterns, because one with alternatives takes longer than both.
_FAR_CELLS = (re.compile(rb'r="[A-Za-z]{2,3}[0-9]'), re.compile(rb'r="[^"]{7}'))
_UP_TO_Z = 26 * 1_000_000
_LETTERS = re.compile(rb'r="([A-Za-z]{1,3})[0-9]')
_LONG_ROW = {digits: re.compile(rb'r="[A-Za-z]{0,3}[0-9]{%d}' % (digits + 1)) for digits in (5, 6)}
_ANY_ROW = 10**9
_FILLED_CELL = re.compile(rb'<c\s(?:[^>]*?\s)??r="([A-Za-z]{1,3})([0-9]{1,9})"[^>]*(?<!/)>(?!</c>)')


class NotPlain(ValueError):
    """A cell without an address; the part has to be made plain first."""


@dataclass(frozen=True, slots=True)
class RawCells:
    """What the scan of one sheet found."""

    errors: dict[Address, str] = field(default_factory=dict)  # the code of each error cell
    not_calculated: tuple[Address, ...] = ()
    first_formula: Address | None = None  # the first in the file's order
    not_numbers: tuple[Address, ...] = ()  # <v>NaN</v>, which calamine makes a day of 1899 under a date format
    unreadable_codes: tuple[tuple[int, int], ...] = ()  # where in the bytes codes stand that calamine refuses


@dataclass(frozen=True, slots=True)
class Extent:
    """The rectangle of a sheet's filled cells, with the cells that stretch it."""

    first: Address  # its top left corner
    last: Address
    in_last_row: Address
    in_last_column: Address
    in_first_row: Address

    @property
    def area(self) -> int:
        """How many cells the rectangle holds."""
        return (self.last[0] - self.first[0] + 1) * (self.last[1] - self.first[1] + 1)


def scan(data: bytes) -> RawCells:
    """Return what was found; raise `NotPlain` when an error cell or formula carries no address."""
    start, end = _cells_between(data)
    errors, strange = _errors(data, start, end)
    not_numbers = tuple(_not_numbers(data, start, end)) if _NAN.search(data, start, end) else ()
    # A search for one byte is many times quicker than one for two, and settles a sheet of numbers and shared texts.
    has_formulas = data.find(b"f", start, end) >= 0 and data.find(b"<f", start, end) >= 0
    first = _FORMULA.search(data, start, end) if has_formulas else None
    if first is None:
        return RawCells(errors, not_numbers=not_numbers, unreadable_codes=strange)
    first_formula = _address(data, _cell_around(data, first.start()))
    return RawCells(errors, tuple(_not_calculated(data, start, end)), first_formula, not_numbers, strange)


def with_readable_codes(data: bytes, cells: RawCells) -> bytes:
    """Return the part with every error code that calamine refuses replaced by #VALUE!; the scan keeps the true one."""
    pieces, done = [], 0
    for start, end in cells.unreadable_codes:
        pieces += [data[done:start], b"#VALUE!"]
        done = end
    return b"".join([*pieces, data[done:]])


def may_hold_more_than(data: bytes, most: int) -> bool:
    """Say, quickly and on the safe side, whether the rectangle around all cells could hold more than `most` cells."""
    start, end = _cells_between(data)
    if most >= _UP_TO_Z and end and not any(far.search(data, start, end) for far in _FAR_CELLS):
        return False
    columns = {column_number(letters.decode()) for letters in set(_LETTERS.findall(data))}
    rows = next((10**digits for digits in (5, 6) if not _LONG_ROW[digits].search(data)), _ANY_ROW)
    return max(columns, default=0) * rows > most


def extent(data: bytes) -> Extent | None:
    """Return the rectangle of all cells that hold something, formatted blanks left out; None when there are none."""
    rows: dict[int, Address] = {}
    columns: dict[bytes, Address] = {}
    for letters, digits in _FILLED_CELL.findall(data):
        if letters not in columns or int(digits) not in rows:
            place = (int(digits), column_number(letters.decode()))
            columns.setdefault(letters, place)
            rows.setdefault(place[0], place)
    if not rows:
        return None
    in_last_column = max(columns.values(), key=lambda place: place[1])
    first_column = min(column for _, column in columns.values())
    return Extent(
        (min(rows), first_column),
        (max(rows), in_last_column[1]),
        rows[max(rows)],
        in_last_column,
        rows[min(rows)],
    )


def _cells_between(data: bytes) -> tuple[int, int]:
    start, end = data.find(b"<sheetData"), data.rfind(b"</sheetData>")
    return (start, end) if 0 <= start < end else (0, 0)


def _errors(data: bytes, start: int, end: int) -> tuple[dict[Address, str], tuple[tuple[int, int], ...]]:
    errors: dict[Address, str] = {}
    strange: list[tuple[int, int]] = []
    for type_of_cell in _ERROR_TYPE.finditer(data, start, end):
        tag = data.rfind(b"<", start, type_of_cell.start())
        if data[tag : tag + 2] == b"<c" and data[tag + 2 : tag + 3].isspace():
            found = _value_of_cell(data, tag, end)
            code = html.unescape(found[1].decode("utf-8", "replace")).strip() if found else NO_CODE
            errors[_address(data, tag)] = code
            if found and code not in CODES_CALAMINE_READS:
                strange.append(found.span(1))
    return errors, tuple(strange)


def _value_of_cell(data: bytes, tag: int, end: int) -> re.Match[bytes] | None:
    opened = data.find(b">", tag, end)
    if opened < 0 or data[opened - 1 : opened] == b"/":
        return None
    closed = data.find(b"</c>", opened, end)
    return _VALUE.search(data, opened, closed if closed >= 0 else end)


def _not_calculated(data: bytes, start: int, end: int) -> Iterator[Address]:
    for found in _FORMULA_WITHOUT_VALUE.finditer(data, start, end):
        tag = _cell_around(data, found.start())
        kind = data[tag : data.find(b">", tag)]
        # An empty text is a result too: a cell of type "str" whose value is there and empty.
        is_empty_text = b't="str"' in kind and _EMPTY_VALUE.search(found[0]) is not None
        if not is_empty_text and _VALUE.search(data, tag, found.end()) is None:
            yield _address(data, tag)


def _not_numbers(data: bytes, start: int, end: int) -> Iterator[Address]:
    for found in _NOT_A_NUMBER.finditer(data, start, end):
        tag = _cell_around(data, found.start())
        if _TEXT_TYPE.search(data, tag, data.find(b">", tag)) is None:
            yield _address(data, tag)


def _cell_around(data: bytes, place: int) -> int:
    tag = data.rfind(b"<c", 0, place)
    while tag > 0 and data[tag + 2 : tag + 3] not in {b" ", b"\n", b"\t", b"\r", b">"}:
        tag = data.rfind(b"<c", 0, tag)
    return max(tag, 0)


def _address(data: bytes, tag: int) -> Address:
    found = _ADDRESS.search(data, tag, data.find(b">", tag) + 1)
    if found is None:
        raise NotPlain("a cell without an address")
    row, column = int(found[2]), column_number(found[1].decode())
    if column > LAST_COLUMN:
        raise NotPlain("a cell outside the sheet")
    return row, column
