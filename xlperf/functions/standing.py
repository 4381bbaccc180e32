"""Worksheet functions that place a figure among others: its rank and its quartile."""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING, Annotated

from xlperf.functions import cells
from xlperf.functions.broadcast import broadcast, filled_rows, rows_of
from xlperf.functions.card import Example, OneOf, card
from xlperf.functions.cells import NOT_THERE, WRONG_VALUE, Cell, Cells, Range, Refused
from xlperf.results.polarity import LOW, Polarity
from xlperf.sheets.grid import CellError
from xlperf.symbols import Missing

if TYPE_CHECKING:
    from xlperf.results.compare import Edges

Polarities = Annotated[Cells, OneOf(cells.POLARITIES, closed=False)]
NINE: Range = [[2], [4], [4], [6], [8], [10], [12], [14], ["x"]]


class Others:
    """The figures among which others are placed, sorted once for each polarity."""

    def __init__(self, values: Cells) -> None:
        """Keep the cells; they are read when the first answer is asked for."""
        self._values = values
        self._numbers: list[float] | None = None
        self._sorted: dict[Polarity, list[float]] = {}
        self._edges: dict[Polarity, Edges | None] = {}

    @property
    def numbers(self) -> list[float]:
        """The numbers among the cells, missing ones left out; an error among them, or a text, is refused."""
        if self._numbers is None:
            rows = rows_of(self._values)
            given = [cell for row in rows[: filled_rows(rows)] for cell in row]
            for cell in given:
                if isinstance(cell, CellError):
                    raise Refused(cell.code, cell.reason)
            found = [cells.number(cell, "a value") for cell in given]
            self._numbers = [number for number in found if not isinstance(number, Missing)]
        return self._numbers

    def better_than(self, value: float, polarity: Polarity) -> int:
        """Return how many of them are better than a value."""
        from xlperf.results.compare import badness

        if polarity not in self._sorted:
            self._sorted[polarity] = sorted(badness(number, polarity) for number in self.numbers)
        return bisect_left(self._sorted[polarity], badness(value, polarity))

    def edges(self, polarity: Polarity) -> Edges | None:
        """Return the quartiles, of the distances where a range is good; None of fewer than four values."""
        if polarity not in self._edges:
            # Imported where it is used: it loads the library of statistics, and the first cell is not to wait.
            from xlperf.results.compare import distance, quartile_edges

            is_range = polarity.direction == "range"
            measured = [distance(number, polarity) for number in self.numbers] if is_range else self.numbers
            self._edges[polarity] = quartile_edges(measured)
        return self._edges[polarity]


@card(
    "PERF_RANK",
    Example((2, NINE, "low"), 1.0, "the lowest of eight, and low is good"),
    Example((2, NINE, "high"), 8.0),
    Example((4, NINE, "low"), 2.0, "two share the second place"),
    Example((6, NINE, "low"), 4.0, "and the next is the fourth"),
    Example((6, NINE, "5 to 8"), 1.0, "inside the range that is good"),
    Example(("c", NINE, "low"), "c"),
    Example((4, NINE, "neutral"), "z", "neither way is better"),
    Example((4, [[2, "four"]], "low"), CellError(WRONG_VALUE)),
    Example(([[2], [14]], NINE, "low"), [[1.0], [8.0]]),
)
def rank(value: Cells, values: Range, polarity: Polarities) -> Cells:
    """
    Return the rank of a figure among others: 1 is the best, and equal figures share the better rank (1, 2, 2, 4).

    A missing value among the others has no rank and takes none away. Compared on twelve decimals, as ratings are.

    value: The figure to be ranked; one of the values, or another.
    values: The figures among which it is ranked.
    polarity: Which is better: "low", "high", "neutral" or a range, "10 to 15" (of percentages "10% to 15%").
    returns: A whole number from 1; "z" when neither way is better.
    """
    return broadcast(partial(_rank, Others(values)), value, polarity)


def _rank(others: Others, value: Cell, polarity: Cell) -> Cell:
    found, direction = cells.number(value, "value"), cells.polarity(polarity)
    if isinstance(found, Missing):
        return cells.written(found)
    if direction.direction == "neutral":
        return cells.written(Missing.NOT_APPLICABLE)
    if not others.numbers:
        return cells.written(Missing.NOT_AVAILABLE)
    return float(others.better_than(found, direction) + 1)


@card(
    "PERF_QUARTILE",
    Example((4, NINE, "low"), "A", "the best quarter of eight"),
    Example((14, NINE, "low"), "D"),
    Example((14, NINE, "high"), "A"),
    Example((7, NINE, "low"), "B", "on the middle edge: the quarter of the smaller values"),
    Example((7, NINE, "neutral"), "z"),
    Example((7, [[2, 4, 9]], "low"), "x", "of three there are no four quarters"),
    Example(("c", NINE, "low"), "c"),
    Example((15, NINE, "low"), CellError(NOT_THERE), "lies outside the values"),
    Example((7, [[2, 4, 9, "many"]], "low"), CellError(WRONG_VALUE)),
)
def quartile(value: Cells, values: Range, polarity: Polarities) -> Cells:
    """
    Return the quartile band in which a figure lies among others: A is the best quarter, D the worst.

    The quartiles are those of QUARTILE.INC. A figure on an edge belongs to the quarter of the smaller values, as in the
    Local Authority Interactive Tool of the Department for Education. Missing values are left out; of fewer than four
    there are no quartiles. Where a range is good the distances from it are compared.

    value: The figure to be placed; it lies between the least and the greatest of the values.
    values: The figures among which it is placed, its own included.
    polarity: Which is better: "low", "high", "neutral" or a range, "10 to 15" (of percentages "10% to 15%").
    returns: A, B, C or D; "x" of fewer than four values, "z" when neither way is better.
    """
    return broadcast(partial(_quartile, Others(values)), value, polarity)


def _quartile(others: Others, value: Cell, polarity: Cell) -> Cell:
    from xlperf.results.compare import OutsideEdges, distance, quartile_band

    found, direction = cells.number(value, "value"), cells.polarity(polarity)
    if isinstance(found, Missing):
        return cells.written(found)
    if direction.direction == "neutral":
        return cells.written(Missing.NOT_APPLICABLE)
    edges = others.edges(direction)
    if edges is None:
        return cells.written(Missing.NOT_AVAILABLE)
    if direction.direction == "range":
        found, direction = distance(found, direction), LOW
    try:
        return quartile_band(found, edges, direction)
    except OutsideEdges:
        raise Refused(NOT_THERE, "value lies outside the values that it is placed among.") from None
