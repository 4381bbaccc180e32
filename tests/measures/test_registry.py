"""The counting functions that an indicator's file may name."""

from __future__ import annotations

import pytest

from tests.support.record_tables import empty_tables
from tests.support.spec_tables import spec_table
from xlperf.definitions.load import load
from xlperf.errors import DefinitionError
from xlperf.measures.child_protection import cp_plans_ended
from xlperf.measures.registry import COUNTING, counting_function, needs, takes
from xlperf.period import Period
from xlperf.symbols import Missing

WHERE = "plans_two_years_or_more.toml, numerator"


def test_a_function_is_found_by_its_name():
    assert counting_function("cp_plans_ended", {"days_at_least": 730}, WHERE) is cp_plans_ended


def test_a_misspelt_function_gets_the_near_match():
    with pytest.raises(DefinitionError) as error:
        counting_function("cp_plan_ended", {}, WHERE)
    assert str(error.value) == (
        'plans_two_years_or_more.toml, numerator: there is no counting function "cp_plan_ended". '
        f'Did you mean "cp_plans_ended" or "cp_plans_started"? There are {", ".join(COUNTING)}.'
    )


def test_an_argument_that_the_function_does_not_take_gets_the_near_match():
    with pytest.raises(DefinitionError, match=r'has no argument "days_atleast". Did you mean "days_at_least"\?'):
        counting_function("cp_plans_ended", {"days_atleast": 730}, WHERE)


@pytest.mark.parametrize("value", ["730", 730.0, True, None])
def test_an_argument_of_another_type_is_refused(value):
    with pytest.raises(DefinitionError, match='"days_at_least" of cp_plans_ended must be a whole number, such as 0'):
        counting_function("cp_plans_ended", {"days_at_least": value}, WHERE)


def test_true_or_false_is_not_a_number():
    with pytest.raises(DefinitionError, match="must be true or false"):
        counting_function("cp_plans_at", {"end_day_counts": 1}, WHERE)


@pytest.mark.parametrize("name", COUNTING)
def test_every_function_says_what_it_counts_and_shows_it_in_a_table(name):
    function = COUNTING[name]
    assert (function.__doc__ or "").strip().startswith("Count ")
    assert {line.counted for line in spec_table(function)} == {True, False}
    assert all(default is not None for default in takes(function).values())
    assert function(empty_tables(needs(name)), Period.parse("2026-03")).number == 0


@pytest.mark.parametrize("name", COUNTING)
def test_every_function_needs_tables_and_without_them_its_number_is_not_available(name):
    assert needs(name)
    count = COUNTING[name]({}, Period.parse("2026-03"))
    assert count.number is Missing.NOT_AVAILABLE
    assert count.notes


def test_every_function_named_in_the_catalogue_exists_and_takes_its_arguments():
    named = 0
    for indicator in load().indicators.values():
        for part in (indicator.numerator, indicator.denominator):
            if part is not None and part.count != "stated":
                counting_function(part.count, part.arguments, indicator.id)
                named += 1
    assert named >= 20
