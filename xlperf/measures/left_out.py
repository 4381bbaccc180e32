"""Which rows say nothing new, and what a reader is told about the records that a count had to leave out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xlperf.returns.child_level.plans import child_numbers
from xlperf.returns.child_level.table import Flags, Table

NO_END = "a completion date that cannot be read"
REPEATED = "child and dates as in a row above"


@dataclass(frozen=True, slots=True)
class Noun:
    """What the records are called, one of them and many."""

    one: str
    many: str

    def left_out(self, *found: tuple[int, str]) -> tuple[str, ...]:
        """Return a sentence for each fault that any record has: ``2 referrals with no readable date are left out.``"""
        return tuple(
            f"1 {self.one} with {what} is left out."
            if number == 1
            else f"{number:,} {self.many} with {what} are left out."
            for number, what in found
            if number
        )


def repeated_rows(table: Table, *columns: NDArray[np.int32]) -> Flags:
    """Say of every record whether a row above has the same child and the same in all these columns."""
    keys: list[NDArray[Any]] = [child_numbers(table), *columns]
    order = np.lexsort((np.arange(len(table)), *reversed(keys)))
    result = np.zeros(len(table), dtype=np.bool_)
    same = np.logical_and.reduce([key[order][1:] == key[order][:-1] for key in keys]) if len(table) else result[1:]
    result[order[1:][same]] = True
    return result
