"""Trend of selection: the direction of each selected figure against the one before it, and what is more than chance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import get_args

from xlperf.actions.button import Answers, Outcome
from xlperf.actions.desk import Desk
from xlperf.actions.selected import (
    Selected,
    addresses,
    column_beside,
    empty_row,
    is_number,
    is_percent,
    places_of,
    polarity_of,
    selected,
    why_no_number,
)
from xlperf.actions.steps import step
from xlperf.actions.words import counted, listed_words
from xlperf.errors import RequestError
from xlperf.figure import Unit
from xlperf.report.formulas import trend_formula
from xlperf.results.polarity import Polarity
from xlperf.results.spc import ENOUGH, Rule, spc
from xlperf.results.trend import TREND_TEXTS, trend
from xlperf.sheets.address import column_letters, reference
from xlperf.sheets.grid import CellValue

HEADING = "Direction"
CHANCE = "More than chance"
BETWEEN_RULES = ", "
COLOURS = {
    TREND_TEXTS["improving"]: "trend_improving",
    TREND_TEXTS["no change"]: "trend_none",
    TREND_TEXTS["getting worse"]: "trend_worse",
}

Place = tuple[int, int]
Series = Sequence[tuple[Place, CellValue]]


@dataclass(frozen=True, slots=True)
class Judge:
    """How two figures are compared: which is better, and at how many decimals of which unit."""

    polarity: Polarity
    places: int
    unit: Unit

    def direction(self, now: CellValue, before: CellValue) -> str:
        """Return what stands in a cell; nothing where one of the two is no number."""
        if not is_number(now) or not is_number(before):
            return ""
        found = trend(float(now), float(before), self.polarity, self.places, self.unit)
        return TREND_TEXTS[found] if found else ""

    def formula(self, now: Place, before: Place) -> str:
        """Return the native formula that gives the same and follows when one of the cells is changed."""
        return trend_formula(reference(*now), reference(*before), self.polarity, self.places, self.unit)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one figure: its direction as text and formula, and the rules by which it is more than chance."""

    text: str | None = None
    formula: str = ""
    chance: str | None = None


def run(desk: Desk, answers: Answers) -> Outcome:
    """Write the direction of each figure of a row or column, or of each row's last where several rows are selected."""
    chosen = selected(desk)
    percent = is_percent(chosen)
    polarity = polarity_of(answers["polarity"], percent)
    if polarity.direction == "neutral":
        raise RequestError("Where neither low nor high is good there is no better or worse. Answer low or high.")
    judge = Judge(polarity, places_of(chosen, answers["places"]), "percent" if percent else "count")
    several = series_of(chosen)
    if all(sum(is_number(value) for _, value in one) < 2 for one in several):
        raise RequestError(
            "Fewer than two numbers are selected. Select a row or a column of figures, the oldest first."
        )
    step(desk, 0.3, "Comparing each figure with the one before it")
    said: dict[Place, Said] = {}
    for one in several:
        spoken = said_of(one, judge)
        said |= spoken if len(several) == 1 else dict(list(spoken.items())[-1:])
    step(desk, 0.8, "Writing the directions")
    where = _write(desk, chosen, said)
    return Outcome(_told(chosen, said, where))


def series_of(chosen: Selected) -> list[Series]:
    """Return the series that are selected: a column, a row, or each row of a larger rectangle."""
    cells = list(chosen.cells)
    if chosen.width == 1:
        return [[((row, column), value) for row, column, value in cells]]
    rows: dict[int, list[tuple[Place, CellValue]]] = defaultdict(list)
    for row, column, value in cells:
        rows[row].append(((row, column), value))
    return list(rows.values())


