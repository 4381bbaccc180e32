"""Periods of being looked after: why they begin, under which orders, how they end, and their reviews."""

from __future__ import annotations

from datetime import date
from random import Random

from xlperf.made_up.adoption import adoption_course
from xlperf.made_up.chance import (
    Shares,
    age_on,
    birthday,
    days_after,
    happens,
    months_after,
    next_working_day,
    working_day,
)
from xlperf.made_up.placements import (
    Change,
    Changes,
    a_placement,
    adoption_move,
    episodes,
    moves,
    placement_of,
    placement_on,
    together,
)
from xlperf.made_up.world import Adoption, CarePeriod, Episode, Missing, Placement, Review, Staff

HOME_AGAIN, SPECIAL_GUARDIANSHIP, ADOPTED, OF_AGE = "home", "special guardianship", "adopted", "of age"
WAYS = {
    0: Shares({HOME_AGAIN: 42.0, SPECIAL_GUARDIANSHIP: 20.0, ADOPTED: 26.0, OF_AGE: 12.0}),
    5: Shares({HOME_AGAIN: 52.0, SPECIAL_GUARDIANSHIP: 14.0, OF_AGE: 34.0}),
    13: Shares({HOME_AGAIN: 45.0, OF_AGE: 55.0}),
}
PLANS = {HOME_AGAIN: "Return to family", SPECIAL_GUARDIANSHIP: "Special guardianship", ADOPTED: "Adoption"}
STAY = "Long-term fostering"
REASONS = {
    HOME_AGAIN: Shares({"E4A": 75.0, "E4B": 25.0}),
    SPECIAL_GUARDIANSHIP: Shares({"E45": 55.0, "E46": 45.0}),
    ADOPTED: Shares({"E11": 55.0, "E12": 45.0}),
    OF_AGE: Shares({"E8": 30.0, "E5": 35.0, "E17": 35.0}),
}
ENTRY = Shares({"V2": 52.0, "C1": 36.0, "L1": 8.0, "L2": 4.0})
PARTS = Shares({f"PN{number}": share for number, share in enumerate((30.0, 20.0, 10.0, 5.0, 20.0, 10.0, 5.0), start=1)})
FOUR_WEEKS = 28


def care_period(
    random: Random, born: date, started: date, need: str, held_by: Staff, until: date, unaccompanied: bool = False
) -> CarePeriod:
    """Return a period of being looked after to its end; moves, reviews and the like only up to the day `until`."""
    adult = birthday(born, 18)
    way = OF_AGE if unaccompanied else _way(random, born, started)
    adoption = adoption_course(random, started) if way == ADOPTED else None
    if adoption is not None and adoption.adopted is None:
        way = OF_AGE  # the decision is reversed, and the child stays
    ended = min(_end(random, started, way, adoption, adult), adult)
    if ended == adult:
        way = OF_AGE
    horizon = min(ended, until)
    first = a_placement(random, age_on(born, started))
    status, changes = _orders(random, started, way, adoption, unaccompanied)
    settled = adoption.decided if adoption and adoption.adopted else horizon
    changes = together(changes, moves(random, born, started, min(settled, horizon), first))
    if adoption is not None:
        changes = together(changes, adoption_move(random, adoption, placement_on(adoption.decided, first, changes)))
    reason = REASONS[way].pick(random)
    return CarePeriod(
        started=started,
        ended=ended,
        reason_ended=reason,
        need=need,
        short_breaks=False,
        episodes=episodes(started, status, first, changes, ended, reason),
        reviews=_reviews(random, born, started, horizon),
        missing=_missing(random, born, started, horizon),
        adoption=adoption,
        permanence_plan=PLANS[ADOPTED] if adoption else PLANS.get(way, STAY),
        held_by=held_by,
    )


def short_breaks(random: Random, born: date, started: date, held_by: Staff, until: date) -> tuple[CarePeriod, ...]:
    """
    Return short breaks of a disabled child over some months: one agreed series (V4), or each stay by itself (V3).

    A stay is no longer than five nights; SSDA903 allows 17 days.
    """
    placement = placement_of(random, "U6" if happens(random, 0.5) else "K2")
    last = min(days_after(started, random.randrange(120, 600)), birthday(born, 18))
    if happens(random, 0.7):
        return (_short_break(started, last, "V4", placement, held_by),)
    stays: list[CarePeriod] = []
    day = started
    while day < min(last, until):
        ended = days_after(day, random.randrange(1, 6))
        if ended >= last:
            break
        stays.append(_short_break(day, ended, "V3", placement, held_by))
        day = days_after(ended, random.randrange(20, 45))
    return tuple(stays)


