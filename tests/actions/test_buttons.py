"""What the buttons say of themselves, for every ribbon and menu."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module

import pytest

from tests.support.desk import SAMPLES, MemoryBook, MemoryDesk
from xlperf.actions.buttons import BUTTONS, find
from xlperf.errors import UnknownName
from xlperf.folders import PACKAGE


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.id)
def test_every_button_has_a_module_of_its_own_and_words_that_fit_a_ribbon(button: object) -> None:
    one = next(button_ for button_ in BUTTONS if button_ is button)
    module = import_module(f"xlperf.actions.{one.id}")
    assert callable(module.run)
    assert re.fullmatch(r"[a-z_]+", one.id)
    assert len(one.label) <= 20
    assert len(one.help) <= 1024
    assert one.help.endswith(".")
    assert not one.tip.endswith(".")
    assert f"{one.label}{one.tip}{one.help}".isascii()


def test_ids_and_labels_are_unique_and_groups_hang_together() -> None:
    assert len({one.id for one in BUTTONS}) == len({one.label for one in BUTTONS}) == len(BUTTONS) == 11
    groups = [one.group for one in BUTTONS]
    assert groups == sorted(groups, key=groups.index)


def test_a_choice_has_choices() -> None:
    desk = MemoryDesk.over(SAMPLES / "haringey_performance.xlsx", SAMPLES / "derby_performance.xlsx")
    for one in BUTTONS:
        for question in one.questions:
            if question.kind == "choice":
                choices = question.choices or (question.suggest(desk) if question.suggest else ())
                assert choices, f"{one.id}, {question.id}"
                assert not question.default or question.default in choices


def test_suggestions_come_from_what_is_open() -> None:
    desk = MemoryDesk.over(SAMPLES / "haringey_performance.xlsx", SAMPLES / "derby_performance.xlsx")
    suggested = {
        question.id: question.suggest(desk)
        for name in ("build_report", "commentary")
        for question in find(name).questions
        if question.suggest
    }
    assert suggested["plan"] == ("board", "minutes", "monthly", "surgery")
    assert suggested["beside"] == ("derby_performance.xlsx",)
    assert suggested["period"][:2] == ("2010-03", "2010-02")


def test_a_return_suggests_the_months_that_it_covers_whole() -> None:
    suggest = find("calculate_figures").questions[0].suggest
    assert suggest is not None
    months = suggest(MemoryDesk.over(SAMPLES / "annex_a.xlsx"))
    assert months == ("2026-09", "2026-08", "2026-07", "2026-06", "2026-05", "2026-04")


@pytest.mark.parametrize(
    "desk",
    [
        MemoryDesk(),
        MemoryDesk([MemoryBook.of_rows([["Lunch"]])]),
        MemoryDesk([MemoryBook("Book1", b"", gives_content=False)]),
        MemoryDesk([MemoryBook("Book1", b"not a workbook")]),
    ],
    ids=["nothing open", "nothing known", "never saved", "no workbook"],
)
def test_suggestions_never_raise(desk: MemoryDesk) -> None:
    for one in BUTTONS:
        for question in one.questions:
            if question.suggest:
                assert isinstance(question.suggest(desk), tuple)


def test_a_misspelt_button_gets_the_nearest() -> None:
    with pytest.raises(UnknownName, match='Did you mean "build_report"'):
        find("build_reprot")


def test_the_buttons_are_listed_without_any_library() -> None:
    script = "import sys; import xlperf.actions.buttons; print('\\n'.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert not {"pandas", "numpy", "pydantic", "openpyxl", "xlsxwriter", "xlwings", "click"} & set(loaded)


def test_from_a_performance_workbook_every_button_does_without_pandas_and_numpy() -> None:
    script = """
import sys
sys.modules |= {"pandas": None, "numpy": None, "xlwings": None}  # so that an import of one of them fails
from tests.support.desk import SAMPLES, MemoryDesk, clicked
from xlperf.actions.buttons import BUTTONS
answers = {"period": "2010-02", "plan": "monthly", "polarity": "low", "code": "NI 64", "target": "5"}
desk = MemoryDesk.over(SAMPLES / "haringey_performance.xlsx")
desk.book.printed = b"%PDF"
for button in BUTTONS:
    for question in button.questions:
        if question.suggest:
            question.suggest(desk)
    sheet, area = ("Figures", "F2:G9") if button.id == "rate_selection" else ("Figures", "G2:G9")
    outcome = clicked(button.id, desk.select(sheet, area), **answers)
    assert not outcome.problem or button.id == "convert_folder", (button.id, outcome)
print("done")
"""
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=PACKAGE.parent, check=False
    )
    assert run.stdout.strip() == "done", run.stderr
