"""Where a long table goes on to a new page, so that what belongs together is not torn apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

USUAL_HEIGHT = 15.0  # points of a row for which none is set
ROOM_ACROSS, ROOM_DOWN = 770.0, 508.0  # points of A4 across, within the margins that the writer sets
PIXELS_A_UNIT, PIXELS_BESIDE = 7, 5  # of a column's width
KEPT_FREE = 0.985  # programs round the scale differently


def room_on_a_page(widths: Sequence[float]) -> float:
    """Return how many points of rows a page takes, of A4 across, when columns this wide are fitted to its width."""
    wide = sum(width * PIXELS_A_UNIT + PIXELS_BESIDE for width in widths) * 0.75
    return ROOM_DOWN * max(1.0, wide / ROOM_ACROSS) * KEPT_FREE


def breaks_between(
    groups: Sequence[int], last_row: int, heights: Mapping[int, float], room: float, repeated: float = 0.0
) -> list[int]:
    """
    Return the rows before which a page ends: those of the groups that would otherwise run over its end.

    `groups` holds the first row of each, in order; `repeated` is the height of the headings that every page repeats. A
    group taller than a page is left to run over.
    """
    breaks = []
    used = sum(heights.get(row, USUAL_HEIGHT) for row in range(1, groups[0])) if groups else 0.0
    for first, following in zip(groups, [*groups[1:], last_row + 1], strict=True):
        tall = sum(heights.get(row, USUAL_HEIGHT) for row in range(first, following))
        if used + tall > room and used > repeated and tall <= room - repeated:
            breaks.append(first)
            used = repeated
        used += tall
        while used > room:  # it runs over
            used += repeated - room
    return breaks