def _short_break(started: date, ended: date, legal_status: str, placement: Placement, held_by: Staff) -> CarePeriod:
    reason = "E4A"
    return CarePeriod(
        started=started,
        ended=ended,
        reason_ended=reason,
        need="N2",
        short_breaks=True,
        episodes=(Episode(started, "S", legal_status, placement, ended, reason, ""),),
        reviews=(),
        missing=(),
        adoption=None,
        permanence_plan="Supported at home",
        held_by=held_by,
    )


def _way(random: Random, born: date, started: date) -> str:
    age = age_on(born, started)
    return WAYS[max(start for start in WAYS if start <= age)].pick(random)


def _end(random: Random, started: date, way: str, adoption: Adoption | None, adult: date) -> date:
    """Return the last day, were it not for the 18th birthday."""
    if way == ADOPTED and adoption is not None and adoption.adopted is not None:
        return adoption.adopted
    if way == HOME_AGAIN:
        days = random.randrange(3, 110) if happens(random, 0.45) else 110 + int(random.expovariate(1 / 330))
        return working_day(days_after(started, max(days, 6)))
    if way == SPECIAL_GUARDIANSHIP:
        return working_day(days_after(started, random.randrange(240, 800)))
    # One in four of those who would stay until they are 18 goes home after some years.
    return adult if happens(random, 0.75) else working_day(days_after(started, random.randrange(700, 3000)))


def _orders(
    random: Random, started: date, way: str, adoption: Adoption | None, unaccompanied: bool
) -> tuple[str, Changes]:
    """Return the first legal status and the days on which another takes its place."""
    first = "V2" if unaccompanied else ENTRY.pick(random)
    changes: dict[date, Change] = {}
    interim = started
    if first in ("L1", "L2"):
        interim = days_after(started, 2 if first == "L1" else 7)
        changes[interim] = Change("C1" if way != HOME_AGAIN or happens(random, 0.5) else "V2")
    elif first == "V2" and not unaccompanied and (adoption or (way != HOME_AGAIN and happens(random, 0.7))):
        interim = next_working_day(days_after(started, random.randrange(20, 90)))
        changes[interim] = Change("C1")
    under_order = first == "C1" or any(change.legal_status == "C1" for change in changes.values())
    if under_order:
        full = next_working_day(days_after(interim, random.randrange(130, 240)))
        if adoption is not None and adoption.placement_order is not None:
            full = min(full, days_after(adoption.decided, -2))
        changes[full] = Change("C2")
    if adoption is not None and adoption.placement_order is not None:
        changes[adoption.placement_order] = Change("E1")
        if adoption.reversed is not None:
            changes[adoption.reversed] = Change("C2")
    return first, changes


def _reviews(random: Random, born: date, started: date, until: date) -> tuple[Review, ...]:
    """Return the reviews: within four weeks, three months after, then every six months; one in twenty is late."""
    found: list[Review] = []
    due = days_after(started, FOUR_WEEKS)
    while True:
        late = happens(random, 0.05)
        held = working_day(days_after(due, random.randrange(4, 25) if late else -random.randrange(0, 9)))
        if held > until:
            return tuple(found)
        found.append(Review(held, "PN0" if age_on(born, held) < 4 else PARTS.pick(random)))
        due = months_after(held, 3 if len(found) == 1 else 6)


def _missing(random: Random, born: date, started: date, until: date) -> tuple[Missing, ...]:
    """Return the times at which a young person was missing: few are, and they several times."""
    day = max(started, birthday(born, 12))
    if day >= until or not happens(random, 0.14):
        return ()
    found: list[Missing] = []
    while True:
        day = days_after(day, 5 + int(random.expovariate(1 / 120)))
        ended = days_after(day, random.choice((1, 1, 1, 2, 3, 6)))
        if ended >= until:
            return tuple(found)
        found.append(Missing(day, ended, "M" if happens(random, 0.9) else "A"))
        day = ended
