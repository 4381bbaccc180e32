"""The values of sheets, read by calamine: the only file that calls it.

Whatever calamine cannot read ends as an `UnreadableFile` that names the file. Blank cells come back as None, whole
numbers as floats, numbers that are none (NaN, infinite) as #NUM!.
"""

from __future__ import annotations

import gc
import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import cast

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from xlperf.sheets.grid import CellError, CellValue
from xlperf.workbook.package import DAMAGED, DAMAGED_REMEDY, PASSWORD, PASSWORD_REMEDY
from xlperf.workbook.refusal import unreadable

NOT_A_NUMBER = CellError("#NUM!", "the number stored in the file is not a number (NaN or infinite)")

Address = tuple[int, int]
Area = tuple[Address, Address]


@dataclass(slots=True)
class SheetValues:
    """What calamine gives for one sheet. The first cell of the first row stands at `first`, counted from 1."""

    name: str
    rows: list[list[CellValue]]
    first: Address
    hidden: bool
    merged: tuple[Area, ...]


def sheet_values(content: io.BytesIO, file: str) -> list[SheetValues]:
    """Return the values of every sheet in order; raise `UnreadableFile` naming `file`."""
    with _named_failures(file), _collector_resting():
        workbook = CalamineWorkbook.from_filelike(content)
        hidden = [sheet.visible != SheetVisibleEnum.Visible for sheet in workbook.sheets_metadata]
        return [_values(workbook.get_sheet_by_index(number), is_hidden) for number, is_hidden in enumerate(hidden)]


def _values(sheet: CalamineSheet, hidden: bool) -> SheetValues:
    rows = cast(list[list[CellValue]], sheet.to_python())  # TI
    row, column = sheet.start or (0, 0)
    for cells in rows:
        if "" in cells:
            cells[:] = [None if value == "" else value for value in cells]
    merged = sheet.merged_cell_ranges or []
    return SheetValues(sheet.name, rows, (row + 1, column + 1), hidden, tuple(_counted_from_1(area) for area in merged))


def _counted_from_1(area: Area) -> Area:
    (top, left), (bottom, right) = area
    return (top + 1, left + 1), (bottom + 1, right + 1)


def without_false_numbers(values: SheetValues) -> list[Address]:
    """Put #NUM! in place of every NaN and infinite number, and return where they stood."""
    if not _suspects(values):
        return []
    row_of_first, column_of_first = values.first
    found = []
    for down, cells in enumerate(values.rows):
        for across, value in enumerate(cells):
            if _is_false_number(value):
                cells[across] = NOT_A_NUMBER
                found.append((row_of_first + down, column_of_first + across))
    return found


def _suspects(values: SheetValues) -> list[CellValue]:
    # A finite number less itself is 0; this runs for every cell of every workbook, so it is one comprehension.
    return [value for value in chain.from_iterable(values.rows) if value.__class__ is float and value - value]


def _is_false_number(value: CellValue) -> bool:
    return isinstance(value, float) and not math.isfinite(value)


def with_whole_numbers_as_floats(values: SheetValues) -> None:
    """Make every whole number a float; xls and xlsb files give whole numbers, xlsx files never do."""
    for cells in values.rows:
        cells[:] = [float(value) if value.__class__ is int else value for value in cells]


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Keep Python's garbage collector from walking through the growing rows again and again: a tenth of the time."""
    was_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_running:
            gc.enable()


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
