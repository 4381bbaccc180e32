"""A typed list of a child-level return: one array a column, and the true sheet row of every record.

A table never shows its values: its `repr` tells the size only, so that no name, identifier or date of birth gets into
a log, an exception or a test report.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xlperf.figure import RowRef

NO_DATE = 0
"""The cell is blank. Other dates are day numbers as `date.toordinal` counts them (1 is 1 January of the year 1)."""

UNREADABLE = -1
"""The cell holds something that is no date: not blank, so a plan with such an end date is not taken to be open."""

UNKNOWN_CODE = "?"
"""The cell holds a text that is none of the column's codes; a blank one is an empty text."""

Days = NDArray[np.int32]
Flags = NDArray[np.bool_]
Positions = NDArray[np.int64]
Source = tuple[str, str]  # a file and a sheet


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Table:
    """
    One list of a return.

    A column is an array with an entry for every record: dates are day numbers (int32; `NO_DATE` blank, `UNREADABLE`
    no date), numbers float64 (NaN where there is none), codes and other texts object arrays of str ("" blank).
    Two tables are equal only when they are the same one, so that what is worked out from a table can be kept with it.

    A table may be joined from several sheets: `sources` are then their files and sheets, and `source` says of every
    record from which of them it is. A `derived` table stands on no sheet; it was put together from others.
    """

    name: str  # the list's key in the catalogue: "plans"
    title: str  # as people call it: "List 7, children subject to a child protection plan"
    file: str
    sheet: str
    columns: Mapping[str, NDArray[Any]] = field(repr=False)
    rows: NDArray[np.int32] = field(repr=False)  # the sheet's own row numbers, counted from 1
    sources: tuple[Source, ...] = ()
    source: NDArray[np.int32] | None = field(default=None, repr=False)
    derived: bool = False

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self.rows)

    def source_of(self, position: int) -> Source:
        """Return the file and the sheet in which a record stands."""
        return (self.file, self.sheet) if self.source is None else self.sources[self.source[position]]

    def places(self, positions: Positions) -> tuple[RowRef, ...]:
        """Return where these records stand, in the order of the sheets and of the rows on each."""
        if self.source is None:
            return tuple(RowRef(self.file, self.sheet, row) for row in sorted(self.rows[positions].tolist()))
        found = sorted(zip(self.source[positions].tolist(), self.rows[positions].tolist(), strict=True))
        return tuple(RowRef(self.sources[source][0], self.sources[source][1], row) for source, row in found)

    def taking(self, records: Positions | Flags) -> Table:
        """Return the same table with these records only, in this order."""
        columns = {key: values[records] for key, values in self.columns.items()}
        source = None if self.source is None else self.source[records]
        return replace(self, columns=columns, rows=self.rows[records], source=source)

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
