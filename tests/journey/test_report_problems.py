"""What a report says of itself on its data-quality sheet, beside what was found while reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.libreoffice import converted
from xlperf.definitions.load import load
from xlperf.folders import bundled
from xlperf.journey.inputs import read_inputs
from xlperf.journey.report import made_report
from xlperf.period import Period
from xlperf.problem import Problem

HARINGEY = bundled("workbooks") / "samples" / "haringey_performance.xlsx"


def problems(period: str) -> tuple[Problem, ...]:
    catalogue = load()
    inputs = read_inputs([HARINGEY], catalogue)
    content, _ = made_report(inputs, catalogue.plans["monthly"], Period.parse(period))
    return content.problems


def test_a_stated_percentage_that_its_counts_do_not_give_is_listed_with_its_cell() -> None:
    (found,) = problems("2010-01")
    assert (found.sheet, found.cell) == ("Figures wide", "J16")
    assert "NI 60" in found.message


def test_a_period_of_which_nothing_is_known_is_said_with_the_periods_there_are() -> None:
    (found,) = [one for one in problems("2013-01") if one.rule == "nothing for the period"]
    assert "Jan 2013" in found.message
    assert "2008/09" in found.message


@pytest.mark.usefixtures("soffice")
def test_formats_that_were_not_read_make_a_percentage_missing_and_never_a_hundredth(tmp_path: Path) -> None:
    (old,) = converted([HARINGEY], tmp_path, "xls:MS Excel 97", seconds=120)
    inputs = read_inputs([old], load())
    stated = {(row.code, str(row.period)): row.value for row in inputs.workbooks[0].figures if row.value}
    assert stated["NI 68", "2010-01"].value is None
    assert any("may be 75.3% or 0.753%" in problem.message for problem in inputs.problems)
