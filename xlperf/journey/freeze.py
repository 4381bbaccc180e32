"""A workbook with the add-in's functions made one without: each PERF_ formula becomes its value.

The value is the one stored in the file. A formula without one is worked out here where its arguments are constants and
cells whose values are stored; where they are not, the workbook is refused and nothing is written. Asked for, a formula
that every spreadsheet knows takes the place of a call, where there is one with the same answer. Everything else in the
workbook stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from xlperf.errors import RequestError
from xlperf.functions.in_formulas import Call, calls_in, shifted
from xlperf.journey.frozen_call import CallReader
from xlperf.sheets.grid import Book, CellError
from xlperf.workbook.calculation_chain import without_cells, without_mention
from xlperf.workbook.files import new_file
from xlperf.workbook.kinds import Format
from xlperf.workbook.open_xml import SheetPart, WorkbookParts, workbook_parts
from xlperf.workbook.outputs import check_copy
from xlperf.workbook.package import Package
from xlperf.workbook.plain_xml import BrokenXml
from xlperf.workbook.read import file_content, read_book
from xlperf.workbook.refusal import shown_name, unreadable
from xlperf.workbook.splice import (
    Edit,
    FormulaCell,
    cells_with_formulas,
    copied,
    in_utf_8,
    spliced,
    with_formula,
    with_value,
    without_formula,
)

Became = Literal["stored value", "computed value", "native formula"]
MOST_NAMED = 10
NOT_KNOWN_TO_THE_PROGRAM = "#NAME?"  # stored where the program that saved the file had no such function
_ANY_CALL = re.compile(rb"perf_?[a-z]", re.IGNORECASE)
_ELSEWHERE = re.compile(rb"<(?:\w+:)?(definedName|formula|formula1|formula2)\b[^>]*>([^<]*PERF_[^<]*)<", re.IGNORECASE)
_WHERE = {b"definedName": "a defined name", b"formula": "conditional formatting"}


@dataclass(frozen=True, slots=True)
class FrozenCell:
    """A formula that is one no more: where it stood, what it became, and whether ours was only a part of it."""

    sheet: str
    cell: str
    became: Became
    inside: bool


@dataclass(frozen=True, slots=True)
class Frozen:
    """What was done, and the places other than cells where a call is left."""

    cells: tuple[FrozenCell, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A cell with a call of ours: its formula as it reads there, also where it shares one with others."""

    cell: FormulaCell
    formula: str
    calls: tuple[Call, ...]


def freeze(path: Path, out: Path, *, native: bool = False) -> Frozen:
    """
    Write a copy of a workbook (xlsx or xlsm) without PERF_ formulas, and return what was done.

    With `native` the calls for which there is a formula that every spreadsheet knows become that. Raise `RequestError`,
    naming the cells, where a value is neither stored nor can be worked out; then nothing is written.
    """
    check_copy(out, path)
    book = read_book(path)
    if book.format not in (Format.XLSX, Format.XLSM):
        raise unreadable(book.file, "only xlsx and xlsm workbooks can be frozen.", "Save it as one of these in Excel.")
    data = file_content(path, shown_name(path))
    package = Package(data, shown_name(path))
    parts = workbook_parts(package)
    work = _Work(book, package, native)
    for sheet in parts.sheets:
        if sheet.part and sheet.kind == "worksheet":
            work.freeze_sheet(sheet)
    if work.refused:
        raise RequestError(_refusal(book.file, work.refused))
    left = [*_left(package.part(parts.workbook), "the workbook"), *work.left, *_links(package)]
    replaced, left_out = _chain(package, parts, work)
    with new_file(out) as file:
        file.write(copied(data, {**work.replaced, **replaced}, left_out))
    return Frozen(tuple(work.cells), tuple(left))


