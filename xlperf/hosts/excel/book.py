"""One workbook that is open in Excel, as a button sees it.

What is in it is read from a copy that Excel saves beside it (SaveCopyAs), by the same reader that reads files: so a
cell, its number format and its errors mean the same as in the file, saved or not. What a button adds is a sheet that
our own writer made and Excel copied in.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from xlperf.actions.desk import Rows
from xlperf.definitions.load import load
from xlperf.errors import OutputError
from xlperf.sheets.address import cell_name
from xlperf.sheets.grid import Book, CellError, CellValue, Grid
from xlperf.sheets.layout import Layout, Properties, Sheet
from xlperf.sheets.theme import Theme
from xlperf.workbook.read import read_book
from xlperf.workbook.write import workbook_bytes

THEME = "plain"
LONGEST_SHEET_NAME = 31
BY_FORMULA = 2  # xlExpression
TEMPORARY = "xlperf new sheet.xlsx"  # no name of a workbook that somebody may have open


def theme_named(name: str) -> Theme:
    """Return a theme of the built-in catalogue."""
    return load().themes[name]


class ExcelBook:
    """A workbook of xlwings (`xlwings.Book`), as the buttons know one."""

    def __init__(self, book: Any) -> None:
        """Take the workbook; nothing is read before it is asked for."""
        self._book = book
        self._copy: bytes | None = None
        self._read: Book | None = None

    @property
    def name(self) -> str:
        """Its file name, or Book1 until it is saved."""
        return str(self._book.name)

    @property
    def address(self) -> str:
        """Where it lies: a path, a web address, or an empty text for one never saved."""
        return str(self._book.api.FullName) if self._book.api.Path else ""

    @property
    def is_saved(self) -> bool:
        """Whether the file holds everything that is on the screen."""
        return bool(self._book.api.Path) and bool(self._book.api.Saved)

    @property
    def sheet_names(self) -> Sequence[str]:
        """The names of its visible sheets, in order."""
        return [sheet.name for sheet in self._book.sheets if sheet.visible]

    def sheet(self, name: str) -> Grid:
        """Return the used cells of one sheet; one without any has no rows."""
        if self._read is None:
            with tempfile.TemporaryDirectory() as folder:
                copy = Path(folder) / f"copy{self._ending}"
                copy.write_bytes(self.content())
                self._read = read_book(copy, number_formats=True)
        return self._read.grid(name) or Grid(name, ())

    def is_protected(self, name: str) -> bool:
        """Say whether cells of a sheet are protected; with an empty name, whether sheets can be added."""
        return bool(self._book.sheets[name].api.ProtectContents if name else self._book.api.ProtectStructure)

    def content(self) -> bytes:
        """Return the workbook as it is now, as the bytes of a file of its own kind."""
        if self._copy is None:
            with tempfile.TemporaryDirectory() as folder:
                copy = Path(folder) / f"copy{self._ending}"
                self._book.api.SaveCopyAs(str(copy))
                self._copy = copy.read_bytes()
        return self._copy

    @property
    def _ending(self) -> str:
        return Path(self.name).suffix or ".xlsx"

    def pdf(self) -> bytes:
        """Return the workbook printed by Excel, as its page setup says."""
        with tempfile.TemporaryDirectory() as folder:
            printed = Path(folder) / "printed.pdf"
            self._book.to_pdf(str(printed))
            return printed.read_bytes()

    def add_sheet(self, sheet: Sheet) -> str:
        """Add a sheet after the last, in the plain theme, and return its name: one that is taken gets a number."""
        name = self._free_name(sheet.name)
        layout = Layout((replace(sheet, name=name),), Properties(name))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / TEMPORARY
            path.write_bytes(workbook_bytes(layout, theme_named(THEME)))
            made = self._book.app.books.open(str(path), update_links=False, read_only=True, add_to_mru=False)
            try:
                made.sheets[0].copy(after=self._book.sheets[-1], name=name)
            finally:
                made.close()
        self._changed()
        return name

    def _free_name(self, wanted: str) -> str:
        taken = {sheet.name.casefold() for sheet in self._book.sheets}
        name, number = wanted[:LONGEST_SHEET_NAME], 1
        while name.casefold() in taken:
            number += 1
            ending = f" {number}"
            name = f"{wanted[: LONGEST_SHEET_NAME - len(ending)]}{ending}"
        return name

    def write(self, sheet: str, row: int, column: int, rows: Rows, formulas: Mapping[tuple[int, int], str]) -> None:
        """Write values from a cell on, and formulas in place of the values there; a text stays a text."""
        target = self._book.sheets[sheet]
        if rows and rows[0]:
            target.range((row, column)).value = [[entered(value) for value in line] for line in rows]
        for (down, across), formula in formulas.items():
            target.range((row + down, column + across)).formula = formula
        self._changed()

    def colour(self, sheet: str, row: int, column: int, height: int, kinds: Mapping[str, str]) -> None:
        """Colour cells of one column by conditional formatting: text that a cell starts with → role of the theme."""
        target, theme = self._book.sheets[sheet], theme_named(THEME)
        cells = target.range((row, column), (row + height - 1, column))
        target.activate()
        cells.select()  # Excel reads a rule's formula as seen from the active cell
        first = cell_name(row, column)
        for text, role in kinds.items():
            doubled = text.replace('"', '""')
            formula = f'=LEFT({first},{len(text)})="{doubled}"'
            rule = cells.api.FormatConditions.Add(Type=BY_FORMULA, Formula1=formula)
            style = theme.style(role)
            if style.fill:
                rule.Interior.Color = colour_number(style.fill)
            if style.ink:
                rule.Font.Color = colour_number(style.ink)
            if style.bold:
                rule.Font.Bold = True
        self._changed()

    def select(self, sheet: str, row: int = 1, column: int = 1) -> None:
        """Show a cell to the user."""
        self._book.activate()
        self._book.sheets[sheet].activate()
        self._book.sheets[sheet].range((row, column)).select()

    def _changed(self) -> None:
        self._copy = self._read = None


def entered(value: CellValue) -> object:
    """Return a value as Excel is to be handed it: a text after an apostrophe, so that it stays a text."""
    if isinstance(value, CellError):
        return value.code
    if isinstance(value, str):
        return f"'{value}" if value else None
    if isinstance(value, dt.time | dt.timedelta):
        raise OutputError("A time of day is not written into a cell that exists; only dates are.")
    return value


def colour_number(colour: str) -> int:
    """Return a colour, such as #2F7BC4, as Excel counts it: blue, green, red."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red | green << 8 | blue << 16
