"""Each card's examples, on every host there is: the same values and the same errors everywhere."""

from __future__ import annotations

import json

import pytest

from tests.support.cells import same
from tests.support.stub_windows import call_udfs
from xlperf.functions import CARDS, Card, Example
from xlperf.functions.broadcast import is_range, rows_of
from xlperf.functions.cells import Cell, Cells
from xlperf.hosts.calc_command import calc, cell_text, run
from xlperf.hosts.excel.values import from_excel
from xlperf.sheets.grid import CellError

EXAMPLES = [(card, example) for card in CARDS for example in card.examples]
NAMES = [f"{card.python_name}-{number}" for card in CARDS for number, _ in enumerate(card.examples, start=1)]
every_example = pytest.mark.parametrize(("card", "example"), EXAMPLES, ids=NAMES)


@every_example
def test_python_gives_what_the_card_says(card: Card, example: Example) -> None:
    assert same(card.function(*example.arguments), example.result)


@every_example
def test_calc_gives_what_the_card_says(card: Card, example: Example) -> None:
    assert same(run(card.name, [as_typed(argument) for argument in example.arguments]), example.result)


@every_example
def test_the_json_of_calc_gives_what_the_card_says(card: Card, example: Example) -> None:
    text, exit_code = calc(card.python_name, [as_typed(argument) for argument in example.arguments], as_json=True)
    document = json.loads(text)
    errors = [cell for row in rows_of(example.result) for cell in row if isinstance(cell, CellError)]
    assert exit_code == (1 if errors else 0)
    if "error" in document:
        assert {error.code for error in errors} == {document["error"]}
        assert document["reason"] or any(isinstance(argument, CellError) for argument in example.arguments)
    else:
        assert same(from_json(document["value"]), example.result)


@pytest.fixture(scope="module", params=["values", "ranges"])
def excel(request: pytest.FixtureRequest) -> list[object]:
    """What xlwings answers to every example: sent as values, and sent as references to cells."""
    return call_udfs(
        [(card.name, example.arguments) for card, example in EXAMPLES], as_ranges=request.param == "ranges"
    )


@pytest.mark.parametrize("number", range(len(EXAMPLES)), ids=NAMES)
def test_xlwings_gives_what_the_card_says(excel: list[object], number: int) -> None:
    _, example = EXAMPLES[number]
    assert same(from_excel(excel[number]), rows_of(example.result))


def as_typed(argument: Cells) -> str:
    """Return an argument as a person types it after ``xlperf calc``."""
    return ";".join(",".join(cell_text(typed(cell)) for cell in row) for row in rows_of(argument))


def typed(cell: Cell) -> Cell:
    return float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


def from_json(value: object) -> Cells:
    if isinstance(value, list):
        return [[from_json(cell) for cell in row] for row in value]
    return CellError(value["error"], value["reason"]) if isinstance(value, dict) else value


def test_the_comparison_itself_can_fail() -> None:
    assert not same(0.1341, 0.13414634)
    assert not same([[1.0]], 1.0)
    assert not same([[1.0, 2.0]], [[1.0], [2.0]])
    assert not same("#N/A", CellError("#N/A"))
    assert not same(True, 1.0)
    assert is_range([[1.0]])
