"""A report of xlperf handed to xlperf: it is known, nothing is taken from it, and it is said once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.commands import HARINGEY, run
from tests.support.reports import SeenReport, build

SENTENCE = "This is a report made by xlperf (Haringey: "
MONTH = ("--period", "2010-01")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("made") / "last_month.xlsx", [HARINGEY], "2009-12").path


def test_inspect_says_which_report_it_is_and_that_there_is_nothing_to_inspect(made: Path) -> None:
    done = run("inspect", made)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"last_month.xlsx: {SENTENCE}")
    assert done.out.endswith("Dec 2009). No figures are taken from it: hand in the files that it was made from.\n")
    assert len(done.out.splitlines()) == 1


def test_inspect_as_json_has_the_format_report_and_nothing_in_it(made: Path) -> None:
    done = run("inspect", made, "--json")
    assert done.code == 0
    assert done.document == {
        "file": "last_month.xlsx",
        "format": "report",
        "return": "Report made by xlperf",
        "period": "Dec 2009",
        "tables": [],
        "problems": [],
    }


def test_figures_are_those_of_the_other_inputs_with_one_note(made: Path) -> None:
    alone, beside = (run("figures", *inputs, *MONTH) for inputs in ([HARINGEY], [made, HARINGEY]))
    assert beside.out == alone.out
    assert beside.code == alone.code == 0
    (line,) = [line for line in beside.err.splitlines() if "report made by xlperf" in line]
    assert line.startswith(f"note: last_month.xlsx: {SENTENCE}")


def test_figures_of_a_report_alone_are_none(made: Path) -> None:
    done = run("figures", made, *MONTH, "--json")
    assert (done.code, done.document) == (0, [])


def test_a_report_is_not_made_from_another_report(made: Path, tmp_path: Path) -> None:
    done = run("report", "monthly", HARINGEY, made, *MONTH, "--out", tmp_path / "out.xlsx")
    assert "report made by xlperf" in done.err
    cover = SeenReport(tmp_path / "out.xlsx").cells("Cover")
    assert not any("last_month.xlsx" in cell.text for cell in cover.values())
    noted = SeenReport(tmp_path / "out.xlsx").rows("Data quality", "Severity")
    assert [row["File"].value for row in noted if row["Rule"].value == "report of xlperf (1)"] == ["last_month.xlsx"]


def test_a_report_of_nothing_but_a_report_is_refused_with_the_reason(made: Path, tmp_path: Path) -> None:
    done = run("report", "monthly", made, *MONTH, "--out", tmp_path / "out.xlsx")
    assert done.code == 2
    assert "last_month.xlsx" in done.err
    assert "hand in the files that it was made from" in done.err


def test_a_folder_of_inputs_and_reports_is_inspected_without_the_reports(made: Path, tmp_path: Path) -> None:
    shutil.copy(HARINGEY, tmp_path / "haringey_performance.xlsx")
    shutil.copy(made, tmp_path / "january.xlsx")
    shutil.copy(made, tmp_path / "february.xlsx")
    document = run("inspect", tmp_path, "--json").document
    assert document["return"] == "Performance workbook"
    assert {table["sheet"] for table in document["tables"]} >= {"About", "Measures"}
    assert sum(SENTENCE in problem["message"] for problem in document["problems"]) == 2
