"""csv that a spreadsheet opens right and takes no formula from (SEC-2)."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.hostile import PAYLOADS
from xlperf.errors import OutputError
from xlperf.symbols import Missing
from xlperf.workbook.csv_out import csv_text, protected, write_csv

DANGEROUS = tuple("=+-@\t\r\n＝＋－＠")


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-2",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        " =1+1",
        "\u00a0=1",
        "'=1",
        "-",
        "=\n",
    ],
)
def test_a_text_that_looks_like_a_formula_gets_an_apostrophe(text):
    assert protected(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "NI 64", "73**", "[x]", "a=1", "'quoted'", "5%", "1-2", "(12)", "−3", "– none"])
def test_other_texts_are_left_as_they_are(text):
    assert protected(text) == text


def test_numbers_are_never_touched():
    assert (
        csv_text(["a", "b", "c", "d"], [(-3, -0.5, 0.1 + 0.2, 286.0)])
        == "a,b,c,d\r\n-3,-0.5,0.30000000000000004,286\r\n"
    )


def test_each_kind_of_value_has_its_form():
    row = ("Ynys Môn", True, None, dt.date(2010, 1, 31), Missing.NOT_AVAILABLE, 'say "no", twice')
    text = csv_text(list("abcdef"), [row])
    assert text == 'a,b,c,d,e,f\r\nYnys Môn,TRUE,,2010-01-31,x,"say ""no"", twice"\r\n'


def test_headings_are_protected_too():
    assert rows_of(csv_text(["=cmd|x", "b"], [])) == [["'=cmd|x", "b"]]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_field_starts_like_a_formula(payload):
    for row in rows_of(csv_text([payload], [[payload], [f" {payload}"]])):
        assert not row[0].lstrip().startswith(DANGEROUS)
        assert not row[0].startswith(DANGEROUS)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=5))
def test_the_text_that_was_written_can_be_had_back(texts):
    """Where apostrophes are followed by one of the characters, one apostrophe is taken away."""
    header, row = rows_of(csv_text(["x"] * len(texts), [texts]))
    assert [re.sub(r"^'(?='*(?:[\t\r\n]|\s*[=+\-@＝＋－＠]))", "", text) for text in row] == texts
    assert header == ["x"] * len(texts)


@pytest.mark.parametrize("row", [(), (1, 2)])
def test_a_row_that_does_not_fit_the_headings_is_refused_by_its_line(row):
    with pytest.raises(OutputError, match=rf"line 3 of the csv has {len(row)} values under 1 heading"):
        csv_text(["a"], [(1,), row])


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(number):
    with pytest.raises(OutputError, match="is no number"):
        csv_text(["a"], [(number,)])


def test_the_file_is_utf_8_with_the_mark_that_excel_needs(tmp_path):
    path = tmp_path / "figures.csv"
    write_csv(["authority"], [["Ynys Môn"], ["lone \ud800"]], path)
    assert path.read_bytes() == b"\xef\xbb\xbfauthority\r\nYnys M\xc3\xb4n\r\nlone  \r\n"


def test_a_refused_table_leaves_no_file(tmp_path):
    with pytest.raises(OutputError):
        write_csv(["a"], [(float("nan"),)], tmp_path / "figures.csv")
    assert list(tmp_path.iterdir()) == []
