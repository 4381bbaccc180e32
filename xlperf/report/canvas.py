"""A sheet while it is being composed: cells are put one after another, and become a frozen `Sheet` at the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from xlperf.report.text_fit import shortened
from xlperf.sheets.address import reference
from xlperf.sheets.layout import (
    Address,
    Cell,
    Chart,
    ColourRule,
    InputRule,
    NativeTable,
    Page,
    Run,
    Sheet,
    Sparkline,
    Stored,
)

LONGEST_FOOTER = 80  # characters; Excel holds 255 in a margin, with codes and every "&" twice


class Canvas:
    """The sheet in the making. `row` is the next free row; rows and columns count from 1."""

    def __init__(self, name: str, widths: Sequence[float], tab_colour: str = "") -> None:
        """Start an empty sheet with the widths of its first columns, in characters."""
        self.name = name
        self.widths = tuple(widths)
        self.tab_colour = tab_colour
        self.row = 1
        self.cells: dict[Address, Cell] = {}
        self.heights: dict[int, float] = {}
        self.colour_rules: list[ColourRule] = []
        self.input_rules: list[InputRule] = []
        self.charts: list[Chart] = []
        self.sparklines: list[Sparkline] = []
        self.tables: list[NativeTable] = []
        self.page_breaks: list[int] = []

    def put(
        self,
        column: int,
        value: Stored,
        role: str = "text",
        *,
        formula: str = "",
        link: str = "",
        number_format: str = "",
    ) -> Address:
        """Put a value in a column of the current row and return its address."""
        at = (self.row, column)
        self.cells[at] = Cell(value, role, formula=formula, link=link, number_format=number_format)
        return at

    def put_runs(self, column: int, runs: Iterable[Run], role: str) -> Address:
        """Put a text that is partly bold in a column of the current row."""
        at = (self.row, column)
        self.cells[at] = Cell(role=role, runs=tuple(runs))
        return at

    def put_row(self, values: Iterable[Stored], role: str = "text", first_column: int = 1) -> int:
        """Put values side by side in the current row, go to the next one, and return the row they are in."""
        for column, value in enumerate(values, start=first_column):
            self.put(column, value, role)
        return self.next_row()

    def next_row(self, height: float = 0) -> int:
        """End the current row, with a height in points where one is given, and return its number."""
        if height:
            self.heights[self.row] = height
        self.row += 1
        return self.row - 1

    def reference(self, at: Address) -> str:
        """Return a formula's reference to a cell of this sheet, usable from every sheet."""
        return reference(*at, sheet=self.name, fixed=True)

    def finish(self, page: Page, freeze_at: Address | None = None) -> Sheet:
        """Return the finished sheet. A page's margin has room for one line, so that is what it gets of a long text."""
        page = replace(page, footer=shortened(page.footer, LONGEST_FOOTER))
        if self.page_breaks:
            page = replace(page, breaks_before_rows=tuple(self.page_breaks))
        return Sheet(
            name=self.name,
            cells=dict(self.cells),
            column_widths=dict(enumerate(self.widths, start=1)),
            row_heights=dict(self.heights),
            colour_rules=tuple(self.colour_rules),
            input_rules=tuple(self.input_rules),
            charts=tuple(self.charts),
            sparklines=tuple(self.sparklines),
            tables=tuple(self.tables),
            page=page,
            freeze_at=freeze_at,
            tab_colour=self.tab_colour,
        )
