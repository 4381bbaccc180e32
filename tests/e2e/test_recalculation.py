"""LibreOffice recalculates whole reports, and every formula cell gives the value that xlperf stored beside it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.councils import council_folder
from tests.support.libreoffice import recalculated_all
from tests.support.packages import Package
from tests.support.performance import FIGURES, POPULATIONS, TARGETS, performance_workbook
from tests.support.reports import DEMO_NAMES, MONTHLY, SAMPLES, Built, build, edited, value_of
from xlperf.definitions.load import load

SMALL = 1e-12  # against which a number may differ where it should be 0
MONTHLY_NAMES = tuple(one.out.removesuffix(".xlsx") for one in MONTHLY)
OTHER_NAMES = ("year", "overlay", "return_and_workbook", "states")

OWN_SCHEME = """
title = "Traffic light of our own: points, wider"
gap = "points"
tolerance = 12
ahead = 3

[best]
rating = "gold"
word = "Gold"
symbol = "★"
role = "rating_blue"
meaning = "Target beaten by 3 points or more"

[met]
rating = "ok"
word = "On track?"
symbol = "●"
role = "rating_green"
meaning = "Target met"

[near]
rating = "amber"
word = "Close \\"enough\\""
symbol = "◆"
role = "rating_amber"
meaning = "Missed by up to 12 points"

[missed]
rating = "off track"
word = "Off track"
symbol = "▲"
role = "rating_red"
meaning = "Missed by more than 12 points"
"""
"""A council's own words for ratings that other schemes have too; a formula has to double quotation marks."""
SHOWN_SCHEME = OWN_SCHEME.replace("gap =", "rated_as_shown = true\ngap =").replace("tolerance = 12", "tolerance = 0")


@dataclass(frozen=True)
class Difference:
    """A formula cell whose recalculated value is not the stored one."""

    sheet: str
    cell: str
    stored: float | str | None
    recalculated: float | str | None


def differences(stored: Path, again: Path) -> Iterator[Difference]:
    """Yield every formula cell that differs: numbers by more than 1e-9 of their size, texts in any letter."""
    ours, theirs = Package.read(stored), Package.read(again)
    for sheet in ours.sheet_names:
        cells = theirs.cells(sheet)
        for name, cell in ours.cells(sheet).items():
            if cell.formula is None:
                continue
            assert cells[name].formula is not None, f"LibreOffice lost the formula of {sheet}!{name}"
            before, after = value_of(cell), value_of(cells[name])
            if not _same(before, after):
                yield Difference(sheet, name, before, after)


def _same(one: float | str | None, other: float | str | None) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=SMALL)
    return one == other


def formulas_in(path: Path) -> Mapping[tuple[str, str], str]:
    package = Package.read(path)
    return {
        (sheet, name): cell.formula
        for sheet in package.sheet_names
        for name, cell in package.cells(sheet).items()
        if cell.formula is not None
    }


def return_and_workbook(folder: Path) -> Built:
    """A report whose counts come from a return, and whose population and targets from a performance workbook."""
    beside = performance_workbook(
        folder / "targets.xlsx",
        {
            "About": [("Item", "Text"), ("Authority", "Exampleshire")],
            "Populations": [POPULATIONS, (None, None, 2025, "0-17", 41_235, "mid-2025")],
            "Targets": [
                TARGETS,
                ("EI&ISS PM04", None, "2026/27", 48.5),
                ("NI 64", None, "2026/27", "5%"),
                ("NI 65", None, "2026/27", "0%"),
            ],
        },
    )
    return build(folder / "return_and_workbook.xlsx", [SAMPLES / "annex_a.xlsx", beside], "2026-09")


def with_every_state(folder: Path) -> Built:
    """A report with missing, withheld, negative and zero numbers, a range, a points scheme and a target of 0."""
    measures = [("Code", "Title", "Section", "Unit", "Polarity", "Scheme", "Red limit", "Data only", "Places")]
    measures += [
        ("Range", "Vacancies in a range", "States", "percent", "10 to 15", "brag", None, None, 1),
        ("Points", "Score in points", "States", "score", "high", "brag_points", None, None, 2),
        ("Neutral", "Neither good nor bad", "States", "count", "neutral", "brag", None, None, 0),
        ("Zero", "Against a target of 0", "States", "count", "low", "brag", None, None, 0),
        ("Withheld", "Withheld", "States", "percent", "low", "status", None, None, 1),
        ("Limit", "With a red limit", "States", "percent", "low", "status", "16%", None, 1),
        ("Watched", "Only watched", "States", "percent", "low", "status", None, "yes", 1),
        ("Nothing", "Without cases", "States", "percent", "low", "brag", None, None, 1),
    ]
    figures = [FIGURES]
    for period, change in (("2025-04", 0), ("2025-05", 1), ("2025-06", -1)):
        figures += [
            ("Range", None, period, None, 17 + 4 * change, 100, None, None),
            ("Points", None, period, None, None, None, -0.5 + change, None),
            ("Neutral", None, period, None, None, None, 40 + change, None),
            ("Zero", None, period, None, None, None, 2 - 2 * change, None),
            ("Withheld", None, period, None, None, None, "c", None),
            ("Limit", None, period, None, 15 + change, 100, None, None),
            ("Watched", None, period, None, 1 + change, 7, None, None),
            ("Nothing", None, period, None, 0, 0, None, None),
        ]
    targets = [TARGETS, *((code, None, "2025-06", 0) for code in ("Zero", "Neutral"))]
    targets += [(code, None, "2025/26", 11) for code in ("Points", "Withheld", "Limit", "Watched", "Nothing")]
    sheets = {"Measures": measures, "Figures": figures, "Targets": targets}
    return build(folder / "states.xlsx", [performance_workbook(folder / "states_in.xlsx", sheets)], "2025-06")


