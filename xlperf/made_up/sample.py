"""Made-up returns of every family, written at once from one world."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from random import Random

from xlperf.definitions.catalogue import Catalogue
from xlperf.definitions.load import load
from xlperf.definitions.returns import ReturnDefinition
from xlperf.errors import RequestError
from xlperf.made_up.annex_a import write_annex_a
from xlperf.made_up.annex_a_lists import annex_a_lists
from xlperf.made_up.cin_xml import census_children, write_census
from xlperf.made_up.dirt import Planter
from xlperf.made_up.dirt_in_census import census_with_mistakes
from xlperf.made_up.dirt_in_lists import annex_a_mistakes, local_mistakes, ssda903_mistakes
from xlperf.made_up.families import make_world
from xlperf.made_up.known import known_on
from xlperf.made_up.local_lists import assessment_records, post_records
from xlperf.made_up.records import Planted, Tables, planted_in, write_table
from xlperf.made_up.ssda903 import OfOneYear, file_name, ssda903_tables, write_ssda903
from xlperf.made_up.world import Child, World
from xlperf.workbook.csv_out import write_csv
from xlperf.workbook.outputs import ensure_folder

LAST_DAY = date(2026, 3, 31)
YEARS = 4
MOST_PROBLEMS = 0.5
ANNEX_A, PLANTED = "annex_a.xlsx", "planted.csv"
LOCAL, SSDA903, CIN = "local", "ssda903", "cin"
"""The folders of the local lists, of SSDA903 (with a folder for each year) and of the censuses."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What was written: the files, and the problems planted in them."""

    files: tuple[Path, ...]
    planted: tuple[Planted, ...]


def write_sample(
    children: int,
    seed: int,
    folder: Path,
    *,
    problems: float = 0,
    years: int = YEARS,
    last_day: date = LAST_DAY,
) -> tuple[Path, ...]:
    """
    Write returns of so many invented children and return the files.

    Into the folder go an Annex A workbook as at `last_day`; for each of the `years` complete financial years before it
    the tables of SSDA903 and a CIN census, unless a year has nobody to tell of; lists of assessments and of posts.
    `problems` is the share of records (0 to 0.5) with something wrong in them; where it is not 0, planted.csv says what
    and where. The same arguments give the same bytes. Raise RequestError for arguments that make no sense.
    """
    if not 0 <= problems <= MOST_PROBLEMS:
        raise RequestError(f"The share of records with a problem is 0 to {MOST_PROBLEMS}, not {problems:g}.")
    return write_world(make_world(children, seed, years, last_day), folder, problems).files


def write_world(world: World, folder: Path, problems: float = 0) -> Sample:
    """Write every return of a world, that share of the records wrong; return the files and what is wrong where."""
    return _Writing(world, folder, problems).everything()


class _Writing:
    """Writes one return after the other and collects what was written."""

    def __init__(self, world: World, folder: Path, problems: float) -> None:
        self.world = world
        self.folder = folder
        self.problems = problems
        self.catalogue: Catalogue = load()
        self.files: list[Path] = []
        self.planted: list[Planted] = []

    def everything(self) -> Sample:
        ensure_folder(self.folder)
        now = [known_on(child, self.world.last_day) for child in self.world.children]
        self.annex_a(now)
        self.local_lists(now)
        by_year = []
        for year in self.world.years:
            then = [known_on(child, date(year + 1, 3, 31)) for child in self.world.children]
            self.census(then, year)
            by_year.append(ssda903_tables(then, year))
        self.ssda903(by_year)
        if self.problems:
            path = self.folder / PLANTED
            rows = [(one.file, one.sheet, one.cell, one.rule) for one in self.planted]
            write_csv(("file", "sheet", "cell", "rule"), rows, path)
            self.files.append(path)
        return Sample(tuple(self.files), tuple(self.planted))

    def annex_a(self, children: Sequence[Child]) -> None:
        definition = self.catalogue.returns["annex_a"]
        tables = annex_a_lists(children, self.world.last_day)
        if self.problems:
            tables = self.planter("annex_a").with_mistakes(tables, annex_a_mistakes(definition), self.world.last_day)
        path = self.folder / ANNEX_A
        write_annex_a(definition, tables, self.catalogue.themes["plain"], self.world.last_day, path)
        self.files.append(path)
        for table in definition.tables:
            self.planted += planted_in(table, tables[table.key], ANNEX_A, table.name)

    def local_lists(self, children: Sequence[Child]) -> None:
        folder = self.folder / LOCAL
        ensure_folder(folder)
        records = {"assessments": assessment_records(children, self.world), "posts": post_records(self.world.posts)}
        for name, key in (("assessments", "child"), ("posts", "post")):
            definition = self.catalogue.returns[name]
            tables: Tables = {name: records[name]}
            if self.problems:
                mistakes = local_mistakes(definition)
                tables = self.planter(name, key).with_mistakes(tables, mistakes, self.world.last_day)
            path = folder / f"{name}.csv"
            write_table(definition.table(name), tables[name], path)
            self.files.append(path)
            self.planted += planted_in(definition.table(name), tables[name], f"{LOCAL}/{path.name}", "")

    def census(self, children: Sequence[Child], year: int) -> None:
        folder = self.folder / CIN
        ensure_folder(folder)
        found = census_children(children, year)
        if not found:
            return  # a census without a child is none
        if self.problems:
            random = Random(f"xlperf {self.world.seed} problems census {year}")
            found = census_with_mistakes(random, found, self.problems, date(year + 1, 3, 31))
        path = folder / f"cin_{year_text(year)}.xml"
        self.planted += write_census(found, year, path, f"{CIN}/{path.name}")
        self.files.append(path)

    def ssda903(self, by_year: Sequence[Tables]) -> None:
        of_one_year = OfOneYear(by_year, self.world.years)
        planter = self.planter("ssda903")
        for year, tables in zip(self.world.years, by_year, strict=True):
            definition, text = self.ssda903_definition(year), year_text(year)
            if self.problems:
                mistakes, last = ssda903_mistakes(definition), date(year + 1, 3, 31)
                tables = planter.with_mistakes(tables, mistakes, last, partial(of_one_year, year))
            folder = self.folder / SSDA903 / text
            ensure_folder(folder)
            self.files += write_ssda903(definition, tables, text, folder)
            for key, records in tables.items():
                file = f"{SSDA903}/{text}/{file_name(key, text)}"
                self.planted += planted_in(definition.table(key), records, file, "")

    def ssda903_definition(self, year: int) -> ReturnDefinition:
        """Return the newest definition of no later year than the one that ends after `year`."""
        known = sorted((one.id, one) for one in self.catalogue.returns.values() if one.family == SSDA903)
        fitting = [one for name, one in known if name <= f"{SSDA903}_{year + 1}"]
        return fitting[-1] if fitting else known[0][1]

    def planter(self, name: str, key: str = "child") -> Planter:
        return Planter(Random(f"xlperf {self.world.seed} problems {name}"), self.problems, key)


def year_text(year: int) -> str:
    """Return a financial year as the files are named: 2025-26."""
    return f"{year}-{(year + 1) % 100:02d}"
