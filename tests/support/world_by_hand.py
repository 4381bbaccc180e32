"""Indicators of a made-up world worked out one child at a time with plain loops, from what truly happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import holidays

from tests.support.care_by_hand import months_later, window_start
from xlperf.made_up.world import CarePeriod, Child, Episode, Plan, World
from xlperf.period import Period

Fraction = tuple[int, int]  # numerator and denominator
NEVER = date.max
FOR_ADOPTION = ("A3", "A4", "A5", "A6")


@cache
def bank_holidays() -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=range(2010, 2031)))


@cache
def working_days_between(start: date, end: date) -> int:
    """Return how many working days have passed at the end, the start being day 0."""
    passed, day = 0, start
    while day < end:
        day += timedelta(days=1)
        passed += day.weekday() < 5 and day not in bank_holidays()
    return passed


def within(day: date | None, period: Period) -> bool:
    return day is not None and period.first_day <= day <= period.last_day


# Child protection


def open_plan(child: Child, day: date) -> Plan | None:
    """Return the plan that a child is on at the end of the day."""
    for plan in child.plans:
        if plan.started <= day < (plan.ended or NEVER):
            return plan
    return None


def on_a_plan(world: World, period: Period) -> int:
    return sum(open_plan(child, period.last_day) is not None for child in world.children)


def long_plans(world: World, period: Period) -> Fraction:
    """NI 64: of the plans that ended, those of two years or more."""
    long = ended = 0
    for child in world.children:
        for plan in child.plans:
            if plan.ended is not None and within(plan.ended, period):
                ended += 1
                long += (plan.ended - plan.started).days + 1 > 729
    return long, ended


def second_plans(world: World, period: Period) -> Fraction:
    """NI 65: of the plans that started, those of a child who had one before."""
    again = started = 0
    for child in world.children:
        for place, plan in enumerate(child.plans):
            if within(plan.started, period):
                started += 1
                again += place > 0
    return again, started


def plan_reviews(world: World, period: Period) -> Fraction:
    """NI 67: of the children three months on a plan, those whose every review was on time."""
    on_time = due = 0
    for child in world.children:
        plan = open_plan(child, period.last_day)
        if plan is None or months_later(plan.started, 3) > period.last_day:
            continue
        due += 1
        next_due, late = months_later(plan.started, 3), False
        for held in sorted(plan.reviews):
            if held <= period.last_day:
                late = late or held > next_due
                next_due = months_later(held, 6)
        on_time += not late and next_due >= period.last_day
    return on_time, due


def conferences(world: World, period: Period) -> Fraction:
    """Initial conferences held, and those within 15 working days of the strategy discussion."""
    days = [
        working_days_between(one.strategy_discussion, one.conference)
        for child in world.children
        for referral in child.referrals
        for one in referral.enquiries
        if one.conference is not None and within(one.conference, period)
    ]
    return sum(number <= 15 for number in days), len(days)


# Referrals and assessments


def initial_assessments(world: World, period: Period, most: int, in_the_period: bool = False) -> Fraction:
    """NI 59: of the initial assessments completed, those within so many working days of the referral."""
    days = [
        working_days_between(referral.referred, one.completed)
        for child in world.children
        for referral in child.referrals
        for one in referral.local_assessments
        if one.kind == "initial" and one.completed is not None and within(one.completed, period)
        if within(one.started, period) or not in_the_period
    ]
    return sum(number <= most for number in days), len(days)


def core_assessments(world: World, period: Period) -> Fraction:
    """NI 60: of the core assessments completed, those within 35 working days of their start."""
    days = [
        working_days_between(one.started, one.completed)
        for child in world.children
        for referral in child.referrals
        for one in referral.local_assessments
        if one.kind == "core" and one.completed is not None and within(one.completed, period)
    ]
    return sum(number <= 35 for number in days), len(days)


def single_assessments(world: World, period: Period, from_start: bool = False) -> Fraction:
    """Continuous assessments authorised, and those within 45 working days of the referral (or of their start)."""
    days = [
        working_days_between(one.started if from_start else referral.referred, one.authorised)
        for child in world.children
        for referral in child.referrals
        for one in referral.assessments
        if one.authorised is not None and within(one.authorised, period)
    ]
    return sum(number <= 45 for number in days), len(days)


def referrals_assessed(world: World, period: Period) -> Fraction:
    """NI 68: of the referrals, those that went on to an initial assessment by the last day of the world."""
    assessed = referred = 0
    for child in world.children:
        for referral in child.referrals:
            if within(referral.referred, period):
                referred += 1
                assessed += any(
                    one.kind == "initial" and one.started <= world.last_day for one in referral.local_assessments
                )
    return assessed, referred


def re_referrals(world: World, period: Period) -> Fraction:
    """Referrals, and those within twelve months of another of the child."""
    again = referred = 0
    for child in world.children:
        days = [referral.referred for referral in child.referrals]
        for day in days:
            if within(day, period):
                referred += 1
                again += any(earlier < day <= months_later(earlier, 12) for earlier in days)
    return again, referred


# Children looked after


def care_of(child: Child) -> list[CarePeriod]:
    return [one for one in child.care if not one.short_breaks]


def in_care(child: Child, day: date) -> CarePeriod | None:
    """Return the period in which a child is looked after at the end of the day, short breaks left out."""
    for period in care_of(child):
        if period.started <= day < (period.ended or NEVER):
            return period
    return None


def looked_after(world: World, period: Period) -> int:
    return sum(in_care(child, period.last_day) is not None for child in world.children)


def adopted(world: World, period: Period) -> Fraction:
    """NI 61: of the children adopted, those placed within twelve months of the decision."""
    soon = number = 0
    for child in world.children:
        for care in child.care:
            one = care.adoption
            if one is None or one.reversed or one.placed is None or care.ended != one.adopted:
                continue
            if within(one.adopted, period):
                number += 1
                soon += one.placed <= months_later(one.decided, 12)
    return soon, number


def placements(period: CarePeriod, keep: str) -> Iterator[list[Episode]]:
    """Yield the placements of a period of care: episodes that go on with one when their reason is one of `keep`."""
    group: list[Episode] = []
    home, away = None, False
    for one in period.episodes:
        temporary = one.placement.code.startswith("T")
        same = one.reason_started in keep or one.placement.code in ("A3", "A5") or temporary
        if group and not (same or (away and one.placement == home)):
            yield group
            group = []
        group.append(one)
        away = temporary
        if not temporary:
            home = one.placement
    yield group


def lasts(group: list[Episode]) -> bool:
    """Say whether a placement was more than a temporary one, and of a day or more."""
    return (group[-1].ended or NEVER) > group[0].started and any(
        not one.placement.code.startswith("T") for one in group
    )


def moved_often(world: World, period: Period) -> Fraction:
    """NI 62: of the children looked after, those with three placements or more in the twelve months."""
    often = number = 0
    day, since = period.last_day, window_start(period.last_day)
    for child in world.children:
        if in_care(child, day) is None:
            continue
        number += 1
        begun = [
            group
            for care in care_of(child)
            for group in placements(care, "L")
            if lasts(group) and group[0].started <= day and (group[-1].ended or NEVER) >= since
        ]
        often += len(begun) >= 3
    return often, number


def settled(world: World, period: Period) -> Fraction:
    """NI 63: of those under 16 who are looked after for 2½ years, those for two years in one placement."""
    stayed = number = 0
    day = period.last_day
    for child in world.children:
        care = in_care(child, day)
        if care is None or months_later(child.born, 16 * 12) <= day:
            continue
        if months_later(care.started, 30) - timedelta(days=1) > day:
            continue
        number += 1
        groups = [group for group in placements(care, "LTU") if group[0].started <= day]
        since = groups[-1][0].started
        now = max((one for one in groups[-1] if one.started <= day), key=lambda one: one.started)
        before = [group for group in groups[:-1] if lasts(group)]
        if now.placement.code in FOR_ADOPTION and before:
            since = before[-1][0].started
        stayed += months_later(since, 24) - timedelta(days=1) <= day
    return stayed, number


def care_reviews(world: World, period: Period) -> Fraction:
    """NI 66: of the children due a review in the period, those of whom none was late."""
    on_time = number = 0
    for child in world.children:
        kept = []
        for care in care_of(child):
            ended = care.ended or NEVER
            for due, late, held in reviews_due(care):
                in_the_period = period.first_day <= due <= period.last_day and due < ended
                overdue = due < period.first_day <= held and period.first_day < ended
                if in_the_period or overdue:
                    kept.append(late)
        number += bool(kept)
        on_time += bool(kept) and not any(kept)
    return on_time, number


def reviews_due(care: CarePeriod) -> Iterator[tuple[date, bool, date]]:
    """Yield the day on which each review was due, whether it was late, and when it was held."""
    due, months = care.started + timedelta(days=28), 3
    for held in sorted({one.day for one in care.reviews}):
        yield due, held > due, held
        due, months = months_later(held, months), 6
    yield due, True, NEVER
