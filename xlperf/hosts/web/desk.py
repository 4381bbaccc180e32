"""The desk in the task pane: one workbook, read before the button runs, and the changes that it asks for.

A question to the user ends the run: `Asked` is raised, the pane asks, and the button runs again from the start with
the answer. So nothing waits inside Python, where the pane could not be used meanwhile.
"""

from __future__ import annotations

import base64
import datetime as dt
import importlib.util
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from xlperf.actions.desk import Rows, Selection
from xlperf.definitions.load import load
from xlperf.errors import RequestError
from xlperf.hosts.web.cells import Address, cell_of_sheet, formats_by_cell
from xlperf.hosts.web.changes import Change, entered_rows, rule_change, sheet_change
from xlperf.sheets.address import area_reference, cell_name
from xlperf.sheets.grid import CellValue, Grid
from xlperf.sheets.layout import ColourRule, Layout, Sheet
from xlperf.sheets.theme import Theme
from xlperf.workbook.write import workbook_bytes

Progress = Callable[[float, str], None]
LONGEST_SHEET_NAME = 31
THEME = "plain"


class Asked(BaseException):
    """A button wants to know something first; its text is the question. No error, so nothing on the way takes it."""


def theme_named(name: str) -> Theme:
    """Return a theme of the built-in catalogue."""
    return load().themes[name]


class WebBook:
    """The workbook that the pane belongs to; no other can be reached from it."""

    def __init__(self, collected: Mapping[str, Any], changes: list[Change]) -> None:
        """Take what the pane collected, and the list for the changes."""
        self._collected = collected
        self._changes = changes
        self._sheets = {sheet["name"]: sheet for sheet in collected["sheets"]}
        self._grids: dict[str, Grid] = {}
        self._taken = {name.casefold() for name in self._sheets}

    @property
    def name(self) -> str:
        """Its file name."""
        return str(self._collected["name"])

    @property
    def address(self) -> str:
        """Where it lies: a path, a web address, or an empty text."""
        return str(self._collected["address"])

    @property
    def is_saved(self) -> bool:
        """Whether the file holds everything that is on the screen."""
        return bool(self._collected["saved"])

    @property
    def sheet_names(self) -> Sequence[str]:
        """The names of its visible sheets, in order."""
        return [name for name, sheet in self._sheets.items() if sheet["visible"]]

    def sheet(self, name: str) -> Grid:
        """Return the used cells of one sheet."""
        if name not in self._grids:
            found = self._sheets[name]
            if found["values"] is None:
                raise RequestError(
                    f'The sheet "{name}" is too large to be read in the task pane. Delete what is not needed beneath '
                    "and beside its table, or use xlperf on a computer where it is installed."
                )
            formats = formats_by_cell(found["formats"])
            first: Address = found["row"], found["column"]
            rows = _rows(found["values"], formats, first)
            kept = {place: code for place, code in formats.items() if _is_number(rows, first, place)}
            self._grids[name] = Grid(name, rows, *first, hidden=not found["visible"], number_formats=kept)
        return self._grids[name]

    def is_protected(self, name: str) -> bool:
        """Say whether cells of a sheet are protected; with an empty name, whether sheets can be added."""
        return bool(self._sheets[name]["protected"] if name in self._sheets else self._collected["protected"])

    def content(self) -> bytes | None:
        """Return the workbook as it is now, as the bytes of a file; None where Excel would not give them."""
        return _bytes(self._collected.get("content"))

    def pdf(self) -> bytes | None:
        """Return the workbook printed by Excel; None where Excel would not print it for the pane."""
        return _bytes(self._collected.get("pdf"))

    def add_sheet(self, sheet: Sheet) -> str:
        """Ask for a sheet after the last and return its name: one that is taken gets a number."""
        name, number = sheet.name, 1
        while name.casefold() in self._taken:
            number += 1
            ending = f" {number}"
            name = f"{sheet.name[: LONGEST_SHEET_NAME - len(ending)]}{ending}"
        self._taken.add(name.casefold())
        self._changes.append(sheet_change(sheet, name, theme_named(THEME)))
        return name

    def write(self, sheet: str, row: int, column: int, rows: Rows, formulas: Mapping[tuple[int, int], str]) -> None:
        """Ask for values from a cell on, and formulas in place of the values there."""
        written = entered_rows(rows, formulas)
        self._changes.append({"do": "write", "sheet": sheet, "row": row, "column": column, "formulas": written})

    def colour(self, sheet: str, row: int, column: int, height: int, kinds: Mapping[str, str]) -> None:
        """Ask for conditional formatting of a column: text that a cell starts with → role of the theme."""
        area = (row, column), (row + height - 1, column)
        theme = theme_named(THEME)
        rules = [rule_change(ColourRule(area, role, text), theme) for text, role in kinds.items()]
        self._changes.append({"do": "colour", "sheet": sheet, "address": area_reference(*area), "rules": rules})

    def select(self, sheet: str, row: int = 1, column: int = 1) -> None:
        """Ask for a cell to be shown."""
        self._changes.append({"do": "select", "sheet": sheet, "address": cell_name(row, column)})


