"""From a sheet whose headings were found to a typed table, with a problem for every cell that could not be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from xlperf.definitions.returns import ColumnDefinition
from xlperf.problem import Problem, Severity
from xlperf.returns.child_level.codes import read_codes
from xlperf.returns.child_level.dates import read_dates
from xlperf.returns.child_level.finding import CellFinding
from xlperf.returns.child_level.plans import numbered_children
from xlperf.returns.child_level.table import Table
from xlperf.returns.child_level.texts import read_numbers, read_texts
from xlperf.returns.recognise import FoundTable
from xlperf.sheets.address import cell_name
from xlperf.sheets.grid import CellError, CellValue
from xlperf.workbook.collector import collector_resting

Cells = Sequence[CellValue]
ERROR_CODES = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))


class TypedRecords(Protocol):
    """What a check needs of a typed table, whether it came from a sheet or from another sort of file."""

    @property
    def table(self) -> Table:
        """The table itself."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found in reading its cells."""

    def cell(self, position: int, key: str) -> str:
        """Return where a record's column stands, as a person finds it: "F17", "line 214"."""

    def row(self, position: int) -> str:
        """Return where a record stands: "row 17", "line 214"."""

    def is_blank(self, position: int, key: str) -> bool:
        """Say whether nothing stands in a record's column, rather than something that cannot be read."""

    def problem(
        self, position: int, key: str, rule: str, message: str, severity: Severity = Severity.WARNING
    ) -> Problem:
        """Return a problem at a record's column."""


@dataclass(frozen=True, slots=True)
class TypedList:
    """A table, the way back from a record and column to its cell, and what was found."""

    table: Table
    found: FoundTable
    problems: tuple[Problem, ...]

    def cell(self, position: int, key: str) -> str:
        """Return the name of the cell in which a record's column stands; empty when the sheet lacks the column."""
        column = self.found.header.columns.get(key)
        return cell_name(int(self.table.rows[position]), column) if column else ""

    def row(self, position: int) -> str:
        """Return the row in which a record stands: "row 17"."""
        return f"row {self.table.rows[position]}"

    def is_blank(self, position: int, key: str) -> bool:
        """Say whether a record's cell is empty or holds only spaces; so it is where the sheet lacks the column."""
        column = self.found.header.columns.get(key)
        value = self.found.grid.value(int(self.table.rows[position]), column) if column else None
        return _is_blank(value)

    def problem(
        self, position: int, key: str, rule: str, message: str, severity: Severity = Severity.WARNING
    ) -> Problem:
        """Return a problem at a record's cell."""
        return Problem(severity, message, self.table.file, self.table.sheet, self.cell(position, key), rule)


@collector_resting()
def typed_list(found: FoundTable, file: str, all_is_text: bool, effects: Mapping[str, str]) -> TypedList:
    """
    Return the typed table beneath the headings that were found.

    A row without anything in it is no record. `all_is_text` says that the file keeps everything as text (csv).
    `effects` gives, by column, the sentence that says what an unreadable cell leads to.
    """
    definition, grid, header = found.definition, found.grid, found.header
    first = header.last_row_of_header + 1
    beneath = grid.rows[max(first - grid.first_row, 0) :]
    by_column = _columns(beneath)
    used = _rows_in_use(beneath, by_column)
    if len(used) < len(beneath):
        by_column = [[cells[position] for position in used] for cells in by_column]
    if all_is_text:
        by_column = [_with_errors(cells) for cells in by_column]
    blank: Cells = (None,) * len(used)
    columns: dict[str, NDArray[Any]] = {}
    problems: list[Problem] = []
    rows = np.array(used, dtype=np.int32) + first
    for column in definition.columns:
        place = header.columns.get(column.key)
        if place is None:
            continue
        across = place - grid.first_column
        cells = by_column[across] if across < len(by_column) else blank
        columns[column.key], findings = read_column(cells, column, all_is_text)
        effect = effects.get(column.key, "")
        problems += [_problem(finding, file, grid.name, rows, place, effect) for finding in findings]
    if "child" in columns:
        columns["child number"] = numbered_children(columns["child"].tolist())
    table = Table(definition.key, definition.title or definition.name, file, grid.name, columns, rows)
    return TypedList(table, found, tuple(problems))


def read_column(cells: Cells, column: ColumnDefinition, all_is_text: bool) -> tuple[NDArray[Any], list[CellFinding]]:
    """Return a column's values, typed as its definition says, and what was found in its cells."""
    if column.kind == "date":
        return read_dates(cells, column, all_is_text)
    if column.kind == "number":
        return read_numbers(cells, column, all_is_text)
    if column.kind == "choice" and column.values:
        return read_codes(cells, column)
    return read_texts(cells, column)


def _problem(finding: CellFinding, file: str, sheet: str, rows: NDArray[np.int32], column: int, effect: str) -> Problem:
    severity, message = with_effect(finding, effect)
    cell = cell_name(int(rows[finding.position]), column)
    return Problem(severity, message, file, sheet, cell, finding.rule)


def with_effect(finding: CellFinding, effect: str) -> tuple[Severity, str]:
    """Return how much a finding matters and what to say of it, given what an unreadable cell of its column does."""
    if finding.lost and effect:
        return finding.severity, f"{finding.message} {effect}"
    return Severity.WARNING, finding.message  # no figure is wrong for it


def _rows_in_use(rows: Sequence[Cells], by_column: Sequence[Cells]) -> Sequence[int]:
    """Return which rows hold something, from 0."""
    if not by_column:
        return []
    # The first cell nearly always decides, so of large lists few rows are looked at cell by cell.
    first = by_column[0]
    may_be_blank = not {str, type(None)}.isdisjoint(map(type, first))
    blank = set(filter(_is_blank, set(first))) if may_be_blank else ()
    if not blank:
        return range(len(rows))
    return [at for at, cell in enumerate(first) if cell not in blank or not all(map(_is_blank, rows[at]))]


def _is_blank(cell: CellValue) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _with_errors(cells: Cells) -> Cells:
    """Return a column of a text file with the error values that a spreadsheet wrote into it as words."""
    if ERROR_CODES.isdisjoint({cell for cell in cells if isinstance(cell, str)}):
        return cells
    return [CellError(cell) if isinstance(cell, str) and cell in ERROR_CODES else cell for cell in cells]


def _columns(records: Sequence[Cells]) -> list[Cells]:
    """Return the cells column by column; rows may be of different length."""
    if not records:
        return []
    if len({len(record) for record in records}) == 1:
        return list(zip(*records, strict=True))
    return list(zip_longest(*records))
