"""Every card is a function that xlwings can run and write VBA for."""

from __future__ import annotations

import datetime as dt
import re
import sys
from decimal import Decimal

import pytest

from tests.support.stub_windows import LeftOut, call_udfs, vba_wrappers
from xlperf.functions import CARDS, rate
from xlperf.hosts.excel import udfs
from xlperf.hosts.excel.registration import metadata
from xlperf.sheets.grid import CellError


def test_the_module_has_every_function_under_its_excel_name_and_no_other() -> None:
    registered = {name for name in dir(udfs) if hasattr(getattr(udfs, name), "__xlfunc__")}
    assert registered == {card.name for card in CARDS}


def test_the_functions_themselves_carry_nothing_of_xlwings() -> None:
    assert not any(hasattr(card.function, "__xlfunc__") for card in CARDS)


def test_only_an_argument_that_may_be_left_out_has_a_default() -> None:
    card = next(card for card in CARDS if card.function is rate)
    noted = metadata(card)["args"]
    assert isinstance(noted, list)
    assert [argument.get("optional", "must be given") for argument in noted] == ["must be given"] * 2 + [10000]


@pytest.fixture(scope="module")
def vba() -> str:
    """The VBA that xlwings writes for an add-in."""
    return vba_wrappers("xlperf.xlam")


@pytest.mark.parametrize("card", CARDS, ids=[card.python_name for card in CARDS])
def test_the_vba_has_each_function_with_its_arguments_in_order(vba: str, card: object) -> None:
    names = [argument.name for argument in card.arguments]  # type: ignore[attr-defined]
    signature = ", ".join(
        f"Optional {argument.name}" if argument.optional else argument.name
        for argument in card.arguments  # type: ignore[attr-defined]
    )
    name = card.name  # type: ignore[attr-defined]
    assert f"Function {name}({signature})" in vba
    assert f'CallUDF("xlperf.hosts.excel.udfs", "{name}", Array({", ".join(names)}), ActiveWorkbook' in vba


def test_the_vba_is_what_xlwings_would_write_for_its_own_decorator(vba: str) -> None:
    assert len(re.findall("^Function ", vba, flags=re.MULTILINE)) == len(CARDS)
    assert vba == vba_wrappers("xlperf.xlam", decorated=True)


def test_arguments_that_are_left_out_take_their_defaults() -> None:
    left_out, given = call_udfs(
        [("PERF_INTERVAL", (5, 10, LeftOut(), 0.9)), ("PERF_INTERVAL", (5, 10, "proportion", 0.9))]
    )
    assert left_out == given


def test_errors_dates_and_currencies_arrive_from_cells() -> None:
    calls = [
        ("PERF_RATE", (CellError("#REF!"), 50890)),
        ("PERF_RATE", ([[286], [CellError("#DIV/0!")]], 50890)),
        ("PERF_RATE", (Decimal("286"), 50890)),
        ("PERF_SHOWN", (dt.datetime(2010, 1, 31), 0)),
        ("PERF_RATE", ("", 50890)),
    ]
    expected = [
        [["#REF!"]],
        [[pytest.approx(56.1996463)], ["#DIV/0!"]],
        [[pytest.approx(56.1996463)]],
        [["40,209"]],
        [["x"]],
    ]
    for as_ranges in (False, True):
        assert call_udfs(calls, as_ranges=as_ranges) == expected


def test_the_stubs_stay_in_their_own_process() -> None:
    call_udfs([("PERF_RATE", (1, 2))])
    assert not {"pythoncom", "pywintypes", "win32com", "xlwings.udfs"} & set(sys.modules)


def test_a_failure_in_that_process_is_seen_here() -> None:
    with pytest.raises(RuntimeError, match="PERF_UNKNOWN"):
        call_udfs([("PERF_UNKNOWN", (1, 2))])
