"""How packages are put together: what real writers produce, what hostile ones try, and what is refused by name."""

from __future__ import annotations

import struct
import warnings
import zipfile
import zlib
from pathlib import Path

import pytest
import xlsxwriter

from tests.support.workbooks import LINKS, MAIN, content_types, links, packed, parts, saved, sheet_xml, with_cells
from xlperf.errors import UnreadableFile
from xlperf.sheets.grid import CellError
from xlperf.workbook import MADE_BY_XLPERF, package
from xlperf.workbook.read import read_book

SHEET = "xl/worksheets/sheet1.xml"
CELLS = '<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><v>12</v></c></row>'


def rows(path: Path) -> list[list[object]]:
    return [list(row) for row in read_book(path).grids[0].rows]


def strict(text: str | bytes) -> str:
    assert isinstance(text, str)
    text = text.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    return text.replace(LINKS, "http://purl.oclc.org/ooxml/officeDocument/relationships")


# Forms of XML


def prefixed(text: str) -> str:
    return text.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:").replace("xmlns=", "xmlns:x=")


@pytest.mark.parametrize(
    "sheet",
    [
        sheet_xml(CELLS),
        prefixed(sheet_xml(CELLS)),
        sheet_xml(CELLS).replace('"', "'"),
        sheet_xml(CELLS).replace('="', ' = "'),
        b"\xef\xbb\xbf" + sheet_xml(CELLS).encode(),
        ('<?xml version="1.0" encoding="UTF-16"?>' + sheet_xml(CELLS)).encode("utf-16"),
        ('<?xml version="1.0" encoding="UTF-16"?>' + sheet_xml(CELLS)).encode("utf-16-be"),
        '<?xml version="1.0" encoding="ISO-8859-1"?>' + sheet_xml(CELLS),
        sheet_xml(CELLS.replace("#N/A", "<![CDATA[#N/A]]>")),
        sheet_xml(CELLS.replace("12", "1<!-- a comment -->2")),
        sheet_xml('<!-- <c r="XFD1048576"><v>1</v></c> -->' + CELLS),
        sheet_xml('<row><c t="e"><v>#N/A</v></c><c><v>12</v></c></row>'),
        sheet_xml('<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c><v>12</v></c></row>'),
        sheet_xml(CELLS).replace(
            "<sheetData>",
            '<y:sheetData xmlns:y="urn:y"><y:row r="9"><y:c r="C9"/></y:row></y:sheetData><!-- --><sheetData>',
        ),
    ],
    ids=lambda sheet: str(sheet[:20]),
)
def test_one_sheet_reads_alike_in_every_form_of_its_xml(tmp_path: Path, sheet: str | bytes) -> None:
    path = saved(tmp_path / "a.xlsx", parts() | {SHEET: sheet})
    assert rows(path) == [[CellError("#N/A"), 12.0]]


def test_a_strict_workbook_is_read(tmp_path: Path) -> None:
    content = {name: part if name in {"[Content_Types].xml"} else strict(part) for name, part in parts(CELLS).items()}
    assert rows(saved(tmp_path / "a.xlsx", content)) == [[CellError("#N/A"), 12.0]]


def test_cells_in_any_order_are_read(tmp_path: Path) -> None:
    cells = '<row r="3"><c r="C3"><v>33</v></c><c r="A3"><v>31</v></c></row><row r="1"><c r="B1"><v>12</v></c></row>'
    assert rows(with_cells(tmp_path / "a.xlsx", cells)) == [[None, 12.0, None], [None] * 3, [31.0, None, 33.0]]


def test_the_stated_dimension_is_not_trusted(tmp_path: Path) -> None:
    sheet = sheet_xml(CELLS).replace("<sheetData>", '<dimension ref="A1"/><sheetData>')
    assert rows(saved(tmp_path / "a.xlsx", parts() | {SHEET: sheet})) == [[CellError("#N/A"), 12.0]]


# Where the parts lie


@pytest.mark.parametrize(
    "target",
    ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "./worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml",
     "worksheets\\sheet1.xml", "xl/worksheets/sheet1.xml", "WORKSHEETS/Sheet1.XML"],
)  # fmt: skip
def test_every_form_of_relationship_target_finds_its_sheet(tmp_path: Path, target: str) -> None:
    content = parts(CELLS) | {"xl/_rels/workbook.xml.rels": links(("worksheet", target))}
    assert rows(saved(tmp_path / "a.xlsx", content))[0][1] == 12.0


def test_the_workbook_part_is_found_under_any_name(tmp_path: Path) -> None:
    content = parts(CELLS)
    moved = {
        "[Content_Types].xml": content_types(part="/book/main.xml"),
        "_rels/.rels": links(("officeDocument", "/book/main.xml")),
        "book/main.xml": content["xl/workbook.xml"],
        "book/_rels/main.xml.rels": links(("worksheet", "one.xml")),
        "book/one.xml": content[SHEET],
    }
    assert rows(saved(tmp_path / "a.xlsx", moved))[0][1] == 12.0


