"""What may be said about one cell of a child-level return.

A cell is quoted only when its column identifies nobody and its text is digits and date marks, or a code that is known.
Otherwise it is "a text": a name typed into the wrong column must not travel into a report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from xlperf.definitions.returns import ColumnDefinition
from xlperf.problem import Severity
from xlperf.sheets.grid import NOT_CALCULATED, CellError, CellValue

DIGITS_AND_DATE_MARKS = re.compile(r"[0-9/.:\- ]{1,20}")


@dataclass(frozen=True, slots=True)
class CellFinding:
    """Something found in one cell of a column: which record, and one sentence that says what."""

    position: int  # of the record in the table, from 0
    rule: str
    message: str
    severity: Severity = Severity.ERROR
    lost: bool = True  # the value could not be read, so that what needs it is left out


def quoted(value: CellValue, column: ColumnDefinition) -> str:
    """Return a cell as a message may show it: in quotes where the rule allows it, else what sort of thing it is."""
    if isinstance(value, str):
        text = value.strip()
        return f'"{text}"' if not column.identifies and DIGITS_AND_DATE_MARKS.fullmatch(text) else "a text"
    if isinstance(value, bool):
        return "TRUE or FALSE"
    if isinstance(value, int | float):
        return "a number" if column.identifies else f'"{value:.15g}"'
    return "a time"


def error_cell(position: int, error: CellError, expected: str) -> CellFinding:
    """Return what to say of an error value, or of a formula whose result was not stored."""
    if error is NOT_CALCULATED or error.code == NOT_CALCULATED.code:
        message = "The formula's result was not stored in the file. Open the file in Excel, save it and try again."
        return CellFinding(position, "formula not calculated", message)
    return CellFinding(position, "error cell", f"{error.code} is an error value where {expected} is expected.")
