"""The desk of the task pane: what was collected in, a list of changes out, and questions that start the button anew."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from tests.support.desk import SAMPLES
from xlperf.errors import RequestError
from xlperf.hosts.web.desk import Asked, WebDesk
from xlperf.hosts.web.press import press, questions
from xlperf.sheets.grid import CellError
from xlperf.sheets.layout import Cell, Layout, Properties, Sheet


def sheet(name: str = "Figures", values: list[list[object]] | None = None, **more: object) -> dict[str, object]:
    usual: dict[str, object] = {"visible": True, "protected": False, "row": 1, "column": 1, "formats": {}}
    return {"name": name, "values": values or [], **usual, **more}


def collected(*sheets: dict[str, object], **more: object) -> dict[str, Any]:
    usual = {"name": "book.xlsx", "address": "", "saved": True, "protected": False, "content": None, "pdf": None}
    return {**usual, "sheets": list(sheets) or [sheet()], "selection": None, **more}


def test_a_sheet_is_read_at_its_true_address_with_dates_and_formats() -> None:
    given = sheet(values=[["Day", 40237, "#N/A"]], row=3, column=2, formats={"d mmm yyyy": [[3, 3]], "0%": [[3, 2]]})
    grid = WebDesk(collected(given)).book.sheet("Figures")
    assert grid.value(3, 2) == "Day"
    assert grid.value(3, 3) == dt.date(2010, 2, 28)
    assert grid.value(3, 4) == CellError("#N/A")
    assert dict(grid.number_formats) == {(3, 3): "d mmm yyyy"}


def test_hidden_sheets_are_not_listed_and_their_names_are_taken() -> None:
    book = WebDesk(collected(sheet(), sheet("Check", visible=False))).book
    assert book.sheet_names == ["Figures"]
    assert book.add_sheet(Sheet("Check", {(1, 1): Cell("x")})) == "Check 2"
    assert book.add_sheet(Sheet("check", {(1, 1): Cell("x")})) == "check 3"
    long = "A sheet's name of thirty-one ch"
    assert len(long) == 31
    assert book.add_sheet(Sheet(long, {})) == long
    assert book.add_sheet(Sheet(long, {})) == "A sheet's name of thirty-one  2"


def test_a_sheet_too_large_for_the_pane_is_said() -> None:
    large = sheet() | {"values": None}
    with pytest.raises(RequestError, match='The sheet "Figures" is too large'):
        WebDesk(collected(large)).book.sheet("Figures")


def test_the_selection_is_rows_of_cells_or_nothing() -> None:
    assert WebDesk(collected()).selection is None
    chosen = {"sheet": "Figures", "row": 2, "column": 3, "values": [[1, ""]], "formats": {}, "more": True}
    found = WebDesk(collected(selection=chosen)).selection
    assert found is not None
    assert (found.sheet, found.row, found.column, found.rows, found.more) == ("Figures", 2, 3, [[1.0, None]], True)


def test_changes_are_kept_in_order_and_as_excel_takes_them() -> None:
    desk = WebDesk(collected())
    desk.book.write("Figures", 2, 3, [["2010-02", None], [1.0, dt.date(2010, 2, 28)]], {(0, 1): "=A1"})
    desk.book.colour("Figures", 2, 3, 4, {"Red": "rating_red"})
    desk.book.select("Figures", 2, 3)
    assert desk.save(b"abc", "a.pdf") == "a.pdf"
    write, colour, select, save = desk.changes
    assert write["formulas"] == [["'2010-02", "=A1"], [1.0, 40237.0]]
    assert (colour["address"], select["address"]) == ("C2:C5", "C2")
    assert save == {"do": "save", "name": "a.pdf", "content": "YWJj"}


def test_a_layout_becomes_a_workbook_for_the_pane_to_open() -> None:
    desk = WebDesk(collected())
    layout = Layout((Sheet("S", {(1, 1): Cell("x")}),), Properties("T"))
    assert desk.open_layout(layout, "plain", "report.xlsx") == "report.xlsx"
    assert str(desk.changes[0]["content"]).startswith("UEsD")  # a zip


def test_a_question_ends_the_run_until_it_is_answered() -> None:
    with pytest.raises(Asked, match="Sure"):
        WebDesk(collected()).confirm("Sure?")
    assert WebDesk(collected(), {"Sure?": True}).confirm("Sure?") is True
    assert not issubclass(Asked, Exception)  # so that no button takes it for an error


def test_there_are_no_folders_but_those_given(tmp_path: Any) -> None:
    desk = WebDesk(collected())
    assert desk.path(str(tmp_path)) == tmp_path
    for text in ("", "returns", "/nowhere/at/all"):
        with pytest.raises(RequestError, match="no folders of its own"):
            desk.path(text)


def test_a_press_asks_first_then_does_it() -> None:
    selection = {"sheet": "Figures", "row": 1, "column": 1, "values": [["x"]], "formats": {}, "more": False}
    desk = collected(sheet(values=[["x"]]), selection=selection, content=str(SAMPLES / "haringey_performance.xlsx"))
    click: dict[str, Any] = {"button": "insert_indicator", "answers": {"code": "NI 59"}, "confirmed": {}, "desk": desk}
    asked = json.loads(press(json.dumps(click)))
    assert "Write over them?" in asked["asks"]
    assert set(asked) == {"asks"}
    click["confirmed"] = {asked["asks"]: True}
    came = json.loads(press(json.dumps(click)))
    assert not came["problem"]
    assert "write" in [change["do"] for change in came["changes"]]
    click["confirmed"] = {asked["asks"]: False}
    assert json.loads(press(json.dumps(click)))["changes"] == []


def test_progress_is_shown_from_nothing_to_all() -> None:
    told: list[tuple[float, str]] = []
    desk = collected(content=str(SAMPLES / "haringey_performance.xlsx"))
    click = {"button": "calculate_figures", "answers": {"period": "2010-02"}, "confirmed": {}, "desk": desk}
    came = json.loads(press(json.dumps(click), lambda share, text: told.append((share, text))))
    assert came["said"].startswith("5 figures")
    assert [share for share, _ in told] == sorted(share for share, _ in told)
    assert all(0 <= share <= 1 and text for share, text in told)


def test_questions_come_with_what_the_workbook_suggests() -> None:
    desk = collected(content=str(SAMPLES / "haringey_performance.xlsx"))
    asked = json.loads(questions(json.dumps({"button": "build_report", "desk": desk})))
    by_id = {question["id"]: question for question in asked}
    assert by_id["period"]["default"] == by_id["period"]["choices"][0]
    assert by_id["plan"]["default"] == "monthly"
    folder = json.loads(questions(json.dumps({"button": "convert_folder", "desk": desk})))
    assert [question["id"] for question in folder if question["kind"] == "folder"] == ["folder"]
