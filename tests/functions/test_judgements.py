"""Ratings, trends and the way to the target in cells."""

from __future__ import annotations

import pytest

from xlperf.functions import adrift, brag, status, to_target, trend
from xlperf.functions.cells import Cell, Cells
from xlperf.sheets.grid import CellError


def reason(cell: Cells, code: str) -> str:
    assert isinstance(cell, CellError), cell
    assert cell.code == code
    return cell.reason


def test_derbys_printed_ratings() -> None:
    # Derby, quarter 3 of 2011/12: the rate of plans against 51.00, low is better.
    assert brag([[56.20], [52.88]], 51.00, "low") == [["Red"], ["Amber"]]
    assert adrift(56.20, 51.00, "low") == pytest.approx(0.10196, abs=1e-5)
    assert adrift(52.88, 51.00, "low") == pytest.approx(0.0369, abs=1e-4)


@pytest.mark.parametrize(
    ("value", "word"),
    [(1.0501, "Red"), (1.05, "Amber"), (1.0001, "Amber"), (1, "Green"), (0.9801, "Green"), (0.98, "Blue")],
)
def test_the_edges_of_brag(value: float, word: str) -> None:
    assert brag(value, 1, "low") == word
    assert brag(2 - value, 1, "high") == word


@pytest.mark.parametrize(
    ("value", "target", "polarity", "state"),
    [
        ("x", 51, "low", "No data"),
        (None, 51, "low", "No data"),
        ("z", None, "low", "No data"),
        ("[c]", 51, "low", "Suppressed"),
        (50, None, "low", "No target"),
        (50, "z", "low", "No target"),
        (50, 51, "neutral", "Data only"),
    ],
)
def test_where_nothing_can_be_rated_the_state_is_told(value: Cell, target: Cell, polarity: str, state: str) -> None:
    assert brag(value, target, polarity) == state
    assert status(value, target, polarity) == state


def test_points_are_percentage_points() -> None:
    assert brag(0.15, 0.10, "low", "brag_points") == "Amber"
    assert brag(0.1501, 0.10, "low", "brag_points") == "Red"
    assert brag(0.15, 0.10, "low") == "Red"


def test_a_scheme_is_named_in_any_case_and_a_blank_is_brag() -> None:
    assert brag(56.2, 51, "low", " BRAG ") == brag(56.2, 51, "low", None) == "Red"


def test_an_unknown_scheme_names_the_nearest() -> None:
    assert 'Did you mean "brag"' in reason(brag(56.2, 51, "low", "barg"), "#VALUE!")
    assert "name of a rating scheme" in reason(brag(56.2, 51, "low", 3), "#VALUE!")


def test_a_range_is_its_own_target() -> None:
    assert brag([[12], [15.5], [17]], None, "10 to 15") == [["Green"], ["Amber"], ["Red"]]


def test_a_target_of_nothing_is_met_or_missed() -> None:
    assert brag([[0, 1]], 0, "low") == [["Green", "Red"]]
    assert adrift(1, 0, "low") == "z"


def test_haringeys_ni_62_is_an_alert_only_beyond_its_red_limit() -> None:
    # Haringey, January 2010: 13.98% against 11%, with a red limit of 16%.
    assert status([[0.1398], [0.16], [0.1601]], 0.11, "low", 0.16) == [["Warning"], ["Warning"], ["Alert"]]
    assert status(0.1398, 0.11, "low") == status(0.1398, 0.11, "low", "z") == "Alert"
    assert status(0.1155, 0.11, "low") == "Warning"
    assert status(0.11, 0.11, "low") == "OK"


def test_text_where_a_number_belongs_is_a_value_error() -> None:
    assert reason(brag("Total = 71", 51, "low"), "#VALUE!") == "value is a text, not a number."
    assert reason(status(71, 51, "low", "none"), "#VALUE!") == "red_limit is a text, not a number."


@pytest.mark.parametrize(
    ("now", "before", "polarity", "places", "travel"),
    [
        (0.134, 0.141, "low", 3, "Improving"),
        (0.134, 0.141, "high", 3, "Getting worse"),
        (0.1341, 0.1344, "low", 3, "No change"),
        (0.1341, 0.1344, "low", 4, "Improving"),
        (16, 20, "10 to 15", 0, "Improving"),
        (11, 14, "10 to 15", 0, "No change"),
    ],
)
def test_direction_of_travel(now: float, before: float, polarity: str, places: int, travel: str) -> None:
    assert trend(now, before, polarity, places) == travel


def test_a_trend_needs_both_figures_and_a_polarity() -> None:
    assert trend("c", 1, "low", 0) == "c"
    assert trend(1, None, "low", 0) == "x"
    assert trend(1, 2, "neutral", 0) == "z"
    assert reason(trend(1, 2, "low", None), "#VALUE!") == "places must be a number."


def test_how_many_children_would_meet_the_target() -> None:
    # NI 65, Haringey: 33 of 246 against 10%; 24 of 246 is 9.8%, 25 is 10.2%.
    assert to_target(33, 246, 0.10, "low") == -9
    assert to_target(286, 5.089, 51, "low") == -27  # 259 of 50,890 is 50.89, 260 is 51.09
    assert to_target(20, 246, 0.10, "low") == 0
    assert to_target(33, 246, None, "low") == "z"
