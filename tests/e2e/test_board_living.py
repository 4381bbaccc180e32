"""A board report in a reader's hands: plans, figures and thresholds change, words are typed, and everything follows.

Each change is made in the saved file; LibreOffice recalculates. What must come out is worked out by `xlperf.results`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.e2e.test_living import covers
from tests.e2e.test_recalculation import differences
from tests.support.libreoffice import recalculated_all
from tests.support.packages import MAIN, Package
from tests.support.performance import FIGURES, TARGETS, performance_workbook
from tests.support.reports import SAMPLES, Built, SeenReport, build, edited
from xlperf.report.content import Line
from xlperf.results.rating import Scheme, rating, rating_text

QUARTERS = (("2011/12 Q1", "Q1 status"), ("2011/12 Q2", "Q2 status"))
MEASURES = ("Code", "Title", "Section", "Unit", "Polarity", "Scheme", "Timing", "Places")


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Built:
    out = tmp_path_factory.mktemp("board") / "board.xlsx"
    return build(out, [SAMPLES / "bathnes_performance.xlsx"], "2011/12 Q2", plan="board")


@pytest.fixture(scope="module")
def quarterly(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A report with plans for single quarters, a range, a count of events and a target of 0."""
    folder = tmp_path_factory.mktemp("quarterly")
    measures = [
        MEASURES,
        ("Own plans", "Rated by the quarter", "All", "percent", "high", "brag", "flow", 1),
        ("Events", "A count of events", "All", "count", "low", "brag", "flow", 0),
        ("Range", "Good in a range", "All", "percent", "10 to 15", "brag", "flow", 1),
        ("Zero", "Planned to be none", "All", "percent", "low", "brag", "flow", 1),
    ]
    figures = [FIGURES, ("Own plans", None, "2011/12 Q1", None, 45, 100, None, None)]
    figures += [("Own plans", None, "2011/12 Q2", None, 48, 100, None, None)]
    figures += [("Events", None, quarter, None, None, None, 9, None) for quarter in ("2011/12 Q1", "2011/12 Q2")]
    figures += [("Range", None, "2011/12 Q1", None, 0, 0, None, None), ("Range", None, "2011/12 Q2", None, 9, 50, None)]
    figures += [("Zero", None, "2011/12 Q1", None, 0, 20, None), ("Zero", None, "2011/12 Q2", None, None, None, "c")]
    targets = [TARGETS, ("Own plans", None, "2011/12", 60), ("Own plans", None, "2011/12 Q1", 45)]
    targets += [("Own plans", None, "2011/12 Q2", 50), ("Events", None, "2011/12", 30), ("Zero", None, "2011/12", 0)]
    targets += [("Events", None, "2011/12 Q1", 10)]
    source = performance_workbook(folder / "in.xlsx", {"Measures": measures, "Figures": figures, "Targets": targets})
    return build(folder / "quarterly.xlsx", [source], "2011/12 Q2", plan="board")


def by_code(seen: SeenReport) -> Mapping[str, Mapping]:
    return {str(row["Code"].value): row for row in seen.rows("Board table", "No")}


def changed(board: Built, folder: Path) -> dict[str, Path]:
    """Return copies with plans, a threshold, a figure, a text and two stored values changed."""
    seen = SeenReport(board.path)
    rows = by_code(seen)
    plans = {rows[code]["2011/12 plan"].name: value for code, value in PLANS.items()}
    keys = {row["Status"].value: row for row in seen.rows("Key", "Status")}
    thresholds = {keys["Red ▲"]["Threshold"].name: 0.01, keys["Blue ★"]["Threshold"].name: 0.1}
    values = {
        row["Value"].name: 0.8
        for row in seen.rows("Figures")
        if (row["Code"].value, row["Period"].value) == ("NI 60", "2011/12 Q2")
    }
    words = seen.cells("Commentary")
    parts = [at[1:] for at, cell in words.items() if at[0] == "C" and cell.text]
    typed = next(f"D{row}" for row in parts if not words[f"D{row}"].text)
    wrong = {rows["NI 64"]["2011/12 Q1"].name: 0.5, rows["NI 64"]["Q1 status"].name: "Blue ★"}
    return {
        "plans": edited(board.path, folder / "plans.xlsx", {"Board table": plans}),
        "thresholds": edited(board.path, folder / "thresholds.xlsx", {"Key": thresholds}),
        "figure": edited(board.path, folder / "figure.xlsx", {"Figures": values}),
        "typed": edited(board.path, folder / "typed.xlsx", {"Commentary": {typed: "Said by hand."}}),
        "wrong": edited(board.path, folder / "wrong.xlsx", {"Board table": wrong}),
    }


PLANS = {"NI 64": 0.063, "NI 65": 0.174, "NI 67": None, "NI 68": 0.78, "NI 59": 0.5, "NI 60": 0.652}


@pytest.fixture(scope="module")
def again(
    board: Built, quarterly: Built, tmp_path_factory: pytest.TempPathFactory, soffice: str
) -> dict[str, tuple[Path, Path]]:
    """Every changed report as it was saved and as it is recalculated, in one start of LibreOffice."""
    paths = changed(board, tmp_path_factory.mktemp("changed")) | {"board": board.path, "quarterly": quarterly.path}
    results = recalculated_all(list(paths.values()), tmp_path_factory.mktemp("recalculated"))
    return {name: (path, result) for (name, path), result in zip(paths.items(), results, strict=True)}


def statuses(path: Path) -> dict[str, tuple[str, ...]]:
    return {code: tuple(row[status].text for _, status in QUARTERS) for code, row in by_code(SeenReport(path)).items()}


