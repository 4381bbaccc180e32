"""Pages of a sheet of several tables: a table that fits a page is not divided."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.cases import cases
from xlperf.report.page_fit import breaks_before, page_capacity


def test_a_narrow_sheet_is_not_enlarged_and_a_wide_one_holds_more_rows() -> None:
    assert page_capacity([10]) < 509
    assert page_capacity([100, 190]) == page_capacity([100, 190][::-1]) > page_capacity([100, 90])


def test_a_block_that_does_not_fit_the_rest_of_a_page_begins_the_next() -> None:
    heights = dict.fromkeys(range(1, 31), 10.0)
    assert breaks_before([1, 9, 14], 19, heights, 100) == [9]
    assert breaks_before([1, 9], 11, heights, 100) == []


@settings(max_examples=cases(60))
@given(st.lists(st.integers(1, 30), min_size=1, max_size=12))
def test_no_block_that_fits_a_page_is_divided_by_one(sizes: list[int]) -> None:
    firsts = [1 + sum(sizes[:place]) for place in range(len(sizes))]
    end = 1 + sum(sizes)
    breaks = breaks_before(firsts, end, dict.fromkeys(range(1, end), 10.0), 100)
    assert set(breaks) <= set(firsts)
    used = 0
    for first, size in zip(firsts, sizes, strict=True):
        used = 0 if first in breaks else used
        for row in range(size):  # a printer's way: row by row
            used = used + 1 if used < 10 else 1
            assert not (used == 1 and row > 0 and size <= 10), (sizes, breaks)
