from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.figure import shown
from xlperf.results.polarity import HIGH, LOW, NEUTRAL, Polarity
from xlperf.results.trend import TREND_TEXTS, trend
from xlperf.symbols import Missing

RANGE = Polarity("range", 0.1, 0.15)
VALUES = st.floats(0, 1)


def test_going_up_is_improving_only_where_high_is_good() -> None:
    assert trend(0.5, 0.4, HIGH, 1, "percent") == "improving"
    assert trend(0.5, 0.4, LOW, 1, "percent") == "getting worse"
    assert trend(0.5, 0.4, NEUTRAL, 1, "percent") is None


def test_what_shows_the_same_has_not_changed() -> None:
    assert trend(0.4341, 0.4339, HIGH, 1, "percent") == "no change"
    assert trend(0.4341, 0.4339, HIGH, 2, "percent") == "improving"
    assert trend(56.2, 56.2041, LOW, 2, "rate") == "no change"


def test_a_percentage_counts_its_places_behind_the_percent_sign() -> None:
    assert trend(0.5, 0.504, HIGH, 0, "percent") == "no change"
    assert trend(0.5, 0.51, HIGH, 0, "percent") == "getting worse"


def test_an_exact_half_is_taken_as_it_is_shown() -> None:
    assert trend(77 / 400, 0.193, HIGH, 1, "percent") == "no change"


def test_nearer_to_the_range_is_better() -> None:
    assert trend(0.08, 0.07, RANGE, 1, "percent") == "improving"
    assert trend(0.17, 0.16, RANGE, 1, "percent") == "getting worse"
    assert trend(0.11, 0.16, RANGE, 1, "percent") == "improving"
    assert trend(0.11, 0.14, RANGE, 1, "percent") == "no change"
    assert trend(0.08, 0.17, RANGE, 1, "percent") == "no change"


@pytest.mark.parametrize("nothing", [None, *Missing])
def test_without_one_of_the_values_there_is_no_trend(nothing: Missing | None) -> None:
    assert trend(nothing, 1, LOW, 1, "rate") is None
    assert trend(1, nothing, LOW, 1, "rate") is None


def test_every_trend_has_its_text() -> None:
    assert TREND_TEXTS == {
        "improving": "Improving ▲",
        "no change": "No change ▬",
        "getting worse": "Getting worse ▼",
    }


@given(VALUES, VALUES, st.sampled_from([LOW, HIGH, RANGE]), st.integers(0, 3))
def test_there_and_back_is_the_opposite(one: float, other: float, polarity: Polarity, places: int) -> None:
    opposite = {"improving": "getting worse", "getting worse": "improving", "no change": "no change"}
    there = trend(one, other, polarity, places, "percent")
    assert there is not None
    assert trend(other, one, polarity, places, "percent") == opposite[there]


@given(VALUES, VALUES, st.integers(0, 3))
def test_only_a_change_that_shows_is_a_change(one: float, other: float, places: int) -> None:
    same = shown(one, places, "percent") == shown(other, places, "percent")
    assert (trend(one, other, LOW, places, "percent") == "no change") is same
