from __future__ import annotations

import statistics

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.support.cases import cases
from xlperf.results.line import FittedLine, least_squares

NUMBERS = st.floats(-1000, 1000).map(lambda value: round(value, 3))
POINTS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=2, max_size=30)

# Anscombe (1973), "Graphs in Statistical Analysis", the first set: y = 3.00 + 0.500 x, r squared 0.67.
ANSCOMBE = [
    *((10.0, 8.04), (8.0, 6.95), (13.0, 7.58), (9.0, 8.81), (11.0, 8.33), (14.0, 9.96), (6.0, 7.24), (4.0, 4.26)),
    *((12.0, 10.84), (7.0, 4.82), (5.0, 5.68)),
]


def test_the_line_of_anscombe() -> None:
    line = least_squares(ANSCOMBE)
    assert line is not None
    assert (round(line.intercept, 2), round(line.slope, 3), round(line.explained, 2)) == (3.00, 0.500, 0.67)
    assert line.points == 11


def test_a_residual_is_positive_above_the_line() -> None:
    line = FittedLine(slope=2, intercept=1, explained=1, points=3)
    assert (line.expected(3), line.residual(3, 8), line.residual(3, 6)) == (7, 1, -1)


@pytest.mark.parametrize("points", [[], [(1, 2)], [(1, 2), (1, 3), (1, 9)], [(0.1, 5)] * 3])
def test_there_is_no_line_through_one_point_or_straight_up(points: list[tuple[float, float]]) -> None:
    assert least_squares(points) is None


def test_a_level_line_has_nothing_to_explain() -> None:
    line = least_squares([(1, 0.1), (2, 0.1), (3, 0.1)])
    assert line is not None
    assert (line.slope, line.intercept, line.explained) == (0, pytest.approx(0.1), 0)


def test_points_on_a_line_are_explained_wholly() -> None:
    line = least_squares([(x / 10, 3 + 7 * x / 10) for x in range(11)])
    assert line is not None
    assert (line.slope, line.intercept, line.explained) == pytest.approx((7, 3, 1))


@settings(max_examples=cases(80))
@given(POINTS)
def test_it_is_the_line_of_the_standard_library(points: list[tuple[float, float]]) -> None:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    assume(len(set(xs)) > 1)
    line = least_squares(points)
    assert line is not None
    other = statistics.linear_regression(xs, ys)
    assert (line.slope, line.intercept) == pytest.approx((other.slope, other.intercept), rel=1e-6, abs=1e-6)
    assert 0 <= line.explained <= 1
    if len(set(ys)) > 1:
        assert line.explained == pytest.approx(statistics.correlation(xs, ys) ** 2, rel=1e-6, abs=1e-6)


@settings(max_examples=cases(80))
@given(POINTS, st.floats(-5, 5), st.floats(-5, 5))
def test_no_other_line_lies_nearer_and_residuals_cancel_out(
    points: list[tuple[float, float]], steeper: float, higher: float
) -> None:
    line = least_squares(points)
    assume(line is not None)
    assert line is not None
    residuals = [line.residual(x, y) for x, y in points]
    scale = max(abs(number) for point in points for number in point) + abs(line.slope) * 1000 + 1
    assert abs(sum(residuals)) <= 1e-9 * scale * len(points)
    others = [y - (line.intercept + higher + (line.slope + steeper) * x) for x, y in points]
    assert sum(one**2 for one in residuals) <= sum(one**2 for one in others) + 1e-9 * scale**2
