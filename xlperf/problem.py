"""Something found in the data, with the place where a person can see it.

A problem never stops a run. It is listed by `inspect` and on the data-quality sheet of a report, and makes the exit
code 1. Its message follows the rule on quoting: a cell of a performance workbook may be quoted, a cell of a child-level
return only when it identifies nobody (see `xlperf.returns`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

MOST_OF_A_KIND = 20
"""So many problems of one rule in one sheet are listed for people; the others are counted in a line of their own."""


class Severity(StrEnum):
    """How much a problem matters."""

    ERROR = "error"  # a figure is missing or wrong until it is put right
    WARNING = "warning"  # a figure stands, but somebody should look
    NOTE = "note"  # worth knowing; nothing is wrong


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: what was found, where, and what to do."""

    severity: Severity
    message: str
    file: str = ""  # the file's name, never its folder
    sheet: str = ""
    cell: str = ""  # "F17"; of XML "line 214"; empty when the finding is about the sheet or the file
    rule: str = ""  # a short name shared by all findings of one kind: "date as text"

    @property
    def place(self) -> str:
        """Where it is, in words: ``return.xlsx, List 7, cell F17``; of XML ``census.xml, Child, line 214``."""
        cell = f"cell {self.cell}" if self.cell and not self.cell.startswith("line ") else self.cell
        parts = [self.file, self.sheet, cell]
        return ", ".join(part for part in parts if part)

    def __str__(self) -> str:
        """Return place and message in one line."""
        return f"{self.place}: {self.message}" if self.place else self.message


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of a list of problems: one problem, or one that says how many more there are of its kind."""

    problem: Problem
    number: int = 1  # of problems that the line stands for


def listed(problems: Iterable[Problem], most: int = MOST_OF_A_KIND) -> Iterator[Listed]:
    """
    Yield the lines in which people read problems, in their order: the first of each kind, then how many more.

    One kind is one rule, of one severity, in one sheet of one file: a wrong format makes a problem of every cell of a
    column, and nobody reads the fifty-thousandth. Those who have to know every one read the JSON of `inspect`.
    """
    every = list(problems)
    totals = Counter(map(_kind, every))
    seen: Counter[tuple[str, ...]] = Counter()
    for problem in every:
        kind = _kind(problem)
        seen[kind] += 1
        if seen[kind] <= most:
            yield Listed(problem)
        if seen[kind] == most < totals[kind]:
            yield _others(problem, totals[kind], totals[kind] - most)


def _kind(problem: Problem) -> tuple[str, ...]:
    return problem.severity.value, problem.rule, problem.file, problem.sheet


def _others(problem: Problem, total: int, number: int) -> Listed:
    what = "" if not problem.cell else "line" if problem.cell.startswith("line ") else "cell"
    counted = f"{number:,} more{f' {what}' if what else ''}{'s' if what and number > 1 else ''}"
    where = f' in sheet "{problem.sheet}"' if what == "cell" and problem.sheet else ""
    message = f"and {counted} of this kind{where} ({problem.rule}, {total:,} in all)."
    return Listed(Problem(problem.severity, message, problem.file, problem.sheet, rule=problem.rule), number)
