"""Which actions a tracker holds: those of this meeting and of earlier ones, a done one until it was shown as done."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from xlperf.report.content import ReportContent
from xlperf.report.due_dates import Due, day_in, due_of, last_day_in
from xlperf.returns.performance.records import Action, Meeting

DONE = ("done", "complete", "closed")
"""How the status of what is done begins; the report's formulas look for the same words."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """
    One action in the tracker.

    `meeting` is the day of the meeting that agreed it, None for the action plan's own; `status` is what the tracker
    shows; `carried_from` the meeting before this one, for what an earlier meeting agreed.
    """

    action: Action
    meeting: dt.date | None
    agreed_here: bool
    due: Due
    status: str
    is_done: bool
    carried_from: dt.date | None


def tracked(content: ReportContent) -> tuple[Tracked, ...]:
    """Return the tracker's actions: of the report's meeting, or where its plan has none, of the day it is dated."""
    if content.meeting is not None:
        return tracked_at(content.actions, content.meeting.stated, content.meeting.earlier, content.dated)
    days = (day_in(action.meeting) for action in content.actions)
    earlier = sorted({day for day in days if day is not None and day < content.dated})
    return tracked_at(content.actions, Meeting(date=None), earlier, content.dated)


def tracked_at(
    actions: Sequence[Action], meeting: Meeting, earlier: Sequence[dt.date], dated: dt.date
) -> tuple[Tracked, ...]:
    """
    Return the actions that a meeting sees: carried ones first, the oldest first, then the action plan, then its own.

    What a later meeting agreed is left out. A done action is shown once as done: its status names the day on which it
    was done, or the meeting that was told so ("done, reported 24 Feb 2012", which the tracker writes itself), and
    it drops out when that day is not after the meeting before this one.
    """
    this = meeting.date or dated
    before = max((day for day in earlier if day < this), default=None)
    known = (*earlier, *((meeting.date,) if meeting.date else ()))
    found = [_tracked(action, meeting, known, before) for action in actions]
    shown = [one for one in found if not _is_over(one, this, before)]
    return tuple(
        _numbered(sorted(shown, key=lambda one: (one.agreed_here, one.meeting is None, one.meeting or dt.date.min)))
    )


def _tracked(action: Action, meeting: Meeting, known: Sequence[dt.date], before: dt.date | None) -> Tracked:
    day = _meeting_day(action.meeting, known)
    titled = bool(action.meeting) and day is None and action.meeting.casefold() == meeting.title.casefold()
    here = titled or (day is not None and day == meeting.date)
    day = meeting.date if titled else day
    is_done = is_done_status(action.status)
    status = action.status
    if is_done and meeting.date is not None and day_in(status) is None:
        status = f"{status}, reported {meeting.date.day} {meeting.date:%b %Y}"
    carried = before if day is not None and not here else None
    return Tracked(action, day, here, due_of(action.due, action.timeframe, day), status, is_done, carried)


def is_done_status(status: str) -> bool:
    """Say whether a status says that the action is done: it begins with "done", "complete" or "closed"."""
    return status.strip().casefold().startswith(DONE)


def _meeting_day(text: str, known: Sequence[dt.date]) -> dt.date | None:
    """Return the day of the meeting that a text names: a full date, or the only known meeting of the month it names."""
    if (day := day_in(text)) is not None:
        return day
    end = last_day_in(text) if re.search(r"[A-Za-z]{3}", text) else None
    inside = {day for day in known if end and (day.year, day.month) == (end.year, end.month)}
    return inside.pop() if len(inside) == 1 else None


def _is_over(one: Tracked, this: dt.date, before: dt.date | None) -> bool:
    """Say whether an action does not belong to this meeting: agreed later, or shown as done before."""
    if one.meeting is not None and one.meeting > this:
        return True
    done_on = day_in(one.action.status) if one.is_done else None
    return done_on is not None and before is not None and done_on <= before


def _numbered(found: Sequence[Tracked]) -> list[Tracked]:
    """Give an action without a reference one that no other has, so that it can be found again by it."""
    refs = {one.action.ref.casefold() for one in found}
    numbered: list[Tracked] = []
    for one in found:
        if not one.action.ref:
            number = next(number for number in range(1, len(found) + 2) if f"n{number}" not in refs)
            refs.add(f"n{number}")
            one = replace(one, action=replace(one.action, ref=f"N{number}"))
        numbered.append(one)
    return numbered
