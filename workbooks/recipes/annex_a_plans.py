"""Invented children on child protection plans: about 300 plans of one made-up council on 30 September 2026.

Nobody here exists. The shape is that of a middling council: plans last some nine months, 4 in 100 of those that end
lasted two years or more, one in eight is not the first of its child, half are for neglect, brothers and sisters start
together.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from random import Random
from typing import TypeVar

T = TypeVar("T")

AS_AT = dt.date(2026, 9, 30)
WINDOW_START = dt.date(2026, 3, 31)
FIRST_START = dt.date(2021, 10, 1)
STARTS_A_DAY = 0.63

CATEGORIES = {"Neglect": 48, "Emotional abuse": 37, "Physical abuse": 7, "Sexual abuse": 4, "Multiple": 4}
ETHNICITIES = {"a) WBRI": 70, "e) WOTH": 6, "f) MWBC": 4, "h) MWAS": 3, "k) APKN": 5, "o) BAFR": 4, "s) NOBT": 3}
GENDERS = {"a) Male": 50, "b) Female": 48, "Female": 1, "c) Not stated/recorded": 1}
TEAMS = ("Alder Team", "Birch Team", "Cedar Team", "Damson Team", "Disabled Children's Team")
FIRST_NAMES = ("Marlo", "Perpetua", "Quill", "Rowan", "Sorrel", "Tansy", "Ulric", "Vesper", "Wilfreda", "Yarrow")
LAST_NAMES = ("Applegarth", "Bramblewick", "Cobblethwaite", "Dunnockshaw", "Elderfold", "Fernihough", "Gorsebrook")


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """One plan as it truly was, before anybody made a mistake in typing it."""

    child: int
    gender: str
    ethnicity: str
    date_of_birth: dt.date | None
    disability: str
    started: dt.date
    initial_category: str
    latest_category: str
    last_visit: dt.date
    seen_alone: str
    latest_review: dt.date | None
    ended: dt.date | None
    emergency_protection: str
    previous_plans: int
    team: str
    worker: str


def plan_records(seed: int = 706) -> list[PlanRecord]:
    """
    Return the plans of the list: all that are open on the day, and those that ended in the six months before.

    The seed is one whose small numbers come out near what a council sees.
    """
    random = Random(seed)
    numbers = iter(random.sample(range(1_000_000, 9_999_999), 5000))
    records: list[PlanRecord] = []
    day = FIRST_START
    while day <= AS_AT:
        # A family of one to four children comes onto plans together.
        if day.weekday() < 5 and random.random() < STARTS_A_DAY * 7 / 5 / 1.9:
            children = [next(numbers) for _ in range(one_of(random, {1: 45, 2: 30, 3: 15, 4: 10}))]
            family = _family(random, day, children)
            records += [plan for plan in family if plan.ended is None or plan.ended >= WINDOW_START]
        day += dt.timedelta(days=1)
    records += _plans_taken_up_again(random, records)
    return sorted(records, key=lambda plan: (plan.started, plan.child))


def _family(random: Random, started: dt.date, children: list[int]) -> list[PlanRecord]:
    ended = _end(random, started)
    team = random.choice(TEAMS)
    ethnicity, previous = one_of(random, ETHNICITIES), one_of(random, {0: 87, 1: 11, 2: 2})
    category = one_of(random, CATEGORIES)
    latest = category if random.random() < 0.93 else one_of(random, CATEGORIES)
    worker = f"{random.choice(FIRST_NAMES)} {random.choice(LAST_NAMES)}"
    last_day = ended or AS_AT
    visited = max(started, working_day(last_day - dt.timedelta(days=random.randrange(0, 21))))
    plans = []
    for child in children:
        born = _birth(random, started)
        plans.append(
            PlanRecord(
                child=child,
                gender=one_of(random, GENDERS),
                ethnicity=ethnicity,
                date_of_birth=born,
                disability="a) Yes" if random.random() < 0.06 else "b) No",
                started=started,
                initial_category=category,
                latest_category=latest,
                last_visit=visited,
                seen_alone=one_of(random, {"a) Yes": 60, "b) No": 38, "Yes": 2}),
                latest_review=_latest_review(started, last_day),
                ended=ended,
                emergency_protection="a) Yes" if random.random() < 0.03 else "b) No",
                previous_plans=previous if born is not None and born < started - dt.timedelta(days=500) else 0,
                team=team,
                worker=worker,
            )
        )
    return plans


def _plans_taken_up_again(random: Random, records: list[PlanRecord]) -> list[PlanRecord]:
    """Return second plans of four children whose first plan ended early in the window."""
    early = [plan for plan in records if plan.ended and plan.ended < dt.date(2026, 6, 1) and plan.date_of_birth]
    again = []
    for plan in random.sample(early, 4):
        assert plan.ended is not None
        started = working_day(plan.ended + dt.timedelta(days=random.randrange(30, 100)))
        again.append(
            replace(
                plan,
                started=started,
                ended=None,
                last_visit=working_day(AS_AT - dt.timedelta(days=random.randrange(0, 15))),
                latest_review=_latest_review(started, AS_AT),
                previous_plans=plan.previous_plans + 1,
            )
        )
    return again


def _end(random: Random, started: dt.date) -> dt.date | None:
    """Return the working day on which the plan ended; None when that is still to come."""
    two_years_or_more = random.random() < 0.04
    days = random.randrange(730, 1100) if two_years_or_more else int(min(max(random.gammavariate(3.2, 100), 25), 725))
    ended = working_day(started + dt.timedelta(days=days))
    return ended if ended <= AS_AT else None


def _birth(random: Random, started: dt.date) -> dt.date | None:
    """Return a date of birth: mostly young, now and then not yet born when the plan started."""
    if random.random() < 0.03:
        born = started + dt.timedelta(days=random.randrange(5, 120))
        return born if born <= AS_AT else None
    years = random.triangular(0, 17.4, 3)
    return started - dt.timedelta(days=int(years * 365.25) + 1)


def _latest_review(started: dt.date, last_day: dt.date) -> dt.date | None:
    """Return the last of the reviews after three months and then every six, on or before the day; None before any."""
    latest, due = None, started + dt.timedelta(days=88)
    while due <= last_day:
        latest, due = working_day(due), due + dt.timedelta(days=180)
    return latest


def working_day(day: dt.date) -> dt.date:
    """Return the day, or the Friday before it when it lies in a weekend."""
    return day - dt.timedelta(days=max(day.weekday() - 4, 0))


def one_of(random: Random, weights: dict[T, int]) -> T:
    """Return one of the things, each as likely as its weight says."""
    return random.choices(list(weights), list(weights.values()))[0]
