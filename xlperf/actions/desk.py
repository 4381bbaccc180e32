"""The desk that a button works on: what a host must offer, and nothing that only one of them has.

A host (Excel over COM, the task pane, LibreOffice, the tests) gives an object of these shapes. Rows and columns count
from 1. Cells hold None, text, bool, float, a date or a `CellError`, as everywhere in xlperf.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from xlperf.sheets.grid import CellValue, Grid
from xlperf.sheets.layout import Layout, Sheet

Rows = Sequence[Sequence[CellValue]]


@dataclass(frozen=True, slots=True)
class Selection:
    """
    The rectangle that is selected; where several are, the first. `more` says that there were others.

    Whole rows and columns end where the used cells of the sheet end: 1,048,576 rows are never read.
    """

    sheet: str
    row: int
    column: int
    rows: Rows
    more: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether no cell of it holds anything."""
        return all(value is None or value == "" for row in self.rows for value in row)


class OpenBook(Protocol):
    """One open workbook."""

    @property
    def name(self) -> str:
        """Its file name, or the name that an unsaved one has until it is saved."""

    @property
    def address(self) -> str:
        """Where it lies: a path, a web address (OneDrive, SharePoint), or an empty text for one never saved."""

    @property
    def is_saved(self) -> bool:
        """Whether the file holds everything that is on the screen."""

    @property
    def sheet_names(self) -> Sequence[str]:
        """The names of its visible sheets, in order."""

    def sheet(self, name: str) -> Grid:
        """Return the used cells of one sheet."""

    def is_protected(self, name: str) -> bool:
        """Say whether cells of a sheet are protected; with an empty name, whether sheets can be added."""

    def content(self) -> bytes | None:
        """Return the workbook as it is now, as the bytes of a file; None where the host cannot give them."""

    def pdf(self) -> bytes | None:
        """Return the workbook printed by the host itself, as its page setup says; None where the host prints none."""

    def add_sheet(self, sheet: Sheet) -> str:
        """
        Add a sheet after the last, in the plain theme, and return its name: one that is taken gets a number.

        A hidden sheet's name is taken too.
        """

    def write(self, sheet: str, row: int, column: int, rows: Rows, formulas: Mapping[tuple[int, int], str]) -> None:
        """
        Write values from a cell on; `formulas` (by offset down and across, from 0) stand instead of the values there.

        A text is written as text, also one that looks like a number, a date or a formula. Only cells that the button
        asked about or found empty are ever written.
        """

    def colour(self, sheet: str, row: int, column: int, height: int, kinds: Mapping[str, str]) -> None:
        """
        Colour cells of one column by conditional formatting: text that a cell starts with → role of the theme.

        The cells are those from `row` down, `height` of them.
        """

    def select(self, sheet: str, row: int = 1, column: int = 1) -> None:
        """Show a cell to the user."""


class Desk(Protocol):
    """Everything a button may use."""

    @property
    def book(self) -> OpenBook | None:
        """The workbook in front; None when there is none."""

    @property
    def books(self) -> Sequence[OpenBook]:
        """Every open workbook, the one in front first."""

    @property
    def selection(self) -> Selection | None:
        """What is selected in the workbook in front; None when it is no cells."""

    @property
    def today(self) -> dt.date:
        """The date of today, for what is printed on a report."""

    @property
    def can_count(self) -> bool:
        """Whether child-level returns can be read and counted here (pandas and numpy are there)."""

    def progress(self, done: float, text: str) -> None:
        """Show how far a button has come: a share from 0 to 1 and what it is doing."""

    def cancelled(self) -> bool:
        """Say whether the user has asked to stop."""

    def confirm(self, question: str) -> bool:
        """Ask a question that is answered by yes or no."""

    def save(self, content: bytes, name: str) -> str:
        """Put a new file where the user wants it, open it where the host can, and return how to call its place."""

    def open_layout(self, layout: Layout, theme: str, name: str) -> str:
        """Write a layout as a new workbook of that file name, as `save` does, and return how to call its place."""

    def path(self, text: str) -> Path:
        """Return the file or folder that a text names; raise RequestError where this host has no files."""
