"""Which measures need a performance surgery, and why; and what the pack says of each that is not a figure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from xlperf.definitions.indicator import Indicator, plain_code
from xlperf.definitions.plan import SeriousReason
from xlperf.journey.figures import FigureMaker
from xlperf.journey.lines import line_of
from xlperf.period import MONTHS, Period
from xlperf.report.content import Line, ReportContent
from xlperf.report.pack import PassedOver, Reason, ReasonKind, Related, Surgery
from xlperf.report.reasons import misses, reasons_of
from xlperf.results.rating import rating_text
from xlperf.returns.performance.records import Action

REVIEWED_PART = "Reviewed before"
BEYOND = {"target missed beyond tolerance": "target missed", "forecast to miss beyond tolerance": "forecast to miss"}


def with_surgeries(content: ReportContent, maker: FigureMaker, asked: bool = False) -> ReportContent:
    """
    Return the content with its surgeries, with the measures that it passes over, and with the figures of related ones.

    `asked` says that the user named the indicators: all of them are then taken, whatever their figures say.
    """
    surgeries = surgeries_of(content, maker, asked)
    taken = {surgery.code for surgery in surgeries}
    passed_over = tuple(
        PassedOver(line.code, _why_not(line, content)) for line in content.lines if line.code not in taken
    )
    known = {line.indicator.id for line in content.all_lines}
    related = dict.fromkeys(one.indicator for surgery in surgeries for one in surgery.related if one.indicator)
    further = tuple(
        line_of(maker, maker.inputs.indicators[name], content.plan, content.period, {})
        for name in related
        if name not in known
    )
    return replace(content, surgeries=surgeries, passed_over=passed_over, more_detail=(*content.more_detail, *further))


def surgeries_of(content: ReportContent, maker: FigureMaker, asked: bool = False) -> tuple[Surgery, ...]:
    """
    Return the measures that need surgery, in the order of the report.

    A measure needs one when any of the plan's `serious_reasons` holds. Of more than `most_surgeries` those furthest
    adrift of their targets are taken. With `asked` every measure of the report is taken.
    """
    if asked:
        lines = list(content.lines)
    else:
        serious = [line for line in content.lines if _serious(line, content)]
        lines = sorted(serious, key=_how_far, reverse=True)[: content.plan.most_surgeries]
        lines.sort(key=content.lines.index)
    return tuple(_surgery(line, content, maker, asked) for line in lines)


def _surgery(line: Line, content: ReportContent, maker: FigureMaker, asked: bool) -> Surgery:
    because = "; ".join(_named(reason, line) for reason in _serious(line, content))
    if asked:
        because = f"Asked for by name. {f'By its figures: {because}' if because else 'No serious reason holds'}."
    return Surgery(
        code=line.code,
        reasons=reasons_of(line),
        reviewed_before=_reviewed_before(line, content),
        words=tuple((remark.part, remark.words) for remark in line.remarks),
        actions=_actions(line, content),
        chosen_because=because if asked else f"{because[:1].upper()}{because[1:]}.",
        related=tuple(_related(line, content, maker)),
    )


# Which measures


def _serious(line: Line, content: ReportContent) -> list[SeriousReason]:
    """Return the plan's serious reasons that hold for a measure."""
    reasons = {reason.kind: reason for reason in reasons_of(line)}
    return [name for name in content.plan.serious_reasons if _holds(name, line, reasons)]


def _holds(name: SeriousReason, line: Line, reasons: Mapping[ReasonKind, Reason]) -> bool:
    match name:
        case "target missed beyond tolerance":
            return line.judged.rating == line.scheme.missed.rating
        case "forecast to miss beyond tolerance":
            return line.forecast is not None and line.forecast.rating == line.scheme.missed.rating
        case _:
            return bool(reasons[name].holds)


def _named(reason: SeriousReason, line: Line) -> str:
    """Return a serious reason as a reader sees it, with the rating that it rests on."""
    if reason in ("target missed", "target missed beyond tolerance"):
        return f"{reason} ({rating_text(line.judged.rating, line.scheme)})"
    if line.forecast is not None and reason in ("forecast to miss", "forecast to miss beyond tolerance"):
        return f"{reason} ({rating_text(line.forecast.rating, line.scheme)})"
    return reason


def _how_far(line: Line) -> float:
    """Return how far a measure is adrift, now or by the forecast; without a share (a target of 0) all the way."""
    gaps = [figure.percent_adrift for figure in (line.judged, line.forecast) if figure is not None]
    known = [one for one in gaps if one is not None]
    return max(known, default=1.0)


