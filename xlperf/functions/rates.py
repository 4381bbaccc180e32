"""Worksheet functions that work out a figure, and show it: a rate, a percentage, a year to date."""

from __future__ import annotations

from itertools import zip_longest
from typing import Annotated

from xlperf.figure import shown as as_shown
from xlperf.functions import cells
from xlperf.functions.broadcast import Rows, broadcast, filled_rows, refusals_answered, rows_of
from xlperf.functions.card import Example, OneOf, card
from xlperf.functions.cells import (
    DIVIDED_BY_ZERO,
    NOT_THERE,
    WRONG_NUMBER,
    WRONG_VALUE,
    Cell,
    Cells,
    Range,
    Refused,
)
from xlperf.results.rate import percent as percent_of
from xlperf.results.rate import rate as rate_of
from xlperf.results.rate import ratio_of_sums
from xlperf.sheets.grid import CellError
from xlperf.symbols import Missing, Number

PER = 10_000
UNITS = ("", "percent", "rate", "count", "score")


@card(
    "PERF_RATE",
    Example((286, 50890), 56.19964629593241, "286 plans among 50,890 children: Derby's 56.20"),
    Example((7, 3500, 1000), 2.0, "per 1,000"),
    Example((0, 0), "z", "nobody to count among: not applicable"),
    Example(("[c]", 50890), "c", "withheld stays withheld"),
    Example((None, 50890), "x", "a blank is not available"),
    Example((12, 0), CellError(DIVIDED_BY_ZERO)),
    Example((-1, 50890), CellError(WRONG_NUMBER)),
    Example(([[286], ["z"]], 50890), [[56.19964629593241], ["z"]], "a column spills"),
)
def rate(count: Cells, population: Cells, per: Cells = PER) -> Cells:
    """
    Return how many there are for every 10,000 people.

    Nothing out of nothing is "z" (not applicable); something out of nothing is #DIV/0!. A missing count or population
    gives its symbol.

    count: How many were counted, 0 or more.
    population: How many people they were counted among, 0 or more.
    per: For how many people the rate is given; 10,000 when left out.
    returns: The rate itself, unrounded: 56.2 for 56.2 per 10,000.
    """
    return broadcast(_rate, count, population, per)


def _rate(counted: Cell, population: Cell, per: Cell) -> Cell:
    part, whole = part_of_whole(counted, population, "count", "population")
    people = cells.required(per, "per", blank=PER)
    if people <= 0:
        raise Refused(WRONG_NUMBER, "per must be above 0.")
    return cells.written(rate_of(part, whole, people))


@card(
    "PERF_PERCENT",
    Example((33, 246), 0.13414634146341464, "NI 65: 33 of 246 plans, 13.4%"),
    Example((77, 400), 0.1925),
    Example((0, 0), "z", "nobody to count: not applicable"),
    Example(("x", 246), "x", "not available stays so"),
    Example(("33", "246"), 0.13414634146341464, "numbers kept as text"),
    Example((247, 246), CellError(WRONG_NUMBER), "more than all of them"),
    Example(("73**", 100), CellError(WRONG_VALUE), "a marked figure is a text"),
    Example(([[33, 5]], [[246], [10]]), [[0.13414634146341464, 0.02032520325203252], [CellError(WRONG_NUMBER), 0.5]]),
)
def percent(numerator: Cells, denominator: Cells) -> Cells:
    """
    Return the share that one count is of another, as a fraction.

    Give the cell a percentage format. Nothing out of nothing is "z" (not applicable), something out of nothing is
    #DIV/0!, and more than all of them is #NUM!.

    numerator: How many of them, 0 or more, and no more than the denominator.
    denominator: How many there are in all, 0 or more.
    returns: A fraction from 0 to 1, unrounded: 0.134 for 13.4%.
    """
    return broadcast(_percent, numerator, denominator)


def _percent(numerator: Cell, denominator: Cell) -> Cell:
    part, whole = part_of_whole(numerator, denominator, "numerator", "denominator")
    no_more_than_all(part, whole)
    return cells.written(percent_of(part, whole))


def part_of_whole(part: Cell, whole: Cell, part_name: str, whole_name: str) -> tuple[Number, Number]:
    """Return two counts, the one out of the other; something out of nothing is #DIV/0!."""
    counted, among = cells.count(part, part_name), cells.count(whole, whole_name)
    if among == 0 and not isinstance(counted, Missing) and counted > 0:
        raise Refused(DIVIDED_BY_ZERO, f"{whole_name} is 0, and {part_name} is not.")
    return counted, among


