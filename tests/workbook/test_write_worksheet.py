"""The worksheet that leaves formulas alone writes what xlsxwriter's own would."""

from __future__ import annotations

import pytest
from xlsxwriter.worksheet import Worksheet

from tests.support.layouts import everything, one_cell
from xlperf.definitions.load import load
from xlperf.sheets.layout import Layout
from xlperf.workbook.write import workbook_bytes
from xlperf.workbook.writing.worksheet import PlainWorksheet

FORMULAS = ['=IF(A1>0.05,"Red ▲","Blue ★")', "=STDEV.S(B1:B9)", '=IFNA(A1,"[x]")', "=NETWORKDAYS.INTL(A1,A2)"]


@pytest.mark.parametrize("layout", [everything(), *(one_cell("x", formula=formula) for formula in FORMULAS)])
def test_it_writes_the_bytes_of_xlsxwriter_s_own_worksheet(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    theme = load().themes["plain"]
    ours = workbook_bytes(layout, theme)
    monkeypatch.setattr("xlperf.workbook.write.PlainWorksheet", Worksheet)
    assert workbook_bytes(layout, theme) == ours


def test_the_search_is_left_out_of_cells_and_kept_for_rules() -> None:
    sheet = PlainWorksheet()
    assert sheet._prepare_formula("=XLOOKUP(A1,B1:B9,C1:C9)") == "XLOOKUP(A1,B1:B9,C1:C9)"
    assert sheet._prepare_formula("=IFNA(A1,0)", True) == "_xlfn.IFNA(A1,0)"
