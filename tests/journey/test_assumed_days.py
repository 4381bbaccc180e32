"""A figure says when the list it was counted from was taken to cover its last days."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.made_up_figures import figure_of
from xlperf.definitions.load import load
from xlperf.journey.inputs import read_inputs

ASSESSMENTS = """Child,Referral date,Type,Started,Completed
1001,02/02/2026,Initial,03/02/2026,06/02/2026
1002,02/03/2026,Initial,03/03/2026,06/03/2026
1003,16/03/2026,Initial,17/03/2026,27/03/2026
"""
ASSUMED = "The last day in the list of assessments is 27 Mar 2026; it is taken to cover Mar 2026 to its end."


@pytest.mark.parametrize(
    ("period", "done", "says_so"), [("2026-03", 2, True), ("2025/26 to 2026-03", None, False), ("2026-02", 1, False)]
)
def test_a_month_after_whose_last_event_days_are_left_is_given_and_said_to_be(
    tmp_path: Path, period: str, done: int | None, says_so: bool
) -> None:
    path = tmp_path / "assessments.csv"
    path.write_text(ASSESSMENTS, encoding="utf-8")
    figure = figure_of(read_inputs([path], load()), "NI 59", period)
    assert figure.denominator == done
    assert (ASSUMED in figure.notes) == says_so
