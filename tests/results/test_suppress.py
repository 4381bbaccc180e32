"""Small numbers withheld: what is left is tried out, world by world, by somebody who knows everything published."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.attacker import Sum, possible
from tests.support.cases import cases
from xlperf.results.interval_sums import Known, bounds, implied
from xlperf.results.interval_sums import possible as possible_sums
from xlperf.results.suppress import SMALL, Cell, gives_away, is_small, withheld

MOST = 24  # the largest number that a world is tried with


def months_and_sums(numbers: Sequence[int], quarter: int = 3) -> list[Cell]:
    """Return a year of so many months: each month, each quarter and each year to date."""
    cells = []
    for month, number in enumerate(numbers):
        after = month + 1
        cells.append(Cell(("month", month), month, after, number, at=after))
        cells.append(Cell(("to date", month), 0, after, sum(numbers[:after]), at=after))
        if after % quarter == 0:
            cells.append(
                Cell(("quarter", month), after - quarter, after, sum(numbers[after - quarter : after]), at=after)
            )
    return cells


def worlds(parts: int, cells: Sequence[Cell], hidden: frozenset[Hashable]) -> Iterator[tuple[int, ...]]:
    """Yield every row of numbers up to MOST that agrees with what is published; a withheld one is no 0."""
    shown_parts = {cell.first: cell.number for cell in cells if cell.last - cell.first == 1 and cell.name not in hidden}
    ranges = [[shown_parts[part]] if part in shown_parts else range(MOST + 1) for part in range(parts)]
    for world in product(*ranges):
        totals = ((cell, sum(world[cell.first : cell.last])) for cell in cells)
        if all(total >= 1 if cell.name in hidden else total == cell.number for cell, total in totals):
            yield world


def not_zero(cells: Sequence[Cell], whole: Cell, hidden: frozenset[Hashable]) -> int:
    """Return how many parts of a sum are known not to be 0 because they are withheld; at least 1."""
    within = [one for one in cells if one.name in hidden and whole.first <= one.first and one.last <= whole.last]
    return max(1, sum(one.last - one.first == 1 for one in within))


@settings(max_examples=cases(25), deadline=None)
@given(st.lists(st.integers(0, 8), min_size=3, max_size=3))
def test_every_small_number_may_still_be_any_from_1_to_5(numbers: list[int]) -> None:
    cells = months_and_sums(numbers, quarter=2)
    result = withheld(3, cells)
    tried = list(worlds(3, cells, result.names))
    assert tuple(numbers) in tried
    for cell in cells:
        if cell.name in result.names:
            found = {sum(world[cell.first : cell.last]) for world in tried}
            assert len(found) >= SMALL
            if is_small(cell.number):
                assert set(range(not_zero(cells, cell, result.names), SMALL + 1)) <= found


@settings(max_examples=cases(10), deadline=None)
@given(st.lists(st.integers(0, 30), min_size=12, max_size=12))
def test_a_second_solver_recovers_nothing_of_a_whole_year(numbers: list[int]) -> None:
    cells = months_and_sums(numbers)
    result = withheld(12, cells)
    sums = [
        Sum(frozenset(map(str, range(cell.first, cell.last))), None if cell.name in result.names else cell.number)
        for cell in cells
    ]
    for cell in cells:
        if cell.name in result.names:
            low, high = possible(sums, frozenset(map(str, range(cell.first, cell.last))))
            assert low < high
            if is_small(cell.number):
                assert low <= not_zero(cells, cell, result.names)
                assert high >= SMALL


def test_the_second_solver_does_recover_where_only_small_numbers_are_withheld() -> None:
    cells = months_and_sums([6, 7, 2, 10, 9, 12])
    small = {cell.name for cell in cells if gives_away(cell)}
    sums = [
        Sum(frozenset(map(str, range(one.first, one.last))), None if one.name in small else one.number) for one in cells
    ]
    assert possible(sums, frozenset("2")) == (2, 2)


@settings(max_examples=cases(40), deadline=None)
@given(st.lists(st.integers(0, 20), min_size=9, max_size=9), st.integers(3, 8))
def test_a_later_report_withholds_of_earlier_periods_what_the_earlier_one_did(numbers: list[int], until: int) -> None:
    early = withheld(12, months_and_sums(numbers[:until]))
    late = withheld(12, months_and_sums(numbers))
    names = {cell.name for cell in months_and_sums(numbers[:until])}
    assert late.names & names == early.names


@settings(max_examples=cases(60), deadline=None)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=8))
def test_categories_of_a_known_whole_cannot_be_told(numbers: list[int]) -> None:
    whole = sum(numbers)
    cells = [Cell(place, place, place + 1, number) for place, number in enumerate(numbers)]
    result = withheld(len(numbers), [*cells, Cell("All", 0, len(numbers), whole, common=True)])
    assert "All" not in result.names
    hidden = [number for place, number in enumerate(numbers) if place in result.names]
    if hidden and not result.exposed:
        rest = sum(hidden)
        for number in hidden:  # each of the others is at least 1
            assert rest - (len(hidden) - 1) >= (SMALL if is_small(number) else number / number)
            assert len(hidden) > 1
    if result.exposed:  # only where nothing more can be withheld
        assert len(hidden) == len(numbers)


@settings(max_examples=cases(40), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=3, max_size=3))
def test_what_is_left_of_a_known_denominator_cannot_be_told_either(pairs: list[tuple[int, int]]) -> None:
    tops = [top for top, _ in pairs]
    wholes = [top + rest for top, rest in pairs]
    if any(is_small(whole) for whole in wholes):
        return  # then the denominator is withheld too
    cells = [
        Cell(cell.name, cell.first, cell.last, cell.number, sum(wholes[cell.first : cell.last]), cell.at)
        for cell in months_and_sums(tops)
    ]
    caps = bounds(3, [Known(n, n + 1, whole, whole) for n, whole in enumerate(wholes)])
    result = withheld(3, cells, caps=lambda at: caps)
    tried = [world for world in worlds(3, cells, result.names) if all(map(int.__le__, world, wholes))]
    for cell in cells:
        if cell.name in result.names:
            rests = {sum(wholes[cell.first : cell.last]) - sum(world[cell.first : cell.last]) for world in tried}
            if gives_away(cell):
                assert set(range(1, SMALL + 1)) <= rests or is_small(cell.number)


def test_nothing_more_than_needed_is_withheld_and_never_a_0() -> None:
    assert withheld(12, months_and_sums([0, 0, 0, 8, 9, 10])).names == frozenset()
    result = withheld(3, [*(Cell(n, n, n + 1, number) for n, number in enumerate((3, 20, 0)))])
    assert result.names == {0}
    with_whole = [
        *(Cell(n, n, n + 1, number) for n, number in enumerate((3, 20, 10, 0))),
        Cell("All", 0, 4, 33, common=True),
    ]
    assert withheld(4, with_whole).names == {0, 2}


def test_the_limit_is_a_setting() -> None:
    cells = [Cell(n, n, n + 1, number) for n, number in enumerate((7, 20, 9))]
    assert withheld(3, cells, 7).names == {0}
    assert withheld(3, cells).names == frozenset()


def test_sums_that_do_not_add_up_are_judged_as_if_by_how_much_were_known() -> None:
    cells = [Cell("one", 0, 1, 3), Cell("two", 1, 2, 20), Cell("both", 0, 2, 24)]
    assert withheld(2, cells).names == {"one", "two"}


def test_known_sums_give_the_closest_bounds() -> None:
    found = bounds(3, [Known(0, 3, 12, 12), Known(1, 2, 4, 4), Known(0, 1, least=1)])
    assert found is not None
    assert possible_sums(found, 2, 3) == (0, 7)
    assert bounds(1, [Known(0, 1, 3, 3), Known(0, 1, 4, 4)]) is None
    assert implied(2, [(0, 1, 3), (1, 2, 4), (0, 2, 9)]) == [None, None, 7]


@pytest.mark.parametrize(
    ("number", "small"), [(0, False), (1, True), (5, True), (6, False), (0.5, True), (None, False)]
)
def test_a_number_is_small_from_above_0_to_the_limit(number: float | None, small: bool) -> None:
    assert is_small(number) is small
