"""Counting referrals: all of a period, those that follow another, and those that went on to an initial assessment."""

from __future__ import annotations

from xlperf.figure import Count
from xlperf.measures.days import days_of
from xlperf.measures.referral_index import (
    EITHER,
    STATED,
    STATED_MONTHS,
    ReferralIndex,
    listed_referrals,
    referral_index,
)
from xlperf.measures.rows import CountedRows
from xlperf.period import Period
from xlperf.returns.child_level.table import Tables
from xlperf.symbols import Missing

NO_REFERRALS = Count(Missing.NOT_AVAILABLE, notes=("The return has no list of referrals.",))
NO_ASSESSMENTS = Count(Missing.NOT_AVAILABLE, notes=("The return has no list of initial and core assessments.",))
NONE_STATED = Count(
    Missing.NOT_AVAILABLE, notes=("No referral of the period states how many the child had in the 12 months before.",)
)
ALL_ASSESSED = Count(
    Missing.NOT_AVAILABLE,
    notes=(
        "Every referral in the list went on to an assessment, so the list does not seem to hold those that did not. "
        "Add them, with the date of the referral alone.",
    ),
)


def referrals_made(
    tables: Tables,
    period: Period,
    repeat_within_months: int = 0,
    earlier_referrals: str = EITHER,
    this_referral_counted: bool = False,
) -> Count:
    """
    Count the referrals made in the period; a child counts each time, but once a day.

    They stand in the table `referrals` (columns `child`, `referred`, and `referrals_before` where the return has it).
    `repeat_within_months` keeps those that come within so many calendar months of an earlier referral of the same
    child, the day so many months later included (DfE local authority interactive tool, ReReferral: 12).

    Which referrals came earlier is taken from the number that the return states for each ("stated": in the 12 months
    before; `this_referral_counted` says that it counts the referral itself), or from the list of referrals ("listed").
    "either" takes what is stated where the return has the column, else the list. A list that does not go back so many
    months before the period cannot tell, and the number is not available.

    In March 2026, with `repeat_within_months` 12 and a list that goes back two years:

    child | referred   | counted
    A     | 2025-03-10 | no    before the period
    A     | 2026-03-10 | yes   a year to the day after
    B     | 2025-03-09 | no    before the period
    B     | 2026-03-10 | no    a year and a day after
    C     | 2026-03-02 | no    the first
    C     | 2026-03-31 | yes   the last day of the period
    D     | 2026-03-05 | no    the only one
    E     | 2024-02-29 | no    before the period
    F     | 2026-01-15 | no    before the period
    F     | 2026-04-01 | no    after the period
    G     | 2026-03-05 | no    the first
    G     | 2026-03-05 | no    the same child on the same day: left out, and said in a note
    H     |            | no    no date: left out, and said
    """
    table = tables.get("referrals")
    if table is None:
        return NO_REFERRALS
    index = referral_index(table)
    first, last = days_of(period)
    notes = index.notes(first, last)
    if repeat_within_months:
        stated = _is_stated(index, repeat_within_months, earlier_referrals)
        if stated and not index.states_any(first, last):
            return NONE_STATED
        if not stated and not index.goes_back(first, repeat_within_months):
            return Count(Missing.NOT_AVAILABLE, notes=(_too_short(period, repeat_within_months),))
        question = (0, 1 + this_referral_counted) if stated else (repeat_within_months, 0)
        notes += index.notes_on_stated(first, last) if stated else ()
    else:
        question = (0, 0)
    number = index.totals(*question).between(first, last)
    return Count(float(number), CountedRows(table, number, lambda: index.positions(first, last, *question)), notes)


def months_looked_back(
    tables: Tables, repeat_within_months: int = 0, earlier_referrals: str = EITHER, this_referral_counted: bool = False
) -> int:
    """Return how many months before the period a return has to cover so that `referrals_made` can count from it."""
    table = tables.get("referrals")
    if table is None or not repeat_within_months:
        return 0
    return 0 if _is_stated(referral_index(table), repeat_within_months, earlier_referrals) else repeat_within_months


def referrals_listed(tables: Tables, period: Period) -> Count:
    """
    Count the referrals of the period in a council's own list of assessments; the denominator of NI 68.

    In the table `assessments` every row names the referral that it follows, so a referral is a child and a day. One
    that led to no assessment stands there with its date alone.

    In April 2026:

    child | kind    | referred   | started    | counted
    A     | initial | 2026-04-07 | 2026-04-08 | yes   a referral with its initial assessment
    A     | core    | 2026-04-07 | 2026-04-20 | no    the same referral
    A     |         | 2026-04-28 |            | yes   the same child, another referral
    B     |         | 2026-04-30 |            | yes   the last day of the period; no assessment
    C     | initial | 2026-03-31 | 2026-04-01 | no    referred before the period
    D     | initial |            | 2026-04-08 | no    no referral date: left out, and said in a note
    """
    table = tables.get("assessments")
    if table is None:
        return NO_ASSESSMENTS
    listed = listed_referrals(table)
    first, last = days_of(period)
    number = listed.referrals.between(first, last)
    rows = CountedRows(table, number, lambda: listed.positions(first, last))
    return Count(float(number), rows, listed.notes(first, last))


def referrals_to_initial_assessment(tables: Tables, period: Period, numerator_counts: str = "referrals") -> Count:
    """
    Count the referrals of the period that went on to an initial assessment; the numerator of NI 68.

    A referral of the table `assessments` went on to one when an initial assessment that names it has begun, on the day
    of the referral or later, also after the period. With `numerator_counts` "assessments" it is the initial assessments
    begun in the period, whenever the referral was. When every referral of the list led to an assessment, the list does
    not seem to hold the others, and the number is not available.

    In April 2026:

    child | kind    | referred   | started    | counted
    A     | initial | 2026-04-07 | 2026-04-08 | yes   the day after
    B     | initial | 2026-04-30 | 2026-05-06 | yes   begun after the period (counting assessments: no)
    C     | initial | 2026-03-31 | 2026-04-01 | no    referred before the period (counting assessments: yes)
    D     | initial | 2026-04-07 |            | no    not begun
    E     | core    | 2026-04-07 | 2026-04-08 | no    a core assessment
    F     |         | 2026-04-07 |            | no    no assessment
    G     | initial | 2026-04-09 | 2026-04-08 | no    begun before the referral: not counted, and said in a note
    A     | initial | 2026-04-07 | 2026-04-10 | no    the same referral again
    """
    table = tables.get("assessments")
    if table is None:
        return NO_ASSESSMENTS
    listed = listed_referrals(table)
    if listed.all_assessed:
        return ALL_ASSESSED
    first, last = days_of(period)
    notes = listed.notes(first, last) + listed.notes_on_starts(first, last)
    if numerator_counts == "assessments":
        number = listed.assessments.between(first, last)
        rows = CountedRows(table, number, lambda: listed.positions_of_assessments(first, last))
    else:
        number = listed.assessed.between(first, last)
        rows = CountedRows(table, number, lambda: listed.positions_assessed(first, last))
    return Count(float(number), rows, notes)


def _is_stated(index: ReferralIndex, months: int, earlier_referrals: str) -> bool:
    """Say whether earlier referrals are those that the return states; what it states is of twelve months only."""
    if earlier_referrals == EITHER:
        return index.has_stated and months == STATED_MONTHS
    return earlier_referrals == STATED


def _too_short(period: Period, months: int) -> str:
    return (
        f"The list of referrals does not go back {months} months before {period}, and the return does not state how "
        "many referrals a child had before. Hand in the return of the year before as well."
    )