def _why_not(line: Line, content: ReportContent) -> str:
    if _serious(line, content):
        most = content.plan.most_surgeries
        return (
            f"It needs surgery too, but a pack takes {most} measures, and those taken are further adrift. Ask for it "
            f"with --indicator."
        )
    if not line.is_judged:
        return "Watched only: it is not judged against a target."
    if line.judged.value is None and (line.forecast is None or line.forecast.value is None):
        return f"There is no figure for {content.period.heading}."
    if line.judged.target is None:
        return f"There is no target for {line.judged.period.heading}."
    rating = rating_text(line.judged.rating, line.scheme)
    missed = misses(line.judged.rating, line)
    opening = (
        f"The target is missed, but within the tolerance ({rating})." if missed else f"The target is met ({rating})."
    )
    others = [reason.kind for reason in reasons_of(line) if reason.holds and reason.kind != "target missed"]
    alone = f" Not serious by itself: {', '.join(others)}." if others else ""
    forecast = "" if line.forecast is not None else " No forecast says otherwise."
    return opening + forecast + alone


# What is said of one


def _reviewed_before(line: Line, content: ReportContent) -> str:
    """Return whether an earlier meeting looked at the measure: as the meetings say, else as people state it."""
    days = sorted(
        meeting.date
        for meeting in content.meetings
        if meeting.date is not None and meeting.date < content.dated and line.indicator.id in meeting.indicators
    )
    if days:
        return f"Yes, last on {_written(days[-1])}."
    typed = [remark.words for remark in line.remarks if remark.part.casefold() == REVIEWED_PART.casefold()]
    return "\n".join(typed) or "No earlier meeting about this measure is in the inputs."


def _written(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _actions(line: Line, content: ReportContent) -> tuple[Action, ...]:
    """Return the measure's actions: those planned, and those agreed at meetings before the pack's own day."""
    of_it = (action for action in content.actions if line.indicator.id in action.indicators)
    return tuple(action for action in of_it if not _agreed_later(action, content.dated))


def _agreed_later(action: Action, dated: dt.date) -> bool:
    """Say whether an action comes from a meeting on the pack's own day or after: the pack is what it is read at."""
    found = re.fullmatch(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})|(\d{4})-(\d{2})-(\d{2})", action.meeting.strip())
    if found is None:
        return False
    if found[4]:
        return action.meeting.strip() >= dated.isoformat()
    if (name := found[2][:3]) not in MONTHS:
        return False
    return (int(found[3]), MONTHS.index(name) + 1, int(found[1])) >= (dated.year, dated.month, dated.day)


# Measures to read with it


def _related(line: Line, content: ReportContent, maker: FigureMaker) -> Iterator[Related]:
    """
    Yield the measures to read with one, each once: those that it names, then those that name it.

    A measure may be named by its code, or by its code, a colon and its title; other codes may stand in brackets.
    """
    seen: set[str] = {line.indicator.id}
    for text in line.indicator.related:
        code, _, title = (part.strip() for part in text.partition(":"))
        found = _indicator(code, content.period, maker)
        if found is not None and found.id in seen:
            continue
        seen |= {found.id} if found else set()
        known = found is not None and _is_given(found, maker)
        yield Related(code, title or (found.title if found else ""), found.id if found and known else "")
    for other in content.all_lines:
        named = (_indicator(text.partition(":")[0], content.period, maker) for text in other.indicator.related)
        if other.indicator.id not in seen and any(one == line.indicator for one in named):
            seen.add(other.indicator.id)
            yield Related(other.code, other.indicator.title, other.indicator.id)


def _is_given(indicator: Indicator, maker: FigureMaker) -> bool:
    return maker.has_any(indicator, maker.authority)


def _indicator(text: str, period: Period, maker: FigureMaker) -> Indicator | None:
    """Return the indicator of ``EIIS PM09 (NI 64)``: by the code in front, else by one in brackets."""
    for code in _codes_in(text):
        if plain_code(code) and (found := maker.inputs.find(code, period)):
            return found
    return None


def _codes_in(text: str) -> Sequence[str]:
    front, _, brackets = text.partition("(")
    inside = brackets.partition(")")[0]
    # Of several in brackets none is meant by itself: "(NI 64, 65, 67, 68)" says what a measure goes together with.
    return (front, inside) if "," not in inside else (front,)
