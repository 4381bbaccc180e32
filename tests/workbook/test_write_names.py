"""Names of sheets, tables and places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.layouts import everything
from xlperf.errors import OutputError
from xlperf.workbook.writing.names import Places, check_name, check_sheet_names, sheet_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Indicators", "Indicators"),
        ("2011/12", "2011-12"),
        ("2009/10 to 2010-01", "2009-10 to 2010-01"),
        ("Plans [open]: all?", "Plans open all"),
        ("'quoted'", "quoted"),
        ("Children's plans", "Children's plans"),
        ("History", "History (2)"),
        ("", "Sheet"),
        (" ' ", "Sheet"),
        ("*?", "Sheet"),
        ("x" * 40, "x" * 31),
        ("🙂" * 20, "🙂" * 15),
        ("a\r\nb\x00c", "a b c"),
        ("a_x0041_b", "a-x0041_b"),
    ],
)
def test_any_text_gives_a_name_that_excel_accepts(text, name):
    assert sheet_name(text) == name


def test_a_name_that_is_taken_gets_a_number_whatever_its_case():
    assert sheet_name("plans", ["Plans"]) == "plans (2)"
    assert sheet_name("Plans", ["PLANS", "plans (2)"]) == "Plans (3)"
    assert sheet_name("x" * 40, ["X" * 31]) == "x" * 27 + " (2)"


@given(st.lists(st.text(), max_size=12))
def test_names_of_any_texts_are_all_different_and_all_accepted(texts):
    names: list[str] = []
    for text in texts:
        names.append(sheet_name(text, names))
    check_sheet_names(names)
    assert all(len(name.encode("utf-16-le")) <= 62 for name in names)


@pytest.mark.parametrize("name", ["plans", "rate_target", "Plans.2011", "élan", "target_1"])
def test_ordinary_names_are_accepted(name):
    check_name(name, "table")


@pytest.mark.parametrize(
    "name",
    ["", "A1", "XFD9", "r", "C", "R1C1", "rc", "1st", "two words", "a!b", "=x", "_xlnm", "x" * 256, "TRUE", "a\n"],
)
def test_names_that_excel_would_refuse_or_take_for_a_cell_are_refused(name):
    with pytest.raises(OutputError, match="cannot be the name of a table"):
        check_name(name, "table")


@pytest.mark.parametrize("reference", ["='Plans by month'!$A$1:$B$9", "'PLANS BY MONTH'!A1", "Key!B2", "=Key!$A$1"])
def test_references_into_the_workbook_are_accepted(reference):
    assert Places(everything()).checked(reference, "chart") == reference.removeprefix("=")


@pytest.mark.parametrize(
    "reference",
    [
        "A1",
        "'[x.xlsx]Key'!A1",
        "'\\\\host\\share\\[x.xlsx]Key'!A1",
        "=cmd|'/C calc'!A0",
        "Key!A0",
        "Key!A1048577",
        "Key!A1+1",
        "Key!A1\n",
        "http://x",
        "rate_target",
    ],
)
def test_references_that_lead_anywhere_else_are_refused(reference):
    with pytest.raises(OutputError):
        Places(everything()).checked(reference, "chart")


def test_a_defined_name_may_stand_for_a_list():
    assert Places(everything()).checked_or_name("=Rate_Target", "rule") == "Rate_Target"
