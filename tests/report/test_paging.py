"""Page breaks between groups of rows: no group that fits a page is torn, and no page is left before it is needed."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.cases import cases
from xlperf.report.paging import breaks_between, room_on_a_page

HEIGHTS = st.lists(st.lists(st.floats(12, 115), min_size=1, max_size=4), min_size=1, max_size=30)
HEADER, REPEATED, ROOM = 3, 20.0, 500.0


@given(groups=HEIGHTS)
@settings(max_examples=cases(100))
def test_a_group_stands_on_one_page_and_a_page_ends_only_where_the_next_group_does_not_fit(groups):
    heights = dict.fromkeys(range(1, HEADER), 10.0) | {HEADER: REPEATED}
    firsts, row = [], HEADER + 1
    for group in groups:
        firsts.append(row)
        heights |= {row + number: height for number, height in enumerate(group)}
        row += len(group)
    breaks = breaks_between(firsts, row - 1, heights, ROOM, REPEATED)
    assert set(breaks) <= set(firsts)
    for page, (first, following) in enumerate(pairwise([1, *breaks, row])):
        used = sum(heights[number] for number in range(first, following)) + (REPEATED if page else 0)
        assert used <= ROOM + 1e-6
        if following in breaks:
            group = groups[firsts.index(following)]
            assert used + sum(group) > ROOM - 1e-6


def test_a_wider_table_is_printed_smaller_so_more_of_its_rows_go_on_a_page():
    narrow, wide = room_on_a_page([40.0] * 3), room_on_a_page([40.0] * 6)
    assert narrow < wide
    assert room_on_a_page([10.0]) == room_on_a_page([20.0])  # nothing is printed larger than it is


@settings(max_examples=cases(60))
@given(st.lists(st.integers(1, 30), min_size=1, max_size=12))
def test_a_printer_that_goes_row_by_row_divides_no_group_that_fits_a_page(sizes):
    firsts = [1 + sum(sizes[:place]) for place in range(len(sizes))]
    last = sum(sizes)
    breaks = breaks_between(firsts, last, dict.fromkeys(range(1, last + 1), 10.0), 100)
    assert set(breaks) <= set(firsts)
    used = 0
    for first, size in zip(firsts, sizes, strict=True):
        used = 0 if first in breaks else used
        for row in range(size):
            used = used + 1 if used < 10 else 1
            assert not (used == 1 and row > 0 and size <= 10), (sizes, breaks)
