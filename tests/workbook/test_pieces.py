"""A sheet that is cut in pieces reads as it does whole, and as calamine reads it, whatever stands in it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tests.support.cases import cases
from tests.support.workbooks import MAIN, links, packed, parts, sheet_xml
from xlperf.errors import UnreadableFile
from xlperf.sheets.address import cell_name
from xlperf.sheets.grid import Book, CellError, CellValue
from xlperf.workbook import open_workbook
from xlperf.workbook.pieces import pieces, together
from xlperf.workbook.read import read_book
from xlperf.workbook.sheet_values import SheetValues

SMALL = 60
"""Bytes: a row or two to a piece."""

CONTENTS = st.sampled_from(
    [
        '{}><v>1.5</v></c>', '{} s="1"><v>45000</v></c>', '{} t="s"><v>0</v></c>', '{} t="s"><v>1</v></c>',
        '{} t="b"><v>1</v></c>', '{} t="inlineStr"><is><t>&lt;/row&gt; x</t></is></c>', '{} s="1"/>', '{}></c>',
        '{} t="str"><f>A1</f><v>a</v></c>', '{}><f>A1</f></c>', '{} t="e"><v>#N/A</v></c>',
        '{} t="e"><v>#SPILL!</v></c>', '{}><v>NaN</v></c>', '{} s="1"><v>NaN</v></c>', '{}><v>1e400</v></c>',
        '{}><v>-inf</v></c>', '{}><v>1e308</v></c>',
    ]
)  # fmt: skip
ROWS = st.lists(
    st.tuples(
        st.integers(0, 3),  # how far beneath the row before
        st.sampled_from(['<row r="{}">', '<row r="{}" spans="1:4">', '<row spans="1:4" r="{}">', '<row  r="{}">']),
        st.dictionaries(st.integers(1, 30), CONTENTS, max_size=4),
    ),
    max_size=12,
)
MERGED = st.sampled_from(
    [
        "",
        "<mergeCells/>",
        '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>',
        '<pageMargins header="0.3149"/>',
    ]
)


def rows_xml(rows: list[tuple[int, str, dict[int, str]]]) -> list[str]:
    found, number = [], 1
    for down, tag, cells in rows:
        number += down
        inside = "".join(text.format(f'<c r="{cell_name(number, column)}"') for column, text in cells.items())
        found.append(f"{tag.format(number)}{inside}</row>")
    return found


def workbook(sheet: str) -> bytes:
    content = parts() | {"xl/worksheets/sheet1.xml": sheet}
    content["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}"><si><t>Children</t></si><si><t></t></si></sst>'
    content["xl/styles.xml"] = (
        f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    )
    content["xl/_rels/workbook.xml.rels"] = links(
        ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")
    )
    return packed(content)


def read(folder: Path, sheet: str, size: int) -> Book | str:
    """Return what is read when sheets are cut into pieces of about so many bytes, or the sentence of the refusal."""
    path = folder / "a.xlsx"
    path.write_bytes(workbook(sheet))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(open_workbook, "_size_of_pieces", lambda _: size)
        try:
            return read_book(path)
        except UnreadableFile as error:
            return str(error)


def number_of_pieces(sheet: str) -> int:
    return len(pieces(sheet.encode(), SMALL))


FOLDER_OF_EACH = settings(
    max_examples=cases(100), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FOLDER_OF_EACH
@given(ROWS, MERGED, st.randoms(use_true_random=False), st.booleans())
def test_a_sheet_reads_alike_cut_and_whole(tmp_path, rows, after, random, shuffled) -> None:  # type: ignore[no-untyped-def]
    listed = rows_xml(rows)
    if shuffled:
        random.shuffle(listed)
    sheet = sheet_xml("".join(listed), after)
    assert read(tmp_path, sheet, SMALL) == read(tmp_path, sheet, 1 << 20)


@FOLDER_OF_EACH
@given(ROWS, MERGED)
def test_a_cut_sheet_reads_as_calamine_reads_it(tmp_path, rows, after) -> None:  # type: ignore[no-untyped-def]
    sheet = sheet_xml("".join(rows_xml(rows)), after).replace("#SPILL!", "#VALUE!")
    book = read(tmp_path, sheet, SMALL)
    assert isinstance(book, Book)
    expected = CalamineWorkbook.from_filelike(io.BytesIO(workbook(sheet))).get_sheet_by_index(0)
    top, left = expected.start or (0, 0)
    for down, cells in enumerate(cast(list[list[CellValue]], expected.to_python()), start=top + 1):
        for across, cell in enumerate(cells, start=left + 1):
            value = book.grids[0].value(down, across)
            # What calamine does not tell apart stands in its place: errors, formulas without a result, false numbers.
            assert isinstance(value, CellError) or value == (None if cell == "" else cell)


def test_the_sheets_of_these_tests_are_cut() -> None:
    listed = "".join(f'<row r="{number}"><c r="A{number}"><v>{number}</v></c></row>' for number in range(1, 50))
    assert number_of_pieces(sheet_xml(listed)) > 20


def rows_of(sheet: str, tmp_path: Path) -> list[list[CellValue]]:
    book = read(tmp_path, sheet, SMALL)
    assert isinstance(book, Book)
    return [list(row) for row in book.grids[0].rows]


def row(number: int, cells: str = "") -> str:
    return f'<row r="{number}">{cells or f"""<c r="A{number}"><v>{number}</v></c>"""}</row>'


def test_pieces_of_different_width_and_with_rows_between_make_one_rectangle(tmp_path: Path) -> None:
    sheet = sheet_xml(row(2, '<c r="C2"><v>1</v></c><c r="D2"><v>2</v></c>') + row(5, '<c r="B5"><v>3</v></c>'))
    assert number_of_pieces(sheet) == 2
    assert rows_of(sheet, tmp_path) == [[None, 1, 2], [None] * 3, [None] * 3, [3, None, None]]


def test_a_row_out_of_order_is_read_where_it_belongs(tmp_path: Path) -> None:
    sheet = sheet_xml(row(9) + row(2) + row(5) + row(9, '<c r="A9"><v>7</v></c>'))
    assert number_of_pieces(sheet) > 1
    assert rows_of(sheet, tmp_path) == [[2], [None], [None], [5], [None], [None], [None], [7]]


@pytest.mark.parametrize("false", ["NaN", "inf", "-1e400"])
def test_a_number_that_is_none_is_found_in_whichever_piece_it_lies(tmp_path: Path, false: str) -> None:
    sheet = sheet_xml("".join(map(row, range(1, 9))) + row(9, f'<c r="A9"><v>{false}</v></c>') + row(10))
    assert number_of_pieces(sheet) > 2
    book = read(tmp_path, sheet, SMALL)
    assert isinstance(book, Book)
    assert [(problem.cell, problem.rule) for problem in book.problems] == [("A9", "error cell")]


def test_merged_areas_are_known_whichever_piece_they_lie_in(tmp_path: Path) -> None:
    merged = '<mergeCells count="1"><mergeCell ref="A8:A9"/></mergeCells>'
    sheet = sheet_xml("".join(row(number) for number in range(1, 10)), merged)
    assert number_of_pieces(sheet) > 2
    book = read(tmp_path, sheet, SMALL)
    assert isinstance(book, Book)
    assert [(problem.cell, problem.rule) for problem in book.problems] == [("A9", "value under merge")]


@pytest.mark.parametrize(
    "cells",
    [
        "<row><c><v>1</v></c></row>" * 20,  # no row tells its number
        row(1) + f"<?x {row(2) * 3}?>" + row(3) * 3,  # rows inside a processing instruction are no rows
        row(1) + "</sheetData><sheetData>" + "".join(map(row, range(2, 9))),  # only the first list is read
    ],
)
def test_what_is_unusual_is_not_cut(cells: str) -> None:
    assert number_of_pieces(sheet_xml(cells)) == 1


@pytest.mark.parametrize(
    "sheet",
    [
        sheet_xml("").replace("<sheetData></sheetData>", "<sheetData/>"),
        sheet_xml(row(1)).replace("</sheetData>", ""),
        sheet_xml(row(1), '<mergeCells><mergeCell ref="A1:B1"/>'),  # calamine has to see that this is broken
    ],
)
def test_what_cannot_be_made_out_goes_to_calamine_as_it_is(sheet: str) -> None:
    assert [b"".join(one) for one in pieces(sheet.encode(), SMALL)] == [sheet.encode()]


def test_a_sheet_that_is_damaged_in_one_piece_is_refused(tmp_path: Path) -> None:
    sheet = sheet_xml("".join(map(row, range(1, 9))) + row(9, '<c r="A9"><v>1</w></c>') + row(10))
    for size in (SMALL, 1 << 20):
        assert str(read(tmp_path, sheet, size)).startswith("a.xlsx: the file is damaged")


def test_pieces_without_cells_leave_no_trace() -> None:
    blank = SheetValues("1", [], (1, 1), hidden=False, merged=(((1, 1), (2, 2)),), has_false_numbers=False)
    filled = SheetValues("2", [[1.0]], (7, 3), hidden=False, merged=(), has_false_numbers=True)
    found = together([blank, filled, blank])
    assert found is not None
    assert (found.rows, found.first, found.merged, found.has_false_numbers) == ([[1.0]], (7, 3), blank.merged, True)
    assert together([blank, blank]) == blank
