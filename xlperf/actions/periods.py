"""The periods that inputs give, as suggestions."""

from __future__ import annotations

from datetime import date, timedelta

from xlperf.journey.inputs import Inputs
from xlperf.journey.report import KINDS_OF_A_REPORT
from xlperf.period import Period, PeriodKind, month_after

_ORDER = {PeriodKind.MONTH: 0, PeriodKind.QUARTER: 1, PeriodKind.YEAR: 2}


def periods_of(inputs: Inputs) -> list[Period]:
    """
    Return the months, quarters and years for which the inputs have figures: months, quarters, years, the newest first.

    A child-level return gives every whole month that it covers.
    """
    found = {row.period for workbook in inputs.workbooks for row in workbook.figures if row.kind == "actual"}
    found |= {month for one in found if one.kind is PeriodKind.DAY and (month := _ended_by(one.last_day))}
    for one in inputs.returns:
        if one.covers is not None:
            found |= set(_whole_months(*one.covers))
    fitting = [period for period in found if period.kind in KINDS_OF_A_REPORT]
    return sorted(fitting, key=lambda period: (_ORDER[period.kind], -period.last_day.toordinal()))


def _ended_by(day: date) -> Period | None:
    """Return the month of which a day is the last; None for any other day."""
    month = Period.month(day.year, day.month)
    return month if month.last_day == day else None


def _whole_months(first: date, last: date) -> list[Period]:
    months: list[Period] = []
    start = first if first.day == 1 else month_after(first.replace(day=1), 1)
    while month_after(start, 1) - timedelta(days=1) <= last:
        months.append(Period.month(start.year, start.month))
        start = month_after(start, 1)
    return months
