"""Laws of the forecasts, and every method with its back-test worked out a second time in another way."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.cases import cases
from tests.support.forecast_by_hand import Step, back_test, year_end
from tests.support.histories import history, year_and_month
from xlperf.results.back_test import errors, fewest, margin, rank
from xlperf.results.forecast import Forecast, forecast
from xlperf.results.forecast_methods import POSSIBLE, Measure, Method, Window

EVERY = [(measure, method) for measure, methods in POSSIBLE.items() for method in methods]
LEVELS = st.sampled_from([0.5, 0.8, 0.9, 0.95])
STEPS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda one: (min(one), max(one))), min_size=1, max_size=60
)


def forecast_of(
    measure: Measure, method: Method, steps: list[Step], level: float = 0.8, **more: object
) -> Forecast | None:
    amounts = [(float(a), float(b)) if measure == "share" else float(a) for a, b in steps]
    year, until = year_and_month(len(steps))
    found = forecast(history(measure, amounts, **more), year, until, method, level)
    return found if isinstance(found, Forecast) else None


@given(steps=STEPS)
@settings(max_examples=cases(60))
@pytest.mark.parametrize(("measure", "method"), EVERY)
def test_a_second_calculation_agrees(measure: Measure, method: Method, steps: list[Step]) -> None:
    gone = (len(steps) - 1) % 12 + 1
    points = min(12, len(steps))
    years = min(2, (len(steps) - gone) // 12)
    if (method == "linear" and points < 3) or (method == "seasonal profile" and not years):
        expected = None
    elif measure == "level":
        expected = year_end(measure, method, steps, gone, points)
    else:
        expected = year_end(measure, method, steps, gone, points, years)
    found = forecast_of(measure, method, steps)
    assert (found is None) == (expected is None)
    if found is None or expected is None:
        return
    assert found.value == pytest.approx(float(expected), rel=1e-9, abs=1e-9)
    again = back_test(measure, method, steps, gone, points, years)
    assert list(found.errors) == pytest.approx([float(error) for error in again], rel=1e-9, abs=1e-7)


@given(
    amount=st.integers(0, 500), months=st.integers(3, 60), case=st.sampled_from(EVERY), denominator=st.integers(1, 500)
)
@settings(max_examples=cases(150))
def test_a_constant_series_forecasts_itself(
    amount: int, months: int, case: tuple[Measure, Method], denominator: int
) -> None:
    measure, method = case
    found = forecast_of(measure, method, [(min(amount, denominator), denominator)] * months)
    if found is None:
        assert method == "seasonal profile"
        assert months <= 12 or amount == 0
        return
    amount = min(amount, denominator)
    itself = {"level": amount, "share": amount / denominator, "events": 12 * amount}[measure]
    assert found.value == pytest.approx(itself)
    assert list(found.errors) == pytest.approx([0] * len(found.errors), abs=1e-6)


@given(steps=STEPS)
@settings(max_examples=cases(60))
def test_carried_forward_is_the_last_one(steps: list[Step]) -> None:
    found = forecast_of("level", "carried forward", steps)
    assert found is not None
    assert found.value == steps[-1][0]


@given(steps=STEPS.filter(lambda steps: len(steps) >= 36))
@settings(max_examples=cases(60))
@pytest.mark.parametrize("method", ["run rate", "seasonal profile", "ratio of sums"])
def test_a_complete_year_is_its_own_total(method: Method, steps: list[Step]) -> None:
    steps = steps[: len(steps) // 12 * 12]
    measure: Measure = "share" if method == "ratio of sums" else "events"
    found = forecast_of(measure, method, steps)
    above, below = sum(one for one, _ in steps[-12:]), sum(one for _, one in steps[-12:])
    if found is not None:
        assert found.value == pytest.approx(above / below if measure == "share" else above)
    else:
        assert below == 0 or sum(one for one, _ in steps[-36:-12]) == 0


@given(steps=STEPS, case=st.sampled_from(EVERY), level=LEVELS)
@settings(max_examples=cases(150))
def test_the_limits_hold_the_forecast_and_what_is_possible(
    steps: list[Step], case: tuple[Measure, Method], level: float
) -> None:
    found = forecast_of(*case, steps, level)
    if found is None:
        return
    enough = len(found.errors) >= fewest(level)
    assert (found.margin is not None) == (found.lower is not None) == (found.upper is not None) == enough
    if found.lower is not None and found.upper is not None and found.margin is not None:
        assert 0 <= found.lower <= found.value <= found.upper
        assert found.upper <= 1 or case[0] != "share"
        within = sum(abs(error) <= found.margin for error in found.errors)
        assert within >= level * len(found.errors)


@given(steps=STEPS, case=st.sampled_from(EVERY))
@settings(max_examples=cases(60))
def test_limits_are_wider_the_more_certain_they_are(steps: list[Step], case: tuple[Measure, Method]) -> None:
    made = [forecast_of(*case, steps, level) for level in (0.5, 0.8, 0.9)]
    margins = [one.margin for one in made if one is not None and one.margin is not None]
    assert margins == sorted(margins)


@given(steps=STEPS, case=st.sampled_from(EVERY), later=STEPS)
@settings(max_examples=cases(60))
def test_a_forecast_made_then_is_what_the_back_test_says_was_made_then(
    steps: list[Step], case: tuple[Measure, Method], later: list[Step]
) -> None:
    """An error of the back-test a whole year back is the outcome less the forecast that stood at that time."""
    measure, method = case
    if method in ("seasonal profile", "linear"):
        return  # with more years behind them these rest on more, so they are not the same forecast
    steps = [*steps, *([(3, 7)] * 12)]
    then, now = forecast_of(measure, method, steps[:-12]), forecast_of(measure, method, steps)
    if then is None or now is None:
        return
    gone = (len(steps) - 1) % 12 + 1
    start = len(steps) - 12 - gone
    year = steps[start : start + 12]
    below = sum(one for _, one in year)
    if measure == "share" and not below:
        return
    above = sum(one for one, _ in year)
    outcome = {"level": year[-1][0], "share": above / below if below else 0, "events": above}[measure]
    first = max(1, 12 - gone)
    if all(below for _, below in steps) or measure != "share":
        assert now.errors[12 - first] == pytest.approx(outcome - then.value)


@given(count=st.integers(1, 400), level=LEVELS)
def test_the_margin_is_the_quantile_with_its_own_point_counted(count: int, level: float) -> None:
    place = rank(count, level)
    assert place >= Fraction(str(level)) * (count + 1) > place - 1
    assert (place <= count) == (count >= fewest(level))
    found = margin([float(one) for one in range(1, count + 1)], level)
    assert found == (place if place <= count else None)


def test_the_fewest_errors_for_a_level() -> None:
    assert [fewest(level) for level in (0.5, 0.8, 0.9, 0.95)] == [1, 4, 9, 19]
    with pytest.raises(ValueError, match="between 0 and 1"):
        fewest(1)


def test_only_what_was_known_then_is_used() -> None:
    """A later month that is changed changes the error of no forecast whose year had ended before it."""
    steps = {number: (float(number % 7), 1.0) for number in range(40)}
    window = Window(36, 12, 39, (36, 37, 38, 39), profile_years=1, points=6)
    changed = steps | {39: (1000.0, 1.0)}
    for measure, method in EVERY:
        before, after = (errors(measure, method, one, window) for one in (steps, changed))
        assert before[1:] == after[1:]
        assert before[0] != after[0]
