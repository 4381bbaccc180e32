"""One table that stands in several files: the same list of several years, or of several months.

What an earlier file and a later one both hold is one record, and the later file knows better: an episode that is open
in one year's file and closed in the next is one episode. Within one file nothing is put together; what stands there
twice is for somebody to look at.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from xlperf.problem import Problem, Severity
from xlperf.returns.child_level.children import blank_column, together
from xlperf.returns.child_level.plans import numbered_children
from xlperf.returns.child_level.table import NO_DATE, UNREADABLE, Positions, Table
from xlperf.returns.child_level.typed import TypedRecords

CHILD_NUMBER = "child number"  # numbers the children of one file, so it means nothing in another
Record = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Same:
    """
    When two records of different files are the same thing: all these columns agree, and none of them is blank.

    With `ended` (the last of the columns is then the start), a record that began and ended on one day is the same only
    as another such, because a child may have an episode of a few hours and a second one on the same day.
    """

    columns: tuple[str, ...]
    ended: str = ""


@dataclass(frozen=True, slots=True)
class JoinedList:
    """A table joined from one or several sheets, and the way back from each record to its cell."""

    table: Table
    parts: tuple[TypedRecords, ...]  # in the order in which they were joined, the last knows best
    part: Positions  # of every record: which part
    place: Positions  # and its position there
    exact: int = 0  # records that a later file holds exactly so
    updated: int = 0  # records of which a later file holds a later state

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found in reading the cells of all parts."""
        return tuple(problem for one in self.parts for problem in one.problems)

    def cell(self, position: int, key: str) -> str:
        """Return the name of the cell in which a record's column stands; empty when its sheet lacks the column."""
        return self._part(position).cell(int(self.place[position]), key)

    def row(self, position: int) -> str:
        """Return where a record stands: "row 17", and of which file when there are several."""
        row = self._part(position).row(int(self.place[position]))
        return row + self._of_file(position)

    def where(self, position: int, key: str) -> str:
        """Return a record's cell, and of which file, for messages about another table: "C12 of header.csv"."""
        return f"{self.cell(position, key)} of {self._part(position).table.file}"

    def is_blank(self, position: int, key: str) -> bool:
        """Say whether a record's cell is empty."""
        return self._part(position).is_blank(int(self.place[position]), key)

    def problem(
        self, position: int, key: str, rule: str, message: str, severity: Severity = Severity.WARNING
    ) -> Problem:
        """Return a problem at a record's cell, in the file where it stands."""
        return self._part(position).problem(int(self.place[position]), key, rule, message, severity)

    def _part(self, position: int) -> TypedRecords:
        return self.parts[int(self.part[position])]

    def _of_file(self, position: int) -> str:
        files = {one.table.file for one in self.parts}
        return f" of {self._part(position).table.file}" if len(files) > 1 else ""


def joined(parts: Sequence[TypedRecords], same: Same | None = None) -> JoinedList:
    """
    Return the parts of one table as one, in this order; a later part knows better than those before it.

    A record that a later part holds exactly so is left out, and one that is the `same` as a record there too.
    """
    if len(parts) == 1:
        table = parts[0].table
        return JoinedList(table, tuple(parts), np.zeros(len(table), np.int64), np.arange(len(table), dtype=np.int64))
    kept, exact, updated = _kept(parts, same)
    part = together([np.full(len(places), number, dtype=np.int64) for number, places in enumerate(kept)])
    return JoinedList(_table(parts, kept, part), tuple(parts), part, together(kept), exact, updated)


def _kept(parts: Sequence[TypedRecords], same: Same | None) -> tuple[list[Positions], int, int]:
    """Return the positions of each part that stay, and how many go because a later part has them so, or later."""
    columns = sorted({key for one in parts for key in one.table.columns} - {CHILD_NUMBER})
    exact = updated = 0
    seen: set[Record] = set()
    known: dict[bool, set[Record | None]] = {False: set(), True: set()}  # True: those that ended on the day they began
    kept: list[Positions] = []
    for one in reversed(parts):
        records = _records(one.table, columns)
        keys, of_a_day = _keys(one.table, same), _ended_the_same_day(one.table, same)
        stay = []
        for position, record in enumerate(records):
            if record in seen:
                exact += 1
            elif keys[position] in known[of_a_day[position]]:
                updated += 1
            else:
                stay.append(position)
        seen.update(records)
        known[False].update(keys)
        known[True].update(key for key, day in zip(keys, of_a_day, strict=True) if day)
        for keys_known in known.values():
            keys_known.discard(None)
        kept.append(np.array(stay, dtype=np.int64))
    return kept[::-1], exact, updated


def _records(table: Table, columns: Sequence[str]) -> list[Record]:
    """Return every record as something to compare; a column that the table lacks is blank."""
    return list(zip(*(_plain(table, key) for key in columns), strict=True))


def _keys(table: Table, same: Same | None) -> list[Record | None]:
    """Return of every record what makes it the same as another; None when part of that is blank or unreadable."""
    if same is None or any(key not in table.columns for key in same.columns):
        return [None] * len(table)
    records = _records(table, same.columns)
    return [None if any(value is None or value == UNREADABLE for value in record) else record for record in records]


def _plain(table: Table, key: str) -> list[Any]:
    column = table.columns.get(key)
    if column is None:
        return [None] * len(table)
    if column.dtype.kind == "f":
        return [None if math.isnan(number) else number for number in column.tolist()]
    return [value or None for value in column.tolist()]


def _ended_the_same_day(table: Table, same: Same | None) -> list[bool]:
    if same is None or same.ended not in table.columns:
        return [False] * len(table)
    started, ended = table.columns[same.columns[-1]], table.columns[same.ended]
    return ((ended > NO_DATE) & (ended == started)).tolist()  # type: ignore[no-any-return]


def _table(parts: Sequence[TypedRecords], kept: Sequence[Positions], part: Positions) -> Table:
    """Return the records that stay, one part beneath the other, each with the file and sheet that it is from."""
    tables = [one.table.taking(places) for one, places in zip(parts, kept, strict=True)]
    like = {key: column for table in tables for key, column in table.columns.items() if key != CHILD_NUMBER}
    columns = {
        key: together([table.columns.get(key, blank_column(column, len(table))) for table in tables])
        for key, column in like.items()
    }
    if "child" in columns:
        columns[CHILD_NUMBER] = numbered_children(columns["child"].tolist())
    return replace(
        tables[-1],
        columns=columns,
        rows=together([table.rows for table in tables]),
        sources=tuple((table.file, table.sheet) for table in tables),
        source=part.astype(np.int32),
    )
