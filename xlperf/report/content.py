"""What a report is made from: figures and words, before anything is laid out.

`journey` fills these; `compose` turns them into a layout. All of them are plain values.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from xlperf.definitions.indicator import Indicator
from xlperf.definitions.plan import Plan
from xlperf.figure import Figure
from xlperf.period import Period
from xlperf.problem import Problem
from xlperf.report.beside import Beside
from xlperf.report.comparison import Comparison, Deprivation
from xlperf.report.pack import Meeting, PassedOver, Surgery
from xlperf.results.rating import Scheme
from xlperf.returns.performance.records import Action, ListedMeasure
from xlperf.returns.performance.records import Meeting as StatedMeeting
from xlperf.returns.reports.records import Place
from xlperf.symbols import Missing


@dataclass(frozen=True, slots=True)
class Remark:
    """
    One piece of commentary: the part it belongs to (may be empty) and its text.

    `mark` is the line to print above it, where the words are of an earlier period or one of two versions. `about` are
    the ids of the indicators that it names and `place` is where it was typed; what is said is the same wherever it is.
    """

    part: str
    text: str
    mark: str = ""
    about: tuple[str, ...] = field(default=(), compare=False)
    place: Place = field(default=Place("", "", ""), compare=False)

    @property
    def words(self) -> str:
        """The text with the mark above it."""
        return f"{self.mark}\n{self.text}" if self.mark else self.text


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words typed into an earlier report that no line of this one takes: `because` says why, `place` where they are."""

    codes: str
    part: str
    period: str
    text: str
    because: str
    place: Place
    is_known: bool = False  # a measure of the inputs has one of the codes


@dataclass(frozen=True, slots=True)
class UnplacedAction:
    """An action typed into an earlier report that this one does not show, or shows in another version."""

    action: Action
    because: str
    place: Place
    is_version: bool = False  # of an action that the report shows


@dataclass(frozen=True, slots=True)
class Record:
    """One record behind a figure: an identifier, never a name, and where it stands."""

    code: str
    period: Period
    part: str  # numerator or denominator
    child: str
    file: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class BreakdownRow:
    """One category of a breakdown: how many they are, what share of all (a fraction), or both."""

    of: str
    as_at: Period
    by: str
    category: str
    count: float | None
    share: float | None
    missing: Missing | None = None  # why there is neither, where they are withheld


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of the report."""

    indicator: Indicator
    code: str
    scheme: Scheme
    outturn: Figure
    latest: tuple[Figure, ...]  # the oldest first; the last is the report's own period
    to_date: Figure
    months: tuple[Figure, ...] = ()  # for the detailed analysis; empty without counts by month
    later_months: tuple[Period, ...] = ()  # those of them that end after the report's period
    remarks: tuple[Remark, ...] = ()
    remarks_stand_at: str = ""  # the code beside which a shared commentary is printed
    listed: ListedMeasure | None = None  # its row of Measures: directorate, officers, outcomes
    earlier: Figure | None = None  # the year before the outturn, with which a board compares England and the family
    quarters: tuple[Figure, ...] = ()  # Q1 to Q4 of the report's year, those to come without a value
    year: Figure | None = None  # the report's whole year; its target is the year's plan
    forecast: Figure | None = None  # to the end of the year; its method, inputs and back-tested limits are its own
    comparisons: tuple[Comparison, ...] = ()  # year by year, the oldest first
    deprivation: Deprivation | None = None
    beside: Beside | None = None  # for a board: England and the family, plans as stated, former definitions
    snapshot: Figure | None = None  # the newest day after the period of which a figure is stated

    @property
    def now(self) -> Figure:
        """The figure of the report's own period."""
        return self.latest[-1]

    @property
    def is_judged(self) -> bool:
        """Whether the indicator can be rated at all; one that is only watched cannot."""
        return not self.indicator.data_only and self.indicator.polarity.direction != "neutral"

    @property
    def judged(self) -> Figure:
        """The figure that the status is about: the year to date, or the latest period where that has no value.

        A year to date that is withheld is no reason to judge a part of it instead.
        """
        known = self.to_date.value is not None or self.to_date.missing is Missing.CONFIDENTIAL
        return self.to_date if known else self.now


@dataclass(frozen=True, slots=True)
class Section:
    """Indicators that stand together."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Everything a report shows."""

    plan: Plan
    period: Period
    dated: dt.date
    authority: str
    sections: tuple[Section, ...]
    more_detail: tuple[Line, ...] = ()  # lines that only the detailed analysis shows
    about: Mapping[str, str] = field(default_factory=dict)
    inputs: tuple[str, ...] = ()  # file names
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    breakdowns: tuple[BreakdownRow, ...] = ()
    records: tuple[Record, ...] = ()  # personal data: only when a user asked for it
    surgeries: tuple[Surgery, ...] = ()  # for the pack: the measures that need surgery, and why
    passed_over: tuple[PassedOver, ...] = ()  # the measures that the pack does not take, and why not
    meeting: Meeting | None = None  # for the minutes
    actions: tuple[Action, ...] = ()  # every action of the inputs, in their order
    publication: str = ""  # of a report for publication: what is withheld
    meetings: tuple[StatedMeeting, ...] = ()  # every meeting of the inputs
    unplaced: tuple[Unplaced, ...] = ()  # words of earlier reports that stand at no line of this one
    unplaced_actions: tuple[UnplacedAction, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, in order."""
        return tuple(line for section in self.sections for line in section.lines)

    @property
    def all_lines(self) -> tuple[Line, ...]:
        """All lines with those that only the detailed analysis shows."""
        return (*self.lines, *self.more_detail)

    @property
    def title(self) -> str:
        """The report's title: the workbook's own, else the plan's."""
        return self.about.get("title") or self.plan.title

    @property
    def schemes(self) -> tuple[Scheme, ...]:
        """The rating schemes by which lines are judged, each once, in order of first use."""
        return tuple({line.scheme.name: line.scheme for line in self.lines if line.is_judged}.values())
