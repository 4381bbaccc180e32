"""Pieces of native Excel formulas: signs, words, numbers, and the gap to a target as `xlperf.results.gap` has it.

A piece is text without a leading "="; `xlperf.report.formulas` puts pieces together.
"""

from __future__ import annotations

from collections.abc import Sequence

from xlperf.figure import Unit
from xlperf.results.polarity import Polarity
from xlperf.symbols import Missing

NOT_APPLICABLE, NOT_AVAILABLE, CONFIDENTIAL, TOO_LOW = (
    f'"{missing.shown}"'
    for missing in (Missing.NOT_APPLICABLE, Missing.NOT_AVAILABLE, Missing.CONFIDENTIAL, Missing.LOW)
)


# The gap to a target


def worse_by(value: str, other: str, polarity: Polarity) -> str:
    """Return how much worse a value is than another: for a range, the difference of their distances from it."""
    if polarity.direction == "range":
        return f"{behind(value, '', polarity)}-{behind(other, '', polarity)}"
    return behind(value, other, polarity)


def behind(value: str, target: str, polarity: Polarity) -> str:
    """Return how much worse a value is than its target, in its own unit; for a range, than the edge it has passed."""
    if polarity.direction == "range":
        lower, upper = (number_text(edge) for edge in polarity.edges)
        return f"MAX(0,{value}-{upper},{lower}-{value})"
    return f"{value}-{target}" if polarity.direction == "low" else f"{target}-{value}"


def share_of_mark(value: str, target: str, polarity: Polarity) -> str:
    """Return the gap as a share of its mark; of a mark of 0 the gap itself."""
    if polarity.direction == "range":
        lower, upper = (number_text(edge) for edge in polarity.edges)
        below, above = (number_text(abs(edge) or 1) for edge in polarity.edges)
        return f"MAX(0,({value}-{upper})/{above},({lower}-{value})/{below})"
    return f"({behind(value, target, polarity)})/IF({target}=0,1,ABS({target}))"


def not_from_0(value: str, target: str, polarity: Polarity) -> str:
    """Return the condition, with a comma behind it, that the mark is not 0, from which nothing is near."""
    if polarity.direction != "range":
        return f"{target}<>0,"
    lower, upper = polarity.edges
    return (f"{value}>=0," if lower == 0 else "") + (f"{value}<=0," if upper == 0 else "")


# Numbers, signs and words


def of_0(above: str, below: str, otherwise: str) -> str:
    """Return what a ratio of the two gives: 0 of 0 is [z], anything else of 0 is [x], and otherwise what is given."""
    return f"IF({below}=0,IF({above}=0,{NOT_APPLICABLE},{NOT_AVAILABLE}),{otherwise})"


def are_numbers(*cells: str) -> str:
    """Return the condition that every one of the cells holds a number."""
    return f"COUNT({','.join(cells)})={len(cells)}"


def reason(*cells: str) -> str:
    """Return why a result is missing: the strongest reason in the cells, as in results.missing."""
    explained = ",".join(
        f"OR(ISNUMBER({cell}),{cell}={CONFIDENTIAL},{cell}={TOO_LOW},{cell}={NOT_APPLICABLE})" for cell in cells
    )
    withheld, too_low = (",".join(f"{cell}={sign}" for cell in cells) for sign in (CONFIDENTIAL, TOO_LOW))
    signs = f"IF(OR({withheld}),{CONFIDENTIAL},IF(OR({too_low}),{TOO_LOW},{NOT_APPLICABLE}))"
    return f"IF(AND({explained}),{signs},{NOT_AVAILABLE})"


def target_reason(target: str) -> str:
    """Return what a cell gives as target when it holds no number: its sign, or not applicable."""
    stated = ",".join(f"{target}={sign}" for sign in (NOT_AVAILABLE, CONFIDENTIAL, TOO_LOW))
    return f"IF(OR({stated}),{target},{NOT_APPLICABLE})"


def all_numbers(ranges: Sequence[str]) -> str:
    """Return the condition that every cell of the ranges holds a number."""
    return f"COUNT({','.join(ranges)})={cells_in(ranges)}"


def reason_in(ranges: Sequence[str]) -> str:
    """Return why a result is missing: the strongest reason in the cells of the ranges."""
    withheld, too_low = how_many(ranges, CONFIDENTIAL), how_many(ranges, TOO_LOW)
    signs = f"IF({withheld}>0,{CONFIDENTIAL},IF({too_low}>0,{TOO_LOW},{NOT_APPLICABLE}))"
    return f"IF({unexplained(ranges)}>0,{NOT_AVAILABLE},{signs})"


def unexplained(ranges: Sequence[str]) -> str:
    """Return how many cells hold neither a number nor the sign of a reason: those are not available."""
    return f"({cells_in(ranges)}-COUNT({','.join(ranges)})-{how_many(ranges, CONFIDENTIAL, TOO_LOW, NOT_APPLICABLE)})"


def how_many(ranges: Sequence[str], *signs: str) -> str:
    """Return how many cells of the ranges hold one of the signs."""
    found = [f"--({cells}={sign})" for cells in ranges for sign in signs]
    return "(" + "+".join(f"SUMPRODUCT({one})" if ":" in one else one for one in found) + ")"


def cells_in(ranges: Sequence[str]) -> str:
    """Return how many cells the ranges have; a reference without a colon is one cell."""
    single = sum(":" not in cells for cells in ranges)
    return "(" + "+".join([str(single), *(f"ROWS({cells})*COLUMNS({cells})" for cells in ranges if ":" in cells)]) + ")"


def decimals_kept(places: int, unit: Unit) -> int:
    """Return how many decimals a value shown with `places` has; a percentage is a fraction."""
    return places + 2 if unit == "percent" else places


def number_text(number: float) -> str:
    """Return a number as a formula holds it, with every digit."""
    text = repr(float(number)).removesuffix(".0").upper()
    return f"({text})" if number < 0 else text


def quoted(words: str) -> str:
    """Return a text as a formula holds it."""
    doubled = words.replace('"', '""')
    return f'"{doubled}"'
