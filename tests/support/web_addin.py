"""The web add-in where there is no Excel: its folder built and served, its pane in Chromium, its Python in Node."""

from __future__ import annotations

import base64
import datetime as dt
import json
import shutil
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.datetime import to_excel

from tests.support.browser import Browser, Page
from xlperf.functions import find
from xlperf.hosts.web.serve import server_of
from xlperf.sheets.grid import CellError

SUPPORT = Path(__file__).parent
OFFICE = "https://appsforoffice.microsoft.com/"
Json = dict[str, Any]


def node() -> str | None:
    """Return the program Node; None when there is none."""
    return shutil.which("node")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a built add-in over https, as ``xlperf addin serve`` does, and give its address."""
    server = server_of(folder, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"https://localhost:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def argument(value: object) -> object:
    """Return an argument as Excel hands it to a custom function: rows of cells, {error: code} for an error value."""
    rows = value if isinstance(value, (list, tuple)) else [[value]]
    if rows and not isinstance(rows[0], (list, tuple)):
        rows = [rows]
    return [
        [
            {"error": cell.code} if isinstance(cell, CellError) else ("" if cell is None else cell)
            for cell in row
        ]
        for row in rows
    ]  # fmt: skip


def cells(rows: Sequence[Sequence[object]]) -> list[list[object]]:
    """Return an answer's rows with error values as `CellError`."""
    return [[CellError(cell["error"]) if isinstance(cell, dict) else cell for cell in row] for row in rows]


