"""The children of a return that has no list of children of its own, put together from its other lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xlperf.returns.child_level.plans import numbered_children
from xlperf.returns.child_level.table import NO_DATE, UNKNOWN_CODE, Positions, Table

ABOUT_THE_CHILD = ("date_of_birth", "gender", "ethnicity", "disability")


def children_of(tables: Iterable[Table], file: str) -> Table | None:
    """
    Return one record for every child that any of the tables names; None when they name none.

    What is known of a child (date of birth, gender, ethnicity, disability) is taken from the first record that gives
    it, table by table in the order given; the record stands where the child is named first. A record without an
    identifier is about nobody who could be found again, and gives no child.
    """
    named = [table for table in tables if "child" in table.columns]
    children = together([table.columns["child"] for table in named])
    if not len(children) or not (children != "").any():
        return None
    numbers = numbered_children(children.tolist())
    numbers = np.where(children == "", -1, numbers)
    known, first, place = np.unique(numbers, return_index=True, return_inverse=True)
    nobody = int(known[0] == -1)
    columns: dict[str, NDArray[Any]] = {"child": children[first][nobody:]}
    for key in ABOUT_THE_CHILD:
        columns[key] = _first_known(key, named, place, len(known))[nobody:]
    columns["child number"] = np.arange(len(known) - nobody, dtype=np.int64)
    return _standing(named, columns, first[nobody:], file)


def together(columns: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """Return columns one beneath the other; of none, no texts."""
    return np.concatenate(columns) if columns else np.empty(0, dtype=object)


def blank_column(like: NDArray[Any], length: int) -> NDArray[Any]:
    """Return so many blank cells of the kind of a column: no date, no number, an empty text."""
    if like.dtype.kind == "f":
        return np.full(length, np.nan)
    return np.full(length, NO_DATE if like.dtype.kind == "i" else "", dtype=like.dtype)


def _first_known(key: str, tables: Sequence[Table], place: Positions, children: int) -> NDArray[Any]:
    """Return of every child the first value of a column that says something."""
    of_kind: NDArray[Any] = np.empty(0, dtype=np.int32 if key == "date_of_birth" else object)
    values = together([table.columns.get(key, blank_column(of_kind, len(table))) for table in tables])
    said = values > NO_DATE if of_kind.dtype.kind == "i" else (values != "") & (values != UNKNOWN_CODE)
    result = blank_column(of_kind, children)
    backwards = np.flatnonzero(said)[::-1]  # of several values for one place the last that is written stays
    result[place[backwards]] = values[backwards]
    return result


def _standing(tables: Sequence[Table], columns: dict[str, NDArray[Any]], first: Positions, file: str) -> Table:
    """Return the children as a table that knows where each of them is named first."""
    sources = [table.sources if table.source is not None else ((table.file, table.sheet),) for table in tables]
    before = np.cumsum([0, *(len(one) for one in sources)])
    source = together(
        [
            (np.zeros(len(table), dtype=np.int32) if table.source is None else table.source) + before[number]
            for number, table in enumerate(tables)
        ]
    )
    return Table(
        name="children",
        title="Children",
        file=file,
        sheet="",
        columns=columns,
        rows=together([table.rows for table in tables])[first],
        sources=tuple(one for several in sources for one in several),
        source=source[first].astype(np.int32),
        derived=True,
    )
