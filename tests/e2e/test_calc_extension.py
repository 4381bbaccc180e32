"""The extension in a real LibreOffice: its arrays in an ordinary workbook, its wizard, its coming and going."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.support.calc import Calc, calc_with, from_cells
from xlperf.addin.oxt.build import FILE, build_oxt
from xlperf.addin.oxt.names import IDENTIFIER, programmatic_name
from xlperf.functions import CARDS, brag
from xlperf.sheets.grid import CellError

VALUES = [(40 + row * 0.5, 51.0) for row in range(39)]


@pytest.fixture
def ordinary(calc: Calc, tmp_path: Path) -> Iterator[Calc]:
    """A workbook that knows nothing of xlperf: B2:B40 actuals, C2:C40 targets."""
    made = Workbook()
    made.active.title = "Data"
    made.active.append(["Month", "Actual", "Target"])
    for number, (actual, target) in enumerate(VALUES):
        made.active.append([f"Month {number}", actual, target])
    made.save(tmp_path / "ordinary.xlsx")
    calc.ask("open", (tmp_path / "ordinary.xlsx").as_uri())
    yield calc
    calc.ask("close")


def test_a_range_gives_an_array_in_an_ordinary_workbook(ordinary: Calc) -> None:
    ordinary.ask("put_array", "Data", "D2:D40", '=PERF_BRAG(B2:B40;C2:C40;"low")')
    found = from_cells(ordinary.ask("cells", "Data", "D2:D40"))
    assert found == [[brag(value, target, "low")] for value, target in VALUES]
    assert {row[0] for row in found} == {"Blue", "Green", "Amber", "Red"}


def test_an_array_follows_when_a_cell_changes(ordinary: Calc) -> None:
    ordinary.ask("put_array", "Data", "D2:D40", '=PERF_BRAG(B2:B40;C2:C40;"low")')
    ordinary.ask("put", "Data", "B2", [[99.0]])
    assert ordinary.ask("cells", "Data", "D2") == [["Red"]]


@pytest.mark.parametrize(
    ("formula", "answer"),
    [
        ("=ISERROR(PERF_RATE(12;0))", 1.0),
        ('=IFERROR(PERF_RATE(12;0);"caught")', "caught"),
        ("=ISNA(PERF_YTD({2;3};{40;60;146}))", 1.0),
        ('=IFERROR(PERF_BRAG(B2:B41/0;51;"low");"caught")', "caught"),
        ("=SUM(PERF_RATE({1;2};{100;100}))", 300.0),
        ('=SUMPRODUCT(PERF_BRAG(B2:B40;C2:C40;"low")="Red")', 11.0),
        ("=PERF_INTERVAL(5;10;;0.9)", 0.2692718),
        ("=PERF_RATE(7;3500;)", 20.0),
    ],
)
def test_formulas_around_a_function(ordinary: Calc, formula: str, answer: object) -> None:
    ordinary.ask("put", "Data", "F1", [[formula]])
    found = ordinary.ask("cells", "Data", "F1")[0][0]
    assert found == (pytest.approx(answer, rel=1e-6) if isinstance(answer, float) else answer)


@pytest.mark.parametrize(
    ("formula", "error"),
    [
        ("=PERF_RATE(12;0)", "#DIV/0!"),
        ("=PERF_PERCENT(247;246)", "#NUM!"),
        ('=PERF_RATE("many";246)', "#VALUE!"),
        ("=PERF_YTD({2;3};{40;60;146})", "#N/A"),
    ],
)
def test_a_cell_shows_the_error_that_excel_would(ordinary: Calc, formula: str, error: str) -> None:
    ordinary.ask("put", "Data", "F1", [[formula]])
    assert ordinary.ask("shown", "Data", "F1") == error


def test_what_calc_itself_decides_is_as_documented(ordinary: Calc) -> None:
    ordinary.ask("put", "Data", "F1:H1", [["=PERF_RATE(Z1;50890)", "=PERF_RATE(Z1:Z1;50890)", "=PERF_RATE(TRUE();50)"]])
    ordinary.ask("put", "Data", "B3", [["=1/0"]])
    ordinary.ask("put", "Data", "F2:G2", [['=PERF_BRAG(B3;C3;"low")', '=PERF_BRAG(B2:B4;51;"low")']])
    ordinary.ask("put_array", "Data", "I2:I4", '=PERF_BRAG(IFERROR(B2:B4;"x");51;"low")')
    ordinary.ask("put", "Data", "F3:G3", [["=PERF_RATE(3)", '=PERF_BRAG(56.2;;"low")']])
    found = from_cells(ordinary.ask("cells", "Data", "F1:H3"))
    assert found[0] == [0.0, "x", 200.0]
    assert found[1][:2] == [CellError("#DIV/0!"), CellError("Err:504")]
    assert found[2][:2] == [CellError("Err:504"), CellError("Err:502")]
    assert ordinary.ask("cells", "Data", "I2:I4") == [["Blue"], ["No data"], ["Blue"]]


def test_the_wizard_explains_every_function_and_every_argument(calc: Calc) -> None:
    described = calc.ask("described")
    assert set(described) == {card.name for card in CARDS}
    for card in CARDS:
        about = described[card.name]
        assert about["description"] == card.summary
        assert about["arguments"] == [[one.name, one.help, one.optional] for one in card.arguments]


def test_a_file_saved_by_libreoffice_is_calculated_again(ordinary: Calc, tmp_path: Path) -> None:
    ordinary.ask("put", "Data", "F1", [["=PERF_RATE(286;B2)"]])
    before = ordinary.ask("cells", "Data", "F1")
    path = tmp_path / "kept.ods"
    ordinary.ask("store", path.as_uri(), "calc8")
    ordinary.ask("close")
    ordinary.ask("open", path.as_uri())
    assert ordinary.ask("cells", "Data", "F1") == before
    assert programmatic_name("PERF_RATE").upper() in ordinary.ask("formula", "Data", "F1").upper()
    ordinary.ask("put", "Data", "B2", [[20.0]])
    assert ordinary.ask("cells", "Data", "F1") == [[143_000.0]]


def test_the_extension_comes_and_goes(soffice: str, tmp_path: Path) -> None:
    with calc_with(build_oxt(tmp_path), tmp_path / "office", windows=False) as office:
        assert office.ask("installed") == [IDENTIFIER]
        office.ask("remove", IDENTIFIER, FILE)
        assert office.ask("installed") == []


def test_words_of_single_answers_and_of_arrays_of_words_can_be_compared_and_counted(ordinary: Calc) -> None:
    ordinary.ask("put_array", "Data", "D2:D40", '=PERF_BRAG(B2:B40;C2:C40;"low")')
    ordinary.ask("put", "Data", "E2", [['=PERF_BRAG(B40;C40;"low")']])
    ordinary.ask("put", "Data", "F1:F3", [['=COUNTIF(D2:D40;"Red")'], ['=E2="Red"'], ['=COUNTIF(E2:E3;"Red")']])
    assert ordinary.ask("cells", "Data", "F1:F3") == [[11.0], [1.0], [1.0]]


def test_words_of_a_mixed_array_compare_as_documented(ordinary: Calc) -> None:
    ordinary.ask("put_array", "Data", "D2:D3", '=PERF_BRAG({99|"many"};51;"low")')
    assert from_cells(ordinary.ask("cells", "Data", "D2:D3")) == [["Red"], [CellError("#VALUE!")]]
    ordinary.ask("put", "Data", "F1:F2", [['=D2="Red"'], ['=D2&""="Red"']])
    assert ordinary.ask("cells", "Data", "F1:F2") == [[0.0], [1.0]]
