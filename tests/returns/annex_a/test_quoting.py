"""A name that stands in any cell of a return gets into no message, no exception and no repr."""

from __future__ import annotations

import pytest

from tests.support.annex_a_sheets import HEADINGS, catalogue, day, list_7, read, rows
from tests.support.books import grid
from xlperf.errors import UnreadableFile
from xlperf.measures.child_protection import cp_plans_at, cp_plans_ended, cp_plans_started
from xlperf.period import Period
from xlperf.returns.annex_a import read_return
from xlperf.returns.recognise import recognise
from xlperf.sheets.address import cell_name
from xlperf.sheets.grid import Book

CANARY = "Zephyrine Canary-Bird"
SECRET_ID = 90817263.0
SECRET_BIRTH = day("2017-11-23")
BETRAYED = ["zephyrine", "canary", "90817263", "2017-11-23", "23/11/2017", "november 2017", "nov 2017"]


def betrayals(text: str) -> list[str]:
    return [secret for secret in BETRAYED if secret in text.casefold()]


def everything_said(one) -> str:
    """Return all that reading and counting give to people: problems, reprs, notes, reasons."""
    said = [repr(one), *map(str, one.problems), *map(repr, one.problems), *map(repr, one.tables.values())]
    for period in map(Period.parse, ("2026-09", "2020/21", "2026-05-06")):
        said += [str(one.gives(period, timing)) for timing in ("snapshot", "flow", "rolling")]
        for function in (cp_plans_at, cp_plans_started, cp_plans_ended):
            count = function(one.tables, period)
            said += [repr(count), *count.notes, repr(list(count.rows))]
    return "\n".join(said)


IDENTIFYING = {"Child Unique ID", "Date of Birth", "Allocated Worker"}
NAMES = [CANARY, f"a) {CANARY}", f"{CANARY} 23/11/2017"]
DIGITS = ["23/11/2017", "90817263"]  # in a column that identifies nobody digits may be quoted

CELLS = [
    (cell_name(3, column), text)
    for column, heading in enumerate(HEADINGS, start=1)
    for text in (NAMES + DIGITS if heading in IDENTIFYING else NAMES)
]


@pytest.mark.parametrize(("cell", "text"), CELLS)
def test_a_name_in_any_column_is_never_quoted(cell, text):
    assert betrayals(everything_said(read({cell: text}))) == []


def test_identifiers_and_dates_of_birth_of_wrong_plans_are_never_quoted():
    wrong = {"G3": None, "M2": day("2020-01-01"), "G5": day("2033-01-01"), "A4": SECRET_ID, "A5": SECRET_ID}
    wrong |= {f"D{row}": SECRET_BIRTH for row in range(2, 6)} | {f"A{row}": SECRET_ID for row in range(2, 6)}
    one = read(wrong)
    assert len(one.problems) >= 3
    assert betrayals(everything_said(one)) == []


def test_a_workbook_full_of_names_is_refused_without_one():
    book = Book("names.xlsx", "xlsx", (grid([[CANARY] * 5] * 30, "Sheet1"),))
    with pytest.raises(UnreadableFile) as error:
        recognise(book, catalogue())
    assert betrayals(str(error.value)) == []


def test_a_list_without_its_columns_is_reported_without_its_values():
    sheet = [[CANARY, *row[1:6], *row[7:]] for row in rows()]
    book = Book("annex.xlsx", "xlsx", (list_7(name="Another"), grid(sheet, "List 7 copy"), grid(sheet, "List 4")))
    one = read_return(book, catalogue(), day("2026-10-05").date())
    assert betrayals("\n".join(map(str, one.problems))) == []


def test_a_name_in_the_heading_row_or_in_an_unknown_column_is_never_quoted():
    table = [[*row, CANARY] for row in rows()]
    one = read_return(Book("a.xlsx", "xlsx", (grid(table, "List 7"),)), catalogue())
    assert betrayals(everything_said(one)) == []
