"""SEC-11, BAT-11, BAT-13: what reports are called."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.cases import cases
from xlperf.journey.convert.names import report_names, safe

SAFE = re.compile(r"[A-Za-z0-9._-]{1,80}")
ANY_NAME = st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=120).filter(
    lambda name: name not in {".", ".."}
)
PATHS = st.lists(ANY_NAME, min_size=1, max_size=3).map("/".join)


def test_an_ordinary_return_gives_its_stem() -> None:
    assert report_names(["2026/annex_a.xlsx", "census.xml"]) == ["2026/annex_a.xlsx", "census.xlsx"]


def test_returns_of_one_stem_keep_their_ending() -> None:
    assert report_names(["a.xls", "a.xlsx", "A.XLSM"]) == ["a-xls.xlsx", "a-xlsx.xlsx", "A-XLSM.xlsx"]


def test_names_that_become_one_are_numbered() -> None:
    assert report_names(["q 1.xlsx", "q?1.xlsx"]) == ["q_1-xlsx.xlsx", "q_1-xlsx-2.xlsx"]


def test_accents_are_dropped_and_other_signs_become_underscores() -> None:
    assert safe("Ynys Môn") == "Ynys_Mon"
    assert safe("-rf") == "_-rf"
    assert safe("CON") == "_CON"
    assert safe("..") == "_"
    assert safe("名前") == "_"


def test_a_report_never_takes_the_name_of_the_manifest() -> None:
    assert report_names(["summary.xlsx"], taken=["summary.xlsx"]) == ["summary-xlsx.xlsx"]


@settings(max_examples=cases(80))
@given(st.lists(PATHS, max_size=12, unique=True))
def test_every_name_is_safe_and_its_own(sources: list[str]) -> None:
    names = report_names(sources)
    assert len({unicodedata.normalize("NFC", name).casefold() for name in names}) == len(sources)
    for name in names:
        for part in name.split("/"):
            assert SAFE.fullmatch(part)
            assert part not in {".", ".."}
    assert names == report_names(sources)
