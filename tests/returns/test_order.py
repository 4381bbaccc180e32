"""Numbers put in order digit by digit stand as a comparison would put them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.cases import cases
from xlperf.returns.child_level.order import ascending

# Round about the greatest numbers of one, two and three digits of sixteen bits.
EDGES = [0, 1, 2**16 - 1, 2**16, 2**16 + 1, 2**32 - 1, 2**32, 2**32 + 2**16, 2**48, 2**62]
KEYS = st.lists(st.one_of(st.sampled_from(EDGES), st.integers(0, 2**62)), max_size=30)


@settings(max_examples=cases(100), deadline=None)
@given(KEYS)
def test_equal_keys_keep_their_places_and_all_others_ascend(keys: list[int]):
    expected = sorted(range(len(keys)), key=lambda place: (keys[place], place))
    assert ascending(np.array(keys, dtype=np.int64)).tolist() == expected


@pytest.mark.parametrize("greatest", [0, 5, 2**16, 2**33])
def test_many_keys_are_in_the_order_of_a_stable_sort(greatest: int):
    keys = np.random.default_rng(7).integers(0, greatest, 70_000, endpoint=True)
    assert np.array_equal(ascending(keys), np.argsort(keys, kind="stable"))
