"""The two local lists as records: initial and core assessments, and posts."""

from __future__ import annotations

from collections.abc import Iterable

from xlperf.made_up.records import Record
from xlperf.made_up.world import Child, Post, World


def assessment_records(children: Iterable[Child], world: World) -> list[Record]:
    """Return the assessments that were started since the first day of the world, or done since, by referral."""
    found = [
        {
            "child": child.identifier,
            "referred": referral.referred,
            "kind": one.kind.capitalize(),
            "started": one.started,
            "completed": one.completed,
        }
        for child in children
        for referral in child.referrals
        for one in referral.local_assessments
        if one.completed is None or one.completed >= world.first_day
    ]
    return [dict(record) for record in sorted(found, key=lambda one: (str(one["referred"]), str(one["child"])))]


def post_records(posts: Iterable[Post]) -> list[Record]:
    """Return the posts."""
    return [
        {
            "post": one.post,
            "team": one.team,
            "role": one.role,
            "full_time_equivalent": one.full_time_equivalent,
            "vacant_from": one.vacant_from,
            "vacant_to": one.vacant_to,
        }
        for one in posts
    ]
