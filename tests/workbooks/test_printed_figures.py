"""Every figure that the source documents print stands in the samples, with its marks.

The values are transcribed from the documents (Haringey 17 February 2010, Derby 24 February 2012, Bath & North East
Somerset 16 November 2011), apart from the recipes. The tests that read ../shared compare with its csv files too.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from xlperf.period import Period
from xlperf.returns.performance import PerformanceWorkbook

WorkbookOf = Callable[[str], PerformanceWorkbook]

# code: outturn 2008/09, December 2009, January 2010, year to date, target 2009/10
HARINGEY = {
    "NI 59": ("", "34.9%", "41.4%", "26.1%", "53%"),
    "NI 60": ("", "45.4%", "43.7%", "42.5%", "63%"),
    "NI 68": ("", "63.3%", "75.3%", "52.9%", "58%"),
    "NI 62": ("14.69%", "12.25%", "13.98%", "13.98%", "11%"),
    "NI 61": ("80%", "50%", "50%", "50%", "75%"),
    "NI 66": ("95.6%", "96.4%", "92.6%", "92.6%", "98.0%"),
    "NI 63": ("56.2%", "69.7%", "69.6%", "69.6%", "70%"),
    "NI 67": ("", "94.3%", "94.8%", "94.8%", "100%"),
    "NI 65": ("", "25%", "15.4%", "13.4%", "10%"),
    "NI 64": ("4.7%", "19%", "0%", "15.2%", "5%"),
    "NI 51": ("", "No data for this range", "No data for this range", "15", "15"),
    "L0508": ("", "0", "0", "0", ""),
    "L0509": ("", "1", "0", "0", ""),
}
HARINGEY_PERIODS = ("2008/09", "2009-12", "2010-01", "2009/10 to 2010-01")
# A rolling measure answers every month, and the year to date, with the twelve months to its end.
ROLLING = {
    "2009-12": "12 months to 2009-12",
    "2010-01": "12 months to 2010-01",
    "2009/10 to 2010-01": "12 months to 2010-01",
}

# code: numerators, denominators and percentages, September 2009 to February 2010
DETAIL = {
    "NI 59": ("31 77 46 53 72 54", "131 219 177 152 174 130", "23.7 35.2 26.0 34.9 41.4 41.5"),
    "NI 59/10": ("36 87 58 59 81 69", "131 219 177 152 174 130", "27.5 39.7 32.8 38.8 46.6 53.1"),
    "NI 59/month/7": ("22 65 35 45 67 43", "34 79 44 54 76 56", "64.7 82.3 79.5 83.3 88.2 76.8"),
    "NI 59/month/10": ("27 74 39 47 74 52", "34 79 44 54 76 56", "79.4 93.7 88.6 87.0 97.4 92.9"),
    "NI 60": ("34 43 31 49 62 84", "57 80 72 108 142 145", "59.6 53.8 43.1 45.4 43.7 45.0"),
}
DETAIL_MONTHS = ("2009-09", "2009-10", "2009-11", "2009-12", "2010-01", "2010-02")

# code: England, family and own 2009/10; plan and actual 2010/11; plan, Q1 and Q2 2011/12
BATHNES = {
    "CP number": ("", "", "Total = 71", "N/A", "106", "N/A", "104", "88"),
    "NI 64": ("6", "8.3", "18.9", "8", "10.4", "8", "8.8", "6.3"),
    "NI 65": ("13", "13.1", "11.4", "10", "23.5", "12", "18.2", "17.4"),
    "NI 67": ("99", "98.9", "100", "100", "100", "100", "100", "100"),
    "NI 68": ("64", "75", "51.2", "50", "73.9", "53", "79.3", "73**"),
    "NI 59": ("75.5%*", "68.5%*", "67.6*", "77*", "67.5", "78", "83.7", "67.6"),
    "NI 60": ("78.1", "66.3", "78.5", "80", "59.3", "80", "65.2", "75.5"),
}

# code, period, kind: value, and the number it counts
DERBY = {
    ("EI&ISS PM04", "2010/11", "actual"): ("54.20", None),
    ("EI&ISS PM04", "2011/12 Q3", "actual"): ("56.20", 286),
    ("EI&ISS PM04", "2011/12", "forecast"): ("52.88", None),
    ("EI&ISS PM04", "2012-02-19", "actual"): (None, 259),
    ("CP number", "2012-02-19", "actual"): ("259", None),
    ("CP number", "2012-02-24", "actual"): ("268", None),
    ("SS PM07", "2011/12 Q3", "actual"): ("89.80", 457),
    ("SS PM07", "2011/12", "forecast"): ("85.30", None),
    ("CLA number", "2009/10", "actual"): ("420", None),
    ("CLA number", "2012-02-19", "actual"): ("489", None),
}
DERBY_TARGETS = {"EI&ISS PM04": "51.00", "SS PM07": "84.00"}
DERBY_SHARES = {
    "Physical abuse": "12.9%",
    "Sexual abuse": "12.9%",
    "Neglect": "32.8%",
    "Emotional abuse": "41.3%",
    "Open for less than a year": "85%",
    "Female": "50%",
    "Male": "47%",
    "Not recorded": "3%",
    "5 years and under": "53%",
    "White British": "78%",
}


def _value(workbook: PerformanceWorkbook, code: str, period: str, kind: str = "actual") -> str:
    """Return the value as the sample shows it; one figure, neither none nor two."""
    found = [
        figure
        for figure in workbook.figures
        if (figure.code, str(figure.period), figure.kind) == (code, period, kind) and not figure.area
    ]
    assert len(found) == 1, f"{len(found)} figures of {code}, {period}"
    assert found[0].value is not None
    return found[0].value.text


def _target(workbook: PerformanceWorkbook, code: str, period: str) -> str:
    texts = [each.stated.text for each in workbook.targets if (each.code, str(each.period)) == (code, period)]
    return texts[0] if texts else ""


def _comparator(workbook: PerformanceWorkbook, code: str, area: str, period: str) -> str:
    key = (code, area, period)
    texts = [each.stated.text for each in workbook.comparators if (each.code, each.area, str(each.period)) == key]
    return texts[0] if texts else ""


def _haringey_periods(code: str) -> Iterator[str]:
    return (ROLLING.get(period, period) if code == "NI 62" else period for period in HARINGEY_PERIODS)


@pytest.mark.parametrize("code", HARINGEY)
def test_haringeys_table_stands_in_its_sample(workbook_of: WorkbookOf, code: str) -> None:
    workbook = workbook_of("haringey")
    *values, target = HARINGEY[code]
    for period, value in zip(_haringey_periods(code), values, strict=True):
        if value:
            assert _value(workbook, code, period) == value
    assert _target(workbook, code, "2009/10") == target


@pytest.mark.parametrize("code", DETAIL)
def test_haringeys_detailed_table_stands_in_its_sample(workbook_of: WorkbookOf, code: str) -> None:
    figures = {(each.code, str(each.period)): each for each in workbook_of("haringey").figures}
    numerators, denominators, percentages = (line.split() for line in DETAIL[code])
    for month, *expected in zip(DETAIL_MONTHS, numerators, denominators, percentages, strict=True):
        figure = figures[code, month]
        assert figure.numerator is not None
        assert figure.denominator is not None
        assert figure.value is not None
        assert [figure.numerator.text, figure.denominator.text] == expected[:2]
        assert figure.value.text == f"{expected[2]}%"


def test_haringeys_counts_in_prose_stand_beside_their_percentages(workbook_of: WorkbookOf) -> None:
    figures = {(each.code, str(each.period)): each for each in workbook_of("haringey").figures}
    for code, numerator, denominator in (("NI 65", 33, 246), ("NI 61", 5, 10)):
        figure = figures[code, "2009/10 to 2010-01"]
        assert figure.numerator is not None
        assert figure.denominator is not None
        assert (figure.numerator.value, figure.denominator.value) == (numerator, denominator)


def test_haringeys_comparators_in_prose_stand_in_its_sample(workbook_of: WorkbookOf) -> None:
    workbook = workbook_of("haringey")
    areas = ("England", "London", "Statistical neighbours")
    assert [_comparator(workbook, "NI 65", area, "2008/09") for area in areas] == ["13%", "11%", "12%"]
    assert [_comparator(workbook, "NI 64", area, "2008/09") for area in areas] == ["6%", "8%", "9.1%"]


@pytest.mark.parametrize("code", BATHNES)
def test_the_board_papers_table_stands_in_its_sample(workbook_of: WorkbookOf, code: str) -> None:
    workbook = workbook_of("bathnes")
    england, family, own, plan, actual, next_plan, first, second = BATHNES[code]
    assert _comparator(workbook, code, "England", "2009/10") == england
    assert _comparator(workbook, code, "Statistical neighbours", "2009/10") == family
    assert _target(workbook, code, "2010/11") == plan
    assert _target(workbook, code, "2011/12") == next_plan
    periods = ("2009/10", "2010/11", "2011/12 Q1", "2011/12 Q2")
    assert [_value(workbook, code, period) for period in periods] == [own, actual, first, second]


def test_the_seven_day_measure_ends_with_march_2010(workbook_of: WorkbookOf) -> None:
    ids = {str(each.period): each.indicator for each in workbook_of("bathnes").figures if each.code == "NI 59"}
    assert ids["2009/10"] != ids["2010/11"] == ids["2011/12 Q1"] == ids["2011/12 Q2"]


def test_a_provisional_figure_says_so_and_keeps_its_footnote(workbook_of: WorkbookOf) -> None:
    provisional = [each for each in workbook_of("bathnes").figures if each.provisional]
    assert [(each.code, str(each.period)) for each in provisional] == [("NI 68", "2011/12 Q2")]
    assert "re-design team" in provisional[0].note


def test_derbys_printed_figures_stand_in_its_sample(workbook_of: WorkbookOf) -> None:
    workbook = workbook_of("derby")
    figures = {(each.code, str(each.period), each.kind): each for each in workbook.figures}
    for key, (value, number) in DERBY.items():
        figure = figures[key]
        assert (figure.value.text if figure.value else None) == value
        assert (figure.numerator.value if figure.numerator else None) == number
        assert figure.source.startswith("printed")
    for code, target in DERBY_TARGETS.items():
        assert _target(workbook, code, "2011/12") == target


def test_derbys_breakdowns_stand_in_its_sample(workbook_of: WorkbookOf) -> None:
    breakdowns = workbook_of("derby").breakdowns
    assert {each.category: each.percent.text for each in breakdowns if each.percent} == DERBY_SHARES
    assert {each.as_at for each in breakdowns} == {Period.day(date(2012, 2, 6))}


# The same facts from the csv files beside the project, where they are.


def _rows(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "figures" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_csv_of_haringeys_table_says_the_same(shared: Path, workbook_of: WorkbookOf) -> None:
    rows = _rows(shared, "haringey_indicators.csv")
    columns = ("outturn_2008_09", "dec_2009", "jan_2010", "ytd_2009_10", "target_2009_10")
    assert {row["code"]: tuple(row[column] for column in columns) for row in rows} == HARINGEY
    listed = [each.code for each in workbook_of("haringey").listed]
    assert listed == [row["code"] for row in rows]
    assert [each.section for each in workbook_of("haringey").listed] == [row["section"] for row in rows]


def test_the_csv_of_haringeys_details_says_the_same(shared: Path) -> None:
    lines = [list(row.values())[2:] for row in _rows(shared, "haringey_detail.csv")]
    texts = {" ".join(line) for line in lines}
    assert texts == {text for parts in DETAIL.values() for text in parts}


def test_the_csv_of_the_board_paper_says_the_same(shared: Path) -> None:
    rows = _rows(shared, "bathnes_board.csv")
    columns = ("england_2009_10", "family_2009_10", "actual_2009_10", "plan_2010_11")
    columns += ("actual_2010_11", "plan_2011_12", "q1", "q2")
    assert {row["code"] or "CP number": tuple(row[column] for column in columns) for row in rows} == BATHNES


def test_the_csv_files_of_derby_say_the_same(shared: Path) -> None:
    shares = {row["category"]: f"{row['percent']}%" for row in _rows(shared, "derby_breakdowns.csv")}
    assert shares == DERBY_SHARES
    known = {value for value, _ in DERBY.values()} | {str(number) for _, number in DERBY.values()}
    for row in _rows(shared, "derby_surgery.csv"):
        assert row["value"] in known
        assert row["target"] in {"", "51.00 per 10000", *DERBY_TARGETS.values()}
