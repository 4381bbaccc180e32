"""Reading a column of codes, however they are spelt: ``F``, ``Female``, ``b) Female``, ``F - Female``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xlperf.definitions.returns import ColumnDefinition
from xlperf.problem import Severity
from xlperf.returns.child_level.finding import CellFinding, error_cell, quoted
from xlperf.returns.child_level.table import UNKNOWN_CODE
from xlperf.sheets.grid import CellError, CellValue

PREFIX = re.compile(r"\s*[a-z0-9]{1,2}\)\s*", re.IGNORECASE)
LONGEST_LIST = 8
"""So many answers are listed in a message; of longer lists only the number is said."""


def read_codes(cells: Sequence[CellValue], column: ColumnDefinition) -> tuple[NDArray[Any], list[CellFinding]]:
    """Return the code of every cell ("" blank, `UNKNOWN_CODE` none of them) and what was found."""
    spellings = _spellings(column)
    # A column holds few answers many times, so each is worked out once and only unknown ones are looked at one by one.
    known = {cell: _code(cell, spellings) for cell in set(cells)}
    result = np.fromiter(map(known.__getitem__, cells), dtype=object, count=len(cells))
    if UNKNOWN_CODE not in known.values():
        return result, []
    return result, [_unknown(at, cell, column) for at, cell in enumerate(cells) if known[cell] == UNKNOWN_CODE]


def plain_value(text: str) -> str:
    """Return a value as values are compared: without case, spacing and punctuation."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def _code(cell: CellValue, spellings: Mapping[str, str]) -> str:
    """Return the code that a cell stands for: by the whole of it, or by what follows a prefix such as ``b)``."""
    if cell is None:
        return ""
    if isinstance(cell, CellError):
        return UNKNOWN_CODE
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    if not text.strip():
        return ""
    for candidate in (text, PREFIX.sub("", text, count=1)):
        code = spellings.get(plain_value(candidate))
        if code is not None:
            return code
    return UNKNOWN_CODE


def _spellings(column: ColumnDefinition) -> Mapping[str, str]:
    aliases = tuple((code, column.value_aliases.get(code, ())) for code in column.values)
    return _all_spellings(tuple(column.values.items()), aliases)


@lru_cache(maxsize=64)
def _all_spellings(
    values: tuple[tuple[str, str], ...], aliases: tuple[tuple[str, tuple[str, ...]], ...]
) -> Mapping[str, str]:
    """Return every spelling of every code, plain: code, label, alias, and the code with either before or behind it."""
    spellings: dict[str, str] = {}
    for code, label in values:
        for text in (code, label, f"{code} {label}", f"{label} {code}"):
            spellings[plain_value(text)] = code
    for code, further in aliases:
        for text in further:
            for spelling in (text, f"{code} {text}", f"{text} {code}"):
                spellings.setdefault(plain_value(spelling), code)
    return spellings


def _unknown(position: int, cell: CellValue, column: ColumnDefinition) -> CellFinding:
    if isinstance(cell, CellError):
        return error_cell(position, cell, "a code")
    answers = list(column.values.values())
    if len(answers) <= LONGEST_LIST:
        expected = f"{', '.join(answers[:-1])} or {answers[-1]}"
    else:
        expected = f"one of the {len(answers)} codes of the column"
    shown = quoted(cell, column)
    message = f"{shown[:1].upper()}{shown[1:]} is not a known answer. Expected is {expected}."
    return CellFinding(position, "unknown code", message, Severity.WARNING)
