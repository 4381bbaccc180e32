"""Whom a figure is about: the authority, a team, a region, England or statistical neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

AreaKind = Literal["authority", "team", "region", "england", "neighbours"]
NO_NAME = "this authority"


@dataclass(frozen=True, slots=True)
class Area:
    """An area by name and, where there is one, official code (E06000015)."""

    name: str
    code: str = ""
    kind: AreaKind = "authority"

    def matches(self, text: str) -> bool:
        """Say whether a text names this area, by name or code, whatever its case and spacing."""
        plain = plain_name(text)
        return plain in {plain_name(self.name), plain_name(self.code)} - {""}


def plain_name(text: str) -> str:
    """Return a name without case and extra spaces, for comparing."""
    return " ".join(text.split()).casefold()


def is_team(name: str) -> bool:
    """Say whether a name is that of a team, as teams are called: ``Alder Team``, ``Team 3``, ``duty teams``."""
    return re.search(r"\bteams?\b", plain_name(name)) is not None
