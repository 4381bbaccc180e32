"""What `xlperf annotate` says of its work: a few lines, or one JSON document."""

from __future__ import annotations

from typing import Any

from xlperf.hosts.text import printable
from xlperf.journey.annotate import AnnotatedCopy
from xlperf.workbook import FINDINGS_SHEET


def annotated_form(done: AnnotatedCopy) -> dict[str, Any]:
    """Return the JSON form: the copy, how many problems there are, and how much of them is marked on cells."""
    return {
        "file": done.out.name,
        "sheet": FINDINGS_SHEET,
        "problems": len(done.problems),
        "cells": done.cells,
        "notes": done.notes,
        "left_out": list(done.said),
    }


def annotated_text(done: AnnotatedCopy) -> str:
    """Return the copy's name, what was marked in it, and where notes were left out."""
    number = len(done.problems)
    lines = [str(done.out)]
    if number:
        problems = f"{number:,} {'problem' if number == 1 else 'problems'}"
        cells = f"{done.cells:,} {'cell is' if done.cells == 1 else 'cells are'} marked"
        lines.append(f'{problems}, listed in the sheet "{FINDINGS_SHEET}"; {cells}, {done.notes:,} with a note.')
    else:
        lines.append(f'Nothing was found, and the sheet "{FINDINGS_SHEET}" says so.')
    return "\n".join(printable(line) for line in (*lines, *done.said))
