"""Breakdowns: who the children behind a number are, counted from a return or as a workbook states it."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from pathlib import Path

import pytest

from tests.support.made_up_figures import figure_of, inputs_of, the_world, write_the_sample
from tests.support.performance import FIGURES, performance_workbook
from tests.support.world_by_hand import in_care, open_plan
from xlperf.definitions.load import load
from xlperf.journey.breakdowns import LOOKED_AFTER, ON_A_PLAN, breakdowns_of
from xlperf.journey.inputs import Inputs, read_inputs
from xlperf.journey.report import made_report, plan_named
from xlperf.made_up.sample import LAST_DAY
from xlperf.period import Period
from xlperf.report.content import BreakdownRow

MARCH = Period.parse("2026-03")
CATEGORIES = {"NEG": "Neglect", "PHY": "Physical abuse", "SAB": "Sexual abuse", "EMO": "Emotional abuse"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_the_sample(tmp_path_factory.mktemp("sample"))


def broken_down(inputs: Inputs, period: Period = MARCH) -> tuple[BreakdownRow, ...]:
    return breakdowns_of(inputs, inputs.returns, period)


def numbers(rows: tuple[BreakdownRow, ...], of: str, by: str) -> dict[str, float | None]:
    return {row.category: row.count for row in rows if (row.of, row.by) == (of, by)}


@pytest.mark.parametrize(("family", "of", "code"), [
    ("Annex A", ON_A_PLAN, "CP number"),
    ("Annex A", LOOKED_AFTER, "CLA number"),
    ("CIN", ON_A_PLAN, "CP number"),
    ("SSDA903", LOOKED_AFTER, "CLA number"),
])  # fmt: skip
@pytest.mark.parametrize("period", ["2026-03", "2025-12-25", "2025/26 Q3"])
def test_the_categories_add_up_to_the_figure(sample: Path, family: str, of: str, code: str, period: str) -> None:
    inputs = inputs_of(sample, family)
    rows = [row for row in broken_down(inputs, Period.parse(period)) if row.of == of]
    whole = figure_of(inputs, code, period).value
    assert {row.by for row in rows} >= {"gender", "age", "ethnicity", "ethnic group", "length"}
    assert ("category of abuse" in {row.by for row in rows}) == (of == ON_A_PLAN)
    for by, parts in groupby(rows, key=lambda row: row.by):
        group = list(parts)
        assert sum(row.count or 0 for row in group) == whole, by
        assert sum(row.share or 0 for row in group) == pytest.approx(1)
        assert all(row.as_at == Period.day(Period.parse(period).last_day) for row in group)


def test_plans_by_category_and_gender_are_those_of_the_children(sample: Path) -> None:
    children = [(child, plan) for child in the_world().children if (plan := open_plan(child, LAST_DAY))]
    found = broken_down(inputs_of(sample, "Annex A"))
    # A change of category that is yet to come is not known.
    latest = Counter(
        CATEGORIES[
            plan.latest_category
            if plan.category_changed and plan.category_changed <= LAST_DAY
            else plan.initial_category
        ]
        for _, plan in children
    )
    assert numbers(found, ON_A_PLAN, "category of abuse") == latest
    sexes = Counter({"M": "Male", "F": "Female"}[child.sex] for child, _ in children)
    assert numbers(found, ON_A_PLAN, "gender") == sexes


def test_two_returns_break_the_same_children_down_alike(sample: Path) -> None:
    annex_a, census, ssda903 = (broken_down(inputs_of(sample, name)) for name in ("Annex A", "CIN", "SSDA903"))
    assert [row for row in annex_a if row.of == ON_A_PLAN] == list(census)
    assert [row for row in annex_a if row.of == LOOKED_AFTER] == list(ssda903)


def test_children_looked_after_are_not_counted_in_short_breaks(sample: Path) -> None:
    found = numbers(broken_down(inputs_of(sample, "SSDA903")), LOOKED_AFTER, "gender")
    assert sum(filter(None, found.values())) == sum(
        in_care(child, LAST_DAY) is not None for child in the_world().children
    )


def test_a_day_that_no_return_covers_is_not_broken_down(sample: Path) -> None:
    assert broken_down(inputs_of(sample), Period.parse("2026-04")) == ()


def test_local_lists_break_nothing_down(sample: Path) -> None:
    assert broken_down(inputs_of(sample, "local lists")) == ()


def test_the_newest_day_of_what_a_workbook_states_stands(tmp_path: Path) -> None:
    heading = ("Code", "As at", "Breakdown", "Category", "Count")
    rows = [
        ("CP number", "2026-01-31", "gender", "Male", 50),
        ("CP number", "2026-02-28", "gender", "Female", 30),
        ("CP number", "2026-02-28", "gender", "Male", 40),
        ("CP number", "2025-02-28", "gender", "Male", 99),
    ]
    sheets = {
        "Figures": [FIGURES, ("CP number", None, "2026-02", None, None, None, 70)],
        "Breakdowns": [heading, *rows],
    }
    inputs = read_inputs([performance_workbook(tmp_path / "performance.xlsx", sheets)], load())
    found = broken_down(inputs)
    assert [(row.category, row.count) for row in found] == [("Male", 40), ("Female", 30)]


def test_the_report_has_a_sheet_of_breakdowns_whose_shares_are_formulas(sample: Path) -> None:
    inputs = inputs_of(sample, "Annex A")
    content, layout = made_report(inputs, plan_named("monthly", inputs), MARCH, dated=LAST_DAY)
    (sheet,) = [sheet for sheet in layout.sheets if sheet.name == "Breakdowns"]
    formulas = [cell.formula for cell in sheet.cells.values() if cell.formula]
    groups = {(row.of, row.by) for row in content.breakdowns}
    assert sum(formula.startswith("=SUM(") for formula in formulas) == len(groups)
    assert sum(formula.startswith("=IF(") for formula in formulas) == len(content.breakdowns)
