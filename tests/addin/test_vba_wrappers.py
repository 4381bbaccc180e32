"""The VBA of the worksheet functions is that of xlwings, but for the differences that are listed."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from tests.support.stub_windows import vba_wrappers
from xlperf.addin.vba_text import exported, module_of_file, module_of_text, quoted
from xlperf.addin.vba_wrappers import wrapper, wrappers
from xlperf.addin.xlam import UDF_MODULES
from xlperf.folders import bundled
from xlperf.functions import CARDS, Card
from xlperf.hosts.excel.values import ERROR_CODES
from xlperf.sheets.address import LAST_ROW

CELLS = (bundled("macros") / "vba" / "XlperfCells.bas").read_bytes().decode("cp1252").replace("\r\n", "\n")


@pytest.fixture(scope="module")
def of_xlwings() -> dict[str, str]:
    """The functions that xlwings writes for an add-in, by name."""
    text = vba_wrappers("xlperf.xlam")
    functions = re.findall(r"^Function (\w+)", text, re.MULTILINE)
    texts = re.split(r"^(?=Function )", text, flags=re.MULTILINE)[1:]
    return dict(zip(functions, texts, strict=True))


def with_the_listed_differences(text: str, card: Card) -> str:
    """What xlwings wrote, changed in each of the ways that the module's docstring lists, and in no other."""
    opening, _, body = text.partition("\n")
    name, arguments = re.fullmatch(r"Function (\w+)\((.*)\)", opening.strip()).groups()  # type: ignore[union-attr]
    typed = ", ".join(f"{argument} As Variant" for argument in arguments.split(", "))
    module, called, passed = re.search(  # type: ignore[union-attr]
        r'XLPy\.CallUDF\("([\w.]+)", "(\w+)", Array\((.*?)\), ActiveWorkbook, Application\.Caller\)', body
    ).groups()
    assert module == UDF_MODULES
    return "\n".join(
        [
            f"Public Function {name}({typed}) As Variant",
            f"Attribute {name}.VB_Description = {quoted(card.summary)}",
            rf'Attribute {name}.VB_ProcData.VB_Invoke_Func = " \n14"',
            f'    {name} = PerfAnswer("{called}", {passed})',
            "End Function",
        ]
    )


@pytest.mark.parametrize("card", CARDS, ids=[card.python_name for card in CARDS])
def test_a_wrapper_is_that_of_xlwings_but_for_what_is_listed(of_xlwings: dict[str, str], card: Card) -> None:
    assert "\n".join(wrapper(card)) == with_the_listed_differences(of_xlwings[card.name], card)


def test_there_is_one_wrapper_for_each_card_and_no_other(of_xlwings: dict[str, str]) -> None:
    made = re.findall(r"^Public Function (\w+)", wrappers(CARDS).text, re.MULTILINE)
    assert made == [card.name for card in CARDS]
    assert sorted(made) == sorted(of_xlwings)


def test_no_function_is_volatile_and_every_variable_is_declared() -> None:
    text = wrappers(CARDS).text
    assert "Volatile" not in text + CELLS
    assert text.startswith("Option Explicit\n")
    assert "\nOption Explicit\n" in CELLS


def test_a_quotation_mark_in_a_help_text_is_doubled_and_a_line_end_refused() -> None:
    card = dataclasses.replace(CARDS[0], summary='Return "this".')
    assert f'Attribute {card.name}.VB_Description = "Return ""this""."' in wrapper(card)
    with pytest.raises(ValueError, match="line end"):
        wrapper(dataclasses.replace(CARDS[0], summary="one\ntwo"))


@pytest.mark.parametrize("change", [{"name": "RATE"}, {"name": "PERF_A.B"}, {"summary": "x" * 256}, {"summary": ""}])
def test_a_card_that_vba_or_the_wizard_refuses_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"PERF_|longer|no text"):
        wrappers([dataclasses.replace(CARDS[0], **change)])


# What the wrappers have in common, written by hand


def test_every_error_text_of_python_becomes_the_error_of_that_number() -> None:
    cases = dict(re.findall(r'Case "(#.+?)": AsCell = CVErr\((\d+)\)', CELLS))
    assert cases == {text: str(number) for number, text in ERROR_CODES.items()}


def test_the_functions_are_asked_of_the_module_that_xlwings_serves() -> None:
    assert f'PYTHON_MODULE As String = "{UDF_MODULES}"' in CELLS


def test_a_range_may_hold_as_many_cells_as_a_whole_column_and_no_more() -> None:
    assert f"LARGEST_RANGE As Long = {LAST_ROW}\n" in CELLS
    assert f"more than {LAST_ROW:,} cells" in CELLS


def test_cells_are_passed_as_plain_values_and_helpers_are_no_functions_for_cells() -> None:
    assert CELLS.count(".Value2") == 1
    assert not re.search(r"\.Value\b", CELLS)
    assert "\nOption Private Module\n" in CELLS


# Modules as files


@pytest.mark.parametrize("name", ["XlperfCells.bas", "XlperfEvents.cls"])
def test_a_module_written_by_hand_stands_as_the_vba_editor_would_export_it(name: str) -> None:
    path: Path = bundled("macros") / "vba" / name
    assert exported(module_of_file(path)) == path.read_bytes()


def test_a_text_without_a_name_is_no_module() -> None:
    with pytest.raises(ValueError, match="say its name"):
        module_of_text("Option Explicit\n")
