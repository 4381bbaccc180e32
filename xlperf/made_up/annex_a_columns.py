"""The columns that several lists of Annex A share."""

from __future__ import annotations

from datetime import date

from xlperf.made_up.chance import age_on, days_after, working_day
from xlperf.made_up.records import Record
from xlperf.made_up.world import Child, Staff


def of_child(child: Child, day: date) -> Record:
    """Return what every list says of a child."""
    return {
        "child": child.identifier,
        "gender": {"M": "Male", "F": "Female"}[child.sex],
        "ethnicity": child.ethnicity,
        "date_of_birth": child.born,
        "age": age_on(child.born, day),
        "disability": yes_or_no(child.disability != "NONE"),
    }


def by_staff(staff: Staff) -> Record:
    """Return who holds the case."""
    return {"team": staff.team, "worker": staff.worker}


def yes_or_no(said: bool) -> str:
    """Return an answer as Annex A has it."""
    return "Yes" if said else "No"


def latest_visit(child: Child, started: date, until: date) -> date:
    """Return the day on which the child was seen last."""
    return max(started, working_day(days_after(until, -child.visited_every)))
