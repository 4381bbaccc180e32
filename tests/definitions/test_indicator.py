"""What an indicator's table becomes: fractions, codes on a day, settings that reach the counting function."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from xlperf.definitions import Indicator, load
from xlperf.definitions.examples import ExampleFigure
from xlperf.results.polarity import LOW, NEUTRAL, Polarity

PART = {"count": "stated", "label": "children"}


def indicator(**keys: Any) -> Indicator:
    table: Mapping[str, Any] = {"id": "made_up", "codes": [{"code": "L1"}], "title": "Made up", "unit": "count"}
    return Indicator.model_validate({**table, **keys})


def test_percentages_are_written_up_to_100_and_held_as_fractions() -> None:
    made = indicator(
        unit="percent",
        red_limit=16,
        polarity="10 to 15",
        target=[{"period": "2009/10", "value": 13.98, "source": "a plan"}],
        example=[{"title": "a", "period": "2009/10", "value": 29, "target": 10, "shown": "29.0%", "rating": "red",
                  "source": "by hand"}],
    )  # fmt: skip
    one = made.examples[0]
    assert isinstance(one, ExampleFigure)
    assert (made.red_limit, made.targets[0].value, one.value, one.target) == (0.16, 0.1398, 0.29, 0.1)
    assert made.polarity == Polarity("range", 0.10, 0.15)


@pytest.mark.parametrize("unit", ["rate", "count", "score"])
def test_what_is_no_percentage_stays_as_it_is_written(unit: str) -> None:
    made = indicator(
        unit=unit,
        population="Children",
        red_limit=16,
        polarity="10 to 15",
        target=[{"period": "2009/10", "value": 51, "source": "a plan"}],
    )
    assert (made.red_limit, made.targets[0].value, made.polarity) == (16, 51, Polarity("range", 10, 15))


def test_the_title_stands_in_for_a_short_title_and_the_unit_gives_the_places() -> None:
    assert (indicator().short_title, indicator().places) == ("Made up", 0)
    assert (indicator(unit="percent").places, indicator(unit="percent", places=2).places) == (1, 2)
    assert indicator(short_title="Made").short_title == "Made"


def test_a_polarity_is_given_in_words_or_ready_made() -> None:
    assert indicator(polarity="Low").polarity == LOW
    assert indicator(polarity=LOW).polarity == LOW
    assert indicator().polarity == NEUTRAL


def test_a_code_is_in_force_on_its_first_and_last_day() -> None:
    made = indicator(codes=[{"code": "A", "from": date(2010, 4, 1), "to": date(2012, 3, 31)}, {"code": "B"}])
    days = [date(2010, 3, 31), date(2010, 4, 1), date(2012, 3, 31), date(2012, 4, 1)]
    assert [made.code_on(day) for day in days] == ["B", "A", "A", "B"]
    assert [made.named_on("a", day) for day in days] == [False, True, True, False]
    assert made.all_codes == ("A", "B")


def test_the_first_code_stands_in_where_none_is_in_force() -> None:
    made = indicator(codes=[{"code": "A", "from": date(2010, 4, 1)}, {"code": "B", "from": date(2011, 4, 1)}])
    assert made.code_on(date(2009, 1, 1)) == "A"
    assert not made.named_on("A", date(2009, 1, 1))


def test_a_setting_reaches_the_counting_function_as_an_argument() -> None:
    settings = {"end_day_counts": {"rule": "Whether it counts.", "default": False, "reason": "Nobody says."}}
    numerator = {**PART, "arguments": {"days_at_least": 730}, "settings": ["end_day_counts"]}
    made = indicator(numerator=numerator, settings=settings)
    assert made.numerator is not None
    assert made.numerator.arguments == {"days_at_least": 730, "end_day_counts": False}
    settings["end_day_counts"]["value"] = True
    made = indicator(numerator=numerator, settings=settings)
    assert made.numerator is not None
    assert made.numerator.arguments["end_day_counts"] is True


@pytest.mark.parametrize("code", ["EI&ISS PM04", "CP number"])
def test_whether_the_last_day_of_a_plan_counts_is_a_setting_of_number_and_rate(code: str) -> None:
    found = load().named(code)
    assert found.numerator is not None
    assert found.numerator.arguments == {"end_day_counts": False}
    assert found.settings["end_day_counts"].reason


def test_the_counting_of_child_protection_plans_is_named_with_its_arguments() -> None:
    long, again = load().named("NI 64"), load().named("NI 65")
    assert long.numerator is not None
    assert long.denominator is not None
    assert again.numerator is not None
    assert (long.numerator.count, dict(long.numerator.arguments)) == ("cp_plans_ended", {"days_at_least": 730})
    assert (long.denominator.count, dict(long.denominator.arguments)) == ("cp_plans_ended", {})
    assert (again.numerator.count, dict(again.numerator.arguments)) == (
        *("cp_plans_started", {"previous_plans_at_least": 1}),
    )


def test_the_red_limit_of_ni_62_is_a_fraction() -> None:
    assert load().named("NI 62").red_limit == 0.16


def test_ni_51_lies_between_its_limits_and_says_so() -> None:
    score = load().named("NI 51")
    assert [score.beyond(value) for value in (3.9, 4, 16, 16.5)] == ["4 to 16", "", "", "4 to 16"]
    assert "It is a score from 4 to 16, shown with no decimals." in score.describe()
    assert indicator(unit="score").beyond(1000) == ""


def test_an_indicator_can_be_a_key_and_is_not_changed() -> None:
    made = indicator()
    assert {made: 1}[indicator()] == 1
    with pytest.raises(ValidationError):
        made.title = "Another"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"unit": "percent", "numerator": PART}, "both a numerator and a denominator"),
        ({"unit": "rate", "population": "Children", "denominator": PART}, "a rate is over the population"),
        ({"unit": "count", "denominator": PART}, "a count is over nothing"),
        ({"unit": "rate"}, "says per whom"),
        ({"unit": "count", "highest": 16}, "a count has no limits of its own"),
        ({"unit": "score", "highest": 16}, "a score lies between two limits"),
        ({"unit": "score", "lowest": 16, "highest": 4}, "the smaller one first"),
        ({"codes": [{"code": "—"}]}, "at least one letter or digit"),
        ({"codes": [{"code": "A", "from": date(2012, 1, 1), "to": date(2011, 1, 1)}]}, "before it begins"),
        ({"numerator": {**PART, "settings": ["ends"]}}, 'no setting "ends"'),
        ({"settings": {"a": {"rule": "r", "default": "x", "choices": ["y", "z"], "reason": "r"}}}, "not among"),
    ],
)
def test_what_cannot_be_is_refused(keys: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        indicator(**keys)


def test_the_message_of_pydantic_itself_repeats_no_value() -> None:
    with pytest.raises(ValidationError) as refused:
        indicator(places="a secret")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("unit", "timing", "method"),
    [
        ("count", "snapshot", "carried forward"),
        ("percent", "flow", "ratio of sums"),
        ("count", "flow", "seasonal profile"),
        ("percent", "rolling", "linear"),
    ],
)
def test_a_definition_may_name_how_it_is_forecast(unit: str, timing: str, method: str) -> None:
    made = indicator(unit=unit, timing=timing, forecast=method)
    assert made.forecast == method
    assert f"Forecast to the end of the year: {method}." in made.describe()


def test_a_method_of_forecasting_has_to_fit_unit_and_timing() -> None:
    with pytest.raises(ValidationError) as refused:
        indicator(unit="count", timing="snapshot", forecast="run rate")
    assert (
        '"run rate" does not forecast a count with the timing "snapshot"; write carried forward or linear, or take the '
        'key "forecast" out'
    ) in str(refused.value)
    with pytest.raises(ValidationError):
        indicator(forecast="guess")
