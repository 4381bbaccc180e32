"""How much room a text needs in a cell, since a written workbook cannot measure itself.

Widths are those of Arial at 10 points (its published metrics, in thousandths of the size), set against Excel's unit of
column width, a digit of 7 pixels. A little is added, because too tall a row looks better than a cut-off text.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from xlperf.sheets.layout import Run

LINE = 12.75  # points a line of text needs at 10 points
TALLEST_ROW = 400.0  # Excel's limit is 409 points; some room is left
UNIT = 525  # a column's unit: 7 pixels, in thousandths of 10 points
MARGIN = 1.04
LETTER_WIDTHS = {
    **dict.fromkeys("ijl'", 222),
    **dict.fromkeys(" .,:;!|/\\tfI[]", 278),
    **dict.fromkeys("r()-{}*", 333),
    **dict.fromkeys("ckszvxyJ", 500),
    **dict.fromkeys("ABEKPSVXY&", 667),
    **dict.fromkeys("wCDHNRU", 722),
    **dict.fromkeys("GOQ", 778),
    **dict.fromkeys("mM", 833),
    "W": 944,
    "%": 889,
    "@": 1015,
}
USUAL_LETTER = 556
PADDING = 2.0  # units a cell keeps free at its sides, its indent included
SPACE = LETTER_WIDTHS[" "] / UNIT


def lines_needed(text: str, width: float) -> int:
    """Return how many lines a text takes in a cell `width` units wide, wrapped between words."""
    count = 0
    for paragraph in text.split("\n"):
        used, count = 0.0, count + 1
        for word in paragraph.split(" "):
            long = _width(word)
            if used and used + SPACE + long > width:
                count, used = count + 1, 0.0
            if long > width:  # a word longer than the cell is broken
                count += math.floor(long / width)
                long %= width
            used += long + (SPACE if used else 0)
    return count


def width_needed(text: str) -> float:
    """Return how wide a column has to be, in units, for a number or a text that is not to be wrapped."""
    return max((_width(line) for line in text.split("\n")), default=0.0) + PADDING


def shortened(text: str, most: int) -> str:
    """Return a text in one line of at most so many characters, cut between words where it is longer, with "…" then."""
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    whole, _, _ = words[:most].rpartition(" ")
    return f"{whole or words[: most - 1]}…"


def row_height(columns: Iterable[tuple[str, float]], least: float = 15.0) -> float:
    """Return the height in points of a row whose cells hold (text, width in units)."""
    lines = max((lines_needed(text, width) for text, width in columns if text), default=1)
    return min(max(least, lines * LINE + 4), 409.0)


def split_to_fit(paragraphs: Sequence[Run], width: float, tallest: float = TALLEST_ROW) -> list[tuple[Run, ...]]:
    """
    Return paragraphs in portions that each fit one cell, as runs with line breaks between them.

    A portion ends between paragraphs where that is possible, else between words, and never after a bold one, which is
    the heading of what follows. No word is lost.
    """
    room = int(tallest // LINE)
    portions: list[list[Run]] = [[]]
    used = 0
    for paragraph in paragraphs:
        for piece in _pieces(paragraph, width, room):
            need = lines_needed(piece.text, width)
            if used and used + need > room:
                headings = _headings_at_the_end(portions[-1])
                used = _lines(headings, width)
                if used + need > room:  # the headings alone fill the cell, so they stay where they are
                    portions[-1] += headings
                    headings, used = [], 0
                portions.append(headings)
            portions[-1].append(piece)
            used += need
    return [_joined(portion) for portion in portions if any(piece.text for piece in portion)]


def _width(word: str) -> float:
    return sum(LETTER_WIDTHS.get(letter, USUAL_LETTER) for letter in word) / UNIT * MARGIN


def _lines(paragraphs: Sequence[Run], width: float) -> int:
    return sum(lines_needed(paragraph.text, width) for paragraph in paragraphs)


def _headings_at_the_end(portion: list[Run]) -> list[Run]:
    """Take the headings off the end of a portion, unless it is nothing but headings, and return them."""
    headings: list[Run] = []
    while len(portion) > 1 and portion[-1].bold:
        headings.insert(0, portion.pop())
    return headings


def _pieces(paragraph: Run, width: float, room: int) -> list[Run]:
    """Return a paragraph whole, or cut between words where it alone is taller than a cell."""
    if lines_needed(paragraph.text, width) <= room:
        return [paragraph]
    pieces = [""]
    for word in paragraph.text.split(" "):
        longer = f"{pieces[-1]} {word}".strip()
        if pieces[-1] and lines_needed(longer, width) > room:
            pieces.append(word)
        else:
            pieces[-1] = longer
    return [Run(piece, paragraph.bold) for piece in pieces]


def _joined(paragraphs: list[Run]) -> tuple[Run, ...]:
    """Put paragraphs together, neighbours of one weight in one run, with line breaks between them."""
    while paragraphs and not paragraphs[-1].text:
        paragraphs.pop()
    while paragraphs and not paragraphs[0].text:
        paragraphs.pop(0)
    joined: list[Run] = []
    last = len(paragraphs) - 1
    for number, paragraph in enumerate(paragraphs):
        text = paragraph.text + ("\n" if number < last else "")
        if joined and (joined[-1].bold == paragraph.bold or not paragraph.text):
            joined[-1] = Run(joined[-1].text + text, joined[-1].bold)
        else:
            joined.append(Run(text, paragraph.bold))
    return tuple(run for run in joined if run.text)
