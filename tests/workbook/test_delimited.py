"""Text tables in the encodings and with the delimiters that people send; nothing is lost and nothing is guessed at."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.errors import UnreadableFile
from xlperf.sheets.grid import Book
from xlperf.workbook import delimited
from xlperf.workbook.delimited import read_delimited
from xlperf.workbook.read import read_book

TABLE = 'area,note\nYnys Môn,"Café – £5 ""quoted"""\n'
CELLS = [["area", "note"], ["Ynys Môn", 'Café – £5 "quoted"']]


def book_of(data: bytes | str) -> Book:
    return read_delimited(data.encode() if isinstance(data, str) else data, "a.csv", "a")


def rows(data: bytes | str) -> list[list[object]]:
    return [list(row) for row in book_of(data).grids[0].rows]


def messages(data: bytes | str) -> list[str]:
    return [problem.message for problem in book_of(data).problems]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_every_unicode_encoding_reads_alike(encoding: str) -> None:
    assert rows(TABLE.encode(encoding)) == CELLS
    assert messages(TABLE.encode(encoding)) == []


def test_utf_16_big_endian_with_its_mark_is_read() -> None:
    assert rows(b"\xfe\xff" + TABLE.encode("utf-16-be")) == CELLS


def test_windows_1252_is_read_with_a_note() -> None:
    assert rows(TABLE.encode("cp1252")) == CELLS
    assert [problem.rule for problem in book_of(TABLE.encode("cp1252")).problems] == ["encoding"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_delimiter_and_line_end_is_found(delimiter: str, end: str) -> None:
    text = end.join([f"code{delimiter}value", f"NI 64{delimiter}13.4", f'"NI{delimiter} 65"{delimiter}"1{end}2"', ""])
    assert rows(text) == [["code", "value"], ["NI 64", "13.4"], [f"NI{delimiter} 65", f"1{end}2"]]


@pytest.mark.parametrize("declaration", ["sep=;", "SEP=;", '"sep=;"'])
def test_a_declared_delimiter_is_obeyed_and_its_line_is_no_row(declaration: str) -> None:
    assert rows(f"{declaration}\r\na,b;c\r\n1,2;3\r\n") == [["a,b", "c"], ["1,2", "3"]]


def test_a_declared_tab_is_obeyed() -> None:
    assert rows("sep=\t\na,b\tc\n") == [["a,b", "c"]]


def test_decimal_commas_do_not_make_the_comma_a_delimiter() -> None:
    assert rows("code;value;target\nNI 64;13,4;11,0\nNI 65;13,4;12,5\n")[1] == ["NI 64", "13,4", "11,0"]


def test_commas_in_titles_do_not_hide_the_true_delimiter() -> None:
    text = "Derby, quarter 3, board\n\ncode|value\nNI 64|13.4\nNI 65|13.5\nNI 66|1\n"
    assert rows(text)[3] == ["NI 64", "13.4"]
    assert rows(text.replace("|", ","))[3] == ["NI 64", "13.4", None]


def test_one_column_stays_one_column() -> None:
    assert rows("child\nA\nB\n") == [["child"], ["A"], ["B"]]


def test_cells_stay_text_exactly_as_typed() -> None:
    typed = [
        "0012",
        "1E5",
        "1-2",
        "MAR1",
        "9007199254740993",
        "31/04/2025",
        "(12)",
        "−3",
        "12%",
        "n/a",
        "<5",
        "=1+1",
        " x ",
    ]
    assert rows("\n".join(typed))[:] == [[cell] for cell in typed]


def test_a_blank_is_none() -> None:
    assert rows('a,b,c\n1,,""\n\n2,3,4\n') == [["a", "b", "c"], ["1", None, None], [None] * 3, ["2", "3", "4"]]


def test_blank_lines_at_the_end_are_no_rows() -> None:
    assert rows("a,b\n1,2\n\n,\n\n") == [["a", "b"], ["1", "2"]]


def test_a_file_of_blank_lines_has_no_rows() -> None:
    grid = book_of("\n\n").grids[0]
    assert (list(grid.rows), grid.last_row, grid.name) == ([], 0, "a")


def test_the_grid_is_named_after_the_file_and_counts_from_row_1(tmp_path: Path) -> None:
    (tmp_path / "reviews.csv").write_text("CHILD,DOB\n1,2010-01-31\n")
    book = read_book(tmp_path / "reviews.csv")
    grid = book.grids[0]
    assert (book.file, book.format, grid.name) == ("reviews.csv", "csv", "reviews")
    assert (grid.first_row, grid.first_column, grid.value(2, 2)) == (1, 1, "2010-01-31")


# What is told


def test_ragged_rows_are_reported_with_their_line_and_nothing_is_cut_off() -> None:
    text = 'a,b,c\n"two\nlines",2,3\n4,5\n6,7,8,9\n10,11,12\n'
    assert rows(text)[2:4] == [["4", "5", None, None], ["6", "7", "8", "9"]]
    assert messages(text) == [
        "Line 4 has 2 cells where most lines have 3. Check for a missing or extra delimiter.",
        "Line 5 has 4 cells where most lines have 3. Check for a missing or extra delimiter.",
    ]


def test_titles_footnotes_and_trailing_delimiters_are_not_ragged() -> None:
    assert messages("Title\n\na,b\n1,2,,,\n3,4\n5,6\nNote: provisional\n") == []


def test_many_ragged_rows_end_with_how_many_more() -> None:
    text = "a,b\n" + "1,2\n" * 300 + "1,2,3\n" * 130
    assert len(messages(text)) == 101
    assert messages(text)[-1] == "… and 30 more lines with more or fewer cells than most."


def test_an_unclosed_quote_is_reported_with_its_line_and_the_rest_is_read() -> None:
    text = 'a,b\n1,"two\n3,4\n5,"six, or so"\n7,8\n'
    assert rows(text) == [["a", "b"], ["1", '"two'], ["3", "4"], ["5", "six, or so"], ["7", "8"]]
    assert messages(text) == [
        "Line 2: the double quotes do not match up. The line was split at every delimiter; check its cells."
    ]


def test_text_after_a_closing_quote_is_reported() -> None:
    assert rows('a,b\n"one" two,3\n') == [["a", "b"], ['"one" two', "3"]]
    assert messages('a,b\n"one" two,3\n')[0].startswith("Line 2: the double quotes do not match up.")


def test_a_file_of_nothing_but_unclosed_quotes_is_read_to_its_end() -> None:
    text = "a,b\n" + '1,"2\n' * 1001
    assert len(rows(text)) == 1002
    assert messages(text)[-1].startswith("From line 102 on all quotes were taken as text")


def test_a_quote_inside_a_cell_is_nothing_special() -> None:
    assert rows('a,b\n5" pipe,6\n') == [["a", "b"], ['5" pipe', "6"]]
    assert messages('a,b\n5" pipe,6\n') == []


def test_more_rows_than_a_sheet_are_told_and_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "LAST_ROW", 1000)
    assert messages("a\n" * 1000) == []
    assert len(rows("a\n" * 1001)) == 1001
    assert messages("a\n" * 1001) == ["The file has 1,001 rows; a sheet of Excel holds 1,000. All were read."]