def test_a_sheet_outside_the_package_is_never_opened(tmp_path: Path) -> None:
    (tmp_path / "sheet1.xml").write_text(sheet_xml(CELLS))
    for target in ("../../sheet1.xml", f"file://{tmp_path}/sheet1.xml", "http://localhost/sheet1.xml"):
        content = parts() | {"xl/_rels/workbook.xml.rels": links(("worksheet", target))}
        book = read_book(saved(tmp_path / "a.xlsx", content))
        assert book.grids == ()
        assert [(problem.sheet, problem.rule) for problem in book.problems] == [("Data", "sheet")]


def test_a_missing_sheet_is_a_problem_and_the_others_are_read(tmp_path: Path) -> None:
    content = parts(CELLS)
    content["xl/workbook.xml"] = str(content["xl/workbook.xml"]).replace(
        "</sheets>", '<sheet name="Gone" sheetId="2" r:id="rId2"/></sheets>'
    )
    content["xl/_rels/workbook.xml.rels"] = links(("worksheet", "worksheets/sheet1.xml"), ("worksheet", "no.xml"))
    book = read_book(saved(tmp_path / "a.xlsx", content))
    assert [grid.name for grid in book.grids] == ["Data"]
    assert [problem.sheet for problem in book.problems] == ["Gone", "Data"]


def test_a_macro_sheet_is_passed_over_with_a_note(tmp_path: Path) -> None:
    content = parts(CELLS)
    content["xl/workbook.xml"] = str(content["xl/workbook.xml"]).replace(
        "<sheets>", '<sheets><sheet name="Macro1" sheetId="2" r:id="rId2"/>'
    )
    content["xl/_rels/workbook.xml.rels"] = links(
        ("worksheet", "worksheets/sheet1.xml"), ("xlMacrosheet", "macrosheets/sheet1.xml")
    )
    content["xl/macrosheets/sheet1.xml"] = sheet_xml("")
    book = read_book(saved(tmp_path / "a.xlsx", content))
    assert [grid.name for grid in book.grids] == ["Data"]
    assert (book.problems[0].sheet, book.problems[0].severity) == ("Macro1", "note")


