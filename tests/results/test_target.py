from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.support.schemes import BRAG
from xlperf.results.polarity import HIGH, LOW, NEUTRAL, Polarity
from xlperf.results.rating import rating
from xlperf.results.target import to_target
from xlperf.symbols import Missing

TARGETS = st.one_of(st.floats(0, 1), st.integers(0, 1000).map(lambda tenths: tenths / 1000))


def test_ni_65_needs_nine_fewer_repeat_plans() -> None:
    assert to_target(33, 246, 0.10, LOW) == -9  # 24 of 246 is 9.8%


def test_ni_61_needs_three_more_adoptions_in_time() -> None:
    assert to_target(5, 10, 0.75, HIGH) == 3  # 8 of 10 is 80%


def test_a_rate_is_given_with_its_population_in_ten_thousands() -> None:
    assert to_target(286, 5.089, 51.0, LOW) == -27  # Derby: 259 children is below 51.00


def test_a_count_is_given_with_1() -> None:
    assert to_target(106, 1, 100, LOW) == -6


def test_a_met_target_needs_nothing() -> None:
    assert to_target(7, 100, 0.07, LOW) == 0
    assert to_target(7, 100, 0.07, HIGH) == 0
    assert to_target(3, 100, 0.07, LOW) == 0


def test_a_target_of_0_is_met_by_none() -> None:
    assert to_target(3, 100, 0, LOW) == -3
    assert to_target(0, 100, 0, LOW) == 0


def test_binary_arithmetic_costs_nobody_a_child() -> None:
    assert 0.07 * 100 > 7  # in binary
    assert to_target(8, 100, 0.07, LOW) == -1
    assert to_target(6, 100, 0.07, HIGH) == 1
    assert 0.29 * 100 < 29
    assert to_target(30, 100, 0.29, LOW) == -1


def test_a_range_is_met_from_either_side() -> None:
    good = Polarity("range", 0.1, 0.15)
    assert to_target(9, 100, None, good) == 1
    assert to_target(18, 100, None, good) == -3
    assert to_target(12, 100, 0.5, good) == 0


def test_where_no_whole_number_lies_in_the_range_nothing_helps() -> None:
    good = Polarity("range", 0.12, 0.15)
    assert to_target(1, 10, None, good) is Missing.NOT_APPLICABLE
    assert to_target(2, 10, None, good) is Missing.NOT_APPLICABLE


def test_without_a_target_or_a_polarity_it_does_not_apply() -> None:
    assert to_target(1, 10, None, LOW) is Missing.NOT_APPLICABLE
    assert to_target(1, 10, 0.5, NEUTRAL) is Missing.NOT_APPLICABLE


@pytest.mark.parametrize("reason", list(Missing))
def test_a_missing_part_gives_its_reason(reason: Missing) -> None:
    assert to_target(reason, 10, 0.5, LOW) is reason
    assert to_target(5, reason, 0.5, LOW) is reason
    assert to_target(5, 10, reason, LOW) is reason


def test_a_withheld_denominator_leaves_the_change_unknown_even_for_none() -> None:
    assert to_target(0, Missing.CONFIDENTIAL, 0.5, HIGH) is Missing.CONFIDENTIAL


def test_of_none_nothing_can_be_needed() -> None:
    assert to_target(0, 0, 0.5, LOW) is Missing.NOT_APPLICABLE
    assert to_target(3, 0, 0.5, LOW) is Missing.NOT_AVAILABLE


@given(st.integers(0, 5000), st.integers(1, 5000), TARGETS, st.sampled_from([LOW, HIGH]))
def test_the_change_meets_the_target_and_one_child_less_of_it_does_not(
    numerator: int, denominator: int, target: float, polarity: Polarity
) -> None:
    def meets(count: float) -> bool:
        return rating(count / denominator, target, polarity, BRAG) in {"green", "blue"}

    change = to_target(numerator, denominator, target, polarity)
    assert not isinstance(change, Missing)
    assert change == int(change)
    assert meets(numerator + change)
    if change == 0:
        assert meets(numerator)
    else:
        assert (change > 0) is (polarity == HIGH)
        assert not meets(numerator + change - (1 if change > 0 else -1))


@given(st.integers(0, 500), st.integers(1, 500), st.floats(0, 1), st.floats(0, 0.5))
def test_the_change_leads_into_the_range(numerator: int, denominator: int, lower: float, width: float) -> None:
    good = Polarity("range", lower, lower + width)
    change = to_target(numerator, denominator, None, good)
    assume(not isinstance(change, Missing))
    assert rating((numerator + change) / denominator, None, good, BRAG) == "green"
