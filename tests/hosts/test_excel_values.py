"""Cell values between xlwings and the functions."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from xlperf.functions.cells import Cell
from xlperf.hosts.excel.values import COM_ERROR, ERROR_CODES, cell_from_excel, from_excel, to_excel
from xlperf.sheets.grid import CellError


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, None),
        (True, True),
        (3.5, 3.5),
        (3, 3.0),
        ("z", "z"),
        ("#1", "#1"),
        (Decimal("12.50"), 12.5),
        (dt.datetime(1900, 3, 1), 61.0),
        (dt.datetime(2010, 1, 31, 12), 40209.5),
        (dt.datetime(2010, 1, 31, tzinfo=dt.UTC), 40209.0),
    ],
)
def test_a_cell_arrives_as_the_functions_know_it(value: object, cell: Cell) -> None:
    found = cell_from_excel(value)
    assert found == cell
    assert type(found) is type(cell)


@pytest.mark.parametrize(("number", "code"), ERROR_CODES.items())
def test_an_error_cell_arrives_as_that_error_by_text_or_by_number(number: int, code: str) -> None:
    for value in (code, COM_ERROR + number):
        found = cell_from_excel(value)
        assert isinstance(found, CellError)
        assert found.code == code


def test_what_no_cell_holds_is_a_value_error() -> None:
    found = cell_from_excel(object())
    assert isinstance(found, CellError)
    assert found.code == "#VALUE!"


def test_rows_stay_rows() -> None:
    assert from_excel(((1, "z"), (None, 2.0))) == [[1.0, "z"], [None, 2.0]]
    assert from_excel([1.0, 2.0]) == [[1.0], [2.0]]


def test_a_result_leaves_as_rows_with_errors_as_text() -> None:
    assert to_excel([[0.5, CellError("#N/A", "no partner")], ["z", True]]) == [[0.5, "#N/A"], ["z", True]]
    assert to_excel("Red") == [["Red"]]
