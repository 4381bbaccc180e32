"""The selection as a button sees it: its figures, a heading above them, and the empty cells beside it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from xlperf.actions.desk import Desk, OpenBook, Selection
from xlperf.actions.opened import book_in_front
from xlperf.actions.steps import Stopped
from xlperf.actions.words import listed_words
from xlperf.errors import RequestError
from xlperf.functions import cells as reading
from xlperf.functions.broadcast import refusals_answered
from xlperf.results.polarity import Polarity
from xlperf.sheets.address import LAST_COLUMN, LAST_ROW, cell_name, column_letters
from xlperf.sheets.grid import FORMAT_NOT_KNOWN, CellError, CellValue, Grid
from xlperf.symbols import Missing


@dataclass(frozen=True, slots=True)
class Selected:
    """
    What is selected, with blank rows at its end left out, and the used cells of its sheet.

    `row` and `column` are those of the first figure; `headings` is the row above it where the first one selected holds
    words or dates and no figures.
    """

    book: OpenBook
    sheet: str
    grid: Grid
    row: int
    column: int
    rows: Sequence[Sequence[CellValue]]
    headings: Sequence[CellValue] = ()

    @property
    def height(self) -> int:
        """How many rows of figures there are."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """How many columns there are; every row has as many."""
        return len(self.rows[0])

    @property
    def top(self) -> int:
        """The first row that is selected, that of the headings where there are any."""
        return self.row - 1 if self.headings else self.row

    @property
    def cells(self) -> Iterable[tuple[int, int, CellValue]]:
        """Every cell of the figures with its true row and column."""
        for row, values in enumerate(self.rows, start=self.row):
            for column, value in enumerate(values, start=self.column):
                yield row, column, value


def selected(desk: Desk) -> Selected:
    """
    Return what is selected in the workbook in front.

    Raises RequestError when nothing is, when it is empty, in several areas, or on a sheet whose cells are protected.
    """
    book, selection = book_in_front(desk), desk.selection
    if selection is None:
        raise RequestError("No cells are selected. Select the figures, and click again.")
    if selection.more:
        raise RequestError("Several areas are selected. Select one rectangle that has everything in it.")
    rows = _without_blank_end(selection)
    if not rows:
        raise RequestError("The selected cells are empty. Select the figures, and click again.")
    check_may_write(book, selection.sheet)
    grid = book.sheet(selection.sheet)
    if len(rows) > 1 and _are_headings(rows[0]):
        return Selected(book, selection.sheet, grid, selection.row + 1, selection.column, rows[1:], rows[0])
    return Selected(book, selection.sheet, grid, selection.row, selection.column, rows)


def check_may_write(book: OpenBook, sheet: str) -> None:
    """Raise RequestError when the cells of a sheet are protected."""
    if book.is_protected(sheet):
        raise RequestError(
            f'The sheet "{sheet}" is protected, so nothing can be written into it. Unprotect it (Review, Unprotect '
            "Sheet), or copy the figures to another sheet."
        )


def is_number(value: CellValue) -> TypeGuard[float]:
    """Say whether a cell holds a number that a formula can reckon with."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_empty(value: CellValue) -> bool:
    """Say whether there is nothing in a cell, or nothing but spaces."""
    return value is None or (isinstance(value, str) and not value.strip())


def why_no_number(value: CellValue) -> str:
    """Return, without quoting it, what is in a cell that is no number; empty for numbers, signs and blanks."""
    if is_number(value) or is_empty(value):
        return ""
    if isinstance(value, CellError):
        return "an error"
    if isinstance(value, bool):
        return "TRUE or FALSE"
    if not isinstance(value, str):
        return "a date or a time"
    found = refusals_answered(lambda cell: reading.written(reading.number(cell, "value")), value)
    if isinstance(found, CellError):
        return "a text"
    return "" if isinstance(found, str) else "a number kept as text"


