"""The calls to xlsxwriter that writing a layout makes, kept, so that they can be made again and nothing else."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from unittest.mock import patch

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from xlperf.sheets.layout import Layout
from xlperf.sheets.theme import Theme
from xlperf.workbook.write import workbook_bytes
from xlperf.workbook.writing.cells import ExactNumber

MAKERS = {"add_worksheet", "add_format", "add_chart"}
"""Methods whose results are used in later calls."""


@dataclass(frozen=True, slots=True)
class Made:
    """Stands for the workbook (0), or for the worksheet, format or chart that a call made."""

    number: int


@dataclass(frozen=True, slots=True)
class Call:
    """One call: on what, which method, with what."""

    on: int
    method: str
    arguments: tuple[Any, ...]
    named: dict[str, Any]
    nested: bool  # dictionaries or lists among the arguments, which may hold formats


@dataclass(slots=True)
class Calls:
    """All calls that write one workbook, in order."""

    options: dict[str, Any] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    made: int = 1  # how many things there are: the workbook, and what calls made

    def write(self) -> bytes:
        """Make all calls on a new workbook and return its bytes."""
        content = io.BytesIO()
        made: list[Any] = [Workbook(content, copy.deepcopy(self.options))]
        for call in self.calls:
            arguments = call.arguments
            if call.nested:
                arguments = tuple(_mapped(argument, Made, lambda one: made[one.number]) for argument in arguments)
            else:
                arguments = tuple([made[one.number] if one.__class__ is Made else one for one in arguments])
            result = getattr(made[call.on], call.method)(*arguments, **call.named)
            if call.method in MAKERS:
                made.append(result)
        return content.getvalue()

    def bare(self, worksheet: type[Worksheet] = Worksheet) -> Calls:
        """Return the calls as a plain program makes them: with ordinary floats (of 16 digits), on ordinary sheets."""
        plain = [replace(call, arguments=_bare(call, worksheet)) for call in self.calls]
        return Calls(self.options, plain, self.made)


class Recorder:
    """Stands between xlperf and a thing of xlsxwriter's, and keeps every call."""

    def __init__(self, real: Any, number: int, kept: Calls) -> None:
        """Take the real thing and its number among all that were made."""
        self.real, self.number, self.kept = real, number, kept

    def __getattr__(self, method: str) -> Callable[..., Any]:
        """Return a method that makes the call and keeps it."""

        def call(*arguments: Any, **named: Any) -> Any:
            kept_arguments = tuple(_mapped(one, Recorder, lambda found: Made(found.number)) for one in arguments)
            nested = any(isinstance(one, (dict, list)) for one in arguments)
            self.kept.calls.append(Call(self.number, method, kept_arguments, named, nested))
            result = getattr(self.real, method)(
                *(_mapped(one, Recorder, lambda found: found.real) for one in arguments), **named
            )
            if method not in MAKERS:
                return result
            self.kept.made += 1
            return Recorder(result, self.kept.made - 1, self.kept)

        return call


def calls_of(layout: Layout, theme: Theme) -> Calls:
    """Return the calls that xlperf makes for a layout, once it is certain that they give the very bytes it writes."""
    kept = Calls()

    def begin(content: io.BytesIO, options: dict[str, Any]) -> Recorder:
        kept.options = copy.deepcopy(options)  # xlsxwriter changes what is inside
        return Recorder(Workbook(content, options), 0, kept)

    with patch("xlperf.workbook.write.Workbook", begin):
        written = workbook_bytes(layout, theme)
    if kept.write() != written:
        raise RuntimeError("the bare calls do not give the workbook that xlperf writes")
    return kept


def _bare(call: Call, worksheet: type[Worksheet]) -> tuple[Any, ...]:
    if call.method == "add_worksheet":
        return call.arguments[0], worksheet
    return tuple(float(one) if isinstance(one, ExactNumber) else one for one in call.arguments)


def _mapped(value: Any, kind: type, change: Callable[[Any], Any]) -> Any:
    """Return a copy of the value in which everything of a kind, however deep in dictionaries and lists, is changed."""
    if isinstance(value, kind):
        return change(value)
    if isinstance(value, dict):
        return {key: _mapped(one, kind, change) for key, one in value.items()}
    if isinstance(value, list):
        return [_mapped(one, kind, change) for one in value]
    return value
