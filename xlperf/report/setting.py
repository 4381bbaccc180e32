"""What every block of a report shares while it is composed, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xlperf.definitions.indicator import Indicator
from xlperf.report.blocks.evidence import Areas, Forecasts, Places
from xlperf.report.blocks.key import Thresholds
from xlperf.sheets.layout import Sheet


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the figures and the thresholds of the rating schemes stand, for the formulas of a block."""

    places: Places  # by indicator id and period
    forecasts: Forecasts  # by indicator id
    thresholds: dict[str, Thresholds]  # by the name of the scheme
    areas: Areas  # by indicator id and area: England and the family beside a line
    red_limits: Mapping[str, str] = field(default_factory=dict)  # by indicator id: where the key has its red limit

    def red_limit(self, indicator: Indicator) -> str | float | None:
        """Return the cell of an indicator's red limit; without one the limit itself, None where there is none."""
        return self.red_limits.get(indicator.id, indicator.red_limit)


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """
    One sheet of a report, and the sentence that the table of contents says of it.

    `statuses` is the reference to its column of ratings, where it has one line an indicator: the cover counts them.
    """

    sheet: Sheet
    holds: str
    statuses: str = ""
