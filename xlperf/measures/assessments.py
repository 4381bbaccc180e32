"""Counting assessments completed in a period, and those completed within so many working days.

Initial and core assessments (NI 59, NI 60) come from a council's own list, the table `assessments` (columns `child`,
`kind`, `referred`, `started`, `completed`); the single assessments that took their place in 2013 from Annex A or the
children in need census, the table `single_assessments` (`child`, `referred`, `started`, `authorised`).

The day on which the clock starts is day 0, so "within 10 working days" is 10 or fewer that have passed (DfE, children
in need statistics, table C2, which counts the same day apart from 1 to 10 days).
"""

from __future__ import annotations

import numpy as np

from xlperf.figure import Count
from xlperf.measures.left_out import Noun, repeated_rows
from xlperf.measures.timed import TimedRecords, Wording, timed_records
from xlperf.measures.working_days import NO_CLOSURES
from xlperf.period import Period
from xlperf.returns.child_level.table import Table, Tables
from xlperf.symbols import Missing

INITIAL = Wording(Noun("initial assessment", "initial assessments"), "referral date", "completion date")
CORE = Wording(Noun("core assessment", "core assessments"), "start date", "completion date")
FROM_REFERRAL = Wording(Noun("assessment", "assessments"), "referral date", "authorisation date")
FROM_START = Wording(Noun("assessment", "assessments"), "start date", "authorisation date")

NO_ASSESSMENTS = Count(Missing.NOT_AVAILABLE, notes=("The return has no list of initial and core assessments.",))
NO_SINGLE_ASSESSMENTS = Count(Missing.NOT_AVAILABLE, notes=("The return has no list of single assessments.",))
NO_REFERRAL_DATES = (
    "The return does not say when a child was referred: the working days run from the assessment's start."
)


def initial_assessments_completed(
    tables: Tables,
    period: Period,
    working_days_at_most: int = 0,
    started_in_the_period: bool = False,
    closure_days: str = NO_CLOSURES,
) -> Count:
    """
    Count the initial assessments completed in the period; a child counts each time.

    `working_days_at_most` keeps those completed within so many working days of the referral (0: however many), and
    `started_in_the_period` those that also began in the period (Haringey's "started and completed in the month"); the
    working days run from the referral there too. `closure_days` are weekdays on which only the council is closed.
    An assessment without a referral date is left out, also where no limit is asked for, so that numerator and
    denominator are of the same assessments.

    In April 2026 (Good Friday is the 3rd, Easter Monday the 6th), with `working_days_at_most` 7:

    child | kind    | referred   | started    | completed  | counted
    A     | initial | 2026-04-07 | 2026-04-08 | 2026-04-16 | yes   the 7th working day
    B     | initial | 2026-04-07 | 2026-04-08 | 2026-04-17 | no    the 8th
    C     | initial | 2026-03-25 | 2026-03-26 | 2026-04-07 | yes   the 7th: Good Friday and Easter Monday are none
    D     | initial | 2026-04-10 | 2026-04-10 | 2026-04-10 | yes   completed on the day of the referral
    E     | initial | 2026-04-11 | 2026-04-13 | 2026-04-21 | yes   the 7th; referred on a Saturday, which is day 0
    F     | initial | 2026-04-21 | 2026-04-22 | 2026-04-30 | yes   completed on the last day of the period
    G     | initial | 2026-04-22 | 2026-04-22 | 2026-05-01 | no    completed the day after the period
    H     | initial | 2026-04-21 | 2026-04-22 |            | no    not completed yet
    I     | initial |            | 2026-04-08 | 2026-04-10 | no    no referral date: left out, and said in a note
    J     | initial | 2026-04-10 | 2026-04-10 | 2026-04-09 | no    completed before the referral: left out, and said
    K     | core    | 2026-04-07 | 2026-04-08 | 2026-04-09 | no    a core assessment
    A     | initial | 2026-04-07 | 2026-04-08 | 2026-04-16 | no    repeats the first row: left out, and said
    A     | initial | 2026-04-20 | 2026-04-20 | 2026-04-24 | yes   the same child, another referral
    """
    table = tables.get("assessments")
    if table is None:
        return NO_ASSESSMENTS
    records = timed_records(table, "initial", lambda: _of_kind(table, "initial", "referred", INITIAL))
    if started_in_the_period:
        return records.count_begun(table, period, table.columns["started"], working_days_at_most, closure_days)
    return records.count(table, period, working_days_at_most, closure_days)


