"""Cells between Calc and the functions, without LibreOffice."""

from __future__ import annotations

import math
import struct

import pytest

from xlperf.functions import find
from xlperf.functions.card import Argument
from xlperf.hosts.calc.values import ERROR_NUMBERS, MIXED, NUMBERS, TEXTS, error_number, from_calc, to_calc
from xlperf.sheets.grid import CellError

SCALAR = Argument("value", "A number.", "scalar")
MATRIX = Argument("values", "Numbers.", "matrix")


def typed(kind: str, rows: object) -> object:
    return (kind, rows)


def test_an_argument_that_was_left_out_is_its_default() -> None:
    per = find("rate").arguments[2]
    assert from_calc(None, per) == per.default == 10_000


def test_a_range_of_one_cell_is_a_single_cell_but_where_a_range_is_wanted() -> None:
    assert from_calc(((5.0,),), SCALAR) == 5.0
    assert from_calc(((5.0,),), MATRIX) == ((5.0,),)
    assert from_calc(((5.0, ""),), SCALAR) == ((5.0, ""),)


def test_a_single_answer_goes_as_it_is_and_rows_with_their_type() -> None:
    assert to_calc("Red", typed) == "Red"
    assert to_calc([[2]], typed) == 2.0
    assert to_calc(None, typed) == ""
    assert to_calc([["Red"], ["Green"]], typed) == (TEXTS, (("Red",), ("Green",)))
    assert to_calc([[1, 2.5]], typed) == (NUMBERS, ((1.0, 2.5),))
    assert to_calc([[1.0, "z"]], typed) == (MIXED, ((1.0, "z"),))


@pytest.mark.parametrize(("code", "number"), ERROR_NUMBERS.items())
def test_an_error_is_no_number_and_carries_calcs_own(code: str, number: int) -> None:
    found = to_calc(CellError(code), typed)
    assert isinstance(found, float)
    assert math.isnan(found)
    assert struct.unpack("<II", struct.pack("<d", found))[0] == number


def test_an_error_that_calc_does_not_have_is_a_wrong_value() -> None:
    assert struct.pack("<d", error_number("#SPILL!")) == struct.pack("<d", error_number("#VALUE!"))
