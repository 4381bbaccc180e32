"""Reading: an Annex A list 7 from a file to a typed and checked table, beside what only reads the cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
from python_calamine import CalamineWorkbook

from benchmarks.plans import headings, write_csv, write_sheet
from benchmarks.timing import Contender, Scale, Subject, at_least, lines, medians
from xlperf.definitions.load import load
from xlperf.problem import Severity
from xlperf.returns.annex_a import read_return
from xlperf.workbook.read import read_book

OURS = "xlperf: read, type and check"
DATES = ["Date of Birth", "Child Protection Plan Start Date", "Date of the Last Statutory Visit",
         "Date of latest review conference", "Child Protection Plan End Date"]  # fmt: skip


def measure(scale: Scale, folder: Path) -> list[Subject]:
    """Return the tables for xlsx and csv."""
    rows = scale.size(50_000, 3_000)
    return [_xlsx(scale, folder / "list_7.xlsx", rows), _csv(scale, folder / "list_7.csv", rows)]


def _xlsx(scale: Scale, path: Path, rows: int) -> Subject:
    write_sheet(path, rows)
    _check(path, rows)
    openpyxl, calamine = "pandas.read_excel, openpyxl", "pandas.read_excel, calamine"
    contenders = [
        Contender(OURS, lambda: _read(path)),
        Contender(openpyxl, lambda: pd.read_excel(path, engine="openpyxl")),
        Contender(calamine, lambda: pd.read_excel(path, engine="calamine")),
        Contender("calamine alone: cells, nothing else", lambda: _calamine(path)),
    ]
    return Subject(
        f"Reading xlsx: Annex A list 7, {rows:,} rows × {len(headings())} columns",
        "× xlperf",
        lines(medians(contenders, scale.runs), OURS, {openpyxl: at_least(8), calamine: at_least(1)}),
        ("The peers read cells; they type no codes, check nothing and leave error cells blank or as text.",),
    )


def _csv(scale: Scale, path: Path, rows: int) -> Subject:
    write_csv(path, rows)
    _check(path, rows)
    contenders = [
        Contender(OURS, lambda: _read(path)),
        Contender("pandas.read_csv, all as it comes", lambda: pd.read_csv(path)),
        Contender("pandas.read_csv, dates told", lambda: pd.read_csv(path, parse_dates=DATES, date_format="%d/%m/%Y")),
    ]
    return Subject(
        f"Reading csv: the same {rows:,} rows", "× xlperf", lines(medians(contenders, scale.runs), OURS, {}),
        ("No aim was set for csv.",),
    )  # fmt: skip


def _read(path: Path) -> object:
    return read_return(read_book(path), load())


def _calamine(path: Path) -> Any:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def _check(path: Path, rows: int) -> None:
    """Read once, so that files and code are at hand for all alike, and see that everything was read."""
    found = read_return(read_book(path), load())
    wrong = [problem for problem in found.problems if problem.severity is not Severity.NOTE]
    if len(found.tables["plans"]) != rows or wrong:
        raise RuntimeError(
            f"{path.name}: {len(found.tables['plans'])} of {rows} plans were read, {len(wrong)} problems"
        )
