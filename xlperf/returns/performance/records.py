"""What a performance workbook holds once it is read. Each record names the sheet and row it stands in.

An area is '' for the authority itself. `indicator` is the id of the indicator for which the code stands on the last
day of the record's period; `code` is the code as it was written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from xlperf.area import NO_NAME, Area
from xlperf.definitions.indicator import Indicator
from xlperf.figure import Kind, Population
from xlperf.period import Period
from xlperf.problem import Problem
from xlperf.returns.marks import Stated
from xlperf.returns.performance.roles import Role


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """
    One figure as it was stated: its value, its counts, or both; None where a cell is blank.

    `row` is that of its first part; each part's cell stands beside it, because in the wide form the parts of one
    figure stand in rows of their own.
    """

    indicator: str
    code: str
    area: str
    period: Period
    kind: Kind
    numerator: Stated | None = None
    denominator: Stated | None = None
    value: Stated | None = None
    note: str = ""
    source: str = ""
    sheet: str = ""
    row: int = 0
    numerator_cell: str = ""
    denominator_cell: str = ""
    value_cell: str = ""

    @property
    def provisional(self) -> bool:
        """Whether any part of it is marked provisional."""
        return any(part.provisional for part in (self.numerator, self.denominator, self.value) if part)

    @property
    def marks(self) -> str:
        """The footnote marks of its value."""
        return self.value.marks if self.value else ""


@dataclass(frozen=True, slots=True)
class StatedTarget:
    """
    What was planned for a period, in the unit of the measure.

    Where a range is good ("10-15") its two edges stand in `edges`, and `stated` has neither a value nor a reason why.
    """

    indicator: str
    code: str
    area: str
    period: Period
    stated: Stated
    edges: tuple[float, float] | None = None
    source: str = ""
    sheet: str = ""
    row: int = 0
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Comparator:
    """
    What another area reached, and as what it is compared.

    `group` is the text of the column Group, empty where the area's name said the role; `vintage` that of the group. A
    row that `is_average` is the average of a group of neighbours, not one of them.
    """

    indicator: str
    code: str
    area: str
    period: Period
    stated: Stated
    source: str = ""
    sheet: str = ""
    row: int = 0
    cell: str = ""
    role: Role = "authority"
    group: str = ""
    vintage: str = ""
    is_average: bool = False


@dataclass(frozen=True, slots=True)
class StatedPopulation:
    """Who a rate is per. An empty `indicator` serves every measure."""

    indicator: str
    code: str
    area: str
    population: Population
    sheet: str = ""
    row: int = 0
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One group of those counted on a day: how many they are, what share of all, or both."""

    indicator: str
    code: str
    as_at: Period
    breakdown: str
    category: str
    count: Stated | None = None
    percent: Stated | None = None
    source: str = ""
    sheet: str = ""
    row: int = 0
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Commentary:
    """One part of what is said about one or several measures; without a period it holds for any."""

    indicators: tuple[str, ...]
    codes: tuple[str, ...]
    period: Period | None
    part: str
    text: str
    source: str = ""
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Action:
    """One line of an action plan, as it was written."""

    ref: str
    indicators: tuple[str, ...]
    codes: tuple[str, ...]
    action: str
    cost: str = ""
    effect: str = ""
    expected_improvement: str = ""
    timeframe: str = ""
    business_plan_link: str = ""
    strategies: str = ""
    lead_officer: str = ""
    due: str = ""
    status: str = ""
    meeting: str = ""
    source: str = ""
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting at which the figures were talked about, as it was written."""

    date: dt.date | None
    title: str = ""
    venue: str = ""
    start: str = ""
    end: str = ""
    attendees: str = ""
    apologies: str = ""
    chair: str = ""
    indicators: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    issues: str = ""
    further_review: str = ""
    source: str = ""
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class ListedMeasure:
    """One row of `Measures`: what the report shows, in this order, and what no indicator of the catalogue has."""

    code: str
    indicator: str
    section: str = ""
    council_plan_indicators: str = ""
    directorate: str = ""
    portfolio: str = ""
    scrutiny: str = ""
    accountable_officer: str = ""
    service_director: str = ""
    numerator_label: str = ""
    denominator_label: str = ""
    source: str = ""
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class SheetRead:
    """One sheet that was read: the name of its table, its own, and how many rows stand beneath the headings."""

    name: str
    sheet: str
    rows: int


@dataclass(frozen=True)
class PerformanceWorkbook:
    """
    Everything that was read from a performance workbook.

    `about` holds the texts of the sheet About by the keys of its items. `indicators` are those of the catalogue with
    the sheet Measures laid over them, and those that only Measures knows. `problems` are those of this reading; what
    was found while the file was opened stands in `Book.problems`. Where several csv files are one workbook, `file_of`
    gives each sheet's own file.
    """

    file: str
    about: Mapping[str, str] = field(default_factory=dict)
    authority: Area = field(default_factory=lambda: Area(NO_NAME))
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    listed: tuple[ListedMeasure, ...] = ()
    figures: tuple[StatedFigure, ...] = ()
    targets: tuple[StatedTarget, ...] = ()
    comparators: tuple[Comparator, ...] = ()
    populations: tuple[StatedPopulation, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    commentary: tuple[Commentary, ...] = ()
    actions: tuple[Action, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    sheets: tuple[SheetRead, ...] = ()
    problems: tuple[Problem, ...] = ()
    file_of: Mapping[str, str] = field(default_factory=dict)

    def file_with(self, sheet: str) -> str:
        """Return the name of the file in which a sheet stands."""
        return self.file_of.get(sheet, self.file)
