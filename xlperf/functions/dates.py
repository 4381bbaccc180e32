"""Worksheet functions about days: how many working days have passed, and by which day a thing is due."""

from __future__ import annotations

from typing import Annotated

from xlperf.functions import cells, days
from xlperf.functions.broadcast import broadcast
from xlperf.functions.card import Example, OneOf, card
from xlperf.functions.cells import WRONG_NUMBER, WRONG_VALUE, Cell, Cells, Refused
from xlperf.results.due import LIMITS, due_day
from xlperf.results.working_days import OutsideCalendar, elapsed
from xlperf.sheets.grid import CellError
from xlperf.symbols import Missing

KINDS = tuple(LIMITS)


@card(
    "PERF_WORKING_DAYS",
    Example(("2026-03-06", "2026-03-09"), 1.0, "Friday to Monday"),
    Example((46087, 46090), 1.0, "the same days as numbers, as a spreadsheet keeps its dates"),
    Example(("02/04/2026", "07/04/2026"), 1.0, "over Good Friday and Easter Monday"),
    Example(("2026-03-07", "2026-03-09"), 1.0, "a start on a Saturday is day 0 too"),
    Example(("2011-04-28", "2011-05-03"), 1.0, "over the royal wedding of 2011"),
    Example(("2026-03-09", "2026-03-06"), -1.0, "an end before the start"),
    Example(("2026-03-06", None), "x", "not yet ended"),
    Example(("31/02/2026", "2026-03-09"), CellError(WRONG_VALUE)),
    Example(("2007-12-31", "2008-01-02"), CellError(WRONG_NUMBER), "bank holidays are known from 2008"),
    Example(([[46087], [46090]], 46094), [[5.0], [4.0]]),
)
def working_days(start: Cells, finish: Cells) -> Cells:
    """
    Return how many working days have passed from one day to another, the first being day 0.

    Monday to Friday without the bank holidays of England. "Within 10 working days" is 10 or fewer. NETWORKDAYS counts
    the first day too, and so gives one more between two working days. Bank holidays are known from 2008 to 2100, those
    to come by today's rules; a day outside these years is #NUM!.

    start: The day on which it starts, as a date or as a text such as 2026-03-06 or 06/03/2026.
    finish: The day on which it ends.
    returns: A whole number; 0 on the same day, below 0 for an end before the start.
    """
    return broadcast(_working_days, start, finish)


def _working_days(start: Cell, finish: Cell) -> Cell:
    first, last = days.day(start, "start"), days.day(finish, "finish")
    if isinstance(first, Missing):
        return cells.written(first)
    if isinstance(last, Missing):
        return cells.written(last)
    try:
        return float(elapsed(first, last))
    except OutsideCalendar as outside:
        raise Refused(WRONG_NUMBER, f"The days cannot be counted: {outside}.") from None


@card(
    "PERF_DUE",
    Example(("2026-03-23", "conference"), 46127.0, "15 working days after Monday 23 March 2026: 15 April"),
    Example((46104, "conference"), 46127.0),
    Example(("2010-03-31", "initial assessment"), 40281.0, "7 working days over Easter: 13 April 2010"),
    Example(("2010-04-01", "initial assessment"), 40287.0, "10 working days from 1 April 2010 on: 19 April"),
    Example(("2025-11-30", "first review"), 46081.0, "3 months after 30 November is 28 February"),
    Example(("2026-02-28", "review"), 46262.0, "6 months: 28 August 2026"),
    Example((None, "assessment"), "x", "not yet begun"),
    Example(("2026-03-02", "assesment"), CellError(WRONG_VALUE)),
    Example(("2007-12-31", "assessment"), CellError(WRONG_NUMBER), "bank holidays are known from 2008"),
)
def due(start: Cells, kind: Annotated[Cells, OneOf(KINDS)]) -> Cells:
    """
    Return the last day on which a thing is on time, counted from the day on which its time starts.

    In working days: initial assessment 7 after the referral (10 where that is 1 April 2010 or later), core assessment
    35 after its start, assessment 45 after the referral, conference 15 after the strategy discussion. In calendar
    months: first review 3 after the start of the plan, review 6 after the one before; in care the first review 28 days
    after the start, the second 3 months after the first, any other 6 months after the one before.

    start: The day on which the time starts: of the referral, the strategy discussion, the plan, the review before.
    kind: What is due: "initial assessment", "core assessment", "assessment", "conference", "first review", "review",
     "first review in care", "second review in care" or "review in care".
    returns: A day as a number; give the cell a date format.
    """
    return broadcast(_due, start, kind)


def _due(start: Cell, kind: Cell) -> Cell:
    wanted = cells.choice(kind, "kind", KINDS)
    first = days.day(start, "start")
    if isinstance(first, Missing):
        return cells.written(first)
    try:
        return days.serial(due_day(wanted, first))
    except OutsideCalendar as outside:
        raise Refused(WRONG_NUMBER, f"The due day cannot be told: {outside}.") from None
    except (OverflowError, ValueError):
        raise Refused(WRONG_NUMBER, "The due day lies after the year 9999.") from None
