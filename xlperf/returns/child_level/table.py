"""A typed list of a child-level return: one array a column, and the true sheet row of every record.

A table never shows its values: its `repr` tells the size only, so that no name, identifier or date of birth gets into
a log, an exception or a test report.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

NO_DATE = 0
"""The cell is blank. Other dates are day numbers as `date.toordinal` counts them (1 is 1 January of the year 1)."""

UNREADABLE = -1
"""The cell holds something that is no date: not blank, so a plan with such an end date is not taken to be open."""

UNKNOWN_CODE = "?"
"""The cell holds a text that is none of the column's codes; a blank one is an empty text."""

Days = NDArray[np.int32]
Flags = NDArray[np.bool_]
Positions = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Table:
    """
    One list of a return.

    A column is an array with an entry for every record: dates are day numbers (int32; `NO_DATE` blank, `UNREADABLE`
    no date), numbers float64 (NaN where there is none), codes and other texts object arrays of str ("" blank).
    Two tables are equal only when they are the same one, so that what is worked out from a table can be kept with it.
    """

    name: str  # the list's key in the catalogue: "plans"
    title: str  # as people call it: "List 7, children subject to a child protection plan"
    file: str
    sheet: str
    columns: Mapping[str, NDArray[Any]] = field(repr=False)
    rows: NDArray[np.int32] = field(repr=False)  # the sheet's own row numbers, counted from 1

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self.rows)

    def __repr__(self) -> str:
        """Return name and size; never a value."""
        return f"Table({self.name!r}, {len(self)} records, {len(self.columns)} columns)"


Tables = Mapping[str, Table]


def day_number(day: dt.date) -> int:
    """Return the number that stands for a day in a table."""
    return day.toordinal()


def day_of(number: int) -> dt.date | None:
    """Return the day that a number stands for; None for a blank or unreadable cell."""
    return dt.date.fromordinal(int(number)) if number > NO_DATE else None
