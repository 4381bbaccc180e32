"""What a worksheet function says of itself, once, for every host.

    @card("PERF_RATE", Example((286, 50890), 56.2))
    def rate(count: Cells, population: Cells, per: Cells = 10000) -> Cells:
        '''
        Return how many there are for every 10,000 people.

        Whatever else a careful reader would ask, for the reference page.

        count: how many were counted
        population: the people they were counted among
        per: for how many people; 10,000 when left out
        returns: the rate itself
        '''

The decorator reads the signature and the docstring, keeps the card and gives the function back as it was. What the
wizard and the ribbon show, what the reference pages print, what the add-ins register and what the contract tests run
on every host all come from the card. Standard library only: this is imported inside Excel's task pane.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal, TypeVar, get_args, get_origin, get_type_hints

from xlperf.functions.cells import Cells, Range

ArgumentKind = Literal["scalar", "matrix", "choice"]
Result = Cells
Worksheet = TypeVar("Worksheet", bound=Callable[..., Result])

CATEGORY = "xlperf"


@dataclass(frozen=True, slots=True)
class OneOf:
    """Marks a choice: ``Annotated[Cells, OneOf("low", "high")]``. When `closed`, no other text is understood."""

    choices: tuple[str, ...]
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument, as the function wizard explains it. A scalar or a choice takes a range too, and spills."""

    name: str
    help: str
    kind: ArgumentKind
    optional: bool = False
    default: float | str | None = None
    choices: tuple[str, ...] = ()
    closed: bool = False  # no other text than `choices` is understood


@dataclass(frozen=True, slots=True)
class Example:
    """Arguments and what comes back; for an error its `CellError`, compared by code. Run on every host."""

    arguments: tuple[Cells, ...]
    result: Result
    title: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """Everything a host needs to offer one function."""

    name: str  # in Excel: PERF_RATE
    function: Callable[..., Result]
    summary: str
    description: str
    category: str
    arguments: tuple[Argument, ...]
    result: str
    examples: tuple[Example, ...]

    @property
    def python_name(self) -> str:
        """The function's name in Python and in the shell: ``rate``."""
        return self.function.__name__

    @property
    def usage(self) -> str:
        """How it is written in a cell, what may be left out in brackets: ``PERF_RATE(count, population, [per])``."""
        names = (f"[{argument.name}]" if argument.optional else argument.name for argument in self.arguments)
        return f"{self.name}({', '.join(names)})"

    @property
    def required(self) -> int:
        """How many arguments must be given."""
        return sum(not argument.optional for argument in self.arguments)


_CARDS: dict[Callable[..., Result], Card] = {}


def card(name: str, *examples: Example, category: str = CATEGORY) -> Callable[[Worksheet], Worksheet]:
    """Return the decorator that makes a function's card; a mistake in the card is a ValueError where it is made."""

    def keep(function: Worksheet) -> Worksheet:
        _CARDS[function] = made(name, function, examples, category)
        return function

    return keep


def card_of(function: Callable[..., Result]) -> Card:
    """Return the card of a function; KeyError when it has none."""
    return _CARDS[function]


def made(name: str, function: Callable[..., Result], examples: tuple[Example, ...], category: str) -> Card:
    """Return the card of a typed function with a docstring of the form shown above."""
    summary, description, helps = read_docstring(function)
    hints = get_type_hints(function, include_extras=True)
    parameters = inspect.signature(function).parameters.values()
    undocumented = {parameter.name for parameter in parameters} ^ set(helps) ^ {"returns"}
    if undocumented:
        raise ValueError(f"{name}: the docstring and the signature differ in {', '.join(sorted(undocumented))}")
    arguments = tuple(read_argument(parameter, hints[parameter.name], helps) for parameter in parameters)
    return Card(name, function, summary, description, category, arguments, helps["returns"], examples)


def read_argument(parameter: inspect.Parameter, hint: object, helps: dict[str, str]) -> Argument:
    """Return one argument from its parameter, its type and its line of the docstring."""
    if parameter.kind is not inspect.Parameter.POSITIONAL_OR_KEYWORD:
        raise ValueError(f"{parameter.name}: a worksheet function takes plain arguments only")
    optional = parameter.default is not inspect.Parameter.empty
    default = parameter.default if optional else None
    text = helps[parameter.name]
    if get_origin(hint) is Annotated:
        marked = get_args(hint)[1]
        return Argument(parameter.name, text, "choice", optional, default, marked.choices, marked.closed)
    kind: ArgumentKind = "matrix" if hint in (Range, Range | None) else "scalar"
    return Argument(parameter.name, text, kind, optional, default)


def read_docstring(function: Callable[..., Result]) -> tuple[str, str, dict[str, str]]:
    """Return the summary line, the paragraphs after it, and the help of each argument and of what it ``returns``."""
    lines = inspect.cleandoc(function.__doc__ or "").splitlines()
    helps: dict[str, str] = {}
    description: list[str] = []
    current = ""
    names = {*inspect.signature(function).parameters, "returns"}
    for line in lines[1:]:
        found = re.fullmatch(r"(\w+): (.+)", line)
        if found and found[1] in names:
            current = found[1]
            helps[current] = found[2]
        elif current and line.startswith(" "):
            helps[current] += f" {line.strip()}"
        else:
            description.append(line)
    return lines[0] if lines else "", "\n".join(description).strip(), helps
