"""XmR limits and rules beside what others give, and as laws."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.cases import cases
from xlperf.results.polarity import HIGH, LOW, NEUTRAL, Polarity
from xlperf.results.spc import (
    Limits,
    Side,
    assurance,
    near_a_limit,
    runs_on_one_side,
    runs_up_or_down,
    side_of,
    spc,
    two_of_three,
    whole_run,
    xmr_limits,
)

# Source: NHSRplotthedots, tests/testthat/_snaps/ptd_spc_standard.md (r1, r2, r3), twenty random numbers with seed 123.
TWENTY = [
    -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285,
    -0.44566197, 1.2240818, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716,
    0.7013559, -0.47279141,
]  # fmt: skip
WITH_A_10 = [*TWENTY[:14], 10.0, *TWENTY[15:]]


@pytest.mark.parametrize(
    ("values", "screened", "mean", "lower", "upper"),
    [
        (TWENTY, True, 0.1416238, -3.01138, 3.294627),
        (WITH_A_10, True, 0.6694159, -2.383666, 3.722497),
        (WITH_A_10, False, 0.6694159, -4.596625, 5.935457),
    ],
)
def test_limits_are_those_of_nhsrplotthedots(
    values: list[float], screened: bool, mean: float, lower: float, upper: float
) -> None:
    found = xmr_limits(values, screened)
    assert found is not None
    assert (found.mean, found.lower, found.upper) == pytest.approx((mean, lower, upper), rel=5e-7)


def test_limits_by_hand() -> None:
    # Moving ranges 2, 4, 2, 4, 2: their mean is 2.8.
    assert xmr_limits([5, 7, 3, 5, 9, 7]) == Limits(6.0, pytest.approx(6 - 2.66 * 2.8), pytest.approx(6 + 2.66 * 2.8))
    assert xmr_limits([5]) is None


# Source of the rules' examples: NHSRplotthedots, tests/testthat/test-ptd_calculate_point_type.R.


def numbers(text: str) -> list[int]:
    return [int(one) for one in text.split()]


@pytest.mark.parametrize(
    ("sides", "marked"), [("1 1 1 1 1 1", "0 0 0 0 0 0"), ("1 1 1 1 1 1 1 1 -1", "0 0 0 0 0 0 1 1 0")]
)
def test_seven_on_one_side_of_the_mean(sides: str, marked: str) -> None:
    assert [abs(one) for one in runs_on_one_side(numbers(sides))] == numbers(marked)  # type: ignore[arg-type]


@pytest.mark.parametrize("ends", ["0 0 0 0 0 0 1 0", "0 0 0 0 0 0 -1 0"])
def test_all_seven_of_a_run_are_marked(ends: str) -> None:
    assert whole_run(numbers(ends)) == [True] * 7 + [False]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "marked"),
    [
        ("1 2 3 4 5 6", "0 0 0 0 0 0"),
        ("1 2 3 4 5 6 7", "0 0 0 0 0 0 1"),
        ("7 6 5 4 3 2 1", "0 0 0 0 0 0 -1"),
        ("1 2 3 4 4 5 6 7", "0 0 0 0 0 0 0 0"),
    ],
)
def test_seven_rising_or_falling(values: str, marked: str) -> None:
    assert runs_up_or_down(numbers(values)) == numbers(marked)


@pytest.mark.parametrize(
    ("near", "sides", "marked"),
    [
        ("1 0 1", "1 1 1", "1 1 1"),
        ("1 1 0", "1 1 1", "1 1 1"),
        ("0 0 1 1 0 0 0", "1 1 1 1 1 1 1", "0 1 1 1 1 0 0"),
        ("0 1 1", "1 -1 1", "0 0 0"),
        ("0 0 1 0 1 0 0", "1 -1 1 -1 1 -1 1", "0 0 0 0 0 0 0"),
    ],
)
def test_two_of_three_near_a_limit(near: str, sides: str, marked: str) -> None:
    sided: list[Side] = numbers(sides)  # type: ignore[assignment]
    assert two_of_three([bool(one) for one in numbers(near)], sided) == [bool(one) for one in numbers(marked)]


# Source: NHSRplotthedots, tests/testthat/test-ptd_calculate_assurance_type.R, target 4, an increase is an improvement.
@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(2, 1, 3), "consistently misses the target"),
        (Limits(6, 5, 7), "consistently meets the target"),
        (Limits(4, 1, 5), "meets and misses by chance"),
    ],
)
def test_assurance_against_a_target(limits: Limits, said: str) -> None:
    assert assurance(limits, 4, HIGH) == said
    assert assurance(limits, 4, NEUTRAL) is None
    assert assurance(limits, None, HIGH) is None
    other = {"consistently misses the target": "consistently meets the target"}
    other |= {after: before for before, after in other.items()}
    assert assurance(limits, 4, LOW) == other.get(said, said)


def test_assurance_where_a_range_is_good() -> None:
    good = Polarity("range", 10, 15)
    assert assurance(Limits(12, 11, 13), None, good) == "consistently meets the target"
    assert assurance(Limits(20, 16, 24), None, good) == "consistently misses the target"
    assert assurance(Limits(5, 3, 7), None, good) == "consistently misses the target"
    assert assurance(Limits(12, 9, 15), None, good) == "meets and misses by chance"
    assert assurance(Limits(4, 4, 6), 4, HIGH) == "meets and misses by chance"


def test_a_chart_names_the_rules_of_each_point() -> None:
    found = spc([*[0, 40] * 8, 200])
    assert found is not None
    assert found.latest == ("outside the limits",)
    assert found.signals[0] == ()
    assert not found.is_provisional
    shifted = spc([*[10, 11] * 6, *[14, 15] * 4])
    assert shifted is not None
    assert "seven on one side" in shifted.latest
    assert spc([1.0]) is None
    short = spc([1, 2, 3])
    assert short is not None
    assert short.is_provisional


@given(value=st.floats(-1e6, 1e6), count=st.integers(2, 40))
@settings(max_examples=cases(100))
def test_a_series_that_never_moves_holds_no_signal(value: float, count: int) -> None:
    found = spc([value] * count)
    assert found is not None
    assert set(found.signals) == {()}


@given(values=st.lists(st.integers(0, 60).map(float), min_size=2, max_size=40))
@settings(max_examples=cases(100))
def test_a_chart_turned_upside_down_has_the_same_signals(values: list[float]) -> None:
    up, down = spc(values), spc([-value for value in values])
    assert up is not None
    assert down is not None
    assert up.signals == down.signals
    assert up.limits.upper == pytest.approx(-down.limits.lower)
    assert up.limits.lower <= up.limits.mean <= up.limits.upper


@given(values=st.lists(st.integers(0, 60).map(float), min_size=3, max_size=40))
@settings(max_examples=cases(100))
def test_near_a_limit_is_beyond_two_thirds_and_not_outside(values: list[float]) -> None:
    limits = xmr_limits(values)
    assert limits is not None
    for value, near in zip(values, near_a_limit(values, limits), strict=True):
        if near:
            assert limits.lower - 1e-9 <= value <= limits.upper + 1e-9
            assert abs(value - limits.mean) >= (limits.upper - limits.mean) * 2 / 3 - 1e-9
            assert side_of(value, limits.mean) != 0
