from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.cases import cases
from tests.support.oracles import rows
from xlperf.results.compare import (
    Edges,
    Mean,
    OutsideEdges,
    mean,
    quartile_band,
    quartile_edges,
    ranks,
    standing,
)
from xlperf.results.polarity import HIGH, LOW, NEUTRAL, Polarity
from xlperf.symbols import Missing

RANGE = Polarity("range", 10, 15)
QUARTERS: Edges = (0, 25, 50, 75, 100)
VALUES = st.floats(0, 1000).map(lambda value: round(value, 3))
MAYBE = st.none() | st.sampled_from(Missing) | VALUES
POLARITIES = st.sampled_from([LOW, HIGH, RANGE])

# dfe-analytical-services/local-authority-interactive-tool, tests/testthat/test-fn_analysis.R
BANDS = [
    *((10, LOW, "A"), (30, LOW, "B"), (60, LOW, "C"), (80, LOW, "D")),
    *((10, HIGH, "D"), (30, HIGH, "C"), (60, HIGH, "B"), (80, HIGH, "A")),
    *((0, LOW, "A"), (25, LOW, "A"), (50, LOW, "B"), (75, LOW, "C"), (100, LOW, "D")),
    (None, HIGH, None),
]
RANKS = [
    ([10, 20, 30, 40, 50], LOW, (1, 2, 3, 4, 5)),
    ([10, 20, 20, 30, 40], HIGH, (5, 3, 3, 2, 1)),
    ([10, None, 30, 20, None], LOW, (1, None, 3, 2, None)),
]


@pytest.mark.parametrize(("value", "polarity", "band"), BANDS)
def test_bands_are_those_of_the_local_authority_interactive_tool(
    value: float | None, polarity: Polarity, band: str | None
) -> None:
    assert quartile_band(value, QUARTERS, polarity) == band


@pytest.mark.parametrize(("value", "polarity"), [(-10, LOW), (110, HIGH)])
def test_a_value_beyond_all_others_has_no_band(value: float, polarity: Polarity) -> None:
    with pytest.raises(OutsideEdges):
        quartile_band(value, QUARTERS, polarity)


@pytest.mark.parametrize(("values", "polarity", "expected"), RANKS)
def test_ranks_are_those_of_the_local_authority_interactive_tool(
    values: list[float | None], polarity: Polarity, expected: tuple[int | None, ...]
) -> None:
    assert ranks(values, polarity) == expected


def test_every_row_of_the_oracle_is_met(shared: Path) -> None:
    def number(text: str) -> float | None:
        return None if text == "NA" else float(text)

    for row in rows(shared / "oracles" / "lait_quartile_and_rank.csv"):
        polarity = Polarity.parse(row["polarity"])
        if row["function"] == "rank":
            expected = tuple(number(text) for text in row["expected"].split())
            assert ranks([number(text) for text in row["values"].split()], polarity) == expected
            continue
        first, second, third, fourth, fifth = map(float, row["quartile_edges_0_25_50_75_100"].split())
        edges = (first, second, third, fourth, fifth)
        if row["expected"] == "Error":
            with pytest.raises(OutsideEdges):
                quartile_band(float(row["values"]), edges, polarity)
        else:
            assert (quartile_band(number(row["values"]), edges, polarity) or "NA") == row["expected"]


def test_on_an_edge_the_last_bits_do_not_decide() -> None:
    edges: Edges = (0.0, 0.1 + 0.2, 0.5, 0.75, 1.0)
    assert quartile_band(0.3, edges, LOW) == quartile_band(0.1 + 0.2, edges, LOW) == "A"
    assert ranks([0.3, 0.1 + 0.2, 0.1], LOW) == (2, 2, 1)


def test_where_high_is_good_the_edge_still_belongs_to_the_smaller_values() -> None:
    assert [quartile_band(value, QUARTERS, HIGH) for value in (25, 50, 75, 100)] == ["D", "C", "B", "A"]


def test_neutral_has_neither_rank_nor_band() -> None:
    assert ranks([1, 2], NEUTRAL) == (None, None)
    assert quartile_band(10, QUARTERS, NEUTRAL) is None
    assert standing(1, [2, 3, 4, 5], NEUTRAL).rank is None


def test_a_mean_says_of_how_many_it_is() -> None:
    assert mean([1, None, 4, Missing.CONFIDENTIAL]) == Mean(2.5, 2, 4)
    assert mean([Missing.NOT_AVAILABLE]) == Mean(None, 0, 1)
    assert mean([]) == Mean(None, 0, 0)
    assert mean([0, 0]) == Mean(0, 2, 2)


