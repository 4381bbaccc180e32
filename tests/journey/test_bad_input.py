"""Bad data: each gets one clear message with its place and the remedy, and everything else is still read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.support.annex_a_books import annex_a
from tests.support.annex_a_sheets import rows
from tests.support.commands import DERBY, HARINGEY, Outcome, run
from tests.support.libreoffice import converted
from tests.support.performance import FIGURES, TARGETS, Rows, performance_workbook
from tests.support.workbooks import old_workbook

GOOD = ("NI 61", None, "2010-01", None, 5, 10)


def figures_of(folder: Path, *rows_of: tuple[object, ...], **sheets: Rows) -> tuple[Outcome, dict[str, object]]:
    """Return how ``figures`` ended for a workbook of these rows and a good one, and its values by indicator."""
    stated: Rows = [FIGURES, *rows_of, GOOD]  # type: ignore[list-item]
    path = performance_workbook(folder / "council.xlsx", {"Figures": stated, **sheets})
    done = run("figures", path, "--period", "2010-01")
    found = run("figures", path, "--period", "2010-01", "--json").document
    values = {figure["indicator"]: figure["value"] for figure in found}
    assert values["NI 61"] == 50, "what is readable is read"
    return done, values


@pytest.mark.parametrize(
    ("rows_of", "message"),
    [
        (
            [("NI 60", None, "2010-01", None, 1, 4), ("ni60", None, "Jan-10", None, 2, 4)],
            "council.xlsx, Figures, cell E3: The actual figure for ni60, 2010-01 is given twice, in cell E2 and in "
            "cell E3. The first stands; take one of them out.",
        ),
        ([("NI 60", None, "2010-01", None, 5, 4)], "council.xlsx, Figures, cell E2: "),
        (
            [("NI 60", None, "2010-01", None, -1, 4)],
            'council.xlsx, Figures, cell E2: "-1" is less than 0.',
        ),
        ([("NI 60", None, "2010-01", None, "many", 4)], 'council.xlsx, Figures, cell E2: "many"'),
        ([("NI 60", None, "2010-01", None, None, None, "half")], 'council.xlsx, Figures, cell G2: "half"'),
        (
            [("NI 6O0", None, "2010-01", None, 1, 4)],
            'council.xlsx, Figures, cell A2: No measure has the code "NI 6O0".',
        ),
        ([("NI 60", None, "Jan", None, 1, 4)], 'council.xlsx, Figures, cell C2: "Jan" is not a period.'),
        ([("NI 60", None, "0210-01", None, 1, 4)], 'council.xlsx, Figures, cell C2: "0210-01" is not a period.'),
        ([("NI 60", None, "2010-01", "planned", 1, 4)], "what was planned stands in the sheet Targets"),
    ],
    ids=["twice", "above", "negative", "text", "text value", "code", "period", "year", "kind"],
)
def test_a_wrong_figure_is_told_with_its_cell_and_the_others_stand(
    tmp_path: Path, rows_of: list[tuple[object, ...]], message: str
) -> None:
    done, values = figures_of(tmp_path, *rows_of)
    assert done.code == 1
    assert message in done.err
    assert done.err.startswith("error: ")
    assert done.err.count("\n") == 1, "one message"
    assert values.get("NI 60") in (None, 25)


def test_a_numerator_above_its_denominator_names_both_and_the_remedy(tmp_path: Path) -> None:
    done, values = figures_of(tmp_path, ("NI 60", None, "2010-01", None, 5, 4))
    assert values["NI 60"] is None
    assert "5" in done.err
    assert "4" in done.err
    assert "until" in done.err.casefold()


def test_a_target_that_is_no_number_leaves_the_figure_without_a_target(tmp_path: Path) -> None:
    wrong: Rows = [
        TARGETS,
        ("NI 61", None, "2009/10", "soon"),
        ("NI 61", None, "2010-01", "60%"),
        ("NI 61", None, "2010-01", 70),
    ]
    done, _ = figures_of(tmp_path, Targets=wrong)
    assert 'council.xlsx, Targets, cell D2: "soon"' in done.err
    assert "is given twice" in done.err
    assert "no target" not in done.out


def test_a_misspelt_heading_and_sheet_are_told_with_what_was_meant(tmp_path: Path) -> None:
    done, _ = figures_of(
        tmp_path,
        Targts=[TARGETS, ("NI 61", None, "2010-01", "60%")],
        Populations=[("Code", "Area", "Year", "Populaton"), (None, None, 2009, 100)],
    )
    assert 'Did you mean "Targets"?' in done.err
    assert '"Populaton"' in done.err
    assert done.code == 1


def test_a_workbook_with_none_of_the_sheets_says_what_was_looked_for(tmp_path: Path) -> None:
    path = performance_workbook(tmp_path / "budget.xlsx", {"Budget": [("Cost", "Amount"), ("Desks", 12)]})
    for words in (("inspect", path), ("figures", path, "--period", "2010-01"), ("reconcile", path)):
        done = run(*words)
        assert done.code == 2
        assert done.out == ""
        assert done.err.startswith("xlperf: budget.xlsx is no return that xlperf knows: no sheet has the headings of ")
        assert done.err.count("\n") == 1


def test_a_sheet_that_lacks_a_column_is_named_with_it(tmp_path: Path) -> None:
    table = [[cell for place, cell in enumerate(row) if place != 6] for row in rows()]
    done = run("inspect", annex_a(tmp_path / "annex.xlsx", table))
    assert done.code == 2
    assert 'Sheet "List 7" comes nearest to List 7 of Annex A' in done.err
    assert '"Child Protection Plan Start Date"' in done.err


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.xlsx", b"", "the file is empty (0 bytes)"),
        ("report.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "this is a PDF document"),
        ("locked.xls", old_workbook(password=True), "password"),
        ("~$council.xlsx", b"\x05owner" + b" " * 150, "lock file"),
        ("sign-in.xlsx", b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
        ("half.xlsx", b"PK\x03\x04" + b"\x14\x00" * 40, ""),
    ],
)
def test_what_is_no_workbook_is_refused_with_its_name_reason_and_remedy(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    done = run("figures", DERBY, path, "--period", "2010-01", "--json")
    assert done.code == 2
    assert set(done.document) == {"error"}
    assert done.document["error"].startswith(f"{name}: ")
    assert message in done.document["error"]
    assert done.err == f"xlperf: {done.document['error']}\n"


def test_a_workbook_of_empty_sheets_is_none_of_the_returns(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    Workbook().save(path)
    done = run("inspect", path)
    assert done.code == 2
    assert "blank.xlsx is no return that xlperf knows" in done.err


def test_an_empty_folder_or_nothing_in_place_of_a_file_is_told(tmp_path: Path) -> None:
    for words in (("inspect", tmp_path), ("figures", tmp_path, "--period", "2010-01")):
        done = run(*words)
        assert done.code == 2
        assert tmp_path.name in done.err
        assert "Name " in done.err
    done = run("figures", "--period", "2010-01")
    assert done.code == 2
    assert "Name at least one workbook" in done.err


def test_a_missing_file_suggests_the_nearest_of_its_folder(tmp_path: Path) -> None:
    performance_workbook(tmp_path / "northbrook_q4.xlsx", {"Figures": [FIGURES, GOOD]})
    done = run("figures", tmp_path / "northbrok_q4.xlsx", "--period", "2010-01")
    assert done.code == 2
    assert 'there is no such file in that folder. Did you mean "northbrook_q4.xlsx"?' in done.err
    done = run("figures", tmp_path / "nowhere" / "q4.xlsx", "--period", "2010-01")
    assert "no such folder" in done.err


def test_dates_of_every_kind_beside_a_wrong_one_are_still_counted(tmp_path: Path) -> None:
    table = rows()
    table[3][6] = "31/02/2026"  # no such day
    table[4][12] = dt.datetime(2020, 1, 1)  # ends before it starts
    done = run(
        "figures", annex_a(tmp_path / "annex.xlsx", table), "--period", "2026-09", "--indicator", "CP number", "--json"
    )
    assert done.code == 1
    assert done.document[0]["value"] == 1


def test_other_spreadsheet_formats_give_the_same_figures_with_a_note(tmp_path: Path, soffice: str) -> None:
    words = ("--period", "2010-01", "--indicator", "NI 59", "--indicator", "NI 60", "--json")
    expected = [(figure["numerator"], figure["denominator"]) for figure in run("figures", HARINGEY, *words).document]
    for form in ("xls:MS Excel 97", "ods"):
        (path,) = converted([HARINGEY], tmp_path, form, 120)
        found = run("figures", path, *words).document
        assert [(figure["numerator"], figure["denominator"]) for figure in found] == expected
        inspected = run("inspect", path, "--json").document
        assert inspected["format"] == form[:3]
        assert any(one["severity"] == "note" and "blank" in one["message"] for one in inspected["problems"])
