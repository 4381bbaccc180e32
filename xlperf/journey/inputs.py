"""What the user handed in: performance workbooks and returns in any mix, opened, recognised and read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from xlperf.area import NO_NAME, plain_name
from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.indicator import Indicator, plain_code
from xlperf.errors import RequestError, UnknownName
from xlperf.figure import Population
from xlperf.journey.stated import area_of
from xlperf.period import Period
from xlperf.problem import Problem
from xlperf.returns.performance import PerformanceWorkbook, read_performance
from xlperf.returns.recognise import recognise
from xlperf.sheets.grid import Book
from xlperf.workbook.read import read_book

if TYPE_CHECKING:
    from xlperf.returns.child_level.returned import Return


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that was handed in, read."""

    catalogue: Catalogue  # with what the Measures sheets say laid over it
    workbooks: tuple[PerformanceWorkbook, ...]
    returns: tuple[Return, ...]
    files: tuple[str, ...]
    formats: tuple[str, ...]  # what each file truly is: xlsx, csv …
    problems: tuple[Problem, ...]

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        """Every indicator by id."""
        return self.catalogue.indicators

    # Names

    def authority(self, asked: str = "") -> str:
        """Return whose figures these are: asked for, the return's own LA code, About, or "this authority"."""
        own = [one.la_code for one in self.returns if one.la_code]
        about = [workbook.authority.name for workbook in self.workbooks if workbook.authority.name != NO_NAME]
        return next(iter([*([asked] if asked else []), *own, *about]), NO_NAME)

    def area(self, text: str, known: Sequence[str]) -> str:
        """Return the area that a user names; raise UnknownName when no input has it."""
        for area in known:
            if plain_name(area) == plain_name(text):
                return area
        for workbook in self.workbooks:
            if workbook.authority.matches(text):
                return workbook.authority.name
        raise UnknownName("area", text, known, f"These inputs have {', '.join(known)}.")

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
            and plain_name(area_of(workbook, row.area, self.authority())) == plain_name(area)
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
        the indicator's own comes before one for all.
        """
        if indicator.unit != "rate":
            return None
        rows = [
            row
            for workbook in self.workbooks
            for row in workbook.populations
            if row.indicator in ("", indicator.id)
            and row.population.year <= period.start_year
            and plain_name(area_of(workbook, row.area, self.authority())) == plain_name(area)
            and _same_ages(row.population.ages, indicator.population_ages)
        ]
        if not rows:
            return None
        return max(rows, key=lambda row: (row.indicator == indicator.id, row.population.year)).population


def _same_ages(one: str, other: str) -> bool:
    return not one or plain_code(one) == plain_code(other)


def read_inputs(paths: Sequence[Path], catalogue: Catalogue) -> Inputs:
    """
    Open every file, recognise it by what it holds, and read it; raise UnreadableFile for one that is nothing known.

    What is wrong inside a readable file is collected as problems, and everything else in it is still read.
    """
    if not paths:
        raise RequestError("Name at least one workbook: a performance workbook, or a return such as Annex A.")
    workbooks: list[PerformanceWorkbook] = []
    returns: list[Return] = []
    problems: list[Problem] = []
    formats: list[str] = []
    for path in paths:
        book = read_book(path)
        formats.append(book.format)
        if recognise(book, catalogue) == "performance":
            # Only here do number formats matter, and reading them is slow: the large returns do without.
            workbooks.append(read_performance(read_book(path, number_formats=True), catalogue))
            problems += _told_once(book, workbooks[-1].problems)
        else:
            returns.append(_read_return(book, catalogue))
            problems += _told_once(book, returns[-1].problems)
    return Inputs(
        catalogue=replace(catalogue, indicators=_merged(workbooks, catalogue)),
        workbooks=tuple(workbooks),
        returns=tuple(returns),
        files=tuple(path.name for path in paths),
        formats=tuple(formats),
        problems=tuple(dict.fromkeys(problems)),
    )


def _told_once(book: Book, read: tuple[Problem, ...]) -> list[Problem]:
    """Return the problems of a book and of what was read from it; of one cell only what the reading says of it."""
    told = {(problem.sheet, problem.cell) for problem in read if problem.cell}
    return [*(problem for problem in book.problems if (problem.sheet, problem.cell) not in told), *read]


def _read_return(book: Book, catalogue: Catalogue) -> Return:
    from xlperf.returns.annex_a import read_return  # loads pandas and numpy

    return read_return(book, catalogue)


def _merged(workbooks: Sequence[PerformanceWorkbook], catalogue: Catalogue) -> dict[str, Indicator]:
    """Return the indicators by id; where several workbooks define one, the first named stands."""
    merged = dict(catalogue.indicators)
    for workbook in reversed(workbooks):
        merged |= workbook.indicators
    return merged
