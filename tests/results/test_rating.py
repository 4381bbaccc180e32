from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.oracles import FOLDER, rows
from tests.support.schemes import BRAG, BRAG_POINTS, SCHEMES, STATUS
from xlperf.results.polarity import HIGH, LOW, NEUTRAL, Polarity
from xlperf.results.rating import STATES, Scheme, adrift, rating, rating_text, rounding_matters
from xlperf.symbols import Missing

RANGE = Polarity("range", 10, 15)
VALUES = st.one_of(st.floats(0, 1000), st.integers(0, 10_000).map(lambda hundredths: hundredths / 100))
ORDER = {"blue": 0, "green": 1, "ok": 1, "amber": 2, "warning": 2, "red": 3, "alert": 3}


def test_derby_is_10_2_percent_adrift_and_red() -> None:
    assert adrift(56.20, 51.00, LOW) == pytest.approx(0.10196, abs=1e-5)
    assert rating(56.20, 51.00, LOW, BRAG, unit="rate") == "red"


def test_derbys_forecast_is_3_7_percent_adrift_and_amber() -> None:
    assert adrift(52.88, 51.00, LOW) == pytest.approx(0.03686, abs=1e-5)
    assert rating(52.88, 51.00, LOW, BRAG, unit="rate") == "amber"


def test_ni_62_of_haringey_is_no_alert_below_16_percent() -> None:
    assert rating(0.1398, 0.11, LOW, STATUS, red_limit=0.16) == "warning"
    assert rating(0.16, 0.11, LOW, STATUS, red_limit=0.16) == "warning"
    assert rating(0.1601, 0.11, LOW, STATUS, red_limit=0.16) == "alert"
    assert rating(0.1398, 0.11, LOW, STATUS) == "alert"


@pytest.mark.parametrize(
    ("value", "polarity", "expected"),
    [
        (1.05, LOW, "amber"),
        (1.050001, LOW, "red"),
        (1.0, LOW, "green"),
        (1.000001, LOW, "amber"),
        (0.98, LOW, "blue"),
        (0.980001, LOW, "green"),
        (0.95, HIGH, "amber"),
        (0.949999, HIGH, "red"),
        (1.0, HIGH, "green"),
        (0.999999, HIGH, "amber"),
        (1.02, HIGH, "blue"),
        (1.019999, HIGH, "green"),
    ],
)
def test_the_boundaries_of_brag_against_1_00(value: float, polarity: Polarity, expected: str) -> None:
    assert rating(value, 1.00, polarity, BRAG) == expected


@pytest.mark.parametrize("hundredths", range(1, 200))
def test_exactly_5_worse_and_2_better_rate_alike_against_every_target(hundredths: int) -> None:
    """Each of these products has its own last bit; amber and blue must not depend on it."""
    for target in (hundredths / 100, hundredths / 10):
        assert rating(target * 1.05, target, LOW, BRAG) == "amber"
        assert rating(target * 0.95, target, HIGH, BRAG) == "amber"
        assert rating(target * 0.98, target, LOW, BRAG) == "blue"
        assert rating(target * 1.02, target, HIGH, BRAG) == "blue"
        assert rating(target * 1.05, target, LOW, STATUS) == "warning"


def test_points_are_percentage_points_of_a_percentage_and_whole_ones_of_all_else() -> None:
    assert rating(0.68, 0.73, HIGH, BRAG_POINTS) == "amber"
    assert rating(0.6799, 0.73, HIGH, BRAG_POINTS) == "red"
    assert rating(0.75, 0.73, HIGH, BRAG_POINTS) == "blue"
    assert rating(56.0, 51.0, LOW, BRAG_POINTS, unit="rate") == "amber"
    assert rating(56.1, 51.0, LOW, BRAG_POINTS, unit="rate") == "red"
    assert rating(49.0, 51.0, LOW, BRAG_POINTS, unit="rate") == "blue"
    assert rating(49.1, 51.0, LOW, BRAG_POINTS, unit="rate") == "green"


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_a_target_of_0_is_met_or_missed_and_nothing_between(scheme: Scheme) -> None:
    assert rating(0, 0, LOW, scheme, unit="count") == scheme.met.rating
    assert rating(0.01, 0, LOW, scheme, unit="count") == scheme.missed.rating
    assert rating(3, 0, HIGH, scheme, unit="count") == scheme.met.rating
    assert adrift(1, 0, LOW) is Missing.NOT_APPLICABLE
    assert adrift(0, 0, LOW) is Missing.NOT_APPLICABLE


