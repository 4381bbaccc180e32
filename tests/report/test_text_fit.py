from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xlperf.report.text_fit import LINE, TALLEST_ROW, lines_needed, row_height, shortened, split_to_fit
from xlperf.sheets.layout import Run

words = st.lists(st.text("abcdefghij", min_size=1, max_size=14), min_size=0, max_size=60).map(" ".join)
runs = st.lists(st.builds(Run, words, st.booleans()), min_size=1, max_size=12)


def test_a_short_text_needs_one_line_and_each_line_break_another() -> None:
    assert lines_needed("short", 20) == 1
    assert lines_needed("one\ntwo\n\nfour", 20) == 4


def test_a_long_text_wraps_between_words() -> None:
    assert lines_needed("word " * 20, 22) in (5, 6)


def test_no_row_is_taller_than_excel_allows() -> None:
    assert row_height([("long " * 5000, 20)]) <= 409


def test_a_long_text_is_shortened_between_words_and_says_so() -> None:
    assert shortened("Child protection\n activity", 30) == "Child protection activity"
    assert shortened("Child protection activity", 20) == "Child protection…"
    assert shortened("a" * 30, 20) == "a" * 19 + "…"


@given(runs)
def test_a_split_text_loses_no_word_and_every_portion_fits(pieces: list[Run]) -> None:
    portions = split_to_fit(pieces, width=30, tallest=100)
    together = " ".join("".join(run.text for run in portion) for portion in portions)
    assert together.split() == " ".join(run.text for run in pieces).split()
    for portion in portions:
        assert lines_needed("".join(run.text for run in portion), 30) * LINE <= 100


def test_a_heading_goes_with_what_it_heads() -> None:
    text = Run("word " * 60)
    first, second = split_to_fit([text, Run(""), Run("Best practice", bold=True), text], width=30, tallest=170)
    assert "Best practice" not in "".join(run.text for run in first)
    assert second[0] == Run("Best practice\n", bold=True)


@given(runs)
def test_a_split_text_keeps_what_is_bold(pieces: list[Run]) -> None:
    def bold_words(all_runs: list[Run]) -> list[str]:
        return [word for run in all_runs if run.bold for word in run.text.split()]

    portions = split_to_fit(pieces, width=30, tallest=TALLEST_ROW)
    assert bold_words([run for portion in portions for run in portion]) == bold_words(pieces)
