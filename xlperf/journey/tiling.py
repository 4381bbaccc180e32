"""Putting a period together from shorter ones: only when every day of it is covered, once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from xlperf.period import Period, PeriodKind

# A day is a snapshot, and rolling twelve months overlap: neither is a part of anything.
PARTS = (PeriodKind.YEAR_TO_DATE, PeriodKind.QUARTER, PeriodKind.MONTH, PeriodKind.YEAR)


def tiles(whole: Period, available: Collection[Period]) -> tuple[Period, ...] | None:
    """
    Return the shorter periods out of `available` that make up `whole`, in order of time; None when a day is left out.

    Shortest parts are preferred, so that a figure rests on the finest rows there are.
    """
    fitting = [
        period for period in available if period.kind in PARTS and whole.contains(period) and period.days < whole.days
    ]
    starting: dict[object, list[Period]] = {}
    for period in sorted(fitting, key=lambda period: period.days):
        starting.setdefault(period.first_day, []).append(period)

    def cover(day: object, so_far: tuple[Period, ...]) -> tuple[Period, ...] | None:
        if so_far and so_far[-1].last_day == whole.last_day:
            return so_far
        for period in starting.get(day, []):
            done = cover(period.last_day + timedelta(days=1), (*so_far, period))
            if done is not None:
                return done
        return None

    return cover(whole.first_day, ())


def missing_months(whole: Period, available: Collection[Period]) -> list[Period]:
    """Return the months of `whole` that no available part covers, for saying what would be needed."""
    parts = [period for period in available if period.kind in PARTS and whole.contains(period)]
    return [month for month in whole.months() if not any(part.contains(month) for part in parts)]