def sign_of(value: CellValue) -> Missing | None:
    """Return why a number is missing, where a cell holds one of the signs as a report writes them: [x], [c]."""
    return next((one for one in Missing if value == one.shown), None)


def is_percent(chosen: Selected) -> bool:
    """
    Say whether the figures are percentages, that is, fractions: by their number format where it is known.

    Where no figure has a format that tells, they are when none is above 1.
    """
    formats = {chosen.grid.number_format(row, column) for row, column, value in chosen.cells if is_number(value)}
    if any("%" in one for one in formats):
        return True
    if not formats <= {"", "General", FORMAT_NOT_KNOWN}:
        return False
    return all(abs(value) <= 1 for _, _, value in chosen.cells if isinstance(value, int | float))


def places_of(chosen: Selected, answer: str) -> int:
    """Return how many decimals the figures are shown with: as answered, else by their number format, else one."""
    if answer:
        if not re.fullmatch(r"[0-9]", answer):
            raise RequestError(f'"{answer}" is not a number of decimals. Write 0, 1, 2 and so on, or leave it empty.')
        return int(answer)
    formats = {chosen.grid.number_format(row, column) for row, column, value in chosen.cells if is_number(value)}
    decimals = [len(found[1]) for one in formats if (found := re.search(r"0\.(0+)", one))]
    if decimals:
        return max(decimals)
    return 0 if any(re.search(r"0", one) for one in formats - {FORMAT_NOT_KNOWN}) else 1


def polarity_of(text: str, percent: bool) -> Polarity:
    """Return the polarity that was answered; the edges of a range of percentages may be written 10 to 15 or 0.1."""
    polarity = Polarity.parse(text)
    if polarity.direction == "range" and percent and polarity.edges[1] > 1:
        return Polarity.parse(text, "percent")
    return polarity


def column_beside(desk: Desk, chosen: Selected, what: str, is_ours: Callable[[str], bool], wide: int = 1) -> int:
    """
    Return the first of so many columns to write into: empty ones beside the selection's rows.

    Where columns before those hold nothing but what xlperf writes there, they are written over when the user says yes.
    Raises `Stopped` when the user says no.
    """
    rows = range(chosen.top, chosen.row + chosen.height)
    for column in range(chosen.column + chosen.width, LAST_COLUMN + 2 - wide):
        values = [chosen.grid.value(row, at) for row in rows for at in range(column, column + wide)]
        there = [value for value in values if not is_empty(value)]
        if not there:
            return column
        if all(isinstance(value, str) and is_ours(value) for value in there):
            asked = f"Column {column_letters(column)} holds {what} already. Write over them?"
            if not desk.confirm(asked):
                raise Stopped("Nothing was written.")
            return column
    raise RequestError("There is no empty column to the right of the selection.")


def empty_row(chosen: Selected, high: int = 1) -> int:
    """Return the first row beneath the selection of which so many are empty under its columns."""
    columns = range(chosen.column, chosen.column + chosen.width)
    for row in range(chosen.row + chosen.height, LAST_ROW + 2 - high):
        if all(is_empty(chosen.grid.value(at, column)) for column in columns for at in range(row, row + high)):
            return row
    raise RequestError("There is no empty row beneath the selection.")


def addresses(places: Sequence[tuple[int, int]], most: int = 4) -> str:
    """Return the addresses of cells, of many the first: ``B7, B9 and 12 more``."""
    return listed_words([cell_name(row, column) for row, column in places], most)


def _without_blank_end(selection: Selection) -> list[list[CellValue]]:
    rows = [list(row) for row in selection.rows]
    while rows and all(is_empty(value) for value in rows[-1]):
        rows.pop()
    return rows


def _are_headings(row: Sequence[CellValue]) -> bool:
    """Say whether a row holds words or dates and no figure, nor anything that stands for one."""
    words = [value for value in row if not is_empty(value)]
    return bool(words) and all(
        isinstance(value, dt.date) or (isinstance(value, str) and why_no_number(value) == "a text") for value in words
    )
