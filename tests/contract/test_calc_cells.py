"""Each card's examples in cells of a real LibreOffice Calc: the same values and the same errors as in Python."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.calc import Calc, Refused, from_cells
from tests.support.cells import same
from xlperf.functions import CARDS, Card, Example
from xlperf.functions.broadcast import rows_of
from xlperf.functions.cells import Cell, Cells
from xlperf.sheets.address import cell_name
from xlperf.sheets.grid import CellError

EXAMPLES = [(card, example) for card in CARDS for example in card.examples]
NAMES = [f"{card.python_name}-{number}" for card in CARDS for number, _ in enumerate(card.examples, start=1)]
every_example = pytest.mark.parametrize(("card", "example"), EXAMPLES, ids=NAMES)


def can_be_typed(example: Example) -> bool:
    """Whether Calc's array constants hold the arguments: they hold no blanks and no errors."""
    ranges = [rows_of(argument) for argument in example.arguments if isinstance(argument, (list, tuple))]
    return not any(cell is None or isinstance(cell, CellError) for rows in ranges for row in rows for cell in row)


SHEET = "Sheet1"
ERRORS = {"#N/A": "NA()", "#DIV/0!": "1/0", "#NUM!": "10^309", "#VALUE!": '"a"+1'}
ANSWER_ROW = 20
BLANK = "Z19:Z19"


@pytest.fixture(scope="module")
def sheet(calc: Calc) -> Iterator[Calc]:
    calc.ask("new")
    yield calc
    calc.ask("close")


@every_example
def test_cells_give_what_the_card_says_of_references(sheet: Calc, card: Card, example: Example) -> None:
    sheet.ask("clear", SHEET)
    column, places = 1, []
    for argument in example.arguments:
        rows = rows_of(argument)
        last = column + len(rows[0]) - 1
        place = f"{cell_name(1, column)}:{cell_name(len(rows), last)}"
        sheet.ask("put", SHEET, place, [[as_entered(cell) for cell in row] for row in rows])
        places.append(cell_name(1, column) if is_single(argument) and argument is not None else place)
        column = last + 2
    assert same(answered(sheet, card, places, example), rows_of(example.result))


@pytest.mark.parametrize(
    ("card", "example"),
    [one for one in EXAMPLES if can_be_typed(one[1])],
    ids=[name for name, one in zip(NAMES, EXAMPLES, strict=True) if can_be_typed(one[1])],
)
def test_cells_give_what_the_card_says_of_constants(sheet: Calc, card: Card, example: Example) -> None:
    sheet.ask("clear", SHEET)
    given = [as_typed(argument) for argument in example.arguments]
    assert same(answered(sheet, card, given, example), rows_of(example.result))


def answered(sheet: Calc, card: Card, arguments: list[str], example: Example) -> Cells:
    """Return what an array formula over as many cells as the card's answer gives."""
    expected = rows_of(example.result)
    last = cell_name(ANSWER_ROW + len(expected) - 1, len(expected[0]))
    place = f"{cell_name(ANSWER_ROW, 1)}:{last}"
    sheet.ask("put_array", SHEET, place, f"={card.name}({';'.join(arguments)})")
    return from_cells(sheet.ask("cells", SHEET, place))


def is_single(argument: Cells) -> bool:
    return not isinstance(argument, (list, tuple))


def as_entered(cell: Cell) -> object:
    """Return what is put into a cell; LibreOffice's own formulas make the errors."""
    return f"={ERRORS[cell.code]}" if isinstance(cell, CellError) else cell


def as_typed(argument: Cells) -> str:
    """Return an argument as it is typed into a formula; a blank is a range of one blank cell."""
    if is_single(argument):
        return BLANK if argument is None else constant(argument)
    return "{" + "|".join(";".join(constant(cell) for cell in row) for row in rows_of(argument)) + "}"


def constant(cell: object) -> str:
    if isinstance(cell, CellError):
        return ERRORS[cell.code]
    return '"' + cell.replace('"', '""') + '"' if isinstance(cell, str) else repr(cell)


def test_the_calc_can_refuse(sheet: Calc) -> None:
    with pytest.raises(Refused):
        sheet.ask("cells", "No such sheet", "A1")
