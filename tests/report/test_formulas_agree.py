"""Native formulas and Python come to the same, case by case, with LibreOffice calculating the formulas.

Every formula is written with a wrong stored result, so a case can only pass when it was calculated anew.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import product
from pathlib import Path

import pytest

from tests.support.formula_book import WRONG, Case, FormulaBook, Input, formula_column
from tests.support.libreoffice import recalculated
from tests.support.schemes import BRAG, SCHEMES
from xlperf.figure import Unit
from xlperf.report.formulas import (
    TREND_TEXTS,
    adrift_formula,
    interval_formula,
    rating_formula,
    ratio_of_sums_formula,
    to_target_formula,
    trend_formula,
    value_formula,
)
from xlperf.results.interval import interval
from xlperf.results.polarity import HIGH, LOW, NEUTRAL, Polarity
from xlperf.results.rate import percent, rate, ratio_of_sums
from xlperf.results.rating import Scheme, adrift, rating, rating_text
from xlperf.results.target import to_target
from xlperf.results.trend import trend
from xlperf.symbols import Missing, Number

RANGES = (Polarity("range", 0.1, 0.15), Polarity("range", 0, 5), Polarity("range", -5, 0), Polarity("range", 48, 52.5))
POLARITIES = (LOW, HIGH, NEUTRAL, *RANGES)
UNITS: tuple[Unit, ...] = ("percent", "rate", "count", "score")
TARGETS = (1.0, 0.53, 0.63, 0.07, 0.11, 0.29, 0.98, 0.001, 0.0, 7.0, 15.0, 51.0, 84.0, 99.9, 1234.5)
FACTORS = (1.05, 0.95, 1.02, 0.98, 1.0)
NUDGES = (0.0, 1e-13, -1e-13, 1e-11, -1e-11, 1e-4, -1e-4)
MARKS: tuple[Input, ...] = (None, "tbc", *Missing, 0.5)
SCHEMES_TOO = (*SCHEMES.values(), replace(BRAG, name="as shown", rated_as_shown=True))


def meant(given: Input) -> Number | None:
    """Return what a cell's content means to `results`: any text but a symbol is no number."""
    return None if isinstance(given, str) and not isinstance(given, Missing) else given


def in_a_cell(result: Number) -> float | str:
    return result.shown if isinstance(result, Missing) else result


def values_about(target: float) -> Iterator[float]:
    """Yield values on, and a hair beside, every boundary that a rating has for the target."""
    for factor, nudge in product(FACTORS, NUDGES):
        yield target * factor * (1 + nudge)
    yield from (target + 0.05, target - 0.05, target + 0.02, target - 0.02, target + 5, target - 5, target - 2, 0.0)


def rating_cases() -> Iterator[Case]:
    chance = random.Random(20111219)
    for target, polarity, scheme in product(TARGETS, POLARITIES, SCHEMES_TOO):
        marks = polarity.edges if polarity.direction == "range" else (target,)
        for value in (value for mark in marks for value in values_about(mark)):
            if polarity in RANGES and target != TARGETS[0]:
                continue  # a range passes over the target: once is enough
            unit = chance.choice(UNITS)
            limit = chance.choice((None, None, target * 1.2, target * 0.8, value, 0.16))
            data_only = chance.random() < 0.02
            yield rating_case(value, target, polarity, scheme, unit, limit, data_only, chance)
    for value, target, polarity, scheme in product(MARKS, MARKS, POLARITIES, SCHEMES.values()):
        yield rating_case(value, target, polarity, scheme, "percent", None, False, chance)


def rating_case(
    value: Input,
    target: Input,
    polarity: Polarity,
    scheme: Scheme,
    unit: Unit,
    limit: float | None,
    data_only: bool,
    chance: random.Random,
) -> Case:
    """Return a case whose thresholds stand in cells; now and then they are not the scheme's own."""
    tolerance = chance.choice((0.05, 0.05, 0.05, 0.1, 0.0))
    ahead = None if scheme.ahead is None else chance.choice((0.02, 0.02, 0.02, 0.1, 0.0))
    changed, places = replace(scheme, tolerance=tolerance, ahead=ahead), chance.choice((0, 1, 2))
    expected = rating(
        meant(value), meant(target), polarity, changed, unit=unit, places=places, red_limit=limit, data_only=data_only
    )

    def make(value: str, target: str, tolerance: str, ahead: str, limit_cell: str) -> str:
        return rating_formula(
            value, target, polarity, scheme, unit, tolerance, ahead, limit_cell, data_only, places=places
        )

    about = f"{polarity} {scheme.name} {unit} {places}"
    return Case((value, target, tolerance, ahead, limit), make, rating_text(expected, changed), about)


