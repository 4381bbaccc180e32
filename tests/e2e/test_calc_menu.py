"""The menu in a real LibreOffice Calc: an ordinary workbook, clicks, and what is then in its sheets."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.support.calc import Calc, from_cells
from xlperf.actions.buttons import BUTTONS
from xlperf.addin.oxt.menu_text import SEPARATOR
from xlperf.addin.oxt.names import command_address
from xlperf.folders import bundled
from xlperf.hosts.calc.settings import settings_text
from xlperf.workbook.read import read_book

ACTUALS = [56.2, 52.88, 51.0, 49.98]
TARGET = 51.0
RATE = ("rate_selection", "polarity=low", "scheme=brag", "target=")


def name_interpreter(calc: Calc, python: Path) -> None:
    settings = calc.home / ".xlperf" / "libreoffice.ini"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text(settings_text(python), encoding="utf-8")


@pytest.fixture
def menu(calc: Calc) -> Iterator[Calc]:
    """Calc with the Python of xlperf named, and every workbook closed afterwards."""
    name_interpreter(calc, Path(sys.executable))
    yield calc
    calc.ask("close_all")


@pytest.fixture
def ordinary(menu: Calc, tmp_path: Path) -> Calc:
    """An ordinary workbook with actuals and targets, open in a window."""
    made = Workbook()
    made.active.title = "Figures"
    made.active.append(["Month", "Actual", "Target"])
    for number, actual in enumerate(ACTUALS, start=1):
        made.active.append([f"2010-0{number}", actual, TARGET])
    made.save(tmp_path / "ordinary.xlsx")
    menu.ask("open", (tmp_path / "ordinary.xlsx").as_uri(), False)
    return menu


@pytest.fixture
def performance(menu: Calc, tmp_path: Path) -> Calc:
    """A sample performance workbook, open in a window."""
    path = tmp_path / "haringey.xlsx"
    shutil.copyfile(bundled("workbooks") / "samples" / "haringey_performance.xlsx", path)
    menu.ask("open", path.as_uri(), False)
    return menu


def click(calc: Calc, button: str, *answers: str) -> str:
    """Click a button as the menu does, and return what is said above the cells."""
    calc.ask("dispatch", "&".join([command_address(button), *answers]))
    return str(calc.ask("said"))


def test_the_menu_and_the_toolbar_hold_every_button(ordinary: Calc) -> None:
    addresses = [command_address(button.id) for button in BUTTONS]
    assert [entry for entry in ordinary.ask("menu", "xlperf") if entry != SEPARATOR] == addresses
    assert ordinary.ask("buttons", "xlperf") == [button.label for button in BUTTONS]


def test_rate_selection_writes_a_living_column_in_colour(ordinary: Calc) -> None:
    ordinary.ask("select", "Figures", "B2:C5")
    said = click(ordinary, *RATE)
    assert said.startswith("4 rows rated in column D")
    words = [str(row[0]).split()[0] for row in from_cells(ordinary.ask("cells", "Figures", "D2:D5"))]
    assert words == ["Red", "Amber", "Green", "Blue"]
    conditions = dict(ordinary.ask("colours", "Figures", "D2:D5"))
    assert conditions['LEFT(D2;3)="Red"'] != conditions['LEFT(D2;5)="Green"']
    ordinary.ask("put", "Figures", "B2", [[51.0]])
    assert str(ordinary.ask("cells", "Figures", "D2")[0][0]).startswith("Green")


def test_what_was_there_before_stays(ordinary: Calc) -> None:
    before = ordinary.ask("cells", "Figures", "A1:C5")
    ordinary.ask("select", "Figures", "B2:C5")
    click(ordinary, *RATE)
    assert ordinary.ask("cells", "Figures", "A1:C5") == before


def test_reconcile_adds_a_sheet(performance: Calc) -> None:
    before = performance.ask("sheets")
    said = click(performance, "reconcile")
    after = performance.ask("sheets")
    assert after[:-1] == before, said
    assert any(cell for row in performance.ask("cells", after[-1], "A1:H20") for cell in row)


def test_a_click_twice_makes_a_second_sheet(performance: Calc) -> None:
    click(performance, "reconcile")
    click(performance, "reconcile")
    *_, first, second = performance.ask("sheets")
    assert second == f"{first} 2"


def test_build_report_saves_and_opens_a_new_workbook(performance: Calc, tmp_path: Path) -> None:
    answers = ("plan=monthly", "period=2010-01", "beside=", "area=", f"save_in={tmp_path}")
    said = click(performance, "build_report", *answers)
    made = [path for path in tmp_path.glob("*.xlsx") if path.name != "haringey.xlsx"]
    assert len(made) == 1, said
    assert "Cover" in [grid.name for grid in read_book(made[0]).grids]
    assert any(made[0].stem in title for title in performance.ask("documents"))


def test_questions_are_put_to_the_user(ordinary: Calc) -> None:
    ordinary.ask("select", "Figures", "B2:C5")
    seen = ordinary.ask("click_and_answer", command_address("rate_selection"), {"Which is better": "high"}, "OK")
    assert any("Which is better" in label for label in seen)
    assert str(ordinary.ask("cells", "Figures", "D2")[0][0]).startswith("Blue")


def test_cancel_changes_nothing(ordinary: Calc) -> None:
    ordinary.ask("select", "Figures", "B2:C5")
    ordinary.ask("click_and_answer", command_address("rate_selection"), {}, "Cancel")
    assert ordinary.ask("said") == "Nothing was done."
    assert ordinary.ask("cells", "Figures", "D2") == [[None]]


def test_a_protected_sheet_is_said_in_a_sentence(ordinary: Calc) -> None:
    ordinary.ask("protect", "Figures")
    ordinary.ask("select", "Figures", "B2:C5")
    assert "protected" in click(ordinary, *RATE)
    assert ordinary.ask("cells", "Figures", "D2") == [[None]]


def test_a_wrong_answer_and_a_wrong_button_are_said(ordinary: Calc) -> None:
    ordinary.ask("select", "Figures", "B2:C5")
    assert "sideways" in click(ordinary, "rate_selection", "polarity=sideways", "scheme=brag", "target=")
    assert 'Did you mean "rate_selection"' in click(ordinary, "rate_selektion")
    assert 'Did you mean "polarity"' in click(ordinary, "rate_selection", "polarty=low")


@pytest.mark.parametrize("settings", ["", "[xlperf]\ninterpreter = /nowhere/python\n", "no settings at all"])
def test_without_xlperf_the_menu_says_what_to_install(ordinary: Calc, settings: str) -> None:
    (ordinary.home / ".xlperf" / "libreoffice.ini").write_text(settings, encoding="utf-8")
    assert "xlperf addin install" in click(ordinary, *RATE)
    ordinary.ask("put", "Figures", "E1", [["=PERF_RATE(286;50890)"]])
    assert ordinary.ask("cells", "Figures", "E1")[0][0] == pytest.approx(56.19964629593241)


def test_a_python_without_xlperf_is_said_too(ordinary: Calc) -> None:
    name_interpreter(ordinary, Path("/bin/false"))
    assert "stopped before it was done" in click(ordinary, *RATE)
