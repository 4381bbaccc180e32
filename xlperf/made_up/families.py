"""A world from a seed: families one after another, until so many of their children are known to the council."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from random import Random

from xlperf.errors import RequestError
from xlperf.made_up.chance import (
    Shares,
    birthday,
    days_after,
    happens,
    next_working_day,
    working_days_after,
)
from xlperf.made_up.contacts import contacts_of, early_help_of, heard_of_on
from xlperf.made_up.courses import IN_NEED, NO_SUPPORT, PROTECTION, Course, course
from xlperf.made_up.names import DISABILITIES, ETHNICITIES, ETHNICITIES_OF_THE_UNACCOMPANIED, SEXES
from xlperf.made_up.posts import posts
from xlperf.made_up.referrals import looked_after_from, referral_of_child
from xlperf.made_up.world import CarePeriod, Child, EarlyHelp, Referral, World
from xlperf.period import financial_year_start

MOST_CHILDREN, MOST_YEARS = 1_000_000, 20
YEARS_BEFORE = 9
"""Families are made from so many years before the first day on, so that cases, plans and care are under way by then."""

SIZES = Shares({1: 48.0, 2: 28.0, 3: 15.0, 4: 9.0})
UNACCOMPANIED = 0.012
MOST_REFERRALS = 12
LEAST_STAY = 200
"""Days before the 18th birthday within which nobody is referred any more."""

FIRST_NUMBER, NUMBERS, STEP = 1_000_003, 8_999_993, 6_700_417
"""Children are numbered by steps through a range of prime length, so that each number comes once."""


@dataclass(slots=True)
class Draft:
    """A child whose story is still being told."""

    born: date
    sex: str
    ethnicity: str
    disability: str
    unaccompanied: bool
    referrals: list[Referral] = field(default_factory=list)
    care: list[CarePeriod] = field(default_factory=list)
    early_help: list[EarlyHelp] = field(default_factory=list)
    busy_until: date = date.min

    @property
    def plans(self) -> int:
        """How many child protection plans there were so far."""
        return sum(len(referral.plans) for referral in self.referrals)


def make_world(children: int, seed: int, years: int, last_day: date) -> World:
    """
    Return a world of so many children, each known to the council at some time in the years that end on a day.

    The years are the complete financial years before or at `last_day`; what follows them is the year to date. Raise
    RequestError when there would be no child, no year, or too many of either.
    """
    if not 1 <= children <= MOST_CHILDREN:
        raise RequestError(f"There can be 1 to {MOST_CHILDREN:,} made-up children, not {children:,}.")
    if not 1 <= years <= MOST_YEARS:
        raise RequestError(f"The made-up returns can cover 1 to {MOST_YEARS} years, not {years}.")
    after_last = financial_year_start(days_after(last_day, 1))
    starts = tuple(range(after_last - years, after_last))
    first_day = date(starts[0], 4, 1)
    year_ends = [date(year + 1, 3, 31) for year in starts]
    cuts = tuple(sorted({*year_ends, last_day}))
    known: list[Child] = []
    for number in count():
        for child in _family(Random(f"xlperf {seed} family {number}"), number, first_day, last_day, cuts):
            if _is_known(child, first_day, last_day):
                known.append(_numbered(child, len(known), seed))
        if len(known) >= children:
            break
    heard = heard_of_on(last_day, tuple(known[:children]))
    return World(seed, first_day, last_day, starts, heard, posts(Random(f"xlperf {seed} posts"), first_day, last_day))


def _is_known(child: Child, first_day: date, last_day: date) -> bool:
    return any(
        referral.referred <= last_day and (referral.closed is None or referral.closed >= first_day)
        for referral in child.referrals
    )


def _numbered(child: Child, place: int, seed: int) -> Child:
    number = FIRST_NUMBER + (place * STEP + seed * 7_919) % NUMBERS
    return replace(child, identifier=number, upn=f"Z{900_000_000_000 + number}")


def _family(random: Random, number: int, first_day: date, last_day: date, cuts: tuple[date, ...]) -> Iterator[Child]:
    """Yield the children of a family with everything that happens to them from their first referral on."""
    earliest = first_day.replace(year=first_day.year - YEARS_BEFORE)
    day = next_working_day(days_after(earliest, random.randrange((last_day - earliest).days + 1)))
    alone = happens(random, UNACCOMPANIED)
    drafts = [_unaccompanied(random, day)] if alone else _siblings(random, day)
    had_plan = False
    for _ in range(MOST_REFERRALS):
        if day > last_day:
            break
        taking_part = [draft for draft in drafts if _can_be_referred(draft, day, cuts)]
        if not taking_part:
            break
        following = course(random, day, had_plan, "N8" if alone else "")
        while alone and following.kind != IN_NEED:
            following = course(random, day, had_plan, "N8")
        _tell(random, taking_part, following, last_day, alone)
        had_plan = had_plan or following.kind == PROTECTION
        day = _next_referral(random, taking_part, had_plan, last_day)
    for draft in drafts:
        if draft.referrals:
            yield _child(random, draft, number, last_day)


def _tell(random: Random, drafts: list[Draft], following: Course, last_day: date, alone: bool) -> None:
    """Add a course of the family to the story of each child that takes part."""
    care_from = following.referred if alone else looked_after_from(random, following)
    help_from = next_working_day(days_after(following.closed, random.randrange(3, 20)))
    helped = following.kind == NO_SUPPORT and happens(random, 0.3)
    for draft in drafts:
        adult = birthday(draft.born, 18)
        young = (following.referred - draft.born).days < 5 * 365
        begins = care_from if care_from and (alone or happens(random, 0.95 if young else 0.66)) else None
        if begins and not draft.born <= begins < days_after(adult, -30):
            begins = None
        referral, periods = referral_of_child(random, following, draft, begins, last_day)
        draft.referrals.append(referral)
        draft.care.extend(periods)
        draft.busy_until = referral.closed or date.max
        if helped:
            draft.early_help.append(early_help_of(random, help_from))


def _next_referral(random: Random, drafts: list[Draft], had_plan: bool, last_day: date) -> date:
    """Return when the family is referred again, which is after `last_day` for most."""
    last = min(draft.busy_until for draft in drafts)  # the others, perhaps looked after, do not take part
    within_a_year, later = (0.38, 0.2) if had_plan else (0.32, 0.18)
    chance = random.random()
    if chance < within_a_year:
        return working_days_after(days_after(last, random.randrange(12, 355)), 0)
    if chance < within_a_year + later:
        return working_days_after(days_after(last, random.randrange(366, 1500)), 0)
    return days_after(last_day, 1)


# Who the children are


def _siblings(random: Random, day: date) -> list[Draft]:
    """Return the children of a family at its first referral, and sometimes one that is born later."""
    ethnicity = ETHNICITIES.pick(random)
    days_old = random.triangular(0, 16.5, 3) * 365.25
    if happens(random, 0.07):
        days_old = -random.randrange(5, 95)
    births = []
    for _ in range(SIZES.pick(random)):
        births.append(days_after(day, -int(days_old)))
        days_old += random.uniform(1.1, 3.8) * 365.25
    if happens(random, 0.2):
        births.append(days_after(births[0], random.randrange(400, 1500)))
    return [_draft(random, born, ethnicity) for born in births]


def _draft(random: Random, born: date, ethnicity: str) -> Draft:
    disability = DISABILITIES.pick(random) if happens(random, 0.11) else "NONE"
    return Draft(born, SEXES.pick(random), ethnicity, disability, unaccompanied=False)


def _unaccompanied(random: Random, day: date) -> Draft:
    born = days_after(day, -int(random.uniform(14.8, 17.4) * 365.25))
    sex = "M" if happens(random, 0.93) else "F"
    return Draft(born, sex, ETHNICITIES_OF_THE_UNACCOMPANIED.pick(random), "NONE", unaccompanied=True)


def _can_be_referred(draft: Draft, day: date, cuts: tuple[date, ...]) -> bool:
    """
    Say whether a child is referred with its family: known before no other case is open, and not nearly 18.

    A child may be referred up to 100 days before its birth, unless a return is made in between: returns hold dates of
    birth, and none of them is expected in a clean one.
    """
    if draft.busy_until >= day or (birthday(draft.born, 18) - day).days < LEAST_STAY:
        return False
    if draft.born <= day:
        return True
    return (draft.born - day).days <= 100 and not any(day <= cut < draft.born for cut in cuts)


def _child(random: Random, draft: Draft, family: int, last_day: date) -> Child:
    return Child(
        identifier=0,
        family=family,
        upn="",
        born=draft.born,
        sex=draft.sex,
        ethnicity=draft.ethnicity,
        disability=draft.disability,
        unaccompanied=draft.unaccompanied,
        visited_every=random.randrange(3, 20),
        contacts=contacts_of(random, draft.referrals, draft.born),
        early_help=tuple(draft.early_help),
        referrals=tuple(draft.referrals),
        care=tuple(draft.care),
    )
