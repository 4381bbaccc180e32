"""Build report: the very workbook that the command writes, as a new file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.desk import SAMPLES, MemoryBook, MemoryDesk, clicked
from xlperf.actions.suggestions import ALL_OTHERS
from xlperf.definitions.load import load
from xlperf.journey.inputs import read_inputs
from xlperf.journey.report import made_report, plan_in
from xlperf.period import Period
from xlperf.workbook.write import workbook_bytes

DERBY, HARINGEY = SAMPLES / "derby_performance.xlsx", SAMPLES / "haringey_performance.xlsx"
BATHNES = SAMPLES / "bathnes_performance.xlsx"
ANNEX_A, NORTHBROOK = SAMPLES / "annex_a.xlsx", SAMPLES / "northbrook_performance.xlsx"


@pytest.mark.parametrize(
    ("source", "plan", "period"),
    [(HARINGEY, "monthly", "2010-01"), (DERBY, "surgery", "2011/12 Q3"), (BATHNES, "board", "2011/12 Q2")],
)
def test_the_report_is_the_one_that_the_command_writes(source: Path, plan: str, period: str) -> None:
    desk = MemoryDesk.over(source)
    outcome = clicked("build_report", desk, plan=plan, period=period)
    name = f"{source.stem} {plan} {period.replace('/', '-')}.xlsx"
    assert outcome.files == (name,)
    catalogue = load()
    wanted = plan_in(catalogue, plan)
    _, layout = made_report(read_inputs([source], catalogue), wanted, Period.parse(period), dated=desk.today)
    assert desk.saved[name] == workbook_bytes(layout, catalogue.themes[wanted.theme])


def test_nothing_open_is_changed() -> None:
    desk = MemoryDesk.over(HARINGEY)
    clicked("build_report", desk, plan="monthly", period="2010-01")
    assert desk.book is not None
    assert not desk.book.added
    assert not desk.book.written


@pytest.mark.parametrize("beside", [NORTHBROOK.name, ALL_OTHERS])
def test_another_open_workbook_is_read_beside_it(beside: str) -> None:
    desk = MemoryDesk.over(ANNEX_A, NORTHBROOK)
    outcome = clicked("build_report", desk, plan="monthly", period="2026-09", beside=beside)
    assert "of Northbrook for Sep 2026 is made" in outcome.said


def test_no_other_workbook_is_read_unless_it_is_asked_for() -> None:
    desk = MemoryDesk.over(ANNEX_A, NORTHBROOK)
    assert "of this authority for" in clicked("build_report", desk, plan="monthly", period="2026-09").said


def test_two_open_workbooks_of_one_name_are_both_read() -> None:
    books = [MemoryBook("book.xlsx", ANNEX_A.read_bytes()), MemoryBook("book.xlsx", NORTHBROOK.read_bytes())]
    outcome = clicked("build_report", MemoryDesk(books), plan="monthly", period="2026-09", beside="book.xlsx")
    assert "of Northbrook for Sep 2026 is made" in outcome.said


def test_an_open_workbook_that_is_not_there_gets_the_nearest() -> None:
    desk = MemoryDesk.over(ANNEX_A, NORTHBROOK)
    outcome = clicked("build_report", desk, plan="monthly", period="2026-09", beside="northbrok_performance.xlsx")
    assert outcome.problem
    assert 'Did you mean "northbrook_performance.xlsx"?' in outcome.said


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"plan": "montly", "period": "2010-01"}, 'Did you mean "monthly"?'),
        ({"plan": "monthly", "period": "2010-01-31"}, "A report is of a month, a quarter or a year"),
    ],
)
def test_a_plan_or_period_that_no_report_is_of_is_said(answers: dict[str, str], said: str) -> None:
    outcome = clicked("build_report", MemoryDesk.over(HARINGEY), **answers)
    assert outcome.problem
    assert said in outcome.said


def test_figures_of_several_areas_and_no_owner_are_told_in_the_words_of_the_ribbon() -> None:
    headings = ["Code", "Area", "Period", "Value"]
    rows = [["NI 64", area, "2010-01", 0.1] for area in ("North", "South")]
    desk = MemoryDesk([MemoryBook.of_rows([headings, *rows], "Figures", "p.xlsx")])
    outcome = clicked("build_report", desk, plan="monthly", period="2010-01")
    assert outcome.problem
    assert "--" not in outcome.said
    assert not clicked("build_report", desk, plan="monthly", period="2010-01", area="North").problem
