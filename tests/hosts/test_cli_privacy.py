"""Nothing that a text cell of a child-level return holds comes out anywhere (design: where a cell may be quoted)."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.support.commands import ANNEX_A, run
from tests.support.performance import FIGURES, performance_workbook
from xlperf.sheets.grid import CellError, CellValue
from xlperf.workbook.read import read_book

CANARY = "Zebedee Quillfeather"
PARTS_OF_IT = ("zebedee", "quillfeather")

Change = Callable[[int, CellValue], CellValue]


def only_texts(_row: int, value: CellValue) -> CellValue:
    return CANARY if isinstance(value, str) else value


def everything(_row: int, _value: CellValue) -> CellValue:
    return CANARY


def everything_in_some_rows(row: int, value: CellValue) -> CellValue:
    return CANARY if row % 3 == 0 else value


def blanks_too(row: int, value: CellValue) -> CellValue:
    return CANARY if value is None or row % 5 == 0 else value


CHANGES = [only_texts, everything, everything_in_some_rows, blanks_too]


def spoilt(path: Path, change: Change) -> Path:
    """Write the Annex A sample with a name in its cells, in a title, beside the headings and on a sheet of its own."""
    book = Workbook()
    book.remove(book.active)
    for grid in read_book(ANNEX_A).grids:
        sheet = book.create_sheet(grid.name)
        sheet.append([f"List about {CANARY}"])
        sheet.append([*grid.rows[0], f"Note on {CANARY}"])
        for number, row in enumerate(grid.rows[1:30], start=2):
            sheet.append([plain(change(number, value)) for value in row])
    sheet = book.create_sheet("Notes")
    sheet.append([CANARY, "Code"])
    sheet.append(["NI 64", CANARY])
    book.save(path)
    return path


def plain(value: CellValue) -> CellValue:
    return str(value) if isinstance(value, CellError) else value


def holds_it(text: str) -> bool:
    return any(part in text.casefold() for part in PARTS_OF_IT)


@pytest.mark.parametrize("change", CHANGES)
def test_no_command_prints_it(tmp_path: Path, change: Change) -> None:
    path = spoilt(tmp_path / "annex.xlsx", change)
    period = ("--period", "2026-09")
    for words in (
        ("inspect", path),
        ("inspect", path, "--json"),
        ("figures", path, *period, "--rows"),
        ("figures", path, *period, "--rows", "--json"),
        ("figures", path, *period, "--area", "Zebedea Quillfether"),  # nor as what was probably meant
        ("figures", path, *period, "--area", "Northbrook", "--area", "Zebedea"),
        ("figures", path, *period, "--indicator", "NI 640"),
        ("reconcile", path),
        ("calc", "percent", path, "1"),
    ):
        done = run(*words)
        assert done.code in (0, 1, 2)
        assert not holds_it(done.out.replace("Zebedea Quillfether", "")), words
        assert not holds_it(done.err.replace("Zebedea Quillfether", "")), words


@pytest.mark.parametrize("change", CHANGES)
def test_no_part_of_a_report_holds_it(tmp_path: Path, change: Change) -> None:
    path, out = spoilt(tmp_path / "annex.xlsx", change), tmp_path / "report.xlsx"
    council = performance_workbook(
        tmp_path / "council.xlsx", {"Figures": [FIGURES, ("NI 64", None, "2026-09", None, 1, 9)]}
    )
    done = run("report", "monthly", path, council, "--period", "2026-09", "--out", out)
    assert done.code == 1
    assert not holds_it(done.out + done.err)
    with zipfile.ZipFile(out) as package:
        for name in package.namelist():
            assert not holds_it(name)
            assert not holds_it(package.read(name).decode("utf-8")), name


def test_neither_does_it_come_out_of_csv_lists(tmp_path: Path) -> None:
    grid = read_book(ANNEX_A).grid("List 7")
    assert grid is not None
    path = tmp_path / "List 7.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([grid.rows[0], *([CANARY] * len(row) for row in grid.rows[1:9]), [CANARY] * 40])
    for words in (("inspect", path), ("figures", path, "--period", "2026-09", "--rows")):
        done = run(*words)
        assert not holds_it(done.out + done.err)


def test_a_return_that_cannot_be_read_does_not_say_it_either(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "List 7"
    sheet.append(["Child Unique ID", CANARY, "Gender", "Ethnicity"])
    sheet.append([CANARY] * 4)
    book.save(tmp_path / "annex.xlsx")
    done = run("inspect", tmp_path / "annex.xlsx", "--json")
    assert done.code == 2
    assert not holds_it(done.out + done.err)
