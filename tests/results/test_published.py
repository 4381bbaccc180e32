"""Figures that the Department for Education and others have published come out the same."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.oracles import FOLDER, number, rows
from xlperf.figure import shown
from xlperf.results.rate import percent, rate
from xlperf.symbols import Missing


def as_printed(numerator: str, denominator: str, per: str, places: int = 1) -> str:
    above, below = number(numerator), number(denominator)
    if per == "100":
        return shown(percent(above, below), places, "percent").removesuffix("%")
    return shown(rate(above, below, float(per)), places)


def same(ours: str, published: str) -> bool:
    """The published files drop zeros at the end of a decimal, and brackets round a symbol."""
    if published in list(Missing):
        return ours == f"[{published}]"
    return "[" not in ours and Decimal(ours.replace(",", "")) == Decimal(published)


@pytest.mark.parametrize("row", rows(FOLDER / "published.csv"), ids=lambda row: f"{row['area']} {row['measure']}")
def test_a_published_value_follows_from_its_own_counts(row: dict[str, str]) -> None:
    assert same(as_printed(row["numerator"], row["denominator"], row["per"]), row["published"])


@pytest.mark.parametrize("row", rows(FOLDER / "rounding_ties.csv"), ids=lambda row: f"{row['area']} {row['percent']}")
def test_an_exact_half_is_rounded_up_as_published(row: dict[str, str]) -> None:
    assert same(as_printed(row["numerator"], row["denominator"], "100"), row["percent"])


def test_all_published_child_protection_values_of_2013_to_2020_reproduce(shared: Path) -> None:
    published = rows(shared / "oracles" / "dfe_published_child_protection_2013_2020.csv")
    differing = [
        row
        for row in published
        if not same(
            as_printed(row["numerator"], row["denominator"], row["multiplier"], int(row["decimal_places"])),
            row["published_value"],
        )
    ]
    assert len(published) == 6075
    assert differing == []


def test_all_published_ties_reproduce(shared: Path) -> None:
    ties = rows(shared / "oracles" / "dfe_rounding_ties.csv")
    assert len(ties) == 57
    for row in ties:
        assert same(as_printed(row["numerator"], row["denominator"], "100"), row["published_percent"]), row
