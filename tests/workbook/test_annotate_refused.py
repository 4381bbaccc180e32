"""What cannot be kept is refused by name before anything is made (UPD-3), and odd packages are marked or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.rich_workbook import changed, loaded, parts_of, rich_workbook
from tests.support.workbooks import MAIN, packed, parts, sheet_xml
from xlperf.errors import UnreadableFile
from xlperf.problem import Problem, Severity
from xlperf.workbook import FINDINGS_SHEET
from xlperf.workbook.annotate.annotated import annotated
from xlperf.workbook.annotate.refusals import check_format, ending_of
from xlperf.workbook.annotate.styles import FILLS
from xlperf.workbook.annotate.zip_copy import raw_copy
from xlperf.workbook.kinds import Format
from xlperf.workbook.package import Package

RED = FILLS[Severity.ERROR]
SHEET = "xl/worksheets/sheet1.xml"


def wrong(cell: str = "B2", sheet: str = "Data") -> Problem:
    return Problem(Severity.ERROR, "Is wrong.", "a.xlsx", sheet, cell, "wrong")


def refusal(data: bytes, *problems: Problem) -> str:
    with pytest.raises(UnreadableFile) as told:
        annotated(data, "a.xlsx", problems or [wrong()])
    message = str(told.value)
    assert message.startswith("a.xlsx: ")
    assert "\n" not in message
    return message


@pytest.fixture
def rich(tmp_path: Path) -> Path:
    return rich_workbook(tmp_path / "a.xlsx")


def test_upd_3_a_signature_a_log_of_changes_and_a_locked_structure_are_refused(rich: Path) -> None:
    original = rich.read_bytes()
    changed(rich, {}, {"_xmlsignatures/sig1.xml": "<a/>"})
    assert "signed digitally" in refusal(rich.read_bytes())
    rich.write_bytes(original)
    changed(rich, {}, {"xl/revisions/revisionLog1.xml": "<a/>"})
    assert "log of its changes" in refusal(rich.read_bytes())
    rich.write_bytes(original)
    changed(rich, {"xl/workbook.xml": (b"<bookViews>", b'<workbookProtection lockStructure="1"/><bookViews>')})
    assert "its structure is protected" in refusal(rich.read_bytes())


def test_upd_3_a_protected_sheet_is_refused_when_it_has_findings_and_only_then(rich: Path) -> None:
    changed(rich, {SHEET: (b"</sheetData>", b'</sheetData><sheetProtection sheet="1"/>')})
    assert 'the sheet "Data" has findings and is protected. Unprotect it' in refusal(rich.read_bytes())
    assert annotated(rich.read_bytes(), "a.xlsx", [wrong(sheet="Other")]).cells == 1


def test_upd_3_strict_open_xml_is_refused() -> None:
    content = parts()
    content["xl/workbook.xml"] = str(content["xl/workbook.xml"]).replace(
        MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"
    )
    assert "strict Open XML" in refusal(packed(content))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_upd_3_a_document_type_declaration_anywhere_is_refused(encoding: str) -> None:
    content = parts()
    content["xl/theme/theme1.xml"] = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding)
    assert "DTD" in refusal(packed(content))


def test_upd_3_other_formats_and_passwords_are_refused_by_name(rich: Path) -> None:
    for found in set(Format) - {Format.XLSX, Format.XLSM}:
        with pytest.raises(UnreadableFile, match=f"this is {found}"):
            check_format(found, "a.xlsx")
    data = bytearray(rich.read_bytes())
    place = data.index(b"PK\x01\x02", data.index(b"xl/slicers/slicer1.xml") + 100)
    while data[place + 46 : place + 68] != b"xl/slicers/slicer1.xml":
        place = data.index(b"PK\x01\x02", place + 1)
    data[place + 8] |= 1
    assert "password" in refusal(bytes(data))


def test_upd_3_two_parts_of_one_name_are_refused() -> None:
    content = parts() | {"xl/Workbook.xml": parts()["xl/workbook.xml"]}
    assert "two parts of one name" in refusal(packed(content))


@pytest.mark.parametrize(
    "cells",
    [
        "<row><c><v>1</v></c></row>",
        '<row r="1"><c><v>1</v></c></row>',
        '<row r="3"><c r="A3"/></row><row r="2"><c r="A2"/></row>',
        '<row r="2"><c r="B2"/></row><row r="2"><c r="B2"/></row>',
        '<row r="2"><c r="C2"/><c r="B2"/></row>',
        '<row r="2"><c r="B7"/></row>',
    ],
)
def test_upd_3_sheets_without_references_or_order_are_refused(cells: str) -> None:
    assert 'the sheet "Data": its ' in refusal(packed(parts(cells)))
    assert annotated(packed(parts(cells)), "a.xlsx", []).cells == 0  # where nothing is to be marked it does not matter


def test_a_workbook_with_no_list_of_formats_gets_one() -> None:
    done = annotated(packed(parts()), "a.xlsx", [wrong("A1"), wrong("B2")])
    book = loaded(done.content)
    assert (book["Data"]["A1"].fill.fgColor.rgb, book["Data"]["B2"].fill.fgColor.rgb) == (RED, RED)
    assert book["Data"]["A1"].value == 1
    assert annotated(done.content, "b.xlsx", [wrong("A1"), wrong("B2")]).content == done.content


@pytest.mark.parametrize("data", ["<sheetData/>", '<sheetData><row r="2" spans="1:1"/></sheetData>'])
def test_empty_rows_and_sheets_are_opened(data: str) -> None:
    content = parts()
    content[SHEET] = f'<worksheet xmlns="{MAIN}">{data}</worksheet>'
    done = annotated(packed(content), "a.xlsx", [wrong("B2"), wrong("B4"), wrong("A2")])
    sheet = loaded(done.content)["Data"]
    assert {sheet[cell].fill.fgColor.rgb for cell in ("A2", "B2", "B4")} == {RED}
    assert b"spans" not in parts_of(done.content)[SHEET]
    assert annotated(done.content, "b.xlsx", [wrong("B2"), wrong("B4"), wrong("A2")]).content == done.content


def test_prefixed_parts_and_parts_in_utf_16_are_marked_too() -> None:
    content = parts()
    sheet = sheet_xml('<row r="2"><c r="B2" t="inlineStr"><is><t>Café</t></is></c></row>')
    for written in (
        sheet.replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=").encode(),
        ('<?xml version="1.0" encoding="UTF-16"?>' + sheet).encode("utf-16"),
    ):
        content[SHEET] = written
        found = [wrong("B2"), wrong("C2"), wrong("A9")]
        done = annotated(packed(content), "a.xlsx", found)
        sheet_there = loaded(done.content)["Data"]
        assert {sheet_there[cell].fill.fgColor.rgb for cell in ("B2", "C2", "A9")} == {RED}
        assert sheet_there["B2"].value == "Café"
        assert sheet_there["C2"].comment.text.endswith("Is wrong.")
        assert annotated(done.content, "b.xlsx", found).content == done.content
        assert annotated(done.content, "b.xlsx", []).content == annotated(packed(content), "a.xlsx", []).content


def test_a_style_that_does_not_exist_and_an_unknown_sheet_do_no_harm() -> None:
    content = parts('<row r="2"><c r="B2" s="999"><v>1</v></c></row>')
    done = annotated(packed(content), "a.xlsx", [wrong(), wrong(sheet="Nowhere"), wrong("B2:C3"), wrong("XFE1")])
    book = loaded(done.content)
    assert (done.cells, book["Data"]["B2"].value, book["Data"]["B2"].fill.fgColor.rgb) == (1, 1, RED)
    assert [book[FINDINGS_SHEET][f"F{row}"].value for row in range(5, 9)] == ["fill and note", None, None, None]


def test_a_copy_that_was_changed_or_saved_since_is_refused(rich: Path) -> None:
    copy = annotated(rich.read_bytes(), "a.xlsx", [wrong()]).content
    rich.write_bytes(copy)
    changed(rich, {SHEET: (b"</sheetData>", b" </sheetData>")})
    assert "annotated copy that was changed" in refusal(rich.read_bytes())
    without_marker = raw_copy(copy, "a.xlsx", {}, {}, ["xlperf/annotated.json"])
    assert "annotated copy" in refusal(without_marker)
    assert "saved since" in refusal(without_marker)
    for strange in (b"{}", b"[", b'{"changed": {"xl/nowhere.xml": {}}, "added": []}', b"[" * 100_000):
        assert "a.xlsx: " in refusal(raw_copy(copy, "a.xlsx", {"xlperf/annotated.json": strange}, {}))


def test_a_template_keeps_its_ending(rich: Path) -> None:
    package = Package(rich.read_bytes(), "a.xlsx")
    assert ending_of(package, "a.xlsx") == ".xlsx"
    main = (b"spreadsheetml.sheet.main", b"spreadsheetml.template.main")
    changed(rich, {"[Content_Types].xml": main})
    assert ending_of(Package(rich.read_bytes(), "a.xlsx"), "a.xlsx") == ".xltx"
    changed(rich, {"[Content_Types].xml": (b"spreadsheetml.template.main", b"nothing")})
    with pytest.raises(UnreadableFile, match="does not say"):
        ending_of(Package(rich.read_bytes(), "a.xlsx"), "a.xlsx")
