"""What stands in a button's way: every one has a sentence, and nothing raises."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.desk import SAMPLES, MemoryBook, MemoryDesk, clicked
from xlperf.actions.buttons import BUTTONS
from xlperf.actions.desk import Selection

HARINGEY = SAMPLES / "haringey_performance.xlsx"
OF_A_BOOK = ("check_return", "calculate_figures", "build_report", "reconcile", "commentary", "print_pdf")
OF_A_SELECTION = ("rate_selection", "trend_of_selection", "insert_indicator")
ADDS_A_SHEET = ("check_return", "calculate_figures", "reconcile", "commentary")
ANSWERS = {"period": "2010-01", "plan": "monthly", "polarity": "low", "code": "NI 64", "target": "5"}


def haringey() -> MemoryDesk:
    return MemoryDesk.over(HARINGEY)


@pytest.mark.parametrize("name", [*OF_A_BOOK, *OF_A_SELECTION])
def test_without_an_open_workbook_a_button_says_to_open_one(name: str) -> None:
    outcome = clicked(name, MemoryDesk(), **ANSWERS)
    assert outcome.problem
    assert outcome.said == "No workbook is open. Open the workbook that you mean, and click again."


@pytest.mark.parametrize("name", OF_A_SELECTION)
def test_without_a_selection_a_button_says_to_select(name: str) -> None:
    outcome = clicked(name, haringey(), **ANSWERS)
    assert outcome.problem
    assert outcome.said.startswith("No cell")


@pytest.mark.parametrize("name", ["rate_selection", "trend_of_selection"])
def test_an_empty_selection_is_said_to_be_empty(name: str) -> None:
    desk = MemoryDesk([MemoryBook.of_rows([["a", 1]])]).select("Sheet1", "D5:E9")
    assert "are empty" in clicked(name, desk, **ANSWERS).said


@pytest.mark.parametrize("name", ["rate_selection", "trend_of_selection"])
def test_several_areas_are_refused_and_nothing_is_written(name: str) -> None:
    desk = MemoryDesk([MemoryBook.of_rows([[1, 2, 3], [4, 5, 6]])]).select("Sheet1", "A1:A2,C1:C2")
    outcome = clicked(name, desk, **ANSWERS)
    assert outcome.problem
    assert "Several areas" in outcome.said
    assert desk.book is not None
    assert not desk.book.written


@pytest.mark.parametrize("name", OF_A_SELECTION)
def test_a_protected_sheet_is_said_and_not_written_to(name: str) -> None:
    desk = MemoryDesk([MemoryBook.of_rows([[1, 2], [3, 4]])]).select("Sheet1", "A1:B2")
    assert desk.book is not None
    desk.book.protected.add("Sheet1")
    outcome = clicked(name, desk, **ANSWERS)
    assert outcome.problem
    assert 'The sheet "Sheet1" is protected' in outcome.said
    assert not desk.book.written


@pytest.mark.parametrize("name", ADDS_A_SHEET)
def test_a_protected_structure_is_said_where_a_sheet_would_be_added(name: str) -> None:
    desk = haringey()
    assert desk.book is not None
    desk.book.protected.add("")
    outcome = clicked(name, desk, **(ANSWERS | {"period": "2010-02"}))
    assert outcome.problem
    assert "no sheet can be added" in outcome.said
    assert not desk.book.added


@pytest.mark.parametrize("name", ADDS_A_SHEET)
def test_a_name_that_is_taken_gets_a_number(name: str) -> None:
    desk = haringey()
    first, second = (clicked(name, desk, **(ANSWERS | {"period": "2010-02"})).sheets[0] for _ in range(2))
    assert second == f"{first} 2"


@pytest.mark.parametrize("name", ["check_return", "calculate_figures", "build_report", "reconcile"])
def test_an_unsaved_workbook_is_read_as_it_is_on_the_screen(name: str) -> None:
    desk = MemoryDesk([MemoryBook("Book1", HARINGEY.read_bytes(), is_saved=False)])
    assert not clicked(name, desk, **ANSWERS).problem


def test_an_unsaved_workbook_that_the_host_cannot_give_is_to_be_saved_first() -> None:
    desk = MemoryDesk([MemoryBook("Book1", b"", is_saved=False, gives_content=False)])
    outcome = clicked("check_return", desk)
    assert outcome.problem
    assert outcome.said == "Book1 has never been saved, and this program cannot read it so. Save it first."


@pytest.mark.parametrize("address", ["https://council.sharepoint.com/sites/a/book.xlsx", "HTTP://d.docs.live.net/x"])
def test_a_web_address_is_said_to_be_one_when_only_a_file_could_be_read(address: str) -> None:
    desk = MemoryDesk([MemoryBook("book.xlsx", b"", address, gives_content=False)])
    outcome = clicked("build_report", desk, **ANSWERS)
    assert outcome.problem
    assert "web address (OneDrive or SharePoint)" in outcome.said
    assert address not in outcome.said


def test_a_web_address_is_no_obstacle_when_the_host_gives_the_workbook() -> None:
    book = MemoryBook("book.xlsx", HARINGEY.read_bytes(), "https://council.sharepoint.com/book.xlsx")
    assert not clicked("check_return", MemoryDesk([book])).problem


def test_changes_that_are_not_saved_are_said_when_the_file_had_to_be_read() -> None:
    book = MemoryBook(HARINGEY.name, b"", str(HARINGEY), is_saved=False, gives_content=False)
    book.data = HARINGEY.read_bytes()
    outcome = clicked("check_return", MemoryDesk([book]))
    assert not outcome.problem
    assert outcome.said.endswith("has changes that are not saved; it was read as it was last saved.")


def test_a_file_that_has_gone_is_said() -> None:
    desk = MemoryDesk([MemoryBook("book.xlsx", b"", "/no/such/book.xlsx", gives_content=False)])
    assert "no longer where it was opened" in clicked("check_return", desk).said


@pytest.mark.parametrize("name", ["check_return", "calculate_figures", "build_report"])
def test_without_pandas_a_return_of_children_is_not_counted_and_the_reason_given(name: str) -> None:
    desk = MemoryDesk.over(SAMPLES / "annex_a.xlsx")
    desk.can_count = False
    outcome = clicked(name, desk, **(ANSWERS | {"period": "2026-09"}))
    assert outcome.problem
    assert "pandas and numpy, which are not here" in outcome.said


@pytest.mark.parametrize("name", ["check_return", "calculate_figures", "build_report", "reconcile"])
def test_a_workbook_that_is_nothing_known_is_said_with_what_was_looked_for(name: str) -> None:
    desk = MemoryDesk([MemoryBook.of_rows([["Lunch", "Price"], ["Soup", 3.5]], name="canteen.xlsx")])
    outcome = clicked(name, desk, **ANSWERS)
    assert outcome.problem
    assert outcome.said.startswith("canteen.xlsx is no return that xlperf knows")


@pytest.mark.parametrize("button", [one for one in BUTTONS if one.questions], ids=lambda button: button.id)
def test_a_question_that_needs_an_answer_and_has_none_is_named(button: object) -> None:
    one = next(button_ for button_ in BUTTONS if button_ is button)
    needed = [question for question in one.questions if not question.optional and not question.default]
    if not needed:
        return
    outcome = clicked(one.id, haringey())
    assert outcome.problem
    assert outcome.said == f'{one.label} needs an answer to "{needed[0].label}".'


@pytest.mark.parametrize("name", ["calculate_figures", "build_report", "commentary"])
def test_a_period_that_is_none_is_told_with_the_forms_there_are(name: str) -> None:
    outcome = clicked(name, haringey(), **(ANSWERS | {"period": "last month"}))
    assert outcome.problem
    assert outcome.said.startswith('"last month" is not a period. Write 2011/12')


def test_only_the_workbook_in_front_is_read_when_two_are_open() -> None:
    desk = MemoryDesk.over(HARINGEY, SAMPLES / "derby_performance.xlsx")
    outcome = clicked("check_return", desk)
    assert desk.books[0].added.keys() == {"Check"}
    assert not desk.books[1].added
    assert outcome.sheets == ("Check",)


def test_a_whole_column_ends_where_the_used_cells_end() -> None:
    desk = MemoryDesk([MemoryBook.of_rows([["Actual", "Target"], [56.2, 51], [50.0, 51]])]).select("Sheet1", "A:B")
    assert clicked("rate_selection", desk, polarity="low").said.startswith("2 rows rated in column C")


def test_a_million_blank_rows_beneath_the_figures_are_left_out_whatever_the_host_gives() -> None:
    desk = MemoryDesk([MemoryBook.of_rows([[56.2, 51], [50.0, 51]])]).select("Sheet1", "A1:B2")
    assert desk.selection is not None
    rows = [*desk.selection.rows, *([[None, None]] * 1_048_574)]
    desk.selection = replace(desk.selection, rows=rows)
    assert clicked("rate_selection", desk, polarity="low").said.startswith("2 rows rated in column C")
    assert desk.book is not None
    assert len(desk.book.written) == 2


@pytest.mark.parametrize("name", ["rate_selection", "trend_of_selection"])
def test_a_long_selection_takes_time_in_proportion_to_its_rows(name: str) -> None:
    def seconds(rows: int) -> float:
        desk = MemoryDesk([MemoryBook.of_rows([[1]])])
        desk.selection = Selection("Sheet1", 1, 1, [[float(row % 90)] for row in range(rows)])
        started = time.process_time()
        assert not clicked(name, desk, polarity="low", target="51").problem
        return time.process_time() - started

    short = min(seconds(2_000) for _ in range(3))
    assert seconds(20_000) < 40 * short  # it was 100 times when every row looked at all others


def test_a_selection_knows_when_it_is_empty() -> None:
    assert Selection("Sheet1", 1, 1, [[None, ""]]).is_empty
    assert not Selection("Sheet1", 1, 1, [[0.0]]).is_empty


def test_nothing_of_a_workbook_is_left_in_the_folder_for_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    clicked("check_return", MemoryDesk.over(SAMPLES / "annex_a.xlsx"))
    clicked("check_return", MemoryDesk([MemoryBook.of_rows([["Lunch"]])]))
    assert not list(tmp_path.iterdir())
