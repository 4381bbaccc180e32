from __future__ import annotations

import xlperf


def test_the_public_names_are_sorted_and_all_of_them_load() -> None:
    assert xlperf.__all__ == sorted(xlperf.__all__)
    for name in xlperf.__all__:
        assert getattr(xlperf, name) is not None


def test_the_public_names_are_said_once() -> None:
    assert set(xlperf.__all__) == set(xlperf._WHERE)
