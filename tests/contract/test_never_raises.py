"""Whatever stands in the cells, a function answers with cells; and ranges have the shapes that Excel gives them."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.cases import cases
from tests.support.cells import same_cell
from xlperf.functions import CARDS, Card
from xlperf.functions.broadcast import rows_of
from xlperf.functions.indicators import WHAT
from xlperf.results.due import LIMITS
from xlperf.sheets.grid import CellError

WORDS = ["z", "x", "[c]", "low", "LOW", "high", "neutral", "10 to 15", "15 to 10", "brag", "status", "percent", "rate"]
ODD = ["", " ", "73**", "12", "1,204", "13.4%", "1e999", ".", "e5", "-", "#N/A", "nan", "infinity", "proportion", "√"]
EXTREME = [0, -0.0, 1e-320, 1e308, 10**400, 1 - 1e-16]
numbers = st.one_of(st.floats(), st.integers(), st.floats(0, 1), st.integers(0, 500), st.sampled_from(EXTREME))
cells = st.one_of(
    st.none(),
    st.booleans(),
    numbers,
    st.sampled_from(WORDS + ODD),
    st.text(max_size=8),
    st.sampled_from([CellError("#DIV/0!"), CellError("#NOT CALCULATED")]),
    st.sampled_from([dt.date(2010, 1, 31), dt.datetime(2010, 1, 31, 12), dt.timedelta(days=1), object(), 3 + 4j]),
)
ragged = st.lists(st.lists(cells, max_size=3), max_size=3)
arguments = st.one_of(cells, ragged, st.lists(cells, max_size=3))
FITTING = {
    "polarity": st.sampled_from(["low", "high", "neutral", "10 to 15", "-5 to 0"]),
    "scheme": st.sampled_from(["brag", "brag_points", "status"]),
    "unit": st.sampled_from(["", "percent", "rate", "count", "score"]),
    "kind": st.sampled_from(["proportion", "rate", "count"]),
    "places": st.integers(-15, 15),
    "level": st.one_of(st.floats(0, 0.9999), st.sampled_from([1e-320, 0.95, 0.998])),
    "numerators": st.lists(numbers, max_size=4),
    "denominators": st.lists(numbers, max_size=4),
    "values": st.lists(st.one_of(numbers, st.just("x")), max_size=12),
    "months": st.lists(st.one_of(numbers, st.none()), max_size=30),
    "start": st.one_of(st.integers(39_000, 75_000), st.dates().map(str)),
    "finish": st.one_of(st.integers(39_000, 75_000), st.dates().map(str)),
    "code": st.sampled_from(["NI 59", "ni65", "plan_rate", "NI 1"]),
    "what": st.sampled_from(WHAT),
    "day": st.one_of(st.none(), st.dates().map(str)),
    "ranges": st.sampled_from(["screened", "all"]),
    "due kind": st.sampled_from(sorted(LIMITS)),
    "year_end kind": st.sampled_from(["level", "share", "events"]),
    "year_end method": st.sampled_from(["usual", "linear", "run rate", "seasonal profile"]),
}
every_card = pytest.mark.parametrize("card", CARDS, ids=[card.python_name for card in CARDS])


@every_card
@settings(max_examples=cases(150), deadline=None)
@given(data=st.data())
def test_any_mix_of_cells_is_answered(card: Card, data: st.DataObject) -> None:
    count = data.draw(st.integers(card.required, len(card.arguments)))
    result = card.function(*[data.draw(arguments) for _ in range(count)])
    for row in rows_of(result):
        for cell in row:
            assert_a_cell_can_hold(cell)


@every_card
@settings(max_examples=cases(150), deadline=None)
@given(data=st.data())
def test_any_numbers_are_answered(card: Card, data: st.DataObject) -> None:
    """As above, but with arguments of the right kind, so that the sums themselves are reached."""
    own = {argument.name: f"{card.python_name} {argument.name}" for argument in card.arguments}
    drawn = [
        data.draw(FITTING[own[argument.name]] if own[argument.name] in FITTING else FITTING.get(argument.name, numbers))
        for argument in card.arguments
    ]
    for row in rows_of(card.function(*drawn)):
        for cell in row:
            assert_a_cell_can_hold(cell)


def assert_a_cell_can_hold(cell: object) -> None:
    assert isinstance(cell, (str, float, CellError)), cell
    assert not isinstance(cell, float) or math.isfinite(cell)
    assert type(cell) in (str, float, CellError)
    assert cell != ""


@settings(max_examples=cases(50), deadline=None)
@given(st.lists(st.integers(0, 99), min_size=1, max_size=4), st.lists(st.integers(1, 99), min_size=1, max_size=4))
def test_a_column_and_a_row_make_a_table_of_the_single_answers(counts: list[int], populations: list[int]) -> None:
    rate = next(card.function for card in CARDS if card.name == "PERF_RATE")
    table = rows_of(rate([[count] for count in counts], [populations]))
    assert [len(row) for row in table] == [len(populations)] * len(counts)
    for row, count in zip(table, counts, strict=True):
        for cell, population in zip(row, populations, strict=True):
            assert same_cell(cell, rate(count, population))


@settings(max_examples=cases(50), deadline=None)
@given(st.integers(2, 5), st.integers(2, 5))
def test_cells_without_a_partner_are_not_available(first: int, second: int) -> None:
    percent = next(card.function for card in CARDS if card.name == "PERF_PERCENT")
    column = rows_of(percent([[1]] * first, [[2]] * second))
    assert len(column) == max(first, second)
    assert [isinstance(row[0], CellError) for row in column] == [i >= min(first, second) for i in range(len(column))]
    assert {row[0].code for row in column if isinstance(row[0], CellError)} <= {"#N/A"}


@settings(max_examples=cases(50), deadline=None)
@given(st.integers(1, 4), st.integers(1, 4))
def test_an_interval_takes_two_cells_beside_each_other(height: int, width: int) -> None:
    interval = next(card.function for card in CARDS if card.name == "PERF_INTERVAL")
    limits = rows_of(interval([[5] * width] * height, 10))
    assert [len(row) for row in limits] == [2 * width] * height


@settings(max_examples=cases(100), deadline=None)
@given(st.integers(0, 400), st.integers(1, 400), st.sampled_from(["proportion", "rate", "count"]))
def test_a_figure_lies_inside_its_interval(count: int, more: int, kind: str) -> None:
    interval = next(card.function for card in CARDS if card.name == "PERF_INTERVAL")
    whole = count + more
    figure = {"proportion": count / whole, "rate": count * 10_000 / whole, "count": float(count)}[kind]
    [[lower, upper]] = rows_of(interval(count, whole, kind))
    assert isinstance(lower, float)
    assert isinstance(upper, float)
    assert lower - 1e-9 <= figure <= upper + 1e-9
