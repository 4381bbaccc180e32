"""Made-up returns from the command line, and what the other commands make of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.support.commands import run


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made up") / "returns"
    done = run("sample", "--children", "150", "--seed", "3", "--out", str(folder))
    assert done.code == 0, done.err
    assert done.out.count("\n") == sum(1 for one in folder.rglob("*") if one.is_file())
    return folder


def test_a_folder_of_ssda903_tables_is_inspected_as_one_return(made_up: Path) -> None:
    found = run("inspect", str(made_up / "ssda903"), "--json").document
    assert found["return"] == "SSDA903"
    assert {"Episodes of being looked after"} <= {table["name"] for table in found["tables"]}


def test_the_rows_of_a_census_are_lines(made_up: Path) -> None:
    done = run("figures", str(made_up / "cin"), "--period", "2025/26", "--indicator", "CP number", "--rows", "--json")
    (figure,) = done.document
    census = (made_up / "cin" / "cin_2025-26.xml").read_text(encoding="utf-8").splitlines()
    assert figure["rows"]
    for row in figure["rows"]:
        assert set(row) == {"part", "file", "sheet", "line"}
        assert "<ChildProtectionPlans>" in census[row["line"] - 1]


@pytest.mark.filterwarnings("ignore:Sparkline")  # openpyxl does not know sparklines; nothing is saved with it
def test_records_stand_in_a_report_only_when_asked_for(made_up: Path, tmp_path: Path) -> None:
    inputs = [str(made_up / "annex_a.xlsx"), "--period", "2026-03"]
    run("report", "monthly", *inputs, "--out", str(tmp_path / "plain.xlsx"))
    run("report", "monthly", *inputs, "--out", str(tmp_path / "records.xlsx"), "--records")
    assert "Records" not in load_workbook(tmp_path / "plain.xlsx").sheetnames
    sheet = load_workbook(tmp_path / "records.xlsx")["Records"]
    rows = [row for row in sheet.iter_rows(min_row=5, values_only=True) if row[0]]
    source = load_workbook(made_up / "annex_a.xlsx", read_only=False)
    assert rows
    for _, _, _, child, _, name, number in rows:
        assert str(source[name].cell(number, 1).value) == str(child)


def test_a_day_that_is_none_names_its_own_option(tmp_path: Path) -> None:
    done = run("sample", "--children", "5", "--seed", "1", "--out", str(tmp_path), "--to", "31 March")
    assert done.code == 2
    assert '--to "31 March" is not a date' in done.err
