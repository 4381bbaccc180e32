"""Numbers that others have worked out: selections in `tests/oracles/`, each row naming its source."""

from __future__ import annotations

import csv
from pathlib import Path

from xlperf.symbols import Missing

FOLDER = Path(__file__).parents[1] / "oracles"


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a csv file, each by its headings."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float | Missing:
    """Return a number, or the reason that a symbol stands for."""
    return Missing(text) if text in list(Missing) else float(text)
