"""Which sheet is which list: by its headings, wherever they stand and however they are typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.annex_a_sheets import HEADINGS, TODAY, catalogue, day, list_7, rows
from tests.support.books import book, grid
from xlperf.errors import UnreadableFile
from xlperf.problem import Severity
from xlperf.returns.annex_a import read_return
from xlperf.returns.recognise import recognise, recognised
from xlperf.sheets.grid import Book

ANNEX_A = "annex_a"
WHOLE = [1001.0, 1002.0, 1003.0, 1004.0]


def read(*grids, file="annex.xlsx"):
    return read_return(Book(file, file.rpartition(".")[2], grids), catalogue(), TODAY)


def children(one):
    return [float(child) for child in one.tables["plans"].columns["child"]]


@pytest.mark.parametrize("name", ["List 7", "list7", "CP", "Sheet1", "Q2 final (3)"])
def test_a_list_is_known_by_its_headings_whatever_the_sheet_is_called(name):
    sheet = list_7(name=name)
    assert recognise(Book("export.xlsx", "xlsx", (sheet,)), catalogue()) == ANNEX_A
    one = read(sheet)
    assert one.tables["plans"].sheet == name
    assert children(one) == WHOLE


def test_a_csv_file_is_one_list_known_by_its_headings():
    assert recognise(Book("cp_2026.csv", "csv", (list_7(name="cp_2026"),)), catalogue()) == ANNEX_A


def test_titles_above_and_columns_in_another_order_do_not_matter():
    table = [["Annex A return", None], [None], ["as sent on", day("2026-10-01")]]
    table += [list(reversed(row)) for row in rows()]
    one = read(grid(table, "List 7"))
    assert children(one) == WHOLE
    assert one.tables["plans"].rows.tolist() == [5, 6, 7, 8]
    assert one.problems == ()


def test_a_sheet_whose_used_cells_begin_further_down_and_right_keeps_its_addresses():
    table = rows()
    table[2][12] = "31/02/2026"
    sheet = replace(grid(table, "List 7", first_row=4), first_column=3)
    one = read(sheet)
    assert one.tables["plans"].rows.tolist() == [5, 6, 7, 8]
    assert [(problem.cell, problem.rule) for problem in one.problems] == [("O6", "not a date")]


def test_headings_are_found_through_spaces_quotes_case_and_aliases():
    table = rows()
    table[0] = [f" {heading.upper()}\u00a0" for heading in HEADINGS]
    table[0][10] = "Was the Child \u2018Seen Alone\u2019"
    table[0][4] = "Age of Child (Years)"
    table[0][6] = "CP plan start date"
    table[0][12] = "CP plan end\u00a0date "
    assert read(grid(table, "List 7")).problems == ()


def test_headings_in_two_rows_are_read_together():
    table = rows()
    upper = [None] * len(HEADINGS)
    upper[6], upper[12] = "Child Protection Plan", "Child Protection Plan"
    table[0][6], table[0][12] = "Start Date", "End Date"
    one = read(grid([upper, *table], "List 7"))
    assert children(one) == WHOLE
    assert one.tables["plans"].rows.tolist() == [3, 4, 5, 6]


def test_a_list_that_lacks_a_column_it_needs_is_reported_and_the_others_are_read():
    table = [row[:12] + row[13:] for row in rows()]
    contacts = [["Child Unique ID", "Gender", "Date of Contact", "Contact Source"], [1.0, "F", day("2026-05-01"), "6"]]
    one = read(grid(table, "List 7"), grid(contacts, "List 1"))
    assert [table.name for table in one.lists] == ["contacts"]
    (problem,) = [problem for problem in one.problems if problem.severity is Severity.ERROR]
    assert str(problem) == (
        'annex.xlsx, List 7: List 7 is not read, because the sheet lacks the column "Child Protection Plan End Date".'
    )


def test_a_column_that_is_not_needed_is_noted_when_it_is_not_there():
    one = read(grid([row[:14] + row[15:] for row in rows()], "List 7"))
    (problem,) = one.problems
    assert problem.severity is Severity.NOTE
    assert problem.message == 'The list has no column "Number of Previous Child Protection Plans".'
    assert "previous_plans" not in one.tables["plans"].columns


def test_a_heading_that_is_nearly_right_is_pointed_at():
    table = rows()
    table[0][14] = "Number of Previous Child Protecton Plans"
    near = [problem for problem in read(grid(table, "List 7")).problems if problem.rule == "misspelt heading"]
    assert [problem.place for problem in near] == ["annex.xlsx, List 7, cell O1"]
    assert '"Number of Previous Child Protection Plans"' in near[0].message


def test_of_two_columns_with_one_heading_the_left_one_is_read_and_it_is_said():
    table = [[*row, row[6]] for row in rows()]
    (problem,) = read(grid(table, "List 7")).problems
    assert (problem.cell, problem.rule) == ("R1", "column twice")


def test_of_two_sheets_with_one_list_the_named_one_is_read():
    one = read(list_7({"A2": 5.0}, "Copy of old"), list_7())
    assert children(one) == WHOLE
    (problem,) = one.problems
    assert (problem.sheet, problem.rule) == ("Copy of old", "list twice")


def test_a_hidden_sheet_is_read_only_when_it_carries_the_name_of_its_list():
    hidden = replace(list_7(name="Draft"), hidden=True)
    one = read(hidden)
    assert "plans" not in one.tables
    assert [problem.rule for problem in one.problems] == ["hidden sheet"]
    assert children(read(replace(list_7(), hidden=True))) == WHOLE


def test_a_sheet_that_is_no_list_is_noted_and_an_empty_one_is_not():
    one = read(list_7(), grid([["Notes for the inspector"]], "Notes"), grid([], "Sheet3"))
    assert [(problem.sheet, problem.severity) for problem in one.problems] == [("Notes", Severity.NOTE)]


def test_a_performance_workbook_is_not_taken_for_annex_a_nor_the_other_way_round():
    figures = book(Figures=[["Code", "Area", "Period", "Numerator", "Denominator"], ["NI 65", "", "2026-09", 1, 2]])
    assert recognise(figures, catalogue()) == "performance"
    assert recognise(Book("a.xlsx", "xlsx", (list_7(),)), catalogue()) == ANNEX_A


def test_a_workbook_that_is_no_return_is_refused_with_what_comes_nearest():
    table = [row[:6] + row[7:12] + row[13:] for row in rows()]
    with pytest.raises(UnreadableFile) as error:
        recognise(Book("mystery.xlsx", "xlsx", (grid(table, "Plans"),)), catalogue())
    assert str(error.value) == (
        "mystery.xlsx is no return that xlperf knows: no sheet has the headings of Annex A, List of assessments, "
        "Performance workbook, List of posts, DfE child protection tables, Indices of deprivation 2019, Statistical "
        "neighbours, Population estimates or SSDA903. "
        'Sheet "Plans" comes nearest to List 7 of Annex A but lacks the columns "Child Protection Plan Start Date", '
        '"Child Protection Plan End Date".'
    )


def test_an_empty_workbook_is_refused_with_where_headings_are_looked_for():
    empty = Book("empty.xlsx", "xlsx", (grid([], "Sheet1"),))
    assert recognised(empty, catalogue()) is None
    with pytest.raises(UnreadableFile, match="Check that the headings stand in one of the first 40 rows"):
        recognise(empty, catalogue())


def test_problems_of_reading_the_file_come_first_and_nothing_is_said_twice():
    from xlperf.problem import Problem
    from xlperf.sheets.grid import CellError

    def read_first(cell, rule):
        return Problem(Severity.ERROR, "found in reading", "annex.xlsx", "List 7", cell, rule)

    before = (read_first("M2", "error cell"), read_first("Z9", "error cell"), read_first("M2", "value under merge"))
    one = read_return(Book("annex.xlsx", "xlsx", (list_7({"M2": CellError("#N/A")}),), before), catalogue(), TODAY)
    assert [(problem.cell, problem.rule) for problem in one.problems] == [
        ("Z9", "error cell"),
        ("M2", "value under merge"),
        ("M2", "error cell"),
    ]
    assert "NI 64" in one.problems[-1].message
