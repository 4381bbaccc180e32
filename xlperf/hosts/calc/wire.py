"""What LibreOffice and the Python of the buttons say to each other: lines of JSON, a question and then its answer.

The Python asks (``["confirm", "Write over them?"]``), LibreOffice answers (``{"answer": true}``, or with a sentence
``{"problem": "…"}``). Files go as base64. The last line is what came of the click.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from xlperf.sheets.grid import CellError, CellValue

OUTCOME = "outcome"
FIRST_DAY = dt.datetime(1899, 12, 30)
"""Day 0 of spreadsheets, which LibreOffice means as well unless a workbook says otherwise."""

Written = str | float | Mapping[str, Any] | None
"""A cell on the wire: a text or a number, or what kind of thing it is with its number."""


def line(message: object) -> str:
    """Return a message as one line."""
    return json.dumps(message, ensure_ascii=True) + "\n"


def read(text: str) -> Any:
    """Return the message of a line."""
    return json.loads(text)


def packed(content: bytes) -> str:
    """Return the bytes of a file as text."""
    return base64.b64encode(content).decode("ascii")


def unpacked(text: str) -> bytes:
    """Return the bytes that `packed` made a text of."""
    return base64.b64decode(text)


def cell_to_wire(value: CellValue) -> Written:
    """Return a cell as JSON has it: dates as day numbers with a format, TRUE and errors as formulas that give them."""
    if isinstance(value, bool):
        return {"formula": f"={str(value).upper()}()"}
    if value is None or isinstance(value, (str, float, int)):
        return value
    if isinstance(value, CellError):
        return {"formula": ERROR_FORMULAS.get(value.code, ERROR_FORMULAS["#N/A"])}
    if isinstance(value, dt.timedelta):
        return {"number": value / dt.timedelta(days=1), "format": "[HH]:MM:SS"}
    if isinstance(value, dt.time):
        past_midnight = dt.datetime.combine(FIRST_DAY, value) - FIRST_DAY
        return {"number": past_midnight / dt.timedelta(days=1), "format": "HH:MM"}
    if isinstance(value, dt.datetime):
        return {"number": (value - FIRST_DAY) / dt.timedelta(days=1), "format": "YYYY-MM-DD HH:MM"}
    moment = dt.datetime.combine(value, dt.time())
    return {"number": (moment - FIRST_DAY) / dt.timedelta(days=1), "format": "YYYY-MM-DD"}


ERROR_FORMULAS = {"#N/A": "=NA()", "#DIV/0!": "=1/0", "#NUM!": "=10^309", "#VALUE!": '="a"+1'}


def rows_to_wire(rows: Sequence[Sequence[CellValue]]) -> list[list[Written]]:
    """Return rows of cells as JSON has them."""
    return [[cell_to_wire(value) for value in row] for row in rows]
