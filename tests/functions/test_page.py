"""The reference page is the cards' own."""

from __future__ import annotations

from pathlib import Path

from tests.support.functions_page import page, shown, typed
from xlperf.functions import CARDS
from xlperf.sheets.grid import CellError

PAGE = Path(__file__).parents[2] / "docs" / "functions.md"


def test_the_page_is_made_from_the_cards() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tests.support.functions_page > docs/functions.md"


def test_the_page_counts_the_functions() -> None:
    assert ("All seventeen" in page()) == (len(CARDS) == 17)


def test_cells_are_written_as_in_a_formula() -> None:
    assert typed([[1, "low"], [None, CellError("#N/A")]]) == '{1,"low";"",#N/A}'
    assert (typed(None), typed("x"), typed(0.1)) == ("", '"x"', "0.1")
    assert shown([[1 / 3, "Red"], [CellError("#N/A"), 2.0]]) == "0.333333, Red; #N/A, 2"
