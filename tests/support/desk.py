"""A desk in memory: open workbooks over the bytes of real files, and a user who answers what the test says.

    desk = MemoryDesk.over(SAMPLES / "haringey_performance.xlsx")
    outcome = clicked("check_return", desk)
    desk.book.added["Check"].as_text()

What buttons write is kept as they gave it (`added`, `written`, `formulas`, `colours`), and `content` holds it too, so
that a workbook can be read again, or saved and looked at.
"""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter

from xlperf.actions.button import Outcome
from xlperf.actions.buttons import find
from xlperf.actions.click import click
from xlperf.actions.desk import Desk, Rows, Selection
from xlperf.definitions.load import load
from xlperf.errors import RequestError
from xlperf.folders import bundled
from xlperf.sheets.address import LAST_ROW, cell_name, column_number, parse_cell
from xlperf.sheets.grid import CellError, CellValue, Grid
from xlperf.sheets.layout import Cell, Layout, Sheet
from xlperf.workbook.kinds import Format
from xlperf.workbook.open_workbook import read_open_workbook
from xlperf.workbook.package import Package
from xlperf.workbook.write import workbook_bytes

SAMPLES = bundled("workbooks") / "samples"


def clicked(name: str, desk: Desk, **answers: str) -> Outcome:
    """Return what comes of a click on a button, with these answers to its questions."""
    return click(find(name), desk, answers)