class PythonInNode:
    """Pyodide in a Node process, which answers batches of calls."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [str(node()), str(SUPPORT / "pyodide.mjs"), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.loaded: list[str] = self._hear()["loaded"]

    def _hear(self) -> Json:
        assert self._process.stdout is not None
        told: Json = json.loads(self._process.stdout.readline())
        return told

    def answer(self, calls: Iterable[tuple[str, Sequence[object]]]) -> list[list[list[object]]]:
        """Return the answers to calls, as rows of cells."""
        return [cells(rows) for rows in self.timed([[name, list(map(argument, given))] for name, given in calls])[0]]

    def timed(self, calls: Sequence[object]) -> tuple[list[Any], float]:
        """Return the answers to calls written as the pane writes them, and the milliseconds that they took."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(calls) + "\n")
        self._process.stdin.flush()
        told = self._hear()
        return told["answers"], told["milliseconds"]

    def end(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(20)
        self._process.stdout.close()


@dataclass(frozen=True)
class Outcome:
    """What the pane said after a click, in which manner, and the names of the files that it offers."""

    said: str
    problem: bool
    files: tuple[str, ...]
    questions: tuple[str, ...] = ()


class Pane:
    """The task pane in a browser, with the fake Excel beneath it."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.page: Page = browser.page()
        self.page.size(320, 900)
        self.page.answer(OFFICE, (SUPPORT / "fake_excel.js").read_text(encoding="utf-8"), "text/javascript")
        self.page.go(f"{address}/taskpane.html")
        self.page.wait("document.body.dataset.loaded === 'yes'")
        self.page.wait("document.getElementById('state').className !== 'starting'")

    def open(self, book: Mapping[str, object]) -> None:
        """Have a workbook open in the fake Excel, and let the pane notice."""
        self.page.run(f"fakeExcel.open({json.dumps(book)})")
        self.page.run("window.dispatchEvent(new Event('focus'))")
        time.sleep(0.1)

    def press(
        self,
        button: str,
        answers: Mapping[str, str | Path] | None = None,
        confirm: bool | None = None,
    ) -> Outcome:
        """Click a button, answer what it asks (a question not named keeps what stands there), and return what came."""
        self.page.click(f"#press-{button}")
        asked: list[str] = []
        while True:
            self.page.wait("document.getElementById('working').hidden")
            if self.page.run("document.getElementById('form').hidden"):
                break
            if self.page.run("document.querySelectorAll('#form [name]').length"):
                self.fill(answers or {})
                self.page.click("#form .main")
            else:
                asked.append(self.page.run("document.querySelector('#form p').textContent"))
                assert confirm is not None, f"the pane asked: {asked[-1]}"
                self.page.click("#form .main" if confirm else "#form .quiet")
            time.sleep(0.1)
        said: Json = self.page.run(
            "({said: document.querySelector('#outcome p').textContent,"
            " problem: document.getElementById('outcome').classList.contains('problem'),"
            " files: [...document.querySelectorAll('#outcome a')].map((link) => link.download)})"
        )
        return Outcome(said["said"], said["problem"], tuple(said["files"]), tuple(asked))

    def fill(self, answers: Mapping[str, str | Path]) -> None:
        """Type or choose the answers in the form."""
        for name, value in answers.items():
            field = f'#form [name="{name}"]'
            if isinstance(value, Path):
                self.page.choose(field, value)
                continue
            kept = self.page.run(
                f"(() => {{const field = document.querySelector({json.dumps(field)});"
                f"field.value = {json.dumps(value)}; return field.value}})()"
            )
            assert kept == value, f"{name} cannot be {value}"

    def sheets(self) -> list[str]:
        """Return the names of the sheets in the fake workbook."""
        found: list[str] = self.page.run("fakeExcel.book.sheets.map((sheet) => sheet.name)")
        return found

    def sheet(self, name: str) -> dict[tuple[int, int], object]:
        """Return the values of a sheet by (row, column)."""
        found = self.page.run(f"[...fakeExcel.book.sheets.find((sheet) => sheet.name === {json.dumps(name)}).cells]")
        return {(int(key.split(",")[0]), int(key.split(",")[1])): value for key, value in found}

    def formulas(self, name: str) -> dict[str, str]:
        """Return the formulas of a sheet by "row,column"."""
        found = self.page.run(f"[...fakeExcel.book.sheets.find((sheet) => sheet.name === {json.dumps(name)}).formulas]")
        return dict(found)

    def opened(self) -> list[bytes]:
        """Return the new workbooks that the pane opened."""
        return [base64.b64decode(content) for content in self.page.run("fakeExcel.opened")]

    def downloaded(self, name: str) -> bytes:
        """Return the bytes of a file that the pane offers to be saved."""
        link = json.dumps(f'#outcome a[download="{name}"]')
        content = self.page.run(
            f"fetch(document.querySelector({link}).href).then((answer) => answer.arrayBuffer()).then((bytes) =>"
            " btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('')))"
        )
        return base64.b64decode(content)

    def call(self, name: str, given: Sequence[object], where: str = "Sheet1!A1") -> list[list[object]]:
        """Return what a function gives to a cell."""
        card = find(name)
        arguments = json.dumps([argument(one) for one in given])
        rows = self.page.run(
            f"fakeExcel.call({json.dumps(card.name.removeprefix('PERF_'))}, {arguments}, {len(card.arguments)},"
            f" {json.dumps(where)})"
        )
        return cells(rows)


def as_open_workbook(path: Path, selection: Sequence[Sequence[str]] | None = None, **more: object) -> Json:
    """Return a workbook file as the fake Excel opens it, read by openpyxl."""
    book = openpyxl.load_workbook(path, data_only=True)
    sheets = []
    for sheet in book.worksheets:
        filled = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        sheets.append(
            {
                "name": sheet.title,
                "cells": [[cell.row, cell.column, as_kept(cell.value)] for cell in filled],
                "formats": [[cell.row, cell.column, cell.number_format] for cell in filled],
            }
        )
    content = base64.b64encode(path.read_bytes()).decode("ascii")
    first = [[sheets[0]["name"], "A1"]]
    return {"name": path.name, "file": content, "sheets": sheets, "selection": selection or first, **more}


def as_kept(value: object) -> object:
    """Return a value as Excel keeps it: a date as its number."""
    return to_excel(value) if isinstance(value, dt.date | dt.time | dt.timedelta) else value
