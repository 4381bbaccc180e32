"""What cells hold, and how a worksheet function reads them.

A cell holds None (blank), a number, a text, TRUE or FALSE, or an error value. Every host translates its own values into
these and back. The readers below turn one cell into what a sum needs, or refuse it:

    a blank number          counts as not available, "x"
    z, x, c, low            are kept, with or without brackets and whatever their case
    a number kept as text   is that number: "33", "1,204", "13.4%" (0.134), as in Excel's own arithmetic
    any other text          is #VALUE!; so is "73**", because marks belong to the performance workbook
    TRUE, FALSE, a date     are #VALUE!
    a negative count        is #NUM!

A reason never repeats what stands in the cell: the wrong column may have been selected, and it may hold names.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from functools import lru_cache
from numbers import Real

from xlperf.errors import did_you_mean
from xlperf.results.polarity import Polarity, UnknownPolarity
from xlperf.sheets.grid import CellError
from xlperf.symbols import Missing, Number

Cell = str | bool | float | CellError | None
"""What one cell holds."""

Range = Sequence[Sequence[Cell]]
"""The cells of a rectangle, row by row."""

Cells = Cell | Range
"""A cell or a range: what every argument of a worksheet function may be."""

DIVIDED_BY_ZERO = "#DIV/0!"
NOT_THERE = "#N/A"
WRONG_NUMBER = "#NUM!"
WRONG_VALUE = "#VALUE!"

_DIGITS = r"([0-9]+|[0-9]{1,3}(,[0-9]{3})+)?(\.[0-9]*)?(e[+-]?[0-9]+)?"
_NUMBER_AS_TEXT = re.compile(rf"[+-]?{_DIGITS}(?P<percent> ?%)?", re.IGNORECASE)
_SYMBOLS = {text: missing for missing in Missing for text in (missing.value, missing.shown)}


class Refused(Exception):
    """One cell cannot be answered; carries the error value that its host shows instead."""

    def __init__(self, code: str, reason: str) -> None:
        """Keep the error's code, such as #VALUE!, and one short sentence that says why."""
        super().__init__(reason)
        self.error = CellError(code, reason)


def is_blank(cell: Cell) -> bool:
    """Say whether there is nothing in a cell, or nothing but spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def number(cell: Cell, name: str) -> Number:
    """Return the number in a cell, or why it is missing; refuse anything else. `name` is the argument's."""
    if isinstance(cell, float):  # first, because most cells are
        return finite(cell, name)
    if is_blank(cell):
        return Missing.NOT_AVAILABLE
    if isinstance(cell, str):
        plain = " ".join(cell.split())
        symbol = _SYMBOLS.get(plain.casefold())
        return symbol if symbol is not None else _number_in(plain, name)
    if isinstance(cell, bool):
        raise Refused(WRONG_VALUE, f"{name} is TRUE or FALSE, not a number.")
    if isinstance(cell, (dt.date, dt.time, dt.timedelta)):
        raise Refused(WRONG_VALUE, f"{name} is a date or a time, not a number.")
    if not isinstance(cell, Real):
        raise Refused(WRONG_VALUE, f"{name} is not a number.")
    try:
        return finite(float(cell), name)
    except OverflowError:
        raise Refused(WRONG_NUMBER, f"{name} is too large.") from None


def _number_in(text: str, name: str) -> float:
    found = _NUMBER_AS_TEXT.fullmatch(text)
    if not found or not any(character.isdecimal() for character in text.lower().partition("e")[0]):
        raise Refused(WRONG_VALUE, f"{name} is a text, not a number.")
    value = float(text.replace(",", "").rstrip("% "))
    return finite(value / 100 if found["percent"] else value, name)


def finite(value: float, name: str) -> float:
    """Return `value`, or refuse infinity and NaN, which no cell can hold."""
    if not math.isfinite(value):
        raise Refused(WRONG_NUMBER, f"{name} is too large, or is no number at all.")
    return value


def count(cell: Cell, name: str) -> Number:
    """Return a number that counts something, so 0 or more; or why it is missing."""
    value = number(cell, name)
    if not isinstance(value, Missing) and value < 0:
        raise Refused(WRONG_NUMBER, f"{name} is below 0; a count is 0 or more.")
    return value


def required(cell: Cell, name: str, blank: float | None = None) -> float:
    """Return a number that must be there; `blank` stands for an empty cell where the argument is optional."""
    if blank is not None and is_blank(cell):
        return blank
    value = number(cell, name)
    if isinstance(value, Missing):
        raise Refused(WRONG_VALUE, f"{name} must be a number.")
    return value


def places(cell: Cell, blank: int | None = None) -> int:
    """Return a number of decimal places: whole, from -15 to 15; below 0 rounds to tens and so on."""
    value = required(cell, "places", blank)
    if value != int(value) or not -15 <= value <= 15:
        raise Refused(WRONG_NUMBER, "places must be a whole number from -15 to 15.")
    return int(value)


def choice(cell: Cell, name: str, choices: tuple[str, ...], blank: str | None = None) -> str:
    """Return the one of `choices` that a cell names, whatever its case; `blank` stands for an empty cell."""
    if is_blank(cell) and blank is not None:
        return blank
    word = " ".join(cell.split()).casefold() if isinstance(cell, str) else ""
    if word not in choices:
        known = ", ".join(f'"{known}"' for known in choices if known)
        raise Refused(WRONG_VALUE, f"{name} must be one of {known}.{did_you_mean(word, choices)}")
    return word


def target(cell: Cell) -> Number | None:
    """Return the target in a cell; None where the cell is blank, because having no target is no missing number."""
    return None if is_blank(cell) else number(cell, "target")


POLARITIES = ("low", "high", "neutral")

# One polarity mostly goes with thousands of cells; a text that is none is not kept.
_parsed_polarity = lru_cache(maxsize=32)(Polarity.parse)


def polarity(cell: Cell) -> Polarity:
    """Return the polarity that a cell names: low, high, neutral, or the range that is good, "10 to 15"."""
    written = cell if isinstance(cell, str) else ""
    try:
        return _parsed_polarity(written)
    except UnknownPolarity:
        near = did_you_mean(written.strip(), POLARITIES)
        raise Refused(
            WRONG_VALUE, f'polarity must be "low", "high", "neutral" or a range such as "10 to 15".{near}'
        ) from None


def written(value: Number) -> Cell:
    """Return a result as a cell holds it: the number, or the symbol that says why there is none."""
    return str(value.value) if isinstance(value, Missing) else value
