"""What a performance surgery is about: the measures that need one, why, and what a meeting said and agreed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from xlperf.figure import Figure
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
class Related:
    """A measure to read with another: its code and title, and the id of its indicator where the inputs know it."""

    code: str
    title: str
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class Surgery:
    """One measure of the pack. `code` is that of its line; `words` are the template's texts by part."""

    code: str
    reasons: tuple[Reason, ...]
    reviewed_before: str  # the sentence on the overview: not reviewed before, or when
    words: tuple[tuple[str, str], ...] = ()  # (part, text): factors, causes, partners, additional information
    actions: tuple[Action, ...] = ()
    chosen_because: str = ""  # why it is in the pack
    related: tuple[Related, ...] = ()

    @property
    def is_needed(self) -> bool:
        """Whether any reason holds."""
        return any(reason.holds for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """One measure that the pack does not take, and why not."""

    code: str
    because: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence that the figures say by themselves, what it is about ("Year end"), and its figure if it has one."""

    about: str
    sentence: str
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """
    One measure at a meeting: the factual sentences written from the figures, and what was said and agreed.

    An item without a code is about no measure. `planned` are actions that stood before the meeting, `agreed` those that
    it agreed. `review_by` is the day that the words of `further_review` name, None where they name none.
    """

    letter: str
    code: str
    title: str
    facts: tuple[Fact, ...]
    issues: tuple[str, ...] = ()
    planned: tuple[Action, ...] = ()
    agreed: tuple[Action, ...] = ()
    further_review: str = ""
    review_by: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """
    One meeting: what the workbook says of it, its people with initials, and its agenda.

    Without a meeting of the period `stated` is empty, `is_held` False, and the items are those of a form to fill in.
    `chosen_because` says which meeting this is and why; `earlier` are the days of the meetings before it.
    """

    stated: StatedMeeting
    attendees: tuple[tuple[str, str], ...]  # (name, initials)
    apologies: tuple[tuple[str, str], ...]
    items: tuple[AgendaItem, ...]
    is_held: bool = True
    chosen_because: str = ""
    earlier: tuple[dt.date, ...] = ()
