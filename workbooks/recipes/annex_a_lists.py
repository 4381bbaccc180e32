"""The ten other lists of the made-up Annex A workbook, a dozen or two of invented records each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from random import Random

from annex_a_plans import (
    AS_AT,
    ETHNICITIES,
    FIRST_NAMES,
    GENDERS,
    LAST_NAMES,
    TEAMS,
    WINDOW_START,
    one_of,
    working_day,
)

Value = str | int | dt.date | None
Record = dict[str, Value]
ROWS = 15

YES_OR_NO = {"a) Yes": 1, "b) No": 4}


def other_lists() -> dict[str, list[Record]]:
    """Return the records of each list by its key in the catalogue, each record by the keys of its columns."""
    return {key: [_record(Random(f"{key} {number}"), make) for number in range(ROWS)] for key, make in MAKERS.items()}


def _record(random: Random, make: Callable[[Random], Record]) -> Record:
    """Return a record: what all lists hold of a child, then what this list holds."""
    child: Record = {
        "child": random.randrange(1_000_000, 9_999_999),
        "gender": one_of(random, GENDERS),
        "ethnicity": one_of(random, ETHNICITIES),
        "date_of_birth": _between(random, dt.date(2009, 10, 1), dt.date(2025, 9, 30)),
        "disability": one_of(random, {"a) Yes": 6, "b) No": 94}),
        "team": random.choice(TEAMS),
        # Case systems often put an unbreakable space between the names of a worker.
        "worker": f"{random.choice(FIRST_NAMES)}\u00a0{random.choice(LAST_NAMES)}",
    }
    return child | make(random)


def _between(random: Random, first: dt.date, last: dt.date) -> dt.date:
    return working_day(first + dt.timedelta(days=random.randrange((last - first).days + 1)))


def _recent(random: Random) -> dt.date:
    return _between(random, WINDOW_START + dt.timedelta(days=2), AS_AT)


def _later(random: Random, day: dt.date, days: int) -> dt.date | None:
    """Return a working day up to so many days later; None when it is still to come."""
    later = working_day(day + dt.timedelta(days=random.randrange(2, days)))
    return max(later, day) if later <= AS_AT else None


def _contact(random: Random) -> Record:
    return {
        "contact": _recent(random),
        "source": one_of(random, {"q) 6: Police": 5, "e) 2A: Schools": 4, "j) 3D: Health services": 3}),
    }


def _early_help(random: Random) -> Record:
    started = _recent(random)
    organisation = one_of(random, {"Harbour Family Hub": 2, "Millbrook Primary School": 1, "Early Help Service": 3})
    return {
        "assessment_start": started,
        "assessment_end": _later(random, started, 60),
        "organisation": organisation,
    }


def _referral(random: Random) -> Record:
    return {
        "referred": _recent(random),
        "source": one_of(random, {"q) 6: Police": 5, "e) 2A: Schools": 4, "j) 3D: Health services": 3}),
        "no_further_action": one_of(random, YES_OR_NO),
        "referrals_before": one_of(random, {0: 8, 1: 2, 2: 1}),
    }


def _assessment(random: Random) -> Record:
    started = _recent(random)
    return {
        "started": started,
        "child_seen": one_of(random, {"a) Yes": 9, "b) No": 1}),
        "authorised": _later(random, started, 65),
        "support_needed": one_of(random, {"a) Yes": 1, "b) No": 1}),
    }


def _section_47(random: Random) -> Record:
    discussed = _recent(random)
    conference = _later(random, discussed, 22)
    return {
        "strategy_discussion": discussed,
        "conference_not_required": "b) No" if conference else "a) Yes",
        "conference": conference,
        "led_to_plan": one_of(random, {"a) Yes": 8, "b) No": 2}) if conference else None,
        "enquiries_before": one_of(random, {0: 8, 1: 2}),
        "conferences_before": one_of(random, {0: 9, 1: 1}),
    }


def _in_need(random: Random) -> Record:
    started = _between(random, dt.date(2024, 10, 1), dt.date(2026, 9, 1))
    ended = _recent(random) if random.random() < 0.3 else None
    ended = ended if ended and ended > started else None
    return {
        "started": started,
        "primary_need": one_of(
            random, {"N1 - Abuse or neglect": 6, "N2 - Child's disability": 2, "N5 - Acute stress": 1}
        ),
        "last_seen": max(started, working_day((ended or AS_AT) - dt.timedelta(days=random.randrange(25)))),
        "ended": ended,
        "reason_closed": "RC8 - Case closed after assessment" if ended else None,
        "status": "e) Closed" if ended else "c) Child in need plan",
    }


def _looked_after(random: Random) -> Record:
    started = _between(random, dt.date(2021, 1, 4), dt.date(2026, 7, 31))
    placed = _between(random, started, dt.date(2026, 8, 31))
    return {
        "unaccompanied": "b) No",
        "started": started,
        "need": "N1 - Abuse or neglect",
        "second_period": "b) No",
        "legal_status_start": started,
        "legal_status": one_of(random, {"C1: Interim care order": 3, "C2: Full care order": 6, "V2: Section 20": 2}),
        "latest_review": _between(random, dt.date(2026, 4, 1), dt.date(2026, 9, 25)),
        "last_visit": _between(random, dt.date(2026, 8, 20), AS_AT),
        "permanence_plan": one_of(random, {"a) Return to family": 2, "d) Long-term fostering": 5}),
        "last_health_assessment": _between(random, dt.date(2025, 10, 1), dt.date(2026, 9, 25)),
        "last_dental_check": _between(random, dt.date(2025, 10, 1), dt.date(2026, 9, 25)),
        "placements_12_months": one_of(random, {1: 7, 2: 2, 3: 1}),
        "placement_start": placed,
        "placement_type": one_of(random, {"d) U4: Foster placement - long term": 5, "f) U6: Foster placement": 4}),
        "placement_provider": one_of(random, {"b) PR1 - Own provision": 6, "e) PR4 - Private provision": 3}),
        "placement_postcode": f"ZZ{random.randrange(1, 40)} {random.randrange(1, 10)}ZZ",
        "placement_location": one_of(random, {"a) In": 6, "b) Out": 3}),
        "placement_authority": one_of(random, {"Wrenmouth": 6, "Ashcombe": 2}),
        "missing_episodes": one_of(random, {0: 9, 1: 2, 4: 1}),
        "absent_episodes": one_of(random, {0: 9, 1: 1}),
    }


def _care_leaver(random: Random) -> Record:
    return {
        "date_of_birth": _between(random, dt.date(2004, 1, 5), dt.date(2008, 9, 1)),
        "eligibility": one_of(random, {"b) Former relevant child": 5, "a) Relevant child": 1}),
        "in_touch": one_of(random, {"a) Yes": 9, "b) No": 1}),
        "accommodation": one_of(random, {"U: Independent living": 4, "Y: Other accommodation": 2}),
        "suitability": one_of(random, {"a) Suitable": 9, "b) Unsuitable": 1}),
        "activity": one_of(random, {"F2: Full time in education other than higher": 3, "F3: Full time in work": 3}),
    }


def _adoption(random: Random) -> Record:
    entered = _between(random, dt.date(2024, 1, 2), dt.date(2025, 3, 31))
    decided = _between(random, entered + dt.timedelta(days=120), entered + dt.timedelta(days=240))
    return {
        "date_of_birth": _between(random, dt.date(2020, 1, 2), dt.date(2023, 12, 29)),
        "family": random.randrange(1_000_000, 9_999_999),
        "entered_care": entered,
        "decided": decided,
        "placement_order": working_day(decided + dt.timedelta(days=40)),
        "matched": working_day(decided + dt.timedelta(days=120)),
        "placed": working_day(decided + dt.timedelta(days=140)),
    }


def _adopter(random: Random) -> Record:
    enquiry = _between(random, dt.date(2025, 1, 6), dt.date(2025, 9, 30))
    days = {"stage_1_started": 20, "stage_1_ended": 80, "stage_2_started": 90, "stage_2_ended": 200}
    days |= {"applied": 200, "approved": 215}
    return {
        "adopter": random.randrange(1_000_000, 9_999_999),
        "family": random.randrange(1_000_000, 9_999_999),
        "fostering_for_adoption": one_of(random, {"Yes": 1, "No": 4}),
        "enquiry": enquiry,
        **{key: working_day(enquiry + dt.timedelta(days=number)) for key, number in days.items()},
    }


MAKERS: dict[str, Callable[[Random], Record]] = {
    "contacts": _contact,
    "early_help": _early_help,
    "referrals": _referral,
    "single_assessments": _assessment,
    "section_47": _section_47,
    "in_need": _in_need,
    "looked_after": _looked_after,
    "care_leavers": _care_leaver,
    "adoptions": _adoption,
    "adopters": _adopter,
}
