"""Long texts in cells that people type in: portions that fit a row each, from which the text comes back whole."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.cases import cases
from xlperf.report.text_fit import lines_needed
from xlperf.report.typed_words import ROOM, portions_of, runs_of
from xlperf.returns.reports.marks import CUT, together

WIDTH = 68.0
PIECES = st.one_of(
    st.sampled_from(
        ["\n", "\n\n", " ", CUT, f"{CUT}\n{CUT}", f"{CUT} ", "W" * 300, "word " * 60, "Heading", "\nHeading\n"]
    ),
    st.text(max_size=40),
)


@given(st.lists(PIECES, max_size=120))
@settings(max_examples=cases(60), deadline=None)
def test_a_text_comes_back_from_its_portions_and_each_fits_a_row(pieces: list[str]) -> None:
    text = "".join(pieces).replace("\r", "\n")
    portions = portions_of(text, WIDTH, lambda line: line == "Heading")
    assert together(portions) == text
    # One line more only where a cut falls on a line that begins with our own mark by chance.
    assert all(lines_needed(portion, WIDTH) <= ROOM + 1 for portion in portions)


def test_a_short_text_is_one_portion_and_no_text_is_one_too() -> None:
    assert portions_of("Two\nlines.", WIDTH) == ["Two\nlines."]
    assert portions_of("", WIDTH) == [""]


def test_a_portion_ends_between_paragraphs_and_never_after_a_heading() -> None:
    paragraph = "A sentence that takes one line.\n"
    text = paragraph * (ROOM - 1) + "Heading\n" + paragraph * 3
    first, second = portions_of(text, WIDTH, lambda line: line == "Heading")
    assert first == paragraph * (ROOM - 2) + paragraph.strip()
    assert second.startswith("Heading\n")


def test_a_long_paragraph_is_cut_between_words_and_says_so_on_both_sides() -> None:
    first, second = portions_of("word " * 600 + "end", WIDTH)
    assert first.endswith(f"word {CUT}")
    assert second.startswith(f"{CUT} word")
    assert second.endswith("end")


def test_headings_are_bold_and_nothing_else_is() -> None:
    runs = runs_of("Heading\nWords\nmore", {"Heading"}.__contains__)
    assert [(run.text, run.bold) for run in runs] == [("Heading\n", True), ("Words\n", False), ("more", False)]
