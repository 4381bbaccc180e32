"""The posts of the council's teams, some of them vacant for a while."""

from __future__ import annotations

from datetime import date
from random import Random

from xlperf.made_up.chance import days_after, happens, working_days_after
from xlperf.made_up.names import CARE_LEAVERS, DISABILITY, FRONT_DOOR, LOOKED_AFTER, SAFEGUARDING
from xlperf.made_up.world import Post

TEAMS = (*FRONT_DOOR, *SAFEGUARDING, *LOOKED_AFTER, DISABILITY, CARE_LEAVERS)
ROLES = ("Team manager", "Assistant team manager", *("Senior social worker",) * 2, *("Social worker",) * 5)
SERVICES = ("First Response", "Safeguarding and Support")
"""Beside the teams: the services of which L0508 and L0509 count the posts, so that a sample gives these too."""

ROLES_OF_SERVICES = ("Senior team manager", *("Team manager",) * 3, *("Practice manager",) * 2, *("Social worker",) * 6)


def posts(random: Random, first_day: date, last_day: date) -> tuple[Post, ...]:
    """
    Return the posts of every team and service: nine of a team, twelve of a service.

    One in five of them is vacant at some time between the two days.
    """
    found: list[Post] = []
    for team in (*TEAMS, *SERVICES):
        for role in ROLES_OF_SERVICES if team in SERVICES else ROLES:
            number = f"P{len(found) + 1:03d}"
            share = 1.0 if happens(random, 0.8) else random.choice((0.5, 0.6, 0.8))
            vacant_from, vacant_to = None, None
            if happens(random, 0.22):
                vacant_from = days_after(first_day, random.randrange((last_day - first_day).days + 1))
                vacant_to = working_days_after(days_after(vacant_from, random.randrange(20, 400)), 0)
            is_open = vacant_to is None or vacant_to > last_day
            found.append(Post(number, team, role, share, vacant_from, None if is_open else vacant_to))
    return tuple(found)
