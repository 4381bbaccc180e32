"""Ratings: how a value stands to its target, in the words of a scheme.

Derby's BRAG: red is more than 5% worse than target, amber up to 5%, green met, blue better by 2% or more; exactly 5%
worse is amber and exactly 2% better is blue. Haringey's status: OK, Warning, Alert, with a red limit of its own for
some indicators. Both are schemes, which the catalogue's TOML files fill in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from xlperf.figure import Unit, rounded_half_up
from xlperf.results.gap import Gap, at_most, gap, target_for, worse_by
from xlperf.results.missing import finite, known
from xlperf.results.polarity import Polarity
from xlperf.symbols import Missing, Number


@dataclass(frozen=True, slots=True)
class Grade:
    """One rating: how it is called, drawn and styled. The word comes first, so that it reads without colour."""

    rating: str  # in lower case, as in JSON: "amber"
    word: str
    symbol: str
    role: str  # of the theme
    meaning: str = ""

    @property
    def text(self) -> str:
        """What stands in a cell: ``Amber ◆``."""
        return f"{self.word} {self.symbol}"


@dataclass(frozen=True, slots=True)
class Scheme:
    """
    A rating scheme.

    `tolerance` is how much worse than target is still `near`, `ahead` how much better is `best`. With a `gap` of
    "relative" both are shares of the target. With "points" they are differences: 0.05 is five percentage points of a
    percentage, and 5.0 of any other unit.
    """

    name: str
    title: str
    gap: Literal["relative", "points"]
    tolerance: float
    ahead: float | None
    uses_red_limit: bool
    best: Grade | None
    met: Grade
    near: Grade
    missed: Grade
    rated_as_shown: bool = False

    @property
    def grades(self) -> tuple[Grade, ...]:
        """The grades, the best first."""
        return tuple(grade for grade in (self.best, self.met, self.near, self.missed) if grade)

    def grade(self, rating: str) -> Grade:
        """Return the grade, or the state, of a rating; KeyError when the scheme has no such rating."""
        # The four are compared one by one because this is asked for every cell of a column.
        for grade in (self.met, self.near, self.missed, self.best):
            if grade is not None and grade.rating == rating:
                return grade
        return STATES[rating]


NO_TARGET = Grade("no target", "No target", "○", "rating_none", "There is no target for the period")
NO_DATA = Grade("no data", "No data", "–", "rating_none", "There is no value for the period")
DATA_ONLY = Grade("data only", "Data only", "□", "rating_none", "Watched, but not judged")
SUPPRESSED = Grade("suppressed", "Suppressed", "■", "rating_none", "Withheld because the number is small")
STATES = {state.rating: state for state in (NO_TARGET, NO_DATA, DATA_ONLY, SUPPRESSED)}
"""What is said where there is nothing to rate."""


def rating_text(rating: str, scheme: Scheme) -> str:
    """Return a rating or state as it stands in a cell: ``Amber ◆``, ``No target ○``; KeyError for an unknown one."""
    return scheme.grade(rating).text


def adrift(value: Number | None, target: Number | None, polarity: Polarity) -> Number:
    """
    Return how far the value is from its target as a share of the target: 0.05 is 5% worse, -0.02 is 2% better.

    Against a target of 0, and without a target or a polarity, it is not applicable (z). A missing value gives its own
    reason. Where a range is good the share is of the edge that was passed, and 0 inside the range.
    """
    found = known(value)
    if isinstance(found, Missing):
        return found
    aim = target_for(target, polarity)
    if isinstance(aim, Missing):
        return aim
    stands = gap(found[0], aim, polarity)
    inside = polarity.direction == "range" and stands.behind == 0
    if stands.mark == 0 and not inside:
        return Missing.NOT_APPLICABLE
    return finite(stands.share)


def rating(
    value: Number | None,
    target: Number | None,
    polarity: Polarity,
    scheme: Scheme,
    *,
    unit: Unit = "percent",
    places: int | None = None,
    red_limit: float | None = None,
    data_only: bool = False,
) -> str:
    """
    Return the rating in lower case: one of the scheme's, or "no data", "suppressed", "data only" or "no target".

    Value, target and red limit are in the unit of the value (a percentage: fractions). Everything is compared on
    ROUND(x, 12). A target of 0 is met or missed, with nothing between unless a red limit says where that ends; a range
    is met or not, and never beaten. `places` matters only to a scheme that rates values as they are shown.
    """
    found = known(value)
    if isinstance(found, Missing):
        return (SUPPRESSED if found is Missing.CONFIDENTIAL else NO_DATA).rating
    if data_only or polarity.direction == "neutral":
        return DATA_ONLY.rating
    aim = target_for(target, polarity)
    if isinstance(aim, Missing):
        return NO_TARGET.rating
    judged = _as_shown(found[0], places, unit) if scheme.rated_as_shown else found[0]
    stands = gap(judged, aim, polarity)
    if stands.met:
        is_best = polarity.direction != "range" and _is_ahead(stands, scheme, unit)
        return (scheme.best if scheme.best and is_best else scheme.met).rating
    if scheme.uses_red_limit and red_limit is not None:
        # Where a range is good the limit stands for its distance from the range, on either side.
        within = at_most(worse_by(judged, red_limit, polarity), 0)
        return (scheme.near if within else scheme.missed).rating
    return (scheme.near if _is_near(stands, scheme, unit) else scheme.missed).rating


def rounding_matters(
    value: Number | None,
    target: Number | None,
    polarity: Polarity,
    scheme: Scheme,
    *,
    unit: Unit = "percent",
    places: int,
    red_limit: float | None = None,
    data_only: bool = False,
) -> bool:
    """Say whether the value as shown would be rated otherwise than the unrounded one (69.6 is shown as 70)."""
    as_shown, unrounded = (
        rating(
            value,
            target,
            polarity,
            replace(scheme, rated_as_shown=shown),
            unit=unit,
            places=places,
            red_limit=red_limit,
            data_only=data_only,
        )
        for shown in (True, False)
    )
    return as_shown != unrounded


def _is_ahead(stands: Gap, scheme: Scheme, unit: Unit) -> bool:
    if scheme.ahead is None or stands.mark == 0:
        return False
    return at_most(_adrift_by(stands, scheme), -_threshold(scheme.ahead, scheme, unit))


def _is_near(stands: Gap, scheme: Scheme, unit: Unit) -> bool:
    if stands.mark == 0:
        return False
    return at_most(_adrift_by(stands, scheme), _threshold(scheme.tolerance, scheme, unit))


def _adrift_by(stands: Gap, scheme: Scheme) -> float:
    return stands.share if scheme.gap == "relative" else stands.behind


def _threshold(stated: float, scheme: Scheme, unit: Unit) -> float:
    return stated * 100 if scheme.gap == "points" and unit != "percent" else stated


def _as_shown(value: float, places: int | None, unit: Unit) -> float:
    if places is None:
        return value
    return float(rounded_half_up(value, places + 2 if unit == "percent" else places))
