"""A return with thousands of wrong cells: few lines to read, every one in the JSON, and all of them in the effects."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.annex_a_books import as_csv
from tests.support.annex_a_sheets import rows
from tests.support.commands import Outcome, run
from tests.support.reports import SeenReport

PLANTED = 5000
STARTED, ENDED = 6, 12  # places of the columns


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """List 7 with four sound plans and 5,000 of which nobody can say when they ended; 5,000 genders are unknown."""
    headings, *sound = rows()
    wrong = list(sound[0])
    wrong[1], wrong[ENDED] = "zebra", "31/02/2026"
    many = [[f"{child}", *wrong[1:]] for child in range(2000, 2000 + PLANTED)]
    return as_csv(tmp_path_factory.mktemp("spoilt") / "list_7.csv", [headings, *sound, *many])


@pytest.fixture(scope="module")
def inspected(spoilt: Path) -> Outcome:
    return run("inspect", spoilt)


def test_the_screen_has_the_first_twenty_of_each_kind_and_one_line_for_the_others(inspected: Outcome) -> None:
    lines = inspected.out.splitlines()
    assert inspected.code == 1
    for what, rule in (('"31/02/2026" is not a date', "not a date"), ("is not a known answer", "unknown code")):
        told = [line for line in lines if what in line]
        assert len(told) == 20, rule
        (more,) = [line for line in lines if f"({rule}, " in line]
        assert more.endswith(f'and 4,980 more cells of this kind in sheet "list_7" ({rule}, 5,000 in all).')
        assert lines.index(more) == lines.index(told[-1]) + 1
    assert lines[-1] == "Of many of one kind the first are listed; --json lists every one."
    assert len(lines) < 80


def test_the_json_has_every_one(spoilt: Path) -> None:
    found = run("inspect", spoilt, "--json").document["problems"]
    assert len({one["cell"] for one in found if "is not a date" in one["message"]}) == PLANTED
    assert not any("of this kind" in one["message"] for one in found)


def test_what_figures_say_on_standard_error_is_short_and_counts_all(spoilt: Path) -> None:
    done = run("figures", spoilt, "--period", "2026-09", "--indicator", "CP number")
    assert done.code == 1
    *lines, last = done.err.splitlines()
    assert len(lines) == 30
    assert sum("4,980 more cells" in line for line in lines) == 1
    assert last == "… and 4,991 more: xlperf inspect lists those of a file."
    assert "5,000 plans with an end date that cannot be read are left out." in done.out


def test_the_data_quality_sheet_has_as_few_and_the_effect_of_all(spoilt: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.xlsx"
    assert run("report", "monthly", spoilt, "--period", "2026-09", "--out", out, "--area", "Testford").code == 1
    table = SeenReport(out).rows("Data quality", "Severity")
    assert len(table) < 60
    dates = [row for row in table if str(row["Rule"].value) == "not a date (5,000)"]
    assert len(dates) == 21
    assert [row["Cell"].value for row in dates[:2]] == ["M6", "M7"]
    said = "What was found, and what to do"
    assert str(dates[-1][said].value).startswith("and 4,980 more cells of this kind")
    effects = [str(row[said].value) for row in table if row["Severity"].value == "Effect"]
    assert any("5,000 plans" in effect for effect in effects)