def said_of(series: Series, judge: Judge) -> dict[Place, Said]:
    """Return what is said of every figure of a series; of fewer than twelve nothing can be told from chance."""
    chances: dict[Place, str] = {}
    numbers = [(place, float(value)) for place, value in series if is_number(value)]
    if len(numbers) >= ENOUGH and (found := spc([value for _, value in numbers])):
        for (place, _), rules in zip(numbers, found.signals, strict=True):
            chances[place] = BETWEEN_RULES.join(rules)
    said = {series[0][0]: Said(chance=chances.get(series[0][0]))}
    for (before, earlier), (now, value) in pairwise(series):
        # What a formula would take for a number, and a reader would not, gets none.
        fits = not {"a date or a time", "TRUE or FALSE"} & {why_no_number(earlier), why_no_number(value)}
        said[now] = Said(judge.direction(value, earlier), judge.formula(now, before) if fits else "", chances.get(now))
    return said


def _write(desk: Desk, chosen: Selected, said: Mapping[Place, Said]) -> str:
    """Write everything into empty cells, beside the selection or beneath a single row; return where in words."""
    lines = 2 if any(one.chance for one in said.values()) else 1
    headings = [HEADING, CHANCE][:lines]
    if chosen.height == 1 and chosen.width > 1:
        first = empty_row(chosen, lines)
        ordered = [said.get((chosen.row, chosen.column + across), Said()) for across in range(chosen.width)]
        rows = [[one.text for one in ordered], [one.chance or None for one in ordered]][:lines]
        formulas = {(0, across): one.formula for across, one in enumerate(ordered) if one.formula}
        chosen.book.write(chosen.sheet, first, chosen.column, rows, formulas)
        for across in range(chosen.width):
            chosen.book.colour(chosen.sheet, first, chosen.column + across, 1, COLOURS)
        chosen.book.select(chosen.sheet, first, chosen.column)
        return f"row {first}"
    first = column_beside(desk, chosen, "directions", _is_ours, lines)
    by_row = {row: one for (row, _), one in said.items()}
    ordered = [by_row.get(chosen.row + down, Said()) for down in range(chosen.height)]
    formulas = {(down, 0): one.formula for down, one in enumerate(ordered) if one.formula}
    if chosen.headings:
        chosen.book.write(chosen.sheet, chosen.top, first, [headings], {})
    columns = [[one.text, one.chance or None][:lines] for one in ordered]
    chosen.book.write(chosen.sheet, chosen.row, first, columns, formulas)
    chosen.book.colour(chosen.sheet, chosen.row, first, chosen.height, COLOURS)
    chosen.book.select(chosen.sheet, chosen.row, first)
    return f"column {column_letters(first)}"


def _is_ours(text: str) -> bool:
    """Say whether a text is one that this button writes."""
    ours = {HEADING, CHANCE, *TREND_TEXTS.values()}
    return text in ours or all(part in get_args(Rule) for part in text.split(BETWEEN_RULES))


def _told(chosen: Selected, said: Mapping[Place, Said], where: str) -> str:
    """Return how many go which way, what is more than chance, and which cells hold no number, none of it quoted."""
    directions = Counter(one.text.rpartition(" ")[0] for one in said.values() if one.text)
    counts = [f"{number:,} {word.lower()}" for word, number in directions.most_common()]
    told = [f"{counted(sum(directions.values()), 'direction')} in {where}: {listed_words(counts)}."]
    signals: dict[str, list[Place]] = defaultdict(list)
    for place, one in said.items():
        for rule in one.chance.split(BETWEEN_RULES) if one.chance else ():
            signals[rule].append(place)
    rules = [f"{rule} at {addresses(places)}" for rule, places in signals.items()]
    told += [f"More than chance: {'; '.join(rules)}."] if rules else []
    unfit: dict[str, list[Place]] = defaultdict(list)
    for row, column, value in chosen.cells:
        if reason := why_no_number(value):
            unfit[reason].append((row, column))
    told += [
        f"{addresses(places)} {'holds' if len(places) == 1 else 'hold'} {why}, which has no direction."
        for why, places in unfit.items()
    ]
    return " ".join(told)
