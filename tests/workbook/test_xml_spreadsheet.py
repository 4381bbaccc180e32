"""READ-4, SEC-7: XML spreadsheets of 2003."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from xlperf.errors import UnreadableFile
from xlperf.sheets.grid import NOT_CALCULATED, CellError
from xlperf.workbook.read import read_book
from xlperf.workbook.xml_spreadsheet import read_xml_spreadsheet

HEAD = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
)


def workbook(*sheets: str, styles: str = "") -> bytes:
    return f"{HEAD}{styles}{''.join(sheets)}</Workbook>".encode()


def sheet(rows: str, name: str = "Figures", after: str = "") -> str:
    return f'<Worksheet ss:Name="{name}"><Table>{rows}</Table>{after}</Worksheet>'


def cell(value: str, kind: str = "String", more: str = "") -> str:
    return f'<Cell {more}><Data ss:Type="{kind}">{value}</Data></Cell>'


def test_types_are_those_that_the_file_declares() -> None:
    cells = (
        cell("NI 64") + cell("0.134", "Number") + cell("1", "Boolean") + cell("2025-04-01T00:00:00.000", "DateTime")
        + cell("2025-04-01T09:30:00.000", "DateTime") + cell("#DIV/0!", "Error") + cell("0012")
    )  # fmt: skip
    book = read_xml_spreadsheet(workbook(sheet(f"<Row>{cells}</Row>")), "report.xls")
    (grid,) = book.grids
    assert grid.rows == [
        [
            "NI 64", 0.134, True, dt.date(2025, 4, 1), dt.datetime(2025, 4, 1, 9, 30), CellError("#DIV/0!"), "0012",
        ]
    ]  # fmt: skip
    assert [(problem.cell, problem.rule) for problem in book.problems] == [("F1", "error cell")]


def test_rows_and_cells_that_are_left_out_are_counted() -> None:
    third, wide = cell("b", more='ss:Index="3"'), cell("c", more='ss:MergeAcross="2"')
    rows = f"<Row>{cell('a')}{third}</Row>" + f'<Row ss:Index="5">{wide}{cell("d")}</Row>'
    (grid,) = read_xml_spreadsheet(workbook(sheet(rows)), "report.xls").grids
    assert grid.value(1, 3) == "b"
    assert grid.value(5, 1) == "c"
    assert grid.value(5, 4) == "d"
    assert grid.value(3, 1) is None


def test_percentages_and_hidden_sheets_are_known() -> None:
    styles = '<Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style></Styles>'
    hidden = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    share = cell("0.134", "Number", 'ss:StyleID="p"')
    other = sheet(f"<Row>{cell('x')}</Row>", "Other", hidden)
    data = workbook(sheet(f"<Row>{share}</Row>"), other, styles=styles)
    first, second = read_xml_spreadsheet(data, "report.xls").grids
    assert first.number_format(1, 1) == "0.00%"
    assert (first.hidden, second.hidden) == (False, True)


def test_a_formula_without_a_result_is_not_blank() -> None:
    book = read_xml_spreadsheet(workbook(sheet('<Row><Cell ss:Formula="=R1C1"/></Row>')), "report.xls")
    assert book.grids[0].rows == [[NOT_CALCULATED]]
    assert [problem.rule for problem in book.problems] == ["formula not calculated"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (HEAD.encode(), "damaged"),
        (workbook(), "holds no sheet"),
        (workbook(sheet(f'<Row ss:Index="900000">{cell("far")}</Row>')), "where none can be"),
        (workbook(sheet(f'<Row ss:Index="0">{cell("zero")}</Row>')), "where none can be"),
        (
            HEAD.replace("<?mso-application", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><?mso-application')
            .encode() + b"</Workbook>", "report.xls",
        ),
    ],
)  # fmt: skip
def test_one_that_is_damaged_or_hostile_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read_xml_spreadsheet(data, "report.xls")


def test_it_is_recognised_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "report.xls"
    path.write_bytes(workbook(sheet(f"<Row>{cell('x')}</Row>")))
    book = read_book(path)
    assert (book.format, book.grids[0].name) == ("xml spreadsheet", "Figures")
    assert [problem.rule for problem in book.problems] == ["wrong extension"] or book.problems
