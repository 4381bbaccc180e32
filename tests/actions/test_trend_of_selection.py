"""Trend of selection: directions beside a column, beneath a row, and one for each row of a rectangle."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.support.desk import MemoryBook, MemoryDesk, clicked
from tests.support.libreoffice import recalculated
from xlperf.results.spc import spc
from xlperf.sheets.grid import CellValue
from xlperf.workbook.read import read_book

UP, SAME, DOWN = "Improving ▲", "No change ▬", "Getting worse ▼"
LONG = [10, 12, 11, 12, 13, 11, 12, 10, 30, 31, 32, 33, 34, 35, 36]


def desk_with(rows: list[list[CellValue]], area: str) -> MemoryDesk:
    return MemoryDesk([MemoryBook.of_rows(rows)]).select("Sheet1", area)


def values(desk: MemoryDesk, area: str) -> list[list[CellValue]]:
    assert desk.book is not None
    return desk.book.values("Sheet1", area)


def test_each_figure_of_a_column_has_its_direction_beside_it() -> None:
    desk = desk_with([["n"], [5], [4], [4], [6]], "A1:A5")
    outcome = clicked("trend_of_selection", desk, polarity="low")
    assert values(desk, "B1:B5") == [["Direction"], [None], [UP], [SAME], [DOWN]]
    assert outcome.said == "3 directions in column B: 1 improving, 1 no change and 1 getting worse."


def test_high_is_good_turns_it_round() -> None:
    desk = desk_with([[5], [4], [6]], "A1:A3")
    clicked("trend_of_selection", desk, polarity="high")
    assert values(desk, "B1:B3") == [[None], [DOWN], [UP]]


def test_where_a_range_is_good_nearer_is_better() -> None:
    desk = desk_with([[20], [16], [12], [11], [5]], "A1:A5")
    clicked("trend_of_selection", desk, polarity="10 to 15")
    assert values(desk, "B2:B5") == [[UP], [UP], [SAME], [DOWN]]


def test_a_row_has_its_directions_beneath_it() -> None:
    months: list[CellValue] = [dt.date(2010, month, 1) for month in (1, 2, 3)]
    desk = desk_with([months, [1, 2, 2], ["below", None, None]], "A1:C2")
    assert clicked("trend_of_selection", desk, polarity="high").said.startswith("2 directions in row 4")
    assert values(desk, "A4:C4") == [[None, UP, SAME]]


def test_of_several_rows_each_has_its_last_direction_beside_it() -> None:
    desk = desk_with([["a", 1, 2, 3], ["b", 3, 2, 1], ["c", 1, 2, "x"]], "B1:D3")
    clicked("trend_of_selection", desk, polarity="high")
    assert values(desk, "E1:E3") == [[UP], [DOWN], [""]]


def test_a_figure_without_one_before_it_has_no_direction() -> None:
    desk = desk_with([[1], [None], [2], ["[x]"], [3], [4]], "A1:A6")
    clicked("trend_of_selection", desk, polarity="high")
    assert values(desk, "B1:B6") == [[None], [""], [""], [""], [""], [UP]]


@pytest.mark.parametrize(("places", "expected"), [("0", SAME), ("1", UP), ("", UP)])
def test_two_figures_that_look_the_same_have_not_changed(places: str, expected: str) -> None:
    desk = desk_with([[5.4], [5.3]], "A1:A2")
    clicked("trend_of_selection", desk, polarity="low", places=places)
    assert values(desk, "B2:B2") == [[expected]]


def test_decimals_come_from_the_number_format_of_the_cells() -> None:
    desk = desk_with([[0.1342], [0.1338]], "A1:A2")
    clicked("trend_of_selection", desk, polarity="low")  # shown as 13.4% twice: percentages of one decimal
    assert values(desk, "B2:B2") == [[SAME]]


def test_a_long_series_says_what_is_more_than_chance_as_the_rules_have_it() -> None:
    desk = desk_with([[value] for value in LONG], "A1:A15")
    outcome = clicked("trend_of_selection", desk, polarity="low")
    found = spc(LONG)
    assert found is not None
    assert [row[0] for row in values(desk, "C1:C15")] == [", ".join(rules) or None for rules in found.signals]
    assert "seven rising or falling at A8, A9, A10, A11 and 4 more" in outcome.said


def test_a_short_series_says_nothing_of_chance() -> None:
    desk = desk_with([[value] for value in LONG[:11]], "A1:A11")
    clicked("trend_of_selection", desk, polarity="low")
    assert desk.book is not None
    assert {column for _, _, column in desk.book.written} == {2}


@pytest.mark.parametrize("yes", [True, False])
def test_earlier_directions_are_written_over_only_when_the_user_says_yes(yes: bool) -> None:
    desk = desk_with([[value] for value in LONG], "A1:A15")
    clicked("trend_of_selection", desk, polarity="low")
    assert desk.book is not None
    before = dict(desk.book.written)
    desk.answers_yes = yes
    assert clicked("trend_of_selection", desk, polarity="high").cancelled is not yes
    assert (desk.book.written == before) is not yes
    assert desk.asked == ["Column B holds directions already. Write over them?"]


@pytest.mark.parametrize(
    ("rows", "answers", "said"),
    [
        ([[1], [2]], {"polarity": "neutral"}, "there is no better or worse"),
        ([[1], ["two"]], {"polarity": "low"}, "Fewer than two numbers are selected"),
        ([[1], [2]], {"polarity": "low", "places": "one"}, '"one" is not a number of decimals'),
        ([[1], [2]], {"polarity": "down"}, '"down" is not a polarity'),
    ],
)
def test_what_cannot_be_told_is_said(rows: list[list[CellValue]], answers: dict[str, str], said: str) -> None:
    desk = desk_with(rows, "A1:A2")
    outcome = clicked("trend_of_selection", desk, **answers)
    assert outcome.problem
    assert said in outcome.said
    assert desk.book is not None
    assert not desk.book.written


def test_what_is_no_number_is_named_by_its_cell_and_never_quoted() -> None:
    desk = desk_with([[1], [2], ["Rosalind F"], [True], [3]], "A1:A5")
    said = clicked("trend_of_selection", desk, polarity="high").said
    assert "A3 holds a text, which has no direction. A4 holds TRUE or FALSE" in said
    assert "Rosalind" not in said


def test_the_formulas_give_what_stands_there_when_a_spreadsheet_calculates_them(soffice: str, tmp_path: Path) -> None:
    rows: list[list[CellValue]] = [[value] for value in (5, 4, 4, 6, None, 7, "x", 8, 9, True, 3, 3.04, 2, "[z]")]
    desk = desk_with(rows, f"A1:A{len(rows)}")
    clicked("trend_of_selection", desk, polarity="low", places="1")
    assert desk.book is not None
    path = tmp_path / "trend.xlsx"
    path.write_bytes(desk.book.as_it_is())
    (grid,) = read_book(recalculated(path, tmp_path / "recalculated")).grids
    shown = [grid.value(row, 2) or "" for row in range(1, len(rows) + 1)]
    assert shown == [row[0] or "" for row in values(desk, f"B1:B{len(rows)}")]
