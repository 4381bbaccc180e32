"""Several files as one return: who belongs together, and which file each record is from."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.support import ssda903_files
from tests.support.annex_a_sheets import TODAY, catalogue, day, list_7, rows
from tests.support.books import grid
from xlperf.errors import RequestError, UnreadableFile
from xlperf.measures.child_protection import cp_plans_at
from xlperf.period import Period
from xlperf.returns.open_return import read_returns
from xlperf.sheets.grid import Book

CONTACTS = [["Child Unique ID", "Gender", "Date of Contact", "Contact Source"], ["1001", "F", "01/05/2026", "6"]]
ASSESSMENTS = [
    ["Child", "Referral date", "Type", "Started", "Completed"],
    ["1001", "01/06/2026", "Initial", "02/06/2026", "05/06/2026"],
]
POSTS = [
    ["Post", "Team", "Role", "FTE", "Vacant from", "Vacant to"],
    ["P1", "Alder", "Social worker", "1", "01/05/2026", None],
]


def csv(name, table):
    return Book(f"{name}.csv", "csv", (grid(table, name),))


def as_text(table):
    """Return rows as a csv file holds them."""
    return [[f"{cell:%d/%m/%Y}" if isinstance(cell, dt.date) else cell and str(cell) for cell in row] for row in table]


def read(*books):
    return read_returns(books, catalogue(), TODAY)


def test_the_lists_of_annex_a_as_csv_files_are_one_return():
    plans = as_text(rows())
    (one,) = read(csv("contacts", CONTACTS), csv("plans", plans))
    assert (one.kind, one.file) == ("annex_a", "contacts.csv and plans.csv")
    assert {table.name: (table.file, table.sheet) for table in one.lists} == {
        "contacts": ("contacts.csv", "contacts"),
        "plans": ("plans.csv", "plans"),
    }
    refs = cp_plans_at(one.tables, Period.parse("2026-09")).rows
    assert [(ref.file, ref.sheet, ref.row) for ref in refs] == [
        ("plans.csv", "plans", 2),
        ("plans.csv", "plans", 4),
        ("plans.csv", "plans", 5),
    ]
    # A date that is text is what csv has, and no problem; only the contacts lack columns.
    assert {(problem.file, problem.rule) for problem in one.problems} == {("contacts.csv", "column missing")}


def test_a_problem_of_one_csv_list_names_its_file():
    plans = as_text(rows())
    plans[2][12] = "31/02/2026"
    (one,) = read(csv("contacts", CONTACTS), csv("plans", plans))
    assert [(problem.file, problem.cell) for problem in one.problems if problem.rule == "not a date"] == [
        ("plans.csv", "M3")
    ]


def test_each_annex_a_workbook_is_a_return_of_its_own():
    books = [Book(f"{name}.xlsx", "xlsx", (list_7(),)) for name in ("april", "october")]
    assert [one.file for one in read(*books)] == ["april.xlsx", "october.xlsx"]


def test_a_list_that_two_csv_files_hold_is_read_once_and_said():
    (one,) = read(csv("new", as_text(rows())), csv("old", as_text(rows())))
    assert len(one.tables["plans"]) == 4
    (problem,) = one.problems
    assert (problem.file, problem.rule) == ("old.csv", "list twice")
    assert 'sheet "new" of new.csv' in problem.message


def test_files_of_several_families_are_told_apart_in_the_order_they_were_named():
    returns = read(
        csv("ia", ASSESSMENTS),
        *ssda903_files.sound(),
        Book("annex.xlsx", "xlsx", (list_7(),)),
        csv("posts", POSTS),
    )
    assert [(one.kind, one.file) for one in returns] == [
        ("assessments", "ia.csv"),
        ("ssda903", "header.csv, episodes.csv and reviews.csv"),
        ("annex_a", "annex.xlsx"),
        ("posts", "posts.csv"),
    ]


def test_local_lists_may_stand_on_sheets_of_an_annex_a_workbook():
    book = Book("annex.xlsx", "xlsx", (list_7(), grid(ASSESSMENTS, "Our IAs"), grid(POSTS, "Posts")))
    returns = read(book)
    assert [(one.kind, [table.sheet for table in one.lists]) for one in returns] == [
        ("annex_a", ["List 7"]),
        ("assessments", ["Our IAs"]),
        ("posts", ["Posts"]),
    ]
    assert returns[0].problems == ()
    assert {one.file for one in returns} == {"annex.xlsx"}


def test_a_problem_found_in_reading_a_sheet_stays_with_the_return_of_that_sheet():
    from xlperf.problem import Problem, Severity

    found = Problem(Severity.ERROR, "found in reading", "annex.xlsx", "Posts", "B2", "error cell")
    book = Book("annex.xlsx", "xlsx", (list_7(), grid(POSTS, "Posts")), (found,))
    annex, posts = read(book)
    assert found not in annex.problems
    assert found in posts.problems


def test_a_file_that_is_nothing_known_stops_the_run_and_a_performance_workbook_is_no_return_of_sheets():
    with pytest.raises(UnreadableFile, match=r"notes\.csv is no return"):
        read(csv("notes", [["Remember the milk"]]))
    figures = [["Code", "Area", "Period", "Numerator", "Denominator"], ["NI 65", "", "2026-09", 1, 2]]
    with pytest.raises(RequestError, match="recognised as performance"):
        read(Book("figures.xlsx", "xlsx", (grid(figures, "Figures"),)))


def test_the_children_of_annex_a_are_those_of_all_its_lists():
    looked_after = [
        ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Date Started to be Looked After"],
        ["Date Ceased to be Looked After"],
    ]
    headings = [*looked_after[0], *looked_after[1]]
    cells = ["2001", "a) Male", None, day("2015-05-29"), day("2020-02-01"), None]
    known = ["1001", "a) Male", "k) APKN", None, day("2026-05-01"), None]
    (one,) = read(Book("annex.xlsx", "xlsx", (list_7(), grid([headings, cells, known], "List 8"))))
    children = one.tables["children"]
    assert children.columns["child"].tolist() == ["1001", "1002", "1003", "1004", "2001"]
    assert children.columns["gender"].tolist() == ["F", "F", "F", "F", "M"]
    assert children.columns["ethnicity"].tolist() == ["WBRI"] * 4 + [""]
    assert children.columns["disability"].tolist() == ["N"] * 4 + [""]
    assert [(place.sheet, place.row) for place in children.places([0, 4])] == [("List 7", 2), ("List 8", 2)]
    assert children.derived
    assert [table.name for table in one.lists] == ["plans", "looked_after"]
