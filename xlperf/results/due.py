"""By which day a thing is due: the limits that the indicators of timeliness are counted by, one day at a time.

`xlperf.measures` counts whole tables by the same limits: the numbers of working days stand in the catalogue, the months
in the measures of reviews. Tests hold each rule here to those counts, on the due day and on the day after it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from xlperf.period import same_day_after
from xlperf.results.working_days import day_after

Unit = Literal["working days", "days", "months"]


@dataclass(frozen=True, slots=True)
class Limit:
    """So many of a unit after the day `since`, which is day 0; the due day itself is on time."""

    number: int
    unit: Unit
    since: str
    starts_from: dt.date = dt.date.min  # for what starts on this day or later

    def due(self, start: dt.date) -> dt.date:
        """
        Return the last day on time; OutsideCalendar where bank holidays are not known.

        Months are calendar months: three months after 30 November is the last of February.
        """
        match self.unit:
            case "working days":
                return day_after(start, self.number)
            case "days":
                return start + dt.timedelta(days=self.number)
            case "months":
                return same_day_after(start, self.number)


LIMITS: Mapping[str, tuple[Limit, ...]] = MappingProxyType(
    {
        "initial assessment": (
            Limit(7, "working days", "referral"),
            Limit(10, "working days", "referral", dt.date(2010, 4, 1)),
        ),
        "core assessment": (Limit(35, "working days", "start of the assessment"),),
        "assessment": (Limit(45, "working days", "referral"),),
        "conference": (Limit(15, "working days", "strategy discussion"),),
        "first review": (Limit(3, "months", "start of the plan"),),
        "review": (Limit(6, "months", "review before"),),
        "first review in care": (Limit(28, "days", "start of care"),),
        "second review in care": (Limit(3, "months", "first review"),),
        "review in care": (Limit(6, "months", "review before"),),
    }
)
"""By kind of thing; of several limits the last one that had begun when the thing started."""


def due_day(kind: str, start: dt.date) -> dt.date:
    """Return the last day on time for a thing of that kind; KeyError for another kind."""
    limits = LIMITS[kind]
    return next(limit for limit in reversed(limits) if limit.starts_from <= start).due(start)
