"""The colours of a status column follow its words, whatever words a council chooses."""

from __future__ import annotations

from dataclasses import replace

from tests.support.schemes import BRAG
from xlperf.report.blocks.key import rating_colours

COLUMN = ((4, 8), (9, 8))


def role_of(text: str, *schemes) -> str:
    """Return the role of the first rule whose text begins the cell's text, as a spreadsheet takes it."""
    rules = rating_colours(*COLUMN, schemes)
    return next(rule.role for rule in rules if text.startswith(rule.text))


def test_a_word_that_begins_another_does_not_take_its_colour() -> None:
    assert BRAG.best is not None
    scheme = replace(BRAG, met=replace(BRAG.met, word="Red flag lowered"), best=replace(BRAG.best, word="No"))
    assert role_of("Red flag lowered ●", scheme) == BRAG.met.role
    assert role_of("Red ▲", scheme) == BRAG.missed.role
    assert role_of("No target ○", scheme) == "rating_none"
    assert role_of("No ★", scheme) == BRAG.best.role