@dataclass
class MemoryBook:
    """An open workbook: its bytes, and what was written since."""

    name: str
    data: bytes
    address: str = ""
    is_saved: bool = True
    protected: set[str] = field(default_factory=set)
    gives_content: bool = True
    printed: bytes | None = None
    added: dict[str, Sheet] = field(default_factory=dict)
    written: dict[tuple[str, int, int], CellValue] = field(default_factory=dict)
    formulas: dict[tuple[str, int, int], str] = field(default_factory=dict)
    colours: list[tuple[str, int, int, int, Mapping[str, str]]] = field(default_factory=list)
    shown: tuple[str, int, int] | None = None

    @classmethod
    def of_rows(cls, rows: Rows, sheet: str = "Sheet1", name: str = "Book1", **others: Rows) -> MemoryBook:
        """Return a workbook that was never saved, with these rows."""
        made = Workbook()
        made.remove(made.active)
        for title, cells in {sheet: rows, **others}.items():
            one = made.create_sheet(title)
            for row in cells:
                one.append([str(value) if isinstance(value, CellError) else value for value in row])
        content = io.BytesIO()
        made.save(content)
        return cls(name, content.getvalue(), is_saved=False)

    @property
    def grids(self) -> tuple[Grid, ...]:
        """Every sheet as it is read, before anything was written."""
        return read_open_workbook(Package(self.data, self.name), Format.XLSX, number_formats=True).grids

    @property
    def sheet_names(self) -> Sequence[str]:
        return [*(grid.name for grid in self.grids if not grid.hidden), *self.added]

    def sheet(self, name: str) -> Grid:
        grid = next((one for one in self.grids if one.name == name), Grid(name, ()))
        own = {(row, column): value for (sheet, row, column), value in self.written.items() if sheet == name}
        if name in self.added:
            own |= {at: cell.value for at, cell in self.added[name].cells.items()}
        if not own:
            return grid
        last_row = max(grid.last_row, *(row for row, _ in own))
        widest = max((len(row) for row in grid.rows), default=0) + grid.first_column - 1
        last_column = max(widest, *(column for _, column in own))
        rows = [
            [own.get((row, column), grid.value(row, column)) for column in range(1, last_column + 1)]
            for row in range(1, last_row + 1)
        ]
        return Grid(name, rows, number_formats=grid.number_formats)

    def is_protected(self, name: str) -> bool:
        return name in self.protected

    def content(self) -> bytes | None:
        if not self.gives_content:
            return None
        return self.as_it_is() if self.added or self.written else self.data

    def pdf(self) -> bytes | None:
        return self.printed

    def add_sheet(self, sheet: Sheet) -> str:
        taken = {grid.name.casefold() for grid in self.grids} | {name.casefold() for name in self.added}
        name, number = sheet.name, 2
        while name.casefold() in taken:
            name, number = f"{sheet.name[:27]} {number}", number + 1
        self.added[name] = sheet
        return name

    def write(self, sheet: str, row: int, column: int, rows: Rows, formulas: Mapping[tuple[int, int], str]) -> None:
        for down, cells in enumerate(rows):
            for across, value in enumerate(cells):
                self.written[sheet, row + down, column + across] = value
        for (down, across), formula in formulas.items():
            assert formula.startswith("=")
            self.formulas[sheet, row + down, column + across] = formula

    def colour(self, sheet: str, row: int, column: int, height: int, kinds: Mapping[str, str]) -> None:
        self.colours.append((sheet, row, column, height, dict(kinds)))

    def select(self, sheet: str, row: int = 1, column: int = 1) -> None:
        assert sheet in self.sheet_names
        self.shown = (sheet, row, column)

    # For tests

    def values(self, sheet: str, area: str) -> list[list[CellValue]]:
        """Return what stands in an area of a sheet, ``D1:E4``."""
        grid = self.sheet(sheet)
        first, _, last = area.partition(":")
        (top, left), (bottom, right) = parse_cell(first), parse_cell(last or first)
        return [[grid.value(row, column) for column in range(left, right + 1)] for row in range(top, bottom + 1)]

    def as_it_is(self) -> bytes:
        """Return the workbook with everything that was written, as a file that spreadsheet programs open."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # openpyxl drops sparklines, and says so
            made = load_workbook(io.BytesIO(self.data))
        for name, sheet in self.added.items():
            one = made.create_sheet(name)
            for (row, column), cell in sheet.cells.items():
                _put(one.cell(row, column), cell)
            for column, width in sheet.column_widths.items():
                one.column_dimensions[get_column_letter(column)].width = width
        for (name, row, column), value in self.written.items():
            one = made[name].cell(row, column, str(value) if isinstance(value, CellError) else value)
            if formula := self.formulas.get((name, row, column)):
                one.value = formula
        for name, row, column, height, kinds in self.colours:
            _colour(made[name], row, column, height, kinds)
        content = io.BytesIO()
        made.save(content)
        return content.getvalue()


@dataclass
class MemoryDesk:
    """What a button works on in tests. `answers_yes` is what the user says to every question of yes or no."""

    books: Sequence[MemoryBook] = ()
    selection: Selection | None = None
    today: dt.date = dt.date(2026, 10, 5)
    can_count: bool = True
    answers_yes: bool = True
    stops_after: int | None = None  # steps, until the user asks to stop
    folder: Path | None = None  # where files go; None where this host has none
    asked: list[str] = field(default_factory=list)
    steps: list[tuple[float, str]] = field(default_factory=list)
    saved: dict[str, bytes] = field(default_factory=dict)
    layouts: dict[str, Layout] = field(default_factory=dict)

    @classmethod
    def over(cls, *paths: Path, folder: Path | None = None) -> MemoryDesk:
        """Return a desk on which these files are open, the first in front."""
        return cls([MemoryBook(path.name, path.read_bytes(), str(path)) for path in paths], folder=folder)

    @property
    def book(self) -> MemoryBook | None:
        return self.books[0] if self.books else None

    def select(self, sheet: str, area: str) -> MemoryDesk:
        """Select ``B2:C40``, ``B2``, ``B:C``, or several of them with commas; whole columns end with the used cells."""
        assert self.book is not None
        first, *others = area.split(",")
        grid = self.book.sheet(sheet)
        (top, left), (bottom, right) = _edges(first)
        if bottom == LAST_ROW:
            bottom = grid.last_row
        rows = [[grid.value(row, column) for column in range(left, right + 1)] for row in range(top, bottom + 1)]
        self.selection = Selection(sheet, top, left, rows, more=bool(others))
        return self

    def progress(self, done: float, text: str) -> None:
        assert 0 <= done <= 1
        assert text
        self.steps.append((done, text))

    def cancelled(self) -> bool:
        return self.stops_after is not None and len(self.steps) > self.stops_after

    def confirm(self, question: str) -> bool:
        assert question.endswith("?")
        self.asked.append(question)
        return self.answers_yes

    def save(self, content: bytes, name: str) -> str:
        self.saved[name] = content
        if self.folder is not None:
            (self.folder / name).write_bytes(content)
        return name

    def open_layout(self, layout: Layout, theme: str, name: str) -> str:
        self.layouts[name] = layout
        return self.save(workbook_bytes(layout, load().themes[theme]), name)

    def path(self, text: str) -> Path:
        if self.folder is None:
            raise RequestError("There are no folders here. Use xlperf on a computer of your own for that.")
        return self.folder / text


def _edges(area: str) -> tuple[tuple[int, int], tuple[int, int]]:
    first, _, last = area.partition(":")
    last = last or first
    if first.isalpha():
        return (1, column_number(first)), (LAST_ROW, column_number(last))
    return parse_cell(first), parse_cell(last)


def _put(place: object, cell: Cell) -> None:
    text = "".join(run.text for run in cell.runs) or cell.value
    place.value = cell.formula or text  # type: ignore[attr-defined]
    if cell.number_format:
        place.number_format = cell.number_format  # type: ignore[attr-defined]
    if cell.link:
        place.hyperlink = f"#{cell.link}"  # type: ignore[attr-defined]


def _colour(sheet: object, row: int, column: int, height: int, kinds: Mapping[str, str]) -> None:
    theme = load().themes["plain"]
    area = f"{cell_name(row, column)}:{cell_name(row + height - 1, column)}"
    for text, role in kinds.items():
        style = theme.style(role)
        look = DifferentialStyle(
            font=Font(color=f"FF{style.ink[1:]}", bold=style.bold) if style.ink else None,
            fill=PatternFill(bgColor=f"FF{style.fill[1:]}") if style.fill else None,
        )
        rule = Rule(type="beginsWith", operator="beginsWith", text=text, dxf=look)
        rule.formula = [f'LEFT({cell_name(row, column)},{len(text)})="{text}"']
        sheet.conditional_formatting.add(area, rule)  # type: ignore[attr-defined]


def texts_of(sheet: Sheet) -> list[str]:
    """Return every text of a sheet, row by row."""
    return [str(cell.value) for _, cell in sorted(sheet.cells.items()) if isinstance(cell.value, str)]
