"""What a figure is compared with: other areas in the same year, the group they belong to, and deprivation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from xlperf.period import Period
from xlperf.symbols import Missing

Role = Literal["own", "England", "region", "neighbour", "authority"]


@dataclass(frozen=True, slots=True)
class Compared:
    """One area's value in one period; `value` is a fraction for a percentage, None with the reason in `missing`."""

    area: str
    role: Role
    value: float | None
    missing: Missing | None = None
    provisional: bool = False
    marks: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    One indicator of one period beside other areas.

    `group` names the neighbours with their vintage ("Statistical neighbours, April 2021") as a reader should see it.
    `mean` is the simple mean of those neighbours that have a value, `available` of `members`. Where an input gives the
    group's average instead ("Family"), that is `stated_average` with its marks; without members it is `mean` too, and
    `members` is 0. It is not among `others`.

    `rank` 1 is the best of `ranked` areas (own and neighbours and chosen authorities, not England or regions); ties
    share the better rank. `group_rank` and `group_ranked` say the same of own and neighbours alone. `band` is the
    quartile, "A" the best, "D" the worst. `to_best_quartile` is how far the own value lies from the edge of the best
    quartile, in the unit of the value, positive while it has not been reached. With published tables the role
    "authority" may have 150 areas.

    `earlier_definition` says that the year was measured by a definition that was changed since: it is compared within
    itself, and not with later years.
    """

    period: Period
    own: Compared
    others: tuple[Compared, ...]
    group: str = ""
    mean: float | None = None
    available: int = 0
    members: int = 0
    rank: int | None = None
    ranked: int = 0
    band: str = ""
    to_best_quartile: float | None = None
    notes: tuple[str, ...] = ()
    stated_average: Compared | None = None
    group_rank: int | None = None
    group_ranked: int = 0
    earlier_definition: bool = False

    def of(self, role: Role) -> tuple[Compared, ...]:
        """Return the areas of one role, in the order of the inputs."""
        return tuple(one for one in self.others if one.role == role)


@dataclass(frozen=True, slots=True)
class Deprived:
    """One authority in the picture of a measure against deprivation; `deprivation` is a fraction of children."""

    area: str
    role: Role
    deprivation: float
    value: float


@dataclass(frozen=True, slots=True)
class Deprivation:
    """
    A measure against deprivation (IDACI) in all authorities that have both.

    The line is that of least squares: value = intercept + slope * deprivation. `expected` is the own council's value on
    the line, `residual` its own value less that; both None where the council has no deprivation or no value. `notes`
    name the authorities that have a value but no deprivation.
    """

    period: Period
    source: str
    points: tuple[Deprived, ...]
    slope: float
    intercept: float
    explained: float  # the share of the variation that the line explains, 0 to 1
    expected: float | None = None
    residual: float | None = None
    notes: tuple[str, ...] = ()
