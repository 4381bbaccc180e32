"""Where a sheet of several tables is broken into pages, so that none is torn from its heading without need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

PRINTED_WIDTH, PRINTED_HEIGHT = 770.0, 509.0  # points of a landscape A4 page inside the margins of our reports
POINTS_A_UNIT, POINTS_A_COLUMN = 5.25, 3.75  # of a column's width: a digit of 7 pixels, and 5 pixels of padding
USUAL_ROW = 15.0
SAFETY = 0.99  # programs and printers differ a little


def page_capacity(widths: Sequence[float]) -> float:
    """Return how many points of rows a landscape page holds when the sheet is fitted to its width."""
    width = sum(width * POINTS_A_UNIT + POINTS_A_COLUMN for width in widths)
    return PRINTED_HEIGHT * SAFETY / min(1.0, PRINTED_WIDTH / width)


def breaks_before(firsts: Sequence[int], end: int, heights: Mapping[int, float], capacity: float) -> list[int]:
    """
    Return the rows before which a page ends, so that a block that fits a page is not divided.

    `firsts` are the first rows of the blocks, in order, each reaching to the next; the last reaches to `end`, the row
    after it. A block taller than a page starts where it is and goes on over as many pages as it needs.
    """
    breaks: list[int] = []
    used = 0.0
    for first, after in zip(firsts, [*firsts[1:], end], strict=True):
        height = sum(heights.get(row, USUAL_ROW) for row in range(first, after))
        if used and used + height > capacity and height <= capacity:
            breaks.append(first)
            used = 0.0
        used = (used + height) if used + height <= capacity else (used + height) % capacity
    return breaks
