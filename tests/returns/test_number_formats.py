from __future__ import annotations

import pytest

from xlperf.returns.number_formats import is_percent_format, places_in_format, shows_day


@pytest.mark.parametrize("number_format", ["0%", "0.0%", "0.00%;-0.00%", "[Red]0.0%", "0.0 %", '"about "0%'])
def test_a_percent_sign_outside_quotes_makes_a_fraction(number_format: str) -> None:
    assert is_percent_format(number_format)


@pytest.mark.parametrize("number_format", ["", "General", "0.0", '0.0"%"', r"0.0\%", "0.0_%", "@"])
def test_a_percent_sign_that_is_only_text_does_not(number_format: str) -> None:
    assert not is_percent_format(number_format)


@pytest.mark.parametrize(
    ("number_format", "places"),
    [
        ("0", (0, 0)),
        ("0.0%", (1, 1)),
        ("#,##0.00", (2, 2)),
        ("0.0##", (1, 3)),
        ("General", None),
        ("", None),
        ("@", None),
        ("0.00E+00", None),
    ],
)
def test_the_decimals_that_a_format_shows(number_format: str, places: tuple[int, int] | None) -> None:
    assert places_in_format(number_format) == places


@pytest.mark.parametrize(
    ("number_format", "day"),
    [
        ("mmm-yy", False),
        ("mmmm yyyy", False),
        ("yyyy-mm", False),
        ("[$-809]mmmm yyyy", False),
        ("mm-dd-yy", True),
        ("dd/mm/yyyy", True),
        ("d mmm yyyy", True),
        ('mmm" d "yy', False),
        ("General", None),
        ("", None),
        ("yyyy", None),
        ("0.0", None),
    ],
)
def test_a_date_format_shows_the_day_or_only_the_month(number_format: str, day: bool | None) -> None:
    assert shows_day(number_format) is day
