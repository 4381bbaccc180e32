"""A report in a reader's hands: change a target, a threshold or a count, and every judgement follows as Python's does.

Each change is made in the saved file as a spreadsheet would save it, and LibreOffice recalculates. What must come out
is worked out anew by `xlperf.results`, from the changed numbers.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import pytest

from tests.support.libreoffice import recalculated_all
from tests.support.packages import MAIN, Package
from tests.support.reports import Built, SeenReport, edited, target_cell
from tests.support.tables import table
from xlperf.report.content import Line
from xlperf.results.rate import percent, rate
from xlperf.results.rating import STATES, adrift, rating, rating_text
from xlperf.results.target import to_target
from xlperf.results.trend import TREND_TEXTS, trend
from xlperf.sheets.address import parse_cell
from xlperf.sheets.theme import Theme
from xlperf.symbols import Missing

REPORTS = ("haringey_monthly", "derby_monthly", "bathnes_monthly", "annex_a_monthly")
Target = Callable[[Line], float | None]


@dataclass(frozen=True)
class Change:
    """What a reader types: targets by a rule, thresholds by status, counts or values by code and column."""

    report: str
    target: Target | None = None
    thresholds: Mapping[str, float] = field(default_factory=dict)  # by the status they stand beside
    red_limits: Mapping[str, float | None] = field(default_factory=dict)  # by code; None empties the cell
    figures: Mapping[tuple[str, str], float] = field(default_factory=dict)  # (code, "Numerator" …) of what is judged

    def target_of(self, line: Line) -> float | None:
        return line.judged.target if self.target is None else self.target(line)

    def scheme_of(self, line: Line):
        changed = line.scheme
        if changed.missed.text in self.thresholds:
            changed = replace(changed, tolerance=self.thresholds[changed.missed.text])
        if changed.best and changed.best.text in self.thresholds:
            changed = replace(changed, ahead=self.thresholds[changed.best.text])
        return changed

    def counts_of(self, line: Line) -> tuple[float | None, float | None]:
        judged = line.judged
        return (
            self.figures.get((line.code, "Numerator"), judged.numerator),
            self.figures.get((line.code, "Denominator"), judged.denominator),
        )

    def value_of(self, line: Line) -> float | Missing:
        judged = line.judged
        if (line.code, "Value") in self.figures:
            return self.figures[line.code, "Value"]
        numerator, denominator = self.counts_of(line)
        if numerator is not None and denominator is not None:
            if judged.unit == "rate":
                return rate(numerator, denominator, line.indicator.per)
            return percent(numerator, denominator)
        return judged.value if judged.value is not None else judged.missing or Missing.NOT_AVAILABLE


SHARES = (1, 1 / 1.05, 1 / 0.95, 1 / 1.02, 1 / 0.98, 0.5, 0, None)
"""
Targets as shares of the value: 1 is met exactly; of 1/1.05 the value is exactly 5% more, of 1/0.95 exactly 5% less.
None takes the target away.
"""


def shares(turn: int) -> Target:
    """Return a rule that gives each line another share, and the same line another one each turn."""

    def target(line: Line) -> float | None:
        share = SHARES[(sum(map(ord, line.code)) + 3 * turn) % len(SHARES)]
        if share is None or line.judged.value is None:
            return None
        return line.judged.value * share

    return target


def changes() -> Iterator[tuple[str, Change]]:
    """Yield every change with its name."""
    for report in REPORTS:
        for turn in range(3):
            yield f"{report}, targets {turn}", Change(report, shares(turn))
    yield "alert beyond 33.4%", Change("haringey_monthly", thresholds={"Alert ▲": 0.334})
    yield "red above 13%", Change("haringey_monthly", red_limits={"NI 62": 0.13})
    yield "no red limit", Change("haringey_monthly", red_limits={"NI 62": None})
    yield "red beyond 7%", Change("derby_monthly", thresholds={"Red ▲": 0.07})
    yield "points", Change("bathnes_monthly", thresholds={"Red ▲": 0.04, "Blue ★": 0.017})
    changed = {("NI 65", "Numerator"): 24.0, ("NI 61", "Numerator"): 7.0, ("NI 61", "Denominator"): 9.0}
    yield "counts", Change("haringey_monthly", figures={**changed, ("NI 68", "Value"): 0.6001})
    yield "no plan", Change("haringey_monthly", figures={("NI 65", "Denominator"): 0.0})
    yield "259 plans", Change("derby_monthly", figures={("EI&ISS PM04", "Numerator"): 259.0})


CHANGES = dict(changes())


@pytest.fixture(scope="module")
def again(monthly: dict[str, Built], tmp_path_factory: pytest.TempPathFactory, soffice: str) -> dict[str, SeenReport]:
    """Every changed report recalculated, in one start of LibreOffice."""
    folder = tmp_path_factory.mktemp("changed")
    paths = [
        edited(monthly[change.report].path, folder / f"{number}.xlsx", cells_to_change(monthly[change.report], change))
        for number, change in enumerate(CHANGES.values())
    ]
    results = recalculated_all(paths, tmp_path_factory.mktemp("recalculated"))
    return {name: SeenReport(path) for name, path in zip(CHANGES, results, strict=True)}


def cells_to_change(built: Built, change: Change) -> dict[str, dict[str, float | str | None]]:
    """Return the cells that a reader would type into, by sheet."""
    seen = SeenReport(built.path)
    targets = {}
    for code, row in seen.by_code("Indicators").items():
        if change.target and target_cell(row):
            targets[target_cell(row)] = change.target_of(built.line(code))
    keys = {row["Status"].value: row for row in seen.rows("Key", "Status")}
    thresholds = {keys[status]["Threshold"].name: value for status, value in change.thresholds.items()}
    if change.red_limits:
        limits = {row["Indicator"].value: row["Red limit"].name for row in table(seen, "Key", "Red limit")}
        thresholds |= {limits[code]: limit for code, limit in change.red_limits.items()}
    figures = {}
    for (code, column), value in change.figures.items():
        for row in seen.rows("Figures"):
            if (row["Code"].value, row["Period"].value) == (code, typed_period(seen, built.line(code), column)):
                figures[row[column].name] = value
    return {"Indicators": targets, "Key": thresholds, "Figures": figures}


def typed_period(seen: SeenReport, line: Line, column: str) -> str:
    """Return the period of the row with the number that is judged: its own, or the one that it is taken from."""
    period = line.judged.period.heading
    cells = seen.cells("Figures")
    for row in seen.rows("Figures"):
        if (row["Code"].value, row["Period"].value) == (line.code, period) and (at := row[column].name) in cells:
            formula = cells[at].formula
            if formula and (source := re.fullmatch(r"'?Figures'?!\$[A-Z]+\$(\d+)", formula)):
                return str(seen.value("Figures", f"C{source[1]}"))
    return period


@pytest.mark.parametrize("name", CHANGES)
def test_status_gap_and_cases_follow_as_python_works_them_out(monthly, again, name):
    change, rows = CHANGES[name], again[name].by_code("Indicators")
    expected = {line.code: judged_again(line, change) for line in monthly[change.report].content.lines}
    found = {
        code: (row["Status"].value, row["Adrift"].value, row["Cases to target"].value) for code, row in rows.items()
    }
    assert found.keys() == expected.keys()
    assert {code: value for code, value in found.items() if not same(value, expected[code])} == {}, expected


def judged_again(line: Line, change: Change) -> tuple[str, float | str, float | str | None]:
    """Return status, percent adrift and change in cases as `xlperf.results` gives them for the changed numbers."""
    indicator, scheme = line.indicator, change.scheme_of(line)
    value, target = change.value_of(line), change.target_of(line)
    judged = rating(
        value,
        target,
        indicator.polarity,
        scheme,
        unit=indicator.unit,
        places=indicator.places,
        red_limit=change.red_limits.get(line.code, indicator.red_limit),
        data_only=indicator.data_only,
    )
    numerator, denominator = change.counts_of(line)
    cases: float | str | None = None
    if numerator is not None and denominator is not None:
        per = indicator.per if indicator.unit == "rate" else 1
        cases = as_cell(to_target(numerator, denominator / per, target, indicator.polarity))
    return rating_text(judged, scheme), as_cell(adrift(value, target, indicator.polarity)), cases


def as_cell(value: float | Missing) -> float | str:
    return value.shown if isinstance(value, Missing) else value


def same(found: tuple, expected: tuple) -> bool:
    return all(
        math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
        if isinstance(one, float) and isinstance(other, float)
        else one == other
        for one, other in zip(found, expected, strict=True)
    )


@pytest.mark.parametrize("name", CHANGES)
def test_the_cover_counts_every_indicator_once_by_its_new_status(monthly, again, name):
    change = CHANGES[name]
    expected = Counter(judged_again(line, change)[0] for line in monthly[change.report].content.lines)
    assert cover_counts(again[name]) == expected


def cover_counts(report: SeenReport) -> Counter[str]:
    """Return the numbers of the cover by the status to their left; zeros count as not there."""
    cells = report.cells("Cover")
    counts: Counter[str] = Counter()
    for name, cell in cells.items():
        if cell.formula is not None:
            counts[cells[f"B{parse_cell(name)[0]}"].text] += int(float(cell.text))
    return +counts


@pytest.mark.parametrize("name", CHANGES)
def test_the_colour_of_every_status_is_that_of_its_new_grade(monthly, again, name):
    change = CHANGES[name]
    built = monthly[change.report]
    original = Package.read(built.path)
    for code, row in again[name].by_code("Indicators").items():
        text = str(row["Status"].value)
        grade = {one.text: one for one in (*built.line(code).scheme.grades, *STATES.values())}[text]
        assert rule_fill(original, "Indicators", row["Status"].name, text) == fill(built.theme, grade.role), code


def fill(theme: Theme, role: str) -> str:
    return theme.style(role).fill.casefold()


def rule_fill(package: Package, sheet: str, cell: str, text: str) -> str:
    """Return the fill of the first rule for a cell whose text begins the cell's text; empty when none does."""
    fits = []
    for group in package.sheet(sheet).iter(f"{MAIN}conditionalFormatting"):
        if any(covers(area, cell) for area in group.attrib["sqref"].split()):
            for rule in group.iter(f"{MAIN}cfRule"):
                assert rule.attrib["type"] == "beginsWith"
                if text.casefold().startswith(rule.attrib["text"].casefold()):
                    fits.append((int(rule.attrib["priority"]), int(rule.attrib["dxfId"])))
    if not fits:
        return ""
    look = list(package.xml("xl/styles.xml").iter(f"{MAIN}dxf"))[min(fits)[1]]
    colour = next(look.iter(f"{MAIN}bgColor"), None)
    return "" if colour is None else f"#{colour.attrib['rgb'][2:]}".casefold()


