"""A surgery pack in a reader's hands: change a target, a number or a threshold, and ratings, reasons and words follow.

Each change is made in the saved pack as a spreadsheet would save it, and LibreOffice recalculates. Beside it a second
pack is built by Python from inputs or definitions with the same change; every formula cell must say the same in both.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.support.councils import council_folder
from tests.support.libreoffice import recalculated_all
from tests.support.packages import Package
from tests.support.reports import DATED, SAMPLES, Built, SeenReport, edited, value_of
from tests.support.tables import table
from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.load import load
from xlperf.folders import bundled
from xlperf.journey.inputs import read_inputs
from xlperf.journey.report import made_report, plan_named
from xlperf.period import Period
from xlperf.workbook.write import write_workbook

CODE = "EI&ISS PM04"
BACKGROUND = f"{CODE} background"
ACTION_PLAN = f"{CODE} action plan"
PERIOD = "2011/12 Q3"
DERBY = SAMPLES / "derby_performance.xlsx"
Cells = Mapping[str, Mapping[str, float | str | None]]


@dataclass(frozen=True)
class Change:
    """What a reader types, and the pack that Python makes of the same."""

    typed: Callable[[SeenReport], Cells]
    made: Callable[[Path], Built]
    reasons: Mapping[str, str]  # what must come out for some, worked out by hand
    ratings: tuple[str, str]  # of the actual figure and the forecast


def changed_sample(
    folder: Path, sheet: str, code: str, period: str, values: Mapping[str, object], kind: str = ""
) -> Path:
    """Return Derby's sample with cells of the row for a code and period changed, by heading."""
    book = load_workbook(DERBY)
    rows = book[sheet]
    headings = {cell.value: cell.column for cell in rows[1]}
    for row in rows.iter_rows(min_row=2):
        found = {heading: row[column - 1] for heading, column in headings.items()}
        same_kind = not kind or found["Kind"].value == kind
        if (found["Code"].value, found["Period"].value) == (code, period) and same_kind:
            for heading, value in values.items():
                found[heading].value = value
    path = folder / "derby_performance.xlsx"
    book.save(path)
    return path


def pack(folder: Path, source: Path = DERBY, catalogue: Catalogue | None = None) -> Built:
    """Write the pack of both measures, asked for by name, because a change may take the need for surgery away."""
    inputs = read_inputs([source], catalogue or load())
    plan = plan_named("surgery", inputs)
    content, layout = made_report(inputs, plan, Period.parse(PERIOD), dated=DATED, codes=[CODE, "SS PM07"])
    theme = inputs.catalogue.themes[plan.theme]
    write_workbook(layout, theme, folder / "pack.xlsx")
    return Built(folder / "pack.xlsx", content, layout, theme)


def target(value: float) -> Change:
    def made(folder: Path) -> Built:
        return pack(folder, changed_sample(folder, "Targets", CODE, "2011/12", {"Target": value}))

    met, forecast_met = value >= 56.2, value >= 52.88
    return Change(
        lambda seen: {BACKGROUND: {panel_cell(seen, 0, "Target"): value}},
        made,
        {
            "In-year target missed": "No ●" if met else "Yes ▲",
            "Forecast to miss the target": "No ●" if forecast_met else "Yes ▲",
        },
        (brag(286 / 50890 * 10000, value), brag(52.88, value)),
    )


def brag(value: float, aim: float) -> str:
    """Derby's key: red more than 5% worse, amber up to 5%, green met, blue 2% or more better."""
    worse = round(value / aim - 1, 12)
    return "Red ▲" if worse > 0.05 else "Amber ◆" if worse > 0 else "Blue ★" if worse <= -0.02 else "Green ●"


def panel_cell(seen: SeenReport, number: int, heading: str) -> str:
    return table(seen, BACKGROUND, "Figure")[number][heading].name


def figure_cell_of(seen: SeenReport, period: str, column: str) -> str:
    rows = seen.rows("Figures")
    return next(row[column].name for row in rows if (row["Code"].text, row["Period"].text) == (CODE, period))


def fewer_plans(seen: SeenReport) -> Cells:
    # December is what the year to date is taken from: the newest month of a figure that is one of a day.
    return {"Figures": {figure_cell_of(seen, period, "Numerator"): 259.0 for period in (PERIOD, "Dec 2011")}}


def fewer_plans_made(folder: Path) -> Built:
    path = changed_sample(folder, "Figures", CODE, PERIOD, {"Numerator": 259, "Value": None})
    book = load_workbook(path)
    rows = book["Figures wide"]
    column = next(cell.column for cell in rows[1] if cell.value == "Dec 2011")
    row = next(row for row in rows.iter_rows(min_row=2) if row[0].value == CODE)
    row[column - 1].value = 259
    book.save(path)
    return pack(folder, path)


def better_forecast(seen: SeenReport) -> Cells:
    return {"Figures": {figure_cell_of(seen, "2011/12, forecast", "Value"): 50.0}}


def better_forecast_made(folder: Path) -> Built:
    return pack(folder, changed_sample(folder, "Figures", CODE, "2011/12", {"Value": 50.0}, "forecast"))


def lower_last_year(seen: SeenReport) -> Cells:
    return {"Figures": {figure_cell_of(seen, "2010/11", "Value"): 40.0}}


