"""What is handed in: areas and who names them, csv files that belong together, things given twice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.annex_a_books import LIST_1, annex_a, as_csv
from tests.support.annex_a_sheets import rows
from tests.support.performance import FIGURES, POPULATIONS, TARGETS, Rows, performance_workbook
from xlperf.area import is_team
from xlperf.definitions.load import load
from xlperf.errors import RequestError, UnknownName
from xlperf.figure import Figure
from xlperf.journey.figures import FigureMaker, figures
from xlperf.journey.inputs import Inputs, read_inputs
from xlperf.journey.report import made_report, plan_named
from xlperf.period import Period
from xlperf.problem import Severity

ABOUT: Rows = [("Item", "Text"), ("Authority", "Northbrook"), ("Authority code", "E09000099")]
SEPTEMBER = Period.parse("2026-09")


def opened(*paths: Path) -> Inputs:
    return read_inputs(paths, load())


def workbook(folder: Path, name: str = "performance.xlsx", **sheets: Rows) -> Path:
    return performance_workbook(folder / name, sheets)


def areas_of(inputs: Inputs, *asked: str) -> list[str]:
    made = figures(FigureMaker(inputs.for_areas(asked)), SEPTEMBER, asked)
    return list(dict.fromkeys(figure.area for figure in made))


def one(inputs: Inputs, code: str, *asked: str) -> Figure:
    (figure,) = figures(FigureMaker(inputs.for_areas(asked)), SEPTEMBER, asked, [code])
    return figure


def plain(code: str, area: str | None, value: float) -> tuple[str | float | None, ...]:
    return (code, area, "2026-09", None, None, None, value)


# Whom the figures are about


def test_a_return_without_anybodys_name_is_about_this_authority(tmp_path: Path) -> None:
    assert areas_of(opened(annex_a(tmp_path / "annex.xlsx"))) == ["this authority"]


def test_a_return_takes_the_area_that_is_asked_for(tmp_path: Path) -> None:
    figure = one(opened(annex_a(tmp_path / "annex.xlsx")), "CP number", "Northbrook")
    assert (figure.area, figure.value) == ("Northbrook", 3)


def test_a_return_beside_a_performance_workbook_is_about_its_authority(tmp_path: Path) -> None:
    people = [POPULATIONS, (None, None, 2025, "0-17", 10000, "")]
    inputs = opened(annex_a(tmp_path / "annex.xlsx"), workbook(tmp_path, About=ABOUT, Populations=people))
    assert areas_of(inputs) == ["Northbrook"]
    assert one(inputs, "PM04").text == "3.00"


def test_the_area_asked_for_comes_before_about_and_that_is_said(tmp_path: Path) -> None:
    inputs = opened(
        annex_a(tmp_path / "annex.xlsx"),
        workbook(tmp_path, About=ABOUT, Figures=[FIGURES, plain("CP number", None, 9)]),
    )
    named = inputs.for_areas(["Northbrok"])
    assert areas_of(named, "Northbrok") == ["Northbrok"]
    assert one(named, "CP number", "Northbrok").value == 3
    (stated,) = figures(FigureMaker(named), SEPTEMBER, ["Northbrook"], ["CP number"])
    assert stated.value == 9
    (note,) = [problem for problem in named.problems if problem.rule == "area of the return"]
    assert note.severity is Severity.NOTE
    assert 'Did you mean "Northbrook"?' in note.message


def test_an_area_of_the_workbook_does_not_become_that_of_the_return(tmp_path: Path) -> None:
    rows_of = [FIGURES, plain("CP number", None, 9), plain("CP number", "England", 50000)]
    inputs = opened(annex_a(tmp_path / "annex.xlsx"), workbook(tmp_path, About=ABOUT, Figures=rows_of))
    assert one(inputs, "CP number", "England").value == 50000
    assert areas_of(inputs) == ["Northbrook", "England"]
    assert one(inputs, "CP number", "e09000099").value == 3


def test_targets_and_populations_without_an_area_go_with_the_name_that_the_user_gives(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "Targets": [TARGETS, ("PM04", None, "2026/27", 2)],
        "Populations": [POPULATIONS, (None, None, 2025, "0-17", 10000, "")],
    }
    inputs = opened(annex_a(tmp_path / "annex.xlsx"), workbook(tmp_path, **sheets))
    figure = one(inputs, "PM04", "Northbrook")
    assert (figure.area, figure.text, figure.target, figure.rating) == ("Northbrook", "3.00", 2, "red")


def test_rows_without_an_area_take_the_name_too_where_about_names_nobody(tmp_path: Path) -> None:
    inputs = opened(workbook(tmp_path, Figures=[FIGURES, plain("NI 60", None, 50), plain("NI 60", "England", 60)]))
    assert areas_of(inputs) == ["this authority", "England"]
    assert one(inputs, "NI 60", "Northbrook").value == 0.5
    assert one(inputs, "NI 60", "England").value == 0.6
    with pytest.raises(UnknownName, match='Did you mean "England"'):
        inputs.for_areas(["Engand"])


def test_the_only_area_that_is_named_is_the_authority(tmp_path: Path) -> None:
    inputs = opened(workbook(tmp_path, Figures=[FIGURES, plain("NI 60", "Northbrook", 50)]))
    assert inputs.authority == "Northbrook"
    assert areas_of(inputs) == ["Northbrook"]


def test_without_an_authority_nothing_is_given_for_one(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "Measures": [("Code",), ("NI 51",)],
        "Figures": [FIGURES, plain("NI 60", "Northbrook", 50), plain("NI 60", "Eastmoor", 60)],
    }
    inputs = opened(workbook(tmp_path, **sheets))
    made = figures(FigureMaker(inputs), SEPTEMBER)
    assert [(figure.indicator, figure.area) for figure in made] == [
        ("NI 51", "this authority"),  # listed, and no area has a row of it
        ("NI 60", "Northbrook"),
        ("NI 60", "Eastmoor"),
    ]
    with pytest.raises(RequestError, match="figures of Northbrook, Eastmoor, and none says whose report"):
        made_report(inputs, plan_named("monthly", inputs), SEPTEMBER)
    content, _ = made_report(inputs, plan_named("monthly", inputs), SEPTEMBER, area="eastmoor")
    assert content.authority == "Eastmoor"


def test_two_unknown_areas_are_one_too_many(tmp_path: Path) -> None:
    inputs = opened(annex_a(tmp_path / "annex.xlsx"))
    with pytest.raises(UnknownName, match='There is no area "Eastmoor"'):
        inputs.for_areas(["Northbrook", "Eastmoor"])


def test_a_report_is_of_the_area_asked_for_and_of_no_unknown_one(tmp_path: Path) -> None:
    inputs = opened(workbook(tmp_path, About=ABOUT, Figures=[FIGURES, plain("NI 60", None, 50)]))
    with pytest.raises(UnknownName, match='Did you mean "Northbrook"'):
        made_report(inputs, plan_named("monthly", inputs), SEPTEMBER, area="Northbrok")


# Teams


@pytest.mark.parametrize("name", ["Alder Team", "TEAM 3", "the duty teams", "Team"])
def test_a_team_is_known_by_the_word(name: str) -> None:
    assert is_team(name)


@pytest.mark.parametrize("name", ["Northbrook", "Steam Mills", "Teamside"])
def test_other_names_are_not_those_of_teams(name: str) -> None:
    assert not is_team(name)


def test_teams_are_given_only_when_named(tmp_path: Path) -> None:
    rows_of = [FIGURES, plain("NI 60", None, 50), plain("NI 60", "Alder Team", 40), plain("NI 60", "England", 60)]
    inputs = opened(workbook(tmp_path, About=ABOUT, Figures=rows_of))
    assert areas_of(inputs) == ["Northbrook", "England"]
    assert one(inputs, "NI 60", "alder team").value == 0.4


def test_a_team_of_a_return_is_counted_when_named_and_never_suggested(tmp_path: Path) -> None:
    table = rows()
    table[1][15] = "Locality 4"
    inputs = opened(annex_a(tmp_path / "annex.xlsx", table))
    assert areas_of(inputs) == ["this authority"]
    figure = one(inputs, "CP number", "locality  4")
    assert (figure.area, figure.value, [row.row for row in figure.numerator_rows]) == ("locality 4", 1, [2])
    assert one(inputs, "CP number", "Alder team").value == 2
    named = inputs.for_areas(["Localty 4"])
    assert not any("Locality" in problem.message for problem in named.problems)


# Several files


def test_csv_files_of_one_folder_are_the_sheets_of_one_workbook(tmp_path: Path) -> None:
    measures = as_csv(tmp_path / "Measures.csv", [["Code", "Title", "Unit"], ["EH 01", "Early help", "percent"]])
    stated = as_csv(tmp_path / "Figures.csv", [list(FIGURES), ["EH 01", None, "2026-09", None, "3", "2"]])
    inputs = opened(stated, measures)
    assert len(inputs.workbooks) == 1
    assert inputs.files == ("Figures.csv", "Measures.csv")
    (problem,) = [problem for problem in inputs.problems if problem.severity is Severity.ERROR]
    assert (problem.file, problem.sheet, problem.cell) == ("Figures.csv", "Figures", "E2")
    apart = tmp_path / "apart"
    apart.mkdir()
    assert (
        len(opened(stated, as_csv(apart / "Targets.csv", [list(TARGETS), ["NI 60", None, "2026/27", "50"]])).workbooks)
        == 2
    )


def test_rows_behind_a_figure_name_the_csv_file_in_which_they_stand(tmp_path: Path) -> None:
    as_csv(tmp_path / "Targets.csv", [list(TARGETS), ["NI 60", None, "2026/27", "50"]])
    as_csv(tmp_path / "Figures.csv", [list(FIGURES), ["NI 60", None, "2026-09", None, "1", "2"]])
    figure = one(opened(tmp_path / "Targets.csv", tmp_path / "Figures.csv"), "NI 60")
    assert (figure.value, figure.target) == (0.5, 0.5)
    assert {(row.file, row.row) for row in figure.numerator_rows} == {("Figures.csv", 2)}


def test_csv_lists_of_annex_a_are_one_return_whatever_their_order(tmp_path: Path) -> None:
    list_1, list_7 = as_csv(tmp_path / "List 1.csv", LIST_1), as_csv(tmp_path / "List 7.csv", rows())
    for paths in ((list_1, list_7), (list_7, list_1)):
        inputs = opened(*paths)
        assert len(inputs.returns) == 1
        figure = one(inputs, "CP number")
        assert figure.value == 3
        assert {row.file for row in figure.numerator_rows} == {"List 7.csv"}


def test_a_second_list_7_is_reported_and_not_counted_as_well(tmp_path: Path) -> None:
    inputs = opened(as_csv(tmp_path / "List 7.csv", rows()), as_csv(tmp_path / "List 7 again.csv", rows()))
    assert one(inputs, "CP number").value == 3
    assert "list twice" in {problem.rule for problem in inputs.problems}


def test_of_two_returns_the_one_that_has_the_list_is_counted(tmp_path: Path) -> None:
    without, whole = tmp_path / "without", tmp_path / "whole"
    without.mkdir()
    whole.mkdir()
    paths = as_csv(without / "List 1.csv", LIST_1), annex_a(whole / "annex.xlsx", others={"List 1": LIST_1})
    for order in (paths, paths[::-1]):
        assert one(opened(*order), "CP number").value == 3


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    path = workbook(tmp_path, About=ABOUT, Figures=[FIGURES, plain("NI 60", None, 50)])
    inputs = opened(path, tmp_path / "." / path.name)
    assert len(inputs.workbooks) == 1
    assert [problem.severity for problem in inputs.problems] == [Severity.NOTE]
    assert "named twice" in inputs.problems[0].message


def test_two_workbooks_that_differ_are_reported_and_the_first_stands(tmp_path: Path) -> None:
    first = workbook(
        tmp_path,
        "one.xlsx",
        About=ABOUT,
        Figures=[FIGURES, plain("NI 60", None, 50), plain("NI 61", None, 10)],
        Targets=[TARGETS, ("NI 60", None, "2026/27", 55)],
    )
    second = workbook(
        tmp_path,
        "two.xlsx",
        About=ABOUT,
        Figures=[FIGURES, plain("NI 61", None, 10), plain("NI 60", "Northbrook", 51)],
        Targets=[TARGETS, ("NI 60", None, "2026/27", 56)],
    )
    inputs = opened(first, second)
    figure, target = (problem for problem in inputs.problems if problem.rule == "given twice")
    assert str(figure).startswith("two.xlsx, Figures, cell G3: The actual value of NI 60 for Northbrook, 2026-09, is")
    assert '"50" in one.xlsx, Figures, cell G2. The file named first stands' in figure.message
    assert (target.file, target.sheet, target.cell) == ("two.xlsx", "Targets", "D2")
    found = one(inputs, "NI 60")
    assert (found.value, found.target) == (0.5, 0.55)
    assert one(opened(second, first), "NI 60").value == 0.51


def test_measures_of_one_workbook_hold_for_the_figures_of_another(tmp_path: Path) -> None:
    stated = workbook(tmp_path, "figures.xlsx", About=ABOUT, Figures=[FIGURES, plain("NI 64", None, 7)])
    measures = workbook(
        tmp_path, "measures.xlsx", About=ABOUT, Measures=[("Code", "Title", "Scheme"), ("NI 64", "Our title", "brag")]
    )
    for order in ((stated, measures), (measures, stated)):
        assert one(opened(*order), "NI 64").title == "Our title"


def every_order(paths: Sequence[Path]) -> list[tuple[Path, ...]]:
    return [tuple(paths), tuple(reversed(paths))]


def test_the_order_of_return_and_workbook_never_matters(tmp_path: Path) -> None:
    paths = [
        annex_a(tmp_path / "annex.xlsx"),
        workbook(tmp_path, About=ABOUT, Figures=[FIGURES, plain("NI 60", None, 50)]),
    ]
    made = [figures(FigureMaker(opened(*order)), SEPTEMBER) for order in every_order(paths)]
    assert made[0] == made[1]


def test_no_input_at_all_is_a_request_that_fails() -> None:
    with pytest.raises(RequestError, match="Name at least one workbook"):
        read_inputs([], load())