def core_assessments_completed(
    tables: Tables, period: Period, working_days_at_most: int = 0, closure_days: str = NO_CLOSURES
) -> Count:
    """
    Count the core assessments completed in the period; a child counts each time.

    `working_days_at_most` keeps those completed within so many working days of the day on which they began (0: however
    many): NI 60 counts from their commencement, not from the referral. `closure_days` are weekdays on which only the
    council is closed. An assessment without a start date is left out, also where no limit is asked for.

    In May 2026 (bank holidays on the 4th and the 25th), with `working_days_at_most` 35:

    child | kind    | referred   | started    | completed  | counted
    A     | core    | 2026-03-02 | 2026-04-01 | 2026-05-26 | yes   the 35th working day: four bank holidays lie between
    B     | core    | 2026-03-02 | 2026-04-01 | 2026-05-27 | no    the 36th
    C     | core    | 2025-11-03 | 2026-05-18 | 2026-05-22 | yes   the referral does not matter
    D     | core    |            | 2026-05-18 | 2026-05-22 | yes   nor does it when it is missing
    E     | core    | 2026-05-18 |            | 2026-05-22 | no    no start date: left out, and said in a note
    F     | initial | 2026-05-18 | 2026-05-18 | 2026-05-22 | no    an initial assessment
    G     | core    | 2026-05-18 | 2026-05-18 | 2026-06-01 | no    completed after the period
    """
    table = tables.get("assessments")
    if table is None:
        return NO_ASSESSMENTS
    records = timed_records(table, "core", lambda: _of_kind(table, "core", "started", CORE))
    return records.count(table, period, working_days_at_most, closure_days)


def single_assessments_completed(
    tables: Tables,
    period: Period,
    working_days_at_most: int = 0,
    clock: str = "referral",
    closure_days: str = NO_CLOSURES,
) -> Count:
    """
    Count the single (continuous) assessments authorised in the period; a child counts each time.

    `working_days_at_most` keeps those authorised within so many working days of the referral (0: however many; DfE
    local authority interactive tool, Continue_Assess_Comp: 45). With `clock` "start" the working days run from the
    assessment's start. A return that holds no referral dates (Annex A) is counted from the start, and a note says so.
    `closure_days` are weekdays on which only the council is closed.

    In May 2026 (bank holidays on the 4th and the 25th), with `working_days_at_most` 45:

    child | referred   | started    | authorised | counted
    A     | 2026-03-23 | 2026-03-24 | 2026-05-29 | yes   the 45th working day: four bank holidays lie between
    B     | 2026-03-20 | 2026-03-24 | 2026-05-29 | no    the 46th (with `clock` "start": the 44th, yes)
    C     | 2026-05-01 | 2026-05-01 | 2026-05-01 | yes   authorised on the first day, the day of the referral
    D     | 2026-03-20 | 2026-03-23 |            | no    not authorised yet
    E     | 2026-03-20 | 2026-03-23 | 2026-06-01 | no    authorised after the period
    F     |            | 2026-05-11 | 2026-05-20 | no    no referral date: left out, and said in a note
    """
    table = tables.get("single_assessments")
    if table is None:
        return NO_SINGLE_ASSESSMENTS
    from_referral = clock == "referral" and "referred" in table.columns
    records = timed_records(table, f"single, {from_referral}", lambda: _single(table, from_referral))
    count = records.count(table, period, working_days_at_most, closure_days)
    if clock == "referral" and not from_referral and working_days_at_most:
        return Count(count.number, count.rows, (*count.notes, NO_REFERRAL_DATES))
    return count


def _of_kind(table: Table, kind: str, start: str, wording: Wording) -> TimedRecords:
    columns = table.columns
    among = columns["kind"] == kind
    days = [columns[name] for name in ("referred", "started", "completed")]
    repeated = repeated_rows(table, among.astype(np.int32), *days)
    return TimedRecords(columns[start], columns["completed"], among, repeated, wording)


def _single(table: Table, from_referral: bool) -> TimedRecords:
    columns = table.columns
    days = [columns[name] for name in ("referred", "started", "authorised") if name in columns]
    starts = columns["referred" if from_referral else "started"]
    everything = np.ones(len(table), dtype=np.bool_)
    wording = FROM_REFERRAL if from_referral else FROM_START
    return TimedRecords(starts, columns["authorised"], everything, repeated_rows(table, *days), wording)
