"""``xlperf figures``: what it prints, in every form, and how it ends."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.support.commands import ANNEX_A, DERBY, HARINGEY, SAMPLES, run
from tests.support.performance import FIGURES, TARGETS, performance_workbook

KEYS = {
    *("indicator", "codes", "title", "area", "period", "kind", "numerator", "denominator", "value", "shown", "missing"),
    *("provisional", "unit", "target", "percent_adrift", "rating", "trend", "lower", "upper", "method", "population"),
    "notes",
}


def one(*words: object) -> dict[str, object]:
    found = run("figures", *words, "--json").document
    assert len(found) == 1
    return found[0]


def test_json_is_one_list_of_objects_with_every_key() -> None:
    done = run("figures", HARINGEY, "--period", "2010-01", "--json")
    assert done.code == 0
    assert done.err == ""
    assert len(done.document) == 16
    assert all(set(figure) == KEYS for figure in done.document)


def test_a_percentage_is_0_to_100_and_so_are_its_target_limits_and_gap() -> None:
    figure = one(HARINGEY, "--period", "2009/10 to 2010-01", "--indicator", "NI 65")
    assert (figure["numerator"], figure["denominator"]) == (33, 246)
    assert figure["value"] == pytest.approx(100 * 33 / 246, abs=1e-12)
    assert figure["shown"] == "13.4%"
    assert figure["target"] == 10
    assert figure["percent_adrift"] == pytest.approx(34.146341, abs=1e-6)
    assert figure["rating"] == "alert"
    assert 9 < figure["lower"] < figure["value"] < figure["upper"] < 19  # type: ignore[operator]


def test_five_of_ten_is_50_with_its_24_to_76_interval() -> None:
    figure = one(HARINGEY, "--period", "2009/10 to 2010-01", "--indicator", "NI 61")
    assert (figure["value"], round(figure["lower"]), round(figure["upper"])) == (50, 24, 76)  # type: ignore[call-overload]


def test_a_rate_is_that_rate_with_the_population_that_it_is_per() -> None:
    figure = one(DERBY, "--period", "2011/12 Q3", "--indicator", "PM04")
    assert figure["value"] == pytest.approx(56.2, abs=0.001)
    assert (figure["shown"], figure["rating"], figure["unit"]) == ("56.20", "red", "rate")
    assert round(figure["percent_adrift"], 1) == 10.2  # type: ignore[call-overload]
    population = figure["population"]
    assert isinstance(population, dict)
    assert (population["number"], population["area"], population["vintage"]) == (50890, "Derby", "inferred")


def test_the_forecast_stands_beside_the_actual_of_the_year() -> None:
    found = run("figures", DERBY, "--period", "2011/12", "--indicator", "PM04", "--json").document
    assert [(figure["kind"], figure["shown"], figure["rating"]) for figure in found] == [
        ("actual", "[x]", "no data"),
        ("forecast", "52.88", "amber"),
    ]
    assert found[0]["value"] is None
    assert found[0]["missing"] == "x"


def test_csv_holds_the_same_numbers_as_json() -> None:
    words = ("figures", DERBY, "--period", "2011/12 Q3")
    printed = run(*words, "--csv").out
    rows = list(csv.DictReader(io.StringIO(printed, newline="")))
    objects = run(*words, "--json").document
    assert "\r\n" in printed
    assert len(rows) == len(objects)
    for row, figure in zip(rows, objects, strict=True):
        assert set(row) == KEYS
        for key in ("numerator", "denominator", "value", "target", "percent_adrift", "lower", "upper"):
            assert (float(row[key]) if row[key] else None) == figure[key]
        assert (row["indicator"], row["shown"], row["rating"]) == (
            figure["indicator"],
            figure["shown"],
            figure["rating"],
        )


def test_rows_name_the_part_file_sheet_and_row_of_every_record() -> None:
    figure = one(ANNEX_A, "--period", "2026-09", "--indicator", "NI 64", "--rows")
    rows = figure["rows"]
    assert isinstance(rows, list)
    assert all(set(row) == {"part", "file", "sheet", "row"} for row in rows)
    for part in ("numerator", "denominator"):
        assert sum(row["part"] == part for row in rows) == figure[part]
    assert {(row["file"], row["sheet"]) for row in rows} == {("annex_a.xlsx", "List 7")}


def test_without_rows_there_is_no_such_key() -> None:
    assert "rows" not in one(ANNEX_A, "--period", "2026-09", "--indicator", "NI 64")


@pytest.mark.parametrize("written", ["NI 64", "ni64", "NI-64", " Ni 64 ", "EIIS PM09", "plans_two_years_or_more"])
def test_an_indicator_goes_by_any_spelling_of_its_codes(written: str) -> None:
    assert one(ANNEX_A, "--period", "2026-09", "--indicator", written)["indicator"] == "NI 64"


def test_several_indicators_come_in_the_order_asked_for_each_once() -> None:
    words = ("--indicator", "NI 65", "--indicator", "NI 64", "--indicator", "ni65")
    found = run("figures", ANNEX_A, "--period", "2026-09", *words, "--json").document
    assert [figure["indicator"] for figure in found] == ["NI 65", "NI 64"]


def test_an_indicator_without_any_data_is_null_and_says_so() -> None:
    figure = one(ANNEX_A, "--period", "2026-09", "--indicator", "NI 51")
    assert (figure["value"], figure["shown"], figure["rating"], figure["trend"]) == (None, "[x]", "no data", None)


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("2009/10", "2009/10"),
        ("2009/2010", "2009/10"),
        ("2009/10 Q4", "2009/10 Q4"),
        ("2009/10 q4", "2009/10 Q4"),
        ("2010-01", "2010-01"),
        ("Jan-10", "2010-01"),
        ("January 2010", "2010-01"),
        ("2009/10 to 2010-01", "2009/10 to 2010-01"),
        ("12 months to 2010-01", "12 months to 2010-01"),
        ("2010-01-31", "2010-01-31"),
        ("31/01/2010", "2010-01-31"),
    ],
)
def test_every_written_form_of_a_period_is_understood(written: str, period: str) -> None:
    assert one(HARINGEY, "--period", written, "--indicator", "NI 67")["period"] == period


def test_options_stand_in_any_order() -> None:
    expected = run("figures", HARINGEY, "--period", "2010-01", "--indicator", "NI 60", "--json")
    for words in (
        ("figures", "--json", "--indicator", "NI 60", "--period", "2010-01", HARINGEY),
        ("figures", "--period=2010-01", HARINGEY, "--json", "--indicator=NI 60"),
    ):
        assert run(*words) == expected


def test_listed_are_those_of_measures_of_figures_and_of_the_return_in_a_stable_order(tmp_path: Path) -> None:
    path = performance_workbook(
        tmp_path / "performance.xlsx",
        {
            "About": [("Item", "Text"), ("Authority", "Northbrook")],
            "Measures": [("Code", "Title"), ("NI 68", "Referrals going on"), ("NI 51", "CAMHS")],
            "Figures": [FIGURES, ("NI 60", None, "2026-08", None, 3, 4)],
        },
    )
    words = ("figures", path, ANNEX_A, "--period", "2026-09", "--json")
    codes = [figure["indicator"] for figure in run(*words).document]
    assert codes[:2] == ["NI 68", "NI 51"]
    assert {"NI 60", "NI 64", "NI 65", "CP number", "EI&ISS PM04"} <= set(codes)
    assert len(codes) == len(set(codes))
    assert [figure["indicator"] for figure in run(*words).document] == codes


def test_the_counted_figure_stands_and_the_stated_one_is_reported(tmp_path: Path) -> None:
    stated = [FIGURES, ("NI 64", None, "2026-09", None, 5, 8)]
    path = performance_workbook(tmp_path / "stated.xlsx", {"Figures": stated})
    done = run("figures", ANNEX_A, path, "--period", "2026-09", "--indicator", "NI 64", "--csv")
    (row,) = csv.DictReader(io.StringIO(done.out, newline=""))
    assert (row["numerator"], row["denominator"]) == ("2", "28")
    assert "NI 64 for Sep 2026 is stated as 62.5% but counted as 7.1%" in done.err
    assert done.code == 1


def test_problems_are_exit_code_1_and_notes_alone_0(tmp_path: Path) -> None:
    noted = {"Figures": [(*FIGURES, "Our own column"), ("NI 60", None, "2010-01", None, 1, 2, None, None, "x")]}
    done = run("figures", performance_workbook(tmp_path / "noted.xlsx", noted), "--period", "2010-01")
    assert done.code == 0
    assert done.err.startswith("note: noted.xlsx, Figures: ")
    wrong = {"Figures": [FIGURES, ("NI 60", None, "2010-01", None, 3, 2), ("NI 61", None, "2010-01", None, 1, 2)]}
    done = run("figures", performance_workbook(tmp_path / "wrong.xlsx", wrong), "--period", "2010-01", "--json")
    assert done.code == 1
    assert done.err == ""
    assert {figure["indicator"]: figure["value"] for figure in done.document} == {"NI 60": None, "NI 61": 50}


def test_folders_with_spaces_and_other_letters_are_only_names(tmp_path: Path) -> None:
    folder = tmp_path / "Zürich – Ärzte & Söhne (2)"
    folder.mkdir()
    path = performance_workbook(
        folder / "Übersicht Łódź.xlsx",
        {"Figures": [FIGURES, ("NI 60", None, "2010-01", None, 1, 2)], "Targets": [TARGETS]},
    )
    found = run("figures", path, "--period", "2010-01", "--json", "--rows").document
    assert found[0]["rows"][0]["file"] == "Übersicht Łódź.xlsx"


# What people read


@pytest.mark.parametrize(
    ("sample", "period"),
    [("haringey_performance", "2010-01"), ("derby_performance", "2011/12"), ("bathnes_performance", "2011/12 Q2")],
)
def test_the_table_fits_120_columns(sample: str, period: str) -> None:
    table = run("figures", SAMPLES / f"{sample}.xlsx", "--period", period).out.partition("\n\nNotes")[0]
    assert max(len(line) for line in table.splitlines()) <= 120


def test_what_is_the_same_for_all_stands_above_the_table() -> None:
    lines = run("figures", HARINGEY, "--period", "2010-01").out.splitlines()
    assert lines[0] == "Haringey, Jan 2010"
    assert lines[2].split() == [
        *("Code", "Indicator", "Numerator", "Denominator", "Value", "Target", "Adrift", "Rating", "Trend")
    ]


def test_a_note_is_printed_once_behind_all_that_it_is_about() -> None:
    printed = run("figures", ANNEX_A, "--period", "2026-09").out
    assert printed.count("1 plan with an end date before the start date is left out.") == 1
    assert "  CP number, EI&ISS PM04: 1 plan with an end date before the start date" in printed


def test_text_from_a_workbook_cannot_steer_the_terminal(tmp_path: Path) -> None:
    name = "North\u202ebrook \x1b[31m"
    path = performance_workbook(
        tmp_path / "performance.xlsx",
        {"Figures": [FIGURES, ("NI 60", name.replace("\x1b", ""), "2010-01", None, 1, 2)]},
    )
    printed = run("figures", path, "--period", "2010-01").out
    assert "\u202e" not in printed
    assert "North\\u202ebrook" in printed