def test_a_red_limit_says_how_far_from_a_target_of_0_is_an_alert() -> None:
    assert [rating(n, 0, LOW, STATUS, unit="count", red_limit=2) for n in (0, 2, 3)] == ["ok", "warning", "alert"]


def test_brag_passes_over_a_red_limit() -> None:
    assert rating(0.1398, 0.11, LOW, BRAG, red_limit=0.16) == "red"


def test_inside_the_range_is_met_and_never_beaten() -> None:
    for value in (10, 12, 15):
        assert rating(value, None, RANGE, BRAG, unit="rate") == "green"
        assert adrift(value, None, RANGE) == 0
    assert rating(15.75, None, RANGE, BRAG, unit="rate") == "amber"
    assert rating(15.76, None, RANGE, BRAG, unit="rate") == "red"
    assert rating(9.5, None, RANGE, BRAG, unit="rate") == "amber"
    assert rating(9.49, None, RANGE, BRAG, unit="rate") == "red"
    assert adrift(18, None, RANGE) == pytest.approx(0.2)
    assert adrift(8, None, RANGE) == pytest.approx(0.2)


def test_a_red_limit_of_a_range_is_a_distance_from_it() -> None:
    ratings = [rating(value, None, RANGE, STATUS, unit="rate", red_limit=20) for value in (20, 20.1, 5, 4.9)]
    assert ratings == ["warning", "alert", "warning", "alert"]


def test_from_an_edge_of_0_nothing_is_near() -> None:
    from_0 = Polarity("range", 0, 5)
    assert rating(-0.01, None, from_0, BRAG_POINTS, unit="score") == "red"
    assert adrift(-0.01, None, from_0) is Missing.NOT_APPLICABLE
    assert rating(0, None, from_0, BRAG, unit="score") == "green"
    assert adrift(0, None, from_0) == 0


@pytest.mark.parametrize(
    ("value", "target", "polarity", "data_only", "state"),
    [
        (Missing.CONFIDENTIAL, 1.0, LOW, False, "suppressed"),
        (Missing.NOT_AVAILABLE, 1.0, LOW, False, "no data"),
        (Missing.NOT_APPLICABLE, 1.0, LOW, False, "no data"),
        (Missing.LOW, 1.0, LOW, False, "no data"),
        (None, 1.0, LOW, False, "no data"),
        (None, 1.0, LOW, True, "no data"),
        (1.0, 1.0, LOW, True, "data only"),
        (1.0, 1.0, NEUTRAL, False, "data only"),
        (1.0, None, LOW, False, "no target"),
        (1.0, Missing.NOT_APPLICABLE, LOW, False, "no target"),
    ],
)
def test_what_cannot_be_rated_says_why(
    value: float | Missing | None, target: float | Missing | None, polarity: Polarity, data_only: bool, state: str
) -> None:
    assert rating(value, target, polarity, BRAG, data_only=data_only) == state
    assert state in STATES


def test_without_value_target_or_polarity_nothing_is_adrift() -> None:
    assert adrift(Missing.CONFIDENTIAL, 1, LOW) is Missing.CONFIDENTIAL
    assert adrift(None, 1, LOW) is Missing.NOT_AVAILABLE
    assert adrift(1, None, LOW) is Missing.NOT_APPLICABLE
    assert adrift(1, Missing.NOT_AVAILABLE, LOW) is Missing.NOT_AVAILABLE
    assert adrift(1, 1, NEUTRAL) is Missing.NOT_APPLICABLE


