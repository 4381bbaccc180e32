"""What several people said of one measure, of the report's period and before it, put together without losing a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from xlperf.definitions.plan import Plan
from xlperf.journey.read_back import Saying
from xlperf.period import Period
from xlperf.problem import Problem, Severity
from xlperf.report.content import Remark
from xlperf.returns.reports import typed_at
from xlperf.returns.reports.marks import mark

Part = tuple[str, str]  # its name and its text, both for comparing


@dataclass(frozen=True, slots=True)
class Said:
    """What one version says of one part, and whether its source has to be named because others say otherwise."""

    sayings: tuple[Saying, ...]
    is_named: bool = False

    @property
    def first(self) -> Saying:
        """The first of its texts."""
        return self.sayings[0]


@dataclass(frozen=True, slots=True)
class Merged:
    """Everything that is said of one measure, of whatever period and by whomever; `code` is that of its line."""

    code: str
    sayings: Sequence[Saying]
    period: Period
    plan: Plan

    @property
    def said(self) -> list[Said]:
        """What is to be printed: the words of the period, then those that are carried forward, part by part."""
        now = [one for one in self.sayings if one.period == self.period]
        before = [one for one in self.sayings if one.period is not None and one.period != self.period]
        chosen = list(_carried(before, now, self.period))
        periods = sorted({one.period for one in chosen if one.period}, key=_age, reverse=True)
        groups = [now, *([one for one in chosen if one.period == period] for period in periods)]
        order = {part.casefold(): number for number, part in enumerate(self.plan.commentary_parts)} | {"": -1}
        found = [said for group in groups for said in compared(group)]
        return sorted(found, key=lambda one: order.get(one.first.part.casefold(), len(order)))

    @property
    def used(self) -> list[Saying]:
        """Every text that is printed."""
        return [one for said in self.said for one in said.sayings]

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """The remarks, with a mark above what is of an earlier period or one of several versions."""
        return tuple(remark for said in self.said for remark in self._remarks(said))

    @property
    def problems(self) -> Iterator[Problem]:
        """A problem for every period of which there are several versions: somebody has to choose."""
        named = [said.first for said in self.said if said.is_named]
        for period in dict.fromkeys(one.period for one in named):
            places = list(dict.fromkeys(one.source for one in named if one.period == period))
            last = next(one for one in reversed(named) if one.period == period and one.version)
            of = period.heading if period else ""
            message = (
                f"The commentary at {self.code} for {of} has different versions, in {' and in '.join(places)}. All are "
                "shown, each beneath the name of its place; keep one and take the others out."
            )
            place = (last.place.file, last.place.sheet, last.place.cell)
            yield Problem(Severity.WARNING, message, *place, "two versions")

    def _remarks(self, said: Said) -> Iterator[Remark]:
        first = said.first
        older = first.period if first.period != self.period else None
        above = mark(older, first.source if said.is_named else "")
        for one in said.sayings:
            yield Remark(
                one.part, one.text, above if one is first else "", one.indicators, typed_at(one.source, one.place)
            )


def compared(sayings: Iterable[Saying]) -> list[Said]:
    """
    Return what is said of one measure for one period, identical texts once.

    Where one version has all that the others have, nothing else is to be told. Otherwise the source is named of every
    part that not all versions have alike.
    """
    versions: dict[str, dict[str, dict[str, Saying]]] = {}
    for one in sayings:
        parts = versions.setdefault(one.version, {})
        parts.setdefault(one.part.casefold(), {}).setdefault(one.plain, one)
    texts: dict[Part, tuple[Saying, ...]] = {}
    having: dict[Part, set[str]] = {}
    for version, parts in versions.items():
        for part, found in parts.items():
            texts.setdefault((part, " ".join(found)), tuple(found.values()))
            having.setdefault((part, " ".join(found)), set()).add(version)
    agree = any(all(version in names for names in having.values()) for version in versions)
    return [Said(found, not agree and len(having[part]) < len(versions)) for part, found in texts.items()]


def _carried(before: Sequence[Saying], now: Sequence[Saying], period: Period) -> Iterator[Saying]:
    """
    Yield the words of earlier periods that are still to be shown, of each part those of the newest period.

    Where there are words of the period itself, earlier ones of that part go on only where somebody has left them
    beneath those in a report of this period; what the performance workbook says of the period takes their place. Words
    without a part are about the whole, so they take the place of every part, and every part theirs.
    """
    for part in dict.fromkeys(one.part.casefold() for one in before):
        of_part = [one for one in before if one.part.casefold() == part]
        said_now = [one for one in now if not part or one.part.casefold() in ("", part)]
        if any(not one.version for one in said_now):
            continue
        if said_now:
            of_part = [one for one in of_part if one.report_period == period]
        newest = max((_age(one.period) for one in of_part if one.period), default=None)
        yield from (one for one in of_part if one.period and _age(one.period) == newest)


def _age(period: Period) -> tuple[int, int]:
    """Return by what the newer of two periods is the greater: the one that ends later, of those the shorter one."""
    return period.last_day.toordinal(), -period.days
