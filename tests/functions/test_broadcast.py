"""Ranges meet ranges as they do in Excel."""

from __future__ import annotations

from xlperf.errors import RequestError
from xlperf.functions.broadcast import NO_PARTNER, broadcast, rows_of
from xlperf.functions.cells import Cell, Refused
from xlperf.sheets.grid import CellError


def joined(*cells: Cell) -> str:
    return "".join(str(cell) for cell in cells)


def test_single_cells_give_a_single_cell() -> None:
    assert broadcast(joined, "a", "b") == "ab"


def test_a_single_cell_goes_with_every_cell() -> None:
    assert broadcast(joined, [["a", "b"], ["c", "d"]], "1") == [["a1", "b1"], ["c1", "d1"]]


def test_a_row_and_a_column_make_a_table() -> None:
    assert broadcast(joined, [["a", "b", "c"]], [["1"], ["2"]]) == [["a1", "b1", "c1"], ["a2", "b2", "c2"]]


def test_one_row_goes_with_every_row_and_one_column_with_every_column() -> None:
    table = [["a", "b"], ["c", "d"]]
    assert broadcast(joined, table, [["1", "2"]]) == [["a1", "b2"], ["c1", "d2"]]
    assert broadcast(joined, table, [["1"], ["2"]]) == [["a1", "b1"], ["c2", "d2"]]


def test_cells_without_a_partner_are_not_available() -> None:
    assert broadcast(joined, [["a"], ["b"], ["c"]], [["1"], ["2"]]) == [["a1"], ["b2"], [NO_PARTNER]]
    assert broadcast(joined, [["a", "b"]], [["1", "2", "3"]]) == [["a1", "b2", NO_PARTNER]]
    assert NO_PARTNER.code == "#N/A"


def test_a_range_of_one_cell_stays_a_range() -> None:
    assert broadcast(joined, [["a"]], "1") == [["a1"]]


def test_a_flat_list_is_a_row_and_nothing_is_a_blank_cell() -> None:
    assert rows_of([1, 2, 3]) == [[1, 2, 3]]
    assert rows_of([]) == rows_of([[]]) == [[None]]
    assert rows_of(((1, 2), (3, 4))) == [[1, 2], [3, 4]]


def test_a_ragged_range_is_filled() -> None:
    assert rows_of([[1, 2], [3], []]) == [[1, 2], [3, NO_PARTNER], [NO_PARTNER, NO_PARTNER]]
    assert rows_of([[1, 2], 3]) == [[1, 2], [3, NO_PARTNER]]


def test_what_was_given_is_not_changed() -> None:
    given = [[1.0, 2.0], [3.0]]
    broadcast(joined, given, [["a", "b"]])
    assert given == [[1.0, 2.0], [3.0]]


def test_the_first_error_among_the_arguments_is_the_answer_with_its_reason() -> None:
    first, second = CellError("#REF!", "gone"), CellError("#DIV/0!")
    assert broadcast(joined, "a", first, second) is first
    assert broadcast(joined, [["a"], [second]], [["b"], ["c"]]) == [["ab"], [second]]


def test_a_refusal_is_an_error_value_in_its_own_cell_only() -> None:
    def odd_refused(cell: Cell) -> Cell:
        if cell == 1:
            raise Refused("#NUM!", "odd")
        return cell

    assert broadcast(odd_refused, [[1, 2]]) == [[CellError("#NUM!", "odd"), 2]]


def test_requests_that_fail_and_numbers_out_of_bounds_are_error_values() -> None:
    def failing(cell: Cell) -> Cell:
        if cell == "name":
            raise RequestError("There is no such name.")
        return float(cell or 0) ** 2 if cell != "divide" else 1 / 0

    assert broadcast(failing, "name") == CellError("#VALUE!", "There is no such name.")
    for cell in ("divide", 1e300, float("inf")):
        error = broadcast(failing, cell)
        assert isinstance(error, CellError)
        assert error.code == "#NUM!"