def expected(line: Line, target: float | None, scheme: Scheme, values: Mapping[int, float]) -> tuple[str, ...]:
    """Return the statuses of the first two quarters as Python works them out; `values` stand for changed figures."""
    words = []
    for number, figure in enumerate(line.quarters[:2], start=1):
        value = values.get(number, figure.value)
        indicator = line.indicator
        judged = rating(value, target, indicator.polarity, scheme, unit=indicator.unit, data_only=indicator.data_only)
        words.append(rating_text(judged, scheme))
    return tuple(words)


@pytest.mark.parametrize("name", ["board", "quarterly"])
def test_every_formula_gives_its_stored_value_when_it_is_recalculated(again, name):
    stored, recalculated = again[name]
    assert list(differences(stored, recalculated)) == []


def test_wrong_stored_values_planted_in_the_table_are_caught(again):
    stored, recalculated = again["wrong"]
    assert {one.stored for one in differences(stored, recalculated)} == {0.5, "Blue ★"}


def test_every_status_follows_a_changed_plan(board, again):
    found = statuses(again["plans"][1])
    for line in board.content.lines:
        target = PLANS.get(line.code, line.year.target)
        assert found[line.code] == expected(line, target, line.scheme, {}), line.code
    assert found["NI 67"] == ("No target ○", "No target ○")
    assert found["NI 60"] != statuses(board.path)["NI 60"]


def test_every_status_follows_changed_thresholds(board, again):
    found = statuses(again["thresholds"][1])
    for line in board.content.lines:
        scheme = replace(line.scheme, tolerance=0.01, ahead=0.1) if line.is_judged else line.scheme
        assert found[line.code] == expected(line, line.year.target, scheme, {}), line.code
    assert found["NI 59"] == ("Green ●", "Red ▲")


def test_a_changed_figure_moves_its_quarter_and_no_other(board, again):
    rows = by_code(SeenReport(again["figure"][1]))
    assert rows["NI 60"]["2011/12 Q2"].value == 0.8
    line = board.line("NI 60")
    assert statuses(again["figure"][1])["NI 60"] == expected(line, line.year.target, line.scheme, {2: 0.8})
    assert statuses(again["figure"][1])["NI 59"] == statuses(board.path)["NI 59"]


def test_a_paragraph_that_is_typed_takes_its_number_and_those_after_it_go_up_by_one(board, again):
    def numbers(path: Path) -> list[float | str | None]:
        seen = SeenReport(path)
        return [seen.value("Commentary", at) for at in seen.cells("Commentary") if at[0] == "A"]

    before = [number for number in numbers(board.path) if isinstance(number, float)]
    after = [number for number in numbers(again["typed"][1]) if isinstance(number, float)]
    assert after == [*before, before[-1] + 1]


def test_the_figure_has_the_colour_of_the_status_beside_it(board):
    package = Package.read(board.path)
    rows = by_code(SeenReport(board.path))
    for code, row in rows.items():
        for quarter, status in QUARTERS:
            wanted = {grade.text: grade for grade in board.line(code).scheme.grades}.get(row[status].text)
            if wanted is not None:
                found = fill_by_formula(package, row[quarter].name, row[status].name, row[status].text)
                assert found == board.theme.style(wanted.role).fill.casefold(), (code, quarter)


def fill_by_formula(package: Package, cell: str, status: str, text: str) -> str:
    """Return the fill of the rule that colours a figure while the status beside it reads so."""
    looks = list(package.xml("xl/styles.xml").iter(f"{MAIN}dxf"))
    for group in package.sheet("Board table").iter(f"{MAIN}conditionalFormatting"):
        if not any(covers(area, cell) for area in group.attrib["sqref"].split()):
            continue
        column = "".join(letter for letter in status if letter.isalpha())
        for rule in group.iter(f"{MAIN}cfRule"):
            formula = "".join(rule.itertext())
            if formula.startswith(column) and formula.endswith(f'="{text}"'):
                colour = next(looks[int(rule.attrib["dxfId"])].iter(f"{MAIN}bgColor"))
                return f"#{colour.attrib['rgb'][2:]}".casefold()
    return ""


def test_plans_of_single_quarters_stand_in_a_row_of_their_own_and_rate_them(quarterly):
    seen = SeenReport(quarterly.path)
    rows = by_code(seen)
    assert [rows["Own plans"][status].text for _, status in QUARTERS] == ["Green ●", "Amber ◆"]
    assert [rows["Events"][status].text for _, status in QUARTERS] == ["Blue ★", "No target ○"]
    assert rows["Own plans"]["2011/12 plan"].text == "60.0%"
    cells = seen.cells("Board table")
    plans = [at for at, cell in cells.items() if cell.text == "Plan for each quarter"]
    assert len(plans) == 2
    assert seen.value("Board table", f"J{plans[0][1:]}") == 0.45
    assert seen.value("Board table", f"L{plans[0][1:]}") == 0.5


def test_a_range_a_target_of_0_and_0_of_0_are_rated_as_everywhere(quarterly):
    rows = by_code(SeenReport(quarterly.path))
    assert rows["Range"]["2011/12 plan"].text == "10.0% to 15.0%"
    assert [rows["Range"][one].text for pair in QUARTERS for one in pair] == ["[z]", "No data –", "18.0%", "Red ▲"]
    assert [rows["Zero"][one].text for pair in QUARTERS for one in pair] == ["0.0%", "Green ●", "[c]", "Suppressed ■"]
