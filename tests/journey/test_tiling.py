from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from xlperf.journey.tiling import missing_months, tiles
from xlperf.period import Period

YEAR = Period.financial_year(2009)
MONTHS = tuple(YEAR.months())
QUARTERS = tuple(Period.quarter(2009, quarter) for quarter in (1, 2, 3, 4))


def test_a_year_is_put_together_from_twelve_months_or_four_quarters() -> None:
    assert tiles(YEAR, MONTHS) == MONTHS
    assert tiles(YEAR, QUARTERS) == QUARTERS


def test_months_and_quarters_mix_where_neither_alone_is_enough() -> None:
    assert tiles(YEAR, (*QUARTERS[:2], *MONTHS[6:])) == (*QUARTERS[:2], *MONTHS[6:])


def test_nothing_is_put_together_with_a_gap() -> None:
    assert tiles(YEAR, (*MONTHS[:5], *MONTHS[6:])) is None
    assert missing_months(YEAR, (*MONTHS[:5], *MONTHS[6:])) == [MONTHS[5]]


def test_a_day_or_rolling_twelve_months_is_part_of_nothing() -> None:
    assert tiles(MONTHS[0], [Period.day(MONTHS[0].first_day)]) is None
    assert tiles(YEAR, [Period.rolling(YEAR.last_day)]) is None


@given(st.sets(st.sampled_from([*MONTHS, *QUARTERS, Period.year_to_date(MONTHS[4].last_day)])))
def test_what_is_put_together_covers_every_day_once(available: set[Period]) -> None:
    found = tiles(YEAR, available)
    if set(MONTHS) <= available or set(QUARTERS) <= available:
        assert found is not None
    if found is None:
        return
    assert sum(part.days for part in found) == YEAR.days
    assert found[0].first_day == YEAR.first_day
    for one, following in pairwise(found):
        assert (following.first_day - one.last_day).days == 1
