"""Sentences that carry figures, as text and as a native formula at once, so that they follow when a figure is changed.

A sentence is put together from pieces. Each piece knows what it says now and the formula that says it; where no cell
is given to refer to, the formula says the same words for good.
"""

from __future__ import annotations

from dataclasses import dataclass

from xlperf.figure import Unit, shown
from xlperf.report.formula_parts import quoted
from xlperf.symbols import Missing, Number

LONGEST_LITERAL = 120  # characters; Excel takes 255 in one text of a formula, and quotation marks are doubled in it


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of a sentence: its text, and its formula without the "="; `live` when that refers to a cell."""

    text: str
    formula: str
    live: bool = False

    def __add__(self, other: Words) -> Words:
        """Return the two, one after the other."""
        if not self.text and not self.live:
            return other
        if not other.text and not other.live:
            return self
        return Words(self.text + other.text, f"{self.formula}&{other.formula}", self.live or other.live)

    @property
    def cell_formula(self) -> str:
        """What stands in a cell: a formula, or nothing where the text alone is enough."""
        return f"={self.formula}" if self.live else ""


def said(text: str) -> Words:
    """Return words that stay as they are."""
    pieces = [text[start : start + LONGEST_LITERAL] for start in range(0, len(text), LONGEST_LITERAL)] or [""]
    return Words(text, "&".join(quoted(piece) for piece in pieces))


def amount(value: Number | None, unit: Unit, places: int, reference: str) -> Words:
    """Return a number as `figure.shown` shows it; a missing one as its sign."""
    text = shown(value, places, unit)
    if not reference:
        return said(text)
    scaled, sign = (f"{reference}*100", '&"%"') if unit == "percent" else (reference, "")
    return Words(text, f"IF(ISNUMBER({reference}),FIXED({scaled},{places}){sign},{_sign_in(reference)})", True)


def _sign_in(cell: str) -> str:
    """Return what stands for a missing number: the cell's own sign where it has one, else not available."""
    return f'IF({cell}="",{quoted(Missing.NOT_AVAILABLE.shown)},{cell})'


def either(holds: bool, condition: str, yes: Words, no: Words) -> Words:
    """Return one of two: that for which the condition (a formula; empty where nothing is referred to) speaks."""
    chosen = yes if holds else no
    if not condition:
        return chosen
    return Words(chosen.text, f"IF({condition},{yes.formula},{no.formula})", True)


def is_number(value: Number | None, reference: str, yes: Words, no: Words) -> Words:
    """Return the first where there is a number, else the second."""
    known = value is not None and not isinstance(value, Missing)
    return either(known, f"ISNUMBER({reference})" if reference else "", yes, no)