def covers(area: str, cell: str) -> bool:
    first, _, last = area.partition(":")
    top, left = parse_cell(first)
    bottom, right = parse_cell(last or first)
    row, column = parse_cell(cell)
    return top <= row <= bottom and left <= column <= right


def test_the_changes_bring_about_every_status_there_is(again):
    seen = {
        name: {str(row["Status"].value) for row in report.by_code("Indicators").values()}
        for name, report in again.items()
    }
    assert set().union(*seen.values()) >= {
        *("OK ●", "Warning ◆", "Alert ▲", "Blue ★", "Green ●", "Amber ◆", "Red ▲"),
        *("No target ○", "No data –", "Data only □"),
    }


def test_a_changed_month_changes_value_trend_and_the_detailed_table(monthly, tmp_path, soffice):
    built = monthly["haringey_monthly"]
    rows = {(row["Code"].value, row["Period"].value): row for row in SeenReport(built.path).rows("Figures")}
    january = rows["NI 59", "Jan 2010"]
    assert january["Numerator"].value == 72
    changed = edited(built.path, tmp_path / "changed.xlsx", {"Figures": {january["Numerator"].name: 50.0}})
    again = SeenReport(recalculated_all([changed], tmp_path / "again")[0])
    indicator = built.line("NI 59").indicator
    now = again.by_code("Indicators")["NI 59"]
    assert now["Jan 2010"].value == pytest.approx(50 / 174, rel=1e-12)
    assert now["Trend"].value == TREND_TEXTS[trend(50 / 174, 53 / 152, indicator.polarity, 1, "percent")]
    assert now["Trend"].value == "Getting worse ▼"
    detail = [row for row in again.rows("Detailed analysis") if row["Code"].value == "NI 59"]
    assert {row["Jan 2010"].text for row in detail} >= {"174", "50", "28.7%"}
    limits = {(row["Code"].value, row["Period"].value): row for row in again.rows("Figures")}["NI 59", "Jan 2010"]
    assert (limits["Lower limit"].text, limits["Upper limit"].text) == ("22.5%", "35.9%")
