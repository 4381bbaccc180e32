"""When a part is missing, the result is missing too, and this is the reason it carries."""

from __future__ import annotations

import math

from xlperf.symbols import Missing, Number

STRONGEST_FIRST = (Missing.NOT_AVAILABLE, Missing.CONFIDENTIAL, Missing.LOW, Missing.NOT_APPLICABLE)
"""Of several reasons the first of these is given: a part that nobody has (x) outweighs one that is withheld (c), that
one a number lost in rounding (low), and every one of them a part that does not apply (z)."""


def known(*values: Number | None) -> tuple[float, ...] | Missing:
    """
    Return the numbers when every one of them is known, otherwise the strongest reason among them.

    None, not-a-number and infinity count as not available.
    """
    reasons = [reason for value in values if (reason := _reason(value)) is not None]
    if reasons:
        return min(reasons, key=STRONGEST_FIRST.index)
    return tuple([float(value) for value in values if value is not None])


def finite(result: float) -> Number:
    """Return a result, or not available when it ran out of what a number can hold."""
    return result if math.isfinite(result) else Missing.NOT_AVAILABLE


def _reason(value: Number | None) -> Missing | None:
    if isinstance(value, Missing):
        return value
    return None if value is not None and math.isfinite(value) else Missing.NOT_AVAILABLE
