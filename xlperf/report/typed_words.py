"""Cells that people type words into: how a long text goes on in further rows, and how its characters are counted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from xlperf.report.canvas import Canvas
from xlperf.report.text_fit import LINE, TALLEST_ROW, lines_needed
from xlperf.returns.reports.marks import CUT
from xlperf.sheets.address import cell_name
from xlperf.sheets.layout import ColourRule, Run

HELP = "Type your words. Alt and Enter together start a new line."
ROOM = int(TALLEST_ROW // LINE)  # lines of a cell
COUNTER_WIDTH = 11.5


def portions_of(text: str, width: float, is_heading: Callable[[str], bool] = lambda line: False) -> list[str]:
    """
    Return a text in portions that each fit one cell, at least one; `marks.together` gives the text again.

    A portion ends between paragraphs where that is possible, never after a heading; else between two words, with "…" at
    both sides. `width` is that of the column.
    """
    portions: list[str] = []
    lead, rest = "", text
    while lines_needed(lead + rest, width) > ROOM:
        at = _between_paragraphs(lead, rest, width, is_heading)
        joins_by_chance = at and (lead + rest[:at]).endswith(CUT) and rest[at + 1 :].startswith(CUT)
        if at and not joins_by_chance:
            portions.append(lead + rest[:at])
            lead, rest = "", rest[at + 1 :]
            continue
        at = at + 1 if at else _between_words(lead, rest, width)
        portions.append(lead + rest[:at] + CUT)
        lead, rest = f"{CUT} ", rest[at:]
    return [*portions, lead + rest]


def _between_paragraphs(lead: str, rest: str, width: float, is_heading: Callable[[str], bool]) -> int:
    """Return where the last line that fits ends, headings at the end left out; 0 when nothing but those would fit."""
    used, at, best = 0, 0, 0
    says_something = False
    for line in rest.split("\n"):
        used += lines_needed((lead if at == 0 else "") + line, width)
        if used > ROOM:
            break
        at += len(line)
        is_words = bool(line.strip()) and not is_heading(line)
        says_something = says_something or is_words
        if says_something and not is_heading(line):
            best = at
        at += 1
    return best if best < len(rest) else 0


def _between_words(lead: str, rest: str, width: float) -> int:
    """Return how many characters fit, up to the last space among them; a word that alone fills the cell is cut."""
    fits = bisect_left(range(1, len(rest)), True, key=lambda at: lines_needed(lead + rest[:at] + CUT, width) > ROOM)
    whole = rest.rfind(" ", 0, fits) + 1
    return whole if rest[:whole].strip() else max(fits, 1)


def runs_of(portion: str, is_heading: Callable[[str], bool]) -> tuple[Run, ...]:
    """Return a portion with the lines that are headings in bold."""
    lines = portion.split("\n")
    return tuple(
        Run(line + ("\n" if number < len(lines) - 1 else ""), is_heading(line)) for number, line in enumerate(lines)
    )


def put_length(sheet: Canvas, column: int, texts: int, portions: Sequence[str]) -> None:
    """
    Put how many characters the text of `portions` has, counted over all its rows from the current one down.

    `texts` is the column of the text, `column` that of the number.
    """
    cells = [cell_name(sheet.row + number, texts) for number in range(len(portions))]
    formula = "=" + "+".join(f"LEN({cell})" for cell in cells)
    sheet.put(column, sum(map(len, portions)), "number_top", formula=formula, number_format="#,##0")


def length_heading(limit: int) -> str:
    """Return the heading of the column in which lengths stand."""
    return f"Characters of {limit:,}"


def length_colours(column: int, first_row: int, last_row: int, limit: int) -> ColourRule:
    """Return the rule that colours every length beyond the limit."""
    first = cell_name(first_row, column)
    return ColourRule(
        ((first_row, column), (last_row, column)),
        "rating_red",
        formula=f"=IF(ISNUMBER({first}),{first}>{limit},FALSE)",
    )
