"""The two local lists as records: initial and core assessments with the referrals without one, and posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from xlperf.made_up.records import Record
from xlperf.made_up.world import Child, Post, Referral, World


def assessment_records(children: Iterable[Child], world: World) -> list[Record]:
    """
    Return the assessments that are open or were completed since the first day of the world, by referral.

    A referral of the time that led to none stands there with its date alone, because NI 68 counts it.
    """
    found = [
        record
        for child in children
        for referral in child.referrals
        for record in _of_referral(child, referral, world.first_day)
    ]
    return sorted(found, key=lambda one: (str(one["referred"]), str(one["child"])))


def _of_referral(child: Child, referral: Referral, first_day: date) -> Iterator[Record]:
    """Yield the assessments of a referral; the referral alone where there was none."""
    own: Record = {"child": child.identifier, "referred": referral.referred}
    for one in referral.local_assessments:
        if one.completed is None or one.completed >= first_day:
            yield {**own, "kind": one.kind.capitalize(), "started": one.started, "completed": one.completed}
    if not referral.local_assessments and referral.referred >= first_day:
        yield own


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
