"""Writes docs/functions.md from the cards of the worksheet functions.

python -m tests.support.functions_page > docs/functions.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from xlperf.functions import CARDS, Card, Example
from xlperf.functions.broadcast import is_range, rows_of
from xlperf.functions.cells import Cell, Cells

HEAD = """# The worksheet functions

Made from the functions' own cards by `python -m tests.support.functions_page`; every example here runs as a test on
every host (`tests/contract`).

## What goes for all of them

- Every argument that is a single value takes a range too, and the answer spills: a column with a column, a row with
  a row, a single cell with every cell. Where sizes differ, the cells without a partner are #N/A. Arguments that are
  a range by nature (months, values to rank among) give one answer.
- `z` (not applicable), `x` (not available), `c` (withheld) and `low` are kept as they are, with or without
  brackets. A blank number counts as `x`. A missing figure is never 0.
- A number kept as text is that number (`"1,204"`, `"13.4%"`); any other text, TRUE and FALSE are #VALUE!. A
  negative count is #NUM!, something out of nothing #DIV/0!. An error among the cells stays the error it is.
- A percentage is a fraction: give the cell a percentage format.
- A date is a day number, as spreadsheets keep it, or a text: `2010-03-01`, `01/03/2010`, `1 March 2010`. In digits
  the day goes before the month, always. A year of two digits, a year alone and a day that no month has are #VALUE!.
- A whole column may be selected: the blank rows beneath the last figure are answered once. All seventeen answer a
  column of 1,048,576 rows with two figures in it in less than 3 seconds.

| Function | Gives |
|---|---|
"""
FOOT = """
## A workbook for someone without the add-in

[`xlperf freeze`](commands.md#freeze) turns the functions of a workbook into their values.
"""


def page() -> str:
    """Return the page's text."""
    index = "".join(
        f"| [`{card.name}`](#{card.name.lower()}) | {card.summary.removeprefix('Return ')} |\n" for card in CARDS
    )
    return HEAD + index + "".join(map(section, CARDS)) + FOOT


def section(card: Card) -> str:
    """Return what the page says of one function."""
    return "\n".join(["", f"## {card.name}", "", f"`={card.usage}`", "", card.summary, "", *_rest(card), ""])


def _rest(card: Card) -> Iterator[str]:
    if card.description:
        yield from (card.description, "")
    for argument in card.arguments:
        yield f"- `{argument.name}`: {argument.help}"
    yield f"- gives: {card.result}"
    yield ""
    yield "| Example | Gives | |"
    yield "|---|---|---|"
    for example in card.examples:
        yield f"| `{formula(card, example)}` | {shown(example.result)} | {example.title} |"


def formula(card: Card, example: Example) -> str:
    """Return an example as it is typed: ``=PERF_RATE(286,50890)``."""
    return f"={card.name}({','.join(typed(argument) for argument in example.arguments)})"


def typed(argument: Cells) -> str:
    """Return an argument as a formula holds it, a range as an array constant."""
    rows = rows_of(argument)
    if not is_range(argument):
        return _cell(rows[0][0])
    return "{" + ";".join(",".join(_cell(cell) or '""' for cell in row) for row in rows) + "}"


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return f'"{cell}"'
    return "" if cell is None else str(cell).upper()


def shown(result: Cells) -> str:
    """Return a result as the page shows it: numbers to six digits, rows parted by semicolons."""
    return "; ".join(", ".join(_shown(cell) for cell in row) for row in rows_of(result))


def _shown(cell: Cell) -> str:
    return f"{cell:.6g}" if isinstance(cell, (int, float)) and not isinstance(cell, bool) else str(cell)


if __name__ == "__main__":
    sys.stdout.write(page())
