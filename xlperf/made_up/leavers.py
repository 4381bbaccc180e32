"""Who leaves care, and is helped by the council after that."""

from __future__ import annotations

from datetime import date

from xlperf.made_up.chance import birthday
from xlperf.made_up.world import Child

LEAST_CARE = 91
"""Days after the 14th birthday for which somebody has to be looked after to be a care leaver (13 weeks)."""


def is_care_leaver(child: Child) -> bool:
    """Say whether a child was looked after for 13 weeks since it was 14 and still was at 16: it leaves care then."""
    days = 0
    for period in child.care:
        if not period.short_breaks and period.ended is not None:
            days += max((period.ended - max(period.started, birthday(child.born, 14))).days, 0)
    at_16 = birthday(child.born, 16)
    looked_after = any(one.started <= at_16 < (one.ended or date.max) or one.started > at_16 for one in child.care)
    return days >= LEAST_CARE and looked_after and not child.care[-1].short_breaks
