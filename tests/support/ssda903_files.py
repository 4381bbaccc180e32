"""SSDA903 files as they look once read, made by hand for tests: everything text, a file for each table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache

from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.load import load
from xlperf.returns.child_level.returned import Return
from xlperf.returns.open_return import read_returns
from xlperf.sheets.grid import Book, CellValue, Grid

TODAY = dt.date(2026, 11, 20)

HEADINGS = {
    "header": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB",
    "episodes": "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN",
    "reviews": "CHILD,DOB,REVIEW,REVIEW_CODE",
    "uasc": "CHILD,SEX,DOB,DUC",
    "oc2": (
        "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,"
        "SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED"
    ),
    "oc3": "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM",
    "ad1": "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR",
    "placed_for_adoption": "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED",
    "previous_permanence": "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM",
    "missing": "CHILD,DOB,MISSING,MIS_START,MIS_END",
    "social_workers": "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON",
    "liberty": "CHILD,DOB,DOLO_START,DOLO_END",
}
"""The headings of each table, as the guide to the collection gives them."""

HEADER = ["101,1,02/05/2012,WBRI,A1,,", "102,2,11/06/2010,ABAN,A2,,", "103,1,23/12/2019,NOBT,A3,,"]
EPISODES = [
    "101,03/05/2024,S,V2,N1,U6,PR1,06/01/2026,X1,CARPL,AB1 1AA,AB2 2AA,SC1",
    "101,06/01/2026,P,C2,N1,U4,PR1,,,,AB1 1AA,AB3 3AA,SC2",
    "102,14/07/2025,L,C1,N5,K2,PR4,20/02/2026,E4A,,AB1 1AA,AB4 4AA,SC3",
    "103,09/02/2026,S,C1,N1,U6,PR1,,,,AB1 1AA,AB5 5AA,SC4",
]
REVIEWS = ["101,02/05/2012,27/01/2026,PN1", "102,11/06/2010,05/01/2026,PN5", "103,23/12/2019,06/03/2026,PN0"]


@cache
def catalogue() -> Catalogue:
    """Return the built-in catalogue."""
    return load()


def csv_file(name: str, lines: Sequence[str], headings: str = "", file: str = "") -> Book:
    """Return a csv file of these lines, under the headings of the table of that name."""
    rows = [(headings or HEADINGS[name]).split(","), *(line.split(",") for line in lines)]
    filled: list[list[CellValue]] = [[cell or None for cell in row] for row in rows]
    file = file or f"{name}.csv"
    return Book(file, "csv", (Grid(file.removesuffix(".csv"), filled),))


def sound() -> list[Book]:
    """Return three tables of three children in 2025/26 with nothing wrong in them."""
    return [csv_file("header", HEADER), csv_file("episodes", EPISODES), csv_file("reviews", REVIEWS)]


def read(*books: Book, today: dt.date = TODAY) -> Return:
    """Return the one return that these files are, read on 20 November 2026."""
    (one,) = read_returns(books, catalogue(), today)
    return one


def found(one: Return) -> list[tuple[str, str, str]]:
    """Return (file, cell, rule) of everything found."""
    return [(problem.file, problem.cell, problem.rule) for problem in one.problems]


def changed(lines: Sequence[str], number: int, column: int, text: str) -> list[str]:
    """Return the lines with one cell changed; line 1 stands in row 2 of the file, and columns count from 1."""
    cells = lines[number - 1].split(",")
    cells[column - 1] = text
    return [*lines[: number - 1], ",".join(cells), *lines[number:]]
