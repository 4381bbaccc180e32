"""What every definition has in common: nothing in it changes, and an unknown key is a mistake.

A definition is checked strictly when it is read from a file (a number in quotes is a text, and says so); see
`definitions.validation`.
"""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel, ConfigDict


class Definition(BaseModel):
    """A part of the catalogue. No value is repeated in pydantic's own messages; ours say what may be said."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, allow_inf_nan=False)


def as_fraction(percentage: float) -> float:
    """Return 0.1398 for 13.98: the number a person would get, without the last bits of binary division."""
    return float(Decimal(repr(float(percentage))) / 100)
