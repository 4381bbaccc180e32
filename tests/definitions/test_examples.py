"""The worked examples of the indicators that give figures: each is right."""

from __future__ import annotations

import re
from datetime import date

import pytest
from pydantic import ValidationError

from xlperf.definitions import Indicator, load
from xlperf.definitions.examples import ExampleFigure, ExampleRecords
from xlperf.figure import shown
from xlperf.results.rate import percent, rate
from xlperf.results.rating import adrift, rating
from xlperf.symbols import Number

INDICATORS = list(load().indicators.values())
FIGURES = [
    pytest.param(indicator, example, id=f"{indicator.id}: {example.title}")
    for indicator in INDICATORS
    for example in indicator.examples
    if isinstance(example, ExampleFigure)
]


def value_of(indicator: Indicator, example: ExampleFigure) -> Number | None:
    if example.value is not None:
        return example.value
    if indicator.unit == "percent":
        return percent(example.numerator, example.denominator)
    if indicator.unit == "rate":
        return rate(example.numerator, example.population, indicator.per)
    return example.numerator


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.id)
def test_every_indicator_has_an_example_worked_by_hand(indicator: Indicator) -> None:
    assert indicator.examples


@pytest.mark.parametrize(("indicator", "example"), FIGURES)
def test_what_the_example_shows_is_what_comes_out(indicator: Indicator, example: ExampleFigure) -> None:
    assert shown(value_of(indicator, example), indicator.places, indicator.unit) == example.shown


@pytest.mark.parametrize(("indicator", "example"), FIGURES)
def test_the_rating_of_the_example_is_what_comes_out(indicator: Indicator, example: ExampleFigure) -> None:
    found = rating(
        value_of(indicator, example),
        example.target,
        indicator.polarity,
        load().scheme_of(indicator),
        unit=indicator.unit,
        places=indicator.places,
        red_limit=indicator.red_limit,
        data_only=indicator.data_only,
    )
    assert found == example.rating


@pytest.mark.parametrize(("indicator", "example"), [case for case in FIGURES if case.values[1].adrift])
def test_what_the_example_is_adrift_is_what_comes_out(indicator: Indicator, example: ExampleFigure) -> None:
    found = adrift(value_of(indicator, example), example.target, indicator.polarity)
    assert shown(found, 1, "percent") == example.adrift


def example(indicator: str, title: str) -> ExampleFigure:
    found = next(one for one in load().indicators[indicator].examples if one.title == title)
    assert isinstance(found, ExampleFigure)
    return found


def test_the_figures_that_the_documents_print_are_among_the_examples() -> None:
    haringey = example("second_or_subsequent_plans", "Haringey, year to date")
    assert (haringey.numerator, haringey.denominator, haringey.shown) == (33, 246, "13.4%")
    derby = example("plan_rate", "Derby, third quarter")
    assert (derby.numerator, derby.population, derby.shown, derby.rating, derby.adrift) == (
        *(286, 50_890, "56.20", "red", "10.2%"),
    )
    forecast = example("plan_rate", "Derby, forecast for the year end")
    assert (forecast.value, forecast.rating, forecast.adrift) == (52.88, "amber", "3.7%")
    moves = load().named("NI 62").examples[0]
    assert isinstance(moves, ExampleFigure)
    assert (moves.shown, moves.target, moves.rating) == ("13.98%", 0.11, "warning")


def test_the_example_of_two_years_turns_on_the_730th_day() -> None:
    records = load().named("NI 64").examples[0]
    assert isinstance(records, ExampleRecords)
    dates = [(record.columns["started"], record.columns.get("ended"), record.counted) for record in records.records]
    lasted = {
        (ended - started).days + 1: counted
        for started, ended, counted in dates
        if isinstance(started, date) and isinstance(ended, date) and ended >= date(2024, 4, 1)
    }
    assert lasted == {730: "yes", 729: "no"}


def test_records_that_do_not_add_up_to_the_numerator_are_refused() -> None:
    table = {"title": "one", "period": "2024/25", "numerator": 2, "records": ({"counted": "yes", "why": "it is"},)}
    with pytest.raises(ValidationError, match="numerator is 2, but counted records come to 1"):
        ExampleRecords.model_validate(table)


RECORD = {"referred": date(2024, 4, 2), "counted": "no", "why": "it is"}


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (
            {"table": "referrals", "records": ({**RECORD, "refered": date(2024, 4, 1)},)},
            'record 1: the table "referrals" has no column "refered". Did you mean "referred"',
        ),
        ({"table": "referral", "records": (RECORD,)}, 'no table "referral". Did you mean "referrals"'),
        (
            {"table": "referrals", "records": ({**RECORD, "referred": "April"},)},
            'in the column "referred" of "referrals" stands a date',
        ),
        (
            {"table": "referrals", "records": (RECORD,), "beside": {"posts": ({"roel": "manager"},)}},
            'record 1: the table "posts" has no column "roel". Did you mean "role"',
        ),
    ],
)
def test_records_that_are_not_of_their_table_are_refused(keys: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(said)):
        ExampleRecords.model_validate({"title": "one", "period": "2024/25", "numerator": 0, **keys})


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({}, "either a numerator or a value"),
        ({"numerator": 1, "value": 50}, "either a numerator or a value"),
        ({"value": 50, "denominator": 2}, "no denominator or population"),
    ],
)
def test_an_example_has_counts_or_a_value(counts: dict[str, float], said: str) -> None:
    table = {
        "title": "one",
        "period": "2024/25",
        "shown": "50.0%",
        "rating": "no target",
        "source": "by hand",
        **counts,
    }
    with pytest.raises(ValidationError, match=said):
        ExampleFigure.model_validate(table)
