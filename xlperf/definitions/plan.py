"""The plan of a report: which blocks it has, in which order, and what it takes from the figures."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Block = Literal["cover", "indicators", "key", "detail", "breakdowns", "figures", "definitions", "notes", "data quality"]


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