class WebDesk:
    """Everything a button may use in the pane."""

    def __init__(
        self,
        collected: Mapping[str, Any],
        confirmed: Mapping[str, bool] | None = None,
        progress: Progress | None = None,
    ) -> None:
        """Take the collected workbook, the questions answered so far, and how to show progress."""
        self.changes: list[Change] = []
        self._book = WebBook(collected, self.changes)
        self._selection = collected.get("selection")
        self._confirmed = confirmed or {}
        self._progress = progress

    @property
    def book(self) -> WebBook:
        """The workbook of the pane."""
        return self._book

    @property
    def books(self) -> Sequence[WebBook]:
        """The workbook of the pane: it is the only one within reach."""
        return (self._book,)

    @property
    def selection(self) -> Selection | None:
        """What is selected; None when it is no cells."""
        found = self._selection
        if not found:
            return None
        first: Address = found["row"], found["column"]
        rows = _rows(found["values"], formats_by_cell(found["formats"]), first)
        return Selection(str(found["sheet"]), *first, rows, bool(found["more"]))

    @property
    def today(self) -> dt.date:
        """The date of today, in the time of the machine."""
        return dt.date.today()

    @property
    def can_count(self) -> bool:
        """Whether pandas and numpy came with the add-in."""
        return can_count()

    def progress(self, done: float, text: str) -> None:
        """Show how far a button has come."""
        if self._progress is not None:
            self._progress(done, text)

    def cancelled(self) -> bool:
        """Return False: the pane stops a button by ending the Python that runs it, before anything was changed."""
        return False

    def confirm(self, question: str) -> bool:
        """Return what the user answered; raise `Asked` when the pane has not asked yet."""
        if question not in self._confirmed:
            raise Asked(question)
        return self._confirmed[question]

    def save(self, content: bytes, name: str) -> str:
        """Hand a file to the pane, which opens a workbook in Excel and offers every file to be saved."""
        encoded = base64.b64encode(content).decode("ascii")
        self.changes.append({"do": "save", "name": name, "content": encoded})
        return name

    def open_layout(self, layout: Layout, theme: str, name: str) -> str:
        """Write a layout as a new workbook and hand it to the pane."""
        return self.save(workbook_bytes(layout, theme_named(theme)), name)

    def path(self, text: str) -> Path:
        """Return a file or folder that the user handed to the pane; raise RequestError for any other."""
        path = Path(text)
        if not text or not path.is_absolute() or not path.exists():
            raise RequestError("The task pane reaches no folders of its own. Choose the files in the pane.")
        return path


def can_count() -> bool:
    """Say whether child-level returns can be read and counted: pandas and numpy are there."""
    return all(importlib.util.find_spec(name) is not None for name in ("pandas", "numpy"))


def _bytes(path: str | None) -> bytes | None:
    """Return the bytes of a file inside Pyodide, where the pane has put what no text can hold."""
    return Path(path).read_bytes() if path else None


def _rows(values: Sequence[Sequence[object]], formats: Mapping[Address, str], first: Address) -> list[list[CellValue]]:
    top, left = first
    return [
        [cell_of_sheet(value, formats.get((row, column), "")) for column, value in enumerate(cells, start=left)]
        for row, cells in enumerate(values, start=top)
    ]  # fmt: skip


def _is_number(rows: Sequence[Sequence[CellValue]], first: Address, place: Address) -> bool:
    """Say whether a number or a date stands at a true address; only of those the number format says anything."""
    down, across = place[0] - first[0], place[1] - first[1]
    inside = 0 <= down < len(rows) and 0 <= across < len(rows[down])
    return inside and isinstance(rows[down][across], float | dt.date | dt.time | dt.timedelta)
