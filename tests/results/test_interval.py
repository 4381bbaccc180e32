from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.oracles import FOLDER, rows
from xlperf.results.interval import byar, interval, rate_interval, wilson
from xlperf.symbols import Missing

LEVELS = st.sampled_from([0.8, 0.95, 0.99, 0.998])


def limits_of(method: str, count: float, denominator: str, level: float) -> tuple[float, float]:
    return wilson(count, float(denominator), level) if method == "Wilson" else byar(count, level, exact_below=0)


@pytest.mark.parametrize("row", rows(FOLDER / "intervals.csv"))
def test_the_limits_of_phe_indicator_methods_reproduce(row: dict[str, str]) -> None:
    found = limits_of(row["method"], float(row["count"]), row["denominator"], float(row["level_percent"]) / 100)
    if row["lower"]:
        assert found[0] == pytest.approx(float(row["lower"]), rel=1e-12)
    else:
        assert found[0] == 0  # Byar's formula falls below 0 for so small a count: no lower limit is published
    assert found[1] == pytest.approx(float(row["upper"]), rel=1e-12)


def test_every_row_of_the_shared_limits_reproduces(shared: Path) -> None:
    published = rows(shared / "oracles" / "phe_byars_wilson_limits.csv")
    assert len(published) == 13
    for row in published:
        level = float(row["confidence"].removesuffix("%")) / 100
        lower, upper = limits_of(row["method"], float(row["x"]), row["n"], level)
        assert not row["lowercl"] or lower == pytest.approx(float(row["lowercl"]), rel=1e-12)
        assert upper == pytest.approx(float(row["uppercl"]), rel=1e-12)


def test_5_of_10_lies_between_24_and_76_percent() -> None:
    lower, upper = wilson(5, 10)
    assert (round(lower, 2), round(upper, 2)) == (0.24, 0.76)


@pytest.mark.parametrize(
    ("count", "lower", "upper"),
    # Garwood (1936), "Fiducial limits for the Poisson distribution", as every table of them prints the 95% limits.
    [(0, 0, 3.69), (1, 0.03, 5.57), (5, 1.62, 11.67), (9, 4.12, 17.08)],
)
def test_counts_under_10_have_exact_poisson_limits(count: int, lower: float, upper: float) -> None:
    assert byar(count) == pytest.approx((lower, upper), abs=6e-3)


def test_from_10_on_byar_is_used() -> None:
    assert byar(10) == byar(10, exact_below=0)
    assert byar(9) != byar(9, exact_below=0)


@pytest.mark.parametrize("count", range(1, 10))
@pytest.mark.parametrize("level", [0.95, 0.998])
def test_half_of_what_the_level_leaves_lies_beyond_each_exact_limit(count: int, level: float) -> None:
    def no_more_than(number: int, mean: float) -> float:
        return math.fsum(math.exp(-mean) * mean**k / math.factorial(k) for k in range(number + 1))

    lower, upper = byar(count, level)
    assert 1 - no_more_than(count - 1, lower) == pytest.approx((1 - level) / 2, rel=1e-9)
    assert no_more_than(count, upper) == pytest.approx((1 - level) / 2, rel=1e-9)


def test_a_rate_has_the_interval_of_its_count() -> None:
    lower, upper = byar(286)
    assert rate_interval(286, 50_890) == pytest.approx((lower / 5.089, upper / 5.089))
    assert interval(286, 50_890, "rate") == rate_interval(286, 50_890)
    assert interval(5, None, "count") == byar(5)
    assert interval(5, 10) == wilson(5, 10)
    assert interval(3, 400, "rate", 0.998, 1000) == rate_interval(3, 400, 1000, 0.998)


def test_where_there_is_no_value_there_is_no_interval() -> None:
    assert interval(0, 0) is Missing.NOT_APPLICABLE
    assert interval(0, 0, "rate") is Missing.NOT_APPLICABLE
    assert interval(3, 0) is Missing.NOT_AVAILABLE
    assert interval(Missing.CONFIDENTIAL, 10) is Missing.CONFIDENTIAL
    assert interval(3, None) is Missing.NOT_AVAILABLE
    assert interval(None, None, "count") is Missing.NOT_AVAILABLE


def test_counts_that_cannot_be_have_no_interval() -> None:
    assert interval(11, 10) is Missing.NOT_AVAILABLE
    assert interval(-1, 10) is Missing.NOT_AVAILABLE
    assert interval(-1, 10, "rate") is Missing.NOT_AVAILABLE
    assert interval(1, -10, "rate") is Missing.NOT_AVAILABLE
    assert interval(-1, kind="count") is Missing.NOT_AVAILABLE


def test_a_rate_may_exceed_its_population() -> None:
    assert not isinstance(interval(11, 10, "rate"), Missing)


@pytest.mark.parametrize("level", [0, 1, 95, -0.95])
def test_a_level_that_is_no_share_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match=r"0\.95 or 0\.998"):
        wilson(1, 2, level)


def test_impossible_counts_are_refused() -> None:
    for numerator, denominator in ((3, 2), (-1, 2), (0, 0)):
        with pytest.raises(ValueError):
            wilson(numerator, denominator)
    with pytest.raises(ValueError):
        byar(-1)
    with pytest.raises(ValueError):
        rate_interval(1, 0)


@given(st.integers(0, 100_000), st.integers(0, 100_000), LEVELS)
def test_a_proportion_lies_inside_its_interval(counted: int, others: int, level: float) -> None:
    whole = counted + others
    if whole:
        lower, upper = wilson(counted, whole, level)
        assert 0 <= lower <= counted / whole <= upper <= 1
        assert lower < upper


@settings(deadline=None)
@given(st.integers(0, 1_000_000), LEVELS)
def test_a_count_lies_inside_its_interval(count: int, level: float) -> None:
    lower, upper = byar(count, level)
    assert 0 <= lower <= count < upper


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_who_is_counted_and_who_is_not_have_mirrored_intervals(counted: int, others: int) -> None:
    lower, upper = wilson(counted, counted + others)
    assert wilson(others, counted + others) == pytest.approx((1 - upper, 1 - lower), abs=1e-12)


@settings(deadline=None)
@given(st.integers(0, 60), st.sampled_from([(0.8, 0.95), (0.95, 0.998)]))
def test_a_surer_interval_is_wider(count: int, levels: tuple[float, float]) -> None:
    narrow, wide = (byar(count, level) for level in levels)
    assert wide[0] <= narrow[0]
    assert narrow[1] < wide[1]
