"""Child protection plans: how long they last, when they are reviewed, and how they end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from xlperf.made_up.chance import days_after, happens, months_after, working_day
from xlperf.made_up.names import CATEGORIES
from xlperf.made_up.world import Plan

TWO_YEARS = 729
"""A plan that ends so many days after its first day, or later, lasted two years or more, its last day counted."""


@dataclass(frozen=True, slots=True)
class PlanCourse:
    """A plan as it goes for all children of a family: nobody of them has left it early."""

    started: date
    ended: date
    initial_category: str
    latest_category: str
    category_changed: date | None
    reviews: tuple[date, ...]
    seen_alone: bool
    emergency_protection: bool

    def of_child(self, last_possible: date, previous_plans: int) -> Plan:
        """Return the plan of one child, who can be on it until a day: the 18th birthday, or the start of care."""
        ended = min(self.ended, last_possible)
        changed = self.category_changed if self.category_changed and self.category_changed < ended else None
        return Plan(
            started=self.started,
            ended=ended,
            initial_category=self.initial_category,
            latest_category=self.latest_category if changed else self.initial_category,
            category_changed=changed,
            previous_plans=previous_plans,
            reviews=tuple(day for day in self.reviews if day <= ended),
            seen_alone=self.seen_alone,
            emergency_protection=self.emergency_protection,
        )


def plan_course(random: Random, started: date) -> PlanCourse:
    """Return a plan that starts on the day of its conference."""
    ended = working_day(days_after(started, _days(random)))
    initial = latest = CATEGORIES.pick(random)
    changed = None
    if happens(random, 0.06) and (ended - started).days > 120:
        changed = working_day(days_after(started, random.randrange(85, 115)))
        latest = CATEGORIES.pick(random)
        changed = changed if latest != initial else None
    return PlanCourse(
        started=started,
        ended=ended,
        initial_category=initial,
        latest_category=latest,
        category_changed=changed,
        reviews=_reviews(random, started, ended),
        seen_alone=happens(random, 0.7),
        emergency_protection=happens(random, 0.03),
    )


def _days(random: Random) -> int:
    """Return how long a plan lasts: nine months or so, four in a hundred two years or more, now and then some weeks."""
    if happens(random, 0.05):
        return random.randrange(TWO_YEARS + 4, 1150)
    return int(min(max(random.gammavariate(2.0, 135), 12), TWO_YEARS - 5))


def _reviews(random: Random, started: date, ended: date) -> tuple[date, ...]:
    """
    Return the review conferences: within three months, then at most six months apart, one in twenty of them late.

    A plan ends at a review conference, unless the last one was within two weeks.
    """
    days: list[date] = []
    latest, months = started, 3
    while True:
        due = months_after(latest, months)
        late = happens(random, 0.05)
        held = working_day(days_after(due, random.randrange(5, 28) if late else -random.randrange(0, 15)))
        if held >= ended:
            break
        days.append(held)
        latest, months = held, 6
    if (ended - latest).days > 14:
        days.append(ended)
    return tuple(days)
