"""Check return: which return the workbook is, and every problem in it with its cell, on a new sheet."""

from __future__ import annotations

from collections import Counter

from xlperf.actions.button import Answers, Outcome
from xlperf.actions.desk import Desk, OpenBook
from xlperf.actions.opened import book_in_front, check_new_sheets, definitions
from xlperf.actions.opened import read as read_books
from xlperf.actions.steps import step
from xlperf.actions.tables import Column, Table, number_cell, place_link, sheet_of, text_cell
from xlperf.actions.words import counted
from xlperf.journey.inspection import Inspection, inspection_of
from xlperf.problem import Severity, listed
from xlperf.sheets.layout import Cell, Sheet

MOST_OF_A_KIND = 200
"""So many problems of one rule in one sheet are listed; how many more there are is said in a line beneath them."""


def run(desk: Desk, answers: Answers) -> Outcome:
    """List the problems of the workbook in front on a new sheet "Check", and say how many there are."""
    book = book_in_front(desk)
    check_new_sheets(book)
    step(desk, 0.05, f"Reading {book.name}")
    opened = read_books(desk, [book], definitions())
    found = inspection_of(book.name, opened.inputs)
    if found.nothing_to_inspect:
        return Outcome(found.nothing_to_inspect, problem=True)
    step(desk, 0.7, "Writing the sheet Check")
    name = book.add_sheet(check_sheet(book, found, opened.note))
    book.select(name)
    return Outcome(" ".join(filter(None, [f"{_said(found)} The sheet {name} lists them.", opened.note])), (name,))


def check_sheet(book: OpenBook, found: Inspection, note: str = "") -> Sheet:
    """Return the sheet: what the workbook is, the problems counted by rule, and each with a link to its cell."""
    about = [
        f"{found.file}: {found.what}{f', {found.covers}' if found.covers else ''}",
        *(f"{one.name} (sheet {one.sheet}): {counted(one.rows, 'row')}" for one in found.tables),
        _said(found),
        note,
    ]
    tables = [_by_rule(found), _one_by_one(book, found)] if found.problems else []
    return sheet_of("Check", "Check", filter(None, about), tables)


def _said(found: Inspection) -> str:
    by_severity = Counter(problem.severity for problem in found.problems)
    counts = [counted(by_severity[one], one.value) for one in Severity if by_severity[one]]
    listed_counts = " and ".join(filter(None, [", ".join(counts[:-1]), counts[-1]])) if counts else "no problem"
    return f"{found.what}: {listed_counts} found."


def _by_rule(found: Inspection) -> Table:
    """Return how many problems there are of each rule, the most serious first, then the most frequent."""
    rules = Counter((problem.severity, problem.rule) for problem in found.problems)
    order = list(Severity)
    ranked = sorted(rules.items(), key=lambda one: (order.index(one[0][0]), -one[1], one[0][1]))
    rows = [
        (_severity(severity), text_cell(rule or "other"), number_cell(number)) for (severity, rule), number in ranked
    ]
    columns = (Column("Severity", 11), Column("Rule", 26), Column("Number", 12, True))
    return Table(columns, rows, "By rule")


def _one_by_one(book: OpenBook, found: Inspection) -> Table:
    order = list(Severity)
    sheets = set(book.sheet_names)
    problems = sorted(found.problems, key=lambda problem: order.index(problem.severity))
    rows = [
        (
            _severity(one.problem.severity),
            text_cell(one.problem.sheet),
            place_link(sheets, one.problem.sheet, one.problem.cell),
            text_cell(one.problem.message),
        )
        for one in listed(problems, MOST_OF_A_KIND)
    ]
    columns = (Column("Severity", 11), Column("Sheet", 26), Column("Cell", 12), Column("What was found", 104))
    return Table(columns, rows, "One by one; a click on a cell's address goes there")


def _severity(severity: Severity) -> Cell:
    return Cell(severity.value.capitalize(), f"problem_{severity.value}")
