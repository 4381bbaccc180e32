"""Every button of the task pane, clicked in Chromium on a performance workbook in the fake Excel."""

from __future__ import annotations

import base64
import datetime as dt
import io
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.support.desk import MemoryDesk, clicked
from tests.support.web_addin import Json, Pane, as_open_workbook
from xlperf.actions.buttons import BUTTONS
from xlperf.folders import bundled

SAMPLES = bundled("workbooks") / "samples"
HARINGEY = SAMPLES / "haringey_performance.xlsx"
FEBRUARY = {"period": "2010-02"}


@pytest.fixture(scope="module")
def haringey() -> Json:
    return as_open_workbook(HARINGEY)


@pytest.fixture
def opened(pane: Pane, haringey: Json) -> Pane:
    """The pane, with the sample open and untouched."""
    pane.open(haringey)
    return pane


def rows_of(pane: Pane, name: str) -> list[list[object]]:
    """Return the rows of a sheet as the fake Excel holds them."""
    cells = pane.sheet(name)
    height, width = max(row for row, _ in cells), max(column for _, column in cells)
    return [[cells.get((row, column)) for column in range(1, width + 1)] for row in range(1, height + 1)]


def alike(rows: list[list[object]], others: list[list[object]]) -> bool:
    """Say whether two sheets hold the same; numbers to twelve digits, because a browser's arithmetic is not ours."""
    texts = [[[shown(cell) for cell in row] for row in sheet] for sheet in (rows, others)]
    return texts[0] == texts[1]


def shown(cell: object) -> str:
    return f"{cell:.12g}" if isinstance(cell, (int, float)) else str(cell or "")


def as_in_python(name: str, sheet: str, **answers: str) -> list[list[object]]:
    """Return the rows that the same button adds on a desk in memory, in plain Python."""
    desk = MemoryDesk.over(HARINGEY)
    assert not clicked(name, desk, **answers).problem
    assert desk.book is not None
    return [list(row) for row in desk.book.sheet(sheet).rows]


def test_the_pane_shows_every_button_and_greys_none_over_a_performance_workbook(opened: Pane) -> None:
    shown = opened.page.run("[...document.querySelectorAll('.press')].map((one) => [one.id, one.disabled])")
    assert shown == [[f"press-{button.id}", False] for button in BUTTONS]


def test_over_a_return_of_single_children_counting_is_greyed_with_the_reason(pane: Pane) -> None:
    pane.open({"name": "annex_a.xlsx", "sheets": [{"name": "List 6"}], "selection": [["List 6", "A1"]]})
    pane.page.wait("document.querySelector('#press-check_return').disabled")
    greyed = pane.page.run("[...document.querySelectorAll('.press:disabled')].map((one) => one.id)")
    assert greyed == ["press-check_return", "press-calculate_figures", "press-build_report"]
    assert "needs pandas and numpy" in pane.page.run("document.querySelector('#why-not-check_return').textContent")


def test_calculate_figures_writes_the_printed_figures(opened: Pane) -> None:
    outcome = opened.press("calculate_figures", FEBRUARY)
    assert outcome.said == "5 figures of 16 for Feb 2010: see the sheet Calculated figures."
    rows = rows_of(opened, "Calculated figures")
    ni_59 = next(row for row in rows if row[0] == "NI 59")
    assert ni_59[2:6] == [54, 130, 54 / 130, 0.53]  # the month's printed counts and target
    assert alike(rows, as_in_python("calculate_figures", "Calculated figures", **FEBRUARY))


def test_the_new_sheet_looks_like_a_report(opened: Pane) -> None:
    opened.press("calculate_figures", FEBRUARY)
    sheet = "fakeExcel.book.sheets.find((sheet) => sheet.name === 'Calculated figures')"
    formats = opened.page.run(f"[...new Set({sheet}.formats.values())]")
    looks = opened.page.run(f"{sheet}.looks.map(([, path, value]) => `${{path}} ${{value}}`)")
    assert "0.0%" in formats
    assert {"font.name Arial", "fill.color #14454c", "font.bold true", "wrapText true"} <= set(looks)
    assert (
        opened.page.run(f"{sheet}.rules.length + {sheet}.looks.filter(([, path]) => path === 'fill.color').length") > 2
    )


def test_check_return_lists_what_there_is(opened: Pane) -> None:
    outcome = opened.press("check_return")
    assert outcome.said == "Performance workbook: no problem found. The sheet Check lists them."
    assert alike(rows_of(opened, "Check"), as_in_python("check_return", "Check"))


def test_a_sheet_whose_name_is_taken_gets_a_number(opened: Pane) -> None:
    opened.press("check_return")
    opened.press("check_return")
    assert opened.sheets()[-2:] == ["Check", "Check 2"]


