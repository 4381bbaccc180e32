"""The last complete month that inputs cover: the period of a report when nobody names one."""

from __future__ import annotations

import datetime as dt

from xlperf.journey.inputs import Inputs
from xlperf.period import Period, PeriodKind

LONGER = {PeriodKind.QUARTER, PeriodKind.YEAR}


def last_complete_period(inputs: Inputs) -> Period | None:
    """
    Return the newest month that ends within what the inputs cover; None when they cover no whole month.

    A child-level return covers the days that it says. A performance workbook covers the months that it has figures of;
    where it has none by month, its newest quarter, or year.
    """
    ends = [one.covers[1] for one in inputs.returns if one.covers is not None]
    if ends:
        return _month_ended_by(max(ends))
    stated = {row.period for workbook in inputs.workbooks for row in workbook.figures if row.kind == "actual"}
    months = [period for period in stated if period.kind is PeriodKind.MONTH]
    if months:
        return max(months, key=lambda period: period.last_day)
    longer = [period for period in stated if period.kind in LONGER]
    return max(longer, key=lambda period: (period.last_day, -period.days), default=None)


def _month_ended_by(day: dt.date) -> Period | None:
    month = Period.month(day.year, day.month)
    return month if month.last_day == day else month.before()
