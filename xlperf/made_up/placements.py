"""Where a child who is looked after lives: placements, moves between them, and the episodes that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from xlperf.made_up.chance import Shares, age_on, days_after, happens
from xlperf.made_up.world import Adoption, Episode, Placement

FOSTER, FOSTER_LONG_TERM, RELATIVES, HOME, LODGINGS, PARENTS = "U6", "U4", "U3", "K2", "H5", "P1"
TEMPORARY = Shares({"T4": 60.0, "T3": 20.0, "T1": 20.0})
BY_AGE = {
    0: Shares({FOSTER: 74.0, RELATIVES: 20.0, "R3": 6.0}),
    5: Shares({FOSTER: 74.0, RELATIVES: 22.0, HOME: 4.0}),
    12: Shares({FOSTER: 62.0, RELATIVES: 14.0, HOME: 22.0, "S1": 2.0}),
    16: Shares({FOSTER: 40.0, RELATIVES: 8.0, HOME: 17.0, LODGINGS: 35.0}),
}
REASONS_OF_MOVES = Shares({"CARPL": 45.0, "CREQB": 18.0, "STAND": 3.0, "CHILD": 6.0, "LAREQ": 8.0, "OTHER": 20.0})
LEGAL, MOVE = "L", "P"
NO_HOME = "XXXXXXX"  # what SSDA903 has where a placement carries no reference number


@dataclass(frozen=True, slots=True)
class Change:
    """What changes on a day: the legal status, the placement, or both. None stays as it was."""

    legal_status: str | None = None
    placement: Placement | None = None
    reason: str = ""


Changes = Mapping[date, Change]


def a_placement(random: Random, age: int) -> Placement:
    """Return somewhere to live for a child of an age."""
    code = BY_AGE[max(start for start in BY_AGE if start <= age)].pick(random)
    return placement_of(random, code)


def placement_of(random: Random, code: str) -> Placement:
    """Return a placement of a kind, with an invented postcode and reference number."""
    postcode = f"ZZ{random.randrange(1, 99)} {random.randrange(1, 10)}ZZ"
    if code == PARENTS:
        return Placement(code, "PR0", postcode, NO_HOME, True)
    own = code in (FOSTER, FOSTER_LONG_TERM, RELATIVES, "T4", "A6")
    provider = ("PR1" if happens(random, 0.68) else "PR4") if own else ("PR4" if happens(random, 0.8) else "PR5")
    home = NO_HOME if code.startswith("T") else f"SC9{random.randrange(10**5, 10**6)}"
    return Placement(code, provider, postcode, home, happens(random, 0.68))


def moves(random: Random, born: date, started: date, until: date, first: Placement) -> dict[date, Change]:
    """Return the moves between two days, many in the first months and fewer later, with stays elsewhere in between."""
    found: dict[date, Change] = {}
    here, day = first, started
    while True:
        age = age_on(born, day)
        settled = (day - started).days > 200
        a_year = (0.33 if settled else 0.95) * (1.8 if age >= 12 else 1.0)
        day = days_after(day, 3 + int(random.expovariate(a_year / 365)))
        if day >= until:
            return found
        if happens(random, 0.08):
            away = placement_of(random, TEMPORARY.pick(random))
            back = days_after(day, random.randrange(2, 7))
            if back >= until:
                return found
            found[day] = Change(placement=away, reason="OTHER")
            found[back] = Change(placement=here, reason="OTHER")
            day = back
        elif here.code == FOSTER and settled and happens(random, 0.45):
            here = replace(here, code=FOSTER_LONG_TERM)  # the same carers, now for good
            found[day] = Change(placement=here, reason="CARPL")
        else:
            here = a_placement(random, age_on(born, day))
            found[day] = Change(placement=here, reason=REASONS_OF_MOVES.pick(random))


def adoption_move(random: Random, adoption: Adoption, here: Placement) -> dict[date, Change]:
    """Return the move to those who adopt, who may be those who foster the child already."""
    if adoption.placed is None:
        return {}
    if adoption.foster_carers:
        return {adoption.placed: Change(placement=replace(here, code="A5"), reason="CARPL")}
    return {adoption.placed: Change(placement=placement_of(random, "A6"), reason="CARPL")}


def placement_on(day: date, first: Placement, changes: Changes) -> Placement:
    """Return where the child is on a day, changes of that day included."""
    here = first
    for when in sorted(changes):
        if when <= day:
            here = changes[when].placement or here
    return here


def together(one: Changes, other: Changes) -> dict[date, Change]:
    """Return the changes of both; what falls on one day is one change."""
    result = dict(one)
    for day, change in other.items():
        there = result.get(day, Change())
        result[day] = Change(
            change.legal_status or there.legal_status,
            change.placement or there.placement,
            change.reason or there.reason,
        )
    return result


def episodes(
    started: date, legal_status: str, first: Placement, changes: Changes, ended: date, reason_ended: str
) -> tuple[Episode, ...]:
    """Return the chain of episodes from the first day to the last: each starts on the day the one before ends."""
    chain: list[Episode] = []
    begun, reason, status, here = started, "S", legal_status, first
    for day in sorted(changes):
        if not started < day < ended:
            continue
        change = changes[day]
        next_status, next_place = change.legal_status or status, change.placement or here
        next_reason = _reason(status, next_status, here, next_place)
        if not next_reason:
            continue
        move = change.reason if next_reason != LEGAL else ""
        chain.append(Episode(begun, reason, status, here, day, "X1", move))
        begun, reason, status, here = day, next_reason, next_status, next_place
    chain.append(Episode(begun, reason, status, here, ended, reason_ended, ""))
    return tuple(chain)


def _reason(status: str, next_status: str, here: Placement, there: Placement) -> str:
    """
    Return SSDA903's reason for a new episode: L legal status, P placement and carer, T placement with the same carer.

    B is L and P together, U is L and T. Empty when nothing changes.
    """
    legal = status != next_status
    if here == there:
        return LEGAL if legal else ""
    if here.home == there.home != NO_HOME:
        return "U" if legal else "T"
    return "B" if legal else MOVE
