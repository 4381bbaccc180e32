"""``xlperf calc``: a worksheet function from the shell."""

from __future__ import annotations

import json

import pytest

from xlperf.errors import RequestError, UnknownName
from xlperf.functions.cells import Cells
from xlperf.hosts.calc_command import calc, read_argument, run
from xlperf.sheets.grid import CellError


@pytest.mark.parametrize(
    ("text", "argument"),
    [
        ("33", 33.0),
        ("-0.5", -0.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("low", "low"),
        ("13.4%", "13.4%"),
        ("", None),
        ("  ", None),
        ("true", True),
        ("#n/a", CellError("#N/A", "It came with the arguments.")),
        ("1,2;3,4", [[1.0, 2.0], [3.0, 4.0]]),
        ("1,,z", [[1.0, None, "z"]]),
        ("1;2", [[1.0], [2.0]]),
        ("nan", "nan"),
        ("10 to 15", "10 to 15"),
    ],
)
def test_an_argument_is_read_as_if_typed_into_cells(text: str, argument: Cells) -> None:
    assert read_argument(text) == argument


@pytest.mark.parametrize("name", ["PERF_RATE", "perf_rate", "Rate", "rate"])
def test_a_function_goes_by_either_name(name: str) -> None:
    assert run(name, ["3", "4"]) == 7500


def test_a_number_is_printed_with_every_digit_it_has() -> None:
    assert calc("percent", ["33", "246"]) == ("0.13414634146341464", 0)
    assert calc("to_target", ["33", "246", "10%", "low"]) == ("-9", 0)


def test_json_is_one_value() -> None:
    text, exit_code = calc("percent", ["33", "246"], as_json=True)
    assert json.loads(text) == {"value": 33 / 246}
    assert exit_code == 0


def test_json_of_a_symbol_is_its_text() -> None:
    assert json.loads(calc("percent", ["0", "0"], as_json=True)[0]) == {"value": "z"}


def test_an_error_value_is_exit_code_1_with_its_reason() -> None:
    text, exit_code = calc("percent", ["5", "0"], as_json=True)
    assert json.loads(text) == {"error": "#DIV/0!", "reason": "denominator is 0, and numerator is not."}
    assert exit_code == 1
    assert calc("percent", ["5", "0"]) == ("#DIV/0!\n#DIV/0!: denominator is 0, and numerator is not.", 1)


def test_a_range_is_printed_as_rows_parted_by_tabs() -> None:
    assert calc("brag", ["56.2;52.88", "51", "low"]) == ("Red\nAmber", 0)
    text, _ = calc("interval", ["5", "10"])
    assert [float(limit) for limit in text.split("\t")] == pytest.approx([0.23659, 0.76341], abs=1e-5)


def test_one_error_among_other_cells_stands_in_its_place() -> None:
    text, exit_code = calc("percent", ["1;5", "2;0"], as_json=True)
    reason = "denominator is 0, and numerator is not."
    assert json.loads(text) == {"value": [[0.5], [{"error": "#DIV/0!", "reason": reason}]]}
    assert exit_code == 1


def test_an_interval_that_cannot_be_is_one_error() -> None:
    text, _ = calc("interval", ["11", "10"], as_json=True)
    assert json.loads(text)["error"] == "#NUM!"


def test_an_unknown_function_is_a_request_that_fails() -> None:
    with pytest.raises(UnknownName, match='Did you mean "percent"'):
        calc("percnt", ["1", "2"])


@pytest.mark.parametrize(
    ("arguments", "found"),
    [([], "takes 2 to 3 arguments, and none came"), (["1"], "and 1 came"), (["1", "2", "3", "4"], "and 4 came")],
)
def test_the_wrong_number_of_arguments_names_them(arguments: list[str], found: str) -> None:
    with pytest.raises(RequestError) as raised:
        calc("rate", arguments)
    assert found in str(raised.value)
    assert "give count, population, per (may be left out)" in str(raised.value)


def test_a_fixed_number_of_arguments_is_told_as_one() -> None:
    with pytest.raises(RequestError, match="percent takes 2 arguments, and 1 came: give numerator, denominator"):
        calc("percent", ["1"])
