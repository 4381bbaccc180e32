"""Forecasts of the year's end, and the limits of a series."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.functions.test_judgements import reason
from xlperf.functions import spc, year_end
from xlperf.functions.broadcast import rows_of
from xlperf.sheets.grid import CellError

YEARS = [10, 20, 10, 20, 10, 20, 10, 20, 10, 20, 10, 20]


def test_two_complete_years_before_give_the_seasonal_profile() -> None:
    # A sixth of each earlier year (30 of 180) came in its first two months; 33 so far make 198.
    assert year_end([[*YEARS, *YEARS, 11, 22]], "events") == pytest.approx(198)
    assert year_end([[*YEARS, *YEARS, 11, 22]], "events", None, "run rate") == pytest.approx(198)
    assert year_end([[*YEARS, *YEARS, 11]], "events") == pytest.approx(198)
    assert year_end([[*YEARS, *YEARS, 11]], "events", None, "run rate") == pytest.approx(132)


def test_a_whole_year_is_its_own_end() -> None:
    assert year_end([YEARS], "events") == 180
    assert year_end([[YEARS[0]], *[[month] for month in YEARS[1:]], [None], [None]], "events") == 180


def test_a_share_is_the_ratio_of_sums_and_never_the_mean_of_the_months() -> None:
    assert year_end([[1, 9]], "share", [[10, 10]]) == 0.5
    assert year_end([[1, 90]], "share", [[10, 100]]) == pytest.approx(91 / 110)
    assert year_end([[1, None]], "share", [[10, 10]]) == 0.1  # denominators known already


def test_what_cannot_be_forecast_says_why() -> None:
    assert "run rate or seasonal profile or linear" in reason(
        year_end([[1]], "events", None, "carried forward"), "#VALUE!"
    )
    assert "3 months" in reason(year_end([[1, 2]], "level", None, "linear"), "#N/A")
    assert "one row or one column" in reason(year_end([[1, 2], [3, 4]], "level"), "#VALUE!")
    assert "single cell" in reason(year_end([[1]], [["level", "share"]]), "#VALUE!")
    assert "more than 240" in reason(year_end([[1]] * 241, "level"), "#NUM!")
    assert "above its denominator" in reason(year_end([[5]], "share", [[4]]), "#NUM!")
    assert reason(year_end([["many"]], "level"), "#VALUE!") == "a cell of months is a text, not a number."
    assert year_end([[1, CellError("#REF!")]], "level") == CellError("#REF!")
    assert year_end([["c"], ["x"]], "level") == "x"


def test_limits_are_those_published(shared: Path) -> None:
    with (shared / "oracles" / "spc_xmr_limits.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            values = [[float(value)] for value in row["values"].split()]
            ranges = "screened" if row["screen_outliers"] == "true" else "all"
            first = rows_of(spc(values, ranges))[0]
            expected = [float(row[f"expected_{name}"]) for name in ("mean", "lpl", "upl")]
            assert first[:3] == pytest.approx(expected, rel=1e-5), row["case"]


def test_a_row_and_a_column_say_the_same() -> None:
    column = rows_of(spc([[3], [4], ["z"], [9], [None]]))
    assert rows_of(spc([[3, 4, "z", 9, None]])) == [list(part) for part in zip(*column, strict=True)]
    assert [row[3] for row in column] == ["No signal", "No signal", "z", "No signal", "x"]