def lower_last_year_made(folder: Path) -> Built:
    return pack(folder, changed_sample(folder, "Figures", CODE, "2010/11", {"Value": 40.0}))


def wider_tolerance(seen: SeenReport) -> Cells:
    (red,) = [row for row in table(seen, "Key", "Threshold") if row["Status"].text == "Red ▲"]
    return {"Key": {red["Threshold"].name: 0.12}}


def wider_tolerance_made(folder: Path) -> Built:
    text = (
        (bundled("catalogue") / "ratings" / "brag.toml").read_text("utf-8").replace("tolerance = 5", "tolerance = 12")
    )
    return pack(folder, catalogue=load(council_folder(folder, {"ratings/brag.toml": text})))


CHANGES = {
    "target 57": target(57.0),
    "target 53": target(53.0),
    "target 50": target(50.0),
    "259 plans": Change(
        fewer_plans,
        fewer_plans_made,
        {
            "In-year target missed": "No ●",
            "Forecast to miss the target": "Yes ▲",
            "Deteriorating direction of travel": "No ●",
        },
        ("Green ●", "Amber ◆"),
    ),
    "forecast 50": Change(
        better_forecast, better_forecast_made, {"Forecast to miss the target": "No ●"}, ("Red ▲", "Green ●")
    ),
    "last year 40": Change(
        lower_last_year,
        lower_last_year_made,
        {"Poor comparison with other authorities": "No ●", "Deteriorating direction of travel": "Yes ▲"},
        ("Red ▲", "Amber ◆"),
    ),
    "red beyond 12%": Change(
        wider_tolerance, wider_tolerance_made, {"In-year target missed": "Yes ▲"}, ("Amber ◆", "Amber ◆")
    ),
}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return pack(tmp_path_factory.mktemp("original"))


@pytest.fixture(scope="module")
def recalculated(original: Built, tmp_path_factory: pytest.TempPathFactory, soffice: str) -> dict[str, Path]:
    """Every changed pack, and one in which reasons and improvements are typed, in one start of LibreOffice."""
    folder = tmp_path_factory.mktemp("typed")
    seen = SeenReport(original.path)
    changes = {name: change.typed(seen) for name, change in CHANGES.items()} | {"words": typed_words(seen)}
    paths = [edited(original.path, folder / f"{at}.xlsx", cells) for at, cells in enumerate(changes.values())]
    return dict(zip(changes, recalculated_all(paths, tmp_path_factory.mktemp("again")), strict=True))


def typed_words(seen: SeenReport) -> Cells:
    parts = {row["Part"].text: row["Commentary"].name for row in table(seen, BACKGROUND, "Part")}
    improvements = [row["Expected improvement"].name for row in table(seen, ACTION_PLAN, "Action")]
    return {
        BACKGROUND: {parts["Other reason"]: "An inspection asks for it"},
        ACTION_PLAN: {improvements[0]: 0.06, improvements[-1]: 0.05},
    }


@pytest.mark.parametrize("name", CHANGES)
def test_ratings_and_reasons_follow_what_is_typed(recalculated, name):
    seen, change = SeenReport(recalculated[name]), CHANGES[name]
    found = {row["Reason"].text: row["Holds"].text for row in table(seen, BACKGROUND, "Reason")}
    assert {reason: found[reason] for reason in change.reasons} == change.reasons
    assert tuple(row["Rating"].text for row in table(seen, BACKGROUND, "Figure")) == change.ratings
    (first, *_) = table(seen, "Contents", "Why it is here")
    assert (first["Rating"].text, first["Forecast rating"].text) == change.ratings


@pytest.mark.parametrize("name", CHANGES)
def test_every_formula_of_the_measure_says_what_python_says(recalculated, tmp_path, name):
    made = CHANGES[name].made(tmp_path)
    theirs, ours = Package.read(recalculated[name]), Package.read(made.path)
    compared = 0
    for sheet in theirs.sheet_names:
        if not sheet.startswith(CODE) or sheet not in ours.sheet_names:
            continue
        expected = ours.cells(sheet)
        for at, cell in theirs.cells(sheet).items():
            if cell.formula is None:
                continue
            one, other = value_of(cell), value_of(expected[at])
            same = (
                math.isclose(one, other, rel_tol=1e-9)
                if isinstance(one, float) and isinstance(other, float)
                else one == other
            )
            assert same, (sheet, at, one, other)
            compared += 1
    assert compared > 100


def test_another_reason_holds_once_it_is_typed(recalculated):
    (*_, other) = table(SeenReport(recalculated["words"]), BACKGROUND, "Reason")
    assert (other["Reason"].text, other["Holds"].text) == ("Other", "Yes ▲")
    assert other["What the figures say"].text.startswith("Stated under Other reason")


def test_the_resulting_rating_is_that_of_the_figure_with_all_improvements(recalculated):
    (result,) = table(SeenReport(recalculated["words"]), ACTION_PLAN, "What would result")
    improved = 286 / 50890 * 10000 * (1 - 0.11)
    assert result["Improvement"].text == "11.0%"
    assert result["Figure"].value == pytest.approx(improved, rel=1e-12)
    assert result["Rating"].text == brag(improved, 51.0) == "Green ●"
