"""The recent trend of Fingertips: its own test cases, and laws."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.cases import cases
from xlperf.results.polarity import HIGH, LOW, NEUTRAL
from xlperf.results.significance import CRITICAL, Estimate, Share, recent_trend

# Source: fingertips-open, PholioVisualisationWS/AnalysisTest/TrendMarkerCalculatorTest.cs, 2014 to 2018.
RISING = [
    Estimate(24.67, 23.16, 26.25),
    Estimate(24.6, 23.15, 26.19),
    Estimate(28, 26.44, 29.64),
    Estimate(30.2, 28.63, 31.9),
    Estimate(30.6, 28.98, 32.25),
]
LEVEL = [
    Estimate(20.5506, 18.1803, 23.1427),
    Estimate(19.5952, 17.3444, 22.0602),
    Estimate(19.0349, 16.8421, 21.4394),
    Estimate(21.3966, 19.0918, 23.8975),
    Estimate(18.4372, 16.2925, 20.7941),
]
SHARES = st.lists(st.tuples(st.integers(0, 80), st.integers(1, 80)), min_size=5, max_size=5)


def test_the_cases_of_fingertips() -> None:
    rising, level = recent_trend(RISING), recent_trend(LEVEL)
    assert rising is not None
    assert level is not None
    assert (rising.direction, round(rising.chi_square, 2)) == ("increasing", 46.77)
    assert level.direction == "no significant change"
    assert rising.judged(HIGH) == "improving"
    assert rising.judged(LOW) == "getting worse"
    assert level.judged(LOW) == "no change"
    assert rising.judged(NEUTRAL) is None


def test_the_critical_value_is_that_of_one_in_five_hundred() -> None:
    assert math.erfc(math.sqrt(CRITICAL / 2)) == pytest.approx(0.002)


def test_shares_are_tested_by_the_chi_square_for_trend() -> None:
    # By hand: 10, 20, 30, 40, 50 of 100 each. The share is 0.3, the years lie 2, 1, 0, 1, 2 from their mean:
    # (−2·−20 −1·−10 + 0 + 1·10 + 2·20)² = 100², over 0.3 · 0.7 · 100 · 10 = 210.
    found = recent_trend([Share(10 * year, 100) for year in range(1, 6)])
    assert found is not None
    assert (found.direction, found.slope) == ("increasing", pytest.approx(0.1))
    assert found.chi_square == pytest.approx(100**2 / 210)
    assert found.chance < 0.002


def test_only_the_latest_five_count_and_fewer_say_nothing() -> None:
    assert recent_trend([Estimate(900, 899, 901), *RISING]) == recent_trend(RISING)
    assert recent_trend(RISING[1:]) is None


def test_a_trend_that_one_year_makes_is_none() -> None:
    found = recent_trend([Share(30, 100), Share(29, 100), Share(28, 100), Share(27, 100), Share(90, 100)])
    assert found is not None
    assert found.chi_square > CRITICAL
    assert found.direction == "no significant change"


def test_what_cannot_be_tested_says_nothing() -> None:
    assert recent_trend([Estimate(5, 5, 5)] * 5) is None
    assert recent_trend([Share(0, 10)] * 5) is None
    assert recent_trend([Share(1, 1), Share(1, 2), Share(0, 0), Share(1, 2), Share(1, 2)]) is None
    with pytest.raises(ValueError, match="either all estimates"):
        recent_trend([*RISING[:4], Share(1, 2)])  # type: ignore[list-item]


@given(pairs=SHARES)
@settings(max_examples=cases(150))
def test_time_turned_round_turns_the_trend_round(pairs: list[tuple[int, int]]) -> None:
    shares = [Share(min(pair), max(pair)) for pair in pairs]
    found, back = recent_trend(shares), recent_trend(shares[::-1])
    assert (found is None) == (back is None)
    if found is None or back is None:
        return
    turned = {"increasing": "decreasing", "decreasing": "increasing"}
    assert back.slope == pytest.approx(-found.slope, abs=1e-12)
    if abs(found.slope) > 1e-9:
        assert back.direction == turned.get(found.direction, found.direction)


@given(pairs=SHARES)
@settings(max_examples=cases(150))
def test_the_chi_square_is_what_a_weighted_regression_gives_with_one_variance_for_all(
    pairs: list[tuple[int, int]],
) -> None:
    """The chi-square for trend is the regression of the shares weighted by their denominators, over p (1 - p)."""
    shares = [Share(min(pair), max(pair)) for pair in pairs]
    found = recent_trend(shares)
    if found is None:
        return
    p = sum(one.numerator for one in shares) / sum(one.denominator for one in shares)
    errors = [math.sqrt(p * (1 - p) / one.denominator) for one in shares]
    limits = [
        Estimate(one.numerator / one.denominator, -error * 1.96, error * 1.96)
        for one, error in zip(shares, errors, strict=True)
    ]
    again = recent_trend(limits)
    assert again is not None
    assert again.slope == pytest.approx(found.slope, abs=1e-9)
    assert again.chi_square == pytest.approx(found.chi_square, rel=1e-6, abs=1e-9)
