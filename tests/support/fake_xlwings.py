"""Excel as xlwings shows it, as far as the buttons use it: workbooks over real files, boxes that answer as told.

    excel = FakeExcel.over(path, answers=["2010-01", ""])
    run_on("calculate_figures", excel.book)
    excel.said

What is written is kept by openpyxl, which also makes the copies that are read again. Not covered: Excel.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import column_index_from_string


class FakeRange:
    """A rectangle of cells."""

    def __init__(self, sheet: FakeSheet, first: tuple[int, int], last: tuple[int, int]) -> None:
        self.sheet, self.first, self.last = sheet, first, last
        self.api = SimpleNamespace(
            Areas=Areas(self),
            Row=first[0],
            Column=first[1],
            Rows=SimpleNamespace(Count=last[0] - first[0] + 1),
            Columns=SimpleNamespace(Count=last[1] - first[1] + 1),
            FormatConditions=SimpleNamespace(Add=self._add_rule),
        )

    def _add_rule(self, Type: int, Formula1: str) -> object:  # noqa: N803 - Excel's own names
        rule = SimpleNamespace(formula=Formula1, Interior=SimpleNamespace(), Font=SimpleNamespace())
        self.sheet.rules.append(((self.first, self.last), rule))
        return rule

    @property
    def value(self) -> object:
        raise AssertionError("cells are read from a copy, not one by one over COM")

    @value.setter
    def value(self, rows: Sequence[Sequence[object]]) -> None:
        for down, row in enumerate(rows, start=self.first[0]):
            for across, value in enumerate(row, start=self.first[1]):
                plain = value.removeprefix("'") if isinstance(value, str) else value
                cell = self.sheet.cells.cell(down, across)
                cell.value = plain
                if isinstance(value, str) and value.startswith("'"):
                    cell.data_type = "s"

    @property
    def formula(self) -> object:
        return self.sheet.cells.cell(*self.first).value

    @formula.setter
    def formula(self, text: str) -> None:
        self.sheet.cells.cell(*self.first).value = text

    def select(self) -> None:
        self.sheet.book.app.selection = self


class Areas:
    """The rectangles of a selection; counted from 1, as in Excel."""

    def __init__(self, area: FakeRange) -> None:
        self._area, self.Count = area, 1

    def __call__(self, number: int) -> object:
        assert number == 1
        return self._area.api


class FakeSheet:
    """One sheet."""

    def __init__(self, book: FakeBook, cells: Any) -> None:
        self.book, self.cells = book, cells
        self.rules: list[tuple[object, Any]] = []
        self.api = SimpleNamespace(ProtectContents=cells.protection.sheet)

    @property
    def name(self) -> str:
        return str(self.cells.title)

    @property
    def visible(self) -> bool:
        return bool(self.cells.sheet_state == "visible")

    def range(self, first: tuple[int, int], last: tuple[int, int] | None = None) -> FakeRange:
        return FakeRange(self, first, last or first)

    def activate(self) -> None:
        self.book.in_front = self.name

    def copy(self, after: FakeSheet, name: str) -> None:
        target = after.book.content.create_sheet(name)
        for row in self.cells.iter_rows():
            for cell in row:
                target.cell(cell.row, cell.column, cell.value).number_format = cell.number_format
        after.book.added.append(name)


class Sheets(list[FakeSheet]):
    """Sheets by number or name."""

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            return next(sheet for sheet in self if sheet.name == key)
        return super().__getitem__(key)


class FakeBook:
    """One open workbook."""

    def __init__(self, app: FakeApp, name: str, content: Any, folder: str) -> None:
        self.app, self.name, self.content = app, name, content
        self.added: list[str] = []
        self.in_front = ""
        self._sheets: dict[str, FakeSheet] = {}
        full = f"{folder}/{name}" if folder else name
        self.api = SimpleNamespace(
            Path=folder, FullName=full, Saved=True, ProtectStructure=False, SaveCopyAs=self._save_copy
        )

    def _save_copy(self, path: str) -> None:
        self.content.save(path)

    @property
    def sheets(self) -> Sheets:
        for cells in self.content.worksheets:
            self._sheets.setdefault(cells.title, FakeSheet(self, cells))
        return Sheets(self._sheets[cells.title] for cells in self.content.worksheets)

    def to_pdf(self, path: str) -> None:
        Path(path).write_bytes(b"%PDF-1.7 printed by Excel")

    def activate(self) -> None:
        self.app.activated = self.name

    def close(self) -> None:
        self.app.books.closed.append(self.name)


class Books(list[FakeBook]):
    """The open workbooks."""

    def __init__(self, app: FakeApp) -> None:
        super().__init__()
        self._app = app
        self.opened: list[Path] = []
        self.closed: list[str] = []
        self.how: list[dict[str, object]] = []  # each was opened, and how Excel was set then

    def open(self, path: str, **how: object) -> FakeBook:
        self.opened.append(Path(path))
        settings = {name: getattr(self._app.api, name, None) for name in ("AutomationSecurity", "AskToUpdateLinks")}
        self.how.append({**how, **settings, "alerts": self._app.display_alerts, "events": self._app.enable_events})
        return FakeBook(self._app, Path(path).name, read(Path(path)), "")


class FakeApp:
    """Excel itself: what it was told, and what it answers."""

    def __init__(self, answers: Sequence[object], save_as: object) -> None:
        self.books = Books(self)
        self.selection: FakeRange | None = None
        self.status_bar: object = False
        self.shown: list[object] = []
        self.said: list[tuple[str, str]] = []
        self.asked: list[str] = []
        self.activated = ""
        self.display_alerts = self.enable_events = True
        self.quits = 0
        self._answers = list(answers)
        self.api = SimpleNamespace(
            InputBox=self._input, GetSaveAsFilename=lambda **how: save_as, FileDialog=self._dialog
        )

    def __setattr__(self, name: str, value: object) -> None:
        if name == "status_bar" and value:
            self.shown.append(value)
        super().__setattr__(name, value)

    def _input(self, Prompt: str, Title: str, Default: str, Type: int) -> object:  # noqa: N803
        assert Type == 2
        self.asked.append(Prompt)
        answer = self._answers.pop(0)
        return Default if answer is None else answer

    def _dialog(self, kind: int) -> object:
        answer = self._answers.pop(0)
        return SimpleNamespace(Title="", Show=lambda: 0 if answer is False else -1, SelectedItems=lambda number: answer)

    def quit(self) -> None:
        self.quits += 1

    def alert(self, text: str, title: str, buttons: str, mode: str) -> str:
        assert title == "xlperf"
        if buttons == "yes_no":
            self.asked.append(text)
            return "yes" if self._answers.pop(0) else "no"
        self.said.append((mode, text))
        return "ok"


class FakeExcel:
    """An Excel with one workbook in front, and perhaps others."""

    def __init__(self, answers: Sequence[object] = (), save_as: object = False) -> None:
        self.app = FakeApp(answers, save_as)

    @classmethod
    def over(cls, *paths: Path, answers: Sequence[object] = (), save_as: object = False) -> FakeExcel:
        """Return an Excel in which these files are open, the first in front."""
        made = cls(answers, save_as)
        for path in paths:
            made.open(read(path), path.name, str(path.parent))
        return made

    @classmethod
    def of_rows(
        cls, rows: Sequence[Sequence[object]], answers: Sequence[object] = (), save_as: object = False
    ) -> FakeExcel:
        """Return an Excel with one workbook that was never saved."""
        made, content = cls(answers, save_as), Workbook()
        for row in rows:
            content.active.append(list(row))
        made.open(content, "Book1", "")
        return made

    def open(self, content: Any, name: str, folder: str) -> None:
        self.app.books.append(FakeBook(self.app, name, content, folder))

    @property
    def book(self) -> FakeBook:
        return self.app.books[0]

    @property
    def said(self) -> str:
        """What the last box said."""
        return self.app.said[-1][1]

    def select(self, sheet: str, area: str) -> None:
        """Select cells, such as B2:C9 or B:C."""
        first, last = area.split(":")
        self.app.selection = FakeRange(self.book.sheets[sheet], corner(first, 1), corner(last, 1_048_576))


def read(path: Path) -> Any:
    """Return a workbook as openpyxl reads it; that it leaves sparklines out is no matter here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return load_workbook(io.BytesIO(path.read_bytes()))


def corner(text: str, row: int) -> tuple[int, int]:
    """Return the row and column of an address; a whole column has the row that is given."""
    letters = text.rstrip("0123456789")
    return int(text.removeprefix(letters) or row), column_index_from_string(letters)
