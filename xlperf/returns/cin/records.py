"""From the records of one kind of element to a typed table, with the line of every value."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xlperf.definitions.returns import ColumnDefinition, TableDefinition
from xlperf.problem import Problem, Severity
from xlperf.returns.child_level.codes import read_codes
from xlperf.returns.child_level.finding import CellFinding
from xlperf.returns.child_level.table import UNKNOWN_CODE, Positions, Table
from xlperf.returns.child_level.typed import read_column, with_effect
from xlperf.sheets.grid import CellValue
from xlperf.workbook.census_document import BETWEEN_VALUES, CensusRecords

Lines = NDArray[np.int32]

TIME_ZONE = re.compile(r"(Z|[+-]\d{2}:\d{2})$")
"""What an XML date may end in (W3C XML Schema, date). England's dates need none."""

NO_DISABILITY = "NONE"


@dataclass(frozen=True, slots=True, eq=False)
class CensusTable:
    """
    A typed table of the census, and the way back from a record and column to the line of its element.

    `lines` holds, by column, the line of each value; 0 where there is none. `around` gives the place of the record
    around each. Meets `TypedRecords`, so that the checks of every return can be used.
    """

    definition: TableDefinition
    table: Table
    lines: Mapping[str, Lines]
    around: Positions
    problems: tuple[Problem, ...]

    def line(self, position: int, key: str) -> int:
        """Return the line of a record's value, or of the record itself where it has none."""
        lines = self.lines.get(key)
        return int(lines[position]) if lines is not None and lines[position] else int(self.table.rows[position])

    def cell(self, position: int, key: str) -> str:
        """Return where a record's value stands: "line 214"."""
        return f"line {self.line(position, key)}"

    def row(self, position: int) -> str:
        """Return where a record begins: "line 212"."""
        return f"line {self.table.rows[position]}"

    def is_blank(self, position: int, key: str) -> bool:
        """Say whether the element is missing or empty."""
        lines = self.lines.get(key)
        return lines is None or not lines[position]

    def problem(
        self, position: int, key: str, rule: str, message: str, severity: Severity = Severity.WARNING
    ) -> Problem:
        """Return a problem at the line of a record's value."""
        return Problem(severity, message, self.table.file, self.table.sheet, self.cell(position, key), rule)


def census_table(
    records: CensusRecords, definition: TableDefinition, file: str, effects: Mapping[str, str]
) -> CensusTable:
    """
    Return the typed table of all records of one kind.

    `effects` gives, by column, the sentence that says what a value that cannot be read leads to.
    """
    columns: dict[str, NDArray[Any]] = {}
    lines: dict[str, Lines] = {}
    found: list[tuple[str, CellFinding]] = []
    for column in definition.columns:
        cells, lines[column.key] = _cells(records, column)
        columns[column.key], findings = _read(cells, column)
        found += [(column.key, finding) for finding in findings]
    table = Table(definition.key, definition.title, file, records.kind, columns, np.array(records.lines, np.int32))
    one = CensusTable(definition, table, lines, np.array(records.around, np.int64), ())
    problems = tuple(_problem(one, key, finding, effects.get(key, "")) for key, finding in found)
    return CensusTable(definition, table, lines, one.around, problems)


def _problem(one: CensusTable, key: str, finding: CellFinding, effect: str) -> Problem:
    severity, message = with_effect(finding, effect)
    return one.problem(finding.position, key, finding.rule, message, severity)


def _cells(records: CensusRecords, column: ColumnDefinition) -> tuple[Sequence[str | None], Lines]:
    """Return the texts of a column and their lines, from whichever of its elements each record has."""
    by_name = {name.casefold(): name for name in records.values}
    names = [by_name[name.casefold()] for name in (column.heading, *column.aliases) if name.casefold() in by_name]
    if not names:
        return [None] * len(records), np.zeros(len(records), np.int32)
    texts: Sequence[str | None] = records.values[names[0]]
    lines = np.array(records.value_lines[names[0]], np.int32)
    for name in names[1:]:
        other, other_lines = records.values[name], np.array(records.value_lines[name], np.int32)
        texts = [second if first is None else first for first, second in zip(texts, other, strict=True)]
        lines = np.where(lines == 0, other_lines, lines)
    return texts, lines


def _read(cells: Sequence[CellValue], column: ColumnDefinition) -> tuple[NDArray[Any], list[CellFinding]]:
    if column.key == "disability":
        return _disability(cells, column)
    if column.kind == "date":
        cells = [TIME_ZONE.sub("", cell) if isinstance(cell, str) else cell for cell in cells]
    return read_column(cells, column, all_is_text=True)


def _disability(cells: Sequence[CellValue], column: ColumnDefinition) -> tuple[NDArray[Any], list[CellFinding]]:
    """Return Y where a child has any disability, N where the only code says that there is none, "" without a code."""
    several = [str(cell).split(BETWEEN_VALUES) if cell else [] for cell in cells]
    owners = [position for position, stated in enumerate(several) for _ in stated]
    each = [code for stated in several for code in stated]
    codes, found = read_codes(each, column)
    result = np.full(len(cells), "", dtype=object)
    for owner, code in zip(owners, codes.tolist(), strict=True):
        if code not in (NO_DISABILITY, UNKNOWN_CODE):
            result[owner] = "Y"
        elif not result[owner]:
            result[owner] = "N" if code == NO_DISABILITY else UNKNOWN_CODE
        elif result[owner] == UNKNOWN_CODE and code == NO_DISABILITY:
            result[owner] = "N"
    return result, [CellFinding(owners[one.position], one.rule, one.message, one.severity, one.lost) for one in found]