def with_own_scheme(folder: Path) -> Built:
    """Haringey's report with a council's own schemes for some lines; NI 63 is rated as 70%, which it is shown as."""
    files = {"ratings/own.toml": OWN_SCHEME, "ratings/as_shown.toml": SHOWN_SCHEME}
    catalogue = load(council_folder(folder, files))
    measures = [("Code", "Unit", "Polarity", "Scheme", "Places"), ("NI 60", "percent", "high", "own", 1)]
    measures += [("NI 65", "percent", "low", "own", 1), ("NI 68", "percent", "low", "own", 1)]
    measures += [("NI 61", "percent", "high", "own", 0), ("NI 63", "percent", "high", "as_shown", 0)]
    beside = performance_workbook(folder / "ours.xlsx", {"Measures": measures})
    return build(
        folder / "overlay.xlsx", [beside, SAMPLES / "haringey_performance.xlsx"], "2010-01", catalogue=catalogue
    )


@pytest.fixture(scope="module")
def reports(
    demo: dict[str, Built], monthly: dict[str, Built], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Every report by name, with two copies that hold a wrong stored value."""
    folder = tmp_path_factory.mktemp("reports")
    made = {name: built.path for name, built in (*demo.items(), *monthly.items())}
    made["year"] = build(folder / "year.xlsx", [SAMPLES / "bathnes_performance.xlsx"], "2010/11").path
    made["overlay"] = with_own_scheme(folder).path
    made["return_and_workbook"] = return_and_workbook(folder).path
    made["states"] = with_every_state(folder).path
    planted = planted_values(made["haringey_monthly"])
    made["wrong"] = edited(made["haringey_monthly"], folder / "wrong.xlsx", planted)
    return made


def planted_values(report: Path) -> dict[str, dict[str, float | str | None]]:
    """A wrong number for the first formula that gives one, and a wrong text for the first that gives a text."""
    package, planted = Package.read(report), {}
    cells = {name: cell for name, cell in package.cells("Indicators").items() if cell.formula is not None}
    number = next(name for name, cell in cells.items() if cell.type == "")
    text = next(name for name, cell in cells.items() if cell.text.startswith("Alert"))
    planted["Indicators"] = {number: 0.123456, text: "OK ●"}
    return planted


@pytest.fixture(scope="module")
def again(reports: dict[str, Path], tmp_path_factory: pytest.TempPathFactory, soffice: str) -> dict[str, Path]:
    """Every report recalculated, in one start of LibreOffice."""
    paths = recalculated_all(list(reports.values()), tmp_path_factory.mktemp("recalculated"))
    return dict(zip(reports, paths, strict=True))


def test_a_wrong_stored_value_planted_in_a_report_is_caught(reports, again):
    planted = planted_values(reports["haringey_monthly"])["Indicators"]
    found = {one.cell: one.stored for one in differences(reports["wrong"], again["wrong"]) if one.sheet == "Indicators"}
    assert {name: found.get(name) for name in planted} == planted
    # What is made of the planted cells is stored right, and recalculated right: nothing else differs.
    assert found.keys() == planted.keys()


@pytest.mark.parametrize("name", sorted({*DEMO_NAMES, *MONTHLY_NAMES, *OTHER_NAMES}))
def test_every_formula_gives_its_stored_value_when_it_is_recalculated(reports, again, name):
    assert list(differences(reports[name], again[name])) == []


@pytest.mark.parametrize("name", [*MONTHLY_NAMES, *OTHER_NAMES])
def test_what_is_judged_is_a_formula_and_not_a_mere_value(reports, name):
    formulas = formulas_in(reports[name])
    package = Package.read(reports[name])
    words = re.compile("(Improving|No change|Getting worse|OK|Warning|Alert|Blue|Green|Amber|Red|Gold|Off track) .")
    judged = [name for name, cell in package.cells("Indicators").items() if words.fullmatch(cell.text)]
    assert judged
    assert [name for name in judged if ("Indicators", name) not in formulas] == []
    counts = [cell for (sheet, cell), formula in formulas.items() if sheet == "Cover" and "SUMPRODUCT" in formula]
    assert len(counts) >= 4


def test_the_reports_show_what_they_are_meant_to_show(reports):
    words = {
        name: {cell.text for cell in Package.read(path).cells("Indicators").values()}
        for name, path in reports.items()
        if name in OTHER_NAMES
    }
    assert words["overlay"] >= {"Off track ▲", 'Close "enough" ◆', "Gold ★", "On track? ●", "OK ●", "Alert ▲"}
    assert words["return_and_workbook"] >= {"Amber ◆", "Alert ▲"}
    assert words["states"] >= {"Suppressed ■", "No data –", "Data only □", "Warning ◆", "[z]", "[c]"}
