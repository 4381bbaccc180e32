from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.figure import rounded_for_comparison, rounded_half_up, shown
from xlperf.symbols import Missing


@pytest.mark.parametrize(
    ("value", "places", "unit", "text"),
    [
        (33 / 246, 1, "percent", "13.4%"),
        (77 / 400, 1, "percent", "19.3%"),  # Oldham 2016, DfE; Python's own round gives 19.2
        (52 / 320, 1, "percent", "16.3%"),  # Haringey 2014, DfE; Python's own round gives 16.2
        (0.5, 1, "percent", "50.0%"),
        (1.0, 0, "percent", "100%"),
        (286 / 50890 * 10000, 2, "rate", "56.20"),
        (17, 1, "rate", "17.0"),
        (2.5, 0, "", "3"),
        (-2.5, 0, "", "-3"),
        (-0.04, 1, "", "0.0"),
        (1234.5, 0, "count", "1,235"),
        (Missing.NOT_APPLICABLE, 1, "percent", "[z]"),
        (Missing.LOW, 1, "", "[low]"),
        (None, 1, "", "[x]"),
    ],
)
def test_a_figure_is_shown_rounded_once_and_padded(value: float | None, places: int, unit: str, text: str) -> None:
    assert shown(value, places, unit) == text


# dfeR tests/testthat/test-round_five_up.R
@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (285, -1, 290),
        (2.85, 0, 3),
        (2.5, 0, 3),
        (2.85, 1, 2.9),
        (283.54, -2, 300),
        (283.54, -1, 280),
        (283.234, 0, 283),
    ],
)
def test_rounding_agrees_with_the_department_for_education(value: float, places: int, expected: float) -> None:
    assert float(rounded_half_up(value, places)) == expected


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_a_percentage_is_shown_as_exact_fractions_round(numerator: int, denominator: int) -> None:
    exact = Fraction(numerator, denominator) * 1000
    halves_up = (exact + Fraction(1, 2)).__floor__()
    assert shown(numerator / denominator, 1, "percent") == f"{Decimal(halves_up) / 10:,.1f}%"


@pytest.mark.parametrize(
    ("value", "target", "gap"), [(1.05, 1.00, 0.05), (0.98, 1.00, -0.02), (0.53 * 1.05, 0.53, 0.05)]
)
def test_comparison_takes_away_the_dust_of_binary_arithmetic(value: float, target: float, gap: float) -> None:
    assert rounded_for_comparison((value - target) / target) == gap
