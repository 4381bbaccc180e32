"""What every block of a report shares while it is composed, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """
    One sheet of a report, and the sentence that the table of contents says of it.

    `statuses` is the reference to its column of ratings, where it has one line an indicator: the cover counts them.
    """

    sheet: Sheet
    holds: str
    statuses: str = ""
