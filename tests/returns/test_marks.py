"""Values with their marks, as issue and sources write them (marks of the B&NES and Haringey reports, 2010 and 2011)."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.figure import Unit, shown
from xlperf.returns.marks import Stated, Unreadable, read_marked
from xlperf.sheets.grid import NOT_CALCULATED, CellError, CellValue
from xlperf.symbols import Missing


def percent(value: CellValue, number_format: str = "") -> Stated:
    stated = read_marked(value, number_format, "percent")
    assert stated is not None
    return stated


def count(value: CellValue, number_format: str = "") -> Stated:
    stated = read_marked(value, number_format, "count")
    assert stated is not None
    return stated


def test_two_stars_mean_provisional_with_a_footnote() -> None:
    assert percent("73**") == Stated(0.73, None, provisional=True, marks="**", decimals=0, text="73**")


def test_one_star_after_a_number_is_a_footnote_only() -> None:
    assert percent("75.5%*") == Stated(0.755, None, provisional=False, marks="*", decimals=1, text="75.5%*")
    assert percent("67.6*").value == 0.676
    assert percent("77*").provisional is False
    assert percent("77*%").value == 0.77


@pytest.mark.parametrize("written", ["Total = 71", "total=71", "71", " 71 ", "71\u00a0", "+71"])
def test_a_number_is_found_behind_its_label_and_spaces(written: str) -> None:
    assert count(written).value == 71


@pytest.mark.parametrize("written", ["73p", "73 (p)", "73 P"])
def test_a_p_means_provisional(written: str) -> None:
    assert count(written).provisional


@pytest.mark.parametrize(
    ("symbols", "missing"),
    [
        (["N/A", "z", "n/a", "Z", "[z]", "not applicable"], Missing.NOT_APPLICABLE),
        (["..", ":", "x", "No data for this range", "NO  DATA FOR THIS RANGE", "[x]"], Missing.NOT_AVAILABLE),
        (["c", "<5", "< 5", "*", "C", "[c]", "<10"], Missing.CONFIDENTIAL),
        (["low", "k", "~", "LOW", "[low]"], Missing.LOW),
    ],
)
@pytest.mark.parametrize("unit", ["percent", "rate", "count", "score"])
def test_symbols_say_why_there_is_no_number(symbols: list[str], missing: Missing, unit: Unit) -> None:
    for symbol in symbols:
        stated = read_marked(symbol, "", unit)
        assert stated is not None
        assert (stated.value, stated.missing) == (None, missing)


@pytest.mark.parametrize(
    ("value", "number_format", "expected", "decimals", "text"),
    [
        (0.414, "0.0%", 0.414, 1, "41.4%"),
        (41.4, "General", 0.414, 1, "41.4"),
        (41.4, "", 0.414, 1, "41.4"),
        ("41.4%", "", 0.414, 1, "41.4%"),
        ("41.4", "", 0.414, 1, "41.4"),
        ("41.4 %", "@", 0.414, 1, "41.4 %"),
        (0.137, "0%", 0.137, 0, "14%"),
        (25.0, "0.00", 0.25, 2, "25.00"),
        (25.0, "0.0##", 0.25, 1, "25.0"),
        (0.414, '0.0"%"', 0.00414, 1, "0.4"),
        (0.414, r"0.0\%", 0.00414, 1, "0.4"),
        (13.98, "General", 0.1398, 2, "13.98"),
        ("13.98%", "", 0.1398, 2, "13.98%"),
        (0.0, "General", 0.0, 0, "0"),
        (100.0, "#,##0", 1.0, 0, "100"),
        (120.0, "General", 1.2, 0, "120"),
    ],
)
def test_percentages_become_fractions(
    value: CellValue, number_format: str, expected: float, decimals: int, text: str
) -> None:
    stated = percent(value, number_format)
    assert (stated.value, stated.decimals, stated.text) == (expected, decimals, text)


def test_numbers_of_other_units_stand_as_they_are() -> None:
    assert read_marked(56.2, "0.00", "rate") == Stated(56.2, decimals=2, text="56.20")
    assert read_marked("56.20", "", "rate") == Stated(56.2, decimals=2, text="56.20")
    assert count("1,234").value == 1234
    assert count("12,345,678.5").value == 12345678.5
    assert count("−3").value == -3
    assert count(15.0).text == "15"


def test_a_rate_may_say_what_it_is_per() -> None:
    stated = read_marked("51.00 per 10,000", "", "rate")
    assert stated is not None
    assert (stated.value, stated.decimals) == (51.0, 2)
    with pytest.raises(Unreadable, match="not one per 1,000"):
        read_marked("51.00 per 1,000", "", "rate")
    with pytest.raises(Unreadable, match="is a rate"):
        read_marked("51.00 per 10,000", "", "percent")


@pytest.mark.parametrize("unit", ["rate", "count", "score"])
def test_a_percentage_is_refused_where_another_unit_belongs(unit: Unit) -> None:
    with pytest.raises(Unreadable, match=f'"13.4%" is a percentage, and a {unit} belongs here'):
        read_marked("13.4%", "", unit)
    with pytest.raises(Unreadable, match="is a percentage"):
        read_marked(0.134, "0.0%", unit)


@pytest.mark.parametrize(
    "written",
    [
        "1_000",
        "nan",
        "inf",
        "٣",
        "٧٣",
        "12,34",
        "1,2345",
        "1E5",
        "1e5",
        "12 34",
        "5.",
        "-",
        ".",
        "**",
        "abc",
        "1-5",
        "33 of 246",
    ],
)
def test_what_only_looks_like_a_number_is_refused_and_quoted(written: str) -> None:
    with pytest.raises(Unreadable, match="stands where a number belongs") as refused:
        read_marked(written, "", "count")
    assert f'"{written}"' in str(refused.value)
    assert "N/A (not applicable)" in str(refused.value)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("(12)", "may be minus a number or a number in brackets"),
        ("£120", "an amount of money"),
        ("#DIV/0!", "#DIV/0! is an error value"),
        (CellError("#REF!"), "#REF! is an error value"),
        (NOT_CALCULATED, "the formula's result was not stored"),
        (True, "TRUE stands where a number belongs"),
        (dt.date(2015, 10, 10), "a spreadsheet makes dates of texts such as 10-15"),
        (dt.datetime(2015, 10, 10), "the date 2015-10-10"),
        (dt.time(10), "a time stands"),
        (math.nan, "too large to be a figure, or is none"),
        (math.inf, "too large"),
        (1e300, "too large"),
        ("9" * 400, "too large"),
    ],
)
def test_what_is_no_number_is_refused_with_the_reason(value: CellValue, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_marked(value, "", "count")
    assert reason in str(refused.value)


@pytest.mark.parametrize("blank", [None, "", "  ", "\u00a0\n"])
def test_a_blank_cell_states_nothing(blank: CellValue) -> None:
    assert read_marked(blank, "", "percent") is None


@given(st.integers(0, 1_000_000), st.integers(0, 4), st.sampled_from(["", "*", "**", "†"]))
def test_a_percentage_reads_the_same_however_it_is_written(hundredths: int, places: int, marks: str) -> None:
    number = hundredths / 10**places
    text = f"{number:.{places}f}"
    ways = [percent(f"{text}{marks}"), percent(f"{text}%{marks}"), percent(number)]
    assert len({way.value for way in ways}) == 1
    assert ways[0].decimals == ways[1].decimals == places
    assert ways[0].value == pytest.approx(number / 100)


@given(st.floats(-1e14, 1e14), st.sampled_from(["", "General", "0.0", "0%", "0.00%", "#,##0", "0.000000000000000000"]))
def test_every_number_can_be_read_and_shown(number: float, number_format: str) -> None:
    stated = percent(number, number_format)
    assert stated.value is not None
    assert stated.decimals is not None
    assert shown(stated.value, stated.decimals, "percent").endswith("%")


@given(st.text(max_size=30), st.sampled_from(["percent", "rate", "count", "score"]))
def test_any_text_is_a_number_a_reason_or_refused(text: str, unit: Unit) -> None:
    try:
        stated = read_marked(text, "", unit)
    except Unreadable:
        return
    assert stated is None or (stated.value is None) != (stated.missing is None)
