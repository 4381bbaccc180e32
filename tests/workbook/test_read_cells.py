"""Every cell at its true address, and nothing read as blank or 0 that is neither."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.support.workbooks import MAIN, binary_workbook, old_workbook, open_document, parts, saved, with_cells
from xlperf.problem import Problem, Severity
from xlperf.sheets.grid import NOT_CALCULATED, Book, CellError, CellValue
from xlperf.workbook.read import read_book


def value(book: Book, row: int, column: int) -> CellValue:
    return book.grids[0].value(row, column)


def cells_of(problems: tuple[Problem, ...], rule: str) -> list[str]:
    return [problem.cell for problem in problems if problem.rule == rule]


def test_values_stand_at_their_true_addresses(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "return.xlsx") as workbook:
        sheet = workbook.add_worksheet("CP Plans")
        sheet.write("C5", "Started")
        sheet.write("D6", 246)
        sheet.write("E6", True)
        sheet.write_datetime("F6", dt.datetime(2024, 5, 31), workbook.add_format({"num_format": "dd/mm/yyyy"}))
    book = read_book(tmp_path / "return.xlsx")
    grid = book.grids[0]
    assert (book.file, book.format, grid.name) == ("return.xlsx", "xlsx", "CP Plans")
    assert (grid.first_row, grid.first_column, grid.last_row) == (5, 3, 6)
    assert grid.value(5, 3) == "Started"
    assert grid.value(6, 4) == 246.0
    assert grid.value(6, 5) is True
    assert grid.value(6, 6) == dt.date(2024, 5, 31)
    assert book.problems == ()


def test_a_blank_is_none_and_never_an_empty_text(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t></t></is></c>'
        '<c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><v>2</v></c></row>'
    )
    book = read_book(with_cells(tmp_path / "a.xlsx", cells))
    assert list(book.grids[0].rows[0]) == [1.0, None, None, None, 2.0]
    assert book.problems == ()


def test_error_cells_are_named_with_their_address(tmp_path: Path) -> None:
    cells = (
        '<row r="3"><c r="B3"><v>1</v></c><c r="C3" t="e"><f>B3/0</f><v>#DIV/0!</v></c>'
        '<c t="e" s="0" r="D3"><v>#REF!</v></c></row>'
    )
    book = read_book(with_cells(tmp_path / "a.xlsx", cells))
    assert value(book, 3, 3) == CellError("#DIV/0!")
    assert value(book, 3, 4) == CellError("#REF!")
    assert [str(problem) for problem in book.problems] == [
        "a.xlsx, Data, cell C3: #DIV/0! stands where a value belongs. "
        "No figure is computed from this cell until it is corrected.",
        "a.xlsx, Data, cell D3: #REF! stands where a value belongs. "
        "No figure is computed from this cell until it is corrected.",
    ]
    assert {problem.severity for problem in book.problems} == {Severity.ERROR}


def test_a_text_that_looks_like_an_error_cell_is_a_text(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1" t="str"><v>t="e" #N/A</v></c><c r="B1" t="str"><v>NaN</v></c></row>'
    book = read_book(with_cells(tmp_path / "a.xlsx", cells))
    assert list(book.grids[0].rows[0]) == ['t="e" #N/A', "NaN"]
    assert book.problems == ()


@pytest.mark.parametrize("code", ["#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#BUSY!"])
def test_an_error_code_that_calamine_refuses_does_not_lose_the_workbook(tmp_path: Path, code: str) -> None:
    cells = f'<row r="1"><c r="A1" t="e"><v>{code}</v></c><c r="B1" t="e"><v>#N/A</v></c><c r="C1"><v>7</v></c></row>'
    book = read_book(with_cells(tmp_path / "a.xlsx", cells))
    assert list(book.grids[0].rows[0]) == [CellError(code), CellError("#N/A"), 7.0]
    assert cells_of(book.problems, "error cell") == ["A1", "B1"]


def test_an_error_cell_without_a_code_is_still_an_error(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"/><c r="C1" t="e"><v></v></c></row>'
    book = read_book(with_cells(tmp_path / "a.xlsx", cells))
    assert list(book.grids[0].rows[0]) == [1.0, CellError("#UNKNOWN!"), CellError("#UNKNOWN!")]


def test_formulas_without_a_stored_value_are_reported_and_not_blank(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet["B2"], sheet["B3"], sheet["D6"] = 33, 246, "=B2/B3"
    workbook.save(tmp_path / "a.xlsx")
    book = read_book(tmp_path / "a.xlsx")
    assert value(book, 6, 4) is NOT_CALCULATED
    assert (value(book, 2, 2), value(book, 3, 2)) == (33.0, 246.0)
    assert cells_of(book.problems, "formula not calculated") == ["D6"]
    assert "save it" in book.problems[0].message


@pytest.mark.parametrize(
    ("cell", "is_missing"),
    [
        ('<c r="B1"><f>A1</f></c>', True),
        ('<c r="B1"><f>A1</f><v></v></c>', True),
        ('<c r="B1"><f>A1</f><v/></c>', True),
        ('<c r="B1"><f>A1</f>\n <v />\n</c>', True),
        ('<c r="B1"><f t="shared" si="0"/></c>', True),
        ('<c r="B1"><f t="shared" si="0"/><v/></c>', True),
        ('<c r="B1" t="str"><f>A1</f></c>', True),
        ('<c r="B1" t="str"><f>""</f><v></v></c>', False),
        ('<c r="B1" t="str"><f>""</f><v/></c>', False),
        ('<c r="B1"><f t="shared" si="0"/><v>4</v></c>', False),
        ('<c r="B1"><v>4</v><f>A1</f></c>', False),
        ('<c r="B1"><f>A1</f><v xml:space="preserve">4</v></c>', False),
    ],
)
def test_whether_a_formula_has_a_stored_value(tmp_path: Path, cell: str, is_missing: bool) -> None:
    book = read_book(with_cells(tmp_path / "a.xlsx", f'<row r="1"><c r="A1"><v>1</v></c>{cell}</row>'))
    assert (value(book, 1, 2) is NOT_CALCULATED) == is_missing
    assert cells_of(book.problems, "formula not calculated") == (["B1"] if is_missing else [])


def test_a_sheet_of_nothing_but_formulas_without_values_is_not_empty(tmp_path: Path) -> None:
    cells = '<row r="4"><c r="C4"><f>1+1</f></c></row><row r="6"><c r="E6"><f>1+2</f></c></row>'
    grid = read_book(with_cells(tmp_path / "a.xlsx", cells)).grids[0]
    assert (grid.first_row, grid.first_column, grid.last_row) == (4, 3, 6)
    assert grid.value(4, 3) is grid.value(6, 5) is NOT_CALCULATED
    assert grid.value(5, 4) is None


@pytest.mark.parametrize("number", ["NaN", "INF", "-INF", "nan", "inf", "1e400"])
def test_a_number_that_is_none_becomes_num(tmp_path: Path, number: str) -> None:
    cells = f'<row r="2"><c r="B2"><v>{number}</v></c><c r="C2"><v>5</v></c></row>'
    book = read_book(with_cells(tmp_path / "a.xlsx", cells))
    found = value(book, 2, 2)
    assert isinstance(found, CellError)
    assert found.code == "#NUM!"
    assert cells_of(book.problems, "error cell") == ["B2"]


def test_nan_under_a_date_format_is_no_date(tmp_path: Path) -> None:
    content = parts('<row r="1"><c r="A1" s="1"><v>NaN</v></c><c r="B1" s="1"><v>45000</v></c></row>')
    content["xl/styles.xml"] = (
        f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    )
    content["xl/_rels/workbook.xml.rels"] = str(content["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>",
        '<Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" '
        'Target="styles.xml"/></Relationships>',
    )
    book = read_book(saved(tmp_path / "a.xlsx", content))
    assert isinstance(value(book, 1, 1), CellError)
    assert value(book, 1, 2) == dt.date(2023, 3, 15)


def test_the_list_of_problems_of_one_sheet_ends_with_how_many_more_there_are(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="e"><v>#N/A</v></c></row>' for row in range(1, 131))
    book = read_book(with_cells(tmp_path / "a.xlsx", rows))
    assert len(book.problems) == 101
    assert book.problems[99].cell == "A100"
    assert book.problems[100].message == "… and 30 more error cells in this sheet."
    assert value(book, 130, 1) == CellError("#N/A")


def test_values_hidden_under_a_merge_are_read_and_reported(tmp_path: Path) -> None:
    cells = (
        '<row r="2"><c r="B2" t="str"><v>Plans</v></c><c r="C2"><v>5</v></c><c r="D2" s="0"/></row>'
        '<row r="3"><c r="B3"><v>1</v></c></row>'
    )
    path = with_cells(tmp_path / "a.xlsx", cells, '<mergeCells count="1"><mergeCell ref="B2:D2"/></mergeCells>')
    book = read_book(path)
    assert value(book, 2, 3) == 5.0
    assert [(problem.severity, problem.cell) for problem in book.problems] == [(Severity.WARNING, "C2")]
    assert "under the cell merged from B2" in book.problems[0].message


def test_a_merge_far_larger_than_the_sheet_costs_nothing(tmp_path: Path) -> None:
    merges = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    book = read_book(with_cells(tmp_path / "a.xlsx", '<row r="1"><c r="B1"><v>1</v></c></row>', merges))
    assert [problem.cell for problem in book.problems] == ["B1"]


@pytest.mark.parametrize(("from_1904", "expected"), [(False, dt.date(2009, 3, 31)), (True, dt.date(2013, 4, 1))])
def test_one_serial_number_is_four_years_and_a_day_later_in_a_1904_workbook(
    tmp_path: Path, from_1904: bool, expected: dt.date
) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"date_1904": from_1904}) as workbook:
        workbook.add_worksheet().write("A1", 39903, workbook.add_format({"num_format": "yyyy-mm-dd"}))
    assert value(read_book(tmp_path / "a.xlsx"), 1, 1) == expected


def test_markers_are_kept_as_they_are_typed(tmp_path: Path) -> None:
    markers = ["n/a", "c", "x", "*", "..", "<5", "NULL", "nan", "None", "0012", " "]
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:
        sheet = workbook.add_worksheet()
        for row, marker in enumerate(markers):
            sheet.write_string(row, 0, marker)
    assert [row[0] for row in read_book(tmp_path / "a.xlsx").grids[0].rows] == markers


def test_number_formats_are_read_for_numbers_and_dates(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:
        sheet = workbook.add_worksheet()
        percent, own = workbook.add_format({"num_format": 10}), workbook.add_format({"num_format": '0.0"%"'})
        sheet.write("B2", 0.414, percent)
        sheet.write("C2", 41.4, own)
        sheet.write("D2", 41.4)
        sheet.write("E2", "41.4%", percent)
        sheet.write_blank("F2", None, percent)
        sheet.write_datetime("G2", dt.datetime(2010, 1, 31), workbook.add_format({"num_format": "mmm yy"}))
    grid = read_book(tmp_path / "a.xlsx", number_formats=True).grids[0]
    assert dict(grid.number_formats) == {(2, 2): "0.00%", (2, 3): '0.0"%"', (2, 7): "mmm yy"}
    assert read_book(tmp_path / "a.xlsx").grids[0].number_formats == {}


def test_every_cell_has_the_number_format_that_openpyxl_sees(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:
        sheet = workbook.add_worksheet()
        for row, number in enumerate([*range(1, 5), *range(9, 23), *range(37, 41), *range(45, 50)]):
            sheet.write(row, row % 3, 12.5, workbook.add_format({"num_format": number}))
            sheet.write(row, row % 3 + 1, 12.5, workbook.add_format({"num_format": f"0.{'0' * row}"}))
    witness = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert witness is not None
    expected = {
        (cell.row, cell.column): cell.number_format
        for row in witness.iter_rows()
        for cell in row
        if cell.value is not None
    }
    grid = read_book(tmp_path / "a.xlsx", number_formats=True).grids[0]
    assert len(expected) == 54
    assert dict(grid.number_formats) == expected


def test_number_formats_of_other_kinds_are_said_to_be_missing(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("code,value\nNI 64,0.414\n")
    book = read_book(tmp_path / "a.csv", number_formats=True)
    assert [problem.rule for problem in book.problems] == ["number formats"]


# What xlsb, xls and ods give


def test_reading_imports_neither_numpy_nor_pandas(tmp_path: Path) -> None:
    path = with_cells(tmp_path / "a.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>')
    code = (
        "import sys; from xlperf.workbook.read import read_book; read_book(sys.argv[1], number_formats=True); "
        "sys.exit(any(name in sys.modules for name in ('numpy', 'pandas', 'openpyxl')))"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True, timeout=60)


def test_an_xls_workbook_is_read_with_a_note_on_its_blanks(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(old_workbook(first_row=4))
    book = read_book(tmp_path / "a.xls")
    assert book.format == "xls"
    assert (value(book, 5, 2), value(book, 5, 3)) == ("Children", 246.0)
    assert isinstance(value(book, 5, 3), float)
    assert [problem.rule for problem in book.problems] == ["blank may be an error"]
    assert "xls" in book.problems[0].message


def test_an_xlsb_workbook_is_read_with_a_note_on_its_blanks(tmp_path: Path) -> None:
    (tmp_path / "a.xlsb").write_bytes(binary_workbook([["Children", 246.0], [None, 33.0]], error_at=(2, 1)))
    book = read_book(tmp_path / "a.xlsb")
    assert book.format == "xlsb"
    assert [list(row) for row in book.grids[0].rows] == [["Children", 246.0], [None, 33.0]]
    assert [(problem.severity, problem.rule) for problem in book.problems] == [(Severity.NOTE, "blank may be an error")]


def test_an_ods_workbook_is_read_with_a_note_on_its_blanks(tmp_path: Path) -> None:
    row = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        '<table:table-row><table:table-cell/><table:table-cell office:value-type="string"><text:p>Children</text:p>'
        '</table:table-cell><table:table-cell office:value-type="float" office:value="246"/></table:table-row>'
    )
    (tmp_path / "a.ods").write_bytes(open_document(row))
    book = read_book(tmp_path / "a.ods")
    assert book.format == "ods"
    assert (value(book, 3, 2), value(book, 3, 3)) == ("Children", 246.0)
    assert [problem.rule for problem in book.problems] == ["blank may be an error"]
