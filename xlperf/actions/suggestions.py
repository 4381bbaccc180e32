"""What the questions of the buttons may be answered with, found in what is open. Nothing here raises."""

from __future__ import annotations

from contextlib import suppress

from xlperf.actions.desk import Desk
from xlperf.actions.opened import definitions, performance_of, read
from xlperf.actions.periods import periods_of
from xlperf.errors import XlperfError
from xlperf.period import Period, PeriodKind, month_after

ALL_OTHERS = "all of them"
MOST = 60


def plans(desk: Desk) -> tuple[str, ...]:
    """Return the report plans of the catalogue."""
    with suppress(XlperfError):
        return tuple(definitions().plans)
    return ()


def schemes(desk: Desk) -> tuple[str, ...]:
    """Return the rating schemes of the catalogue."""
    with suppress(XlperfError):
        return tuple(definitions().schemes)
    return ()


def codes(desk: Desk) -> tuple[str, ...]:
    """Return the codes of the catalogue, and those that only the sheet Measures of the workbook in front has."""
    with suppress(XlperfError):
        catalogue = definitions()
        inputs = performance_of(desk.book, catalogue) if desk.book else None
        indicators = (inputs.catalogue if inputs else catalogue).indicators.values()
        return tuple(dict.fromkeys(code for one in indicators for code in one.all_codes))
    return ()


def other_books(desk: Desk) -> tuple[str, ...]:
    """Return the names of the other open workbooks, and a word for all of them where there are several."""
    names = [book.name for book in desk.books[1:]]
    return (*names, *([ALL_OTHERS] if len(names) > 1 else []))


def periods(desk: Desk) -> tuple[str, ...]:
    """Return the months, quarters and years that the workbook in front gives, the newest month first."""
    with suppress(XlperfError):
        if desk.book is not None:
            found = periods_of(read(desk, [desk.book], definitions()).inputs)
            return tuple(str(period) for period in found[:MOST])
    return ()


def next_periods(desk: Desk) -> tuple[str, ...]:
    """Return the month after the newest of the workbook in front, then those that it gives."""
    given = [Period.parse(text) for text in periods(desk)]
    months = [period for period in given if period.kind is PeriodKind.MONTH]
    following = [month_after(one.first_day, 1) for one in months[:1]]
    return tuple(str(one) for one in [*(Period.month(day.year, day.month) for day in following), *given])
