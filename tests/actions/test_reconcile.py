"""Reconcile: what does not follow from its own counts, with its cell."""

from __future__ import annotations

import pytest

from tests.support.desk import SAMPLES, MemoryBook, MemoryDesk, clicked
from xlperf.definitions.load import load
from xlperf.journey.inputs import read_inputs
from xlperf.journey.reconcile import reconcile

FIGURES = ["Code", "Area", "Period", "Kind", "Numerator", "Denominator", "Value", "Note"]


def test_the_sheet_lists_what_the_command_lists_with_links() -> None:
    path = SAMPLES / "haringey_performance.xlsx"
    desk = MemoryDesk.over(path)
    outcome = clicked("reconcile", desk)
    assert outcome.said == "1 stated figure does not follow from its counts: see the sheet Reconcile."
    (expected,) = reconcile(read_inputs([path], load()))
    assert desk.book is not None
    sheet = desk.book.added["Reconcile"]
    row = max(row for row, _ in sheet.cells)
    cells = [sheet.cells[row, column] for column in range(1, 10)]
    assert [cell.value for cell in cells] == [
        *(expected.indicator, expected.area, expected.period, expected.stated_text),
        *(expected.numerator, expected.denominator, pytest.approx(84 / 145), expected.sheet, expected.cell),
    ]
    assert cells[-1].link == f"'{expected.sheet}'!{expected.cell}"
    assert cells[6].number_format == "0.00%"


def test_where_everything_follows_no_sheet_is_added() -> None:
    desk = MemoryDesk.over(SAMPLES / "derby_performance.xlsx")
    outcome = clicked("reconcile", desk)
    assert outcome.said == "Every stated percentage and rate of derby_performance.xlsx follows from its own counts."
    assert not outcome.problem
    assert desk.book is not None
    assert not desk.book.added


def test_several_are_counted() -> None:
    rows = [["NI 64", "", f"2010-0{month}", "", 5, 50, 0.2, ""] for month in (1, 2, 3)]
    desk = MemoryDesk([MemoryBook.of_rows([FIGURES, *rows], "Figures", "p.xlsx")])
    said = clicked("reconcile", desk).said
    assert said == "3 stated figures do not follow from their counts: see the sheet Reconcile."


def test_a_workbook_that_states_nothing_is_said_to() -> None:
    outcome = clicked("reconcile", MemoryDesk.over(SAMPLES / "annex_a.xlsx"))
    assert outcome.problem
    assert "states no figures, so there is nothing to reconcile" in outcome.said