def test_reconcile_finds_the_wrong_percentage_and_links_to_it(opened: Pane) -> None:
    outcome = opened.press("reconcile")
    assert outcome.said == "1 stated figure does not follow from its counts: see the sheet Reconcile."
    assert alike([rows_of(opened, "Reconcile")[5][:7]], [["NI 60", "Haringey", "2010-02", "45.0%", 84, 145, 84 / 145]])
    links = opened.page.run("fakeExcel.book.sheets.find((sheet) => sheet.name === 'Reconcile').links")
    assert [place for _, place in links] == ["'Figures wide'!J16"]


def test_commentary_is_carried_forward_as_text(opened: Pane) -> None:
    outcome = opened.press("commentary", {"period": "2010-03", "place": "a new sheet"})
    assert outcome.said.startswith("18 comments carried forward to Mar 2010")
    added = rows_of(opened, "Commentary 2010-03")
    assert alike(added, as_in_python("commentary", "Commentary 2010-03", period="2010-03", place="a new sheet"))
    assert {row[1] for row in added[4:]} == {"2010-03"}  # which Excel would have made a date


@pytest.mark.filterwarnings("ignore:Sparkline Group extension")
def test_build_report_opens_the_report_as_a_new_workbook_and_offers_it(opened: Pane) -> None:
    outcome = opened.press("build_report", {"plan": "monthly", **FEBRUARY})
    assert outcome.files == ("haringey_performance monthly 2010-02.xlsx",)
    (content,) = opened.opened()
    assert content == opened.downloaded(outcome.files[0])
    report = openpyxl.load_workbook(io.BytesIO(content))
    texts = [cell.value for sheet in report.worksheets for row in sheet.iter_rows() for cell in row]
    assert "Data quality" in report.sheetnames
    assert {54, 130} <= set(texts)
    assert opened.sheets() == openpyxl.load_workbook(HARINGEY, read_only=True).sheetnames  # nothing added to the user's


def test_help_is_a_new_workbook(opened: Pane) -> None:
    assert opened.press("help").files == ("xlperf help.xlsx",)
    (content,) = opened.opened()
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(content)) for row in sheet.values for cell in row]
    assert {button.label for button in BUTTONS} <= set(cells)


def test_insert_indicator_writes_at_the_cursor(opened: Pane, haringey: Json) -> None:
    opened.open({**haringey, "selection": [["Figures", "M50"]]})
    outcome = opened.press("insert_indicator", {"code": "NI 59", **FEBRUARY})
    assert not outcome.problem
    written = opened.sheet("Figures")
    assert written[50, 13] == "NI 59"
    assert 0.53 in [value for (row, column), value in written.items() if row >= 50 and column >= 13]


@pytest.mark.parametrize("yes", [True, False])
def test_cells_that_are_not_empty_are_written_over_only_after_a_yes(opened: Pane, yes: bool) -> None:
    before = opened.sheet("About")
    outcome = opened.press("insert_indicator", {"code": "NI 59", **FEBRUARY}, confirm=yes)
    assert len(outcome.questions) == 1
    assert "Write over them?" in outcome.questions[0]
    assert (opened.sheet("About") == before) == (not yes)


def test_print_pdf_offers_what_excel_prints(opened: Pane, haringey: Json) -> None:
    opened.open({**haringey, "pdf": base64.b64encode(b"%PDF-1.7 printed").decode()})
    outcome = opened.press("print_pdf")
    assert outcome.files == ("haringey_performance.pdf",)
    assert opened.downloaded(outcome.files[0]) == b"%PDF-1.7 printed"


def test_print_pdf_says_what_to_do_where_excel_prints_nothing(opened: Pane) -> None:
    outcome = opened.press("print_pdf")
    assert outcome.problem
    assert "File, Export, Create PDF" in outcome.said


def table(*rows: tuple[object, ...], **more: object) -> Json:
    """Return a workbook that was never saved, with one sheet, its first cell at B2."""
    cells = [[down, across, value] for down, row in enumerate(rows, 2) for across, value in enumerate(row, 2)]
    return {"name": "Book1", "sheets": [{"name": "Sheet1", "cells": cells, **more}], "selection": [["Sheet1", "B2:C4"]]}