def test_more_columns_than_a_sheet_are_told_and_read() -> None:
    text = ",".join(["a"] * 16_385) + "\n"
    assert len(rows(text)[0]) == 16_385
    assert messages(text) == ["Line 1 has more than the 16,384 columns of a sheet of Excel. All were read."]


# What is refused


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"area\nCaf\xc3\xa9\nM\xf4n\n", 3),  # UTF-8 until line 3
        (b"\xef\xbb\xbfarea\r\nM\xf4n\r\n", 2),  # says UTF-8 and is not
        (b"area\rx\ry\rM\x81n\r", 4),  # neither UTF-8 nor Windows-1252
        ("area\nMôn\n".encode("utf-16") + b"\x00", 3),  # half a character at the end
        ("area\nM\ufffdn\n".encode(), 2),  # a letter was lost before the file came here
        (b"area\nab\x00cd\n" + b"x" * 200, 2),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_their_line(data: bytes, line: int) -> None:
    with pytest.raises(UnreadableFile, match=rf"^a\.csv: line {line} holds .* Export the file again"):
        book_of(data)


def test_a_cell_of_endless_text_is_refused_with_its_line() -> None:
    with pytest.raises(UnreadableFile, match=r"^a\.csv: line 2 holds more than 131,072 characters in one cell"):
        book_of(b"a\n" + b"x" * 140_000)


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufffd\x1a\ufeff"), max_size=8), min_size=2, max_size=2), min_size=1, max_size=6))  # fmt: skip  # noqa: E501
def test_what_is_quoted_reads_back(cells: list[list[str]]) -> None:
    table = [["first", "second"], *cells, ["last", "row"]]
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in table]
    text = "sep=,\n" + "\n".join(",".join(row) for row in quoted)
    assert rows(text) == [[cell or None for cell in row] for row in table]


@given(st.binary(max_size=300))
def test_no_bytes_end_in_anything_but_rows_or_a_refusal(data: bytes) -> None:
    found: list[list[object]] = []
    with suppress(UnreadableFile):
        found = rows(data)
    assert not any(cell == "" or "\ufffd" in str(cell) for row in found for cell in row)
