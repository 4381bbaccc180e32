"""What is withheld of numerators and denominators together: every world that fits what is published is tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.attacker import figures_in
from tests.support.cases import cases
from tests.support.performance import FIGURES, performance_workbook
from tests.support.publication import figures_by_chance, inputs_of, published_report
from xlperf.definitions.load import load
from xlperf.journey.figures import FigureMaker
from xlperf.journey.quantities import Counted
from xlperf.journey.withholding import Hidden, PublishingMaker, hidden_figures, holds_small_number
from xlperf.period import Period
from xlperf.symbols import Missing

LIMIT = 2
MOST = 9
MONTHS = [Period.month(2025, number) for number in (4, 5, 6)]
PERIODS = {
    **{month: (n, n + 1) for n, month in enumerate(MONTHS)},
    **{month.to_date(): (0, n + 1) for n, month in enumerate(MONTHS)},
    Period.quarter(2025, 1): (0, 3),
}
MONTH = st.integers(0, 6).flatmap(lambda below: st.tuples(st.integers(0, below), st.just(below)))
World = Sequence[tuple[int, int]]  # of each month the numerator and the denominator


def totals(world: World, period: Period) -> tuple[int, int]:
    """Return numerator and denominator of a period."""
    first, last = PERIODS[period]
    return sum(above for above, _ in world[first:last]), sum(below for _, below in world[first:last])


def withheld_of(world: World) -> dict[Period, Hidden]:
    """Return what is withheld of an indicator with these numbers."""
    indicator = next(one for one in load().indicators.values() if one.id == "second_or_subsequent_plans")
    counted = Counted(indicator)
    for period in PERIODS:
        counted.numerators[period], counted.denominators[period] = totals(world, period)
    with patch("xlperf.journey.withholding.counted_of", lambda maker: [counted]):
        decided = hidden_figures(None, LIMIT)  # type: ignore[arg-type]
    assert not decided.exposed
    return {period: one for (_, period), one in decided.figures.items()}


def worlds(truth: World, hidden: Mapping[Period, Hidden]) -> Iterator[World]:
    """Yield every world that agrees with what is published of the true one; what is withheld is no 0."""
    every = [(above, below) for below in range(MOST + 1) for above in range(below + 1)]

    months = [
        [one for one in every if _agrees([one if n == place else (1, 2) for n in range(3)], month, truth, hidden)]
        for place, month in enumerate(MONTHS)
    ]
    for world in product(*months):
        if all(_agrees(world, period, truth, hidden) for period in PERIODS):
            yield world


def _agrees(world: World, period: Period, truth: World, hidden: Mapping[Period, Hidden]) -> bool:
    found = hidden.get(period, Hidden(False, False, False))
    parts = zip(totals(world, period), totals(truth, period), (found.numerator, found.denominator), strict=True)
    return all(one >= 1 if is_hidden else one == true for one, true, is_hidden in parts)


@settings(max_examples=cases(10), deadline=None)
@given(st.lists(MONTH, min_size=3, max_size=3))
def test_small_numerators_denominators_and_what_is_left_may_still_be_any_small_number(truth: World) -> None:
    hidden = withheld_of(truth)
    tried = list(worlds(truth, hidden))
    assert tuple(truth) in tried
    for period, (first, last) in PERIODS.items():
        least = 1 if last - first == 1 else LIMIT  # of a sum of withheld numbers none is 0
        possible = [_told(world, period) for world in tried]
        for kind, number in enumerate(_told(truth, period)):
            if 1 <= number <= LIMIT:
                assert set(range(least, LIMIT + 1)) <= {one[kind] for one in possible}, (period, number)


def _told(world: World, period: Period) -> tuple[int, int, int]:
    """Return numerator, denominator and what the numerator leaves of it, if there is a numerator."""
    above, below = totals(world, period)
    return above, below, below - above if above else 0


def test_a_denominator_is_shown_where_only_the_numerator_is_small() -> None:
    hidden = withheld_of([(2, 30), (10, 40), (12, 50)])
    april = hidden[MONTHS[0]]
    assert (april.numerator, april.denominator, april.small) == (True, False, True)


def test_what_few_are_left_of_is_withheld_and_shown_as_suppressed(tmp_path: Path) -> None:
    rows = [FIGURES]
    for month, above, below in (("2010-04", 20, 30), ("2010-05", 9, 12), ("2010-06", 25, 4 + 25)):
        rows.append(("NI 59", "", month, "actual", above, below, None, ""))
    source = performance_workbook(
        tmp_path / "a.xlsx", {"About": [("Item", "Value"), ("Authority", "X")], "Figures": rows}
    )
    maker = PublishingMaker(inputs_of(source))
    indicator = maker.inputs.named("NI 59", Period.month(2010, 6))
    figure = maker.figure(indicator, Period.month(2010, 6))
    assert (figure.missing, figure.rating, figure.numerator, figure.denominator) == (
        Missing.CONFIDENTIAL,
        "suppressed",
        None,
        29,
    )
    assert maker.unpublished(indicator, Period.month(2010, 6)).numerator == 25
    # May leaves 3 and June 4; their sum is not small, and the year to date is shown.
    assert maker.figure(indicator, Period.month(2010, 6).to_date()).numerator == 54


def test_what_is_withheld_depends_on_the_inputs_and_not_on_what_was_asked_first(tmp_path: Path) -> None:
    inputs = inputs_of(figures_by_chance(tmp_path / "a.xlsx", 7))
    one, other = PublishingMaker(inputs), PublishingMaker(inputs)
    indicators = [maker.inputs.named("NI 65", MONTHS[0]) for maker in (one, other)]
    forward = [one.figure(indicators[0], period).missing for period in PERIODS]
    backward = [other.figure(indicators[1], period).missing for period in reversed(PERIODS)]
    assert forward == list(reversed(backward))


def test_one_child_more_shows_in_no_withheld_figure(tmp_path: Path) -> None:
    """Two councils that differ by one child in a small month withhold the same; what is published differs in totals."""
    found = []
    for above in (2, 3):
        rows = [FIGURES]
        for month, numerator in zip(Period.financial_year(2025).months(), (20, above, 25, 30), strict=False):
            rows.append(("NI 65", "", str(month), "actual", numerator, 80, None, ""))
        sheets = {"About": [("Item", "Value"), ("Authority", "X")], "Figures": rows}
        inputs = inputs_of(performance_workbook(tmp_path / f"{above}.xlsx", sheets))
        package = published_report(tmp_path / f"{above} report.xlsx", inputs, "2025-06")
        found.append([row for row in figures_in(package) if row.withheld])
    assert found[0] == found[1]
    assert [row.period for row in found[0]] == ["May 2025", "Jun 2025"]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("3 plans with no readable start date are left out.", True),
        ("1 plan with no start date is left out.", True),
        ("12 plans are left out.", False),
        ("Reviews within 3 months and 5 working days.", False),
        ("Covers 4 April 2025 to 31 Mar 2026.", False),
        ("Rated by 2.5 and 13.4%; NI 64; 2009/10.", False),
    ],
)
def test_a_small_number_in_a_note_is_told_from_days_and_dates(text: str, holds: bool) -> None:
    assert holds_small_number(text, 5) is holds


def test_an_ordinary_maker_withholds_nothing(tmp_path: Path) -> None:
    inputs = inputs_of(figures_by_chance(tmp_path / "a.xlsx", 7))
    plain, limited = FigureMaker(inputs), PublishingMaker(inputs)
    indicator = inputs.named("NI 65", MONTHS[0])
    hidden = [period for period in PERIODS if limited.why(indicator, period)]
    assert all(plain.figure(indicator, period).missing is not Missing.CONFIDENTIAL for period in PERIODS)
    for period in PERIODS:
        made = plain.figure(indicator, period)
        if period not in hidden and not set(made.made_from) & set(hidden):
            assert limited.figure(indicator, period) == made
