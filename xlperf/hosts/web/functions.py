"""The worksheet functions, as the pane calls them: the calls of one tick in one text, their answers in another.

    [["PERF_RATE", [[[286]], [[50890]], null]], …]   →   [[[56.2]], …]

Every argument is rows of cells, null where it was left out; every answer is rows of cells. Standard library only: the
first cell of a workbook must not wait for anything else to load.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from xlperf.functions import CARDS
from xlperf.functions.broadcast import rows_of
from xlperf.functions.card import Card
from xlperf.functions.cells import Cells
from xlperf.hosts.web.cells import JsonCell, argument_of_function, cell_to_json
from xlperf.sheets.grid import CellError
from xlperf.workbook.collector import collector_resting

BY_NAME = {card.name: card for card in CARDS}
"""Every card by the name that the pane calls it by."""


def answer(calls: str) -> str:
    """Return the answers to a batch of calls in their order; a call that cannot be made is #NAME? or #VALUE!."""
    # Under Pyodide the garbage collector takes three times as long as a hundred thousand ratings, and finds nothing.
    with collector_resting():
        asked = json.loads(calls, parse_int=float)
        return json.dumps([_answered(name, arguments) for name, arguments in asked], separators=(",", ":"))


def _answered(name: str, arguments: Sequence[object]) -> list[list[JsonCell]]:
    card = BY_NAME.get(name)
    if card is None:
        return [[cell_to_json(CellError("#NAME?", f"This xlperf has no function {name}. Reload the add-in."))]]
    given = list(arguments)
    while given and given[-1] is None:
        given.pop()
    if not card.required <= len(given) <= len(card.arguments):
        return [[cell_to_json(CellError("#VALUE!", f"Write {card.usage}."))]]
    cells = (_given(card, position, value) for position, value in enumerate(given))
    answers = rows_of(card.function(*cells))
    return [[cell_to_json(cell) if isinstance(cell, CellError) else cell for cell in row] for row in answers]


def _given(card: Card, position: int, value: object) -> Cells:
    """
    Return an argument as the function takes it.

    One that was left out between others takes its default. Excel hands over a single cell as rows too; unless the
    function wants a range there, it is that cell.
    """
    argument = card.arguments[position]
    if value is None and argument.optional:
        return argument.default
    given = argument_of_function(value)
    if argument.kind != "matrix" and isinstance(given, list) and len(given) == 1 and len(given[0]) == 1:
        cell: Cells = given[0][0]
        return cell
    return given
