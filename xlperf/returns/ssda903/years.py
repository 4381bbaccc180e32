"""Which financial years the episodes of a return are of.

The files of a year hold every episode that was open on any day of it. So a year is there when episodes ended in it, or
when it is the last one in which anything happened; a date or two in another year are slips of the pen.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from xlperf.returns.child_level.table import NO_DATE, Days, Table, day_number

FEW = 20
"""A year belongs to the return when it has at least one in twenty of the dates of its busiest year."""


def years_of(table: Table, today: date) -> tuple[int, ...]:
    """
    Return the financial years that a table of episodes is of, each by the year in which it starts, without a gap.

    The last is the last one in which episodes began or ended, the first the first one in which episodes ended. Dates
    after `today` do not count, unless half of all are: then the clock is wrong, or the return was made up.
    """
    started, ended = (table.columns[key] for key in ("started", "ended"))
    days = np.concatenate([started, ended])
    days = np.sort(days[days > NO_DATE])
    if not len(days):
        return ()
    limit = day_number(today)
    if days[len(days) // 2] > limit:
        limit = int(days[-1])
    last = _busy_years(days[days <= limit])[-1]
    ends = _busy_years(ended[(ended > NO_DATE) & (ended <= limit)])
    return tuple(range(min([*ends, last]), last + 1))


def covered(years: Iterable[int], newest: date, today: date) -> tuple[tuple[date, date], tuple[int, ...]]:
    """
    Return the first and last day that these years cover, and the years that are missing between them.

    Only the years up to the last without a gap are covered. A year that is not over `today` is covered up to the
    `newest` day on which something happened.
    """
    present = sorted(set(years))
    last = present[-1]
    first = last
    while first - 1 in present:
        first -= 1
    missing = tuple(year for year in range(present[0], last) if year not in present)
    end = date(last + 1, 3, 31)
    return (date(first, 4, 1), newest if newest <= today < end else end), missing


def financial_years(days: Days) -> Days:
    """Return the year in which each day's financial year starts."""
    # numpy counts days from 1 January 1970, which is day 719,163 here.
    months = (days - 719163).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    years: Days = ((months - 3) // 12 + 1970).astype(np.int32)
    return years


def _busy_years(days: Days) -> list[int]:
    """Return the financial years that have a fair share of the days."""
    if not len(days):
        return []
    years, counts = np.unique(financial_years(days), return_counts=True)
    return [int(year) for year, number in zip(years, counts, strict=True) if number * FEW >= counts.max()]
