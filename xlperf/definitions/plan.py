"""The plan of a report: which blocks it has, in which order, and what it takes from the figures."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Block = Literal[
    "cover", "cover matter", "board table", "board commentary", "surgery contents", "surgeries", "minutes", "actions",
    "indicators", "comparisons", "key", "detail", "breakdowns", "figures", "definitions", "notes", "data quality",
]  # fmt: skip


SeriousReason = Literal[
    "target missed", "target missed beyond tolerance", "forecast to miss", "forecast to miss beyond tolerance",
    "deteriorating", "poor comparison",
]  # fmt: skip


class Plan(BaseModel):
    """A report plan, one TOML file in catalogue/reports/."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    id: str
    title: str
    purpose: str
    theme: str = "plain"
    blocks: tuple[Block, ...]
    latest_periods: int = Field(default=2, ge=2, le=6)
    """How many periods of the kind asked for stand side by side, the report's own the last."""
    detail_months: int = Field(default=12, ge=1, le=36)
    """How many months the detailed analysis shows."""
    small_denominator: int = Field(default=30, ge=0)
    """A percentage of fewer cases than this carries the warning about small numbers."""
    commentary_parts: tuple[str, ...] = ()
    """The fixed parts of a commentary, in the order in which they are printed."""
    compares: bool = False
    """Whether lines hold quarters, the year before the outturn, comparators and deprivation."""
    forecasts: bool = False
    """Whether lines hold a forecast to the end of the year."""
    length_limit: int = Field(default=0, ge=0)
    """How many characters a commentary may have; 0 for no limit. The report counts, and refuses nothing."""
    serious_reasons: tuple[SeriousReason, ...] = ("target missed beyond tolerance", "forecast to miss")
    """A performance surgery takes the measures for which one of these holds; the others are listed with why not."""
    most_surgeries: int = Field(default=12, ge=1, le=50)
    """How many measures a pack takes, the furthest adrift first; those beyond are named, and may be asked for."""
    comparison_years: int = Field(default=5, ge=1, le=10)
    """How many years of comparators stand side by side."""
