"""Up to which day a return speaks: the newest day on which something happened, slips of the pen left out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from xlperf.returns.child_level.table import NO_DATE, Days, Table, day_number, day_of

GAP = 31
"""In a long list something happens every month, so days beyond a longer gap are slips of the pen."""

GAP_OF_FEW = 183
"""With few records a gap of six months is needed to say so, and whatever the list, so long a gap is enough."""

FEW = 20
YEAR = 365


def newest_day(tables: Iterable[tuple[Table, tuple[str, ...]]], today: date) -> date | None:
    """
    Return the newest day on which something happened, given each table with its columns of dates; None without one.

    Of each record the newest date counts. Left out, as slips of the pen, are dates later than `today` and a few dates
    (at most one record in twenty) that stand alone: more than 31 days after all the others, and more than twice as long
    as the longest gap between the others of the year before, because in a small list a month without anything is
    nothing unusual. Six months are always enough, and are needed where there are fewer than twenty records. When half
    of the records are later than `today`, the return was made up or the clock is wrong, and the return alone decides.
    """
    nothing: Days = np.empty(0, dtype=np.int32)
    days = np.sort(np.concatenate([nothing, *(_newest_by_record(table, keys) for table, keys in tables)]))
    days = days[days > NO_DATE]
    if not len(days):
        return None
    limit = day_number(today)
    if days[len(days) // 2] <= limit:
        days = days[days <= limit]
    last = len(days) - 1
    for place in range(max(last - max(len(days) // FEW, 1), 0), last):
        usual = _usual_gap(days[: place + 1]) if len(days) >= FEW else GAP_OF_FEW
        if days[place + 1] - days[place] > usual:
            return day_of(days[place])
    return day_of(days[last])


def _usual_gap(days: Days) -> int:
    """Return how many days may pass in a list with these days, which are in order, before something happens."""
    year = days[days >= days[-1] - YEAR]
    return min(max(2 * int(np.diff(year).max(initial=0)), GAP), GAP_OF_FEW)


def _newest_by_record(table: Table, keys: tuple[str, ...]) -> Days:
    columns = [table.columns[key] for key in keys if key in table.columns]
    newest: Days = np.max(columns, axis=0) if columns else np.empty(0, dtype=np.int32)
    return newest
