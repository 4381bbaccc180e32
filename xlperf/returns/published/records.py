"""What a published table holds once it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from xlperf.period import Period
from xlperf.problem import Problem
from xlperf.returns.marks import Stated
from xlperf.returns.performance.records import SheetRead

Level = Literal["England", "region", "authority"]


@dataclass(frozen=True, slots=True)
class Place:
    """
    An area as a table names it.

    `code` is that of the Office for National Statistics (E06000015), `number` the three digits of the Department for
    Education (831). An authority may have either or both; the code of one may change while the number stays (Somerset,
    2023), and a new authority has new ones of both. `region` is the code of the region it lies in.
    """

    level: Level
    name: str
    code: str = ""
    number: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class PublishedValue:
    """One number of an indicator (its id), a percentage as a fraction, with the row and column it stands in."""

    indicator: str
    place: Place
    period: Period
    stated: Stated
    source: str
    sheet: str = ""
    row: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class PublishedPopulation:
    """How many people of an age live in a place in the middle of a year."""

    place: Place
    year: int
    number: float
    ages: str
    source: str


@dataclass(frozen=True, slots=True)
class NeighbourGroup:
    """The neighbours of one authority, the nearest first; `vintage` is when the group was drawn up, "April 2021"."""

    place: Place
    members: tuple[Place, ...]
    vintage: str


@dataclass(frozen=True, slots=True)
class Published:
    """Everything that one file holds. `covers` says in words what times it speaks of."""

    file: str
    title: str
    covers: str
    sheets: tuple[SheetRead, ...]
    values: tuple[PublishedValue, ...] = ()
    populations: tuple[PublishedPopulation, ...] = ()
    groups: tuple[NeighbourGroup, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """Every authority, England and region that it names, each once, in the order of the rows."""
        found = dict.fromkeys(value.place for value in self.values)
        found |= dict.fromkeys(population.place for population in self.populations)
        for group in self.groups:
            found |= dict.fromkeys((group.place, *group.members))
        return tuple(found)
