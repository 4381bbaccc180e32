"""Reading an xlsx or xlsm workbook: each sheet's values by calamine, joined with what the scan of its XML found."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlperf.errors import UnreadableFile
from xlperf.problem import Problem
from xlperf.sheets.address import cell_name
from xlperf.sheets.grid import NOT_CALCULATED, Book, CellError, CellValue, Grid
from xlperf.workbook import FINDINGS_SHEET, findings
from xlperf.workbook.number_formats import formats_by_style, formats_of_cells
from xlperf.workbook.open_xml import (
    SheetPart,
    WorkbookParts,
    package_for_calamine,
    plain_part,
    remade,
    workbook_parts,
    xml_tags,
)
from xlperf.workbook.package import Content, Package, packed
from xlperf.workbook.pieces import values_of_worksheets
from xlperf.workbook.properties import file_properties
from xlperf.workbook.raw_cells import (
    Extent,
    NotPlain,
    RawCells,
    extent,
    may_hold_more_than,
    scan,
    with_readable_codes,
)
from xlperf.workbook.refusal import shown_text
from xlperf.workbook.sheet_values import NOT_A_NUMBER, SheetValues, without_false_numbers

MOST_CELLS = 26 * 1_048_576
"""The largest rectangle that calamine is given, a sheet full up to column Z: it takes 40 bytes a cell, 1.1 GB then."""

LARGE_SHEET = 4 << 20  # bytes

Address = tuple[int, int]


@dataclass(slots=True)
class _Scanned:
    """A sheet that passed the checks: its part, as calamine gets it, and what the scan found."""

    listed: SheetPart
    content: bytes
    cells: RawCells
    formats: Mapping[Address, str]


def read_open_workbook(package: Package, true_format: str, *, number_formats: bool = False) -> Book:
    """
    Return the workbook held by `package`; `true_format` is xlsx or xlsm.

    A sheet that the package lists but does not hold is a problem; the others are read. Chart sheets hold no cells and
    are left out, and so is the sheet of findings that `xlperf annotate` added. Raise `UnreadableFile` when the file is
    damaged, or two cells lie too far apart.
    """
    parts = workbook_parts(package)
    problems: list[Problem] = []
    styles = plain_part(package, parts.styles) if parts.styles else b""
    by_style = formats_by_style(xml_tags(package, parts.styles)) if number_formats and parts.styles else ()
    scanned = [
        _scanned(package, sheet, by_style) for sheet in parts.sheets if _is_readable(package.file, sheet, problems)
    ]
    values = _values(package, parts, scanned, styles)
    grids = [_grid(package.file, sheet, found, problems) for sheet, found in zip(scanned, values, strict=True)]
    if parts.recalculates_on_opening and not parts.made_by_xlperf:
        problems += _stale(package.file, scanned)
    return Book(package.file, true_format, tuple(grids), tuple(problems), file_properties(package, parts))


def _is_readable(file: str, sheet: SheetPart, problems: list[Problem]) -> bool:
    if sheet.kind == "chartsheet" or sheet.name == FINDINGS_SHEET:
        return False
    if sheet.kind != "worksheet":
        problems.append(findings.not_a_worksheet(file, sheet.name, "macro or dialog sheet"))
        return False
    if not sheet.part:
        problems.append(findings.missing_part(file, sheet.name))
        return False
    return True


def _scanned(package: Package, sheet: SheetPart, by_style: tuple[str, ...]) -> _Scanned:
    content = plain_part(package, sheet.part)
    try:
        cells = scan(content)
    except NotPlain:
        content = remade(package, sheet.part, content)
        cells = _scan_of_remade(package, sheet.part, content)
    _refuse_far_cells(package, sheet, content)
    formats = formats_of_cells(content, by_style) if by_style else {}
    return _Scanned(sheet, with_readable_codes(content, cells), cells, formats)


def _scan_of_remade(package: Package, part: str, content: bytes) -> RawCells:
    try:
        return scan(content)
    except NotPlain as error:
        raise package.damaged(f"its part {part} holds {error}") from error


def _refuse_far_cells(package: Package, sheet: SheetPart, content: bytes) -> None:
    found = extent(content) if may_hold_more_than(content, MOST_CELLS) else None
    if found is not None and found.area > MOST_CELLS:
        raise _far_apart(package, sheet.name, found)


def _far_apart(package: Package, sheet: str, found: Extent) -> UnreadableFile:
    far = found.in_last_row
    other = found.in_last_column if found.in_last_column != far else found.in_first_row
    return package.refused(
        f"{shown_text(sheet)}, cells {cell_name(*other)} and {cell_name(*far)} lie so far apart that the sheet would "
        f"have {found.area:,} cells; xlperf reads up to {MOST_CELLS:,}.",
        "Delete the stray cell (delete its whole row or column in Excel) and save.",
    )


def _values(package: Package, parts: WorkbookParts, scanned: list[_Scanned], styles: bytes) -> list[SheetValues]:
    if not scanned:
        return []
    strings = plain_part(package, parts.shared_strings) if parts.shared_strings else b""

    def workbook(sheets: Sequence[Content]) -> io.BytesIO:
        return packed(package_for_calamine(parts, sheets, strings, styles))

    contents = [sheet.content for sheet in scanned]
    values = values_of_worksheets(contents, workbook, _size_of_pieces(strings), package.file)
    for sheet in scanned:
        sheet.content = b""  # the values are enough
    return values


def _size_of_pieces(shared_strings: bytes) -> int:
    """Return the size from which on a sheet is read in pieces: each is read with all shared texts."""
    return max(LARGE_SHEET, 4 * len(shared_strings))


def _grid(file: str, sheet: _Scanned, values: SheetValues, problems: list[Problem]) -> Grid:
    name = sheet.listed.name
    not_numbers = [*without_false_numbers(values), *sheet.cells.not_numbers]
    errors = dict.fromkeys(not_numbers, NOT_A_NUMBER.code) | sheet.cells.errors
    marks: dict[Address, CellValue] = {place: CellError(code) for place, code in sheet.cells.errors.items()}
    marks |= dict.fromkeys(sheet.cells.not_numbers, NOT_A_NUMBER)
    marks |= dict.fromkeys(sheet.cells.not_calculated, NOT_CALCULATED)
    rows, first = _placed(values.rows, values.first, marks)
    grid = Grid(name, rows, *first, hidden=sheet.listed.hidden)
    formats = {place: text for place, text in sheet.formats.items() if _is_formatted(grid.value(*place))}
    problems += findings.error_cells(file, name, errors)
    problems += findings.not_calculated(file, name, sheet.cells.not_calculated)
    problems += findings.values_under_merges(file, grid, values.merged)
    return Grid(name, rows, *first, hidden=sheet.listed.hidden, number_formats=formats)


def _is_formatted(value: CellValue) -> bool:
    return value is not None and not isinstance(value, str | bool | CellError)


def _placed(
    rows: list[list[CellValue]], first: Address, marks: Mapping[Address, CellValue]
) -> tuple[list[list[CellValue]], Address]:
    """Return the rows with the marks at their true addresses, widened where a mark lies outside, and the first cell."""
    if not marks:
        return rows, first
    width = len(rows[0]) if rows else 0
    if not rows:
        first = min(row for row, _ in marks), min(column for _, column in marks)
    top = min(first[0], *(row for row, _ in marks))
    left = min(first[1], *(column for _, column in marks))
    last = max(first[0] + len(rows) - 1, *(row for row, _ in marks))
    right = max(first[1] + width - 1, *(column for _, column in marks))
    if (top, left) != first or last >= first[0] + len(rows) or right >= first[1] + width:
        before: list[CellValue] = [None] * (first[1] - left)
        after: list[CellValue] = [None] * (right - (first[1] + width - 1))
        blank: list[CellValue] = [None] * (right - left + 1)
        above, below = first[0] - top, last - (first[0] + len(rows) - 1)
        middle = [[*before, *row, *after] for row in rows]
        rows = [*([*blank] for _ in range(above)), *middle, *([*blank] for _ in range(below))]
    for (row, column), mark in marks.items():
        rows[row - top][column - left] = mark
    return rows, (top, left)


def _stale(file: str, scanned: list[_Scanned]) -> list[Problem]:
    for sheet in scanned:
        if sheet.cells.first_formula is not None:
            return [findings.recalculated_on_opening(file, sheet.listed.name, sheet.cells.first_formula)]
    return []
