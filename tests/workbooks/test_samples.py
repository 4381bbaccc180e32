"""The samples read without a problem and hang together: counts, rates, comparators, words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from tests.support.recipes import SAMPLES
from xlperf.period import Period, PeriodKind
from xlperf.returns.performance import PerformanceWorkbook
from xlperf.sheets.grid import Book

WorkbookOf = Callable[[str], PerformanceWorkbook]
PARTS = ("Explanation of current performance", "Current activities", "Best practice")


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_reads_without_any_problem(book_of: Callable[[str], Book], workbook_of: WorkbookOf, name: str) -> None:
    assert book_of(name).problems == ()
    assert workbook_of(name).problems == ()


@pytest.mark.parametrize("name", SAMPLES)
def test_every_row_of_a_recipe_is_read(workbook_of: WorkbookOf, name: str) -> None:
    workbook, tables = workbook_of(name), SAMPLES[name].tables
    assert len(workbook.about) == len(tables["about"])
    assert len(workbook.listed) == len(tables["measures"])
    assert len(workbook.commentary) == len(tables["commentary"])
    for key, found in {
        "targets": workbook.targets,
        "comparators": workbook.comparators,
        "populations": workbook.populations,
        "breakdowns": workbook.breakdowns,
        "actions": workbook.actions,
        "meetings": workbook.meetings,
    }.items():
        assert len(found) == len(tables.get(key, ())), key


def test_haringeys_sample_is_about_haringey(workbook_of: WorkbookOf) -> None:
    workbook = workbook_of("haringey")
    assert (workbook.authority.name, workbook.authority.code) == ("Haringey", "E09000014")
    assert workbook.about["prepared_on"] == "17 February 2010"


def test_haringeys_moves_are_red_only_above_16(workbook_of: WorkbookOf) -> None:
    workbook = workbook_of("haringey")
    moves = next(each for each in workbook.listed if each.code == "NI 62")
    assert workbook.indicators[moves.indicator].red_limit == 0.16


def test_one_commentary_serves_ni_59_and_ni_60(workbook_of: WorkbookOf) -> None:
    shared = [each for each in workbook_of("haringey").commentary if len(each.codes) > 1]
    assert {each.codes for each in shared} == {("NI 59", "NI 60")}
    assert [each.part for each in shared] == list(PARTS)


HARINGEY_PROSE = {
    "NI 59": ("50% more", "all except 2", "3 times a week", "165 cases"),
    "NI 62": ("12 months", "62 children", "3 or more", "11.11%", "16%"),
    "NI 61": ("10 children", "5 of these", "12 months", "75%"),
    "NI 63": ("69.6%", "70%"),
    "NI 67": ("9 reviews",),
    "NI 65": ("246 children", "33 of them", "13%", "11%", "12%"),
    "NI 64": ("62%", "18 months", "2-year", "5%", "4.7%", "6%", "8%", "9.1%"),
    "L0508": ("25 of the 26.5", "15 of the 20.6"),
    "L0509": ("7.7", "1 permanent", "8 from agencies", "5.6", "5 permanent", "2 from agencies"),
}
DERBY_PROSE = {
    "EI&ISS PM04": (
        *("56.20", "54.20", "52.88", "259", "51.00", "41.3%", "32.8%", "12.9%", "85%", "50%", "47%", "3%"),
        *("53%", "78%", "last 4 years", "41% of the plans", "235 plans", "268"),
    ),
    "SS PM07": ("420", "489", "89.80", "84.00", "85.30", "12%", "9%", "3 and 5 years"),
}
BATHNES_PROSE = {
    "CP number": ("106", "January 2011"),
    "NI 64": ("two years",),
    "NI 67": ("100%", "eight years", "3 months", "six months"),
    "NI 68": ("2010",),
    "NI 59": ("December 2011",),
    "NI 60": ("section 47",),
}


@pytest.mark.parametrize(
    ("name", "prose"), [("haringey", HARINGEY_PROSE), ("derby", DERBY_PROSE), ("bathnes", BATHNES_PROSE)]
)
def test_every_measurement_of_the_prose_is_kept(
    workbook_of: WorkbookOf, name: str, prose: dict[str, tuple[str, ...]]
) -> None:
    workbook = workbook_of(name)
    for code, measurements in prose.items():
        words = [each.text for each in workbook.commentary if code in each.codes]
        words += [each.issues for each in workbook.meetings if code in each.codes]
        text = " ".join(words)
        for measurement in measurements:
            assert re.search(rf"(?<![\d.]){re.escape(measurement)}(?![\d])", text), f"{code}: {measurement}"


def test_derbys_printed_rates_follow_from_the_inferred_population(workbook_of: WorkbookOf) -> None:
    (stated,) = workbook_of("derby").populations
    per_head = 10_000 / stated.population.number
    assert f"{286 * per_head:.2f}" == "56.20"
    assert f"{457 * per_head:.2f}" == "89.80"
    assert 259 * per_head < 51.00


def test_derbys_months_run_from_april_2010_to_january_2012(workbook_of: WorkbookOf) -> None:
    for code in ("EI&ISS PM04", "SS PM07", "CP number", "CLA number"):
        months = [
            each.period
            for each in workbook_of("derby").figures
            if each.code == code and each.period.kind is PeriodKind.MONTH
        ]
        assert len(months) == 22
        assert (min(months), max(months)) == (Period.month(2010, 4), Period.month(2012, 1))


def test_derbys_months_fit_what_is_printed(workbook_of: WorkbookOf) -> None:
    plans = _numbers(workbook_of("derby"), "EI&ISS PM04", "numerator")
    assert plans[Period.month(2011, 12)] == plans[Period.quarter(2011, 3)] == 286
    assert f"{plans[Period.month(2011, 3)] / 5.089:.1f}" == "54.2"
    assert plans[Period.day(date(2012, 2, 19))] == 259
    in_care = _numbers(workbook_of("derby"), "SS PM07", "numerator")
    assert in_care[Period.month(2011, 12)] == in_care[Period.quarter(2011, 3)] == 457


def test_derbys_numbers_are_the_numerators_of_its_rates(workbook_of: WorkbookOf) -> None:
    workbook = workbook_of("derby")
    for rate, number in (("EI&ISS PM04", "CP number"), ("SS PM07", "CLA number")):
        numerators, numbers = _numbers(workbook, rate, "numerator"), _numbers(workbook, number, "value")
        months = [period for period in numerators if period.kind is PeriodKind.MONTH]
        assert [numerators[month] for month in months] == [numbers[month] for month in months]


def _numbers(workbook: PerformanceWorkbook, code: str, part: str) -> dict[Period, float]:
    found = {each.period: getattr(each, part) for each in workbook.figures if each.code == code}
    return {period: stated.value for period, stated in found.items() if stated is not None}


def test_derbys_comparators_are_as_the_document_describes_them(workbook_of: WorkbookOf) -> None:
    plans = _by_area(workbook_of("derby"), "EI&ISS PM04")
    poverty = _by_area(workbook_of("derby"), "IDACI")
    group = [area for area in plans if (area, "2008/09") in _areas_and_periods(workbook_of("derby"))]
    members = [area for area in group if area not in {"England", "Comparator authorities"}]
    assert len(members) == 10
    assert round(sum(plans[area] for area in members) / 10, 1) == plans["Comparator authorities"]
    assert sum(plans[area] > 54.20 for area in members) == 3, "Derby is fourth of its group"
    assert sum(poverty[area] > 0.253 for area in members) == 3, "and fourth in poverty"
    assert sum(plans[area] > plans["England"] for area in members) == 5, "half of the group is above England"
    assert 54.20 > plans["Comparator authorities"] > plans["England"]
    assert len(poverty) >= 30


def test_a_comparator_average_is_the_mean_of_its_members(workbook_of: WorkbookOf) -> None:
    care = _by_area(workbook_of("derby"), "SS PM07")
    members = [value for area, value in care.items() if area not in {"England", "Comparator authorities"}]
    assert round(sum(members) / len(members), 1) == care["Comparator authorities"]


def _by_area(workbook: PerformanceWorkbook, code: str) -> dict[str, float]:
    return {
        each.area: each.stated.value
        for each in workbook.comparators
        if each.code == code and str(each.period) == "2010/11" and each.stated.value is not None
    }


def _areas_and_periods(workbook: PerformanceWorkbook) -> set[tuple[str, str]]:
    return {(each.area, str(each.period)) for each in workbook.comparators if each.code == "EI&ISS PM04"}


def test_derbys_meeting_and_actions_are_complete(workbook_of: WorkbookOf) -> None:
    workbook = workbook_of("derby")
    earlier, *surgery = workbook.meetings
    assert (earlier.date, earlier.codes) == (date(2011, 11, 25), ("SS PM07",))
    assert [each.codes for each in surgery] == [("EI&ISS PM04",), ("SS PM07",)]
    for meeting in surgery:
        assert meeting.date == date(2012, 2, 24)
        assert (meeting.start, meeting.end) == ("10:00", "11:15")
        assert len(meeting.attendees.split("\n")) == 6
        assert len(meeting.apologies.split("\n")) == 2
    assert [each.ref for each in workbook.actions] == ["A1", "A2", *map(str, range(1, 11))]
    assert all(each.lead_officer and (each.due or each.timeframe) and each.status for each in workbook.actions)


def test_the_board_papers_cover_matter_is_complete(workbook_of: WorkbookOf) -> None:
    about = workbook_of("bathnes").about
    assert about["date"] == "16 November 2011"
    assert about["agenda_item"] == "8"
    assert about["attachments"] == about["other_options"] == "None"
    wanted = {"purpose", "recommendation", "rationale", "financial", "risk", "equality", "legal", "engagement"}
    wanted |= {"contact", "author", "director", "background_papers"}
    assert wanted <= about.keys()


def test_the_board_papers_polarity_is_a_fact_of_each_measure(workbook_of: WorkbookOf) -> None:
    workbook = workbook_of("bathnes")
    polarity = {each.code: str(workbook.indicators[each.indicator].polarity) for each in workbook.listed}
    assert polarity == {
        "CP number": "neutral",
        "NI 64": "low",
        "NI 65": "low",
        "NI 67": "high",
        "NI 68": "high",
        "NI 59": "high",
        "NI 60": "high",
    }
