"""What a cell is told of an indicator, from the definitions or from what a host carries of them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

import pytest

from tests.functions.test_judgements import reason
from xlperf.definitions import load, plain_code, scheme
from xlperf.errors import UnknownName
from xlperf.functions import brag, indicator
from xlperf.functions.broadcast import rows_of
from xlperf.functions.catalogue_data import Entry, Kept, document, from_definitions, plain_name, set_provider
from xlperf.functions.indicators import WHAT

DAYS = [None, dt.date(2009, 1, 31), dt.date(2010, 3, 31), dt.date(2010, 4, 1), dt.date(2026, 3, 31)]


@pytest.fixture
def kept() -> Iterator[Kept]:
    """The facts as an add-in carries them, in place of the definitions."""
    carried = Kept.read(document())
    before = set_provider(carried)
    yield carried
    set_provider(before)


def test_every_code_on_every_day_is_the_indicator_of_the_catalogue(kept: Kept) -> None:
    catalogue = load()
    for one in catalogue.indicators.values():
        for code in (*one.all_codes, one.id):
            for day in DAYS:
                try:
                    expected = catalogue.named(code, day).id
                except UnknownName:
                    with pytest.raises(UnknownName):
                        kept.indicator(code, day)
                else:
                    assert kept.indicator(code, day).id == expected
                    assert plain_name(code) == plain_code(code)


def test_the_text_that_hosts_carry_holds_all_and_is_always_the_same(kept: Kept) -> None:
    assert kept.entries == from_definitions().entries
    assert document() == document()
    assert json.loads(document())["schemes"].keys() == {"brag", "brag_points", "status"}
    for name in ("brag", "brag_points", "status"):
        assert kept.scheme(name) == scheme(name)


def test_ratings_are_those_of_the_schemes_that_are_carried(kept: Kept) -> None:
    assert brag(56.2, 51, "low") == "Red"
    assert "no such rating scheme" in reason(brag(56.2, 51, "low", "Smith"), "#VALUE!")


def test_every_fact_of_every_indicator_fits_a_cell() -> None:
    codes = [[one.codes[0].code] for one in load().indicators.values()]
    for row in rows_of(indicator(codes, [WHAT])):
        assert all(isinstance(cell, (str, float)) and cell != "" for cell in row)
        assert all(len(cell) < 32_768 for cell in row if isinstance(cell, str))


def test_polarity_and_red_limit_go_straight_into_a_rating() -> None:
    assert (indicator("NI 62", "red limit"), indicator("NI 62", "polarity")) == (0.16, "low")


def test_the_target_is_that_of_the_shortest_period_with_the_day() -> None:
    year = (dt.date(2010, 4, 1), dt.date(2011, 3, 31), 0.8)
    quarter = (dt.date(2010, 10, 1), dt.date(2010, 12, 31), 0.75)
    before = set_provider(Kept({}, [Entry("x", (("L 1", dt.date.min, dt.date.max),), {}, (year, quarter))]))
    try:
        assert indicator("L1", "target", [["2010-05-01", "2010-11-30", "2012-01-01"]]) == [[0.8, 0.75, "z"]]
        assert indicator("L1", "target") == 0.8
        assert indicator("L1", "title") == "z"
    finally:
        set_provider(before)


def test_what_is_not_there_is_said_without_repeating_the_cell() -> None:
    assert reason(indicator("Jane Smith"), "#N/A") == "The catalogue has no such indicator."
    assert "on that day" in reason(indicator("Jane Smith", "title", 40238), "#N/A")
    assert 'Did you mean "polarity"' in reason(indicator("NI 65", "polarty"), "#VALUE!")
    assert "must be a text" in reason(indicator(64), "#VALUE!") or "a text" in reason(indicator(64), "#VALUE!")
    assert indicator(["NI 65"], None, "x") == [["x"]]
