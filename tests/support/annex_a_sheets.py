"""List 7 as it looks once read, made by hand for tests: four sound plans to change one cell of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache

from tests.support.books import grid
from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.load import load
from xlperf.returns.annex_a import read_return
from xlperf.returns.child_level.returned import Return
from xlperf.sheets.address import parse_cell
from xlperf.sheets.grid import Book, CellValue, Grid

HEADINGS = [
    "Child Unique ID",
    "Gender",
    "Ethnicity",
    "Date of Birth",
    "Age",
    "Does the Child have a Disability",
    "Child Protection Plan Start Date",
    "Initial Category of Abuse",
    "Latest Category of Abuse",
    "Date of the Last Statutory Visit",
    "Was the Child Seen Alone?",
    "Date of latest review conference",
    "Child Protection Plan End Date",
    "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
    "Number of Previous Child Protection Plans",
    "Allocated Team",
    "Allocated Worker",
]
TODAY = dt.date(2026, 10, 5)

Cells = Mapping[str, CellValue]


def day(text: str) -> dt.datetime:
    """Return a date as a reader gives it."""
    return dt.datetime.fromisoformat(text)


def rows() -> list[list[CellValue]]:
    """Return the headings and four sound plans, in rows 1 to 5; the columns are A to Q, start G, review L, end M."""
    plan = [1001.0, "b) Female", "a) WBRI", day("2019-05-02"), 7.4, "b) No", day("2026-01-12"), "Neglect", "Neglect"]
    plan += [day("2026-09-21"), "a) Yes", day("2026-07-06"), None, "b) No", 0.0, "Alder Team", "Quill Elderfold"]
    over: list[CellValue] = list(plan)
    over[0], over[6], over[9], over[11], over[12] = 1002.0, *map(day, ("2024-05-07", "2026-05-01", "2026-05-06")), None
    over[12] = day("2026-05-06")
    again, fresh = list(plan), list(plan)
    again[0], again[14] = 1003.0, 1.0
    fresh[0], fresh[6], fresh[9], fresh[11] = 1004.0, day("2026-09-07"), day("2026-09-30"), None
    return [list(HEADINGS), list(plan), over, again, fresh]


def list_7(changed: Cells | None = None, name: str = "List 7") -> Grid:
    """Return the sheet with some cells changed, by name: ``{"G3": None}``."""
    table = rows()
    for cell, value in (changed or {}).items():
        row, column = parse_cell(cell)
        while len(table) < row:
            table.append([None] * len(HEADINGS))
        table[row - 1][column - 1] = value
    return grid(table, name)


@cache
def catalogue() -> Catalogue:
    """Return the built-in catalogue."""
    return load()


def read(changed: Cells | None = None, *others: Grid, file: str = "annex.xlsx") -> Return:
    """Return the workbook with this List 7 and other sheets, read on 5 October 2026."""
    book = Book(file, file.rpartition(".")[2], (list_7(changed), *others))
    return read_return(book, catalogue(), TODAY)


def found(one: Return) -> list[tuple[str, str]]:
    """Return (cell, rule) of everything found but notes about columns that are not there."""
    return [(problem.cell, problem.rule) for problem in one.problems]
