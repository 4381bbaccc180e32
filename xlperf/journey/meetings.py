"""The meeting that minutes are of: which one it is, who was there, and its agenda with the facts of each measure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from xlperf.journey.facts import RULES, facts_of, in_year
from xlperf.journey.figures import FigureMaker
from xlperf.journey.initials import people_in, with_initials
from xlperf.period import Period
from xlperf.report.content import Line, ReportContent
from xlperf.report.due_dates import last_day_in
from xlperf.report.pack import AgendaItem, Fact, Meeting
from xlperf.report.tracked import Tracked, tracked_at
from xlperf.results.rating import STATES
from xlperf.returns.performance.records import Action
from xlperf.returns.performance.records import Meeting as Stated

NOTHING = Stated(date=None)
NO_FIGURES = Fact("In year", "The inputs hold no figures of this measure.")


def with_meeting(content: ReportContent, maker: FigureMaker) -> ReportContent:
    """Return the content with the meeting of its period, and with the rules of the sentences among its notes."""
    return replace(content, meeting=meeting_of(content, maker), notes=(*content.notes, *RULES))


def meeting_of(content: ReportContent, maker: FigureMaker) -> Meeting:
    """
    Return the meeting of the report's period with its agenda.

    It is the one held on the day that the report is dated; else the newest before that day that concerns the period,
    being held after its last day and not after that of the next period of its kind; else one without a date that can
    be read. Without any, the meeting is an empty form whose items are the measures that miss their target or are
    forecast to.
    """
    rows = content.meetings
    chosen, because = _chosen(rows, content)
    first = chosen[0] if chosen else NOTHING
    day = first.date or content.dated
    earlier = tuple(sorted({row.date for row in rows if row.date is not None and row.date < day}))
    attendees = tuple(dict.fromkeys(name for row in chosen for name in people_in(row.attendees)))
    apologies = tuple(dict.fromkeys(name for row in chosen for name in people_in(row.apologies)))
    people = with_initials((*attendees, *apologies))
    tracked = tracked_at(content.actions, first, earlier, content.dated)
    return Meeting(
        stated=first,
        attendees=people[: len(attendees)],
        apologies=people[len(attendees) :],
        items=tuple(_items(chosen, content, maker, day, tracked)),
        is_held=bool(chosen),
        chosen_because=because,
        earlier=earlier,
    )


# Which meeting


def _chosen(rows: Sequence[Stated], content: ReportContent) -> tuple[list[Stated], str]:
    """Return the rows of the meeting, one for each thing that it talked about, and why it is this one."""
    on_the_day = [row for row in rows if row.date == content.dated]
    if on_the_day:
        return _of_one_meeting(on_the_day), ""
    end = min(_end_of_next(content.period), content.dated)
    held = [row for row in rows if row.date is not None and content.period.last_day < row.date <= end]
    if held:
        newest = max(row.date for row in held if row.date is not None)
        return _of_one_meeting([row for row in held if row.date == newest]), ""
    undated = [row for row in rows if row.date is None]
    if undated:
        return _of_one_meeting(undated), "The sheet Meetings gives no date that can be read for this meeting."
    days = sorted({row.date for row in rows if row.date is not None})
    known = f" It has {_listed(days)}: make the report again with --dated and that day." if days else ""
    first = content.period.last_day + dt.timedelta(days=1)
    window = f", held from {_written(first)} to {_written(end)}" if first <= end else ""
    because = (
        f"The sheet Meetings has no meeting about {content.period.heading}{window}.{known} "
        "This is a form to fill in, with the measures that miss their target or are forecast to."
    )
    return [], because


def _of_one_meeting(rows: Sequence[Stated]) -> list[Stated]:
    """Return the rows that bear the title of the first; two meetings of one day are told apart by it."""
    first = rows[0].title.casefold()
    return [row for row in rows if row.title.casefold() == first]


def _end_of_next(period: Period) -> dt.date:
    """Return the last day of the period of the same kind and length that follows."""
    following = period.last_day + dt.timedelta(days=1)
    day = following
    while True:
        after = Period.month(day.year, day.month).last_day
        if (after - following).days + 1 >= period.days - 3:  # months, and so quarters, differ by up to three days
            return after
        day = after + dt.timedelta(days=1)


def _listed(days: Sequence[dt.date]) -> str:
    *others, last = (_written(day) for day in days)
    return f"those of {', '.join(others)} and {last}" if others else f"that of {last}"


def _written(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


# Its agenda


def _items(
    chosen: Sequence[Stated], content: ReportContent, maker: FigureMaker, day: dt.date, tracked: Sequence[Tracked]
) -> Iterable[AgendaItem]:
    """Yield the items in the order of the sheet; actions agreed there about anything else stand last."""
    lines = {line.indicator.id: line for line in content.all_lines}
    listed = _measures(chosen) if chosen else {line.indicator.id: [] for line in _to_talk_about(content)}
    number = 0
    for name, rows in listed.items():
        line = lines.get(name)
        known = maker.catalogue.indicators.get(name)
        code = line.code if line else known.code_on(content.period.last_day) if known else ""
        title = line.indicator.title if line else known.title if known else "Other matters"
        facts = facts_of(line, maker, day) if line else (NO_FIGURES,) if known else ()
        own = [one for one in tracked if (name in one.action.indicators if name else not one.action.indicators)]
        review = "\n".join(dict.fromkeys(row.further_review for row in rows if row.further_review))
        yield AgendaItem(
            letter=_letter(number),
            code=code,
            title=title,
            facts=facts,
            issues=tuple(dict.fromkeys(row.issues for row in rows if row.issues)),
            planned=tuple(one.action for one in own if not one.agreed_here),
            agreed=tuple(one.action for one in own if one.agreed_here),
            further_review=review,
            review_by=last_day_in(review),
        )
        number += 1
    others = _about_nothing_listed(tracked, listed)
    if others:
        yield AgendaItem(_letter(number), "", "Other actions agreed", (), agreed=others)


def _measures(rows: Sequence[Stated]) -> dict[str, list[Stated]]:
    """Return the rows by measure, in order; a row about several stands at the first, one about none at ''."""
    found: dict[str, list[Stated]] = {}
    for row in rows:
        for place, name in enumerate(row.indicators or ("",)):
            found.setdefault(name, [])
            if place == 0:
                found[name].append(row)
    return found


def _to_talk_about(content: ReportContent) -> list[Line]:
    """Return the lines that miss their target or are forecast to; all that can be judged where none does."""
    judged = [line for line in content.lines if line.is_judged]
    return [line for line in judged if _misses(line)] or judged


def _misses(line: Line) -> bool:
    good = {line.scheme.met.rating, *((line.scheme.best.rating,) if line.scheme.best else ()), *STATES}
    return any(figure is not None and figure.rating not in good for figure in (in_year(line), line.forecast))


def _about_nothing_listed(tracked: Sequence[Tracked], listed: Iterable[str]) -> tuple[Action, ...]:
    """Return the actions of this meeting about measures that were no item of it."""
    names = set(listed)
    return tuple(one.action for one in tracked if one.agreed_here and not names & set(one.action.indicators or ("",)))


def _letter(number: int) -> str:
    """Return a, b, … z, aa, ab."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
