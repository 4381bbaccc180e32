"""Calculate figures: the numbers are those of the command, and the sheet is never read as data."""

from __future__ import annotations

import pytest

from tests.support.desk import SAMPLES, MemoryBook, MemoryDesk, clicked
from xlperf.actions.calculate_figures import SHEET
from xlperf.definitions.load import load
from xlperf.figure import Figure
from xlperf.journey.figures import FigureMaker, figures
from xlperf.journey.inputs import read_inputs
from xlperf.period import Period
from xlperf.sheets.layout import Cell, Sheet

CASES = [
    ("haringey_performance.xlsx", "2010-01"),
    ("derby_performance.xlsx", "2011/12 Q3"),
    ("bathnes_performance.xlsx", "2011/12 Q2"),
    ("annex_a.xlsx", "2026-09"),
]


def sheet_for(name: str, period: str) -> tuple[MemoryDesk, Sheet]:
    desk = MemoryDesk.over(SAMPLES / name)
    assert not clicked("calculate_figures", desk, period=period).problem
    assert desk.book is not None
    return desk, desk.book.added[SHEET]


def rows_of(sheet: Sheet) -> list[dict[str, Cell]]:
    header = next(row for (row, _), cell in sorted(sheet.cells.items()) if cell.value == "Code")
    headings = {column: str(cell.value) for (row, column), cell in sheet.cells.items() if row == header}
    last = max(row for row, _ in sheet.cells)
    return [
        {heading: sheet.cells[row, column] for column, heading in headings.items()}
        for row in range(header + 1, last + 1)
    ]


def made(name: str, period: str) -> list[Figure]:
    return figures(FigureMaker(read_inputs([SAMPLES / name], load())), Period.parse(period))


@pytest.mark.parametrize(("name", "period"), CASES)
def test_every_figure_stands_with_its_counts_target_rating_and_interval(name: str, period: str) -> None:
    _, sheet = sheet_for(name, period)
    rows, expected = rows_of(sheet), made(name, period)
    assert len(rows) == len(expected)
    for row, figure in zip(rows, expected, strict=True):
        assert row["Code"].value == figure.indicator
        assert row["Numerator"].value == figure.numerator
        assert row["Value"].value == (figure.value if figure.value is not None else f"[{figure.missing}]")
        assert row["Target"].value == figure.target
        assert row["95% to"].value == figure.upper
        assert str(row["Rating"].value).rpartition(" ")[0].casefold() == figure.rating
        assert (row["Direction"].value is None) == (figure.trend is None)


def test_a_rating_has_its_colour_and_a_value_its_decimals() -> None:
    _, sheet = sheet_for("haringey_performance.xlsx", "2010-01")
    by_code = {row["Code"].value: row for row in rows_of(sheet)}
    assert by_code["NI 62"]["Rating"].role == "rating_warning"
    assert by_code["NI 62"]["Value"].number_format == "0.00%"
    assert by_code["NI 64"]["Rating"].role == "rating_ok"


@pytest.mark.parametrize(("name", "period"), CASES)
def test_the_sheet_is_not_read_as_data_when_the_button_is_clicked_again(name: str, period: str) -> None:
    desk, first = sheet_for(name, period)
    assert clicked("calculate_figures", desk, period=period).sheets == (f"{SHEET} 2",)
    assert desk.book is not None
    assert [row["Value"] for row in rows_of(desk.book.added[f"{SHEET} 2"])] == [row["Value"] for row in rows_of(first)]


def test_a_period_without_any_figure_is_said_and_the_sheet_says_why() -> None:
    desk = MemoryDesk.over(SAMPLES / "haringey_performance.xlsx")
    outcome = clicked("calculate_figures", desk, period="2025-01")
    assert outcome.said.startswith("No figure of Jan 2025 is in haringey_performance.xlsx.")
    assert not outcome.problem


def test_the_area_is_that_of_the_question_where_a_return_says_none() -> None:
    desk = MemoryDesk.over(SAMPLES / "annex_a.xlsx")
    clicked("calculate_figures", desk, period="2026-09", area="Northbrook")
    assert desk.book is not None
    assert desk.book.added[SHEET].cells[1, 1].value == "Figures of Northbrook for Sep 2026"


def test_an_area_that_the_workbook_does_not_have_is_told_with_those_it_has() -> None:
    outcome = clicked(
        "calculate_figures", MemoryDesk.over(SAMPLES / "haringey_performance.xlsx"), period="2010-01", area="Haringay"
    )
    assert outcome.problem
    assert 'Did you mean "Haringey"?' in outcome.said


def test_a_report_gives_no_figures() -> None:
    desk = MemoryDesk.over(SAMPLES / "derby_performance.xlsx")
    clicked("build_report", desk, plan="monthly", period="2011/12 Q3")
    (content,) = desk.saved.values()
    outcome = clicked("calculate_figures", MemoryDesk([MemoryBook("r.xlsx", content)]), period="2011/12 Q3")
    assert outcome.problem
    assert "is itself a report made by xlperf" in outcome.said
