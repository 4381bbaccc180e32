"""What is known of the child of each record: stated in the record's own row, or in the return's list of children."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from xlperf.measures.kept import Kept
from xlperf.measures.months import NUMPY_DAY_0
from xlperf.returns.child_level.table import NO_DATE, Table, Tables


def of_the_child(tables: Tables, table: Table, key: str) -> NDArray[Any] | None:
    """
    Return the column of that key for every record of the table; None when neither it nor the list of children has it.

    What the record's own row leaves blank is taken from the list of children, by the child's identifier.
    """
    own = table.columns.get(key)
    children = tables.get("children")
    known = None if children is None or children is table else children.columns.get(key)
    if children is None or known is None or len(children) == 0:
        return own
    rows = _KEPT.get((table, children), "rows of the children", lambda: rows_of_the_children(table, children))
    blank: str | int = "" if known.dtype == object else NO_DATE
    joined = np.where(rows >= 0, known[rows], blank)
    return joined if own is None else np.where(own == blank, joined, own)


def age_in_years(births: NDArray[Any], day: int) -> NDArray[np.int64]:
    """
    Return how many birthdays each child has had by the end of the day; negative before birth or when it is not known.

    A child born on 29 February is a year older on 1 March in years that have no such day.
    """
    known = births > NO_DATE
    dates = _calendar(np.where(known, births, day))
    today = _calendar(np.array([day]))
    born = _month_and_day(dates)
    years = (today.astype("datetime64[Y]") - dates.astype("datetime64[Y]")).astype(np.int64)
    ages: NDArray[np.int64] = np.where(known, years - (_month_and_day(today) < born), -1)
    return ages


def rows_of_the_children(table: Table, children: Table) -> NDArray[np.int64]:
    """Return for every record of a table its child's first place in another one; -1 where the child is not there."""
    places: dict[str, int] = {}
    for place, child in enumerate(children.columns["child"].tolist()):
        places.setdefault(child, place)
    places.pop("", None)  # a record without an identifier belongs to nobody else's
    return np.array([places.get(child, -1) for child in table.columns["child"].tolist()], dtype=np.int64)


_KEPT: Kept[NDArray[np.int64]] = Kept()


def _calendar(days: NDArray[Any]) -> NDArray[np.datetime64]:
    return (np.asarray(days, dtype=np.int64) - NUMPY_DAY_0).astype("datetime64[D]")


def _month_and_day(dates: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """Return a number for each date that grows with its day in the year, the same in every year."""
    months = dates.astype("datetime64[M]")
    day_of_month = (dates - months.astype("datetime64[D]")).astype(np.int64)
    month_of_year = (months - months.astype("datetime64[Y]").astype("datetime64[M]")).astype(np.int64)
    number: NDArray[np.int64] = month_of_year * 31 + day_of_month
    return number
