"""Trend: direction of travel, adjusted by polarity. Up is improving only where high is good."""

from __future__ import annotations

from typing import Literal

from xlperf.figure import Unit, rounded_half_up
from xlperf.results.gap import at_most, worse_by
from xlperf.results.missing import known
from xlperf.results.polarity import Polarity
from xlperf.symbols import Missing, Number

Trend = Literal["improving", "no change", "getting worse"]

TREND_TEXTS: dict[Trend, str] = {
    "improving": "Improving ▲",
    "no change": "No change ▬",
    "getting worse": "Getting worse ▼",
}
"""What stands in a cell: the word, then the arrow. The arrow shows better or worse, not up or down."""


def trend(now: Number | None, before: Number | None, polarity: Polarity, places: int, unit: Unit) -> Trend | None:
    """
    Return the direction of travel between two values of the same kind; None when it cannot be told.

    Both are taken as they are shown, with `places` decimals (a percentage is a fraction and has two more), so that a
    reader who sees the same number twice sees "no change". Where a range is good, nearer to the range is better.
    None without one of the values or with a neutral polarity.
    """
    values = known(now, before)
    if isinstance(values, Missing) or polarity.direction == "neutral":
        return None
    kept = places + 2 if unit == "percent" else places
    after, earlier = (float(rounded_half_up(value, kept)) for value in values)
    worse = worse_by(after, earlier, polarity)
    if not at_most(worse, 0):
        return "getting worse"
    return "no change" if at_most(-worse, 0) else "improving"
