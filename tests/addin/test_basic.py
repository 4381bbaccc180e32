"""The add-in's VBA compiled and run in LibreOffice, with a stand-in for xlwings' module.

What that leaves open is said in `tests/support/basic.py`; it is why Value2 is read as Value here.
"""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from tests.support.basic import shown_cells
from xlperf.addin.vba_project import Module, vba_project
from xlperf.addin.xlam import own_modules

XLWINGS = Module(
    "xlwings",
    """Option Explicit
Public Connections As Long
Public Function XLPy() As Variant
    Connections = Connections + 1
    Set XLPy = New StandIn
End Function
Public Function RunPython(command As String)
    RunPython = command
End Function
Public Function CONNECTED() As Long
    CONNECTED = Connections
End Function
""",
)
# Says what came, or answers as Python would: an error, rows with errors in them, one row, an exception.
STAND_IN = Module(
    "StandIn",
    """Option Explicit
Public Function CallUDF(ByVal script As String, ByVal name As String, ByRef given As Variant) As Variant
    Dim rows(1 To 2, 1 To 2) As Variant
    Dim row(1 To 2) As Variant
    Select Case name
        Case "PERF_RATE"
            If given(1) = 0 Then
                CallUDF = "#DIV/0!"
            Else
                CallUDF = given(0) / given(1) * given(2)
            End If
        Case "PERF_BRAG"
            CallUDF = UBound(given(0), 1) & " rows, " & UBound(given(0), 2) & " columns, " & given(2)
        Case "PERF_SHOWN"
            rows(1, 1) = "#N/A"
            rows(1, 2) = "#hash"
            rows(2, 1) = given(0)(2, 1)
            rows(2, 2) = "#VALUE!"
            CallUDF = rows
        Case "PERF_INTERVAL"
            row(1) = 0.25
            row(2) = "#NUM!"
            CallUDF = row
        Case Else
            Err.Raise 1000, , "no such thing in Python"
    End Select
End Function
""",
    "class",
)
FORMULAS = {
    "E1": "=PERF_RATE(A1,B1,10000)",
    "E2": "=PERF_RATE(3,0,1)",
    "E3": '=PERF_BRAG(A1:A3,B1:B3,"low","brag")',
    "E4": '=PERF_BRAG(A:A,B:B,"low","brag")',
    "E5": '=PERF_BRAG(A:B,B:B,"low","brag")',
    "E6": '=PERF_BRAG(A1:AA65536,B1,"low","brag")',
    "E7": '=PERF_TREND(A1,B1,"low",1)',
    "E8": "=CONNECTED()",
    "E9": "=PERFREASONS()",
    "E10": '=PERF_BRAG(D:D,B:B,"low","brag")',
}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, soffice: str) -> dict[str, str]:
    """What each cell shows."""
    assert soffice
    path: Path = tmp_path_factory.mktemp("basic") / "book.xlsm"
    ours = [dataclasses.replace(one, text=one.text.replace(".Value2", ".Value")) for one in own_modules()]
    modules = [Module("ThisWorkbook", "", "workbook"), Module("Sheet1", "", "sheet"), *ours, XLWINGS, STAND_IN]
    filler = [Module(f"Filler{number}", f"' {number}\n") for number in range(150 - len(modules) - 1)]
    last = Module("Last", "Public Function OF_THE_LAST(x)\n    OF_THE_LAST = x * 2\nEnd Function\n")
    with Workbook(path) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.set_vba_name("Sheet1")
        book.set_vba_name("ThisWorkbook")
        for number, row in enumerate([(286, 50890), (3, 4), (5, 6), (7,)]):
            sheet.write_row(number, 0, row)
        for address, formula in FORMULAS.items():
            sheet.write_formula(address, formula)
        sheet.write_array_formula("G1:H2", '{=PERF_SHOWN(A1:B2,1,"")}')
        sheet.write_array_formula("G4:H4", '{=PERF_INTERVAL(A1,B1,"proportion",0.95)}')
        sheet.write_formula("J1", "=OF_THE_LAST(21)")
        sheet.write_formula("A60000", '=""')
        book.add_vba_project(io.BytesIO(vba_project("XlperfAddin", [*modules, *filler, last])), is_stream=True)
    return shown_cells(path, [*FORMULAS, "G1", "H1", "G2", "H2", "G4", "H4", "J1"])


def test_cells_go_in_and_a_value_comes_out(shown: dict[str, str]) -> None:
    assert float(shown["E1"]) == pytest.approx(286 / 50890 * 10000)


def test_an_error_text_becomes_an_error_value(shown: dict[str, str]) -> None:
    assert shown["E2"] == "Error 2007"


def test_in_rows_each_error_text_becomes_an_error_and_no_other_text_does(shown: dict[str, str]) -> None:
    assert [shown[cell] for cell in ("G1", "H1", "G2", "H2")] == ["Error 2042", "#hash", "3", "Error 2015"]


def test_an_answer_of_one_row_is_looked_through_too(shown: dict[str, str]) -> None:
    assert [shown["G4"], shown["H4"]] == ["0.25", "Error 2036"]


def test_a_range_is_passed_as_rows_and_columns(shown: dict[str, str]) -> None:
    assert shown["E3"] == "3 rows, 1 columns, low"


def test_whole_columns_are_passed_as_far_as_the_longest_of_them_is_filled(shown: dict[str, str]) -> None:
    assert shown["E4"] == "60000 rows, 1 columns, low"
    assert shown["E5"] == "60000 rows, 2 columns, low"
    assert shown["E10"] == "3 rows, 1 columns, low"


def test_more_than_a_whole_column_of_cells_is_refused(shown: dict[str, str]) -> None:
    assert shown["E6"] == "Error 2042"


def test_a_failure_is_not_available_and_its_reason_is_kept(shown: dict[str, str]) -> None:
    assert shown["E7"] == "Error 2042"
    assert shown["E9"] == "PERF_TREND: no such thing in Python"


def test_a_connection_is_kept_and_made_anew_after_a_failure(shown: dict[str, str]) -> None:
    assert 1 <= int(shown["E8"]) <= 4


def test_a_project_of_150_modules_runs_the_function_of_its_last(shown: dict[str, str]) -> None:
    assert shown["J1"] == "42"
