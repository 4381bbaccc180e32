"""Children looked after worked out one child at a time with plain loops: the second calculation of what is counted."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

NEVER = date.max
SHORT_BREAKS = ("V3", "V4")
TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
FOR_ADOPTION = ("A3", "A4", "A5", "A6")


@dataclass
class Stay:
    """An episode that can be counted, with its sheet row; `end` is the day it is over."""

    row: int
    start: date
    end: date
    record: Mapping[str, Any]


@dataclass
class Placement:
    """Episodes with one carer, or at one address."""

    stays: list[Stay] = field(default_factory=list)
    lasting: Stay | None = None  # the latest episode that is not a temporary placement

    @property
    def start(self) -> date:
        return self.stays[0].start

    @property
    def end(self) -> date:
        return self.stays[-1].end

    @property
    def counts(self) -> bool:
        return self.lasting is not None and self.end > self.start


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def children(records: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, list[Stay]]]:
    """Yield each child with its episodes in order, short breaks left out; a record without a child has its own."""
    by_child: dict[Any, list[Stay]] = {}
    seen = set()
    for row, record in enumerate(records, start=2):
        child = record["child"] or row
        same = (child, record["started"], record["ended"])
        if not isinstance(record["started"], date) or isinstance(record["ended"], str) or same in seen:
            continue
        seen.add(same)
        stay = Stay(row, record["started"], record["ended"] or NEVER, record)
        if stay.end >= stay.start:
            by_child.setdefault(child, []).append(stay)
    for child, stays in by_child.items():
        stays.sort(key=lambda stay: (stay.start, stay.end, stay.row))
        for stay, following in pairwise(stays):
            stay.end = min(stay.end, following.start)
        yield child, [stay for stay in stays if stay.record["legal_status"] not in SHORT_BREAKS]


def stay_at(stays: Sequence[Stay], day: date) -> Stay | None:
    """Return the episode that the child has at the end of the day."""
    for stay in stays:
        if stay.start <= day < stay.end:
            return stay
    return None


def times_of_care(stays: Sequence[Stay]) -> list[list[Stay]]:
    """Return the episodes told apart where there is a day between one and the next."""
    times: list[list[Stay]] = []
    for stay in stays:
        if times and times[-1][-1].end == stay.start:
            times[-1].append(stay)
        else:
            times.append([stay])
    return times


def placements(stays: Sequence[Stay], keeps: Sequence[str], temporary_count: bool) -> list[Placement]:
    """Return the placements of one time of care."""
    found: list[Placement] = []
    for stay in stays:
        temporary = not temporary_count and stay.record["placement"] in TEMPORARY
        if not found or not _goes_on(found[-1], stay, keeps, temporary, temporary_count):
            found.append(Placement())
        found[-1].stays.append(stay)
        if not temporary:
            found[-1].lasting = stay
    return found


def _goes_on(placement: Placement, stay: Stay, keeps: Sequence[str], temporary: bool, temporary_count: bool) -> bool:
    if stay.record["reason_started"] in keeps or stay.record["placement"] in ("A3", "A5") or temporary:
        return True
    before = placement.stays[-1]
    if temporary_count or before.record["placement"] not in TEMPORARY or placement.lasting is None:
        return False
    same = ("placement", "provider", "urn")
    return all(stay.record.get(key) == placement.lasting.record.get(key) for key in same)


def window_start(day: date) -> date:
    """Return the first of the twelve months that end with the day."""
    if (day + timedelta(days=1)).day == 1:
        return date(day.year - (day.month < 12), day.month % 12 + 1, 1)
    return months_later(day, -12) + timedelta(days=1)