def adrift_cases() -> Iterator[Case]:
    pairs = [(value, target) for target in TARGETS for value in values_about(target)]
    pairs_too: list[tuple[Input, Input]] = [*pairs[::3], *product(MARKS, MARKS)]
    for (value, target), polarity in product(pairs_too, POLARITIES):
        expected = in_a_cell(adrift(meant(value), meant(target), polarity))
        yield Case((value, target), partial(adrift_formula, polarity=polarity), expected, str(polarity))


def trend_cases() -> Iterator[Case]:
    chance = random.Random(1925)
    halves = [odd / 400 for odd in range(1, 200, 6)]  # 19.25%: exact ties of one decimal
    pairs: list[tuple[Input, Input]] = [(half, half + chance.choice((0, 5e-4, -5e-4, 1e-6, 0.01))) for half in halves]
    pairs += [(chance.randint(0, 300) / 300, chance.randint(0, 300) / 300) for _ in range(60)]
    pairs += [(chance.randint(0, 400) / 8, chance.randint(0, 400) / 8) for _ in range(60)]
    pairs += list(product(MARKS, MARKS))
    for (now, before), polarity in product(pairs, POLARITIES):
        places, unit = chance.choice((0, 1, 1, 2)), chance.choice(UNITS[:2])
        travel = trend(meant(now), meant(before), polarity, places, unit)
        make = partial(trend_formula, polarity=polarity, places=places, unit=unit)
        yield Case((now, before), make, TREND_TEXTS[travel] if travel else "", f"{polarity} {places} {unit}")


def to_target_cases() -> Iterator[Case]:
    chance = random.Random(246)
    parts: list[tuple[Input, Input, Input]] = [
        (part, whole, target)
        for whole in (1, 100, 246)
        for target in (0.07, 0.29, 0.1, 0.53, 0.75, 0.0, 1.0, 0.123456789)
        for part in {0, round(target * whole), round(target * whole) + 1, round(target * whole / 2), whole}
    ]
    parts += [
        (chance.randint(0, 400), chance.randint(1, 400), chance.choice((chance.random(), chance.randint(0, 99) / 100)))
        for _ in range(150)
    ]
    parts += [(3, 0, 0.5), (0, 0, 0.5), *product(MARKS, MARKS, (None, "tbc", Missing.CONFIDENTIAL, 0.25))]
    for (part, whole, target), polarity in product(parts, POLARITIES):
        expected = in_a_cell(to_target(meant(part), meant(whole), meant(target), polarity))
        yield Case((part, whole, target), partial(to_target_formula, polarity=polarity), expected, str(polarity))
    for part, target, polarity in product(range(250, 300, 3), (51.0, 50.5, 56.2), (LOW, HIGH)):
        expected = in_a_cell(to_target(part, 50_890 / 10_000, target, polarity))
        make = partial(to_target_formula, polarity=polarity, per=10_000)
        yield Case((part, 50_890, target), make, expected, f"{polarity} rate")


def value_cases() -> Iterator[Case]:
    counts: tuple[Input, ...] = (*MARKS, 0, 1, 33, 286)
    for above, below in product(counts, (*counts, 246, 50_890)):
        share, per_10_000 = percent(meant(above), meant(below)), rate(meant(above), meant(below))
        yield Case((above, below), partial(value_formula, "percent"), in_a_cell(share), "percent")
        yield Case((above, below), partial(value_formula, "rate"), in_a_cell(per_10_000), "rate")
    for count in counts:
        number = meant(count)
        expected = in_a_cell(Missing.NOT_AVAILABLE if number is None else number)
        yield Case((count,), partial(value_formula, "count"), expected, "count")


