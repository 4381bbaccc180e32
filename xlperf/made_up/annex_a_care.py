"""Lists 8 to 11 of Annex A as records: children looked after, care leavers, adoption."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from xlperf.made_up.annex_a_columns import by_staff, latest_visit, yes_or_no
from xlperf.made_up.chance import age_on, days_after, months_after, working_day
from xlperf.made_up.leavers import is_care_leaver
from xlperf.made_up.names import CARE_LEAVERS, COUNCIL, OTHER_COUNCILS
from xlperf.made_up.placements import LEGAL, NO_HOME
from xlperf.made_up.records import Record
from xlperf.made_up.world import CarePeriod, Child

BY_FOSTER_CARERS = "A5"
CHECKED_EVERY = 15
"""A child's latest checks lie so many times as far back as its latest visit."""


def looked_after(child: Child, since: date, day: date) -> Iterator[Record]:
    """Yield the periods of being looked after that are open, or ended in the six months."""
    for place, period in enumerate(child.care):
        if period.ended and period.ended < since:
            continue
        until = period.ended or day
        checked = working_day(days_after(until, -child.visited_every * CHECKED_EVERY))
        year = months_after(day, -12)
        away = [one for one in period.missing if one.started > year]
        missing = sum(one.kind == "M" for one in away)
        yield {
            "unaccompanied": yes_or_no(child.unaccompanied and period.started > year),
            "started": period.started,
            "need": period.need,
            "second_period": yes_or_no(_came_back(child.care[:place], period)),
            **_placed(period),
            "latest_review": period.reviews[-1].day if period.reviews else None,
            "last_visit": latest_visit(child, period.started, until),
            "permanence_plan": period.permanence_plan,
            "last_reviewing_officer_visit": period.reviews[-1].day if period.reviews else None,
            "last_health_assessment": checked if checked > period.started else None,
            "last_dental_check": checked
            if checked > period.started and child.born < months_after(checked, -24)
            else None,
            "placements_12_months": placements_since(child.care[: place + 1], year),
            "ended": period.ended,
            "reason_ended": period.reason_ended or None,
            "missing_episodes": missing,
            "absent_episodes": len(away) - missing,
            "interview_offered": yes_or_no(True) if missing else None,
            "interview_accepted": yes_or_no(child.visited_every % 3 > 0) if missing else None,
            **by_staff(period.held_by),
        }


def _came_back(before: tuple[CarePeriod, ...], period: CarePeriod) -> bool:
    year = months_after(period.started, -12)
    return any(other.ended is not None and other.ended > year for other in before)


def _placed(period: CarePeriod) -> Record:
    """Return legal status and placement as they stand."""
    last = period.episodes[-1]
    status_from = placed_from = last.started
    for one, following in pairwise(period.episodes):
        if one.legal_status != following.legal_status:
            status_from = following.started
        if one.placement != following.placement:
            placed_from = following.started
    if all(one.legal_status == last.legal_status for one in period.episodes):
        status_from = period.started
    if all(one.placement == last.placement for one in period.episodes):
        placed_from = period.started
    where = last.placement
    elsewhere = OTHER_COUNCILS[sum(map(ord, where.postcode)) % len(OTHER_COUNCILS)]
    return {
        "legal_status": last.legal_status,
        "legal_status_start": status_from,
        "placement_start": placed_from,
        "placement_type": where.code,
        "placement_provider": where.provider,
        "placement_postcode": where.postcode,
        "placement_urn": None if where.home == NO_HOME else where.home,
        "placement_location": "In" if where.inside else "Out",
        "placement_authority": COUNCIL if where.inside else elsewhere,
    }


def placements_since(periods: tuple[CarePeriod, ...], day: date) -> int:
    """
    Return the number of placements after a day, as NI 62 counts them, short breaks left out.

    A change of legal status is none, nor is a temporary placement (T0 to T4), the return from one, or being adopted by
    those who foster the child. Another status with the same carers is one.
    """
    ends: list[date | None] = []
    for period in periods:
        if period.short_breaks:
            continue
        ends.append(None)
        lasting, was_away = period.episodes[0].placement, False
        for one in period.episodes:
            here = one.placement
            if not here.code.startswith("T"):
                goes_on = one.reason_started == LEGAL or here.code == BY_FOSTER_CARERS or (was_away and here == lasting)
                if not goes_on and one.reason_started != "S":
                    ends.append(None)
                lasting = here
            was_away = here.code.startswith("T")
            ends[-1] = one.ended
    return sum(ended is None or ended > day for ended in ends)


def care_leavers(child: Child, since: date, day: date) -> Iterator[Record]:
    """Yield the young person when it leaves care or has left it."""
    if child.care and 17 <= age_on(child.born, day) <= 24 and is_care_leaver(child):
        in_touch = child.identifier % 12 > 0
        yield {
            "eligibility": "Former relevant child" if age_on(child.born, day) >= 18 else "Relevant child",
            "in_touch": yes_or_no(in_touch),
            "accommodation": ("U: Independent living", "Z: With former foster carers")[child.identifier % 2],
            "suitability": "Suitable" if child.identifier % 9 else "Unsuitable",
            "activity": ("F2: Full time in other education", "F5: Full time in work", "G5: None")[child.identifier % 3],
            "team": CARE_LEAVERS,
            "worker": child.care[-1].held_by.worker,
        }


# Lists 10 and 11: adoption


def adoptions(child: Child, since: date, day: date) -> Iterator[Record]:
    """Yield the decisions for adoption that stand, or came to an end in the last twelve months."""
    year = months_after(day, -12)
    for period in child.care:
        one = period.adoption
        if one is None:
            continue
        done = one.adopted or one.reversed or (period.ended if period.ended else None)
        if done and done <= year:
            continue
        yield {
            "family": one.adopters.family if one.adopters else None,
            "entered_care": period.started,
            "decided": one.decided,
            "placement_order": one.placement_order,
            "matched": one.matched,
            "placed": one.placed,
            "adopted": one.adopted,
            "reversed": one.reversed,
            "reason_reversed": "RD1" if one.reversed else None,
            "fostering_for_adoption": None,
        }


def adopters(child: Child, day: date) -> Iterator[Record]:
    """Yield the people who adopt, or are matched with, a child, up to twelve months after the order."""
    year = months_after(day, -12)
    for period in child.care:
        one = period.adoption
        if one is None or one.adopters is None or (one.adopted and one.adopted <= year):
            continue
        household = one.adopters
        for number, sex in household.people:
            yield {
                "adopter": number,
                "family": household.family,
                "gender": {"M": "Male", "F": "Female"}[sex],
                "ethnicity": child.ethnicity,
                "disability": "No",
                "fostering_for_adoption": "No",
                "enquiry": household.enquiry,
                "stage_1_started": household.stage_1[0],
                "stage_1_ended": household.stage_1[1],
                "stage_2_started": household.stage_2[0],
                "stage_2_ended": household.stage_2[1],
                "applied": household.stage_2[1],
                "approved": household.approved,
                "matched": one.matched,
                "placed": one.placed,
                "children": 1 if one.placed else None,
                "adoption_order": one.adopted,
            }
