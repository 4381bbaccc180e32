"""Calls of the worksheet functions in formulas, by whatever name a host has written them into the file.

    PERF_RATE(A2,B2)                                 as typed, and as most hosts keep it
    xlperf.xlam!PERF_RATE(…)  '…\\xlperf.xlam'!PERF_RATE(…)  [1]!PERF_RATE(…)     Excel, from an add-in or a link to it
    _xlfn.PERF_RATE(…)  _xludf.PERF_RATE(…)          Excel, of a function that it does not know
    XLPERF.PERF_RATE(…)  _xldudf_XLPERF_PERF_RATE(…) Office.js, with its namespace
    ORG.XLPERF.CALC.FUNCTIONS.PERFRATE(…)            LibreOffice, by the name inside its extension

Names count in any case. What stands in quotes is no call.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from xlperf.functions.cells import Cell
from xlperf.sheets.address import column_letters, column_number, parse_cell
from xlperf.sheets.grid import CellError

_QUOTED = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*\"""")
_BEFORE = r"(?:'[^']*'!|\[\d+\]!|[\w.\-]+!|_xlfn\.|_xludf\.|_xldudf_|xlperf[._])*"
_CALL = re.compile(
    rf"(?<![\w.!'\]])(?:{_BEFORE}(?P<name>PERF_\w+)|org\.xlperf\.calc\.functions\.(?P<plain>perf\w+))\s*\(",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(E[+-]?[0-9]+)?%?", re.IGNORECASE)
_REFERENCE = re.compile(
    r"(?:(?P<sheet>'(?:[^']|'')+'|[\w.]+)!)?(?P<first>\$?[A-Z]{1,3}\$?\d+)(?::(?P<last>\$?[A-Z]{1,3}\$?\d+))?",
    re.IGNORECASE,
)
_PART_OF_REFERENCE = re.compile(r"(?<![\w.$])(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![\w.(!])")


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the function's name without underscores in capitals, its arguments as text, and whether it is all."""

    plain_name: str
    arguments: tuple[str, ...]
    is_whole: bool  # the formula is this call and nothing else


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell or a rectangle of a sheet; without a sheet's name of the formula's own."""

    text: str
    sheet: str
    first: tuple[int, int]
    last: tuple[int, int]


def plain_name(name: str) -> str:
    """Return a function's name as it is the same on all hosts: PERFTOTARGET."""
    return name.replace("_", "").upper()


def calls_in(formula: str) -> list[Call]:
    """Return the calls of a formula, without "=", that stand in no other call of ours."""
    masked = _masked(formula)
    calls = []
    place = 0
    while found := _CALL.search(masked, place):
        place = _closing(masked, found.end())
        is_whole = not masked[: found.start()].strip("=+ ") and not masked[place:].strip()
        inside = formula[found.end() : place - 1]
        calls.append(Call(plain_name(found["name"] or found["plain"]), tuple(_split(inside)), is_whole))
    return calls


def shifted(formula: str, rows: int, columns: int) -> str:
    """Return a formula as it reads so many rows down and columns across: references without $ move along."""

    def moved(found: re.Match[str]) -> str:
        fixed_column, letters, fixed_row, number = found.groups()
        column = letters if fixed_column else column_letters(column_number(letters) + columns)
        return f"{fixed_column}{column}{fixed_row}{number if fixed_row else int(number) + rows}"

    pieces, done = [], 0
    for quoted in _QUOTED.finditer(formula):
        pieces += [_PART_OF_REFERENCE.sub(moved, formula[done : quoted.start()]), quoted[0]]
        done = quoted.end()
    pieces.append(_PART_OF_REFERENCE.sub(moved, formula[done:]))
    return "".join(pieces)


def constant(text: str) -> tuple[Cell] | None:
    """Return what an argument written as a constant holds, in a tuple of one; None for anything else."""
    plain = text.strip()
    if not plain:
        return (None,)
    if _NUMBER.fullmatch(plain):
        return (float(plain.rstrip("%")) / (100 if plain.endswith("%") else 1),)
    if len(plain) >= 2 and plain[0] == plain[-1] == '"' and _QUOTED.fullmatch(plain):
        return (plain[1:-1].replace('""', '"'),)
    if plain.upper() in ("TRUE", "FALSE"):
        return (plain.upper() == "TRUE",)
    return (CellError(plain.upper()),) if re.fullmatch(r"#[A-Z0-9/]+[!?]?", plain, re.IGNORECASE) else None


def reference(text: str) -> Reference | None:
    """Return an argument that is a cell or a rectangle; None for anything else."""
    found = _REFERENCE.fullmatch(text.strip())
    if not found:
        return None
    first = parse_cell(found["first"])
    last = parse_cell(found["last"]) if found["last"] else first
    sheet = (found["sheet"] or "").strip("'").replace("''", "'")
    top, left = min(first[0], last[0]), min(first[1], last[1])
    return Reference(text.strip(), sheet, (top, left), (max(first[0], last[0]), max(first[1], last[1])))


def _masked(formula: str) -> str:
    """Return a formula of the same length in which nothing in quotes looks like a call, a comma or a bracket."""
    return _QUOTED.sub(lambda found: found[0][0] + "_" * (len(found[0]) - 2) + found[0][-1], formula)


def _closing(masked: str, place: int) -> int:
    """Return where the bracket ends that was opened before `place`."""
    depth = 1
    while place < len(masked) and depth:
        depth += {"(": 1, ")": -1}.get(masked[place], 0)
        place += 1
    return place


def _split(inside: str) -> list[str]:
    """Return the arguments of a call, parted at the commas that stand in no bracket."""
    masked, depth, parts, begin = _masked(inside), 0, [], 0
    for place, sign in enumerate(masked):
        depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            parts.append(inside[begin:place])
            begin = place + 1
    return [*parts, inside[begin:]] if inside.strip() or parts else []
