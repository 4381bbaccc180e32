"""The ribbon's buttons in Excel for Windows, with a stand-in for xlwings: what is read, asked, written and said."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.support.fake_xlwings import FakeExcel, read
from xlperf.actions.buttons import BUTTONS
from xlperf.folders import bundled
from xlperf.hosts.excel import desk as desk_module
from xlperf.hosts.excel.book import ExcelBook, colour_number, entered
from xlperf.hosts.excel.buttons import run_on
from xlperf.hosts.excel.desk import ExcelDesk
from xlperf.sheets.grid import CellError

HARINGEY = bundled("workbooks") / "samples" / "haringey_performance.xlsx"


def test_checking_a_workbook_adds_a_sheet_and_says_so() -> None:
    excel = FakeExcel.over(HARINGEY)
    before = [sheet.name for sheet in excel.book.sheets]
    run_on("check_return", excel.book)
    assert [mode for mode, _ in excel.app.said] == ["info"]
    assert [sheet.name for sheet in excel.book.sheets] == before + excel.book.added
    assert excel.app.books.closed == [path.name for path in excel.app.books.opened], "nothing of ours stays open"
    assert excel.app.status_bar is False
    assert all(str(text).startswith("xlperf ") for text in excel.app.shown)


def test_calculating_asks_for_the_period_and_writes_the_figures() -> None:
    excel = FakeExcel.over(HARINGEY, answers=[None, ""])
    run_on("calculate_figures", excel.book)
    assert excel.app.asked[0].startswith("Period")
    (name,) = excel.book.added
    rows = list(excel.book.sheets[name].cells.iter_rows(values_only=True))
    assert len(rows) > 5
    assert any(isinstance(value, float) for row in rows for value in row)


def test_a_box_that_is_closed_ends_it_before_anything_was_done() -> None:
    excel = FakeExcel.over(HARINGEY, answers=[False])
    run_on("calculate_figures", excel.book)
    assert excel.said == "Nothing was done."
    assert excel.book.added == []


def test_rating_a_selection_writes_formulas_and_colours_beside_it() -> None:
    rows = [["Actual", "Target"], [0.5, 0.4], [0.3, 0.4]]
    excel = FakeExcel.of_rows(rows, answers=["low", "brag", ""])
    excel.select("Sheet", "A2:B3")
    run_on("rate_selection", excel.book)
    sheet = excel.book.sheets["Sheet"]
    assert all(str(sheet.cells.cell(row, 3).value).startswith("=") for row in (2, 3)), excel.said
    (area, rule), *_ = sheet.rules
    assert area == ((2, 3), (3, 3))
    assert rule.formula.startswith("=LEFT(C2,")
    assert isinstance(rule.Interior.Color, int)


def test_whole_columns_are_read_as_far_as_the_sheet_is_used() -> None:
    excel = FakeExcel.of_rows([[1, 2], [3, 4], [None, 5]])
    excel.select("Sheet", "A:B")
    selection = ExcelDesk(excel.book).selection
    assert selection is not None
    assert [list(row) for row in selection.rows] == [[1.0, 2.0], [3.0, 4.0], [None, 5.0]]


def test_without_a_selection_the_sentence_says_so() -> None:
    excel = FakeExcel.of_rows([[1]], answers=["low", "brag", ""])
    run_on("rate_selection", excel.book)
    assert "elect" in excel.said
    assert excel.book.sheets["Sheet"].rules == []


def test_a_report_is_saved_where_the_user_wants_it_and_opened(tmp_path: Path) -> None:
    place = tmp_path / "report.xlsx"
    excel = FakeExcel.over(HARINGEY, answers=["monthly", None, "", ""], save_as=str(place))
    run_on("build_report", excel.book)
    assert read(place).sheetnames
    assert str(place) in excel.said or place.name in excel.said
    assert excel.app.books.opened[-1] == place


def test_a_file_that_exists_is_replaced_only_with_the_users_leave(tmp_path: Path) -> None:
    place = tmp_path / "mine.xlsx"
    place.write_bytes(b"mine")
    excel = FakeExcel.over(HARINGEY, answers=["monthly", None, "", "", False], save_as=str(place))
    run_on("build_report", excel.book)
    assert place.read_bytes() == b"mine"
    assert excel.said == "Nothing was saved."


def test_a_box_for_the_place_that_is_closed_saves_nothing(tmp_path: Path) -> None:
    excel = FakeExcel.over(HARINGEY, answers=["monthly", None, "", ""], save_as=False)
    run_on("build_report", excel.book)
    assert excel.said == "Nothing was saved."
    assert list(tmp_path.iterdir()) == []


def test_escape_stops_a_button(monkeypatch: pytest.MonkeyPatch) -> None:
    excel = FakeExcel.over(HARINGEY, answers=[None, ""])
    pressed = iter([False, True])
    monkeypatch.setattr(desk_module, "escape_was_pressed", lambda: next(pressed, False))
    run_on("calculate_figures", excel.book)
    assert excel.said.startswith("Stopped.")
    assert excel.book.added == []


def test_a_choice_may_be_given_by_its_number() -> None:
    excel = FakeExcel.of_rows([["Actual", "Target"], [0.5, 0.4]], answers=["1", "1", ""])
    excel.select("Sheet", "A2:B2")
    run_on("rate_selection", excel.book)
    assert "1  low" in excel.app.asked[0]
    assert str(excel.book.sheets["Sheet"].cells.cell(2, 3).value).startswith("="), excel.said


@pytest.mark.parametrize("button", BUTTONS, ids=[button.id for button in BUTTONS])
def test_every_button_says_a_sentence_on_an_empty_workbook_that_was_never_saved(button: object) -> None:
    excel = FakeExcel.of_rows([], answers=[None] * 9)
    run_on(button.id, excel.book)  # type: ignore[attr-defined]
    ((_, said),) = excel.app.said
    assert said.endswith((".", "?"))
    assert "fault of xlperf" not in said
    assert excel.app.status_bar is False


# The workbook itself


def test_a_workbook_says_where_it_lies_and_whether_it_is_saved() -> None:
    saved = ExcelBook(FakeExcel.over(HARINGEY).book)
    assert (saved.name, saved.address, saved.is_saved) == (HARINGEY.name, str(HARINGEY), True)
    unsaved = ExcelBook(FakeExcel.of_rows([[1]]).book)
    assert (unsaved.name, unsaved.address, unsaved.is_saved) == ("Book1", "", False)


def test_a_sheet_whose_name_is_taken_gets_a_number_hidden_ones_too() -> None:
    excel = FakeExcel.over(HARINGEY)
    run_on("check_return", excel.book)
    (first,) = excel.book.added
    excel.book.sheets[first].cells.sheet_state = "hidden"
    run_on("check_return", excel.book)
    assert excel.book.added == [first, f"{first} 2"]


def test_what_is_written_is_read_again() -> None:
    excel = FakeExcel.of_rows([[1, 2]])
    book = ExcelBook(excel.book)
    assert book.sheet("Sheet").value(1, 1) == 1.0
    book.write("Sheet", 2, 1, [["01/02", dt.date(2010, 1, 31)], [None, 1.5]], {(1, 0): "=A1+1"})
    assert book.sheet("Sheet").value(2, 1) == "01/02"
    assert excel.book.sheets["Sheet"].cells.cell(3, 1).value == "=A1+1"


@pytest.mark.parametrize(
    ("value", "given"),
    [("=1+1", "'=1+1"), ("1/2", "'1/2"), ("", None), (None, None), (1.5, 1.5), (CellError("#N/A", "why"), "#N/A")],
)
def test_a_text_is_handed_over_as_text(value: object, given: object) -> None:
    assert entered(value) == given  # type: ignore[arg-type]


def test_a_colour_is_counted_as_excel_counts_it() -> None:
    assert colour_number("#FF8001") == 0x0180FF


def test_a_cell_that_is_shown_is_selected_in_its_workbook() -> None:
    excel = FakeExcel.over(HARINGEY)
    ExcelBook(excel.book).select("Figures", 3, 2)
    assert (excel.app.activated, excel.book.in_front) == (HARINGEY.name, "Figures")
    assert excel.app.selection is not None
    assert excel.app.selection.first == (3, 2)


def test_excel_prints_the_pdf(tmp_path: Path) -> None:
    assert ExcelBook(FakeExcel.over(HARINGEY).book).pdf().startswith(b"%PDF")


def test_a_protected_sheet_and_a_protected_workbook_are_seen() -> None:
    excel = FakeExcel.of_rows([[1]])
    book = ExcelBook(excel.book)
    assert not book.is_protected("Sheet")
    excel.book.sheets["Sheet"].api.ProtectContents = True
    excel.book.api.ProtectStructure = True
    assert book.is_protected("Sheet")
    assert book.is_protected("")