def no_more_than_all(part: Number, whole: Number) -> None:
    """Refuse a numerator above its denominator."""
    if not isinstance(part, Missing) and not isinstance(whole, Missing) and part > whole:
        raise Refused(WRONG_NUMBER, "numerator is above denominator; a share cannot be more than all of them.")


@card(
    "PERF_SHOWN",
    Example((0.13414634146341464, 1, "percent"), "13.4%"),
    Example((0.1925, 1, "percent"), "19.3%", "a half is rounded up, away from zero"),
    Example((56.19964629593241, 2), "56.20"),
    Example((50890, 0, "count"), "50,890"),
    Example(("z",), "[z]", "a symbol as it stands in a report"),
    Example((None,), "[x]"),
    Example((0.5, 1, "per cent"), CellError(WRONG_VALUE)),
    Example((0.5, 1.5), CellError(WRONG_NUMBER)),
)
def shown(value: Cells, places: Cells = 1, unit: Annotated[Cells, OneOf(UNITS)] = "") -> Cells:
    """
    Return a number as a report shows it, as text, rounded once.

    Halves are rounded away from zero on exact decimals. A missing value is its symbol in brackets.

    value: The number; a percentage is a fraction.
    places: How many decimals are shown; 1 when left out. Below 0 rounds to tens, hundreds and so on.
    unit: "percent" shows a fraction times 100 with a % sign; any other unit, or none, shows the number.
    returns: A text such as 13.4%, 56.20 or [z].
    """
    return broadcast(_shown, value, places, unit)


def _shown(value: Cell, decimals: Cell, unit: Cell) -> Cell:
    return as_shown(
        cells.number(value, "value"), cells.places(decimals, blank=1), cells.choice(unit, "unit", UNITS, blank="")
    )


@card(
    "PERF_YTD",
    Example(([[2, 3, 28]], [[40, 60, 146]]), 0.13414634146341464, "33 of 246 in three months"),
    Example(([[2], [3], [None]], [[40], [60], [None]]), 0.05, "a month still to come is left out"),
    Example(([[2], ["x"], [28]], [[40], [60], [146]]), "x", "a month that is not available"),
    Example(([[2], [None], [28]], [[40], [None], [146]]), "x", "a gap is not a month still to come"),
    Example(([[0, 0]], [[0, 0]]), "z"),
    Example(([[2, 3]], [[40, 60, 146]]), CellError(NOT_THERE)),
    Example(([[2, -3]], [[40, 60]]), CellError(WRONG_NUMBER)),
)
def ytd(numerators: Range, denominators: Range) -> Cells:
    """
    Return the year to date: the sum of the numerators over the sum of the denominators.

    Months still to come, blank in both ranges after the last month that is filled, are left out. Any other month that
    is missing makes the year to date missing, because a part of the year is not the year.

    numerators: One cell for each month so far.
    denominators: One cell for each month so far, in the same shape.
    returns: One number, unrounded; a percentage as a fraction.
    """
    return refusals_answered(_ytd, rows_of(numerators), rows_of(denominators))


def _ytd(numerators: Rows, denominators: Rows) -> Cell:
    nothing: list[Cell] = []
    if len(numerators) == len(denominators):  # a whole column has a million blank cells beneath its months
        filled = max(filled_rows(numerators), filled_rows(denominators), 1)
        numerators, denominators = numerators[:filled], denominators[:filled]
    pairs = [
        pair
        for above, below in zip_longest(numerators, denominators, fillvalue=nothing)
        for pair in zip_longest(above, below, fillvalue=_NO_PAIR)
    ]
    for error in (cell for pair in pairs for cell in pair if isinstance(cell, CellError)):
        return error
    while len(pairs) > 1 and all(cells.is_blank(cell) for cell in pairs[-1]):
        pairs.pop()
    parts = [cells.count(part, "a numerator") for part, _ in pairs]
    wholes = [cells.count(whole, "a denominator") for _, whole in pairs]
    return cells.written(ratio_of_sums(parts, wholes))


_NO_PAIR = CellError(NOT_THERE, "The two ranges differ in shape.")