def test_rate_selection_writes_formulas_beside_and_colours_them(pane: Pane) -> None:
    pane.open(table((10, 12), (12, 12), (20, 12)))
    outcome = pane.press("rate_selection", {"polarity": "low", "scheme": "brag"})
    assert not outcome.problem
    formulas = pane.formulas("Sheet1")
    assert sorted(formulas) == ["2,4", "3,4", "4,4"]
    assert all(formula.startswith("=") and "PERF" not in formula for formula in formulas.values())
    rules = pane.page.run("fakeExcel.book.sheets[0].rules.map((rule) => rule.rule.text)")
    assert {"Blue", "Green", "Amber", "Red"} <= {text.split()[0] for text in rules}


def test_trend_of_selection_says_which_way(pane: Pane) -> None:
    pane.open(table((10, 12, 9, 7)) | {"selection": [["Sheet1", "B2:E2"]]})
    outcome = pane.press("trend_of_selection", {"polarity": "low"})
    assert not outcome.problem
    assert len(pane.sheet("Sheet1")) > 4 or len(pane.sheets()) > 1


@pytest.mark.filterwarnings("ignore:Sparkline Group extension")
def test_convert_folder_makes_a_report_of_each_workbook(opened: Pane, tmp_path: Path) -> None:
    folder = tmp_path / "returns"
    folder.mkdir()
    for name in ("haringey_performance.xlsx", "derby_performance.xlsx"):
        shutil.copyfile(SAMPLES / name, folder / name)
    outcome = opened.press("convert_folder", {"folder": folder})
    assert outcome.files == ("convert_folder.zip",), outcome.said
    with zipfile.ZipFile(io.BytesIO(opened.downloaded("convert_folder.zip"))) as archive:
        names = archive.namelist()
        reports = [name for name in names if name.endswith(".xlsx")]
        assert len(reports) >= 2, names
        for name in reports:
            assert openpyxl.load_workbook(io.BytesIO(archive.read(name))).sheetnames


# Circumstances


def test_a_protected_structure_is_said_and_nothing_is_written(opened: Pane, haringey: Json) -> None:
    opened.open({**haringey, "protected": True})
    outcome = opened.press("check_return")
    assert outcome.problem
    assert "is protected, so no sheet can be added" in outcome.said
    assert len(opened.sheets()) == len(haringey["sheets"])


def test_a_selected_chart_is_no_selection(opened: Pane, haringey: Json) -> None:
    opened.page.run("fakeExcel.book.selection = null")
    outcome = opened.press("rate_selection", {"polarity": "low"})
    assert outcome.problem
    assert "select" in outcome.said.lower()


def test_a_workbook_that_excel_does_not_give_is_said(pane: Pane) -> None:
    address = "https://council-my.sharepoint.com/personal/book.xlsx"
    pane.open({"name": "book.xlsx", "url": address, "sheets": [{"name": "Figures"}], "selection": [["Figures", "A1"]]})
    outcome = pane.press("check_return")
    assert outcome.problem
    assert "lies at a web address (OneDrive or SharePoint)" in outcome.said


def test_a_whole_column_is_cut_down_to_what_is_used(pane: Pane) -> None:
    pane.open(table((10, 12), (12, 12)) | {"selection": [["Sheet1", "B:C"]]})
    outcome = pane.press("rate_selection", {"polarity": "low", "scheme": "brag"})
    assert not outcome.problem, outcome.said
    assert sorted(pane.formulas("Sheet1")) == ["2,4", "3,4"]


def test_a_wrong_answer_is_said_in_the_pane(opened: Pane) -> None:
    outcome = opened.press("calculate_figures", {"period": "whenever"})
    assert outcome.problem
    assert "whenever" in outcome.said


def test_a_button_can_be_stopped_and_cells_still_get_their_answers(opened: Pane) -> None:
    before = opened.sheets()
    opened.page.click("#press-calculate_figures")
    opened.page.wait("!document.getElementById('working').hidden || !document.getElementById('form').hidden")
    opened.page.run(
        "(window.waiting = fakeExcel.call('RATE', [[[286]], [[50890]]], 3), xlperf.engine.stop(), 0)"
    )  # fmt: skip
    assert opened.page.run("window.waiting")[0][0] == pytest.approx(56.2, abs=0.01)
    opened.page.wait("document.getElementById('working').hidden")
    assert opened.sheets() == before
    assert opened.page.run("document.getElementById('state').textContent") == "Ready"


def test_dates_reach_python_as_dates(pane: Pane) -> None:
    day = (dt.date(2010, 2, 28) - dt.date(1899, 12, 30)).days
    book = table((day, 12), (day, 12), formats=[[2, 2, "d mmm yyyy"], [3, 2, "d mmm yyyy"]])
    pane.open(book | {"selection": [["Sheet1", "B2:C3"]]})
    outcome = pane.press("rate_selection", {"polarity": "low", "scheme": "brag"})
    assert "Not a number: B2 and B3 hold a date or a time." in outcome.said
