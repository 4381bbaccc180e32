"""The rates that the Department for Education printed come out of its counts and the population a year before."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.councils import council_folder
from tests.support.performance import FIGURES, POPULATIONS, performance_workbook
from xlperf.definitions.load import load
from xlperf.figure import Figure
from xlperf.journey.figures import FigureMaker
from xlperf.journey.inputs import read_inputs
from xlperf.period import Period

RATE = "EI&ISS PM04"
COUNTS = "d1_child_protection_plans_2013_to_2024.csv"
ESTIMATES = "ons_mid-year_population_estimates_2012_to_2023.csv"
AUTHORITIES = 20


class Printed(NamedTuple):
    """A year end of an authority: children on a plan, both populations aged 0 to 17, and the rate as it is printed."""

    authority: str
    year: int
    children: int
    year_before: int
    same_year: int
    rate: str


# DfE, Characteristics of children in need, local authority table D1 (release of 2024: children on a plan at 31 March
# and rate per 10,000); populations: ONS mid-year estimates, children aged 0 to 17 years, as in the same release.
TRANSCRIBED = (
    Printed("Haringey", 2014, 196, 58761, 59116, "33.4"),
    Printed("Bath and North East Somerset", 2014, 79, 33948, 34155, "23.3"),
    Printed("Northumberland", 2015, 355, 59721, 59097, "59.4"),
    Printed("Derby", 2016, 314, 58474, 58947, "53.7"),
    Printed("Cornwall", 2017, 381, 103942, 104445, "36.7"),
    Printed("Kent", 2019, 1303, 331385, 333343, "39.3"),
    Printed("Birmingham", 2020, 1276, 291715, 290376, "43.7"),
    Printed("Rutland", 2021, 8, 8061, 7986, "9.9"),
    Printed("Leeds", 2022, 607, 170639, 172453, "35.6"),
    Printed("Hackney", 2023, 181, 55074, 54352, "32.9"),
    Printed("Derby", 2023, 277, 59191, 60058, "46.8"),
)


def maker_of(folder: Path, printed: Iterable[Printed], shift: int = 0) -> FigureMaker:
    """Return what makes figures of counts and populations; `shift` calls the year of each population another one."""
    counts, populations = [], {}
    for one in printed:
        counts.append((RATE, one.authority, f"{one.year}-03-31", None, one.children))
        populations[one.authority, one.year - 1] = one.year_before
        populations[one.authority, one.year] = one.same_year
    rows = [(RATE, area, year + shift, "0-17", number, "ONS") for (area, year), number in populations.items() if number]
    path = performance_workbook(
        folder / f"rates{shift}.xlsx", {"Figures": [FIGURES, *counts], "Populations": [POPULATIONS, *rows]}
    )
    one_decimal = load(council_folder(folder, {"indicators/plan_rate.toml": "places = 1"}))
    return FigureMaker(read_inputs([path], one_decimal))


def rate(maker: FigureMaker, one: Printed) -> Figure:
    day = Period.parse(f"{one.year}-03-31")
    return maker.figure(maker.inputs.named(RATE, day), day, one.authority)


@pytest.mark.parametrize("one", TRANSCRIBED, ids=lambda one: f"{one.authority} {one.year}")
def test_the_printed_rate_is_per_the_population_of_the_year_before(tmp_path: Path, one: Printed) -> None:
    figure = rate(maker_of(tmp_path, [one]), one)
    assert figure.population is not None
    assert (figure.text, figure.population.year, figure.population.number) == (one.rate, one.year - 1, one.year_before)


@pytest.mark.parametrize("one", TRANSCRIBED, ids=lambda one: f"{one.authority} {one.year}")
def test_the_population_of_the_year_itself_gives_another_rate(tmp_path: Path, one: Printed) -> None:
    figure = rate(maker_of(tmp_path, [one], shift=-1), one)
    assert figure.population is not None
    assert figure.population.number == one.same_year
    assert figure.text != one.rate


def test_the_rate_of_the_financial_year_is_that_of_its_last_day(tmp_path: Path) -> None:
    maker = maker_of(tmp_path, TRANSCRIBED[3:4])
    year = Period.parse("2015/16")
    assert maker.figure(maker.inputs.named(RATE, year), year, "Derby").text == "53.7"


@pytest.fixture(scope="module")
def published(shared: Path) -> Sequence[Printed]:
    """Every year end of some twenty authorities, from all over England, for which count and rate are printed."""
    folder = shared / "returns" / "published"
    populations = {
        (row["new_la_code"], int(row["time_period"])): int(row["population_estimate"])
        for row in records(folder / ESTIMATES)
        if row["geographic_level"] == "Local authority" and row["population_estimate"].isdigit()
    }
    counts = [row for row in records(folder / COUNTS) if row["geographic_level"] == "Local authority"]
    # An authority that was made anew has a new code, and its population may have been estimated anew.
    codes = sorted({row["new_la_code"] for row in counts if row["time_period"] == "2017" and row["CPP_At31"].isdigit()})
    chosen = set(codes[:: len(codes) // (AUTHORITIES + 3)])
    return [
        Printed(
            row["new_la_code"],
            year,
            int(row["CPP_At31"]),
            populations[row["new_la_code"], year - 1],
            populations.get((row["new_la_code"], year), 0),
            f"{float(row['CPP_At31_rate']):.1f}",
        )
        for row in counts
        if row["new_la_code"] in chosen
        and row["CPP_At31"].isdigit()
        and row["CPP_At31_rate"].replace(".", "").isdigit()
        for year in [int(row["time_period"])]
    ]


def records(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_year_end_of_twenty_authorities_is_as_printed(tmp_path: Path, published: Sequence[Printed]) -> None:
    assert len({one.authority for one in published}) >= AUTHORITIES
    assert len(published) > 10 * AUTHORITIES
    maker = maker_of(tmp_path, published)
    assert [(one, rate(maker, one).text) for one in published if rate(maker, one).text != one.rate] == []


def test_with_the_population_of_the_year_itself_few_are_as_printed(
    tmp_path: Path, published: Sequence[Printed]
) -> None:
    both = [one for one in published if one.same_year]
    maker = maker_of(tmp_path, both, shift=-1)
    as_printed = [one for one in both if rate(maker, one).text == one.rate]
    assert len(as_printed) < len(both) / 5


def test_the_transcribed_rates_are_those_of_the_published_table(shared: Path) -> None:
    folder = shared / "returns" / "published"
    table = {(row["la_name"], row["time_period"]): row for row in records(folder / COUNTS)}
    for one in TRANSCRIBED:
        row = table[one.authority, str(one.year)]
        assert (row["CPP_At31"], row["CPP_At31_rate"]) == (str(one.children), one.rate)
