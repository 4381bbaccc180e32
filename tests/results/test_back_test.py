"""How often the limits of a forecast hold what comes: on simulated, made-up and published series."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import pytest

from tests.support.histories import FIRST_YEAR, Amount, history
from tests.support.months_of_a_world import series_of
from tests.support.oracles import rows
from tests.support.simulated import even, returning, rising, seasonal, shares, wandering
from xlperf.period import Period, PeriodKind
from xlperf.results.back_test import result_of
from xlperf.results.forecast import Forecast, forecast
from xlperf.results.forecast_methods import Measure, Method
from xlperf.results.forecast_series import History, Point

LEVEL = 0.8
TRIES = 300
YEARS = 3  # complete years before the one that is forecast

# Source: DfE, Characteristics of children in need 2024, table d1, column CPP_At31: children on a plan at 31 March of
# 2013 to 2024 (Open Government Licence v3).
ON_A_PLAN = {
    "Bath and North East Somerset": (122, 79, 99, 147, 131, 173, 91, 134, 102, 107, 139, 141),
    "Birmingham": (1026, 844, 1280, 845, 983, 1193, 1289, 1276, 1246, 1148, 1323, 1428),
    "Bristol": (392, 451, 439, 482, 494, 369, 349, 296, 213, 258, 341, 416),
    "Camden": (205, 199, 226, 255, 257, 311, 321, 270, 329, 145, 176, 166),
    "Cornwall": (468, 303, 404, 405, 381, 385, 449, 414, 344, 402, 405, 380),
    "Derby": (225, 300, 314, 314, 368, 519, 426, 381, 460, 396, 277, 228),
    "Devon": (446, 600, 486, 714, 442, 483, 518, 498, 571, 640, 610, 468),
    "Essex": (547, 421, 462, 582, 535, 623, 576, 589, 598, 633, 680, 625),
    "Haringey": (268, 196, 248, 182, 238, 339, 187, 153, 264, 178, 233, 180),
    "Kent": (999, 1191, 1242, 1049, 1185, 1462, 1303, 1332, 1188, 1256, 1333, 1211),
    "Leeds": (983, 747, 612, 564, 515, 522, 399, 568, 546, 607, 601, 674),
    "Northumberland": (289, 354, 355, 361, 234, 391, 415, 471, 359, 389, 416, 384),
    "Rutland": (35, 34, 27, 27, 20, 19, 22, 21, 8, 6, 23, 26),
    "Sheffield": (437, 452, 363, 363, 449, 459, 565, 722, 775, 704, 601, 675),
}


def outcome(measure: Measure, year: Sequence[Amount]) -> float:
    if measure == "level":
        assert isinstance(year[-1], float)
        return year[-1]
    pairs = [one if isinstance(one, tuple) else (one or 0.0, 1.0) for one in year]
    found = result_of(measure, (math.fsum(above for above, _ in pairs), math.fsum(below for _, below in pairs)))
    assert found is not None
    return found


def held(measure: Measure, method: Method, months: Sequence[Amount], known: int) -> bool | None:
    """Say whether the limits of the forecast from the first `known` months hold the outcome; None without limits."""
    year = Period.financial_year(FIRST_YEAR + (known - 1) // 12)
    until = list(year.months())[(known - 1) % 12]
    found = forecast(history(measure, months[:known]), year, until, method, LEVEL)
    if not isinstance(found, Forecast) or found.lower is None or found.upper is None:
        return None
    start = (known - 1) // 12 * 12
    return found.lower - 1e-9 <= outcome(measure, months[start : start + 12]) <= found.upper + 1e-9


def share_held(results: Iterator[bool | None]) -> tuple[float, int]:
    """Return the share of limits that held the outcome, and how many there were."""
    told = [one for one in results if one is not None]
    return sum(told) / len(told), len(told)


def chance_around(level: float, tries: int) -> float:
    """Return how far the share may lie from its level by chance: three standard errors of a binomial share."""
    return 3 * math.sqrt(level * (1 - level) / tries)


SIMULATED: list[tuple[Measure, Method, Callable[[Random, int], list[Amount]]]] = [
    ("level", "carried forward", wandering),
    ("level", "carried forward", returning),
    ("level", "linear", rising),
    ("share", "ratio of sums", shares),
    ("share", "linear", shares),
    ("events", "run rate", even),
    ("events", "linear", even),
]


@pytest.mark.parametrize(("measure", "method", "make"), SIMULATED)
def test_limits_hold_as_often_as_they_say_on_the_series_that_a_method_is_for(
    measure: Measure, method: Method, make: Callable[[Random, int], list[Amount]]
) -> None:
    results = (
        held(measure, method, make(Random(f"{method} {seed}"), (YEARS + 1) * 12), YEARS * 12 + 3 + seed % 7)
        for seed in range(TRIES)
    )
    share, tries = share_held(results)
    assert tries == TRIES
    assert share == pytest.approx(LEVEL, abs=chance_around(LEVEL, tries))


def test_a_seasonal_profile_holds_at_least_as_often_as_it_says_where_a_run_rate_does_not() -> None:
    made = [(seasonal(Random(f"season {seed}"), 60), 48 + 3 + seed % 7) for seed in range(TRIES)]
    by_season, _ = share_held(held("events", "seasonal profile", months, known) for months, known in made)
    in_summer, _ = share_held(held("events", "run rate", months, 48 + 6) for months, _ in made)
    assert by_season >= LEVEL - chance_around(LEVEL, TRIES)
    assert in_summer < LEVEL - chance_around(LEVEL, TRIES)


def test_a_seasonal_profile_comes_nearer_than_a_run_rate_where_there_are_seasons() -> None:
    def missed_by(method: Method, seed: int) -> float:
        months = seasonal(Random(f"nearer {seed}"), 48)
        year = Period.financial_year(FIRST_YEAR + 3)
        found = forecast(history("events", months[:42]), year, list(year.months())[5], method)
        assert isinstance(found, Forecast)
        return abs(found.value - outcome("events", months[36:]))

    far = {method: sum(missed_by(method, seed) for seed in range(60)) for method in ("run rate", "seasonal profile")}
    assert far["seasonal profile"] < far["run rate"] / 2


@pytest.mark.parametrize(
    ("name", "measure", "method"),
    [
        ("open", "level", "carried forward"),
        ("started", "events", "run rate"),
        ("referred", "events", "run rate"),
        ("referred", "events", "linear"),
    ],
)
def test_limits_hold_on_the_children_of_made_up_worlds(
    worlds: list[dict[str, list[float]]], name: str, measure: Measure, method: Method
) -> None:
    """Months of one world share their outcome, so the share may stray as far as so many worlds allow."""
    shares_by_world = [
        share_held(held(measure, method, one[name], known) for known in range(YEARS * 12 + 3, YEARS * 12 + 12))[0]
        for one in worlds
    ]
    share = sum(shares_by_world) / len(worlds)
    assert share == pytest.approx(LEVEL, abs=chance_around(LEVEL, len(worlds)))


@pytest.fixture(scope="module")
def worlds() -> list[dict[str, list[float]]]:
    return [series_of(120, seed, YEARS + 1, dt.date(2026, 3, 31)) for seed in range(1, 31)]


def next_years(series: Sequence[float]) -> Iterator[bool | None]:
    """Try every year of a yearly series from the years before it."""
    years = [Period.financial_year(2012 + number) for number in range(len(series))]
    for number in range(5, len(series)):
        points = tuple(map(Point, years[:number], series))
        of = History("level", "count", 0, PeriodKind.YEAR, points)
        found = forecast(of, years[number], years[number], "carried forward", LEVEL)
        if isinstance(found, Forecast) and found.lower is not None and found.upper is not None:
            yield found.lower <= series[number] <= found.upper


def test_limits_hold_on_what_authorities_published() -> None:
    results = [one for series in ON_A_PLAN.values() for one in next_years(series)]
    share, tries = share_held(iter(results))
    assert tries == len(ON_A_PLAN) * 7
    assert share == pytest.approx(LEVEL, abs=chance_around(LEVEL, tries))


def test_limits_hold_on_what_every_authority_published(shared: Path) -> None:
    found: dict[str, dict[int, str]] = {}
    for row in rows(shared / "returns" / "published" / "d1_child_protection_plans_2013_to_2024.csv"):
        if row["geographic_level"] == "Local authority":
            found.setdefault(row["la_name"], {})[int(row["time_period"])] = row["CPP_At31"]
    whole = [
        [float(values[year]) for year in sorted(values)]
        for values in found.values()
        if len(values) == 12 and all(value.isdigit() for value in values.values())
    ]
    share, tries = share_held(one for series in whole for one in next_years(series))
    assert tries > 900
    assert share == pytest.approx(LEVEL, abs=chance_around(LEVEL, tries))
