"""Rate selection: the same ratings as the worksheet function, as formulas that live, and a reason for all else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.cases import cases
from tests.support.desk import MemoryBook, MemoryDesk, clicked
from tests.support.libreoffice import recalculated
from xlperf.functions import brag, status
from xlperf.sheets.grid import CellError, CellValue
from xlperf.workbook.read import read_book

DERBY = [["Actual", "Target"], [56.2, 51], [52.88, 51], [51, 51], [49.98, 51]]


def desk_with(rows: list[list[CellValue]], area: str) -> MemoryDesk:
    return MemoryDesk([MemoryBook.of_rows(rows)]).select("Sheet1", area)


def book_of(desk: MemoryDesk) -> MemoryBook:
    assert desk.book is not None
    return desk.book


def column(desk: MemoryDesk, area: str) -> list[CellValue]:
    return [row[0] for row in book_of(desk).values("Sheet1", area)]


def test_derbys_figures_are_rated_in_words_symbols_and_colours() -> None:
    desk = desk_with(DERBY, "A1:B5")
    outcome = clicked("rate_selection", desk, polarity="low")
    assert outcome.said == "4 rows rated in column C: 1 Red, 1 Amber, 1 Green and 1 Blue."
    assert column(desk, "C1:C5") == ["Rating", "Red ▲", "Amber ◆", "Green ●", "Blue ★"]
    ((sheet, row, at, height, kinds),) = book_of(desk).colours
    assert (sheet, row, at, height) == ("Sheet1", 2, 3, 4)
    assert kinds["Amber"] == "rating_amber"
    assert kinds["No target"] == "rating_none"


def test_every_rating_is_a_native_formula_of_its_own_row() -> None:
    desk = desk_with(DERBY, "A1:B5")
    clicked("rate_selection", desk, polarity="low")
    formulas = book_of(desk).formulas
    assert sorted(formulas) == [("Sheet1", row, 3) for row in (2, 3, 4, 5)]
    assert all(f"A{row}" in formula and "PERF_" not in formula for (_, row, _), formula in formulas.items())


def test_without_headings_no_word_is_written_above() -> None:
    desk = desk_with(DERBY[1:], "A1:B4")
    clicked("rate_selection", desk, polarity="low")
    assert column(desk, "C1:C4")[0] == "Red ▲"


@pytest.mark.parametrize("heading", ["2010", dt.date(2010, 1, 1)])
def test_a_date_above_the_figures_is_a_heading_and_a_number_kept_as_text_is_not(heading: CellValue) -> None:
    desk = desk_with([[heading, "Target"], [56.2, 51]], "A1:B2")
    clicked("rate_selection", desk, polarity="low")
    assert column(desk, "C1:C2") == (["Rating", "Red ▲"] if isinstance(heading, dt.date) else ["No data –", "Red ▲"])


def test_one_target_for_all_is_taken_from_the_answer() -> None:
    desk = desk_with([["Actual"], [0.14], [0.09]], "A1:A3")
    assert clicked("rate_selection", desk, polarity="low", target="10%").said.startswith("2 rows rated in column B")
    assert column(desk, "B2:B3") == ["Red ▲", "Blue ★"]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "Only actuals are selected."),
        ({"target": "ten"}, 'The target "ten" is not a number.'),
        ({"target": "10", "polarity": ""}, 'needs an answer to "Which is better'),
        ({"target": "10", "polarity": "lowest"}, '"lowest" is not a polarity. Did you mean "low"?'),
        ({"target": "10", "polarity": "15 to 10"}, '"15 to 10" is not a polarity.'),
        ({"target": "10", "scheme": "barg"}, 'Did you mean "brag"?'),
    ],
)
def test_an_answer_that_does_not_do_is_said_and_nothing_written(answers: dict[str, str], said: str) -> None:
    desk = desk_with([[0.14], [0.09]], "A1:A2")
    outcome = clicked("rate_selection", desk, **({"polarity": "low"} | answers))
    assert outcome.problem
    assert said in outcome.said
    assert not book_of(desk).written


def test_three_columns_are_refused() -> None:
    outcome = clicked("rate_selection", desk_with([[1, 2, 3]], "A1:C1"), polarity="low")
    assert outcome.problem
    assert outcome.said.startswith("3 columns are selected.")


def test_the_next_empty_column_is_taken_and_the_users_cells_stay() -> None:
    rows = [[*row, "a note"] for row in DERBY]
    desk = desk_with(rows, "A1:B5")
    clicked("rate_selection", desk, polarity="low")
    assert {at for _, _, at in book_of(desk).written} == {4}


@pytest.mark.parametrize("yes", [True, False])
def test_earlier_ratings_are_written_over_only_when_the_user_says_yes(yes: bool) -> None:
    desk = desk_with(DERBY, "A1:B5")
    clicked("rate_selection", desk, polarity="low")
    before = dict(book_of(desk).written)
    desk.answers_yes = yes
    outcome = clicked("rate_selection", desk, polarity="high")
    assert desk.asked == ["Column C holds ratings already. Write over them?"]
    assert outcome.cancelled is not yes
    assert (book_of(desk).written == before) is not yes
    assert {at for _, _, at in book_of(desk).written} == {3}


def test_what_is_no_number_is_answered_by_its_reason_and_never_quoted() -> None:
    rows: list[list[CellValue]] = [
        ["Actual", "Target"],
        ["Rosalind F", 51],
        ["33", 51],
        [True, 51],
        [dt.date(2020, 1, 1), 51],
        [None, None],
        [None, 51],
        ["[c]", 51],
        [5, None],
        [5, 0],
        [0, 0],
    ]
    desk = desk_with(rows, "A1:B11")
    outcome = clicked("rate_selection", desk, polarity="low")
    none = "No data –"
    assert column(desk, "C2:C11") == [
        *(none, none, none, none, None, none, "Suppressed ■", "No target ○", "Red ▲", "Green ●"),
    ]
    assert "A2 holds a text; A3 holds a number kept as text; A4 holds TRUE or FALSE; A5 holds a date" in outcome.said
    assert "Rosalind" not in outcome.said


def test_an_error_cell_is_no_data_and_does_not_spread() -> None:
    desk = desk_with([[1, 2], [3, 4]], "A1:B2")
    book_of(desk).written["Sheet1", 1, 1] = CellError("#DIV/0!")
    outcome = clicked("rate_selection", desk.select("Sheet1", "A1:B2"), polarity="low")
    assert column(desk, "C1:C2") == ["No data –", "Blue ★"]
    assert "A1 holds an error" in outcome.said


@pytest.mark.parametrize("polarity", ["10 to 15", "10% to 15%", "0.1 to 0.15"])
def test_a_range_of_percentages_may_be_written_in_three_ways(polarity: str) -> None:
    desk = desk_with([[0.12], [0.2]], "A1:A2")
    clicked("rate_selection", desk, polarity=polarity)
    assert column(desk, "B1:B2") == ["Green ●", "Red ▲"]


def test_percentage_points_count_as_points_of_percentages_and_of_other_units() -> None:
    desk = desk_with([[0.134, 0.1], [0.16, 0.1]], "A1:B2")
    clicked("rate_selection", desk, polarity="low", scheme="brag_points")
    assert column(desk, "C1:C2") == ["Amber ◆", "Red ▲"]
    desk = desk_with([[13.4, 10], [16, 10]], "A1:B2")
    clicked("rate_selection", desk, polarity="low", scheme="brag_points")
    assert column(desk, "C1:C2") == ["Amber ◆", "Red ▲"]


numbers = st.one_of(st.integers(-50, 50).map(float), st.floats(-200, 200).map(lambda number: round(number, 2)))


@settings(max_examples=cases(40))
@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=8), st.sampled_from(["low", "high"]))
def test_ratings_are_those_of_the_worksheet_functions(pairs: list[tuple[float, float]], polarity: str) -> None:
    desk = desk_with([list(pair) for pair in pairs], f"A1:B{len(pairs)}")
    for scheme, function in (("brag", brag), ("status", status)):
        clicked("rate_selection", desk, polarity=polarity, scheme=scheme)
        words = [str(text).rpartition(" ")[0] for text in column(desk, f"C1:C{len(pairs)}")]
        assert words == [function(value, target, polarity) for value, target in pairs]
        book_of(desk).written.clear()


@pytest.mark.parametrize("scheme", ["brag", "brag_points", "status"])
def test_the_formulas_give_what_stands_there_when_a_spreadsheet_calculates_them(
    soffice: str, tmp_path: Path, scheme: str
) -> None:
    values: list[CellValue] = [0.134, 0.1, 0.098, 0.2, 0, "a text", "33", True, None, "[c]", "[x]", dt.date(2020, 1, 1)]
    rows = [[value, target] for value in values for target in (0.1, 0, None, "[z]", "none yet")]
    desk = desk_with(rows, f"A1:B{len(rows)}")
    clicked("rate_selection", desk, polarity="high", scheme=scheme)
    path = tmp_path / "rated.xlsx"
    path.write_bytes(book_of(desk).as_it_is())
    (grid,) = read_book(recalculated(path, tmp_path / "recalculated")).grids
    assert [grid.value(row, 3) for row in range(1, len(rows) + 1)] == column(desk, f"C1:C{len(rows)}")
