"""What two performance workbooks state of one thing differently; within one workbook the reading finds it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlperf.area import plain_name
from xlperf.journey.stated import area_of
from xlperf.problem import Problem, Severity
from xlperf.returns.marks import Stated
from xlperf.returns.performance import PerformanceWorkbook
from xlperf.symbols import Missing


@dataclass(frozen=True, slots=True)
class _Statement:
    """One number, and where it stands."""

    text: str
    number: float | Missing | None
    workbook: int
    file: str
    sheet: str
    cell: str

    @property
    def place(self) -> str:
        return f"{self.file}, {self.sheet}, cell {self.cell}"


def given_twice(workbooks: Sequence[PerformanceWorkbook], authority: str) -> list[Problem]:
    """
    Return a problem for each figure, target and population of which two workbooks give different numbers.

    The workbook that was named first stands. The same number in both is no problem: the history of one quarter's
    workbook comes again in the next.
    """
    first: dict[object, _Statement] = {}
    problems: list[Problem] = []
    if len(workbooks) < 2:
        return problems
    for number, workbook in enumerate(workbooks):
        for thing, what, statement in _statements(number, workbook, authority):
            other = first.setdefault(thing, statement)
            if other.workbook == number or other.number == statement.number:
                continue
            message = (
                f"{what} is {statement.text} here, and {other.text} in {other.place}. The file named first stands; "
                f"correct one of them, or name them the other way round."
            )
            place = (statement.file, statement.sheet, statement.cell)
            problems.append(Problem(Severity.ERROR, message, *place, rule="given twice"))
    return problems


def _statements(number: int, workbook: PerformanceWorkbook, authority: str) -> Iterator[tuple[object, str, _Statement]]:
    """Yield each number of a workbook: a key that is the same for the same thing, what it is, and where it stands."""

    def found(text: str, value: float | Missing | None, sheet: str, cell: str) -> _Statement:
        return _Statement(text, value, number, workbook.file_with(sheet), sheet, cell)

    def stated(one: Stated, sheet: str, cell: str) -> _Statement:
        return found(f'"{one.text}"', one.value if one.value is not None else one.missing, sheet, cell)

    for row in workbook.figures:
        area = area_of(workbook, row.area, authority)
        for part in ("numerator", "denominator", "value"):
            one: Stated | None = getattr(row, part)
            if one is not None:
                key = (row.indicator, plain_name(area), row.period, row.kind, part)
                what = f"The {row.kind} {part} of {row.code} for {area}, {row.period},"
                yield key, what, stated(one, row.sheet, getattr(row, f"{part}_cell"))
    for target in workbook.targets:
        area = area_of(workbook, target.area, authority)
        what = f"The target of {target.code} for {area}, {target.period},"
        key_of_target = ("target", target.indicator, plain_name(area), target.period)
        yield key_of_target, what, stated(target.stated, target.sheet, target.cell)
    for row_of in workbook.populations:
        area, people = area_of(workbook, row_of.area, authority), row_of.population
        what = f"The population of {area} aged {people.ages} in {people.year}"
        key_of_people = ("population", row_of.indicator, plain_name(area), people.year, people.ages)
        yield key_of_people, what, found(f"{people.number:,.0f}", people.number, row_of.sheet, row_of.cell)
