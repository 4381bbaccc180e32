"""The counting functions that an indicator's file may name: ``count = "cp_plans_ended"``."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from types import MappingProxyType

from xlperf.errors import DefinitionError, did_you_mean
from xlperf.figure import Count
from xlperf.measures.child_protection import cp_plans_at, cp_plans_ended, cp_plans_started

CountingFunction = Callable[..., Count]
"""Takes the tables of a return and a period; its further parameters are the arguments of the indicator's file."""

_FUNCTIONS: tuple[CountingFunction, ...] = (cp_plans_at, cp_plans_ended, cp_plans_started)

COUNTING: Mapping[str, CountingFunction] = MappingProxyType({function.__name__: function for function in _FUNCTIONS})
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


def takes(function: CountingFunction) -> dict[str, object]:
    """Return the arguments that a counting function takes beside tables and period, each with its default."""
    parameters = list(inspect.signature(function).parameters.values())[2:]
    return {parameter.name: parameter.default for parameter in parameters}


_KINDS = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}
