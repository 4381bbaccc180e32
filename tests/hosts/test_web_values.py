"""Cells and sheets on their way between Office.js and xlperf."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.datetime import from_excel, to_excel

from xlperf.hosts.web.cells import cell_of_function, cell_of_sheet, cell_to_json, kind_of_format, serial
from xlperf.hosts.web.changes import entered, entered_rows, rectangles, sheet_change
from xlperf.hosts.web.desk import theme_named
from xlperf.sheets.grid import CellError
from xlperf.sheets.layout import Cell, ColourRule, Sheet
from xlperf.workbook.number_formats import BUILT_IN

FORMATS = [
    *BUILT_IN.values(),
    *("General", "0.0%", "#,##0.00", "d mmm yyyy", "[$-809]dd mmmm yyyy", '0 "days"', "yyyy-mm-dd hh:mm", "mmm-yy"),
    *("[Red]0.0", '"m"0', r"0\d", "0_d", "[>=100]0;0.0", "@", "h:mm AM/PM"),
]


@pytest.mark.parametrize("code", FORMATS)
def test_a_date_format_is_what_openpyxl_takes_for_one(code: str) -> None:
    assert (kind_of_format(code) != "number") == is_date_format(code)


@pytest.mark.parametrize(
    ("value", "code", "meant"),
    [
        (40237, "d mmm yyyy", dt.date(2010, 2, 28)),
        (40237.5, "d mmm yyyy hh:mm", dt.datetime(2010, 2, 28, 12)),
        (0.25, "hh:mm", dt.time(6)),
        (1.25, "[h]:mm", dt.timedelta(hours=30)),
        (40237, "0.0", 40237.0),
        (40237, "", 40237.0),
        (-1, "d mmm yyyy", -1.0),
        (3_000_000, "d mmm yyyy", 3_000_000.0),
        ("2010-02", "d mmm yyyy", "2010-02"),
        ("#DIV/0!", "", CellError("#DIV/0!")),
        ("#hash", "", "#hash"),
        ("", "0", None),
        (True, "0", True),
    ],
)
def test_a_cell_means_what_its_number_format_shows(value: object, code: str, meant: object) -> None:
    found = cell_of_sheet(value, code)
    assert found == meant
    assert type(found) is type(meant)


@given(st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(9999, 12, 31)).map(lambda day: day.replace(microsecond=0)))
def test_a_day_and_its_time_survive_the_way_there_and_back(day: dt.datetime) -> None:
    assert serial(day) == pytest.approx(to_excel(day))
    back = cell_of_sheet(serial(day), "yyyy-mm-dd hh:mm:ss")
    assert back == (day if day.time() != dt.time() else day.date())
    assert from_excel(serial(day)) == day


def test_an_argument_of_a_function_keeps_errors_and_blanks() -> None:
    assert cell_of_function({"error": "#N/A"}) == CellError("#N/A", "It was so in the cell.")
    assert cell_of_function("") is None
    assert cell_of_function(3) == 3.0
    assert isinstance(cell_of_function(3), float)
    assert cell_to_json(CellError("#NUM!", "Why.")) == {"error": "#NUM!", "reason": "Why."}


@pytest.mark.parametrize("text", ["=1+1", "2010-02", "May 2024", "73**", "TRUE", "+x", "-x", "@x", "'x", "#N/A", " =1"])
def test_a_text_that_excel_would_change_is_led_by_an_apostrophe(text: str) -> None:
    assert entered(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Green", "Getting worse ▼", "", None, 1.5, True])
def test_anything_else_is_entered_as_it_is(value: object) -> None:
    assert entered(value) is value


def test_an_error_value_is_entered_as_one_and_a_date_as_its_number() -> None:
    assert entered(CellError("#N/A")) == "=#N/A"
    assert entered(dt.date(2010, 2, 28)) == 40237
    assert entered_rows([["a", 1.0]], {(0, 1): "=A1"}) == [["a", "=A1"]]


@given(st.sets(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=40))
def test_rectangles_cover_exactly_the_cells(places: set[tuple[int, int]]) -> None:
    covered = [
        (row, column)
        for (top, left), (bottom, right) in rectangles(sorted(places))
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    ]
    assert sorted(covered) == sorted(places)


def test_a_table_of_one_look_is_one_area() -> None:
    cells = {(row, column): Cell(1.0, "number") for row in range(2, 500) for column in range(1, 9)}
    change = sheet_change(Sheet("S", {(1, 1): Cell("A title", "title"), **cells}), "S 2", theme_named("plain"))
    styles = change["styles"]
    assert isinstance(styles, list)
    assert [style["areas"] for style in styles] == [["A1"], ["A2:H499"]]
    assert change["name"] == "S 2"


def test_no_list_of_areas_is_longer_than_excel_takes() -> None:
    cells = {(row, 1): Cell(1.0, "number" if row % 2 else "text") for row in range(1, 3_000)}
    styles = sheet_change(Sheet("S", cells), "S", theme_named("plain"))["styles"]
    assert isinstance(styles, list)
    assert max(len(area) for style in styles for area in style["areas"]) <= 1_000


def test_a_sheet_keeps_formulas_formats_links_and_rules() -> None:
    sheet = Sheet(
        "S",
        {
            (1, 1): Cell(0.5, "number", formula="=1/2", number_format="0.0%"),
            (1, 2): Cell(dt.date(2010, 2, 28), "text"),
            (2, 1): Cell("B7", "link", link="'Key'!A1"),
        },
        colour_rules=(ColourRule(((1, 1), (9, 1)), "rating_red", text="Red"),),
        freeze_at=(2, 1),
    )
    change = sheet_change(sheet, "S", theme_named("plain"))
    assert change["formulas"] == [["=1/2", 40237.0], ["'B7", None]]
    assert change["formats"] == [["0.0%", "d mmm yyyy"], [None, None]]
    assert change["links"] == {"A2": "'Key'!A1"}
    assert change["rules"] == [
        {"address": "A1:A9", "text": "Red", "formula": "", "ink": "#ffffff", "fill": "#a3271d", "bold": True}
    ]
    assert change["freeze"] == [2, 1]
