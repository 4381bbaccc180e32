"""What is true of every native formula whatever the numbers; that they calculate right: `test_formulas_agree.py`."""

from __future__ import annotations

import itertools
import re

import pytest

from tests.support.schemes import SCHEMES
from xlperf.figure import Unit
from xlperf.report.formulas import (
    adrift_formula,
    interval_formula,
    rating_formula,
    ratio_of_sums_formula,
    to_target_formula,
    trend_formula,
    value_formula,
)
from xlperf.results.polarity import HIGH, LOW, NEUTRAL, Polarity

IN_EXCEL_2016_AND_CALC_7_4 = {
    *("IF", "AND", "OR", "ISNUMBER", "COUNT", "SUM", "SUMPRODUCT", "ROWS", "COLUMNS"),
    *("ROUND", "ABS", "MAX", "SQRT", "NORMSINV", "GAMMAINV"),
}
LONGEST = 8192  # characters in a formula, Excel
DEEPEST = 64  # functions inside each other, Excel
POLARITIES = (LOW, HIGH, NEUTRAL, Polarity("range", 0, 0.15), Polarity("range", -5, 0), Polarity("range", 10, 15))
UNITS: tuple[Unit, ...] = ("percent", "rate", "count", "score")
RANGE = "'Detailed analysis, 2011/12'!$AB$1234:$AM$1234"
CELL = "'Detailed analysis, 2011/12'!$AB$1234"


def every_formula() -> list[str]:
    formulas = [value_formula(unit, CELL, CELL) for unit in UNITS]
    formulas += [ratio_of_sums_formula([RANGE], [RANGE]), ratio_of_sums_formula(["$AB$1234"] * 12, ["$AB$1235"] * 12)]
    for polarity in POLARITIES:
        formulas += [adrift_formula(CELL, CELL, polarity), to_target_formula(CELL, CELL, CELL, polarity, 10_000)]
        formulas += [trend_formula(CELL, CELL, polarity, 1, unit) for unit in UNITS]
        formulas += [
            rating_formula(CELL, CELL, polarity, scheme, unit, CELL, CELL, red_limit, data_only)
            for scheme, unit, red_limit, data_only in itertools.product(
                SCHEMES.values(), UNITS, (None, CELL, 0.16), (False, True)
            )
        ]
    for unit in ("percent", "rate", "count"):
        formulas += [
            interval_formula("lower", unit, CELL, CELL, CELL),
            interval_formula("upper", unit, CELL, CELL, CELL),
        ]
    return formulas


FORMULAS = every_formula()


def without_texts(formula: str) -> str:
    return re.sub(r'"[^"]*"', '""', formula.replace(CELL, "A1"))


def test_there_are_formulas_to_look_at() -> None:
    assert len(FORMULAS) > 150


def test_every_function_is_one_that_old_excel_and_calc_know() -> None:
    for formula in FORMULAS:
        assert formula.startswith("=")
        assert set(re.findall(r"([A-Z][A-Z.]*)\(", without_texts(formula))) <= IN_EXCEL_2016_AND_CALC_7_4, formula


def test_no_formula_is_longer_than_excel_allows() -> None:
    assert max(map(len, FORMULAS)) < LONGEST


def test_the_brackets_of_a_formula_pair_and_are_not_too_deep() -> None:
    for formula in FORMULAS:
        steps = [(sign == "(") - (sign == ")") for sign in without_texts(formula)]
        depths = list(itertools.accumulate(steps))
        assert min(depths) == 0, formula
        assert depths[-1] == 0, formula
        assert max(depths) < DEEPEST, formula


def test_a_year_to_date_of_no_months_is_not_available() -> None:
    assert ratio_of_sums_formula([], []) == '="[x]"'


def test_the_thresholds_are_cells_that_a_reader_may_change() -> None:
    formula = rating_formula("B2", "C2", LOW, SCHEMES["brag"], "percent", "$H$1", "$H$2")
    assert "$H$1" in formula
    assert "$H$2" in formula
    assert "0.05" not in formula


def test_a_score_has_no_interval() -> None:
    with pytest.raises(ValueError, match="a score has no interval"):
        interval_formula("lower", "score", "A1", "B1", "C1")
