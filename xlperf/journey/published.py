"""The published tables among the inputs, by indicator and by authority."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from xlperf.area import NO_NAME, plain_name
from xlperf.figure import Population
from xlperf.problem import Problem, Severity
from xlperf.returns.published import NeighbourGroup, Place, Places, Published, PublishedValue
from xlperf.returns.published.places import code_in
from xlperf.returns.published.values import vintage_order

LONDON = "E12000007"
PARTS_OF_LONDON = ("E13000001", "E13000002")
"""Inner and outer London; boroughs are given as part of one of them."""


@dataclass(frozen=True)
class PublishedTables:
    """
    Everything that was published, of all files; of a number that two files give, the first named stands.

    `codes` are those that performance workbooks give their authorities, by plain name.
    """

    files: tuple[Published, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def places(self) -> Places:
        """Which areas of the tables are one authority."""
        return Places.of(place for file in self.files for place in file.places)

    def key(self, area: str) -> str | None:
        """Return what tells an authority in the tables, found by its code in About, else by its name; else None."""
        return self.places.find(area, self.codes.get(plain_name(area), ""))

    def values(self, indicator: str) -> Sequence[PublishedValue]:
        """Return the numbers of an indicator, of every area and year."""
        return self._values.get(indicator, ())

    def populations(self, area: str) -> Sequence[Population]:
        """Return the populations of an authority, of every year."""
        if not self._populations:
            return ()
        return self._populations.get(self.key(area) or "", ())

    def group(self, area: str) -> NeighbourGroup | None:
        """Return the statistical neighbours of an authority, by the newest grouping; None without one."""
        key = self.key(area) if self._groups else None
        found = self._groups.get(key, []) if key else []
        return max(found, key=lambda group: vintage_order(group.vintage), default=None)

    def regions(self, area: str) -> tuple[str, ...]:
        """Return the codes of the regions that an authority lies in: of a borough London, and its part of it."""
        region = self.places.regions.get(self.key(area) or "")
        if not region:
            return ()
        return (LONDON, region) if region in PARTS_OF_LONDON else (region,)

    def not_found(self, area: str) -> str:
        """Return the sentence for an authority that is not in the tables, or is there by name alone; empty if it is."""
        if not self.files or area == NO_NAME:
            return ""
        code, key = self.codes.get(plain_name(area), ""), self.key(area)
        if key is not None:
            return "" if code or code_in(area) else _by_name(area, key)
        if code:
            return f'The published tables have no authority with the code "{code}". Correct it in the sheet About.'
        if self.places.is_shared(area):
            return f"Two authorities of the published tables are called {area}. Write the code into the sheet About."
        return f"The published tables have no authority called {area}. Write its code into the sheet About."

    @property
    def problems(self) -> list[Problem]:
        """What is wrong in the tables themselves."""
        return [problem for file in self.files for problem in file.problems]

    def unknown(self, area: str) -> list[Problem]:
        """Return the finding that the tables do not know an authority, or only by its name; none when they do."""
        said = self.not_found(area)
        return [Problem(Severity.NOTE, said, self.files[0].file, rule="authority in published tables")] if said else []

    @cached_property
    def _values(self) -> dict[str, list[PublishedValue]]:
        found: dict[str, dict[tuple[object, ...], PublishedValue]] = {}
        for file in self.files:
            for value in file.values:
                thing = (value.place.level, self._where(value.place), value.period)
                found.setdefault(value.indicator, {}).setdefault(thing, value)
        return {indicator: list(values.values()) for indicator, values in found.items()}

    @cached_property
    def _populations(self) -> dict[str, list[Population]]:
        found: dict[str, list[Population]] = {}
        for file in self.files:
            for one in file.populations:
                if one.place.level == "authority":
                    people = Population(one.number, one.year, one.ages, source=one.source)
                    found.setdefault(self.places.key(one.place), []).append(people)
        return found

    @cached_property
    def _groups(self) -> dict[str, list[NeighbourGroup]]:
        found: dict[str, list[NeighbourGroup]] = {}
        for group in self._every_group():
            found.setdefault(self.places.key(group.place), []).append(group)
        return found

    def _every_group(self) -> Iterator[NeighbourGroup]:
        return (group for file in self.files for group in file.groups)

    def _where(self, place: Place) -> str:
        return self.places.key(place) if place.level == "authority" else plain_name(place.name)


def _by_name(area: str, key: str) -> str:
    return (
        f"{area} was found in the published tables by its name (number {key}). Write its code into the sheet About, so"
        " that it is found by that."
    )
