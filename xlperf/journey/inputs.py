"""What the user handed in: performance workbooks and returns in any mix, opened, recognised and read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from xlperf.area import NO_NAME, is_team, plain_name
from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.indicator import Indicator, plain_code
from xlperf.errors import RequestError, UnknownName, did_you_mean
from xlperf.figure import Population
from xlperf.journey.gather import Gathered, Opened, gather
from xlperf.journey.published import PublishedTables
from xlperf.journey.stated import area_of
from xlperf.journey.teams import teams_of
from xlperf.journey.twice import given_twice
from xlperf.period import Period
from xlperf.problem import Problem, Severity
from xlperf.returns.performance import PerformanceWorkbook, read_performance
from xlperf.returns.published import read_published
from xlperf.returns.recognise import REPORT
from xlperf.sheets.grid import Book

if TYPE_CHECKING:
    from xlperf.returns.child_level.returned import Return


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that was handed in, read."""

    catalogue: Catalogue  # with what the Measures sheets say laid over it
    workbooks: tuple[PerformanceWorkbook, ...]
    returns: tuple[Return, ...]
    published: PublishedTables
    reports: tuple[Book, ...]  # made by xlperf, and handed in beside the others
    opened: tuple[Opened, ...]
    problems: tuple[Problem, ...]
    authority: str  # whom a report is about, and every row without an area
    returns_area: str  # whom the child-level returns are about

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        """Every indicator by id."""
        return self.catalogue.indicators

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files that figures may come from, in the order in which they were named."""
        return tuple(one.file for one in self.opened if one.format != REPORT)

    # Names

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas that figures are of, teams among them, the authority first."""
        found: dict[str, str] = {}
        for workbook in self.workbooks:
            for row in workbook.figures:
                area = area_of(workbook, row.area, self.authority)
                found.setdefault(plain_name(area), area)
        if self.returns:
            found.setdefault(plain_name(self.returns_area), self.returns_area)
        own = plain_name(self.authority)
        if own in found or not found:
            found = {own: self.authority, **found}
        return tuple(found.values())

    def area(self, text: str) -> str:
        """
        Return the area that a user names, as the inputs write it; raise UnknownName when they have none of that name.

        A team of a child-level return is an area too. Its name stands beside children, so it is never suggested.
        """
        plain = plain_name(text)
        for workbook in self.workbooks:
            if workbook.authority.matches(text):
                return area_of(workbook, "", self.authority)
        for area in self.areas:
            if plain_name(area) == plain:
                return area
        if plain in teams_of(self.returns):
            return " ".join(text.split())
        raise UnknownName("area", text, self.areas, f"These inputs have {', '.join(self.areas)}.")

    def for_areas(self, asked: Iterable[str]) -> Inputs:
        """
        Return the inputs with a name of the user's for the area that they do not name themselves.

        A child-level return takes the area that is asked for (`--area`), unless that is another area of a performance
        workbook or a team of the return. Raises UnknownName for a name that nothing can take.
        """
        texts = [plain for text in asked if (plain := " ".join(text.split()))]
        unknown = [text for text in texts if not self._knows(text)]
        if not unknown:
            only = self.area(texts[0]) if len(texts) == 1 else ""
            return replace(self, returns_area=only) if only and self._is_own(only) else self
        if len(unknown) > 1 or not self._can_be_called(unknown[0]):
            self.area(unknown[-1])  # raises
        return self._called(unknown[0])

    def _knows(self, text: str) -> bool:
        try:
            self.area(text)
        except UnknownName:
            return False
        return True

    def _is_own(self, area: str) -> bool:
        """Say whether a known area can be that of the returns: the authority, or any while nobody is named in About."""
        named = {plain_name(workbook.authority.name) for workbook in self.workbooks} - {plain_name(NO_NAME)}
        is_team_here = is_team(area) or plain_name(area) in teams_of(self.returns)
        return plain_name(area) in named or (not named and not is_team_here)

    def _can_be_called(self, name: str) -> bool:
        """Say whether a new name can be taken: by returns, or by rows without an area where About names nobody."""
        return bool(self.returns) or (self.authority == NO_NAME and not did_you_mean(name, self.areas))

    def _called(self, name: str) -> Inputs:
        if self.authority == NO_NAME:
            problems = (*self.problems, *self.published.unknown(name))
            return replace(self, authority=name, returns_area=name, problems=problems)
        message = (
            f'No other input is about "{name}"; what is counted from the return is given under that name because of '
            f'--area. The other figures are those of "{self.authority}".{did_you_mean(name, self.areas)}'
        )
        problem = Problem(Severity.NOTE, message, self.returns[0].file, rule="area of the return")
        return replace(self, returns_area=name, problems=(*self.problems, problem))

    def find(self, code: str, period: Period) -> Indicator | None:
        """Return the indicator that a code names on the period's last day; None when none does."""
        return self.catalogue.find(code, period.last_day)

    def named(self, code: str, period: Period) -> Indicator:
        """Return the indicator that a code or id names on the period's last day; raise UnknownName when none does."""
        return self.catalogue.named(code, period.last_day)

    # What belongs to an indicator

    def target(self, indicator: Indicator, area: str, period: Period) -> float | None:
        """
        Return the target: the period's own, else that of the shortest period that contains it.

        A count of events takes only its own, because a year's number is no target for a month. The council's rows come
        before those of the catalogue.
        """
        own = [
            (row.period, row.stated.value)
            for workbook in self.workbooks
            for row in workbook.targets
            if row.indicator == indicator.id
            and row.stated.value is not None
            and plain_name(area_of(workbook, row.area, self.authority)) == plain_name(area)
        ]
        ours = [(Period.parse(target.period), target.value) for target in indicator.targets]
        for targets in (own, ours):
            exact = [value for of, value in targets if of == period]
            if exact:
                return exact[0]
            if indicator.unit == "count" and indicator.timing == "flow":
                continue
            around = [(of.days, value) for of, value in targets if of.contains(period)]
            if around:
                return min(around, key=lambda pair: pair[0])[1]
        return None

    def population(self, indicator: Indicator, area: str, period: Period) -> Population | None:
        """
        Return who a rate is per: the newest population of a year up to the one in which the financial year starts.

        The year ending March T uses a mid-year estimate of T-1 or before (DfE, children in need methodology). A row of
        the indicator's own comes before one for all, a workbook's before a published one of the same year.
        """
        if indicator.unit != "rate":
            return None
        rows = [
            (bool(row.indicator), row.population.year, True, row.population)
            for workbook in self.workbooks
            for row in workbook.populations
            if row.indicator in ("", indicator.id)
            and row.population.year <= period.start_year
            and plain_name(area_of(workbook, row.area, self.authority)) == plain_name(area)
            and _same_ages(row.population.ages, indicator.population_ages)
        ]
        rows += [
            (False, one.year, False, one)
            for one in self.published.populations(area)
            if one.year <= period.start_year and _same_ages(one.ages, indicator.population_ages)
        ]
        return max(rows, key=lambda row: row[:3])[3] if rows else None


