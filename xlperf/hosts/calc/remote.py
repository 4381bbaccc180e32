"""The desk of the buttons in LibreOffice: every question that touches its sheets is asked over the wire.

Sheets are read from the workbook as LibreOffice would save it (xlsx), by the reader that reads every other workbook, so
dates, errors and number formats are what they are everywhere in xlperf. New sheets are written by our own writer and
taken over by LibreOffice.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from xlperf.actions.desk import Rows, Selection
from xlperf.definitions.load import load
from xlperf.errors import RequestError
from xlperf.hosts.calc.formula_text import calc_formula
from xlperf.hosts.calc.wire import packed, rows_to_wire, unpacked
from xlperf.sheets.grid import Grid
from xlperf.sheets.layout import Layout, Properties, Sheet
from xlperf.workbook.kinds import Format
from xlperf.workbook.open_workbook import read_open_workbook
from xlperf.workbook.package import Package
from xlperf.workbook.write import workbook_bytes

Ask = Callable[..., Any]
"""Asks LibreOffice by the name of a method and its arguments; RequestError with its sentence when it cannot."""

THEME = "plain"
COUNTING = ("pandas", "numpy")


class RemoteBook:
    """One open workbook."""

    def __init__(self, ask: Ask, about: Mapping[str, Any]) -> None:
        """Keep what LibreOffice says of the workbook; its cells are asked for when they are needed."""
        self._ask = ask
        self._about = about
        self._content: bytes | None = None
        self._grids: dict[str, Grid] | None = None

    @property
    def id(self) -> int:
        """By what LibreOffice knows the workbook while the button runs."""
        return int(self._about["id"])

    @property
    def name(self) -> str:
        """Its file name, or the name of the window while it was never saved."""
        return str(self._about["name"])

    @property
    def address(self) -> str:
        """Its path, a web address, or an empty text."""
        return str(self._about["address"])

    @property
    def is_saved(self) -> bool:
        """Whether the file holds what is on the screen."""
        return bool(self._about["saved"])

    @property
    def sheet_names(self) -> Sequence[str]:
        """The names of its visible sheets."""
        return [str(name) for name in self._ask("sheet_names", self.id)]

    def sheet(self, name: str) -> Grid:
        """Return the used cells of a sheet."""
        if self._grids is None:
            package = Package(self.content(), f"{self.name}.xlsx")
            grids = read_open_workbook(package, Format.XLSX, number_formats=True).grids
            self._grids = {grid.name: grid for grid in grids}
        return self._grids.get(name, Grid(name, ()))

    def is_protected(self, name: str) -> bool:
        """Say whether a sheet, or with an empty name the workbook's structure, is protected."""
        return bool(self._ask("is_protected", self.id, name))

    def content(self) -> bytes:
        """Return the workbook as an xlsx file, as it is now."""
        if self._content is None:
            self._content = unpacked(self._ask("content", self.id))
        return self._content

    def pdf(self) -> bytes:
        """Return the workbook as LibreOffice prints it."""
        return unpacked(self._ask("pdf", self.id))

    def add_sheet(self, sheet: Sheet) -> str:
        """Add a sheet in the plain theme and return the name it got."""
        # A link in it may lead to any other sheet, so all of them stand, empty, in the file that it is taken from.
        others = (
            Sheet(name, {}) for name in self._ask("sheet_names", self.id) if name.casefold() != sheet.name.casefold()
        )
        written = workbook_bytes(Layout((sheet, *others), Properties(sheet.name)), load().themes[THEME])
        return str(self._changed("add_sheet", sheet.name, packed(written)))

    def write(self, sheet: str, row: int, column: int, rows: Rows, formulas: Mapping[tuple[int, int], str]) -> None:
        """Write values, and formulas in place of some of them."""
        cells = rows_to_wire(rows)
        for (down, across), formula in formulas.items():
            cells[down][across] = {"formula": calc_formula(formula)}
        self._changed("write", sheet, row, column, cells)

    def colour(self, sheet: str, row: int, column: int, height: int, kinds: Mapping[str, str]) -> None:
        """Colour a column by what its cells start with."""
        theme = load().themes[THEME]
        looks = [
            [text, role, theme.style(role).ink, theme.style(role).fill, theme.style(role).bold]
            for text, role in kinds.items()
        ]
        self._changed("colour", sheet, row, column, height, looks)

    def select(self, sheet: str, row: int = 1, column: int = 1) -> None:
        """Show a cell."""
        self._ask("select", self.id, sheet, row, column)

    def _changed(self, name: str, *arguments: object) -> Any:
        """Ask for a change; what was read before is then no longer so."""
        self._content = self._grids = None
        return self._ask(name, self.id, *arguments)


class RemoteDesk:
    """Everything a button may use, in LibreOffice."""

    def __init__(self, ask: Ask) -> None:
        """Ask which workbooks are open, once: they are the same as long as the button runs."""
        self._ask = ask
        self._books = tuple(RemoteBook(ask, about) for about in ask("books"))

    @property
    def book(self) -> RemoteBook | None:
        """The workbook in which the button was clicked."""
        return self._books[0] if self._books else None

    @property
    def books(self) -> Sequence[RemoteBook]:
        """Every open workbook, the one in front first."""
        return self._books

    @property
    def selection(self) -> Selection | None:
        """What is selected, no further than the sheet is used; None when it is no cells."""
        found = self._ask("selection")
        if found is None or self.book is None:
            return None
        sheet, row, column = str(found["sheet"]), int(found["row"]), int(found["column"])
        grid = self.book.sheet(sheet)
        rows = [
            [grid.value(row + down, column + across) for across in range(int(found["width"]))]
            for down in range(int(found["height"]))
        ]
        return Selection(sheet, row, column, rows, bool(found["more"]))

    @property
    def today(self) -> dt.date:
        """The date of today."""
        return dt.date.today()

    @property
    def can_count(self) -> bool:
        """Whether this Python has what counting takes."""
        return all(importlib.util.find_spec(name) for name in COUNTING)

    def progress(self, done: float, text: str) -> None:
        """Show how far the button has come."""
        self._ask("progress", done, text)

    def cancelled(self) -> bool:
        """Say whether the user has asked to stop."""
        return bool(self._ask("cancelled"))

    def confirm(self, question: str) -> bool:
        """Ask for yes or no."""
        return bool(self._ask("confirm", question))

    def save(self, content: bytes, name: str) -> str:
        """Have a file put where the user wants it, and opened; RequestError when the user would not have it."""
        return str(self._ask("save", packed(content), name))

    def open_layout(self, layout: Layout, theme: str, name: str) -> str:
        """Write a layout as a new workbook, as `save` does."""
        themes = load().themes
        if theme not in themes:
            raise RequestError(f'There is no theme "{theme}". There are {", ".join(themes)}.')
        return self.save(workbook_bytes(layout, themes[theme]), name)

    def path(self, text: str) -> Path:
        """Return the file or folder of that name."""
        return Path(text).expanduser()
