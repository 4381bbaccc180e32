"""The sheets of figures, cell by cell: long and wide tables give the same cells, and mean the same from here on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xlperf.area import Area, plain_name
from xlperf.errors import did_you_mean
from xlperf.figure import Kind
from xlperf.period import Period
from xlperf.returns.performance.table import Row, Table, is_blank
from xlperf.sheets.grid import CellValue

PARTS = ("value", "numerator", "denominator")

KINDS: dict[str, Kind] = {"": "actual", "actual": "actual", "outturn": "actual", "forecast": "forecast"}
PLANNED = {"target", "plan", "planned", "targets"}
PART_WORDS = {
    **dict.fromkeys(("", "value", "%", "percent", "percentage", "rate"), "value"),
    **dict.fromkeys(("numerator", "num"), "numerator"),
    **dict.fromkeys(("denominator", "denom"), "denominator"),
}


@dataclass(frozen=True, slots=True)
class FigureCell:
    """One filled cell of a sheet of figures and what its row and column say about it."""

    row: Row
    code: str
    area: str
    period: Period
    kind: Kind
    part: str  # value, numerator or denominator
    value: CellValue
    number_format: str
    cell: str
    whole_row: bool  # one row holds one whole figure (the long form)

    @property
    def line(self) -> tuple[str, int]:
        """The sheet and row."""
        return self.row.sheet, self.row.number


def figure_cells(tables: Iterable[Table], authority: Area) -> tuple[FigureCell, ...]:
    """Return every filled cell of the sheets of figures; rows that cannot be placed are reported and left out."""
    return tuple(
        cell
        for table in tables
        for row in table.rows()
        for cell in (_wide(row, authority) if table.period_columns else _long(row, authority))
    )


def area_of(row: Row, authority: Area) -> str:
    """Return a row's area; '' for the authority, whether its cell is empty or names it."""
    text = " ".join(row.text("area").split())
    return "" if authority.matches(text) else text


def _long(row: Row, authority: Area) -> Iterator[FigureCell]:
    filled = [part for part in PARTS if not is_blank(row.value(part))]
    if not filled:
        return
    code = row.needed("code", "the figure")
    kind = _kind(row)
    period = row.period("period", "the figure")
    if not code or kind is None or period is None:
        return
    area = area_of(row, authority)
    for part in filled:
        value, number_format = row.value(part), row.number_format(part)
        yield FigureCell(row, code, area, period, kind, part, value, number_format, row.cell(part), whole_row=True)


def _wide(row: Row, authority: Area) -> Iterator[FigureCell]:
    grid = row.table.grid
    filled = [pair for pair in row.table.period_columns if not is_blank(grid.value(row.number, pair[0]))]
    if not filled:
        return
    code = row.needed("code", "the row")
    kind, part = _kind(row), _part(row)
    if not code or kind is None or part is None:
        return
    area = area_of(row, authority)
    for column, period in filled:
        value, number_format = grid.value(row.number, column), grid.number_format(row.number, column)
        cell = grid.address(row.number, column)
        yield FigureCell(row, code, area, period, kind, part, value, number_format, cell, whole_row=False)


def _kind(row: Row) -> Kind | None:
    text = plain_name(row.text("kind"))
    if text in KINDS:
        return KINDS[text]
    if text in PLANNED:
        message = f'"{text}" is no kind of figure: what was planned stands in the sheet Targets. The row is left out.'
    else:
        near = did_you_mean(text, KINDS)
        message = f'"{text}" is no kind of figure.{near} Write actual or forecast. Until then the row is left out.'
    row.error("kind", message, "unknown kind")
    return None


def _part(row: Row) -> str | None:
    text = plain_name(row.text("part"))
    if text in PART_WORDS:
        return PART_WORDS[text]
    near = did_you_mean(text, PARTS)
    message = f'"{text}" is no part of a figure.{near} Write numerator, denominator or value. The row is left out.'
    row.error("part", message, "unknown part")
    return None
