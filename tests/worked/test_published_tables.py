"""The real published tables as inputs: rates reproduce, and comparisons follow from the rows by another way."""

from __future__ import annotations

import csv
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from tests.support.councils import council_folder
from tests.support.performance import FIGURES, performance_workbook
from xlperf.definitions.load import load
from xlperf.journey.comparisons import comparisons_of
from xlperf.journey.deprivation import deprivation_of
from xlperf.journey.figures import FigureMaker
from xlperf.journey.inputs import read_inputs
from xlperf.period import Period
from xlperf.report.comparison import Comparison
from xlperf.returns.published import read_published
from xlperf.workbook.read import read_book

RATE = "EI&ISS PM04"
D1 = "d1_child_protection_plans_2013_to_2024.csv"
ESTIMATES = "ons_mid-year_population_estimates_2012_to_2023.csv"
NEIGHBOURS = "New_Statistical_Neighbour_Groupings_April_2021.csv"
INDICES = "File_11_-_IoD2019_Local_Authority_District_Summaries__upper-tier__.xlsx"
COUNCILS = (("Derby", "E06000015"), ("Haringey", "E09000014"), ("Norfolk", "E10000020"), ("Somerset", "E06000066"))


@pytest.fixture(scope="module")
def published(shared: Path) -> Path:
    return shared / "returns" / "published"


@pytest.fixture(scope="module")
def rows(published: Path) -> list[dict[str, str]]:
    with (published / D1).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def maker_of(folder: Path, name: str, code: str, inputs: Sequence[Path], figures: Sequence[object] = ()) -> FigureMaker:
    about = [("Item", "Text"), ("Authority", name), ("Authority code", code)]
    path = performance_workbook(folder / f"{name}.xlsx", {"About": about, "Figures": [FIGURES, *figures]})
    one_decimal = load(council_folder(folder, {"indicators/plan_rate.toml": "places = 1"}))
    return FigureMaker(read_inputs([path, *inputs], one_decimal))


def compared(maker: FigureMaker, year: str) -> Comparison:
    at = Period.parse(year)
    return {one.period: one for one in comparisons_of(maker, maker.inputs.named(RATE, at), at)}[at]


def is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def test_the_large_table_is_read_once_in_less_than_two_seconds(published: Path) -> None:
    def seconds() -> float:
        start = time.process_time()
        read_published(read_book(published / D1), load())
        return time.process_time() - start

    assert any(seconds() < 2 for _ in range(5))


def test_every_cell_of_the_table_is_a_value_or_a_reason(published: Path, rows: list[dict[str, str]]) -> None:
    found = read_published(read_book(published / D1), load())
    rates = [one for one in found.values if one.indicator == "plan_rate"]
    assert found.problems == ()
    assert len(rates) == len(rows)
    assert [one.stated.value for one in rates] == [
        float(row["CPP_At31_rate"]) if is_number(row["CPP_At31_rate"]) else None for row in rows
    ]


def test_rates_reproduce_from_counts_and_the_published_population_of_the_year_before(
    tmp_path: Path, published: Path, rows: list[dict[str, str]]
) -> None:
    chosen = [row for row in rows if row["new_la_code"] and is_number(row["CPP_At31_rate"])][::40]
    counts = [(RATE, row["new_la_code"], f"{row['time_period']}-03-31", "", int(row["CPP_At31"])) for row in chosen]
    maker = maker_of(tmp_path, "Derby", "E06000015", [published / ESTIMATES], counts)
    checked = 0
    for row in chosen:
        day = Period.parse(f"{row['time_period']}-03-31")
        figure = maker.figure(maker.inputs.named(RATE, day), day, row["new_la_code"])
        if figure.population is not None and figure.population.year == day.start_year:
            checked += 1
            assert figure.text == f"{float(row['CPP_At31_rate']):.1f}", row
    assert checked > 40


