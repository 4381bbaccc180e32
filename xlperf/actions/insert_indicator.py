"""Insert indicator: what a code means, its target and what it is compared with, written at the cursor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlperf.actions.button import Answers, Outcome
from xlperf.actions.desk import Desk, OpenBook, Selection
from xlperf.actions.opened import book_in_front, definitions, performance_of
from xlperf.actions.selected import addresses, check_may_write, is_empty
from xlperf.actions.steps import Stopped
from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.indicator import Indicator, plain_code
from xlperf.errors import RequestError
from xlperf.figure import shown
from xlperf.journey.comparisons import comparisons_of
from xlperf.journey.figures import FigureMaker
from xlperf.journey.inputs import Inputs
from xlperf.period import Period
from xlperf.returns.period_cells import UnreadablePeriod, read_period
from xlperf.sheets.address import LAST_COLUMN, LAST_ROW, cell_name
from xlperf.sheets.grid import CellValue, Grid

GOOD_IS = {"low": "low", "high": "high", "neutral": "neither"}

WIDE = 3
Line = tuple[str, CellValue, str]
"""A label, a value, and of a number how a report shows it."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The first selected cell, and the used cells of its sheet."""

    book: OpenBook
    sheet: str
    row: int
    column: int
    grid: Grid

    @property
    def value(self) -> CellValue:
        """What stands at the cursor."""
        return self.grid.value(self.row, self.column)


def run(desk: Desk, answers: Answers) -> Outcome:
    """Write three columns at the cursor, or beside a code that stands there; ask before anything is written over."""
    cursor = cursor_of(book_in_front(desk), desk.selection)
    check_may_write(cursor.book, cursor.sheet)
    catalogue = definitions()
    inputs = performance_of(cursor.book, catalogue)
    known = inputs.catalogue if inputs else catalogue
    period = Period.parse(answers["period"]) if answers["period"] else period_at(cursor)
    indicator = known.named(answers["code"], period.last_day if period else None)
    lines = list(lines_of(indicator, known, inputs, period))
    column = cursor.column + (1 if _is_code_of(cursor.value, indicator) else 0)
    if cursor.row + len(lines) - 1 > LAST_ROW or column + WIDE - 1 > LAST_COLUMN:
        raise RequestError("There is not enough room at the cursor. Choose a cell further up or to the left.")
    taken = [
        (row, at)
        for row in range(cursor.row, cursor.row + len(lines))
        for at in range(column, column + WIDE)
        if not is_empty(cursor.grid.value(row, at))
    ]
    if taken and not desk.confirm(
        f"{addresses(taken)} {'is' if len(taken) == 1 else 'are'} not empty. Write over them?"
    ):
        raise Stopped("Nothing was written. Choose a cell with room beneath and beside it.")
    cursor.book.write(cursor.sheet, cursor.row, column, [list(line) for line in lines], {})
    cursor.book.select(cursor.sheet, cursor.row, column)
    of = f" for {period.heading}" if period else "; no period stands at the cursor, so it has no target"
    code = indicator.code_on(period.last_day) if period else indicator.codes[0].code
    return Outcome(f"{code} is written from {cell_name(cursor.row, column)} on{of}.")


def cursor_of(book: OpenBook, selection: Selection | None) -> Cursor:
    """Return the first selected cell; RequestError when none is selected."""
    if selection is None:
        raise RequestError("No cell is selected. Select the cell where it is to stand, and click again.")
    return Cursor(book, selection.sheet, selection.row, selection.column, book.sheet(selection.sheet))


def period_at(cursor: Cursor) -> Period | None:
    """
    Return the period that stands at the cursor, else the nearest to its left, else above it or the cell to its right.

    None where there is none.
    """
    places = [
        *((cursor.row, column) for column in range(cursor.column, 0, -1)),
        *((row, column) for row in range(cursor.row - 1, 0, -1) for column in (cursor.column, cursor.column + 1)),
    ]
    for row, column in places:
        try:
            return read_period(cursor.grid.value(row, column), cursor.grid.number_format(row, column))
        except UnreadablePeriod:
            continue
    return None


def lines_of(
    indicator: Indicator, catalogue: Catalogue, inputs: Inputs | None, period: Period | None
) -> Iterator[Line]:
    """Yield what is written, line by line; a percentage is a fraction, so that formulas can use it."""
    yield indicator.code_on(period.last_day) if period else indicator.codes[0].code, indicator.title, ""
    yield "Definition", " ".join(indicator.definition.split()), ""
    yield "Good is", _good_is(indicator), ""
    yield "Unit", _unit(indicator), ""
    yield "Rated by", catalogue.scheme_of(indicator).title, ""
    if period is None:
        return
    maker = FigureMaker(inputs) if inputs else None
    target = maker.figure(indicator, period).target if maker else _national_target(indicator, period)
    label = f"Target, {period.heading}"
    yield _number(label, indicator, target) if target is not None else (label, "no target", "")
    yield from _comparators(maker, indicator, period) if maker else ()


def _comparators(maker: FigureMaker, indicator: Indicator, period: Period) -> Iterator[Line]:
    """Yield what England, the neighbours and other areas reached in the newest year that is compared."""
    compared = comparisons_of(maker, indicator, period)
    if not compared:
        return
    newest = compared[-1]
    year = newest.period.heading
    for one in newest.others:
        if one.value is not None:
            yield _number(f"{one.area}, {year}", indicator, one.value, one.marks)
    average = newest.stated_average
    if average is not None and average.value is not None:
        yield _number(f"{average.area}, {year}", indicator, average.value, average.marks)
    elif newest.mean is not None:
        yield _number(f"Mean of {newest.available} of {newest.members} neighbours, {year}", indicator, newest.mean)


def _number(label: str, indicator: Indicator, value: float, marks: str = "") -> Line:
    return label, value, _shown(indicator, value) + marks


def _national_target(indicator: Indicator, period: Period) -> float | None:
    around = [one for one in indicator.targets if Period.parse(one.period).contains(period)]
    return min(around, key=lambda one: Period.parse(one.period).days).value if around else None


def _good_is(indicator: Indicator) -> str:
    if indicator.polarity.direction != "range":
        return GOOD_IS[indicator.polarity.direction]
    lower, upper = (_shown(indicator, edge) for edge in indicator.polarity.edges)
    return f"{lower} to {upper}"


def _unit(indicator: Indicator) -> str:
    return f"rate per {indicator.per:,}" if indicator.unit == "rate" else indicator.unit


def _shown(indicator: Indicator, value: float) -> str:
    return shown(value, indicator.places, indicator.unit)


def _is_code_of(value: CellValue, indicator: Indicator) -> bool:
    return isinstance(value, str) and plain_code(value) in {plain_code(code) for code in indicator.all_codes}
