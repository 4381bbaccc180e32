"""Dates of the census that are missing, lie in the future, stand in the wrong order, or fall on a weekend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from xlperf.problem import Problem, Severity
from xlperf.returns.child_level.plan_checks import EFFECTS
from xlperf.returns.child_level.returned import in_words
from xlperf.returns.child_level.table import NO_DATE, day_number, day_of
from xlperf.returns.cin.records import CensusTable

UNREADABLE_EFFECTS: Mapping[str, Mapping[str, str]] = {
    "referrals": {
        "referred": "The referral is left out of every count until it is corrected.",
    },
    "single_assessments": {
        "authorised": "The assessment is left out of every count until it is corrected.",
    },
    "section_47": {
        "strategy_discussion": "The enquiry is left out of every count until it is corrected.",
        "conference": "The conference is left out of every count until it is corrected.",
    },
    "plans": EFFECTS,
    "plan_reviews": {"reviewed": "The child is left out of NI 67 until it is corrected."},
}
"""By table and column: what a value that is missing or cannot be read leads to."""

MAY_LIE_AHEAD = {"conference_due"}
FUTURE_EFFECTS = {"started": "The plan counts from that day on.", "ended": "The plan counts as open until that day."}


@dataclass(frozen=True, slots=True)
class InOrder:
    """Two dates of one record that follow each other, and what to say where they do not; {} is the first one's line."""

    table: str
    first: str
    second: str
    rule: str
    message: str
    severity: Severity = Severity.WARNING


LEFT_OUT = " It is left out of every count until one of the dates is corrected."

ORDERS = (
    InOrder(
        "referrals", "referred", "closed", "closed before referral", "The case was closed before it was referred ({})."
    ),
    InOrder(
        "single_assessments",
        "started",
        "authorised",
        "authorised before start",
        "The assessment was authorised before it started ({}).",
    ),
    InOrder(
        "single_assessments",
        "referred",
        "authorised",
        "authorised before referral",
        "The assessment was authorised before the child was referred ({})." + LEFT_OUT,
        Severity.ERROR,
    ),
    InOrder(
        "in_need_plans",
        "started",
        "ended",
        "plan ends before it starts",
        "The child in need plan ends before it starts ({}).",
    ),
    InOrder(
        "section_47",
        "strategy_discussion",
        "conference",
        "conference before strategy discussion",
        "The initial conference was held before the enquiry started ({})." + LEFT_OUT,
        Severity.ERROR,
    ),
)


def date_problems(one: CensusTable, as_at: date | None) -> Iterator[Problem]:
    """Yield what is wrong with the dates of one table's records, beside those that are no dates."""
    yield from _missing(one)
    for order in ORDERS:
        if order.table == one.table.name:
            yield from _reversed(one, order)
    if as_at is not None:
        yield from _future(one, as_at)
    if one.table.name in ("referrals", "section_47"):
        yield from _at_a_weekend(one)


def _missing(one: CensusTable) -> Iterator[Problem]:
    for column in one.definition.columns:
        # A plan without a start is told by the checks that all lists of plans share.
        if column.kind != "date" or not column.required or one.table.name == "plans":
            continue
        effect = UNREADABLE_EFFECTS.get(one.table.name, {}).get(column.key, "")
        severity = Severity.ERROR if effect else Severity.WARNING
        for position in np.flatnonzero(one.table.columns[column.key] == NO_DATE).tolist():
            message = f"The {column.heading} is missing. {effect}".rstrip()
            yield one.problem(position, column.key, "date missing", message, severity)


def _reversed(one: CensusTable, order: InOrder) -> Iterator[Problem]:
    first, second = one.table.columns[order.first], one.table.columns[order.second]
    wrong = (first > NO_DATE) & (second > NO_DATE) & (second < first)
    for position in np.flatnonzero(wrong).tolist():
        message = order.message.format(one.cell(position, order.first))
        yield one.problem(position, order.second, order.rule, message, order.severity)


def _future(one: CensusTable, as_at: date) -> Iterator[Problem]:
    newest = day_number(as_at)
    for column in one.definition.columns:
        if column.kind != "date" or column.key in MAY_LIE_AHEAD or column.key == "expected_birth":
            continue
        effect = FUTURE_EFFECTS.get(column.key, "") if one.table.name == "plans" else ""
        for position in np.flatnonzero(one.table.columns[column.key] > newest).tolist():
            message = f"The {column.heading} lies after {in_words(as_at)}, up to which the census speaks. {effect}"
            yield one.problem(position, column.key, "date in the future", message.rstrip())


def _at_a_weekend(one: CensusTable) -> Iterator[Problem]:
    held = one.table.columns["conference"]
    # Day 1 is Monday, 1 January of the year 1, so that 6 and 7 are the weekend's.
    for position in np.flatnonzero((held > NO_DATE) & ((held - 1) % 7 >= 5)).tolist():
        day = day_of(held[position])
        if day is not None:
            message = f"The initial conference was held on a {day:%A}, {in_words(day)}. It counts all the same."
            yield one.problem(position, "conference", "conference at a weekend", message, Severity.NOTE)
