"""What a file is and holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.annex_a_books import annex_a, as_csv
from tests.support.annex_a_sheets import rows
from tests.support.commands import ANNEX_A, DERBY, SAMPLES, run
from tests.support.performance import FIGURES, TARGETS, performance_workbook


def test_json_has_file_format_tables_and_problems() -> None:
    done = run("inspect", ANNEX_A, "--json")
    document = done.document
    assert {"file", "format", "tables", "problems"} <= set(document)
    assert (document["file"], document["format"]) == ("annex_a.xlsx", "xlsx")
    assert {"name", "sheet", "rows"} == set(document["tables"][0])
    assert [table["rows"] for table in document["tables"] if table["sheet"] == "List 7"] == [314]
    assert all({"severity", "sheet", "cell", "message"} == set(problem) for problem in document["problems"])
    assert {"error", "warning"} <= {problem["severity"] for problem in document["problems"]}
    assert done.code == 1
    assert done.err == ""


def test_a_sound_workbook_is_exit_code_0_and_says_so() -> None:
    done = run("inspect", DERBY)
    assert done.code == 0
    assert done.out.startswith("derby_performance.xlsx: Performance workbook (xlsx)\n")
    assert done.out.endswith("No problem was found.\n")


def test_the_rows_of_a_sheet_are_those_beneath_its_headings_right_or_wrong(tmp_path: Path) -> None:
    stated = [FIGURES, ("NI 60", None, "2010-01", None, 1, 2), (), ("NI 999", None, "2010-01", None, 1, 2)]
    path = performance_workbook(tmp_path / "performance.xlsx", {"Figures": stated, "Targets": [TARGETS]})
    document = run("inspect", path, "--json").document
    assert [(table["name"], table["sheet"], table["rows"]) for table in document["tables"]] == [
        ("Figures", "Figures", 2),
        ("Targets", "Targets", 0),
    ]
    (problem,) = document["problems"]
    assert (problem["severity"], problem["sheet"], problem["cell"]) == ("error", "Figures", "A4")


def test_what_is_said_of_a_cell_is_said_once(tmp_path: Path) -> None:
    stated = [FIGURES, ("NI 60", None, "2010-01", None, "=1/0", 2)]
    path = performance_workbook(tmp_path / "performance.xlsx", {"Figures": stated})
    cells = [problem["cell"] for problem in run("inspect", path, "--json").document["problems"]]
    assert len(cells) == len(set(cells))


def test_the_period_that_a_return_speaks_of_is_printed(tmp_path: Path) -> None:
    document = run("inspect", annex_a(tmp_path / "annex.xlsx"), "--json").document
    assert document["return"] == "Annex A"
    assert document["period"].endswith("2026")


@pytest.mark.parametrize("name", ["Figures.csv", "figures.CSV", "export.csv"])
def test_a_csv_with_the_sheet_figures_is_a_performance_workbook(tmp_path: Path, name: str) -> None:
    path = as_csv(tmp_path / name, [list(FIGURES), ["NI 60", None, "2010-01", None, "1", "2"]])
    document = run("inspect", path, "--json").document
    assert (document["format"], document["return"]) == ("csv", "Performance workbook")
    assert [(table["name"], table["rows"]) for table in document["tables"]] == [("Figures", 1)]


def test_a_wide_csv_is_one_too(tmp_path: Path) -> None:
    path = as_csv(
        tmp_path / "council.csv", [["Code", "Area", "Part", "2010-01", "2010-02"], ["NI 60", "", "", "50", "60"]]
    )
    assert [table["name"] for table in run("inspect", path, "--json").document["tables"]] == ["Figures wide"]


def test_a_csv_list_of_annex_a_is_recognised_by_its_headings(tmp_path: Path) -> None:
    document = run("inspect", as_csv(tmp_path / "export.csv", rows()), "--json").document
    assert (document["return"], document["format"]) == ("Annex A", "csv")


def test_every_sample_is_what_its_name_says() -> None:
    for path in SAMPLES.glob("*_performance.xlsx"):
        assert run("inspect", path, "--json").document["return"] == "Performance workbook"
