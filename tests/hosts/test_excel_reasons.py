"""Why a function gave an error is kept for the ribbon's "Last error", without what stood in the cells."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.cases import cases
from tests.support.stub_windows import call_udfs
from xlperf.functions import rate
from xlperf.functions.card import card_of
from xlperf.hosts.excel import reasons, versions
from xlperf.hosts.excel.registration import excel_function
from xlperf.sheets.address import LAST_ROW
from xlperf.sheets.grid import CellError


@pytest.fixture(autouse=True)
def nothing_noted() -> Iterator[None]:
    reasons._noted.clear()
    yield
    reasons._noted.clear()


def test_a_reason_is_kept_and_the_newest_comes_first() -> None:
    call = excel_function(card_of(rate))
    call("Jo Bloggs", 10.0)
    call([[1.0], [-2.0]], 10.0)
    newest, oldest = reasons.last_reasons().splitlines()
    assert newest == "PERF_RATE #NUM!: count is below 0; a count is 0 or more."
    assert oldest.startswith("PERF_RATE #VALUE!: count")
    assert "Bloggs" not in reasons.last_reasons()


def test_one_reason_is_kept_once_and_a_few_in_all() -> None:
    for number in range(20):
        reasons.note("PERF_RATE", [[CellError("#N/A", f"reason {number // 2}")] * 3])
    assert reasons.last_reasons().splitlines() == [f"PERF_RATE #N/A: reason {number}" for number in range(9, 1, -1)]


def test_an_error_that_stood_in_a_cell_says_so() -> None:
    reasons.note("PERF_RATE", CellError("#REF!"))
    assert reasons.last_reasons() == "PERF_RATE #REF!: It was so in the cell."


def test_an_answer_without_errors_leaves_no_note() -> None:
    reasons.note("PERF_RATE", 1.5)
    reasons.note("PERF_RATE", [[1.0, "x", None, True]])
    assert reasons.last_reasons() == ""


def test_the_reasons_fit_into_a_message_box() -> None:
    for number in range(20):
        reasons.note("PERF_WORKING_DAYS", CellError("#VALUE!", f"{number} " + "word " * 16))
    assert len(reasons.last_reasons()) <= 1000


def test_a_whole_column_is_answered_cell_by_cell() -> None:
    rows = min(LAST_ROW, cases(41_944))  # all 1,048,576 in the long form
    column: list[list[float | None]] = [[None]] * rows
    column[0] = column[-1] = [3.0]
    answer = excel_function(card_of(rate))(column, 50.0, 100.0)
    assert isinstance(answer, list)
    assert len(answer) == rows
    assert answer[0] == answer[-1] == [6.0]
    assert all(row == ["x"] for row in answer[1:-1])


def test_xlwings_runs_a_function_on_many_rows_as_on_one() -> None:
    (answer,) = call_udfs([("PERF_RATE", ([[1], [2]] * 5_000, 50, 100))])
    assert answer == [[2.0], [4.0]] * 5_000


def test_an_add_in_for_another_xlwings_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "version", lambda name: "0.99.0")
    with pytest.raises(SystemExit, match=r"made for xlwings 0\.37\.8.+has xlwings 0\.99\.0.+xlperf addin install"):
        versions.check("0.37.8")
    versions.check("0.99.0")
