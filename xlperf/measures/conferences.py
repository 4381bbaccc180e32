"""Counting initial child protection conferences held in a period, and those held within so many working days."""

from __future__ import annotations

import numpy as np

from xlperf.figure import Count
from xlperf.measures.left_out import Noun, repeated_rows
from xlperf.measures.timed import TimedRecords, Wording, timed_records
from xlperf.measures.working_days import NO_CLOSURES
from xlperf.period import Period
from xlperf.returns.child_level.table import Table, Tables
from xlperf.symbols import Missing

CONFERENCE = Wording(Noun("initial conference", "initial conferences"), "strategy discussion date", "conference date")
NO_ENQUIRIES = Count(Missing.NOT_AVAILABLE, notes=("The return has no list of section 47 enquiries.",))


def conferences_held(
    tables: Tables, period: Period, working_days_at_most: int = 0, closure_days: str = NO_CLOSURES
) -> Count:
    """
    Count the initial child protection conferences held in the period; a child counts each time.

    They stand in the table `section_47` (columns `child`, `strategy_discussion`, `conference`).
    `working_days_at_most` keeps those held within so many working days of the strategy discussion that began the
    enquiry (0: however many; DfE local authority interactive tool, CP_conf_15days: 15). `closure_days` are weekdays on
    which only the council is closed. An enquiry that led to no conference is not counted; a conference whose strategy
    discussion has no date is left out, also where no limit is asked for.

    In April 2026 (Good Friday is the 3rd, Easter Monday the 6th), with `working_days_at_most` 15:

    child | strategy_discussion | conference | counted
    A     | 2026-03-23          | 2026-04-15 | yes   the 15th working day: two bank holidays lie between
    B     | 2026-03-23          | 2026-04-16 | no    the 16th
    C     | 2026-03-30          | 2026-04-01 | yes   held on the first day of the period
    D     | 2026-03-23          | 2026-03-31 | no    held the day before the period
    E     | 2026-04-07          |            | no    no conference
    F     |                     | 2026-04-15 | no    no strategy discussion: left out, and said in a note
    G     | 2026-04-16          | 2026-04-15 | no    held before the discussion: left out, and said
    A     | 2026-04-20          | 2026-04-30 | yes   the same child again
    """
    table = tables.get("section_47")
    if table is None:
        return NO_ENQUIRIES
    records = timed_records(table, "conferences", lambda: _conferences(table))
    return records.count(table, period, working_days_at_most, closure_days)


def _conferences(table: Table) -> TimedRecords:
    starts, ends = table.columns["strategy_discussion"], table.columns["conference"]
    everything = np.ones(len(table), dtype=np.bool_)
    return TimedRecords(starts, ends, everything, repeated_rows(table, starts, ends), CONFERENCE)
