"""The values of sheets, read by calamine: the only file that calls it.

Whatever calamine cannot read ends as an `UnreadableFile` that names the file. Blank cells come back as None, whole
numbers as floats, numbers that are none (NaN, infinite) as #NUM!.
"""

from __future__ import annotations

import io
import math
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from xlperf.sheets.grid import CellError, CellValue
from xlperf.workbook.collector import collector_resting
from xlperf.workbook.package import DAMAGED, DAMAGED_REMEDY, PASSWORD, PASSWORD_REMEDY
from xlperf.workbook.refusal import unreadable

NOT_A_NUMBER = CellError("#NUM!", "the number stored in the file is not a number (NaN or infinite)")

READ_AT_A_TIME = 2

FEW = 6
"""Up to so many blanks in a row are quicker found one by one than by looking at every cell."""

Address = tuple[int, int]
Area = tuple[Address, Address]
MadeWhenRead = Callable[[], io.BytesIO]
"""Returns a workbook in memory, so that of several no more are there than are being read."""


@dataclass(slots=True)
class SheetValues:
    """What calamine gives for one sheet. The first cell of the first row stands at `first`, counted from 1."""

    name: str
    rows: list[list[CellValue]]
    first: Address
    hidden: bool
    merged: tuple[Area, ...]
    has_false_numbers: bool  # NaN or infinite ones; True also for numbers whose sum is beyond all numbers


def sheet_values(content: io.BytesIO, file: str) -> list[SheetValues]:
    """Return the values of every sheet in order; raise `UnreadableFile` naming `file`."""
    return values_of_several([lambda: content], file)


def values_of_several(workbooks: Sequence[MadeWhenRead], file: str) -> list[SheetValues]:
    """
    Return the values of every sheet of several workbooks in order; raise `UnreadableFile` naming `file`.

    Two workbooks are read at a time, which takes half the time: calamine lets other threads run.
    """
    with _named_failures(file), collector_resting():
        return [_values(sheet, hidden) for sheets in _opened(workbooks) for sheet, hidden in sheets]


def _opened(workbooks: Sequence[MadeWhenRead]) -> Iterator[list[tuple[CalamineSheet, bool]]]:
    if len(workbooks) == 1 or sys.platform == "emscripten":  # there are no threads inside a browser
        yield from map(_sheets, workbooks)
    else:
        from concurrent.futures import ThreadPoolExecutor  # most workbooks are small, and loading it takes 6 ms

        with ThreadPoolExecutor(READ_AT_A_TIME) as threads:
            yield from threads.map(_sheets, workbooks)


def _sheets(make: MadeWhenRead) -> list[tuple[CalamineSheet, bool]]:
    """Return the sheets of a workbook, and of each whether it is hidden."""
    workbook = CalamineWorkbook.from_filelike(make())
    hidden = [sheet.visible != SheetVisibleEnum.Visible for sheet in workbook.sheets_metadata]
    return [(workbook.get_sheet_by_index(number), is_hidden) for number, is_hidden in enumerate(hidden)]


def _values(sheet: CalamineSheet, hidden: bool) -> SheetValues:
    rows = cast(list[list[CellValue]], sheet.to_python())  # TI
    for cells in rows:
        _blank(cells)
    # This runs for every cell of every workbook. A finite number less itself is 0, and so is a sum of such.
    total = sum([value for cells in rows for value in cells if value.__class__ is float])
    row, column = sheet.start or (0, 0)
    merged = tuple(_counted_from_1(area) for area in sheet.merged_cell_ranges or [])
    return SheetValues(sheet.name, rows, (row + 1, column + 1), hidden, merged, total - total != 0)


def _blank(cells: list[CellValue]) -> None:
    """Put None in place of every empty text."""
    empty = cells.count("")
    if empty > FEW:
        cells[:] = [None if value == "" else value for value in cells]
    else:
        for _ in range(empty):
            cells[cells.index("")] = None


def _counted_from_1(area: Area) -> Area:
    (top, left), (bottom, right) = area
    return (top + 1, left + 1), (bottom + 1, right + 1)


def without_false_numbers(values: SheetValues) -> list[Address]:
    """Put #NUM! in place of every NaN and infinite number, and return where they stood."""
    if not values.has_false_numbers:
        return []
    row_of_first, column_of_first = values.first
    found = []
    for down, cells in enumerate(values.rows):
        for across, value in enumerate(cells):
            if _is_false_number(value):
                cells[across] = NOT_A_NUMBER
                found.append((row_of_first + down, column_of_first + across))
    return found


def _is_false_number(value: CellValue) -> bool:
    return isinstance(value, float) and not math.isfinite(value)


def with_whole_numbers_as_floats(values: SheetValues) -> None:
    """Make every whole number a float; xls and xlsb files give whole numbers, xlsx files never do."""
    for cells in values.rows:
        cells[:] = [float(value) if value.__class__ is int else value for value in cells]


@contextmanager
def _named_failures(file: str) -> Iterator[None]:
    try:
        yield
    except PasswordError as error:
        raise unreadable(file, PASSWORD, PASSWORD_REMEDY) from error
    except (CalamineError, OSError) as error:
        if "password" in str(error).casefold():
            raise unreadable(file, PASSWORD, PASSWORD_REMEDY) from error
        # The error's own words may quote a cell, so they are not repeated.
        raise unreadable(file, f"{DAMAGED}: its cells cannot be made out.", DAMAGED_REMEDY) from error
    except (OverflowError, ValueError) as error:
        raise unreadable(file, "a cell holds a date or time that no calendar has.", DAMAGED_REMEDY) from error
    except BaseException as error:
        # A failed assertion inside calamine (Rust) is raised as a class that cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise unreadable(file, f"{DAMAGED}: its cells cannot be made out.", DAMAGED_REMEDY) from None
