"""Counting posts vacant at a date."""

from __future__ import annotations

import math

import numpy as np

from xlperf.figure import Count
from xlperf.measures.left_out import Noun
from xlperf.measures.rows import CountedRows
from xlperf.period import Period
from xlperf.returns.child_level.table import NO_DATE, UNREADABLE, Flags, Table, Tables, day_number
from xlperf.symbols import Missing

POST = Noun("post", "posts")
NO_POSTS = Count(Missing.NOT_AVAILABLE, notes=("The return has no list of posts.",))
NO_SUCH_POSTS = Count(
    Missing.NOT_AVAILABLE,
    notes=("The list of posts has none of these roles and teams. Name your own in the indicator's file.",),
)


def posts_vacant(tables: Tables, period: Period, counted: str = "posts", roles: str = "", teams: str = "") -> Count:
    """
    Count the posts that are vacant at the end of the period's last day.

    They stand in the table `posts` (columns `post`, `team`, `role`, `full_time_equivalent`, `vacant_from`,
    `vacant_to`). A post is vacant from `vacant_from` on and no longer vacant on the day `vacant_to`. With `counted`
    "full-time equivalent" their full-time equivalents are added up. `roles` and `teams` keep the posts of those named,
    with commas between ("First Response, Safeguarding and Support"), whatever their case and spacing.

    On 2026-03-31, with `teams` "First Response":

    team           | vacant_from | vacant_to  | counted
    First Response | 2026-03-31  |            | yes   vacant from that day
    First Response | 2026-04-01  |            | no    vacant from the day after
    First Response | 2025-09-01  | 2026-04-01 | yes   filled the day after
    First Response | 2025-09-01  | 2026-03-31 | no    filled on the day
    first response | 2025-09-01  |            | yes   the same team
    First Response |             |            | no    not vacant
    Support        | 2025-09-01  |            | no    another team
    First Response | 2026-03-01  | 2026-02-01 | no    filled before it fell vacant: left out, and said in a note
    First Response | 31/02/2026  |            | no    no date: left out, and said
    """
    table = tables.get("posts")
    if table is None:
        return NO_POSTS
    among = _named(table, "role", roles) & _named(table, "team", teams)
    if len(table) and not among.any():
        return NO_SUCH_POSTS
    # A council has some hundreds of posts, so looking at each for every period costs nothing.
    day = day_number(period.last_day)
    begins, ends = table.columns["vacant_from"], table.columns["vacant_to"]
    unreadable = among & ((begins == UNREADABLE) | (ends == UNREADABLE))
    turned = among & ~unreadable & (begins > NO_DATE) & (ends > NO_DATE) & (ends < begins)
    vacant = among & ~unreadable & ~turned & (begins > NO_DATE) & (begins <= day) & ((ends == NO_DATE) | (ends > day))
    notes = POST.left_out(
        (int(np.count_nonzero(unreadable)), "a date that cannot be read"),
        (int(np.count_nonzero(turned)), "a vacancy that ends before it begins"),
    )
    if counted == "posts":
        found = np.flatnonzero(vacant)
        return Count(float(len(found)), CountedRows(table, len(found), lambda: found), notes)
    size = table.columns["full_time_equivalent"]
    unsized = vacant & np.isnan(size)
    found = np.flatnonzero(vacant & ~unsized)
    notes += POST.left_out((int(np.count_nonzero(unsized)), "no full-time equivalent"))
    return Count(math.fsum(size[found].tolist()), CountedRows(table, len(found), lambda: found, size), notes)


def _named(table: Table, column: str, names: str) -> Flags:
    """Say of each post whether its role or team is among those named; of every post when none is named."""
    wanted = {_plain(name) for name in names.split(",")} - {""}
    if not wanted:
        return np.ones(len(table), dtype=np.bool_)
    texts = table.columns[column].tolist() if column in table.columns else [""] * len(table)
    return np.array([_plain(text) in wanted for text in texts], dtype=np.bool_)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
