"""Functions in cells through the web add-in: its Python in Node, and its task pane in Chromium."""

from __future__ import annotations

import pytest

from tests.support.cells import same
from tests.support.web_addin import Pane, PythonInNode
from xlperf.functions import CARDS
from xlperf.functions.broadcast import rows_of
from xlperf.sheets.grid import CellError

EXAMPLES = [(card, example) for card in CARDS for example in card.examples]


def test_pyodide_in_node_gives_what_every_card_says(python_in_node: PythonInNode) -> None:
    answers = python_in_node.answer([(card.name, example.arguments) for card, example in EXAMPLES])
    wrong = [
        (card.name, example.arguments, answer, example.result)
        for (card, example), answer in zip(EXAMPLES, answers, strict=True)
        if not same(answer, rows_of(example.result))
    ]
    assert wrong == []


def test_the_pane_gives_what_every_card_says(pane: Pane) -> None:
    for card, example in EXAMPLES:
        answer = pane.call(card.name, example.arguments)
        assert same(answer, rows_of(example.result)), (card.name, example.arguments, answer)


def test_functions_answer_before_pydantic_or_anything_larger_is_loaded(python_in_node: PythonInNode) -> None:
    assert "pyodide" in " ".join(python_in_node.loaded)
    assert not {"pandas", "numpy", "pydantic", "xlsxwriter"} & set(python_in_node.loaded)


@pytest.mark.parametrize("number", [1, 1_000, 100_000])
def test_a_range_of_any_size_is_one_call_and_spills(pane: Pane, number: int) -> None:
    answer = pane.page.run(
        f"fakeExcel.call('BRAG', [Array.from({{length: {number}}}, (_, i) => [i % 7 + 1]), [[4]], [['low']]], 4)"
        ".then((rows) => ({height: rows.length, first: rows.slice(0, 7).flat(), kinds: new Set(rows.flat()).size}))"
    )
    expected = ["Blue", "Blue", "Blue", "Green", "Red", "Red", "Red"]
    assert answer["height"] == number
    assert answer["first"] == expected[:number]
    assert answer["kinds"] == min(number, 3)


def test_a_thousand_single_calls_go_to_python_in_few_batches(pane: Pane) -> None:
    before = pane.page.run("xlperf.functions.batches")
    values = pane.page.run(
        "Promise.all(Array.from({length: 1000}, (_, i) => fakeExcel.call('PERCENT', [[[i]], [[1000]]], 2)))"
        ".then((answers) => answers.map((rows) => rows[0][0]))"
    )
    assert values == [number / 1000 for number in range(1000)]
    assert pane.page.run("xlperf.functions.batches") - before <= 2


def test_an_error_is_excels_own_with_its_reason_listed_in_the_pane(pane: Pane) -> None:
    assert same(pane.call("PERF_RATE", [-5, 100], "Figures!D7"), [[CellError("#NUM!")]])
    listed = pane.page.run("document.querySelector('#reason-list li').textContent")
    assert listed.startswith("Figures!D7: PERF.RATE gave #NUM!. count ")
    single = pane.page.run(
        "fakeExcel.functions.RATE([[5]], [['many']], null, {address: 'A1'}).then(() => null, (error) =>"
        " [error instanceof CustomFunctions.Error, error.code, error.message])"
    )
    assert single[:2] == [True, "#VALUE!"]
    assert "population" in single[2]


def test_one_wrong_cell_of_a_range_is_an_error_among_the_values(pane: Pane) -> None:
    answer = pane.call("PERF_PERCENT", [[[1.0], [CellError("#N/A")], ["text"], [None]], [[4.0]]])
    assert same(answer, [[0.25], [CellError("#N/A")], [CellError("#VALUE!")], ["x"]])


def test_an_argument_left_out_between_others_takes_its_default(pane: Pane) -> None:
    left_out = pane.page.run("fakeExcel.call('INTERVAL', [[[5]], [[10]], null, [[0.9]]], 4)")
    assert left_out == pane.call("PERF_INTERVAL", [5, 10, "proportion", 0.9])


def test_a_call_that_excel_should_not_make_is_an_error_too(python_in_node: PythonInNode) -> None:
    answers, _ = python_in_node.timed([["PERF_NOTHING", []], ["PERF_RATE", []]])
    assert [answer[0][0]["error"] for answer in answers] == ["#NAME?", "#VALUE!"]
    assert answers[1][0][0]["reason"] == "Write PERF_RATE(count, population, [per])."


def test_only_the_own_folder_and_office_js_are_asked_for(pane: Pane) -> None:
    elsewhere = {url for url in pane.page.requests if not url.startswith(("https://localhost:", "blob:", "data:"))}
    assert elsewhere == {"https://appsforoffice.microsoft.com/lib/1/hosted/office.js"}
    assert pane.page.complaints == []
