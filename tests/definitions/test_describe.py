"""A definition in full, for a person."""

from __future__ import annotations

import pytest

from xlperf.definitions import Indicator, load
from xlperf.definitions.describe import WIDTH

INDICATORS = list(load().indicators.values())


def in_one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.id)
def test_everything_that_a_file_says_is_told(indicator: Indicator) -> None:
    told = in_one_line(load().describe(indicator.id))
    for text in (indicator.title, indicator.definition, indicator.why, indicator.returns, *indicator.sources):
        assert in_one_line(text) in told
    for code in indicator.all_codes:
        assert code in told
    for name, setting in indicator.settings.items():
        default = str(setting.default).lower() if isinstance(setting.default, bool) else setting.default
        assert f"{name}: {setting.rule} Default: {default}." in told
        assert in_one_line(setting.reason) in told
    for example in indicator.examples:
        assert in_one_line(example.title) in told
        assert in_one_line(example.source) in told


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.id)
def test_it_fits_a_window(indicator: Indicator) -> None:
    lines = load().describe(indicator.id).splitlines()
    for line in lines:
        assert (
            len(line) <= WIDTH or line.startswith("        ") or line in (indicator.title, "=" * len(indicator.title))
        )


def test_a_dated_code_says_when_it_is_in_force() -> None:
    assert "Codes: NI 59 (until 31 March 2010), NI 59/7" in load().describe("NI 59/7")
    assert "Codes: NI 59 (from 1 April 2010), NI 59/10" in load().describe("NI 59")


def test_the_rating_is_told_with_its_thresholds() -> None:
    surgery = load().describe("PM04")
    for line in (
        "Polarity: low, low is good.",
        "Blue ★: better than the target by 2% of it or more.",
        "Green ●: target met, being exactly on it included.",
        "Amber ◆: worse than the target by 5% of it or less.",
        "Red ▲: worse than the target by more than 5% of it.",
    ):
        assert line in surgery


def test_a_red_limit_is_told_in_the_place_of_the_tolerance() -> None:
    told = load().describe("NI 62")
    assert "Warning ◆: target missed, but not above 16%." in told
    assert "Alert ▲: above 16%." in told
    assert "5%" not in told.partition("How it is rated")[2].partition("Rules that")[0]


def test_points_are_told_as_points() -> None:
    rated = load().named("NI 65").describe(load().schemes["brag_points"])
    assert "Amber ◆: worse than the target by 5 percentage points or less." in rated
    assert "Red ▲: worse than the target by more than 5 points." in load().named("PM04").describe(
        load().schemes["brag_points"]
    )


def test_a_neutral_or_unrated_indicator_is_told_without_thresholds() -> None:
    assert "Scheme" not in load().describe("CP number")
    assert "It is watched but not rated: data only." in load().describe("L0508")


def test_without_a_scheme_only_its_name_is_told() -> None:
    told = load().named("NI 65").describe()
    assert "Scheme: status." in told
    assert "Alert" not in told.partition("How it is rated")[2].partition("Which returns")[0]


def test_the_records_of_an_example_are_told_as_a_table() -> None:
    told = load().describe("NI 64")
    assert "        started     ended       counted  why\n" in told
    assert "        2022-06-01  2024-05-30  yes      the 730th day, counting the last\n" in told
    assert "        2022-06-01              no       still open\n" in told


def test_what_stands_beside_the_records_is_told_too() -> None:
    told = load().describe("NI 67")
    assert "        with plan reviews\n" in told
    assert "        child  plan started  reviewed\n" in told
