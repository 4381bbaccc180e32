"""Made-up samples read back by the readers of every family, for tests."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from xlperf.definitions.load import load
from xlperf.made_up.families import make_world
from xlperf.made_up.records import Planted
from xlperf.made_up.world import World
from xlperf.problem import Problem, Severity
from xlperf.returns.annex_a import read_return
from xlperf.returns.child_level.returned import Return
from xlperf.returns.cin.read import read_cin
from xlperf.returns.local_lists import read_assessments, read_posts
from xlperf.returns.ssda903 import read_ssda903
from xlperf.workbook.census_xml import read_census
from xlperf.workbook.read import read_book

LAST_DAY = dt.date(2026, 3, 31)
TODAY = dt.date(2026, 4, 9)


@cache
def a_world(children: int = 600, seed: int = 5, years: int = 4, last_day: dt.date = LAST_DAY) -> World:
    """Return a world, made once for each set of arguments."""
    return make_world(children, seed, years, last_day)


def read_back(folder: Path, today: dt.date = TODAY) -> dict[str, Return]:
    """Return what the readers make of a sample: annex_a, ssda903, cin_2022-23 …, assessments, posts."""
    catalogue = load()
    found = {
        "annex_a": read_return(read_book(folder / "annex_a.xlsx"), catalogue, today),
        "assessments": read_assessments([read_book(folder / "local" / "assessments.csv")], catalogue, today),
        "posts": read_posts([read_book(folder / "local" / "posts.csv")], catalogue, today),
    }
    tables = [read_book(path) for path in sorted((folder / "ssda903").rglob("*.csv"))]
    if tables:
        found["ssda903"] = read_ssda903(tables, catalogue, today)
    for path in sorted((folder / "cin").glob("*.xml")):
        found[path.stem] = read_cin(read_census(path), catalogue, today)
    return found


def places(problems: Iterable[Problem]) -> Counter[tuple[str, str, str]]:
    """Return (file, cell, rule) of every problem that somebody has to look at, and of the notes about single cells."""
    return Counter(
        (problem.file, problem.cell, problem.rule)
        for problem in problems
        if problem.severity is not Severity.NOTE or problem.cell
    )


def planted_places(planted: Iterable[Planted]) -> Counter[tuple[str, str, str]]:
    """Return (file, cell, rule) of every planted problem; the file without its folder, as problems name it."""
    return Counter((one.file.rpartition("/")[2], one.cell, one.rule) for one in planted)


def days(table_column: Iterable[int]) -> list[dt.date | None]:
    """Return day numbers as dates; None where there is none."""
    return [dt.date.fromordinal(number) if number > 0 else None for number in table_column]
