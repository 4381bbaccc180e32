"""A card is read from a function's signature and docstring, and linted."""

from __future__ import annotations

from typing import Annotated

import pytest

from xlperf.functions.card import Argument, Card, Example, OneOf, card, card_of
from xlperf.functions.cells import Cells, Range
from xlperf.functions.lint import card_faults, is_cell, name_faults


@card("PERF_MADE_UP", Example((1, [[2]]), 3))
def made_up(value: Cells, months: Range, kind: Annotated[Cells, OneOf(("near", "far"))] = "near") -> Cells:
    """
    Return something made up.

    More about it.

    value: What is counted,
        in a long line.
    months: One cell for each month.
    kind: Near or far.
    returns: The thing.
    """
    return [[value, months, kind]]  # type: ignore[list-item]


def test_a_card_is_read_from_signature_types_and_docstring() -> None:
    made = card_of(made_up)
    assert made.summary == "Return something made up."
    assert made.description == "More about it."
    assert made.arguments == (
        Argument("value", "What is counted, in a long line.", "scalar"),
        Argument("months", "One cell for each month.", "matrix"),
        Argument("kind", "Near or far.", "choice", True, "near", ("near", "far"), True),
    )
    assert made.result == "The thing."
    assert made.examples == (Example((1, [[2]]), 3),)
    assert made.usage == "PERF_MADE_UP(value, months, [kind])"
    assert (made.python_name, made.required, made.category) == ("made_up", 2, "xlperf")


def test_the_function_stays_the_plain_function_it_was() -> None:
    assert made_up(1, [[2]]) == [[1, [[2]], "near"]]


def test_a_docstring_that_leaves_an_argument_out_is_a_mistake() -> None:
    def silent(value: Cells, other: Cells) -> Cells:
        """
        Return nothing.

        value: Something.
        returns: Nothing.
        """
        return value or other

    with pytest.raises(ValueError, match="PERF_SILENT: the docstring and the signature differ in other"):
        card("PERF_SILENT")(silent)


def test_a_worksheet_function_takes_plain_arguments_only() -> None:
    def many(*values: Cells) -> Cells:
        """
        Return nothing.

        values: Some.
        returns: Nothing.
        """
        return values[0]

    with pytest.raises(ValueError, match="plain arguments only"):
        card("PERF_MANY")(many)


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("RATE", "RATE must start with PERF_"),
        ("NI64", "NI64 is also the name of a cell"),
        ("R1C1", "R1C1 is also the name of a cell"),
        ("PERF_", "must start with PERF_"),
        ("PERF.RATE", "only capital letters, digits and underscores"),
        ("PERF_Rate", "only capital letters, digits and underscores"),
        ("PERF_RATÉ", "only capital letters, digits and underscores"),
        ("PERF_" + "A" * 27, "longer than 31 characters"),
    ],
)
def test_a_name_that_a_host_would_misread_is_a_fault(name: str, fault: str) -> None:
    assert any(fault in found for found in name_faults(name))


def test_a_good_name_has_no_fault() -> None:
    assert list(name_faults("PERF_" + "A" * 26)) == []


@pytest.mark.parametrize("name", ["A1", "NI64", "CP2", "xfd1048576", "R1C1", "r2", "C", "RC", "RC3"])
def test_names_of_cells_are_known(name: str) -> None:
    assert is_cell(name)


@pytest.mark.parametrize("name", ["XFE1", "A1048577", "PERF_RATE", "RATE", "ABCD1", "A0B"])
def test_other_names_are_no_cells(name: str) -> None:
    assert not is_cell(name)


def test_texts_arguments_and_examples_are_linted() -> None:
    bad = Card(
        "PERF_BAD",
        made_up,
        summary="",
        description="",
        category="xlperf",
        arguments=(
            Argument("type", "x" * 256, "scalar", optional=True),
            Argument("perf_bad", "Größe", "scalar"),
        ),
        result="The thing.",
        examples=(Example((1, 2, 3), 1),),
    )
    assert list(card_faults(bad)) == [
        "PERF_BAD, summary: there is no text.",
        "PERF_BAD, type: longer than 255 characters, and the wizard cuts it off.",
        "PERF_BAD: type cannot be an argument's name in VBA.",
        "PERF_BAD, perf_bad: holds a letter that VBA cannot keep in every code page.",
        "PERF_BAD: perf_bad cannot be an argument's name in VBA.",
        "PERF_BAD: an argument that must be given comes after one that may be left out.",
        "PERF_BAD: an example has 3 arguments.",
    ]
