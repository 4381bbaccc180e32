"""What `xlperf freeze` says of its work: a line for each sheet, or one JSON document."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from xlperf.hosts.text import printable
from xlperf.journey.freeze import Frozen, FrozenCell

MOST_NAMED = 5
BECAME = {
    "stored value": "made its stored value",
    "computed value": "worked out here",
    "native formula": "made a formula of the spreadsheet's own",
}


def frozen_form(out: Path, frozen: Frozen) -> dict[str, Any]:
    """Return the JSON form: the copy, each cell with what it became, and what is left."""
    cells = [
        {"sheet": one.sheet, "cell": one.cell, "became": one.became, "inside_another_formula": one.inside}
        for one in frozen.cells
    ]
    return {"file": out.name, "cells": cells, "left": list(frozen.left)}


def frozen_text(out: Path, frozen: Frozen) -> str:
    """Return the copy's name, a line for each sheet, and what is left to do by hand."""
    lines = [str(out)]
    lines += [_sheet(sheet, list(cells)) for sheet, cells in groupby(frozen.cells, key=lambda one: one.sheet)]
    if not frozen.cells:
        lines.append("There is no PERF_ formula in it; the copy is the same workbook.")
    lines += [f"Left in {one}" for one in frozen.left]
    return "\n".join(printable(line) for line in lines)


def _sheet(sheet: str, cells: Sequence[FrozenCell]) -> str:
    said = []
    for became, words in BECAME.items():
        number = sum(one.became == became for one in cells)
        if number:
            said.append(f"{number:,} {words}")
    inside = [one.cell for one in cells if one.inside]
    named = ", ".join(inside[:MOST_NAMED]) + (" …" if len(inside) > MOST_NAMED else "")
    whole = f"; the whole formula of {named}, of which PERF_ was a part" if inside else ""
    return f"{sheet}: {len(cells):,} {'formula' if len(cells) == 1 else 'formulas'}: {', '.join(said)}{whole}."