class _Work:
    """Goes through the sheets and gathers what is to be written."""

    def __init__(self, book: Book, package: Package, native: bool) -> None:
        self.replaced: dict[str, bytes] = {}
        self.cells: list[FrozenCell] = []
        self.formulas_gone: set[tuple[int, str]] = set()
        self.refused: list[tuple[str, str]] = []  # sheet and cell
        self.left: list[str] = []
        self._book, self._package, self._native = book, package, native

    def freeze_sheet(self, sheet: SheetPart) -> None:
        """Take our formulas out of one sheet."""
        part = in_utf_8(self._package.part(sheet.part))
        if not _ANY_CALL.search(part):
            return
        try:
            found = list(_found(cells_with_formulas(part)))
        except BrokenXml as error:
            raise self._package.damaged(f"its part {sheet.part} {error}") from error
        self.left += _left(part, f"the sheet {sheet.name}")
        reader = CallReader(self._book, sheet.name)
        edits = [edit for one in found for edit in self._edits(part, sheet, one, reader)]
        if edits:
            self.replaced[sheet.part] = spliced(part, edits)

    def _edits(self, part: bytes, sheet: SheetPart, found: _Found, reader: CallReader) -> list[Edit]:
        cell = found.cell
        whole = found.calls[0] if found.calls[0].is_whole else None
        is_array = cell.formula_attributes.get("t") == "array"
        is_stored = _is_stored(cell)
        if self._native and whole and is_stored and not is_array:
            formula = reader.native(whole, cell)
            if formula is not None:
                self._note(sheet, cell, "native formula", whole is None)
                return with_formula(part, cell, formula)
        if is_stored:
            self._note(sheet, cell, "stored value", whole is None)
            return without_formula(part, cell)
        value = reader.computed(whole) if whole and not is_array else None
        if value is None:
            self.refused.append((sheet.name, cell.name))
            return []
        self._note(sheet, cell, "computed value", whole is None)
        if isinstance(value, CellError):
            return with_value(part, cell, value.code, is_error=True)
        return with_value(part, cell, value)

    def _note(self, sheet: SheetPart, cell: FormulaCell, became: Became, inside: bool) -> None:
        self.cells.append(FrozenCell(sheet.name, cell.name, became, inside))
        if became != "native formula":
            self.formulas_gone.add((sheet.number, cell.name))


def _found(cells: list[FormulaCell]) -> Iterator[_Found]:
    """Yield the cells with a call of ours; a cell that shares a formula gets it as it reads there."""
    shared: dict[str, FormulaCell] = {}
    for cell in cells:
        formula = cell.formula
        if cell.formula_attributes.get("t") == "shared":
            first = shared.setdefault(cell.formula_attributes.get("si", ""), cell)
            if not formula:
                formula = shifted(first.formula, cell.row - first.row, cell.column - first.column)
        calls = calls_in(formula) if "perf" in formula.casefold() else []
        if calls:
            yield _Found(cell, formula, tuple(calls))


def _is_stored(cell: FormulaCell) -> bool:
    """Say whether a value stands beside the formula; an error that only says the function is unknown is none."""
    if cell.kind == "e" and cell.value == NOT_KNOWN_TO_THE_PROGRAM:
        return False
    return cell.value is not None and (cell.value != "" or cell.kind == "str")


def _left(part: bytes, where: str) -> Iterator[str]:
    """Yield where, other than in a cell's formula, a part holds a call."""
    kinds = [_WHERE.get(kind, "data validation") for kind, text in _ELSEWHERE.findall(part)]
    for kind in dict.fromkeys(kinds):
        times = kinds.count(kind)
        yield f"{where}: {kind} uses a PERF_ function{f' {times} times' if times > 1 else ''}; take it out by hand."


def _links(package: Package) -> Iterator[str]:
    for name in package.names:
        if "externallinks/_rels/" in name.casefold() and b"xlperf" in package.part(name):
            yield "the workbook: a link to xlperf.xlam is left; in Excel choose Data, Edit Links, Break Link."
            return


def _chain(package: Package, parts: WorkbookParts, work: _Work) -> tuple[Mapping[str, bytes], list[str]]:
    """Return the parts to replace, and to leave out, so that Excel's list of formulas names no cell without one."""
    chain = parts.calculation_chain
    if not chain or not work.formulas_gone:
        return {}, []
    kept = without_cells(in_utf_8(package.part(chain)), work.formulas_gone)
    if kept is not None:
        return {chain: kept}, []
    folder, _, name = parts.workbook.rpartition("/")
    lists = ("[Content_Types].xml", f"{folder}/_rels/{name}.rels")
    return {one: without_mention(package.part(one)) for one in lists}, [chain]


def _refusal(file: str, refused: list[tuple[str, str]]) -> str:
    named = "; ".join(f"{sheet}, cell {cell}" for sheet, cell in refused[:MOST_NAMED])
    more = f"; and {len(refused) - MOST_NAMED:,} more" if len(refused) > MOST_NAMED else ""
    return (
        f"{file}: no value is stored beside the formula, and it cannot be worked out here from constants and stored "
        f"cells: {named}{more}. Open it in Excel with the add-in, let it calculate, save it, and freeze it again."
    )