def year_to_date_cases() -> Iterator[Case]:
    def in_ranges(*cells: str) -> str:
        return ratio_of_sums_formula([f"{cells[0]}:{cells[2]}"], [f"{cells[3]}:{cells[5]}"])

    def one_by_one(*cells: str) -> str:
        return ratio_of_sums_formula(cells[:3], cells[3:])

    chance = random.Random(60)
    for number in range(600):
        likely = (0, 0, 0) if number % 3 == 0 else (34, 43, 31)
        months = tuple(chance.choice((*likely, *likely, chance.choice((*MARKS, 0)))) for _ in range(3))
        wholes = tuple(chance.choice((57, 80, 72, 0, 57, chance.choice(MARKS))) for _ in range(3))
        expected = in_a_cell(ratio_of_sums(map(meant, months), map(meant, wholes)))
        yield Case((*months, *wholes), chance.choice((in_ranges, one_by_one)), expected)


def interval_cases() -> Iterator[Case]:
    counts: tuple[Input, ...] = (*range(13), 0.445, 4.5, 9.99, 20, 65, 1045, -1, *MARKS)
    wholes: tuple[Input, ...] = (1, 10, 100, 5000, 50_890, 0, -3, *MARKS)
    kinds = {"percent": "proportion", "rate": "rate", "count": "count"}
    for (unit, kind), count, whole, level in product(kinds.items(), counts, wholes, (0.95, 0.998)):
        if kind == "count" and whole != wholes[0]:
            continue  # a count has no denominator
        limits = interval(meant(count), meant(whole), kind, level)
        for side, which in enumerate(("lower", "upper")):
            expected = limits.shown if isinstance(limits, Missing) else limits[side]
            make = partial(interval_formula, which, unit)
            yield Case((count, whole, level), make, expected, f"{kind} {which}")


@pytest.fixture(scope="module")
def book() -> FormulaBook:
    return FormulaBook(
        {
            "rating": list(rating_cases()),
            "adrift": list(adrift_cases()),
            "trend": list(trend_cases()),
            "to target": list(to_target_cases()),
            "value": list(value_cases()),
            "year to date": list(year_to_date_cases()),
            "interval": list(interval_cases()),
        }
    )


@pytest.fixture(scope="module")
def results(book: FormulaBook, soffice: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[float | str]]:
    return book.results(tmp_path_factory.mktemp("formulas"))


def differing(
    cases: list[Case], results: list[float | str], relative: float = 1e-12, absolute: float = 1e-14
) -> list[str]:
    """Return the cases whose formula comes to something else than Python, said in a line each."""
    lines = []
    for case, result in zip(cases, results, strict=True):
        if isinstance(case.expected, str) or isinstance(result, str):
            same = case.expected == result
        else:
            same = result == pytest.approx(case.expected, rel=relative, abs=absolute)
        if not same:
            lines.append(f"{case.inputs} {case.about}: Python {case.expected!r}, formula {result!r}")
    return lines


@pytest.mark.parametrize("name", ["rating", "trend", "to target", "value", "year to date"])
def test_formula_and_python_agree(book: FormulaBook, results: dict[str, list[float | str]], name: str) -> None:
    assert differing(book.sheets[name], results[name]) == []


def test_adrift_agrees_to_twelve_decimals(book: FormulaBook, results: dict[str, list[float | str]]) -> None:
    """Near numbers lose digits when they are taken from each other, and spreadsheets take the last ones for 0."""
    assert differing(book.sheets["adrift"], results["adrift"], absolute=1e-12) == []


def test_intervals_agree_to_nine_digits(book: FormulaBook, results: dict[str, list[float | str]]) -> None:
    assert differing(book.sheets["interval"], results["interval"], relative=1e-9) == []


def test_thousands_of_cases_reach_every_rating(book: FormulaBook) -> None:
    ratings = {case.expected for case in book.sheets["rating"]}
    assert len(book.sheets["rating"]) > 4000
    assert len(ratings) == 4 + 3 + 4  # BRAG, status, states


def test_a_wrong_stored_value_is_calculated_anew(soffice: str, tmp_path: Path) -> None:
    case = Case((33, 246), partial(value_formula, "percent"), 33 / 246)
    FormulaBook({"value": [case]}).write(tmp_path / "planted.xlsx")
    assert formula_column(tmp_path / "planted.xlsx") == {"value": [WRONG]}
    after = formula_column(recalculated(tmp_path / "planted.xlsx", tmp_path / "after"))
    assert after["value"] == [pytest.approx(33 / 246)]
