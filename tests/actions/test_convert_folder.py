"""Convert folder: a report of each return, and what came of every one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.desk import SAMPLES, MemoryDesk, clicked
from tests.support.performance import performance_workbook
from xlperf.actions.button import Outcome
from xlperf.journey.convert.summary import SUMMARY
from xlperf.journey.convert.verify import verify
from xlperf.workbook.read import read_book

FIGURES = [("Code", "Period", "Value"), ("NI 64", "2010-01", 0.1)]


def desk_with(folder: Path, *names: str) -> MemoryDesk:
    (folder / "in").mkdir()
    for name in names:
        shutil.copy(SAMPLES / name, folder / "in")
    return MemoryDesk(folder=folder)


def convert(desk: MemoryDesk, **answers: str) -> Outcome:
    return clicked("convert_folder", desk, **({"folder": "in", "out": "out"} | answers))


def summary(folder: Path) -> dict[str, list[object]]:
    """Return the lines of the summary by file: status, report, period, problems, what is the matter."""
    grid = read_book(folder / SUMMARY).grids[0]
    header = next(number for number, row in grid.numbered_rows() if row[0] == "File")
    return {str(row[0]): list(row[1:]) for number, row in grid.numbered_rows() if number > header}


def test_each_return_becomes_a_report_and_a_bad_one_stops_none_of_the_others(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, "derby_performance.xlsx", "haringey_performance.xlsx")
    (tmp_path / "in" / "broken.xlsx").write_bytes(b"nonsense")
    outcome = convert(desk)
    assert outcome.said == f"2 reports of 3 returns made in out. 1 return failed: {SUMMARY} says why."
    assert outcome.problem
    assert outcome.files == ("derby_performance.xlsx", "haringey_performance.xlsx", SUMMARY)
    assert all((tmp_path / "out" / name).is_file() for name in outcome.files)
    told = summary(tmp_path / "out")
    assert told["derby_performance.xlsx"][:3] == ["done", "derby_performance.xlsx", "2012-01"]
    assert told["broken.xlsx"][0] == "failed"
    assert "not a workbook" in str(told["broken.xlsx"][4])


def test_what_was_made_can_be_verified_as_what_the_command_makes(tmp_path: Path) -> None:
    convert(desk_with(tmp_path, "haringey_performance.xlsx"))
    found = verify(tmp_path / "out")
    assert (found.reports, found.as_delivered, found.findings) == (1, 1, ())


def test_the_folder_of_reports_may_lie_among_the_returns(tmp_path: Path) -> None:
    desk = desk_with(tmp_path)
    (tmp_path / "in" / "north").mkdir()
    performance_workbook(tmp_path / "in" / "north" / "p.xlsx", {"Figures": FIGURES})
    assert convert(desk, out="in/reports").said == "1 report of 1 return made in reports."
    assert (tmp_path / "in" / "reports" / "north" / "p.xlsx").is_file()


def test_the_reports_of_an_earlier_run_are_kept(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, "haringey_performance.xlsx")
    convert(desk)
    outcome = convert(desk)
    assert outcome.problem
    assert outcome.said == '"out" holds the reports of an earlier run. Choose another folder for these.'


def test_a_stop_keeps_what_is_made_and_says_how_far_it_came(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, "derby_performance.xlsx", "haringey_performance.xlsx")
    desk.stops_after = 0
    outcome = convert(desk)
    assert outcome.cancelled
    assert outcome.said == "Stopped after 1 return. 1 report of 2 returns made in out."
    assert (tmp_path / "out" / "derby_performance.xlsx").is_file()
    assert not (tmp_path / "out" / "haringey_performance.xlsx").exists()
    desk.stops_after = None
    assert convert(desk).said == "2 reports of 2 returns made in out."


def test_the_period_that_is_answered_is_that_of_every_report(tmp_path: Path) -> None:
    convert(desk_with(tmp_path, "haringey_performance.xlsx"), period="2009-12")
    assert summary(tmp_path / "out")["haringey_performance.xlsx"][2] == "2009-12"


def test_a_return_without_a_period_is_told_in_the_words_of_the_ribbon(tmp_path: Path) -> None:
    convert(desk_with(tmp_path, "northbrook_performance.xlsx"))
    said = str(summary(tmp_path / "out")["northbrook_performance.xlsx"][4])
    assert "Say which period the report is of." in said
    assert "--" not in said


def test_a_workbook_that_somebody_made_is_never_replaced(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, "haringey_performance.xlsx")
    (tmp_path / "out").mkdir()
    kept = performance_workbook(tmp_path / "out" / "haringey_performance.xlsx", {"Mine": [("words",)]}).read_bytes()
    convert(desk)
    assert (tmp_path / "out" / "haringey_performance.xlsx").read_bytes() == kept
    said = str(summary(tmp_path / "out")["haringey_performance.xlsx"][4])
    assert "is not replaced" in said
    assert "--out" not in said


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"folder": "nowhere"}, "There is no folder"),
        ({"out": "in"}, "need a folder of their own"),
        ({}, 'The folder "in" holds no workbook, csv or XML file.'),
        ({"plan": "montly"}, 'Did you mean "monthly"?'),
        ({"period": "soon"}, '"soon" is not a period'),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_made(
    tmp_path: Path, answers: dict[str, str], said: str
) -> None:
    outcome = convert(desk_with(tmp_path), **answers)
    assert outcome.problem
    assert said in outcome.said
    assert not (tmp_path / "out").exists()


def test_a_host_without_files_refuses_in_a_sentence() -> None:
    outcome = convert(MemoryDesk())
    assert outcome.problem
    assert outcome.said.startswith("There are no folders here.")
