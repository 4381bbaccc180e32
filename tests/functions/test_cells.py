"""How a cell is read: what counts as a number, what as missing, and what is refused."""

from __future__ import annotations

import datetime as dt

import pytest

from xlperf.functions import cells
from xlperf.functions.cells import Cell, Refused
from xlperf.results.polarity import HIGH, LOW, NEUTRAL, Polarity
from xlperf.symbols import Missing


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (33, 33.0),
        (0.134, 0.134),
        ("33", 33.0),
        (" 33\u00a0", 33.0),
        ("-4.5", -4.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("1,204", 1204.0),
        ("50,890.5", 50890.5),
        ("13.4%", 0.134),
        ("13.4 %", 0.134),
        ("1.5e3", 1500.0),
        ("1E-3", 0.001),
    ],
)
def test_a_number_may_be_kept_as_text(cell: Cell, number: float) -> None:
    assert cells.number(cell, "value") == pytest.approx(number, rel=1e-15)


@pytest.mark.parametrize(
    ("cell", "missing"),
    [
        (None, Missing.NOT_AVAILABLE),
        ("", Missing.NOT_AVAILABLE),
        (" \u00a0", Missing.NOT_AVAILABLE),
        ("z", Missing.NOT_APPLICABLE),
        ("[z]", Missing.NOT_APPLICABLE),
        (" X ", Missing.NOT_AVAILABLE),
        ("[C]", Missing.CONFIDENTIAL),
        ("low", Missing.LOW),
        ("[Low]", Missing.LOW),
    ],
)
def test_blanks_and_symbols_are_missing_numbers(cell: Cell, missing: Missing) -> None:
    assert cells.number(cell, "value") is missing


@pytest.mark.parametrize(
    "cell",
    [
        "73**",
        "75.5%*",
        "Total = 71",
        "N/A",
        "..",
        "<5",
        "1,20",
        "12 34",
        "1_000",
        "nan",
        "inf",
        ".",
        "e5",
        "%",
        "½",
        "٣",
    ],
)
def test_any_other_text_is_refused(cell: str) -> None:
    with pytest.raises(Refused) as refused:
        cells.number(cell, "value")
    assert refused.value.error.code == "#VALUE!"
    assert cell not in refused.value.error.reason.split()


@pytest.mark.parametrize(("cell", "code"), [(True, "#VALUE!"), (dt.date(2010, 1, 31), "#VALUE!"), (3j, "#VALUE!")])
def test_what_is_no_number_at_all_is_refused(cell: Cell, code: str) -> None:
    with pytest.raises(Refused) as refused:
        cells.number(cell, "value")
    assert refused.value.error.code == code


@pytest.mark.parametrize("cell", [float("nan"), float("inf"), "1e999"])
def test_what_no_cell_can_hold_is_out_of_bounds(cell: Cell) -> None:
    with pytest.raises(Refused) as refused:
        cells.number(cell, "value")
    assert refused.value.error.code == "#NUM!"


def test_a_reason_never_repeats_what_stands_in_the_cell() -> None:
    with pytest.raises(Refused) as refused:
        cells.number("Jordan Smith", "count")
    assert "Jordan" not in refused.value.error.reason
    with pytest.raises(Refused) as refused:
        cells.polarity("Jordan Smith")
    assert "Jordan" not in refused.value.error.reason


def test_a_count_is_not_negative() -> None:
    assert cells.count(0, "count") == 0
    assert cells.count("c", "count") is Missing.CONFIDENTIAL
    with pytest.raises(Refused, match="count is below 0; a count is 0 or more"):
        cells.count(-1, "count")


def test_a_required_number_has_to_be_there_unless_a_blank_stands_for_its_default() -> None:
    assert cells.required(None, "per", blank=10_000) == 10_000
    assert cells.required("1,000", "per", blank=10_000) == 1000
    with pytest.raises(Refused, match="per must be a number"):
        cells.required("z", "per", blank=10_000)
    with pytest.raises(Refused, match="places must be a number"):
        cells.required(None, "places")


@pytest.mark.parametrize("cell", [1.5, 16, -16])
def test_places_are_whole_and_not_too_many(cell: float) -> None:
    with pytest.raises(Refused, match="places must be a whole number from -15 to 15"):
        cells.places(cell)


def test_a_choice_is_named_in_any_case_and_a_near_one_is_suggested() -> None:
    known = ("proportion", "rate", "count")
    assert cells.choice(" Rate ", "kind", known) == "rate"
    assert cells.choice(None, "kind", known, blank="proportion") == "proportion"
    with pytest.raises(Refused, match=r'must be one of "proportion", "rate", "count"\. Did you mean "proportion"'):
        cells.choice("propotion", "kind", known)
    with pytest.raises(Refused, match="kind must be one of"):
        cells.choice(3, "kind", known)


@pytest.mark.parametrize(
    ("cell", "polarity"),
    [
        ("low", LOW),
        (" High", HIGH),
        ("NEUTRAL", NEUTRAL),
        ("10 to 15", Polarity("range", 10, 15)),
        ("10% to 15%", Polarity("range", 0.1, 0.15)),
    ],
)
def test_a_polarity_is_read_as_people_write_it(cell: str, polarity: Polarity) -> None:
    assert cells.polarity(cell) == polarity


@pytest.mark.parametrize("cell", ["", None, "15 to 10", "up", 1.0])
def test_a_polarity_that_is_empty_or_reversed_is_refused(cell: Cell) -> None:
    with pytest.raises(Refused, match='polarity must be "low", "high", "neutral" or a range'):
        cells.polarity(cell)


def test_a_near_polarity_is_suggested() -> None:
    with pytest.raises(Refused, match='Did you mean "high"'):
        cells.polarity("hihg")


def test_no_target_is_not_a_missing_target() -> None:
    assert cells.target("  ") is None
    assert cells.target("x") is Missing.NOT_AVAILABLE


def test_a_result_is_a_number_or_a_plain_text() -> None:
    assert cells.written(0.5) == 0.5
    assert type(cells.written(Missing.LOW)) is str
    assert cells.written(Missing.LOW) == "low"
