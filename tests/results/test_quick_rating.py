"""The quick rating never says anything else than the exact one, which it leaves every doubtful cell."""

from __future__ import annotations

import math

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.cases import cases
from xlperf.definitions import scheme
from xlperf.results.polarity import HIGH, LOW, NEUTRAL, Polarity
from xlperf.results.quick_rating import quick_rating
from xlperf.results.rating import rating

NAMES = ("brag", "brag_points", "status")
# A target, and a value so and so many times of it or so far from it, mostly near the thresholds.
shares = st.sampled_from([0.95, 0.98, 1.0, 1.02, 1.05, 1 + 1e-9, 1 - 1e-9, 1.05 + 1e-9, 1.05 - 1e-12, 0.98 + 1e-10])
near = st.tuples(st.one_of(st.integers(-200, 200).map(float), st.floats(-1e6, 1e6)), shares).map(
    lambda pair: (pair[0] * pair[1], pair[0])
)
steps = st.sampled_from([0.05, -0.05, 0.02, -0.02, 0.0, 1e-7, -1e-7, 0.05 + 1e-9, 0.02 - 1e-9])
apart = st.tuples(st.floats(-2e3, 2e3), steps).map(lambda pair: (pair[0] + pair[1], pair[0]))
anything = st.tuples(st.floats(), st.floats())


@settings(max_examples=cases(1500), deadline=None)
@given(st.one_of(near, apart, anything), st.sampled_from([LOW, HIGH]), st.sampled_from(NAMES))
@example((1.05, 1.0), LOW, "brag")
@example((0.1, 0.0), LOW, "brag")
@example((math.inf, 1.0), LOW, "brag")
@example((5e-324, 1e308), HIGH, "brag_points")
def test_what_is_said_quickly_is_what_the_exact_rating_says(
    pair: tuple[float, float], polarity: Polarity, name: str
) -> None:
    quick = quick_rating(polarity, scheme(name), str)
    assert quick is not None
    said = quick(*pair)
    assert said is None or said == rating(*pair, polarity, scheme(name))


def test_cells_clear_of_the_thresholds_are_answered() -> None:
    quick = quick_rating(LOW, scheme("brag"), str)
    assert quick is not None
    assert [quick(value, 100.0) for value in (110, 103, 100, 99, 90)] == ["red", "amber", "green", "green", "blue"]
    assert [quick(value, 100.0) for value in (105, 98, math.nan, math.inf)] == [None] * 4


def test_there_is_none_where_nothing_is_quick() -> None:
    assert quick_rating(NEUTRAL, scheme("brag"), str) is None
    assert quick_rating(Polarity.parse("10 to 15"), scheme("brag"), str) is None
