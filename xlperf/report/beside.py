"""What a board sees beside a line's figures: other areas in an earlier year, plans as stated, former definitions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from xlperf.definitions.indicator import Indicator
from xlperf.figure import Figure
from xlperf.period import Period
from xlperf.report.comparison import Compared
from xlperf.returns.marks import Stated


@dataclass(frozen=True, slots=True)
class Former:
    """The measure for which a code stood in an earlier period, its figure, and the last day on which it did."""

    indicator: Indicator
    figure: Figure
    until: dt.date


@dataclass(frozen=True, slots=True)
class Beside:
    """
    What stands beside a line's own figures.

    `england` and `family` (the mean of its statistical neighbours) are of `earlier`, the year before the outturn; None
    where the inputs have none. `own` is the authority itself as other areas are given, where it has no figure of that
    year. `plans` holds what was stated as target, marks and "N/A" included, by its own period.
    `formers` holds, by period, the former measure where the code has changed its meaning since: its figures may be
    shown and never be compared. `words` are those that stood before a number: "Total = ".
    """

    earlier: Period
    england: Compared | None = None
    family: Compared | None = None
    own: Compared | None = None
    plans: Mapping[Period, Stated] = field(default_factory=dict)
    formers: Mapping[Period, Former] = field(default_factory=dict)
    words: Mapping[Period, str] = field(default_factory=dict)

    @property
    def areas(self) -> tuple[Compared, ...]:
        """The areas that have a value or a reason for none."""
        return tuple(area for area in (self.england, self.family, self.own) if area is not None)
