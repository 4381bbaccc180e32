"""Who the children behind a number are: counted from a return, or as a performance workbook states it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from xlperf.journey.inputs import Inputs
from xlperf.period import Period
from xlperf.report.content import BreakdownRow
from xlperf.returns.performance import Breakdown as Stated

if TYPE_CHECKING:
    from xlperf.measures.breakdown import Breakdown
    from xlperf.returns.child_level.returned import Return

ON_A_PLAN = "Children on a child protection plan"
LOOKED_AFTER = "Children looked after"


def breakdowns_of(inputs: Inputs, returns: Sequence[Return], period: Period) -> tuple[BreakdownRow, ...]:
    """
    Return every breakdown for the period's last day that the inputs give.

    Counted ones come first: from the first return that covers the day and has the list. Of what is stated in the
    sheets Breakdowns, the newest day within the period's financial year stands.
    """
    return (*_counted(returns, period), *_stated(inputs, period))


def _counted(returns: Sequence[Return], period: Period) -> Iterator[BreakdownRow]:
    if not returns:
        return
    from xlperf.measures.breakdown import BREAKDOWNS, children_looked_after_by, plans_by

    as_at = Period.day(period.last_day)
    for of, has, broken_down in (
        (ON_A_PLAN, ("plans",), plans_by),
        (LOOKED_AFTER, ("episodes", "looked_after"), children_looked_after_by),
    ):
        one = next((one for one in returns if _gives(one, as_at, has)), None)
        if one is None:
            continue
        for by in BREAKDOWNS:
            yield from _rows(of, as_at, broken_down(one.tables, as_at, by))


def _gives(one: Return, as_at: Period, has: Sequence[str]) -> bool:
    """Say whether a return has the first list that it has of these for the day."""
    listed = next((table for table in has if table in one.tables), None)
    return listed is not None and one.gives(as_at, "snapshot", (listed,)) is None


def _rows(of: str, as_at: Period, found: Breakdown) -> Iterator[BreakdownRow]:
    """Yield the categories of a breakdown in which somebody is."""
    numbers = {name: float(part.number) for name, part in found.parts.items()}
    whole = sum(numbers.values())
    for name, number in numbers.items():
        if number:
            yield BreakdownRow(of, as_at, found.by, name, number, number / whole)


def _largest_first(row: Stated) -> tuple[str, str, float, str]:
    """Order what is stated so that the order of rows in the sheet does not matter."""
    sizes = [part.value for part in (row.count, row.percent) if part and part.value is not None]
    return row.code, row.breakdown, -next(iter(sizes), 0.0), row.category


def _stated(inputs: Inputs, period: Period) -> Iterator[BreakdownRow]:
    for workbook in inputs.workbooks:
        in_year = [row for row in workbook.breakdowns if period.year.contains(row.as_at)]
        newest = {row.indicator: max(one.as_at for one in in_year if one.indicator == row.indicator) for row in in_year}
        for row in sorted(in_year, key=_largest_first):
            if row.as_at != newest[row.indicator]:
                continue
            indicator = inputs.indicators.get(row.indicator)
            yield BreakdownRow(
                indicator.title if indicator else row.code,
                row.as_at,
                row.breakdown,
                row.category,
                row.count.value if row.count else None,
                row.percent.value if row.percent else None,
            )
