from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.errors import RequestError
from xlperf.results.polarity import HIGH, LOW, NEUTRAL, Polarity, UnknownPolarity


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("low", LOW),
        (" Low is  good ", LOW),
        ("HIGH", HIGH),
        ("neutral", NEUTRAL),
        ("-", NEUTRAL),
        ("10 to 15", Polarity("range", 10, 15)),
        ("10-15", Polarity("range", 10, 15)),
        ("10–15", Polarity("range", 10, 15)),
        ("-5 to 5.5", Polarity("range", -5, 5.5)),
        ("10% to 15%", Polarity("range", 0.1, 0.15)),
    ],
)
def test_a_polarity_is_read_as_people_write_it(text: str, polarity: Polarity) -> None:
    assert Polarity.parse(text) == polarity


def test_the_edges_of_a_percentage_become_fractions() -> None:
    assert Polarity.parse("10 to 15", "percent") == Polarity("range", 0.1, 0.15)
    assert Polarity.parse("10% to 15%", "percent") == Polarity("range", 0.1, 0.15)
    assert Polarity.parse("10 to 15", "rate") == Polarity("range", 10, 15)


def test_the_written_form_is_given_back() -> None:
    assert [str(polarity) for polarity in (LOW, HIGH, NEUTRAL)] == ["low", "high", "neutral"]
    assert str(Polarity("range", 10, 15)) == "10 to 15"
    assert Polarity("range", 0.07, 0.29).written("percent") == "7 to 29"


@given(st.integers(-1000, 10_000), st.integers(0, 10_000), st.sampled_from(["percent", "rate"]))
def test_what_is_written_reads_back(tenths: int, more: int, unit: str) -> None:
    polarity = Polarity.parse(f"{tenths / 10} to {(tenths + more) / 10}", unit)
    assert Polarity.parse(polarity.written(unit), unit) == polarity


def test_a_misspelt_polarity_gets_a_suggestion() -> None:
    with pytest.raises(UnknownPolarity, match=r'"hihg" is not a polarity\. Did you mean "high"') as caught:
        Polarity.parse("hihg")
    assert isinstance(caught.value, RequestError)


@pytest.mark.parametrize("text", ["", "15 to 10", "10 to", "up", "1 to 2 to 3"])
def test_what_is_no_polarity_is_refused(text: str) -> None:
    with pytest.raises(UnknownPolarity, match="such as 10 to 15"):
        Polarity.parse(text)


def test_only_a_range_has_edges() -> None:
    with pytest.raises(ValueError):
        Polarity("low", 1, 2)
    with pytest.raises(ValueError):
        Polarity("range", 1)
    with pytest.raises(ValueError):
        Polarity("range", 2, 1)
    with pytest.raises(ValueError):
        _ = LOW.edges
