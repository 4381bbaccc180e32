"""Check return: what it lists, where its links go, and what it never says."""

from __future__ import annotations

import datetime as dt
import re

from tests.support.desk import SAMPLES, MemoryBook, MemoryDesk, clicked, texts_of
from xlperf.actions.check_return import MOST_OF_A_KIND
from xlperf.definitions.load import load
from xlperf.journey.inspection import inspect
from xlperf.sheets.layout import Sheet

ANNEX_A = SAMPLES / "annex_a.xlsx"
WORDS_OF_OUR_OWN = {"Check", "By rule", "Severity", "Rule", "Sheet", "Cell", "Number", "What was found"}


def checked(desk: MemoryDesk) -> Sheet:
    assert not clicked("check_return", desk).problem
    assert desk.book is not None
    return desk.book.added["Check"]


def rows_of(sheet: Sheet, heading: str) -> list[list[str]]:
    """Return the rows beneath the table whose last heading is the given one."""
    header = max(row for (row, _), cell in sheet.cells.items() if cell.value == heading)
    last = max(row for row, _ in sheet.cells)
    width = max(column for row, column in sheet.cells if row == header)
    return [
        [str(sheet.cells[row, column].value) for column in range(1, width + 1)]
        for row in range(header + 1, last + 1)
        if (row, width) in sheet.cells
    ]


def test_every_problem_that_inspect_finds_stands_with_its_cell_the_most_serious_first() -> None:
    sheet = checked(MemoryDesk.over(ANNEX_A))
    found = inspect(ANNEX_A, load()).problems
    listed = rows_of(sheet, "What was found")
    assert sorted(map(tuple, listed)) == sorted(
        (one.severity.value.capitalize(), one.sheet, one.cell, one.message) for one in found
    )
    assert [row[0] for row in listed] == sorted((row[0] for row in listed), key=["Error", "Warning", "Note"].index)


def test_problems_are_counted_by_rule() -> None:
    sheet = checked(MemoryDesk.over(ANNEX_A))
    found = inspect(ANNEX_A, load()).problems
    header = next(row for (row, _), cell in sheet.cells.items() if cell.value == "Rule")
    counts = {}
    row = header + 1
    while (row, 3) in sheet.cells:
        counts[sheet.cells[row, 2].value] = sheet.cells[row, 3].value
        row += 1
    assert counts == {rule: sum(one.rule == rule for one in found) for rule in {one.rule for one in found}}


def test_an_address_is_a_link_to_that_cell() -> None:
    sheet = checked(MemoryDesk.over(ANNEX_A))
    links = {cell.link for cell in sheet.cells.values() if cell.link}
    assert "'List 7'!M26" in links
    assert all(re.fullmatch(r"'List \d+'!\$?[A-Z]+\d+", link) for link in links)


def test_the_sentence_says_what_it_is_and_how_many_problems_there_are() -> None:
    outcome = clicked("check_return", MemoryDesk.over(ANNEX_A))
    assert outcome.said == "Annex A: 3 errors and 6 warnings found. The sheet Check lists them."
    outcome = clicked("check_return", MemoryDesk.over(SAMPLES / "derby_performance.xlsx"))
    assert outcome.said == "Performance workbook: no problem found. The sheet Check lists them."


def test_the_check_holds_no_childs_identifier_and_no_word_of_the_return_but_those_that_inspect_may_quote() -> None:
    desk = MemoryDesk.over(ANNEX_A)
    sheet = checked(desk)
    assert desk.book is not None
    list_7 = next(grid for grid in desk.book.grids if grid.name == "List 7")
    column = next(at for at, text in enumerate(list_7.rows[0]) if "unique" in str(text).casefold())
    identifiers = {str(row[column]) for row in list_7.rows[1:] if row[column]}
    births = {
        str(value) for row in list_7.rows[1:] for value in row if isinstance(value, dt.date) and value.year < 2026
    }
    said = "\n".join(texts_of(sheet))
    assert len(identifiers) > 100
    assert not [one for one in identifiers | births if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", said)]


def test_what_was_there_is_not_touched() -> None:
    desk = MemoryDesk.over(ANNEX_A)
    checked(desk)
    assert desk.book is not None
    assert not desk.book.written
    assert desk.book.shown == ("Check", 1, 1)


def test_the_sheet_check_is_not_read_as_data_when_the_button_is_clicked_again() -> None:
    desk = MemoryDesk.over(SAMPLES / "derby_performance.xlsx")
    first = clicked("check_return", desk).said
    assert clicked("check_return", desk).said == first.replace("sheet Check", "sheet Check 2")


def test_of_very_many_problems_of_a_kind_the_first_are_listed_and_the_others_counted() -> None:
    headings = ["Code", "Area", "Period", "Kind", "Numerator", "Denominator", "Value", "Note"]
    rows = [["NI 64", "", "2010-01", "", "many", 5, None, ""] for _ in range(MOST_OF_A_KIND + 50)]
    desk = MemoryDesk([MemoryBook.of_rows([headings, *rows], "Figures", "performance.xlsx")])
    sheet = checked(desk)
    listed = rows_of(sheet, "What was found")
    assert len(listed) < MOST_OF_A_KIND + 50
    assert any("more cell" in row[3] for row in listed)


def test_a_report_is_named_as_one() -> None:
    desk = MemoryDesk.over(SAMPLES / "derby_performance.xlsx")
    clicked("build_report", desk, plan="monthly", period="2011/12 Q3")
    (content,) = desk.saved.values()
    outcome = clicked("check_return", MemoryDesk([MemoryBook("report.xlsx", content)]))
    assert outcome.problem
    assert "This is a report made by xlperf" in outcome.said
