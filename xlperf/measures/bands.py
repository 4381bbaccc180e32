"""Bands of age and of length, from the edges that people write: ``1, 5, 10, 16`` and ``3 months, 1 year``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xlperf.errors import DefinitionError
from xlperf.measures.months import months_after
from xlperf.returns.child_level.table import Positions

Bands = tuple[tuple[str, ...], Positions]
"""The bands by name, and the number of the band of each record."""


def ages(years: NDArray[np.int64], written: str) -> Bands:
    """
    Return the bands of age that begin at the ages written: of ``1, 5, 10, 16`` there are five.

    age | with "1, 5, 10, 16" | with "6"
    0   | Under 1             | 0 to 5
    1   | 1 to 4              | 0 to 5
    4   | 1 to 4              | 0 to 5
    5   | 5 to 9              | 0 to 5
    6   | 5 to 9              | 6 and over
    16  | 16 and over         | 6 and over
    """
    edges = [_age(part) for part in written.split(",")]
    if any(high <= low for low, high in pairwise(edges)):
        raise DefinitionError(f'"{written}" are no bands of age: the ages must go up.')
    names = ["Under 1" if edges[0] == 1 else f"0 to {edges[0] - 1}"]
    names += [f"{low} to {high - 1}" if high - low > 1 else str(low) for low, high in pairwise(edges)]
    names.append(f"{edges[-1]} and over")
    return tuple(names), np.searchsorted(np.array(edges), years, side="right").astype(np.int64)


def lengths(starts: NDArray[Any], day: int, written: str) -> Bands:
    """
    Return the bands of the time from each start to the day, both counted, that end at the lengths written.

    Months are calendar months, and what lasted just so many belongs below. Years are of 365 days, and what lasted just
    so many belongs above: two years begin with the 730th day, as everywhere. On 2026-03-31:

    start      | with "3 months, 6 months, 1 year, 2 years" | with "1 year"
    2026-03-31 | 3 months or less                           | Less than 1 year
    2026-01-01 | 3 months or less                           | Less than 1 year
    2025-12-31 | More than 3 months, up to 6 months         | Less than 1 year
    2025-10-01 | More than 3 months, up to 6 months         | Less than 1 year
    2025-09-30 | More than 6 months, less than 1 year       | Less than 1 year
    2025-04-02 | More than 6 months, less than 1 year       | Less than 1 year
    2025-04-01 | 1 year, less than 2 years                  | 1 year or more
    2024-04-02 | 1 year, less than 2 years                  | 1 year or more
    2024-04-01 | 2 years or more                            | 1 year or more
    """
    edges = [_length(part) for part in written.split(",")]
    if any(high.months <= low.months for low, high in pairwise(edges)):
        raise DefinitionError(f'"{written}" are no bands of length: the lengths must go up.')
    names = [edges[0].or_less, *(_between(low, high) for low, high in pairwise(edges))]
    names.append(edges[-1].or_more)
    return tuple(names), np.sum([edge.reached(starts, day) for edge in edges], axis=0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class _Length:
    """An edge between two bands: so many months, or so many years."""

    number: int
    unit: str  # "month" or "year"

    @property
    def months(self) -> int:
        return self.number * (12 if self.unit == "year" else 1)

    @property
    def text(self) -> str:
        return f"{self.number} {self.unit}{'' if self.number == 1 else 's'}"

    @property
    def or_less(self) -> str:
        return f"Less than {self.text}" if self.unit == "year" else f"{self.text} or less"

    @property
    def or_more(self) -> str:
        return f"{self.text} or more" if self.unit == "year" else f"More than {self.text}"

    def reached(self, starts: NDArray[Any], day: int) -> NDArray[np.bool_]:
        """Say of each start whether the time to the day belongs above the edge."""
        if self.unit == "year":
            return np.asarray(day - starts + 1 >= 365 * self.number)
        return np.asarray(day >= months_after(starts, self.number))


def _between(low: _Length, high: _Length) -> str:
    begins = low.text if low.unit == "year" else f"More than {low.text}"
    return f"{begins}, {'less than' if high.unit == 'year' else 'up to'} {high.text}"


def _age(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d?", text.strip()):
        raise DefinitionError(f'"{text.strip()}" is no age at which a band begins. Write ages such as "1, 5, 10, 16".')
    return int(text)


def _length(text: str) -> _Length:
    found = re.fullmatch(r"([1-9]\d?) (month|year)s?", text.strip())
    if not found:
        raise DefinitionError(f'"{text.strip()}" is no length. Write lengths such as "3 months, 6 months, 1 year".')
    return _Length(int(found[1]), found[2])
