"""Why a number is missing: never 0, never blank, always a symbol with a meaning.

The symbols are those of the Government Statistical Service, as the Department for Education uses them.
"""

from __future__ import annotations

from enum import StrEnum


class Missing(StrEnum):
    """The reason there is no number."""

    NOT_APPLICABLE = "z"
    NOT_AVAILABLE = "x"
    CONFIDENTIAL = "c"
    LOW = "low"

    @property
    def meaning(self) -> str:
        """What a reader is told."""
        return MEANINGS[self]

    @property
    def shown(self) -> str:
        """How it stands in a report: ``[z]``."""
        return f"[{self.value}]"


MEANINGS = {
    Missing.NOT_APPLICABLE: "not applicable",
    Missing.NOT_AVAILABLE: "not available",
    Missing.CONFIDENTIAL: "withheld because the number is small",
    Missing.LOW: "rounds to 0 but is not 0",
}

Number = float | Missing
"""A number, or why there is none."""
