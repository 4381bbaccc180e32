"""What a performance surgery is about: the measures that need one, why, and what a meeting said and agreed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from xlperf.returns.performance.records import Action
from xlperf.returns.performance.records import Meeting as StatedMeeting

ReasonKind = Literal["target missed", "forecast to miss", "deteriorating", "poor comparison", "other"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for surgery: whether it holds (None: cannot be said), and the sentence with the figures behind it."""

    kind: ReasonKind
    holds: bool | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Surgery:
    """One measure of the pack. `code` is that of its line; `words` are the template's texts by part."""

    code: str
    reasons: tuple[Reason, ...]
    reviewed_before: str  # the sentence on the overview: not reviewed before, or when
    words: tuple[tuple[str, str], ...] = ()  # (part, text): factors, causes, partners, additional information
    actions: tuple[Action, ...] = ()

    @property
    def is_needed(self) -> bool:
        """Whether any reason holds."""
        return any(reason.holds for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One measure at a meeting: the factual sentences written from the figures, and what was said and agreed."""

    letter: str
    code: str
    title: str
    facts: tuple[str, ...]
    issues: tuple[str, ...] = ()
    planned: tuple[Action, ...] = ()
    agreed: tuple[Action, ...] = ()
    further_review: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting: what the workbook says of it, its people with initials, and its agenda."""

    stated: StatedMeeting
    attendees: tuple[tuple[str, str], ...]  # (name, initials)
    apologies: tuple[tuple[str, str], ...]
    items: tuple[AgendaItem, ...]
