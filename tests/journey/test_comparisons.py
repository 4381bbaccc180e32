"""Comparisons: stated in a performance workbook, published, and both; who is compared, ranked and counted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.commands import ANNEX_A, BATHNES, DERBY, run
from tests.support.performance import FIGURES, POPULATIONS, Rows, performance_workbook
from tests.support.published_files import (
    ASHMERE,
    BYTE_ORDER_MARK,
    D1,
    DUNMOOR,
    ESTIMATES,
    FERNHAVEN,
    KESTREL_NEW,
    KESTREL_OLD,
    NORTHBROOK,
    children,
    plans,
    write_csv,
    write_idaci,
    write_neighbours,
)
from xlperf.definitions.load import load
from xlperf.journey.comparisons import comparisons_of
from xlperf.journey.deprivation import deprivation_of
from xlperf.journey.figures import FigureMaker
from xlperf.journey.inputs import read_inputs
from xlperf.period import Period
from xlperf.report.comparison import Comparison, Deprivation
from xlperf.symbols import Missing

RATE = "EI&ISS PM04"
COMPARATORS = ("Code", "Area", "Period", "Value", "Group", "Vintage")
SN = "statistical neighbours"


def maker_of(*paths: Path, area: str = "") -> FigureMaker:
    return FigureMaker(read_inputs(paths, load()), area)


def workbook(folder: Path, name: str = "council.xlsx", **sheets: Rows) -> Path:
    about = [("Item", "Text"), ("Authority", "Northbrook"), ("Authority code", "E06000701")]
    return performance_workbook(folder / name, {"About": about, **sheets})


def compared(maker: FigureMaker, code: str, period: str) -> dict[str, Comparison]:
    at = Period.parse(period)
    return {str(one.period): one for one in comparisons_of(maker, maker.inputs.named(code, at), at)}


def against_deprivation(maker: FigureMaker, code: str, period: str) -> Deprivation | None:
    at = Period.parse(period)
    return deprivation_of(maker, maker.inputs.named(code, at), at)


def stated(folder: Path, rows: Sequence[Sequence[object]], figures: Sequence[Sequence[object]] = ()) -> FigureMaker:
    sheets = {"Comparators": [COMPARATORS, *rows], "Figures": [FIGURES, *figures]}
    return maker_of(workbook(folder, **sheets))


def own(year: str, rate: float) -> tuple[object, ...]:
    return (RATE, "", year, "", None, None, rate)


# Stated in a performance workbook


def test_the_sheet_says_as_what_an_area_is_compared(tmp_path: Path) -> None:
    rows = [
        (RATE, "England", "2010/11", 45.9),
        (RATE, "East Midlands", "2010/11", 44.0),
        (RATE, "Ashmere", "2010/11", 61.7, SN, "April 2007"),
        (RATE, "Dunmoor", "2010/11", 47.6, "Comparator authorities", "April 2007"),
        (RATE, "Fernhaven", "2010/11", 41.8, "authorities"),
        (RATE, "Yarrowdale", "2010/11", 33.5),
    ]
    maker = stated(tmp_path, rows, [own("2010/11", 54.2)])
    assert maker.inputs.problems == ()
    found = compared(maker, RATE, "2010/11")["2010/11"]
    assert [(one.area, one.role) for one in found.others] == [
        ("England", "England"),
        ("East Midlands", "region"),
        ("Ashmere", "neighbour"),
        ("Dunmoor", "neighbour"),
        ("Fernhaven", "authority"),
        ("Yarrowdale", "authority"),
    ]
    assert (found.group, found.mean, found.available, found.members) == (
        "statistical neighbours, April 2007",
        pytest.approx((61.7 + 47.6) / 2),
        2,
        2,
    )
    assert (found.rank, found.ranked, found.group_rank, found.group_ranked) == (4, 5, 2, 3)
    assert (found.band, found.to_best_quartile) == ("C", pytest.approx(54.2 - 41.8))
    assert (found.own.area, found.own.role, found.own.value) == ("Northbrook", "own", 54.2)


@pytest.mark.parametrize(
    ("area", "role"),
    [
        ("England", "England"),
        ("National average", "England"),
        ("Yorkshire & the Humber", "region"),
        ("LONDON", "region"),
        ("Family", "neighbour"),
        ("Statistical neighbours average", "neighbour"),
        ("SN (mean)", "neighbour"),
        ("Comparator authorities", "neighbour"),
        ("Familyborough", "authority"),
    ],
)
def test_without_a_group_the_area_says_it_itself(tmp_path: Path, area: str, role: str) -> None:
    maker = stated(tmp_path, [(RATE, area, "2010/11", 45.9)])
    (row,) = maker.inputs.workbooks[0].comparators
    assert (row.role, row.is_average) == (role, role == "neighbour")


def test_a_group_that_is_none_is_told_and_the_name_decides(tmp_path: Path) -> None:
    maker = stated(tmp_path, [(RATE, "England", "2010/11", 45.9, "statistical neigbours")])
    (problem,) = maker.inputs.problems
    assert (problem.sheet, problem.cell, problem.rule) == ("Comparators", "E2", "unknown group")
    assert 'Did you mean "statistical neighbours"?' in problem.message
    assert maker.inputs.workbooks[0].comparators[0].role == "England"


def test_an_average_that_is_given_is_the_mean_and_keeps_its_marks(tmp_path: Path) -> None:
    maker = stated(tmp_path, [("NI 68", "Family", "2009/10", "73**")], [("NI 68", "", "2009/10", "", None, None, 70)])
    found = compared(maker, "NI 68", "2009/10")["2009/10"]
    assert (found.mean, found.available, found.members, found.group) == (0.73, 0, 0, "Family")
    assert found.stated_average is not None
    assert (found.stated_average.marks, found.stated_average.provisional) == ("**", True)
    assert (found.others, found.rank) == ((), None)


def test_members_stand_before_an_average_that_does_not_follow_from_them(tmp_path: Path) -> None:
    rows = [
        (RATE, "Ashmere", "2010/11", 40, SN),
        (RATE, "Dunmoor", "2010/11", 50, SN),
        (RATE, "Statistical neighbours", "2010/11", 47),
    ]
    found = compared(stated(tmp_path, rows), RATE, "2010/11")["2010/11"]
    assert (found.mean, found.available, found.members) == (45, 2, 2)
    assert any("given as 47.00; the mean of its members is 45.00" in note for note in found.notes)


def test_a_missing_member_is_left_out_of_the_mean_and_said(tmp_path: Path) -> None:
    rows = [
        (RATE, "Ashmere", "2009/10", 40, SN),
        (RATE, "Dunmoor", "2009/10", "c", SN),
        (RATE, "Fernhaven", "2009/10", 60, SN),
        (RATE, "Ashmere", "2010/11", 42, SN),
        (RATE, "Dunmoor", "2010/11", 46, SN),
    ]
    found = compared(stated(tmp_path, rows, [own("2009/10", 50)]), RATE, "2010/11")
    first, second = found["2009/10"], found["2010/11"]
    assert (first.mean, first.available, first.members, first.ranked) == (50, 2, 3, 3)
    assert "The mean is of 2 of 3; without a value: Dunmoor [c]." in first.notes
    assert (second.mean, second.available, second.members) == (44, 2, 3)
    assert [one.missing for one in second.of("neighbour")] == [None, None, Missing.NOT_AVAILABLE]
    assert "Fernhaven has no row for 2010/11; there are rows for 2009/10." in second.notes


def test_without_comparators_there_is_no_comparison(tmp_path: Path) -> None:
    assert compared(stated(tmp_path, [], [own("2010/11", 54.2)]), RATE, "2010/11") == {}
    only_own = stated(tmp_path, [(RATE, "Northbrook", "2010/11", 54)])
    assert compared(only_own, RATE, "2010/11") == {}


def test_years_after_the_report_are_not_compared(tmp_path: Path) -> None:
    rows = [(RATE, "England", year, 40) for year in ("2009/10", "2010/11", "2011/12")]
    assert list(compared(stated(tmp_path, rows), RATE, "2010/11 Q3")) == ["2009/10", "2010/11"]


def test_the_own_value_is_the_figure_else_what_comparators_say_else_the_part_of_the_year(tmp_path: Path) -> None:
    rows = [(RATE, "England", year, 40) for year in ("2008/09", "2009/10", "2010/11", "2011/12")]
    rows += [(RATE, "E06000701", "2008/09", 38), (RATE, "Northbrook", "2009/10", 39)]
    found = compared(stated(tmp_path, rows, [own("2008/09", 41), own("2011/12 Q3", 56.2)]), RATE, "2011/12 Q3")
    assert [one.own.value for one in found.values()] == [41, 39, None, 56.2]
    assert "our own figure is 41.00 and stands" in found["2008/09"].notes[0]
    assert "as given by" in found["2009/10"].notes[0]
    assert found["2010/11"].own.missing is Missing.NOT_AVAILABLE
    assert "because the year has no figure yet" in found["2011/12"].notes[0]


def test_a_count_of_part_of_a_year_is_not_ranked(tmp_path: Path) -> None:
    measures = [("Code", "Title", "Unit", "Polarity"), ("L1", "Duplicate referrals", "count", "low")]
    rows = [("L1", area, "2011/12", 100, "authorities") for area in ("Ashmere", "Dunmoor", "Fernhaven", "Yarrow")]
    figures = [("L1", "", f"2011-{month:02}", "", None, None, 3) for month in (4, 5, 6)]
    maker = maker_of(
        workbook(tmp_path, Measures=measures, Comparators=[COMPARATORS, *rows], Figures=[FIGURES, *figures])
    )
    found = compared(maker, "L1", "2011-06")["2011/12"]
    assert (found.own.value, found.rank, found.band) == (9, None, "")
    assert any("not ranked" in note for note in found.notes)


def test_a_neutral_measure_is_compared_but_not_ranked(tmp_path: Path) -> None:
    rows = [("CP number", area, "2010/11", 100 + place) for place, area in enumerate(("A", "B", "C", "D", "England"))]
    found = compared(stated(tmp_path, rows, [("CP number", "", "2010/11", "", None, None, 9)]), "CP number", "2010/11")
    assert (found["2010/11"].rank, found["2010/11"].band, len(found["2010/11"].others)) == (None, "", 5)


def test_years_before_a_change_of_definition_are_compared_within_themselves(tmp_path: Path) -> None:
    rows = [("NI 59", "England", year, value) for year, value in (("2009/10", 67), ("2010/11", 75), ("2011/12", 77))]
    figures = [("NI 59", "", year, "", None, None, value) for year, value in (("2009/10", 66), ("2010/11", 78))]
    found = compared(stated(tmp_path, rows, figures), "NI 59", "2011/12 Q2")
    assert [one.earlier_definition for one in found.values()] == [True, False, False]
    assert [one.own.value for one in found.values()] == [0.66, 0.78, None]
    assert "within 7 working days" in found["2009/10"].notes[0]
    assert "not with later ones" in found["2009/10"].notes[0]
    assert "Since 1 April 2010 NI 59 stands for another measure" in found["2010/11"].notes[0]
    assert list(compared(stated(tmp_path, rows, figures), "NI 59", "2009/10")) == ["2009/10"]


def test_a_team_is_compared_with_nobody(tmp_path: Path) -> None:
    sheets = {
        "Comparators": [COMPARATORS, (RATE, "England", "2010/11", 40)],
        "Figures": [FIGURES, (RATE, "Alder Team", "2010/11", "", None, None, 12)],
    }
    maker = maker_of(workbook(tmp_path, **sheets), area="Alder Team")
    assert compared(maker, RATE, "2010/11") == {}
    assert against_deprivation(maker, RATE, "2010/11") is None


def test_derby_is_the_fourth_highest_of_its_comparators() -> None:
    # Performance Surgery, 24 February 2012: "fourth highest rate in its comparator group"; low is good, so 8 of 11.
    found = compared(maker_of(DERBY), RATE, "2011/12 Q3")
    last = found["2010/11"]
    assert (last.group_rank, last.group_ranked, last.members, last.mean) == (8, 11, 10, pytest.approx(47.7, abs=0.05))
    assert all(before.own.value < before.mean for before in (found["2008/09"], found["2009/10"]))
    assert last.own.value is not None
    assert last.own.value > (last.mean or 0) > (last.of("England")[0].value or 0)


def test_bath_and_north_east_somersets_family_is_an_average(tmp_path: Path) -> None:
    found = compared(maker_of(BATHNES), "NI 64", "2011/12 Q2")["2009/10"]
    assert (found.mean, found.of("England")[0].value, found.own.value) == (0.083, 0.06, 0.189)


# Published tables


@pytest.fixture
def tables(tmp_path: Path) -> list[Path]:
    """Two years of a made-up table D1, populations, neighbours and IDACI."""
    rows = [
        *(plans(year, "England", 49900, rate) for year, rate in (("2024", 41.6), ("2023", 42.7))),
        *(plans("2024", "E12000004", 3870, 38.1), plans("2024", "E12000009", 900, 33.3)),
        *(plans("2024", NORTHBROOK, 228, 38.0), plans("2023", NORTHBROOK, 277, 46.8)),
        *(plans("2024", ASHMERE, 100, 50.5), plans("2023", ASHMERE, 99, 49.9)),
        *(plans("2024", DUNMOOR, 80, 30.5), plans("2023", DUNMOOR, "c", "c")),
        *(plans("2024", FERNHAVEN, 70, 28.0), plans("2023", FERNHAVEN, 60, 27.0)),
        *(plans("2024", KESTREL_NEW, 20, 44.0), plans("2023", KESTREL_OLD, 10, 22.0)),
    ]
    estimates = [children("2023", NORTHBROOK, 60000), children("2022", NORTHBROOK, 59191)]
    groups = [
        (NORTHBROOK, [ASHMERE, DUNMOOR, KESTREL_OLD]),
        *((council, []) for council in (ASHMERE, DUNMOOR, KESTREL_OLD)),
    ]
    shares = [(NORTHBROOK, 0.2), (ASHMERE, 0.3), (DUNMOOR, 0.1), (FERNHAVEN, 0.15)]
    return [
        write_csv(tmp_path / "d1_child_protection_plans.csv", D1, rows, BYTE_ORDER_MARK),
        write_csv(tmp_path / "estimates.csv", ESTIMATES, estimates),
        write_neighbours(tmp_path / "Neighbours_April_2021.csv", groups),
        write_idaci(tmp_path / "indices.xlsx", shares),
    ]


def test_published_tables_give_every_role(tmp_path: Path, tables: list[Path]) -> None:
    maker = maker_of(workbook(tmp_path, Figures=[FIGURES, own("2023/24", 38.04)]), *tables)
    assert maker.inputs.problems == ()
    found = compared(maker, RATE, "2023/24")["2023/24"]
    assert [(one.area, one.value) for one in (*found.of("England"), *found.of("region"))] == [
        ("England", 41.6),
        ("East Midlands", 38.1),
    ]
    assert [(one.area, one.value) for one in found.of("authority")] == [("Fernhaven", 28.0), ("Kestrelford", 44.0)]
    assert found.group == "Statistical neighbours, April 2021"
    assert found.own.value == 38.04
    assert found.own.source == "as stated"
    assert found.notes[0].startswith("The mean is of 2 of 10; without a value: Kestrelford [x]")
    assert "Kestrelford has no row for 2023/24; there are rows for 2022/23." in found.notes
    assert (found.mean, found.available, found.members) == (40.5, 2, 10)
    assert (found.rank, found.ranked, found.band) == (3, 5, "B")
    assert not any("stands" in note for note in found.notes), "38.04 is published as 38.0"


def test_the_own_published_value_serves_only_without_an_own_figure(tmp_path: Path, tables: list[Path]) -> None:
    maker = maker_of(workbook(tmp_path, Figures=[FIGURES, own("2023/24", 39.1)]), *tables)
    found = compared(maker, RATE, "2023/24")
    assert (found["2022/23"].own.value, found["2023/24"].own.value) == (46.8, 39.1)
    assert "gives 38.00; our own figure is 39.10 and stands." in found["2023/24"].notes[0]
    at = Period.parse("2022/23")
    assert maker.figure(maker.inputs.named(RATE, at), at).value is None, "what is published is no figure of our own"


def test_a_row_of_the_workbook_stands_before_a_published_one(tmp_path: Path, tables: list[Path]) -> None:
    rows = [(RATE, "England", "2023/24", 41.9), (RATE, "Ashmere", "2023/24", 50.5), (RATE, "Fernhaven", "2023/24", 28)]
    maker = maker_of(workbook(tmp_path, Comparators=[COMPARATORS, *rows]), *tables)
    found = compared(maker, RATE, "2023/24")["2023/24"]
    assert found.of("England")[0].value == 41.9
    assert "England is 41.9 in the workbook and 41.6 in DfE" in "\n".join(found.notes)
    assert "Ashmere" in [one.area for one in found.of("neighbour")], "the published group says who is a neighbour"
    assert len(found.of("authority")) == 2


def test_a_group_of_the_workbook_takes_the_place_of_the_published_one(tmp_path: Path, tables: list[Path]) -> None:
    rows = [(RATE, "Fernhaven", "2023/24", 28.0, SN, "2025")]
    maker = maker_of(workbook(tmp_path, Comparators=[COMPARATORS, *rows]), *tables)
    found = compared(maker, RATE, "2023/24")["2023/24"]
    assert [one.area for one in found.of("neighbour")] == ["Fernhaven"]
    assert found.group == "statistical neighbours, 2025"


def test_the_newest_group_counts(tmp_path: Path, tables: list[Path]) -> None:
    newer = write_neighbours(tmp_path / "Neighbours_May_2025.csv", [(NORTHBROOK, [FERNHAVEN])])
    found = compared(maker_of(workbook(tmp_path), newer, *tables), RATE, "2023/24")["2023/24"]
    assert found.group == "Statistical neighbours, May 2025"
    assert found.of("neighbour")[0].area == "Fernhaven"


def test_an_authority_is_found_by_its_code_and_a_wrong_one_is_told(tmp_path: Path, tables: list[Path]) -> None:
    about = [("Item", "Text"), ("Authority", "Northbrook"), ("Authority code", "E06000999")]
    maker = maker_of(performance_workbook(tmp_path / "wrong.xlsx", {"About": about}), *tables)
    assert ["E06000999" in one.message for one in maker.inputs.problems] == [True]
    assert compared(maker, RATE, "2023/24")["2023/24"].own.value is None


def test_an_authority_without_a_code_is_found_by_its_name_and_that_is_told(tmp_path: Path, tables: list[Path]) -> None:
    path = performance_workbook(tmp_path / "n.xlsx", {"About": [("Item", "Text"), ("Authority", "Northbrook")]})
    maker = maker_of(path, *tables)
    assert ["by its name (number 701)" in one.message for one in maker.inputs.problems] == [True]
    assert compared(maker, RATE, "2023/24")["2023/24"].own.value == 38.0


def test_a_name_that_two_authorities_have_had_is_asked_for_its_code(tmp_path: Path, tables: list[Path]) -> None:
    path = performance_workbook(tmp_path / "k.xlsx", {"About": [("Item", "Text"), ("Authority", "Kestrelford")]})
    assert "Two authorities" in maker_of(path, *tables).inputs.problems[0].message


def test_child_level_returns_take_published_tables_too(tables: list[Path]) -> None:
    maker = maker_of(ANNEX_A, *tables, area="701")
    assert list(compared(maker, RATE, "2026-09")) == ["2022/23", "2023/24"]
    figure = maker.figure(maker.inputs.named(RATE, Period.parse("2026-09")), Period.parse("2026-09"))
    assert figure.population is not None
    assert (figure.population.number, figure.population.year) == (60000, 2023)
    by_name = maker_of(ANNEX_A, *tables, area="Northbrook")
    assert any("by its name" in one.message for one in by_name.inputs.problems)


def test_a_published_population_serves_where_the_workbook_has_none_as_new(tmp_path: Path, tables: list[Path]) -> None:
    counts = [(RATE, "", f"{year}-03-31", "", 277) for year in (2023, 2024)]
    maker = maker_of(
        workbook(tmp_path, Figures=[FIGURES, *counts], Populations=[POPULATIONS, ("", "", 2022, "0-17", 50000)]),
        *tables,
    )
    found = [
        maker.figure(maker.inputs.named(RATE, day), day).population
        for day in (Period.parse("2023-03-31"), Period.parse("2024-03-31"))
    ]
    assert [(one.year, one.number) for one in found if one] == [(2022, 50000), (2023, 60000)]


# Deprivation


def test_a_measure_is_drawn_against_deprivation(tmp_path: Path, tables: list[Path]) -> None:
    found = against_deprivation(maker_of(workbook(tmp_path), *tables), RATE, "2023/24")
    assert found is not None
    assert [(one.area, one.role, one.deprivation, one.value) for one in found.points] == [
        ("Northbrook", "own", 0.2, 38.0),
        ("Ashmere", "neighbour", 0.3, 50.5),
        ("Dunmoor", "neighbour", 0.1, 30.5),
        ("Fernhaven", "authority", 0.15, 28.0),
    ]
    # By hand: the means are 0.1875 and 36.75; the sums of squares and products 0.021875 and 2.4375.
    assert found.slope == pytest.approx(2.4375 / 0.021875)
    assert found.expected == pytest.approx(36.75 + found.slope * 0.0125)
    assert found.residual == pytest.approx(38.0 - (found.expected or 0))
    assert found.source == "English indices of deprivation 2019"
    assert found.notes == ("Left out, because their deprivation is not known: Kestrelford.",)


def test_without_enough_authorities_or_without_idaci_there_is_no_line(tmp_path: Path, tables: list[Path]) -> None:
    assert against_deprivation(maker_of(workbook(tmp_path), tables[0]), RATE, "2023/24") is None
    two = [("IDACI", "Ashmere", "2010/11", 20), (RATE, "Ashmere", "2010/11", 40), (RATE, "England", "2010/11", 41)]
    assert against_deprivation(stated(tmp_path, two, [own("2010/11", 54)]), RATE, "2010/11") is None


def test_derbys_rate_is_above_what_its_deprivation_lets_expect() -> None:
    found = against_deprivation(maker_of(DERBY), RATE, "2011/12 Q3")
    assert found is not None
    assert (str(found.period), len(found.points), found.points[0].area) == ("2010/11", 31, "Derby")
    assert found.slope > 0, "rates of plans rise with deprivation"
    assert found.residual == pytest.approx(54.20 - (found.expected or 0))
    assert {one.role for one in found.points} == {"own", "neighbour", "authority"}


# The commands


def test_inspect_tells_what_a_published_table_is(tables: list[Path]) -> None:
    said = [run("inspect", path) for path in tables]
    assert [one.code for one in said] == [0, 0, 0, 0]
    for outcome, words in zip(
        said,
        [
            ("DfE child protection tables", "2022/23 to 2023/24", "D1"),
            ("Population estimates", "mid-2022 to mid-2023"),
            ("Statistical neighbours", "April 2021"),
            ("Indices of deprivation 2019", "2019/20", "IDACI"),
        ],
        strict=True,
    ):
        assert all(word in outcome.out for word in words), outcome.out
    document = run("inspect", tables[0], "--json").document
    assert (document["tables"][0]["name"], document["tables"][0]["rows"]) == ("D1 Child protection plans", 14)


def test_figures_and_reports_take_published_tables_beside_others(tmp_path: Path, tables: list[Path]) -> None:
    council = workbook(tmp_path, Figures=[FIGURES, own("2023/24", 38.04)])
    figures = run("figures", council, *tables, "--period", "2023/24", "--json")
    assert (figures.code, [one["value"] for one in figures.document]) == (0, [38.04])
    out = tmp_path / "report.xlsx"
    assert run("report", "monthly", council, *tables, "--period", "2024-03", "--out", out).code == 0
    assert out.exists()
