"""A referral of a family as the story of one child: cut off at 18, at the start of care, or when the case is closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from typing import Protocol

from xlperf.made_up.care import care_period, short_breaks
from xlperf.made_up.chance import birthday, days_after, happens, working_day, working_days_after
from xlperf.made_up.courses import IN_NEED, NO_FURTHER_ACTION, PROTECTION, Course
from xlperf.made_up.names import DISABILITY, LOOKED_AFTER, somebody
from xlperf.made_up.world import CarePeriod, Enquiry, InNeedPlan, Plan, Referral

NO_NEED = "N9"  # cases other than children in need; nobody is looked after for it
CLOSED_FOR = {"E11": "RC1", "E12": "RC1", "E45": "RC4", "E46": "RC4"}
"""Why a case is closed when care ended for a reason; RC7, any other reason, where nothing is said."""


class Story(Protocol):
    """What has to be known of a child."""

    born: date
    disability: str
    unaccompanied: bool

    @property
    def plans(self) -> int:
        """How many child protection plans there were so far."""
        ...


def looked_after_from(random: Random, following: Course) -> date | None:
    """Return the day from which the children of the family are looked after; None where they are not."""
    if following.kind == PROTECTION and happens(random, 0.36):
        plan = following.plans[0]
        day = days_after(plan.started, random.randrange(15, 330))
        return day if day < plan.ended else None
    if following.kind == IN_NEED and happens(random, 0.115):
        day = days_after(following.referred, random.choice((1, 3, 9, 30, 60, 100, 150)))
        return day if day < following.closed else None
    return None


def referral_of_child(
    random: Random, following: Course, child: Story, care_from: date | None, last_day: date
) -> tuple[Referral, tuple[CarePeriod, ...]]:
    """Return a child's part in the course of its family, with its periods of being looked after."""
    adult = birthday(child.born, 18)
    # What is begun ends by the eve of the 18th birthday, or when care begins.
    plans_until = working_day(days_after(adult, -1))
    if care_from:
        plans_until = min(plans_until, working_days_after(care_from, random.randrange(0, 9)))
    closed, reason = min(following.closed, adult), following.reason_closed
    periods: tuple[CarePeriod, ...] = ()
    if care_from:
        staff = somebody(random, LOOKED_AFTER)
        need = "N5" if following.need == NO_NEED else following.need
        one = care_period(random, child.born, care_from, need, staff, last_day, child.unaccompanied)
        periods = (one,)
        assert one.ended is not None
        leaves = one.reason_ended in CLOSED_FOR or one.ended == adult
        after = working_days_after(days_after(one.ended, random.randrange(1, 90)), 0)
        closed = one.ended if leaves else min(max(after, _begun_things_done(following)), adult)
        reason = CLOSED_FOR.get(one.reason_ended, "RC7")
    elif (
        following.kind == IN_NEED and child.disability != "NONE" and _is_two(child, following) and happens(random, 0.3)
    ):
        staff = somebody(random, (DISABILITY,))
        periods = short_breaks(random, child.born, days_after(following.referred, 50), staff, last_day)
        closed = min(adult, max([closed, *(one.ended for one in periods if one.ended)]))
    plans = _plans(following, child.plans, plans_until)
    closed = max([closed, *(plan.ended for plan in plans if plan.ended)])
    begun_by = care_from or closed
    in_need = following.in_need_from
    return Referral(
        referred=following.referred,
        source=following.source,
        no_further_action=following.kind == NO_FURTHER_ACTION,
        need="N2" if periods and periods[0].short_breaks else following.need,
        closed=closed,
        reason_closed=reason,
        received_by=following.received_by,
        held_by=following.held_by,
        assessments=tuple(one for one in following.assessments if one.authorised and one.authorised <= closed),
        local_assessments=following.local_assessments,
        enquiries=_enquiries(following, plans, begun_by),
        in_need_plan=InNeedPlan(in_need, closed) if in_need and not periods and in_need < closed else None,
        plans=plans,
    ), periods


def _is_two(child: Story, following: Course) -> bool:
    """Say whether a child is old enough for short breaks away from home."""
    return birthday(child.born, 2) <= following.referred


def _plans(following: Course, before: int, until: date) -> tuple[Plan, ...]:
    """Return the child's plans, of those that start some time before the day by which all must have ended."""
    taken = [plan for plan in following.plans if days_after(plan.started, 10) < until]
    return tuple(plan.of_child(until, before + place) for place, plan in enumerate(taken))


def _enquiries(following: Course, plans: tuple[Plan, ...], begun_by: date) -> tuple[Enquiry, ...]:
    """Return the enquiries that concern the child; a conference led to a plan only where the child has one."""
    starts = {plan.started for plan in plans}
    return tuple(
        replace(one, led_to_plan=one.conference in starts)
        for one in following.enquiries
        if one.strategy_discussion <= begun_by
    )


def _begun_things_done(following: Course) -> date:
    """Return the day by which the first assessment and conference are done: no case is closed before."""
    days = [one.authorised for one in following.assessments[:1]] + [one.conference for one in following.enquiries[:1]]
    return max(day for day in days if day is not None)
