"""Insert indicator: what a code means, at the cursor."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.support.desk import SAMPLES, MemoryBook, MemoryDesk, clicked
from xlperf.definitions.load import load
from xlperf.sheets.grid import CellValue

HARINGEY = SAMPLES / "haringey_performance.xlsx"


def written(desk: MemoryDesk) -> dict[str, tuple[CellValue, CellValue]]:
    """Return what was written by its label: the value, and how it is shown."""
    assert desk.book is not None
    labels = {(row, column): text for (_, row, column), text in desk.book.written.items()}
    first = min(column for _, column in labels)
    return {str(labels[row, at]): (labels[row, at + 1], labels[row, at + 2]) for row, at in labels if at == first}


def of_rows(rows: list[list[CellValue]], area: str) -> MemoryDesk:
    return MemoryDesk([MemoryBook.of_rows(rows)]).select("Sheet1", area)


def test_definition_polarity_target_and_comparators_of_the_workbook_are_written() -> None:
    desk = MemoryDesk.over(HARINGEY).select("About", "H1")
    outcome = clicked("insert_indicator", desk, code="ni65", period="2010-01")
    lines = written(desk)
    assert outcome.said == "NI 65 is written from H1 on for Jan 2010."
    assert lines["NI 65"][0] == load().named("NI 65").title
    assert lines["Good is"][0] == "low"
    assert lines["Rated by"][0] == "Status: OK, Warning or Alert"
    assert lines["Target, Jan 2010"][1] == "10.0%"
    assert lines["Target, Jan 2010"][0] == pytest.approx(0.1)


def test_what_england_and_the_neighbours_reached_stands_as_numbers_with_their_year() -> None:
    desk = MemoryDesk.over(HARINGEY).select("About", "H1")
    clicked("insert_indicator", desk, code="NI 65", period="2010-01")
    compared = {label: shown for label, (_, shown) in written(desk).items() if label.startswith("England")}
    assert compared == {"England, 2008/09": "13.0%"}


def test_without_a_performance_workbook_the_catalogue_answers() -> None:
    desk = of_rows([[None]], "A1")
    outcome = clicked("insert_indicator", desk, code="NI 64", period="2010-01")
    assert not outcome.problem
    assert written(desk)["Target, Jan 2010"] == ("no target", "")


def test_beside_a_code_that_stands_at_the_cursor_it_is_written_to_the_right() -> None:
    desk = of_rows([["NI 64"]], "A1")
    clicked("insert_indicator", desk, code="NI 64")
    assert desk.book is not None
    assert {column for _, _, column in desk.book.written} == {2, 3, 4}
    assert not desk.asked


@pytest.mark.parametrize(
    ("rows", "area"),
    [
        ([["2010-01", None]], "B1"),
        ([[None, "2010-01"], [None, None]], "B2"),
        ([["Code", "2010-01"], ["NI 64", None]], "A2"),
        ([["2009-12", "2010-01"]], "C1"),
    ],
)
def test_the_period_is_that_at_the_cursor(rows: list[list[CellValue]], area: str) -> None:
    desk = of_rows(rows, area)
    assert clicked("insert_indicator", desk, code="NI 64").said.endswith("on for Jan 2010.")


def test_a_date_at_the_cursor_is_the_day_that_it_shows() -> None:
    desk = of_rows([[dt.date(2012, 2, 19), None]], "B1")
    assert clicked("insert_indicator", desk, code="NI 64").said.endswith("on for 19 Feb 2012.")


def test_a_code_means_what_it_meant_in_the_period() -> None:
    titles = []
    for period in ("2009/10", "2011/12"):
        desk = of_rows([[None]], "A1")
        clicked("insert_indicator", desk, code="NI 59", period=period)
        titles.append(written(desk)["NI 59"][0])
    assert titles[0] != titles[1]


@pytest.mark.parametrize("yes", [True, False])
def test_cells_that_hold_something_are_written_over_only_when_the_user_says_yes(yes: bool) -> None:
    desk = of_rows([[None, None], ["mine", "too"]], "A1")
    desk.answers_yes = yes
    outcome = clicked("insert_indicator", desk, code="NI 64", period="2010-01")
    assert desk.asked == ["A2 and B2 are not empty. Write over them?"]
    assert outcome.cancelled is not yes
    assert desk.book is not None
    assert bool(desk.book.written) is yes


def test_an_unknown_code_gets_the_nearest() -> None:
    outcome = clicked("insert_indicator", of_rows([[None]], "A1"), code="NI 640", period="2010-01")
    assert outcome.problem
    assert 'There is no indicator "NI 640". Did you mean' in outcome.said


def test_at_the_last_row_there_is_no_room() -> None:
    desk = of_rows([[None]], "A1")
    assert desk.selection is not None
    desk.selection = type(desk.selection)("Sheet1", 1_048_576, 1, [[None]])
    outcome = clicked("insert_indicator", desk, code="NI 64", period="2010-01")
    assert outcome.problem
    assert "not enough room" in outcome.said


def test_a_return_of_children_is_not_counted_for_it() -> None:
    desk = MemoryDesk.over(SAMPLES / "annex_a.xlsx").select("List 7", "Z1")
    desk.can_count = False
    assert not clicked("insert_indicator", desk, code="NI 64", period="2026-09").problem
