"""One sheet of a performance workbook as a table: its rows, cells by the key of their column, and what is found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from xlperf.definitions.returns import TableDefinition
from xlperf.figure import Unit
from xlperf.period import Period
from xlperf.problem import Problem, Severity
from xlperf.returns.headings import Header
from xlperf.returns.marks import Stated, Unreadable, read_marked
from xlperf.returns.period_cells import UnreadablePeriod, read_period
from xlperf.sheets.grid import CellError, CellValue, Grid
from xlperf.symbols import Missing


@dataclass
class Findings:
    """The problems of one workbook as they are found; the only thing that grows while it is read."""

    file: str
    found: dict[Problem, None] = field(default_factory=dict)  # in order, each once

    def add(self, severity: Severity, sheet: str, cell: str, message: str, rule: str) -> None:
        """Keep one finding, its message with a capital letter; the same one is kept once."""
        message = message[:1].upper() + message[1:]
        self.found[Problem(severity, message, self.file, sheet, cell, rule)] = None


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose headings were found. `period_columns` gives the period at the head of each column of a wide one."""

    definition: TableDefinition
    grid: Grid
    header: Header
    findings: Findings
    period_columns: tuple[tuple[int, Period], ...] = ()

    def rows(self) -> Iterator[Row]:
        """Yield each row beneath the headings that has anything in a column that is read."""
        columns = [*self.header.columns.values(), *(column for column, _ in self.period_columns)]
        for number in range(self.header.last_row_of_header + 1, self.grid.last_row + 1):
            if any(not is_blank(self.grid.value(number, column)) for column in columns):
                yield Row(self, number)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    table: Table
    number: int

    @property
    def sheet(self) -> str:
        """The name of the sheet."""
        return self.table.grid.name

    def value(self, key: str) -> CellValue:
        """Return what stands in the column of that key; None when the sheet has no such column."""
        column = self.table.header.columns.get(key)
        return None if column is None else self.table.grid.value(self.number, column)

    def number_format(self, key: str) -> str:
        """Return the number format of that cell."""
        column = self.table.header.columns.get(key)
        return "" if column is None else self.table.grid.number_format(self.number, column)

    def cell(self, key: str) -> str:
        """Return the address of that cell; of the row's first cell when the sheet has no such column."""
        column = self.table.header.columns.get(key, self.table.grid.first_column)
        return self.table.grid.address(self.number, column)

    def text(self, key: str) -> str:
        """Return that cell as text; an error value is reported and leaves it empty."""
        value = self.value(key)
        if isinstance(value, CellError):
            heading = self.table.definition.column(key).heading
            self.error(
                key, f'{value} stands under "{heading}". Correct the formula; the cell is left empty.', "error cell"
            )
            return ""
        return text_of(value)

    def needed(self, key: str, left_out: str) -> str:
        """Return that cell's text; an empty one is reported, with what is `left_out` because of it."""
        heading, value = self.table.definition.column(key).heading, self.value(key)
        if isinstance(value, CellError):
            message = f'{value} stands under "{heading}". Correct the formula; until then {left_out} is left out.'
            self.error(key, message, "error cell")
        elif is_blank(value):
            self.error(key, f'the cell under "{heading}" is empty. Fill it in; {left_out} is left out.', "empty cell")
        else:
            return text_of(value)
        return ""

    def period(self, key: str, left_out: str) -> Period | None:
        """Return that cell's period; what is none is reported, with what is `left_out` because of it."""
        try:
            return read_period(self.value(key), self.number_format(key))
        except UnreadablePeriod as reason:
            self.error(key, f"{reason} Until then {left_out} is left out.", "unknown period")
            return None

    def marked(self, key: str, unit: Unit, per: int, left_out: str) -> Stated | None:
        """
        Return what that cell states; None when it is blank.

        What cannot be read is reported, with what is `left_out` because of it, and is not available (x).
        """
        try:
            return read_marked(self.value(key), self.number_format(key), unit, per)
        except Unreadable as reason:
            self.error(key, f"{reason} Until then {left_out} is left out.", "not a number")
            return Stated(None, Missing.NOT_AVAILABLE, text=text_of(self.value(key)))

    def error(self, key: str, message: str, rule: str) -> None:
        """Report that something is missing or wrong until that cell is put right."""
        self.table.findings.add(Severity.ERROR, self.sheet, self.cell(key), message, rule)

    def warning(self, key: str, message: str, rule: str) -> None:
        """Report that somebody should look at that cell."""
        self.table.findings.add(Severity.WARNING, self.sheet, self.cell(key), message, rule)


def is_blank(value: CellValue) -> bool:
    """Say whether a cell holds nothing, or spaces only."""
    return value is None or (isinstance(value, str) and not value.strip())


def text_of(value: CellValue) -> str:
    """
    Return a cell as a reader sees it: ``8`` for 8.0, ``16 November 2011`` for a date, ``10:00`` for a time.

    Spaces around it go, lines within it stay; an unbreakable space is a space.
    """
    match value:
        case None:
            return ""
        case str():
            return value.replace("\u00a0", " ").replace("\r\n", "\n").strip()
        case bool():
            return "yes" if value else "no"
        case dt.datetime() if value.time() != dt.time():
            return f"{text_of(value.date())} {value:%H:%M}"
        case dt.date():
            return f"{value.day} {_MONTH_NAMES[value.month - 1]} {value.year}"
        case dt.time():
            return f"{value:%H:%M}"
        case dt.timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02d}"
        case float() | int():
            return f"{value:.15g}"
        case _:
            return str(value)


_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
