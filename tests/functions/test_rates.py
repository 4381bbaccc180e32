"""Rates, percentages, years to date and intervals in cells."""

from __future__ import annotations

import pytest

from xlperf.functions import interval, percent, rate, shown, ytd
from xlperf.functions.cells import Cell, Cells
from xlperf.sheets.grid import CellError


def code(cell: Cells) -> str:
    assert isinstance(cell, CellError), cell
    assert cell.reason
    return cell.code


def test_derbys_rate_of_plans() -> None:
    # Derby, quarter 3 of 2011/12: 286 plans, 56.20 per 10,000; the population is the one that fits both.
    assert shown(rate(286, 50890), 2) == "56.20"


def test_the_national_indicators_of_haringey() -> None:
    # Haringey, January 2010: NI 65 is 33 of 246, NI 61 is 5 of 10.
    assert shown(percent(33, 246), 1, "percent") == "13.4%"
    assert shown(interval(5, 10), 0, "percent") == [["24%", "76%"]]


def test_something_out_of_nothing_and_nothing_out_of_nothing() -> None:
    assert code(rate(1, 0)) == code(percent(1, 0)) == "#DIV/0!"
    assert rate(0, 0) == percent(0, 0) == "z"


def test_a_missing_part_gives_its_symbol_and_the_stronger_one_of_two() -> None:
    assert percent("[c]", 246) == "c"
    assert percent("z", "x") == "x"
    assert percent(None, None) == "x"


def test_a_percentage_is_not_above_one() -> None:
    assert percent(246, 246) == 1
    assert code(percent(247, 246)) == "#NUM!"


def test_a_rate_may_be_per_any_number_above_nothing() -> None:
    assert rate(3, 4, 1) == 0.75
    assert rate(3, 4, None) == 7500
    assert code(rate(3, 4, 0)) == "#NUM!"
    assert code(rate(3, 4, "z")) == "#VALUE!"


def test_each_cell_of_a_range_answers_for_itself() -> None:
    column = percent([[33], ["73**"], [None], [5]], [[246], [100], [10], [0]])
    assert isinstance(column, list)
    found = [cell.code if isinstance(cell, CellError) else cell for [cell] in column]
    assert found == [pytest.approx(33 / 246), "#VALUE!", "x", "#DIV/0!"]


@pytest.mark.parametrize(
    ("value", "places", "unit", "text"),
    [(17, 1, "", "17.0"), (0.1925, 1, "percent", "19.3%"), (-0.04, 1, "", "0.0"), (1250, -2, "count", "1,300")],
)
def test_numbers_are_shown_as_in_a_report(value: Cell, places: int, unit: str, text: str) -> None:
    assert shown(value, places, unit) == text


def test_a_blank_unit_and_blank_places_are_the_defaults() -> None:
    assert shown(0.55, None, None) == "0.6"


def test_limits_of_rates_and_counts() -> None:
    # The 95% limits of 65 in the test data of PHEindicatormethods (Public Health England).
    [[lower, upper]] = interval(65, None, "count")  # type: ignore[misc]
    assert (lower, upper) == (pytest.approx(50.163187710459454), pytest.approx(82.84913854593984))
    [[rate_lower, rate_upper]] = interval(65, 20000, "rate")  # type: ignore[misc]
    assert (rate_lower, rate_upper) == (pytest.approx(lower / 2), pytest.approx(upper / 2))


@pytest.mark.parametrize("level", [0, 1, 95, -0.5, 0.99999])
def test_a_level_that_is_no_share_is_refused(level: float) -> None:
    [[lower, upper]] = interval(5, 10, "proportion", level)  # type: ignore[misc]
    assert code(lower) == code(upper) == "#NUM!"


def test_a_year_to_date_is_a_ratio_of_sums_and_no_mean() -> None:
    assert ytd([[1, 10]], [[2, 100]]) == pytest.approx(11 / 102)


def test_months_still_to_come_are_left_out_but_gaps_are_not() -> None:
    assert ytd([[1], [1], [None], [""]], [[2], [2], [" "], [None]]) == 0.5
    assert ytd([[1], [None], [1]], [[2], [None], [2]]) == "x"
    assert ytd([[1], [None]], [[2], [2]]) == "x"
    assert ytd([[None]], [[None]]) == "x"


def test_the_first_error_of_a_year_is_its_answer() -> None:
    error = CellError("#REF!", "gone")
    assert ytd([[1, error]], [[2, 2]]) is error
    assert code(ytd([[1, "Total = 71"]], [[2, 2]])) == "#VALUE!"


def test_ranges_of_different_shape_make_no_year() -> None:
    assert code(ytd([[1, 2]], [[1], [2]])) == "#N/A"
    assert code(ytd([[1], [2]], [[1], [2], [3]])) == "#N/A"


def test_a_single_month_may_be_a_single_cell() -> None:
    assert ytd(33, 246) == percent(33, 246)  # type: ignore[arg-type]
