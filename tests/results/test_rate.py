from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.results.missing import STRONGEST_FIRST, known
from xlperf.results.rate import percent, rate, ratio_of_sums
from xlperf.symbols import Missing

COUNTS = st.integers(0, 1_000_000)


def test_ni_65_of_haringey_is_33_of_246() -> None:
    assert percent(33, 246) == 33 / 246


def test_derby_has_56_2_plans_to_every_10_000() -> None:
    assert rate(286, 50_890) == pytest.approx(56.1996, abs=1e-4)


def test_a_rate_may_be_per_another_number() -> None:
    assert rate(3, 4, 100) == 75


def test_none_of_some_is_a_true_0() -> None:
    assert percent(0, 7) == 0
    assert rate(0, 7) == 0


def test_none_of_none_does_not_apply() -> None:
    assert percent(0, 0) is Missing.NOT_APPLICABLE
    assert rate(0, 0) is Missing.NOT_APPLICABLE


def test_some_of_none_is_not_available() -> None:
    assert percent(3, 0) is Missing.NOT_AVAILABLE


@pytest.mark.parametrize("withheld", [Missing.CONFIDENTIAL, Missing.LOW])
def test_none_of_a_number_that_is_not_shown_is_0(withheld: Missing) -> None:
    assert percent(0, withheld) == 0
    assert percent(1, withheld) is withheld
    assert percent(withheld, 10) is withheld


@pytest.mark.parametrize("nothing", [None, math.nan, math.inf, Missing.NOT_AVAILABLE])
def test_what_is_no_number_is_not_available(nothing: float | None) -> None:
    assert percent(nothing, 10) is Missing.NOT_AVAILABLE
    assert percent(0, nothing) is Missing.NOT_AVAILABLE


def test_the_strongest_reason_is_carried() -> None:
    for place, stronger in enumerate(STRONGEST_FIRST):
        for weaker in STRONGEST_FIRST[place:]:
            assert known(stronger, 1.0, weaker) is stronger
            assert known(weaker, stronger) is stronger


def test_a_result_too_large_for_a_number_is_not_available() -> None:
    assert rate(1e308, 1e-10) is Missing.NOT_AVAILABLE


def test_a_year_to_date_is_no_mean_of_months() -> None:
    assert ratio_of_sums([1, 90], [10, 100]) == 91 / 110


def test_haringey_ni_60_from_september_to_february() -> None:
    in_time, completed = [34, 43, 31, 49, 62, 84], [57, 80, 72, 108, 142, 145]
    assert ratio_of_sums(in_time, completed) == 303 / 604


def test_a_month_of_none_of_none_adds_nothing() -> None:
    assert ratio_of_sums([0, 3], [0, 10]) == 0.3
    assert ratio_of_sums([0, 0], [0, 0]) is Missing.NOT_APPLICABLE


@pytest.mark.parametrize("reason", list(Missing))
def test_one_missing_month_makes_the_year_to_date_missing(reason: Missing) -> None:
    assert ratio_of_sums([1, reason], [10, 10]) is reason
    assert ratio_of_sums([1, 1], [10, reason]) is reason


def test_no_months_make_no_year_to_date() -> None:
    assert ratio_of_sums([], []) is Missing.NOT_AVAILABLE


def test_numerators_without_their_denominators_are_refused() -> None:
    with pytest.raises(ValueError, match="2 numerators cannot be paired with 1 denominators"):
        ratio_of_sums([1, 2], [3])


@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=12), st.randoms())
def test_the_order_of_months_never_matters(months: list[tuple[int, int]], random: object) -> None:
    shuffled = list(months)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    in_order, out_of_order = (ratio_of_sums(*zip(*some, strict=True)) for some in (months, shuffled))
    assert in_order == out_of_order


@given(COUNTS, st.integers(1, 1_000_000))
def test_a_share_lies_between_0_and_1(part: int, rest: int) -> None:
    share = percent(part, part + rest)
    assert not isinstance(share, Missing)
    assert 0 <= share <= 1
