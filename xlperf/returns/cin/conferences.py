"""Which initial child protection conference led to which plan."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from xlperf.returns.child_level.table import NO_DATE, Days, Positions


def conferences_of_plans(started: Days, cases: Positions, conferences: Iterable[tuple[Positions, Days]]) -> Days:
    """
    Return the day of the initial conference that each plan came from; `NO_DATE` where none is stated.

    `cases` gives the CINdetails around each plan; `conferences` pairs of CINdetails and days, those of CINdetails
    itself (a conference without an enquiry) and those of its section 47 enquiries. A conference leads to the first
    plan of its CINdetails that starts on its day or later, and of several the latest stands. A plan ought to start on
    the day of its conference (rules of the census), but some start later.

    conferences            | plans start            | conference of each
    2023-05-02             | 2023-05-02             | 2023-05-02
    2023-05-02             | 2023-05-09             | 2023-05-02
    2023-05-02, 2023-05-08 | 2023-05-09             | 2023-05-08
    2023-05-02             | 2023-05-02, 2024-01-15 | 2023-05-02, none: the conference led to the plan before
    2023-05-10             | 2023-05-09             | none
    """
    starts: defaultdict[int, list[int]] = defaultdict(list)
    for case, start in zip(cases.tolist(), started.tolist(), strict=True):
        if start > NO_DATE:
            starts[case].append(start)
    for days in starts.values():
        days.sort()
    latest: dict[tuple[int, int], int] = {}
    for places, held in conferences:
        for case, day in zip(places.tolist(), held.tolist(), strict=True):
            if day <= NO_DATE or case not in starts:
                continue
            place = bisect_left(starts[case], day)
            if place < len(starts[case]):
                led_to = case, starts[case][place]
                latest[led_to] = max(latest.get(led_to, NO_DATE), day)
    found = [latest.get(plan, NO_DATE) for plan in zip(cases.tolist(), started.tolist(), strict=True)]
    return np.array(found, dtype=np.int32)
