"""What every card must say."""

from __future__ import annotations

import inspect
import re

import pytest
from openpyxl.utils import FORMULAE

from xlperf import functions
from xlperf.errors import UnknownName
from xlperf.functions import CARDS, Card, find
from xlperf.functions.broadcast import rows_of
from xlperf.functions.lint import card_faults, same_name_faults
from xlperf.sheets.grid import CellError

every_card = pytest.mark.parametrize("card", CARDS, ids=[card.python_name for card in CARDS])

USAGES = [
    "PERF_RATE(count, population, [per])",
    "PERF_PERCENT(numerator, denominator)",
    "PERF_SHOWN(value, [places], [unit])",
    "PERF_ADRIFT(value, target, polarity)",
    "PERF_BRAG(value, target, polarity, [scheme])",
    "PERF_STATUS(value, target, polarity, [red_limit])",
    "PERF_TREND(now, before, polarity, places)",
    "PERF_TO_TARGET(numerator, denominator, target, polarity, [per])",
    "PERF_INTERVAL(count, denominator, [kind], [level])",
    "PERF_YTD(numerators, denominators)",
    "PERF_YEAR_END(months, kind, [denominators], [method])",
    "PERF_WORKING_DAYS(start, finish)",
    "PERF_DUE(start, kind)",
    "PERF_RANK(value, values, polarity)",
    "PERF_QUARTILE(value, values, polarity)",
    "PERF_SPC(values, [ranges])",
    "PERF_INDICATOR(code, [what], [day])",
]


def test_there_is_a_card_for_every_function_in_the_order_of_the_design() -> None:
    assert [card.usage for card in CARDS] == USAGES


@every_card
def test_a_card_has_no_faults(card: Card) -> None:
    assert list(card_faults(card)) == []


def test_no_two_cards_share_a_name() -> None:
    assert list(same_name_faults(CARDS)) == []
    assert list(same_name_faults([*CARDS, CARDS[0]])) == ["Two functions are called PERF_RATE."]


def test_no_name_is_one_of_excels_own() -> None:
    assert {"RATE", "TREND"} <= FORMULAE
    assert not {card.name for card in CARDS} & FORMULAE
    assert not [name for name in FORMULAE if name.startswith("PERF_")]


@every_card
def test_a_card_has_examples_of_a_value_an_error_and_a_missing_number(card: Card) -> None:
    results = [cell for example in card.examples for row in rows_of(example.result) for cell in row]
    missing = {"z", "x", "c", "low", "[z]", "[x]", "No data"}
    assert len(card.examples) >= 4
    assert any(isinstance(cell, CellError) for cell in results)
    assert missing & {cell for cell in results if isinstance(cell, str)}
    assert any(not isinstance(cell, CellError) and cell not in missing for cell in results)


@every_card
def test_a_card_is_made_of_its_function(card: Card) -> None:
    assert getattr(functions, card.python_name) is card.function
    parameters = inspect.signature(card.function).parameters
    assert list(parameters) == [argument.name for argument in card.arguments]
    for argument in card.arguments:
        default = parameters[argument.name].default
        assert argument.optional == (default is not inspect.Parameter.empty)
        assert not argument.optional or argument.default == default


@every_card
def test_a_default_is_told_in_the_help_and_is_one_of_the_choices(card: Card) -> None:
    for argument in card.arguments:
        if argument.optional and argument.default not in (None, ""):
            assert str(argument.default) in argument.help.replace(",", "") or "when left out" in argument.help
        if argument.kind == "choice" and argument.optional:
            assert argument.default in argument.choices


def test_kinds_are_read_from_the_types() -> None:
    kinds = {card.python_name: [argument.kind for argument in card.arguments] for card in CARDS}
    assert kinds["ytd"] == ["matrix", "matrix"]
    assert kinds["brag"] == ["scalar", "scalar", "choice", "choice"]
    assert kinds["interval"] == ["scalar", "scalar", "choice", "scalar"]


@pytest.mark.parametrize("name", ["PERF_TO_TARGET", "perf_to_target", "to_target", "To-Target", " TO_TARGET "])
def test_a_function_is_found_by_either_name_in_any_case(name: str) -> None:
    assert find(name).name == "PERF_TO_TARGET"


def test_an_unknown_function_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match=re.escape('There is no function "percnt". Did you mean "percent"')):
        find("percnt")
    with pytest.raises(UnknownName, match=re.escape('Did you mean "PERF_BRAG"')):
        find("PERF_BARG")