def test_hidden_and_very_hidden_sheets_are_flagged_and_chart_sheets_left_out(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:
        workbook.add_worksheet("Seen").write("A1", 1)
        workbook.add_worksheet("Hidden").hide()
        workbook.add_worksheet("Very hidden").very_hidden()
        chart = workbook.add_chart({"type": "line"})
        chart.add_series({"values": "=Seen!$A$1"})
        workbook.add_chartsheet("Chart").set_chart(chart)
    book = read_book(tmp_path / "a.xlsx")
    assert [(grid.name, grid.hidden) for grid in book.grids] == [
        ("Seen", False), ("Hidden", True), ("Very hidden", True),
    ]  # fmt: skip


def test_sheet_names_of_every_kind_come_through(tmp_path: Path) -> None:
    names = ["Ynys Môn", "A & B <1>", "it's", "日本"]
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:
        for name in names:
            workbook.add_worksheet(name).write("A1", name)
    book = read_book(tmp_path / "a.xlsx")
    assert [(grid.name, grid.value(1, 1)) for grid in book.grids] == [(name, name) for name in names]


# Workbooks that ask to be recalculated


def stale_problems(path: Path) -> list[tuple[str, str]]:
    return [
        (problem.sheet, problem.cell)
        for problem in read_book(path).problems
        if problem.rule == "recalculated on opening"
    ]


def test_a_workbook_that_was_never_calculated_is_reported_once(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:
        workbook.add_worksheet("Notes").write("A1", "text")
        sheet = workbook.add_worksheet("Sums")
        sheet.write_formula("C7", "=1+1")
        sheet.write_formula("B9", "=1+2")
    assert stale_problems(tmp_path / "a.xlsx") == [("Sums", "C7")]


def test_a_workbook_without_formulas_has_nothing_to_recalculate(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:
        workbook.add_worksheet("Notes").write("A1", "if only a <f> was a formula")
    assert stale_problems(tmp_path / "a.xlsx") == []


def test_xlperfs_own_workbooks_are_believed(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:
        workbook.set_custom_property(MADE_BY_XLPERF, "0.1.0")
        workbook.add_worksheet("Sums").write_formula("A1", "=1+1", None, 2)
    assert stale_problems(tmp_path / "a.xlsx") == []


# What is refused


def test_two_cells_in_far_corners_are_refused_by_name(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="XFC9" s="1"/><c r="C9"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    with pytest.raises(UnreadableFile, match=r"a\.xlsx: Data, cells A1 and XFD1048576 lie so far apart .* Delete the"):
        read_book(with_cells(tmp_path / "a.xlsx", cells))


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="AB1"><v>1</v></c></row><row r="2000000"><c r="B2000000"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="99999999"><c r="A99999999"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r = "1048576"><c r = "XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="999999"><c r="ZZ999999"><f>1</f></c></row>',
    ],
)
def test_other_ways_of_lying_far_apart_are_refused(tmp_path: Path, cells: str) -> None:
    with pytest.raises(UnreadableFile, match="far apart"):
        read_book(with_cells(tmp_path / "a.xlsx", cells))


def test_formatted_blanks_in_far_corners_do_not_matter(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row><row r="1048576"><c r="A1048576" s="0"></c></row>'
    )
    assert rows(with_cells(tmp_path / "a.xlsx", cells)) == [[1.0]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_document_type_declaration_is_refused(tmp_path: Path, name: str, encoding: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    content = parts(CELLS)
    content[name] = (declaration + str(content[name])).encode(encoding)
    with pytest.raises(UnreadableFile, match=rf"a\.xlsx: .*{name}.*DTD"):
        read_book(saved(tmp_path / "a.xlsx", content))


def test_a_wrong_checksum_is_refused(tmp_path: Path) -> None:
    data = packed(parts(CELLS))
    checksum = struct.pack("<I", zlib.crc32(sheet_xml(CELLS).encode()))
    assert data.count(checksum) == 2
    (tmp_path / "a.xlsx").write_bytes(data.replace(checksum, b"\1\2\3\4"))
    with pytest.raises(UnreadableFile, match=r"a\.xlsx: the file is damaged: its part xl/worksheets/sheet1\.xml"):
        read_book(tmp_path / "a.xlsx")


def test_a_truncated_package_is_refused(tmp_path: Path) -> None:
    data = packed(parts(CELLS))
    (tmp_path / "a.xlsx").write_bytes(data[: len(data) // 2])
    with pytest.raises(UnreadableFile, match=r"a\.xlsx: the file is damaged: .*still being copied"):
        read_book(tmp_path / "a.xlsx")


def test_broken_xml_is_refused_with_part_and_line(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", parts() | {"xl/workbook.xml": "<workbook>\n<sheets>\n</workbook>"})
    with pytest.raises(UnreadableFile, match=r"its part xl/workbook\.xml is not well-formed XML \(line 3\)"):
        read_book(path)


def test_broken_cells_are_refused_without_quoting_them(tmp_path: Path) -> None:
    path = with_cells(tmp_path / "a.xlsx", '<row r="1"><c r="A1" t="str"><v>CANARY-NAME-7</CANARY-NAME-7></c></row>')
    with pytest.raises(UnreadableFile, match=r"a\.xlsx: the file is damaged") as refusal:
        read_book(path)
    assert "CANARY" not in str(refusal.value)


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", parts(CELLS))
    with zipfile.ZipFile(path, "a") as again, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        again.writestr(SHEET, sheet_xml(""))
    with pytest.raises(UnreadableFile, match="two parts of one name"):
        read_book(path)


def test_a_part_squeezed_beyond_belief_is_refused_before_it_is_inflated(tmp_path: Path) -> None:
    bomb = sheet_xml(CELLS) + " " * (20 << 20)
    with pytest.raises(UnreadableFile, match=r"sheet1\.xml inflates to more than 200 times"):
        read_book(saved(tmp_path / "a.xlsx", parts() | {SHEET: bomb}))


def test_a_package_that_inflates_to_more_than_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "MOST_BYTES", 1000)
    with pytest.raises(UnreadableFile, match="more than 1 GiB"):
        read_book(with_cells(tmp_path / "a.xlsx", CELLS * 10))


def test_a_package_of_too_many_parts_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_PARTS", 10)
    content = parts(CELLS) | {f"junk/{number}": "" for number in range(10)}
    with pytest.raises(UnreadableFile, match="holds 15 parts; xlperf reads up to 10"):
        read_book(saved(tmp_path / "a.xlsx", content))


def test_parts_that_overlap_are_refused(tmp_path: Path) -> None:
    data = bytearray(packed(parts(CELLS)))
    listed = [place for place in range(len(data)) if data[place : place + 4] == b"PK\1\2"]
    data[listed[1] + 42 : listed[1] + 46] = data[listed[0] + 42 : listed[0] + 46]
    (tmp_path / "a.xlsx").write_bytes(data)
    with pytest.raises(UnreadableFile, match="overlap"):
        read_book(tmp_path / "a.xlsx")


def test_a_protected_part_is_refused_with_the_word_password(tmp_path: Path) -> None:
    data = bytearray(packed(parts(CELLS)))
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 1)
    (tmp_path / "a.xlsx").write_bytes(data)
    with pytest.raises(UnreadableFile, match=r"a\.xlsx: the file is protected by a password"):
        read_book(tmp_path / "a.xlsx")


def test_a_date_that_no_calendar_has_is_refused(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:
        workbook.add_worksheet().write("A1", 1e10, workbook.add_format({"num_format": "[h]:mm"}))
    with pytest.raises(UnreadableFile, match="no calendar"):
        read_book(tmp_path / "a.xlsx")
