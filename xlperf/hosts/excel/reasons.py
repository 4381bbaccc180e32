"""Why functions gave an error value: kept in the server's memory until the ribbon's "Last error" asks.

A cell has room for #N/A and not for a sentence, so the reasons of the last few errors are noted here, without the cell
and without what stood in it. xlwings calls `last_reasons` as it calls a worksheet function; no wrapper is made for it.
"""

from __future__ import annotations

from collections import deque

from xlperf.functions.broadcast import is_range, rows_of
from xlperf.functions.cells import Cells
from xlperf.sheets.grid import CellError

MOST = 8  # as many as a message box shows

_noted: deque[str] = deque(maxlen=MOST)


def note(name: str, result: Cells) -> None:
    """Keep the reasons of the errors in an answer; one that is already kept moves to the end."""
    if not is_range(result) and not isinstance(result, CellError):
        return
    errors = dict.fromkeys(cell for row in rows_of(result) for cell in row if isinstance(cell, CellError))
    for error in errors:
        sentence = f"{name} {error.code}: {error.reason or 'It was so in the cell.'}"
        if sentence in _noted:
            _noted.remove(sentence)
        _noted.append(sentence)


def last_reasons() -> str:
    """Return the reasons that are kept, the newest first, a line each."""
    return "\n".join(reversed(_noted))


setattr(  # noqa: B010 - a plain assignment is no attribute of a function's type
    last_reasons,
    "__xlfunc__",
    {
        "name": "last_reasons",
        "sub": False,
        "args": [],
        "argmap": {},
        "ret": {"doc": "The reasons of the last errors.", "options": {}},
        "category": "xlperf",
        "call_in_wizard": False,
        "volatile": False,
        "async_mode": None,
    },
)
