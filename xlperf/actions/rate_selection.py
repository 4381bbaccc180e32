"""Rate selection: the rating of the selected figures against their targets, beside them, as living native formulas."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from xlperf.actions.button import Answers, Outcome
from xlperf.actions.desk import Desk
from xlperf.actions.opened import definitions
from xlperf.actions.selected import (
    Selected,
    addresses,
    column_beside,
    is_empty,
    is_percent,
    polarity_of,
    selected,
    sign_of,
    why_no_number,
)
from xlperf.actions.steps import step
from xlperf.actions.words import counted, listed_words
from xlperf.errors import RequestError, UnknownName
from xlperf.figure import Unit
from xlperf.functions import cells as reading
from xlperf.functions.broadcast import refusals_answered
from xlperf.report.formula_parts import number_text, quoted
from xlperf.report.formulas import rating_formula
from xlperf.results.polarity import Polarity
from xlperf.results.rating import NO_DATA, STATES, Scheme, rating
from xlperf.sheets.address import column_letters, reference
from xlperf.sheets.grid import CellValue
from xlperf.symbols import Missing, Number

HEADING = "Rating"
ROWS_A_STEP = 5_000
NUMBERS_TO_A_FORMULA = (bool, dt.date, dt.time, dt.timedelta)
"""What a formula takes for a number, some programs TRUE as well, and a reader does not."""


@dataclass(frozen=True, slots=True)
class Rated:
    """What stands beside one row, and which of its cells hold what kind of thing that is no number."""

    text: str | None = None
    formula: str = ""
    unfit: tuple[tuple[str, tuple[int, int]], ...] = ()


@dataclass(frozen=True, slots=True)
class Judge:
    """By what the figures are rated: which is better, the scheme, the unit, and one target for all where it is one."""

    polarity: Polarity
    scheme: Scheme
    unit: Unit
    target: float | None = None

    def formula(self, value: str, target: str) -> str:
        """Return the native formula of a rating; an error in the cell of the value is no data, and does not spread."""
        rated = rating_formula(
            value,
            target,
            self.polarity,
            self.scheme,
            self.unit,
            tolerance=number_text(self.scheme.tolerance),
            ahead=number_text(self.scheme.ahead or 0),
        )
        return f"=IF(ISERROR({value}),{quoted(NO_DATA.text)},{rated.removeprefix('=')})"

    def text(self, value: CellValue, target: CellValue) -> str:
        """Return what the formula gives, so that it can be counted and stand there before anything recalculates."""
        found = rating(_as_formulas_read(value), _as_formulas_read(target), self.polarity, self.scheme, unit=self.unit)
        return self.scheme.grade(found).text


def run(desk: Desk, answers: Answers) -> Outcome:
    """Write a rating beside every row of the selection, and say how many there are of each and what was not rated."""
    chosen = selected(desk)
    if chosen.width > 2:
        raise RequestError(
            f"{chosen.width} columns are selected. Select one or two: the actuals and, to their right, the targets."
        )
    judge = judge_of(chosen, answers)
    texts = {grade.text for grade in (*judge.scheme.grades, *STATES.values())} | {HEADING}
    column = column_beside(desk, chosen, "ratings", texts.__contains__)
    rated: list[Rated] = []
    for down, row in enumerate(chosen.rows):
        if down % ROWS_A_STEP == 0:
            step(desk, 0.8 * down / chosen.height, f"Rating row {down + 1:,} of {chosen.height:,}")
        rated.append(rated_row(chosen, judge, chosen.row + down, row))
    step(desk, 0.9, "Writing the ratings")
    if chosen.headings:
        chosen.book.write(chosen.sheet, chosen.top, column, [[HEADING]], {})
    formulas = {(down, 0): one.formula for down, one in enumerate(rated) if one.formula}
    chosen.book.write(chosen.sheet, chosen.row, column, [[one.text] for one in rated], formulas)
    chosen.book.colour(chosen.sheet, chosen.row, column, chosen.height, colours(judge.scheme))
    chosen.book.select(chosen.sheet, chosen.row, column)
    return Outcome(_said(column, rated))


def rated_row(chosen: Selected, judge: Judge, row: int, cells: Sequence[CellValue]) -> Rated:
    """Return what is written beside one row: nothing where it is blank, and no formula for what it would misread."""
    value, target = cells[0], cells[1] if chosen.width == 2 else judge.target
    if is_empty(value) and (chosen.width == 1 or is_empty(target)):
        return Rated()
    unfit: list[tuple[str, tuple[int, int]]] = []
    if reason := why_no_number(value):
        unfit.append((reason, (row, chosen.column)))
    if chosen.width == 2 and (reason := why_no_number(target)):
        unfit.append((reason, (row, chosen.column + 1)))
    text = judge.text(value, target)
    if any(isinstance(cell, NUMBERS_TO_A_FORMULA) for cell in (value, target)):
        return Rated(text, "", tuple(unfit))
    place = reference(row, chosen.column)
    aim = reference(row, chosen.column + 1) if chosen.width == 2 else ""
    if not aim:
        aim = '""' if judge.target is None else number_text(judge.target)
    return Rated(text, judge.formula(place, aim), tuple(unfit))


def judge_of(chosen: Selected, answers: Answers) -> Judge:
    """Return by what to rate, from the answers; UnknownName and UnknownPolarity for what there is not."""
    schemes = definitions().schemes
    scheme = schemes.get(answers["scheme"].casefold())
    if scheme is None:
        raise UnknownName("rating scheme", answers["scheme"], schemes, f"It can be {', '.join(schemes)}.")
    percent = is_percent(chosen)
    polarity = polarity_of(answers["polarity"], percent)
    target: float | None = None
    if chosen.width == 1 and polarity.direction not in ("neutral", "range"):
        target = _one_target(answers["target"])
    return Judge(polarity, scheme, "percent" if percent else "count", target)


def colours(scheme: Scheme) -> dict[str, str]:
    """Return the role of the theme for the text that each rating starts with."""
    return {grade.word: grade.role for grade in (*scheme.grades, *STATES.values())}


def _one_target(text: str) -> float:
    if not text:
        raise RequestError(
            "Only actuals are selected. Select the targets to their right as well, or answer one target."
        )
    found = refusals_answered(lambda cell: reading.required(cell, "target"), text)
    if not isinstance(found, float):
        raise RequestError(f'The target "{text}" is not a number. Write it as 51, 0.134 or 13.4%.')
    return found


def _as_formulas_read(value: CellValue) -> Number | None:
    """Return a cell as a formula takes it: a number, a sign of a report, and everything else as not available."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return sign_of(value) or Missing.NOT_AVAILABLE


def _said(column: int, rated: Sequence[Rated]) -> str:
    """Return how many there are of each rating, and which cells held what cannot be rated, none of it quoted."""
    texts = Counter(one.text for one in rated if one.text)
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for one in rated:
        for reason, place in one.unfit:
            places[reason].append(place)
    counts = listed_words([f"{number:,} {text.rpartition(' ')[0]}" for text, number in texts.most_common()], 9)
    said = f"{counted(sum(texts.values()), 'row')} rated in column {column_letters(column)}: {counts}."
    unfit = [f"{addresses(found)} {'holds' if len(found) == 1 else 'hold'} {why}" for why, found in places.items()]
    return f"{said} Not a number: {'; '.join(unfit)}." if unfit else said