@pytest.mark.parametrize(("name", "code"), COUNCILS)
@pytest.mark.parametrize("year", [2016, 2021, 2024])
def test_mean_and_rank_are_those_of_the_rows(
    tmp_path: Path, published: Path, rows: list[dict[str, str]], name: str, code: str, year: int
) -> None:
    of_year = [row for row in rows if row["time_period"] == str(year)]
    authorities = {row["old_la_code"]: row for row in of_year if row["geographic_level"] == "Local authority"}
    rates = {la: float(row["CPP_At31_rate"]) for la, row in authorities.items() if is_number(row["CPP_At31_rate"])}
    number = next(row["old_la_code"] for row in rows if row["new_la_code"] == code)
    with (published / NEIGHBOURS).open(encoding="utf-8-sig", newline="") as file:
        group = next(row for row in csv.reader(file) if row[0] == number)[5:25:2]
    members = [rates[member] for member in group if member in rates]

    found = compared(
        maker_of(tmp_path, name, code, [published / D1, published / NEIGHBOURS]), f"{year - 1}/{year % 100}"
    )
    assert (found.available, found.members) == (len(members), 10)
    assert found.mean == pytest.approx(statistics.mean(members))
    assert found.own.value == rates[number]
    assert found.rank == 1 + sum(rate < rates[number] for rate in rates.values())
    assert found.ranked == len(rates)
    edges = np.quantile(list(rates.values()), [0.25, 0.5, 0.75])
    assert found.band == "ABCD"[sum(rates[number] > edge + 1e-9 for edge in edges)]
    assert found.to_best_quartile == pytest.approx(rates[number] - edges[0])
    england = next(row for row in of_year if row["geographic_level"] == "National")
    assert [one.value for one in found.of("England")] == [float(england["CPP_At31_rate"])]
    region = authorities[number]["region_code"]
    regional = next(row for row in of_year if row["region_code"] == region and row["geographic_level"] == "Regional")
    assert found.of("region")[-1].value == float(regional["CPP_At31_rate"])


def test_authorities_that_no_longer_exist_are_missing_and_said(tmp_path: Path, published: Path) -> None:
    maker = maker_of(tmp_path, "Lincolnshire", "E10000019", [published / D1, published / NEIGHBOURS])
    before, after = compared(maker, "2022/23"), compared(maker, "2023/24")
    assert "Cumbria" in [one.area for one in before.of("neighbour") if one.value is not None]
    assert "Cumbria" in [one.area for one in after.of("neighbour") if one.value is None]
    assert (before.available, after.available) == (10, 9)
    assert "Cumbria has no row for 2023/24; there are rows for 2012/13 to 2022/23." in after.notes
    assert {"Cumberland", "Westmorland and Furness"} <= {one.area for one in after.of("authority")}


def test_a_code_of_before_and_one_of_after_a_change_are_one_authority(tmp_path: Path, published: Path) -> None:
    old, new = (maker_of(tmp_path, "Somerset", code, [published / D1]) for code in ("E10000027", "E06000066"))
    assert [compared(old, year).own.value for year in ("2022/23", "2023/24")] == [
        compared(new, year).own.value for year in ("2022/23", "2023/24")
    ]


def test_all_authorities_with_both_are_drawn_against_deprivation(tmp_path: Path, published: Path) -> None:
    maker = maker_of(tmp_path, "Derby", "E06000015", [published / D1, published / INDICES])
    at = Period.parse("2018/19")
    found = deprivation_of(maker, maker.inputs.named(RATE, at), at)
    assert found is not None
    xs, ys = [one.deprivation for one in found.points], [one.value for one in found.points]
    line = statistics.linear_regression(xs, ys)
    assert len(xs) > 140
    assert (found.slope, found.intercept) == pytest.approx((line.slope, line.intercept))
    assert found.explained == pytest.approx(statistics.correlation(xs, ys) ** 2)
    assert found.points[0].deprivation == 0.211
