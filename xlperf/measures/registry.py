"""The counting functions that an indicator's file may name: ``count = "cp_plans_ended"``."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from types import MappingProxyType

from xlperf.errors import DefinitionError, did_you_mean
from xlperf.figure import Count
from xlperf.measures.adoption import children_adopted, placed_within_twelve_months
from xlperf.measures.assessments import (
    core_assessments_completed,
    initial_assessments_completed,
    single_assessments_completed,
)
from xlperf.measures.child_protection import cp_plans_at, cp_plans_ended, cp_plans_started
from xlperf.measures.conferences import conferences_held
from xlperf.measures.long_term import long_term_looked_after, months_in_care, same_placement_two_years
from xlperf.measures.looked_after import children_looked_after
from xlperf.measures.looked_after_reviews import (
    looked_after_reviews_due,
    looked_after_reviews_on_time,
    months_of_reviews,
)
from xlperf.measures.placements import three_or_more_placements, three_or_more_placements_stated
from xlperf.measures.plan_reviews import plans_due_a_review, plans_reviewed_on_time
from xlperf.measures.referrals import (
    months_looked_back,
    referrals_listed,
    referrals_made,
    referrals_to_initial_assessment,
)
from xlperf.measures.workforce import posts_vacant
from xlperf.returns.child_level.table import Tables

CountingFunction = Callable[..., Count]
"""Takes the tables of a return and a period; its further parameters are the arguments of the indicator's file."""

_NEEDS: Mapping[CountingFunction, tuple[str, ...]] = {
    cp_plans_at: ("plans",),
    cp_plans_ended: ("plans",),
    cp_plans_started: ("plans",),
    plans_due_a_review: ("plans", "plan_reviews"),
    plans_reviewed_on_time: ("plans", "plan_reviews"),
    initial_assessments_completed: ("assessments",),
    core_assessments_completed: ("assessments",),
    single_assessments_completed: ("single_assessments",),
    referrals_made: ("referrals",),
    referrals_listed: ("assessments",),
    referrals_to_initial_assessment: ("assessments",),
    conferences_held: ("section_47",),
    posts_vacant: ("posts",),
    children_looked_after: ("episodes",),
    three_or_more_placements: ("episodes",),
    three_or_more_placements_stated: ("looked_after",),
    long_term_looked_after: ("episodes",),
    same_placement_two_years: ("episodes",),
    looked_after_reviews_due: ("episodes", "looked_after_reviews"),
    looked_after_reviews_on_time: ("episodes", "looked_after_reviews"),
    children_adopted: ("adoptions",),
    placed_within_twelve_months: ("adoptions",),
}

_OR_ELSE: Mapping[CountingFunction, tuple[str, ...]] = {
    children_looked_after: ("looked_after",),
    three_or_more_placements: ("looked_after",),
}

_AS_STATED = {(three_or_more_placements, ("looked_after",)), (three_or_more_placements_stated, ("looked_after",))}

_LOOKS_BACK: Mapping[CountingFunction, Callable[..., int]] = {
    referrals_made: months_looked_back,
    long_term_looked_after: months_in_care,
    same_placement_two_years: months_in_care,
    looked_after_reviews_due: months_of_reviews,
    looked_after_reviews_on_time: months_of_reviews,
}

COUNTING: Mapping[str, CountingFunction] = MappingProxyType({function.__name__: function for function in _NEEDS})
"""Every counting function by its name."""


def counting_function(name: str, arguments: Mapping[str, object], where: str) -> CountingFunction:
    """
    Return the counting function of that name, once it is certain that it takes these arguments.

    Raise DefinitionError, which says `where` (the file and key that name it), when there is no such function, when it
    has no such argument, or when an argument is of another type than the function's own.
    """
    function = COUNTING.get(name)
    if function is None:
        raise DefinitionError(
            f'{where}: there is no counting function "{name}".{did_you_mean(name, COUNTING)} '
            f"There are {', '.join(COUNTING)}."
        )
    taken = takes(function)
    for argument, value in arguments.items():
        if argument not in taken:
            raise DefinitionError(
                f'{where}: {name} has no argument "{argument}".{did_you_mean(argument, taken)} '
                f"It takes {', '.join(taken)}."
            )
        if type(value) is not type(taken[argument]):
            raise DefinitionError(
                f'{where}: "{argument}" of {name} must be {_KINDS[type(taken[argument])]}, such as {taken[argument]}.'
            )
    return function


def needs(name: str) -> tuple[str, ...]:
    """Return the tables that a return must have for the counting function of that name."""
    return _NEEDS[COUNTING[name]]


def ways(name: str) -> tuple[tuple[str, ...], ...]:
    """
    Return the sets of tables from any one of which the function of that name counts, the best first.

    The first table of a set holds the records that are counted; the others tell something about these.
    """
    function = COUNTING[name]
    return (_NEEDS[function], *((_OR_ELSE[function],) if function in _OR_ELSE else ()))


def tables_taken(name: str, tables: Tables) -> tuple[str, ...]:
    """Return those of the tables from which the function of that name counts; none when it cannot."""
    return next((way for way in ways(name) if all(table in tables for table in way)), ())


def only_as_at(name: str, tables: Tables) -> bool:
    """
    Say whether what the function counts from these tables is true only for the day on which the return was made.

    So it is where a return states a number for each child, such as its placements in the last twelve months (Annex A
    list 8), and has no records to work it out for another day. Then the return need not cover the twelve months.
    """
    return (COUNTING[name], tables_taken(name, tables)) in _AS_STATED


def months_before(name: str, arguments: Mapping[str, object], tables: Tables) -> int:
    """
    Return how many months before the first day of a period a return has to cover, so that the function can count.

    For most this is 0. Referrals that follow another within 12 months need the 12 months before as well, unless the
    return states for each how many came before. For a snapshot the period is its last day: for those looked after
    for 2½ years the 30 months before that are needed.
    """
    look = _LOOKS_BACK.get(COUNTING[name])
    return 0 if look is None else look(tables, **arguments)


def takes(function: CountingFunction) -> dict[str, object]:
    """Return the arguments that a counting function takes beside tables and period, each with its default."""
    parameters = list(inspect.signature(function).parameters.values())[2:]
    return {parameter.name: parameter.default for parameter in parameters}


_KINDS = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}