def test_a_rating_is_a_word_first_and_a_symbol_second() -> None:
    assert rating_text("amber", BRAG) == "Amber ◆"
    assert rating_text("alert", STATUS) == "Alert ▲"
    assert rating_text("no target", BRAG) == "No target ○"
    with pytest.raises(KeyError):
        rating_text("amber", STATUS)


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_no_two_ratings_look_alike_without_colour(scheme: Scheme) -> None:
    everything = [*scheme.grades, *STATES.values()]
    assert len({grade.word for grade in everything}) == len(everything)
    assert len({grade.symbol for grade in everything}) == len(everything)
    for one, other in itertools.permutations(everything, 2):
        assert not one.word.startswith(other.word)  # colour rules go by the first letters


def test_ni_63_of_haringey_would_have_met_its_target_if_rounded() -> None:
    assert rating(0.696, 0.70, HIGH, BRAG) == "amber"
    assert rounding_matters(0.696, 0.70, HIGH, BRAG, places=0)
    assert not rounding_matters(0.696, 0.70, HIGH, BRAG, places=1)
    as_shown = replace(BRAG, rated_as_shown=True)
    assert rating(0.696, 0.70, HIGH, as_shown, places=0) == "green"
    assert rating(0.696, 0.70, HIGH, as_shown) == "amber"
    assert rounding_matters(0.696, 0.70, HIGH, as_shown, places=0)


@pytest.mark.parametrize("row", rows(FOLDER / "single_targets.csv"))
def test_a_single_target_is_met_as_fingertips_compares_it(row: dict[str, str]) -> None:
    polarity = Polarity.parse(row["polarity"])
    met = rating(float(row["value"]), float(row["target"]), polarity, BRAG, unit="rate") in {"green", "blue"}
    assert met is (row["than_target"] == "better")


@given(VALUES, VALUES, VALUES, st.sampled_from([LOW, HIGH]), st.sampled_from(list(SCHEMES)), st.none() | VALUES)
def test_a_better_value_never_rates_worse(
    one: float, other: float, target: float, polarity: Polarity, name: str, red_limit: float | None
) -> None:
    better, worse = sorted((one, other), reverse=polarity == HIGH)
    ratings = [
        rating(value, target, polarity, SCHEMES[name], unit="rate", red_limit=red_limit) for value in (better, worse)
    ]
    assert ORDER[ratings[0]] <= ORDER[ratings[1]]


@given(VALUES, st.floats(0, 100), st.sampled_from(list(SCHEMES)))
def test_farther_from_the_range_never_rates_better(value: float, farther: float, name: str) -> None:
    beyond = value + farther if value > RANGE.edges[1] else value - farther
    if not 10 <= value <= 15:
        near, far = (rating(place, None, RANGE, SCHEMES[name], unit="rate") for place in (value, beyond))
        assert ORDER[near] <= ORDER[far]


@given(VALUES, st.floats(0.01, 1000), st.sampled_from([LOW, HIGH]))
def test_only_what_misses_its_target_is_adrift(value: float, target: float, polarity: Polarity) -> None:
    share = adrift(value, target, polarity)
    assert not isinstance(share, Missing)
    met = rating(value, target, polarity, BRAG, unit="rate") in {"blue", "green"}
    assert met is (share <= 5e-13)
    assert (share > 0) is (value > target if polarity == LOW else value < target)


@given(st.floats(), st.floats(), st.sampled_from([LOW, HIGH, NEUTRAL, RANGE]), st.sampled_from(list(SCHEMES)))
def test_no_number_is_too_odd_to_rate(value: float, target: float, polarity: Polarity, name: str) -> None:
    scheme = SCHEMES[name]
    assert rating_text(rating(value, target, polarity, scheme, unit="score"), scheme)
    assert isinstance(adrift(value, target, polarity), float | Missing)
