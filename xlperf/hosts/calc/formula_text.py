"""A formula as Excel spells it, spelt as LibreOffice's own interface takes it: ``=IF(Data!A1>0,"a",1)``."""

from __future__ import annotations

import re

_PIECES = re.compile(
    r"""
    (?P<text>"(?:[^"]|"")*")
    | (?P<sheet>'(?:[^']|'')*'|[A-Za-z_][\w.]*)!
    | (?P<mark>[,{};])
    | (?P<other>[A-Za-z_][\w.]*|.)
    """,
    re.VERBOSE | re.DOTALL,
)


def calc_formula(formula: str) -> str:
    """
    Return an Excel formula (English names, commas) as LibreOffice takes it: semicolons, and a dot behind a sheet.

    Texts stay as they are. In an array constant the comma is a semicolon too, and the semicolon between rows a bar.
    """
    in_array = False
    made: list[str] = []
    for piece in _PIECES.finditer(formula):
        if piece["sheet"]:
            made.append(f"${piece['sheet']}.")
        elif piece["mark"]:
            in_array = piece["mark"] == "{" or (in_array and piece["mark"] != "}")
            made.append({",": ";", ";": "|" if in_array else ";"}.get(piece["mark"], piece["mark"]))
        else:
            made.append(piece[0])
    return "".join(made)
