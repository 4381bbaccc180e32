"""Sentences that carry figures: the text is what the formula gives, whatever stands in the cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.formula_book import Case, FormulaBook, Input
from xlperf.report.blocks.surgery.action_plan import share_in
from xlperf.report.sentences import LONGEST_LITERAL, amount, either, is_number, said
from xlperf.symbols import Missing

VALUES: tuple[Input, ...] = (
    56.2,
    0.0,
    -3.456,
    1234.567,
    0.005,
    2.675,
    1e-9,
    Missing.CONFIDENTIAL,
    Missing.NOT_APPLICABLE,
    None,
)


def number(given: Input) -> float | Missing | None:
    return given if isinstance(given, float | Missing) else None


def cases() -> list[Case]:
    made = []
    for value in VALUES:
        for unit, places in (("rate", 2), ("count", 0), ("percent", 1)):
            text = said("now ") + amount(number(value), unit, places, "A1") + said(' of "all".')
            expected = text.text
            made.append(
                Case(
                    (value,),
                    lambda at, u=unit, p=places: f'="now "&{amount(None, u, p, at).formula}&" of ""all""."',
                    expected,
                )
            )
        known = is_number(number(value), "A1", said("known"), said("missing")).text
        made.append(Case((value,), lambda at: is_number(None, at, said("known"), said("missing")).cell_formula, known))
    return made


def test_text_and_formula_say_the_same(tmp_path: Path, soffice: str):
    book = FormulaBook({"Sentences": cases()})
    assert book.results(tmp_path)["Sentences"] == [case.expected for case in book.sheets["Sentences"]]


def test_words_without_a_cell_are_no_formula():
    assert (said("a") + said("") + said("b")).cell_formula == ""
    assert (said("a") + amount(1.0, "count", 0, "")).text == "a1"
    assert either(True, "", said("yes"), said("no")).cell_formula == ""


def test_long_words_are_cut_so_that_excel_takes_each_piece():
    long = said('"' * 1000)
    assert long.text == '"' * 1000
    assert max(map(len, long.formula.split("&"))) <= 2 * LONGEST_LITERAL + 2 <= 255


@pytest.mark.parametrize(
    ("text", "share"),
    [("5%", 0.05), ("2.5 %", 0.025), ("-1%", -0.01), ("5", None), ("TBC", None), ("about 5%", None), ("", None)],
)
def test_an_improvement_counts_when_it_is_a_percentage(text: str, share: float | None):
    assert share_in(text) == share
