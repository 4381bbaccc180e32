"""What follows a referral of a family: assessments, an enquiry, a conference, a plan, help, and the end of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from xlperf.made_up.chance import Shares, days_after, happens, working_day, working_days_after
from xlperf.made_up.names import FRONT_DOOR, NEEDS, SAFEGUARDING, SOURCES, somebody
from xlperf.made_up.protection import PlanCourse, plan_course
from xlperf.made_up.world import Assessment, Enquiry, LocalAssessment, Staff

NO_FURTHER_ACTION, NO_SUPPORT, IN_NEED, PROTECTION = "no further action", "no support", "in need", "protection"


@dataclass(frozen=True, slots=True)
class Course:
    """A referral of a family and what comes of it, as long as a child is neither 18 nor looked after."""

    referred: date
    kind: str  # one of the four above
    source: str
    need: str
    closed: date
    reason_closed: str
    received_by: Staff
    held_by: Staff
    assessments: tuple[Assessment, ...] = ()
    local_assessments: tuple[LocalAssessment, ...] = ()
    enquiries: tuple[Enquiry, ...] = ()
    in_need_from: date | None = None
    plans: tuple[PlanCourse, ...] = ()


def course(random: Random, referred: date, had_plan: bool, need: str = "") -> Course:
    """Return the course of a family referred on a day; with a plan behind it, another one is more likely."""
    received_by, held_by = somebody(random, FRONT_DOOR), somebody(random, SAFEGUARDING)
    source, need = SOURCES.pick(random), need or NEEDS.pick(random)
    if happens(random, 0.07):
        return Course(referred, NO_FURTHER_ACTION, source, need, referred, "RC7", received_by, received_by)
    started = working_days_after(referred, random.choice((0, 0, 0, 1, 2)))
    authorised = working_days_after(referred, _days_of_assessment(random))
    enquiry = _enquiry(random, referred, had_plan) if happens(random, 0.56 if had_plan else 0.36) else None
    plans = _plans(random, enquiry)
    support = bool(plans) or happens(random, 0.5)
    assessments = [Assessment(started, authorised, happens(random, 0.95), support)]
    enquiries = [enquiry] if enquiry else []
    for later in plans[1:]:
        discussed = working_days_after(days_after(later.started, -18), 0)
        enquiries.append(Enquiry(discussed, True, later.started, True))
    settled = max([authorised, *(one.conference for one in enquiries if one.conference)])
    if plans:
        kind, closed = PROTECTION, days_after(plans[-1].ended, random.randrange(0, 120))
    elif support:
        kind, closed = IN_NEED, days_after(settled, 20 + int(random.expovariate(1 / 170)))
        if closed > days_after(authorised, 330):
            again = working_day(days_after(authorised, 300))
            assessments.append(Assessment(again, working_days_after(again, _days_of_assessment(random)), True, True))
    else:
        kind, closed = NO_SUPPORT, days_after(settled, random.randrange(0, 10))
    return Course(
        referred=referred,
        kind=kind,
        source=source,
        need=need,
        closed=_closed(closed, settled, assessments),
        reason_closed="RC8" if kind == NO_SUPPORT else "RC7",
        received_by=received_by,
        held_by=held_by if support else received_by,
        assessments=tuple(assessments),
        local_assessments=_local_assessments(random, referred),
        enquiries=tuple(enquiries),
        in_need_from=authorised if kind == IN_NEED else None,
        plans=plans,
    )


def _closed(day: date, settled: date, assessments: list[Assessment]) -> date:
    """Return the working day on which a case is closed: when everything that was begun is done."""
    last = max(one.authorised for one in assessments if one.authorised)
    return working_days_after(max(working_day(day), settled, last), 0)


def _days_of_assessment(random: Random) -> int:
    """Return working days from referral to authorisation: 45 or fewer for five in six."""
    return int(random.triangular(6, 46, 41)) if happens(random, 0.83) else random.randrange(46, 75)


def _enquiry(random: Random, referred: date, had_plan: bool) -> Enquiry:
    """Return a section 47 enquiry: one in three leads to a conference, four in five of these within 15 working days."""
    discussed = working_days_after(referred, random.choice((0, 0, 1, 1, 2, 4, 8, 15)))
    if not happens(random, 0.52 if had_plan else 0.36):
        return Enquiry(discussed, False, None, False)
    days = random.randrange(6, 16) if happens(random, 0.8) else random.randrange(16, 28)
    return Enquiry(discussed, True, working_days_after(discussed, days), happens(random, 0.87))


def _plans(random: Random, enquiry: Enquiry | None) -> tuple[PlanCourse, ...]:
    """Return the plan that a conference made, now and then with a second one soon after."""
    if enquiry is None or not enquiry.led_to_plan or enquiry.conference is None:
        return ()
    first = plan_course(random, enquiry.conference)
    if not happens(random, 0.05):
        return (first,)
    again = working_days_after(days_after(first.ended, random.randrange(60, 240)), 0)
    return (first, plan_course(random, again))


INITIAL_WITHIN = Shares({7: 62.0, 10: 14.0, 20: 24.0})
"""Working days from referral to the end of an initial assessment, at most."""


def _local_assessments(random: Random, referred: date) -> tuple[LocalAssessment, ...]:
    """Return the initial assessment that four in five referrals lead to, and the core assessment of one in three."""
    if not happens(random, 0.82):
        return ()
    started = working_days_after(referred, random.choice((0, 0, 1)))
    at_most = INITIAL_WITHIN.pick(random)
    completed = working_days_after(referred, random.randrange({7: 2, 10: 8, 20: 11}[at_most], at_most + 1))
    initial = LocalAssessment("initial", started, completed)
    if not happens(random, 0.35):
        return (initial,)
    days = random.randrange(15, 36) if happens(random, 0.76) else random.randrange(36, 60)
    return (initial, LocalAssessment("core", completed, working_days_after(completed, days)))
