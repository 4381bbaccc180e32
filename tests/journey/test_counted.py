"""Figures counted from returns: which return gives what, why the others cannot, and the records behind a number."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.support.made_up_figures import FAMILIES, figure_of, inputs_of, the_world, write_the_sample
from tests.support.performance import FIGURES, POPULATIONS, performance_workbook
from tests.support.world_by_hand import in_care, on_a_plan, open_plan
from xlperf.definitions.load import load
from xlperf.figure import RowRef
from xlperf.journey.figures import FigureMaker, figures
from xlperf.journey.inputs import Inputs, read_inputs
from xlperf.made_up.known import known_on
from xlperf.made_up.sample import LAST_DAY
from xlperf.period import Period
from xlperf.symbols import Missing

CENSUS = "cin_2025-26.xml"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_the_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def alone(sample: Path) -> dict[str, Inputs]:
    """The inputs that each family of returns is by itself, and all of them together."""
    return {**{name: inputs_of(sample, name) for name in FAMILIES}, "all": inputs_of(sample)}


# What a return cannot give


@pytest.mark.parametrize(
    ("family", "code", "period", "reason", "instead"),
    [
        ("Annex A", "NI 67", "2026-03", "only the latest review conference", "The CIN census"),
        ("Annex A", "NI 59", "2026-03", "continuous assessments", "A local list of assessments"),
        ("Annex A", "NI 64", "2025/26", "List 7 of Annex A covers 1 Oct 2025 to 31 Mar 2026", "The CIN census"),
        ("Annex A", "NI 65", "2025/26", "List 7 of Annex A covers 1 Oct 2025 to 31 Mar 2026", "The CIN census"),
        ("Annex A", "NI 61", "2024/25", "List 10 of Annex A covers 1 Apr 2025 to 31 Mar 2026", "The SSDA903 return"),
        ("Annex A", "NI 61", "2025-03", "List 10 of Annex A covers 1 Apr 2025 to 31 Mar 2026", "The SSDA903 return"),
        ("Annex A", "CLA number", "2025-09-30", "List 8 of Annex A covers 1 Oct 2025", "The SSDA903 return"),
        ("Annex A", "CP conferences 15", "2025/26", "List 5 of Annex A covers 1 Oct 2025", "The CIN census"),
        ("Annex A", "NI 66", "2026-03", "only the latest review of a child", "The SSDA903 return"),
        ("Annex A", "NI 62", "2026-02", "for the day on which it was made, 31 Mar 2026", "The SSDA903 return"),
        ("SSDA903", "NI 64", "2025/26", "about children looked after", "Annex A or the CIN census"),
        ("SSDA903", "CP number", "2026-03", "about children looked after", "Annex A or the CIN census"),
        ("CIN", "NI 62", "2026-03", "nothing of how children are looked after", "The SSDA903 return"),
        ("CIN", "NI 60", "2026-03", "continuous assessments", "A local list of assessments"),
        ("CIN", "CIN re-referrals", "2023-03", "looks back 12 months before the period", "Hand in the years before"),
        ("SSDA903", "NI 63", "2024-08", "looks back 30 months before that day", "Hand in the years before"),
        ("local lists", "NI 64", "2026-03", "None of the returns holds the lists", "The CIN census gives it"),
        ("local lists", "CLA number", "2026-03", "None of the returns holds the lists", "SSDA903 gives it"),
    ],
)
def test_a_return_that_cannot_says_why_and_which_would(
    alone: dict[str, Inputs], family: str, code: str, period: str, reason: str, instead: str
) -> None:
    figure = figure_of(alone[family], code, period)
    notes = " ".join(figure.notes)
    assert (figure.value, figure.numerator, figure.missing) == (None, None, Missing.NOT_AVAILABLE)
    assert reason in notes
    assert instead in notes


def test_ni_63_is_given_from_the_day_on_which_two_and_a_half_years_are_there(alone: dict[str, Inputs]) -> None:
    assert figure_of(alone["SSDA903"], "NI 63", "2024-09-29").value is None
    assert figure_of(alone["SSDA903"], "NI 63", "2024-09-30").value is not None


def test_two_years_of_ssda903_are_too_few_for_ni_63(sample: Path) -> None:
    two_years = read_inputs([sample / "ssda903" / year for year in ("2024-25", "2025-26")], load())
    assert "begins on 01 Apr 2024" in " ".join(figure_of(two_years, "NI 63", "2026-03-31").notes)
    assert figure_of(two_years, "NI 62", "2026-03-31").value is not None


def test_placements_on_a_day_are_those_of_the_twelve_months_to_that_day(alone: dict[str, Inputs]) -> None:
    """Not those of the twelve months to the end of the month in which the day lies."""
    figure = figure_of(alone["SSDA903"], "NI 62", "2026-03-01")
    assert figure.denominator == sum(in_care(child, dt.date(2026, 3, 1)) is not None for child in the_world().children)


# Several sources


def test_the_first_return_that_gives_a_figure_is_used(sample: Path) -> None:
    inputs = inputs_of(sample, "Annex A", "CIN", "SSDA903")
    assert figure_of(inputs, "NI 64", "2026-02").method == "counted from annex_a.xlsx"
    assert figure_of(inputs, "NI 64", "2025/26").method.startswith("counted from cin_2022-23.xml")
    assert figure_of(inputs, "NI 63", "2026-03").method.startswith("counted from header_2022-23.csv")


def stated_beside(sample: Path, folder: Path, *rows: tuple[object, ...]) -> Inputs:
    workbook = performance_workbook(folder / "performance.xlsx", {"Figures": [FIGURES, *rows]})
    return read_inputs([workbook, sample / FAMILIES["Annex A"]], load())


def test_what_a_return_cannot_give_is_taken_as_stated(sample: Path, tmp_path: Path) -> None:
    inputs = stated_beside(sample, tmp_path, ("NI 67", None, "2026-03", None, 9, 10))
    figure = figure_of(inputs, "NI 67", "2026-03")
    assert (figure.numerator, figure.denominator, figure.text) == (9, 10, "90.0%")


def test_the_counted_figure_stands_and_the_difference_is_reported(sample: Path, tmp_path: Path) -> None:
    counted = on_a_plan(the_world(), Period.parse("2026-03"))
    inputs = stated_beside(sample, tmp_path, ("CP number", None, "2026-03", None, None, None, counted + 3))
    maker = FigureMaker(inputs)
    (figure,) = figures(maker, Period.parse("2026-03"), codes=["CP number"])
    assert figure.value == counted
    assert f"Stated as {counted + 3}; the counted figure stands." in figure.notes
    (problem,) = maker.problems
    assert problem.rule == "stated and counted differ"
    assert f"stated as {counted + 3} but counted as {counted}" in problem.message
    assert (problem.file, problem.sheet) == ("performance.xlsx", "Figures")


def test_the_same_figure_stated_and_counted_is_no_problem(sample: Path, tmp_path: Path) -> None:
    counted = on_a_plan(the_world(), Period.parse("2026-03"))
    inputs = stated_beside(sample, tmp_path, ("CP number", None, "2026-03", None, None, None, counted))
    maker = FigureMaker(inputs)
    figures(maker, Period.parse("2026-03"), codes=["CP number"])
    assert maker.problems == []


def test_a_rate_takes_its_number_from_the_return_and_its_population_from_the_workbook(
    sample: Path, tmp_path: Path
) -> None:
    rows = [POPULATIONS, ("", None, 2025, "0-17", 20_000), ("", None, 2026, "0-17", 10)]
    workbook = performance_workbook(tmp_path / "performance.xlsx", {"Populations": rows})
    inputs = read_inputs([workbook, sample / FAMILIES["Annex A"]], load())
    counted = on_a_plan(the_world(), Period.parse("2026-03"))
    assert figure_of(inputs, "PM04", "2026-03").value == counted * 10_000 / 20_000


# Teams


def test_the_teams_of_a_return_add_up_to_the_authority(alone: dict[str, Inputs]) -> None:
    world = the_world()
    of_team: dict[str, int] = {}
    for child in world.children:
        plan = open_plan(child, LAST_DAY)
        for referral in child.referrals:
            if plan in referral.plans:
                of_team[referral.held_by.team] = of_team.get(referral.held_by.team, 0) + 1
    assert len(of_team) > 1
    found = {team: figure_of(alone["Annex A"], "CP number", "2026-03", team) for team in of_team}
    assert {team: figure.value for team, figure in found.items()} == of_team
    assert {figure.area for figure in found.values()} == set(of_team)
    assert sum(of_team.values()) == figure_of(alone["Annex A"], "CP number", "2026-03").value


def test_a_team_is_counted_in_any_spelling_and_only_when_it_is_named(alone: dict[str, Inputs]) -> None:
    maker, march = FigureMaker(alone["Annex A"]), Period.parse("2026-03")
    team = next(one.referrals[0].held_by.team for one in the_world().children if open_plan(one, LAST_DAY))
    named, spelled = (figures(maker, march, [text], ["CP number"])[0].value for text in (team, f" {team.upper()} "))
    assert named == spelled
    assert {figure.area for figure in figures(maker, march)} == {maker.authority}


# The records behind a number


def on_sheets(sample: Path, rows: tuple[RowRef, ...]) -> Iterator[dict[str, object]]:
    """Yield the rows of the Annex A workbook as a person finds them, by their headings."""
    book = openpyxl.load_workbook(sample / "annex_a.xlsx", read_only=False)
    for row in rows:
        sheet = book[row.sheet]
        headings = [cell.value for cell in sheet[1]]
        yield dict(zip(headings, (cell.value for cell in sheet[row.row]), strict=True))


def expected(kind: str) -> set[str]:
    """Return the identifiers of the children on a plan, or looked after, on the last day."""
    is_there = open_plan if kind == "plans" else in_care
    return {str(child.identifier) for child in the_world().children if is_there(child, LAST_DAY)}


@pytest.mark.parametrize(("code", "kind"), [("CP number", "plans"), ("CLA number", "care")])
def test_rows_of_annex_a_are_those_of_the_children_counted(
    sample: Path, alone: dict[str, Inputs], code: str, kind: str
) -> None:
    figure = figure_of(alone["Annex A"], code, "2026-03-31")
    found = list(on_sheets(sample, tuple(figure.numerator_rows)))
    assert {str(row["Child Unique ID"]) for row in found} == expected(kind)
    assert len(found) == figure.value


def test_rows_of_ssda903_are_lines_of_the_file_of_the_year(sample: Path, alone: dict[str, Inputs]) -> None:
    figure = figure_of(alone["SSDA903"], "CLA number", "2026-03-31")
    files = {path.name: path for path in (sample / "ssda903").rglob("*.csv")}
    found = set()
    for row in figure.numerator_rows:
        with files[row.file].open(encoding="utf-8-sig", newline="") as file:
            record = list(csv.reader(file))[row.row - 1]
        found.add(record[0])
    assert found == expected("care")


def test_rows_of_a_census_are_lines_of_the_xml(sample: Path, alone: dict[str, Inputs]) -> None:
    figure = figure_of(alone["CIN"], "CP number", "2026-03-31")
    lines = (sample / "cin" / CENSUS).read_text(encoding="utf-8").splitlines()
    starts = set()
    for row in figure.numerator_rows:
        assert (row.file, row.sheet) == (CENSUS, "ChildProtectionPlans")
        assert lines[row.row - 1].strip() == "<ChildProtectionPlans>"
        starts.add(next(line.strip() for line in lines[row.row :] if "<CPPstartDate>" in line))
    plans = [open_plan(child, LAST_DAY) for child in the_world().children]
    assert starts == {f"<CPPstartDate>{plan.started}</CPPstartDate>" for plan in plans if plan}
    assert len(figure.numerator_rows) == figure.value


def test_numerator_and_denominator_have_as_many_rows_as_they_count(alone: dict[str, Inputs]) -> None:
    for inputs in alone.values():
        maker = FigureMaker(inputs)
        for figure in figures(maker, Period.parse("2026-03")):
            if figure.unit == "percent" and figure.value is not None:
                assert len(figure.numerator_rows) == figure.numerator
                assert len(figure.denominator_rows) == figure.denominator


# Every indicator, every kind of period, every return


PERIODS = (
    *("2026-03-31", "2026-02-28", "2024-02-29", "2025-12-25", "2026-04-01", "2022-03-31", "1900-04-01", "2199-03-31"),
    *("2026-03", "2025-10", "2025-09", "2022-04", "2022-03", "2026-04", "2025/26 Q4", "2022/23 Q1", "2026/27 Q1"),
    *("2025/26 to 2025-04", "2025/26 to 2025-12", "2025/26 to 2026-03", "2025/26", "2022/23", "2021/22", "2026/27"),
    *("12 months to 2026-03", "12 months to 2023-02", "12 months to 2023-03", "12 months to 2025-12"),
)


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("family", [*FAMILIES, "all"])
def test_every_indicator_gives_a_figure_or_a_reason(alone: dict[str, Inputs], family: str, period: str) -> None:
    inputs = alone[family]
    maker, of = FigureMaker(inputs), Period.parse(period)
    for indicator in inputs.indicators.values():
        figure = maker.figure(indicator, of)
        if figure.value is None:
            assert figure.missing is not None
            nought = figure.missing is Missing.NOT_APPLICABLE and figure.denominator == 0
            assert nought or any(figure.notes), (indicator.id, period)
        else:
            assert figure.numerator is None or figure.denominator is None or figure.numerator <= figure.denominator


def test_what_is_known_of_the_children_is_what_the_returns_were_written_from() -> None:
    """The plain loops look at what truly happened; on the last day nobody knew more."""
    world = the_world()
    known = [known_on(child, LAST_DAY) for child in world.children]
    assert [open_plan(child, LAST_DAY) is None for child in known] == [
        open_plan(child, LAST_DAY) is None for child in world.children
    ]
