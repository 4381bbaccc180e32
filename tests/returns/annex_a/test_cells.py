"""How single cells are read: dates in all spellings, codes with letters and labels, identifiers, numbers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.annex_a_sheets import catalogue
from xlperf.returns.child_level.codes import read_codes
from xlperf.returns.child_level.dates import date_of_text
from xlperf.returns.child_level.table import UNKNOWN_CODE
from xlperf.returns.child_level.texts import read_texts

DATES = ["01/02/2025", "1/2/2025", "1.2.2025", "01-02-2025", "1 Feb 2025", "1-February-2025", "2025-02-01"]
WITH_MIDNIGHT = ["2025-02-01 00:00:00", "2025-02-01T00:00", " 01/02/2025 "]
NO_DATES = ["31/02/2025", "29/02/2025", "00/01/2025", "02/13/2025", "1/2/25", "2025", "Feb 2025", "1 Fob 2025", "N/A"]
NOR_THESE = ["01/02/2025 09:15", "١/٢/٢٠٢٥", "2025/02/01", "20250201", "01/02/2025 or later", "-"]


@pytest.mark.parametrize("text", [*DATES, *WITH_MIDNIGHT])
def test_day_comes_before_month(text):
    assert date_of_text(text) == date(2025, 2, 1)


@pytest.mark.parametrize("text", [*NO_DATES, *NOR_THESE])
def test_what_is_no_date_is_not_guessed(text):
    assert date_of_text(text) is None


@settings(deadline=None)
@given(st.dates(), st.sampled_from(["{0:%d/%m}/{0.year:04}", "{0.year:04}-{0:%m-%d}", "{0.day}.{0.month}.{0.year:04}"]))
def test_every_day_that_is_written_reads_back(day, form):
    assert date_of_text(form.format(day)) == day


def codes(key, *cells):
    column = catalogue().returns["annex_a"].table("plans").column(key)
    return read_codes(cells, column)[0].tolist()


def test_a_code_is_known_with_or_without_letter_and_label():
    spellings = ["F", "f", "Female", "b) Female", "B)  FEMALE", " female ", "F - Female", "b) F: Female", "Female (F)"]
    assert codes("gender", *spellings, "2", 2.0, "female\u00a0") == ["F"] * 12
    assert codes("gender", "c) Not stated/recorded", "Not stated / recorded", "Unknown", 0.0) == ["U"] * 4
    assert codes("disability", "b) No", "No", "N", "a) Yes", "Yes", True, False) == ["N", "N", "N", "Y", "Y", "Y", "N"]


def test_ethnicity_is_known_by_code_and_by_label():
    assert codes("ethnicity", "a) WBRI", "WBRI", "White British", "WBRI - White British") == ["WBRI"] * 4
    assert codes("ethnicity", "s) NOBT", "r) OOTH", "k) APKN") == ["NOBT", "OOTH", "APKN"]


def test_a_category_of_abuse_is_known_in_the_words_of_annex_a():
    words = ["Neglect", "a) Neglect", "NEG", "Physical abuse", "Sexual abuse", "Emotional abuse"]
    assert codes("latest_category", *words) == ["NEG", "NEG", "NEG", "PHY", "SAB", "EMO"]
    assert codes("initial_category", "e) Multiple/not recommended", "Multiple") == ["MUL", "MUL"]


def test_what_is_near_a_code_is_not_taken_for_it():
    assert codes("latest_category", "Neglekt", "Neglect?", "Neglect and emotional abuse", "x", "") == [
        UNKNOWN_CODE,
        "NEG",
        UNKNOWN_CODE,
        UNKNOWN_CODE,
        "",
    ]


def test_identifiers_are_texts_whatever_a_spreadsheet_made_of_them():
    column = catalogue().returns["annex_a"].table("plans").column("child")
    values, found = read_texts([10721552.0, "10721552", " 10721552\u00a0", "0012", "A-12", 12.5, None, ""], column)
    assert values.tolist() == ["10721552"] * 3 + ["0012", "A-12", "12.5", "", ""]
    assert found == []