def test_the_means_of_ten_invented_councils() -> None:
    # The sample of Derby: ten invented councils, rates of plans in 2010/11.
    rates = [68.4, 61.7, 57.3, 51.9, 47.6, 44.2, 41.8, 38.5, 35.1, 30.5]
    found = standing(54.2, rates, LOW)
    assert (found.rank, found.ranked, found.band) == (8, 11, "C")
    assert found.edge == pytest.approx((38.5 + 41.8) / 2)
    assert found.to_edge == pytest.approx(54.2 - 40.15)


def test_distance_to_the_best_quartile_is_positive_until_it_is_reached() -> None:
    others = [10, 20, 30, 40]
    high, low = standing(25, others, HIGH), standing(25, others, LOW)
    assert (high.edge, high.to_edge) == (30, 5)
    assert (low.edge, low.to_edge) == (20, 5)
    assert standing(5, others, LOW).to_edge == -5
    assert standing(45, others, HIGH).band == "A"


def test_beside_a_range_it_is_the_distance_from_it_that_counts() -> None:
    found = standing(20, [12, 14, 9, 30, 11], RANGE)
    assert (found.rank, found.ranked, found.band) == (5, 6, "D")
    inside = standing(12, [13, 9, 30, 20], RANGE)
    assert (inside.rank, inside.band) == (1, "A")


def test_few_others_give_a_rank_but_no_quartile_and_nobody_gives_neither() -> None:
    assert standing(3, [1, 2], LOW).rank == 3
    assert standing(3, [1, 2], LOW).band is None
    assert standing(3, [None], LOW).rank is None
    assert quartile_edges([1, 2, 3]) is None


def test_without_an_own_value_only_the_others_are_counted() -> None:
    found = standing(Missing.NOT_AVAILABLE, [1, 2, None], LOW)
    assert (found.rank, found.ranked, found.band, found.to_edge) == (None, 2, None, None)


@settings(max_examples=cases(60))
@given(st.lists(VALUES, min_size=4, max_size=40))
def test_quartiles_are_those_of_numpy(values: list[float]) -> None:
    edges = quartile_edges(values)
    assert edges is not None
    assert edges == pytest.approx(tuple(np.quantile(values, [0, 0.25, 0.5, 0.75, 1])))


@settings(max_examples=cases(60))
@given(st.lists(MAYBE, max_size=30), POLARITIES)
def test_a_rank_is_one_more_than_the_number_of_those_that_are_better(
    values: list[float | Missing | None], polarity: Polarity
) -> None:
    def badness(value: float) -> float:
        if polarity is RANGE:
            return max(10 - value, value - 15, 0)
        return value if polarity is LOW else -value

    numbers = [value for value in values if isinstance(value, float)]
    for value, rank in zip(values, ranks(values, polarity), strict=True):
        if isinstance(value, float):
            better = [one for one in numbers if badness(one) < badness(value) - 1e-9]
            assert rank == len(better) + 1
        else:
            assert rank is None


@settings(max_examples=cases(60))
@given(VALUES, st.lists(VALUES, min_size=4, max_size=30), POLARITIES)
def test_a_better_value_never_stands_worse(own: float, others: list[float], polarity: Polarity) -> None:
    found = standing(own, others, polarity)
    assert found.rank is not None
    assert found.band is not None
    assert found.to_edge is not None
    assert 1 <= found.rank <= found.ranked == len(others) + 1
    if found.to_edge > 1e-9:
        assert found.band != "A"
    if found.to_edge < -1e-9:
        assert found.band == "A"
    better = {LOW: own - 1, HIGH: own + 1, RANGE: min(max(own, 10), 15)}[polarity]
    assert (standing(better, others, polarity).rank or 0) <= found.rank


@settings(max_examples=cases(60))
@given(st.lists(MAYBE, max_size=30), st.randoms())
def test_a_mean_does_not_mind_the_order_and_lies_among_its_members(
    values: list[float | Missing | None], chance
) -> None:
    shuffled = list(values)
    chance.shuffle(shuffled)
    assert mean(shuffled) == mean(values)
    there = [value for value in values if isinstance(value, float)]
    found = mean(values).value
    if found is not None:
        assert min(there) - 1e-9 <= found <= max(there) + 1e-9
        assert math.isclose(found * len(there), sum(there), rel_tol=1e-9, abs_tol=1e-9)