def _same_ages(one: str, other: str) -> bool:
    return not one or plain_code(one) == plain_code(other)


def read_inputs(paths: Sequence[Path], catalogue: Catalogue) -> Inputs:
    """
    Open every file, recognise it by what it holds, and read it; raise UnreadableFile for one that is nothing known.

    What is wrong inside a readable file is collected as problems, and everything else in it is still read.
    """
    if not paths:
        raise RequestError("Name at least one workbook: a performance workbook, or a return such as Annex A.")
    gathered = gather(paths, catalogue)
    problems = gathered.problems
    workbooks: list[PerformanceWorkbook] = []
    for sheets in gathered.performance:
        found = read_performance(sheets.book, catalogue)
        workbooks.append(replace(found, file_of=sheets.file_of, problems=tuple(sheets.told(found.problems))))
        problems += _told_once(sheets.books, workbooks[-1].problems)
    returns = _read_returns(gathered, catalogue) if gathered.returns or gathered.censuses else ()
    problems += _told_once(gathered.returns, [problem for one in returns for problem in one.problems])
    authority, returns_area = _whose(workbooks, returns)
    problems += given_twice(workbooks, authority)
    published = PublishedTables(
        tuple(read_published(book, catalogue) for book in gathered.published),
        {plain_name(one.authority.name): one.authority.code for one in reversed(workbooks) if one.authority.code},
    )
    problems += [*_told_once(gathered.published, published.problems), *published.unknown(authority)]
    return Inputs(
        catalogue=replace(catalogue, indicators=_merged(workbooks, catalogue)),
        workbooks=tuple(workbooks),
        returns=returns,
        published=published,
        reports=tuple(gathered.reports),
        opened=tuple(gathered.opened),
        problems=tuple(dict.fromkeys(problems)),
        authority=authority,
        returns_area=returns_area,
    )


def _whose(workbooks: Sequence[PerformanceWorkbook], returns: Sequence[Return]) -> tuple[str, str]:
    """
    Return whose figures these are, and whom the returns are about.

    The authority is that of About; without one the only area that is named; else "this authority". A return is about
    its own LA code, else the authority; a code that About gives too is the authority.
    """
    named = [workbook.authority for workbook in workbooks if workbook.authority.name != NO_NAME]
    codes = [one.la_code for one in returns if one.la_code]
    of_returns = next((own.name for code in codes for own in named if own.matches(code)), next(iter(codes), ""))
    if named:
        authority = named[0].name
    elif of_returns:
        authority = of_returns
    else:
        areas = {plain_name(row.area): row.area for workbook in workbooks for row in workbook.figures}
        authority = next(iter(areas.values())) if len(areas) == 1 and not returns else ""
    return authority or NO_NAME, of_returns or authority or NO_NAME


def _told_once(books: Sequence[Book], read: Sequence[Problem]) -> list[Problem]:
    """Return the problems of books and of what was read from them; of one cell only what the reading says of it."""
    told = {(one.file, one.sheet, one.cell) for one in read if one.cell}
    opening = [one for book in books for one in book.problems if (one.file, one.sheet, one.cell) not in told]
    return [*opening, *read]


def _read_returns(gathered: Gathered, catalogue: Catalogue) -> tuple[Return, ...]:
    # Both load numpy, which the way from a performance workbook to a report does without.
    from xlperf.returns.cin.several import read_censuses
    from xlperf.returns.open_return import read_returns

    of_sheets = read_returns(gathered.returns, catalogue) if gathered.returns else ()
    return (*of_sheets, *read_censuses(gathered.censuses, catalogue))


def _merged(workbooks: Sequence[PerformanceWorkbook], catalogue: Catalogue) -> dict[str, Indicator]:
    """Return the indicators by id; where several workbooks define one, the first named stands."""
    merged = dict(catalogue.indicators)
    for workbook in reversed(workbooks):
        # A workbook carries the whole catalogue; only what its Measures changed or added comes from it.
        merged |= {name: one for name, one in workbook.indicators.items() if one is not catalogue.indicators.get(name)}
    return merged
