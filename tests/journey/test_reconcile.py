"""Stated values that do not follow from their own counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import ANNEX_A, BATHNES, DERBY, HARINGEY, run
from tests.support.performance import FIGURES, POPULATIONS, Rows, performance_workbook


def mismatches(folder: Path, *rows: tuple[object, ...], **sheets: Rows) -> list[dict[str, object]]:
    path = performance_workbook(folder / "stated.xlsx", {"Figures": [FIGURES, *rows], **sheets})  # type: ignore[list-item]
    done = run("reconcile", path, "--json")
    assert done.code == (1 if done.document else 0)
    return done.document


def test_haringeys_printed_february_is_the_only_one() -> None:
    """NI 60, February 2010, printed as 45.0% of 84 of 145 (Haringey, 17 February 2010, detailed table)."""
    done = run("reconcile", HARINGEY, "--json")
    assert done.code == 1
    (one,) = done.document
    assert {"indicator", "period", "stated", "computed", "numerator", "denominator", "cell"} <= set(one)
    assert (one["indicator"], one["period"], one["stated"], one["numerator"], one["denominator"]) == (
        "NI 60",
        "2010-02",
        45.0,
        84,
        145,
    )
    assert one["computed"] == pytest.approx(57.931034, abs=1e-6)
    assert (one["file"], one["sheet"], one["cell"]) == ("haringey_performance.xlsx", "Figures wide", "J16")


def test_the_sentence_names_the_cell_and_both_values() -> None:
    assert run("reconcile", HARINGEY).out == (
        "haringey_performance.xlsx, Figures wide, cell J16: NI 60 for 2010-02 is stated as 45.0%, "
        "but 84 of 145 gives 57.93%.\n"
    )


@pytest.mark.parametrize("sample", [DERBY, BATHNES, ANNEX_A])
def test_what_follows_is_said_to_follow(sample: Path) -> None:
    assert run("reconcile", sample).out == "Every stated percentage and rate follows from its own counts.\n"
    assert run("reconcile", sample, "--json").document == []


def test_a_value_is_compared_at_the_decimals_with_which_it_is_stated(tmp_path: Path) -> None:
    rows = [
        ("NI 60", None, "2010-01", None, 1, 3, "33%"),
        ("NI 60", None, "2010-02", None, 1, 3, "33.3%"),
        ("NI 60", None, "2010-03", None, 1, 3, "33.4%"),
        ("NI 60", None, "2010-04", None, 1, 8, "13%"),  # 12.5 rounds away from zero
        ("NI 60", None, "2010-05", None, 1, 8, "12%"),
    ]
    assert [one["period"] for one in mismatches(tmp_path, *rows)] == ["2010-03", "2010-05"]


def test_a_rate_without_a_denominator_is_compared_with_the_population(tmp_path: Path) -> None:
    people: Rows = [POPULATIONS, (None, None, 2010, "0-17", 50890, "")]
    rows = [("PM04", None, "2011/12 Q3", None, 286, None, 56.2), ("PM04", None, "2011/12 Q2", None, 286, None, 57)]
    (one,) = mismatches(tmp_path, *rows, Populations=people)
    assert (one["period"], one["stated"], one["denominator"]) == ("2011/12 Q2", 57, 50890)
    assert one["computed"] == pytest.approx(56.199646, abs=1e-6)


def test_marks_do_not_hide_a_mismatch(tmp_path: Path) -> None:
    (one,) = mismatches(tmp_path, ("NI 60", None, "2010-01", None, "84**", "Total = 145", "45.0%*"))
    assert (one["numerator"], one["denominator"]) == (84, 145)


def test_what_has_no_counts_or_no_value_is_not_compared(tmp_path: Path) -> None:
    rows = [
        ("NI 60", None, "2010-01", None, None, None, "33%"),
        ("NI 60", None, "2010-02", None, 1, 3, None),
        ("NI 60", None, "2010-03", None, 1, 3, "N/A"),
        ("NI 60", None, "2010-04", None, None, 3, "33%"),
    ]
    assert mismatches(tmp_path, *rows) == []


def test_other_problems_in_the_data_are_exit_code_1_too(tmp_path: Path) -> None:
    rows: Rows = [FIGURES, ("NI 60", None, "2010-01", None, -1, 3)]
    done = run("reconcile", performance_workbook(tmp_path / "stated.xlsx", {"Figures": rows}))
    assert done.code == 1
    assert "less than 0" in done.err
    assert done.out.startswith("Every stated percentage")
