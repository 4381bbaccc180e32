"""The rows of a published table: cells as texts, the area and the time that a row speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from xlperf.area import plain_name
from xlperf.period import Period
from xlperf.problem import Problem, Severity
from xlperf.returns.performance.table import text_of
from xlperf.returns.published.places import code_in
from xlperf.returns.published.records import Level, Place
from xlperf.returns.recognise import FoundTable
from xlperf.sheets.grid import CellValue

LEVELS: dict[str, Level] = {
    "national": "England",
    "country": "England",
    "regional": "region",
    "region": "region",
    "local authority": "authority",
    "la": "authority",
}
"""What stands under geographic_level; rows of other levels (districts, schools) are passed over."""

YEARS_TO_MARCH = ("", "reporting year", "financial year")
"""The kinds of time that are years to 31 March; 2024 is then 2023/24, and so is 202324."""

_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?:\.0+)?")
_TWO_YEARS = re.compile(r"((?:19|20)[0-9]{2})(?:[-/ ]?)([0-9]{2})(?:\.0+)?")
_MOST_TOLD = 20


@dataclass
class Findings:
    """The problems of one file as they are found; of one kind on one sheet only the first few are kept."""

    file: str
    found: list[Problem] = field(default_factory=list)
    _told: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, severity: Severity, sheet: str, cell: str, message: str, rule: str) -> None:
        """Keep one finding."""
        told = self._told[sheet, rule] = self._told.get((sheet, rule), 0) + 1
        if told <= _MOST_TOLD:
            self.found.append(Problem(severity, message, self.file, sheet, cell, rule))
        elif told == _MOST_TOLD + 1:
            message = "There are more rows like this one and those before it; they are not listed."
            self.found.append(Problem(severity, message, self.file, sheet, cell, rule))


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One row of a table whose headings were found."""

    table: FoundTable
    number: int
    cells: dict[str, CellValue]

    @property
    def sheet(self) -> str:
        """The name of the sheet."""
        return self.table.grid.name

    def text(self, key: str) -> str:
        """Return that cell as text; empty when it is blank or the table has no such column."""
        return " ".join(text_of(self.cells.get(key)).split())

    def cell(self, key: str) -> str:
        """Return the address of that cell."""
        return self.table.grid.address(self.number, self.table.header.columns.get(key, 1))

    @property
    def is_kept(self) -> bool:
        """Whether each column that says which rows count has one of its words; one that is not there keeps all."""
        return all(
            column.key not in self.table.header.columns
            or plain_name(self.text(column.key)) in {plain_name(word) for word in column.keeps}
            for column in self.table.definition.columns
            if column.keeps
        )

    @property
    def place(self) -> Place | None:
        """
        The area that the row is about; None for a level that is not compared.

        Without the column of the level every row is about an authority.
        """
        levelled = "geographic_level" in self.table.header.columns
        level = LEVELS.get(plain_name(self.text("geographic_level"))) if levelled else "authority"
        match level:
            case None:
                return None
            case "England":
                return Place("England", self.text("country_name") or "England", self.text("country_code"))
            case "region":
                return Place("region", self.text("region_name"), self.text("region_code"))
            case "authority":
                code, number = code_in(self.text("new_la_code")), code_in(self.text("old_la_code"))
                name, region = self.text("la_name"), self.text("region_code")
                return Place("authority", name, code, number, region) if code or number or name else None

    @property
    def year_to_march(self) -> Period | None:
        """The financial year that the row speaks of; None when it is another kind of time, or none."""
        if self.table.definition.period:
            return Period.parse(self.table.definition.period)
        if plain_name(self.text("time_identifier")) not in YEARS_TO_MARCH:
            return None
        time = self.text("time_period")
        if found := _YEAR.fullmatch(time):
            return Period.financial_year(int(found[1]) - 1)
        if (found := _TWO_YEARS.fullmatch(time)) and (int(found[1]) + 1) % 100 == int(found[2]):
            return Period.financial_year(int(found[1]))
        return None

    @property
    def calendar_year(self) -> int | None:
        """The year of an estimate; None when there is none."""
        found = _YEAR.fullmatch(self.text("time_period"))
        return int(found[1]) if found else None


def rows_of(table: FoundTable) -> Iterator[PublishedRow]:
    """Yield each row beneath the headings that holds anything."""
    grid, columns = table.grid, table.header.columns
    first = grid.first_column
    for number in range(table.header.last_row_of_header + 1, grid.last_row + 1):
        row = grid.rows[number - grid.first_row]
        cells = {key: row[column - first] for key, column in columns.items() if column - first < len(row)}
        if any(value is not None for value in cells.values()):
            yield PublishedRow(table, number, cells)
