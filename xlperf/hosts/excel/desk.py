"""The desk in Excel for Windows: a button works on the workbooks that are open, over xlwings."""

from __future__ import annotations

import datetime as dt
import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from xlperf.actions.desk import Selection
from xlperf.actions.steps import Stopped
from xlperf.hosts.excel.book import ExcelBook, theme_named
from xlperf.sheets.layout import Layout
from xlperf.workbook.files import new_file
from xlperf.workbook.write import workbook_bytes

TITLE = "xlperf"
ESCAPE = 0x1B
PRESSED = 0x8001  # it is down now, or was pressed since it was last asked about
OPENED = {".xlsx", ".xlsm", ".xls", ".csv"}


class ExcelDesk:
    """Everything a button may use; `book` is the workbook that was in front when the button was clicked."""

    def __init__(self, book: Any) -> None:
        """Take the workbook in front, of xlwings."""
        self._app = book.app
        self._front = ExcelBook(book)
        self._others = [ExcelBook(other) for other in self._app.books if other.name != book.name]
        self._selected = self._app.selection
        self._stopped = False
        escape_was_pressed()  # forgets what was pressed before

    @property
    def book(self) -> ExcelBook:
        """The workbook in front."""
        return self._front

    @property
    def books(self) -> Sequence[ExcelBook]:
        """Every open workbook, the one in front first."""
        return [self._front, *self._others]

    @property
    def selection(self) -> Selection | None:
        """What is selected, as far as the sheet is used; None when it is no cells."""
        chosen = self._selected
        if chosen is None:
            return None
        areas = chosen.api.Areas
        first = areas(1)
        row, column = int(first.Row), int(first.Column)
        grid = self._front.sheet(chosen.sheet.name)
        widest = grid.first_column - 1 + max((len(cells) for cells in grid.rows), default=0)
        last_row = min(row + int(first.Rows.Count) - 1, max(grid.last_row, row))
        last_column = min(column + int(first.Columns.Count) - 1, max(widest, column))
        rows = [
            [grid.value(down, across) for across in range(column, last_column + 1)]
            for down in range(row, last_row + 1)
        ]  # fmt: skip
        return Selection(chosen.sheet.name, row, column, rows, more=int(areas.Count) > 1)

    @property
    def today(self) -> dt.date:
        """The date of today."""
        return dt.date.today()

    @property
    def can_count(self) -> bool:
        """Whether child-level returns can be read and counted here."""
        return all(importlib.util.find_spec(name) is not None for name in ("pandas", "numpy"))

    def progress(self, done: float, text: str) -> None:
        """Show in Excel's status bar how far a button has come."""
        self._app.status_bar = f"xlperf {done:.0%}: {text} (Esc stops)"

    def cancelled(self) -> bool:
        """Say whether Esc was pressed since the button was clicked."""
        self._stopped = self._stopped or escape_was_pressed()
        return self._stopped

    def confirm(self, question: str) -> bool:
        """Ask a question that is answered by yes or no."""
        return bool(self._app.alert(question, TITLE, buttons="yes_no", mode="info") == "yes")

    def tell(self, text: str, *, problem: bool = False) -> None:
        """Say a sentence and wait until it was read."""
        self._app.alert(text, TITLE, buttons="ok", mode="critical" if problem else "info")

    def save(self, content: bytes, name: str) -> str:
        """Write a new file where the user wants it, open it in Excel, and return its path."""
        ending = Path(name).suffix
        kinds = f"{ending} (*{ending}),*{ending}"
        chosen = self._app.api.GetSaveAsFilename(InitialFilename=name, FileFilter=kinds)
        if not isinstance(chosen, str):
            raise Stopped("Nothing was saved.")
        path = Path(chosen)
        if path.exists() and not self.confirm(f"{path.name} exists. Replace it?"):
            raise Stopped("Nothing was saved.")
        with new_file(path) as file:
            file.write(content)
        if path.suffix.lower() in OPENED:
            self._app.books.open(str(path))
        return str(path)

    def open_layout(self, layout: Layout, theme: str, name: str) -> str:
        """Write a layout as a new workbook and open it."""
        return self.save(workbook_bytes(layout, theme_named(theme)), name)

    def path(self, text: str) -> Path:
        """Return the file or folder that a text names."""
        return Path(text).expanduser()

    def close(self) -> None:
        """Give the status bar back to Excel."""
        self._app.status_bar = False


def escape_was_pressed() -> bool:
    """Say whether Esc is down, or was pressed since this was last asked; never anywhere but on Windows."""
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(ctypes.windll.user32.GetAsyncKeyState(ESCAPE) & PRESSED)
