"""What must not be published is found, with its place, in workbooks that hold one such thing each."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName

from tests.support.commands import SAMPLES, run
from xlperf.errors import UnreadableFile
from xlperf.workbook.publishable.check import publishable_findings
from xlperf.workbook.publishable.outside import refers_outside


def clean(path: Path, change: Callable[[Workbook], None] = lambda book: None) -> Path:
    """Write a workbook with nothing to find, changed in one way."""
    book = Workbook()
    book.properties.creator = ""
    sheet = book.active
    sheet.title = "Report"
    for row in range(1, 6):
        sheet.cell(row, 1, f"Line {row}")
        sheet.cell(row, 2, row * 100)
    change(book)
    book.save(path)
    return path


def with_parts(path: Path, parts: dict[str, bytes]) -> Path:
    """Add parts to a package."""
    with zipfile.ZipFile(path, "a") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def found(path: Path) -> dict[str, tuple[str, str, str]]:
    """Return sheet, cell and part of each finding by its kind."""
    return {one.kind: (one.sheet, one.cell, one.part) for one in publishable_findings(path)}


def test_a_plain_workbook_has_nothing_to_find(tmp_path: Path) -> None:
    assert found(clean(tmp_path / "plain.xlsx")) == {}


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets(state: str, tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.create_sheet("Children").sheet_state = state

    assert found(clean(tmp_path / "b.xlsx", change)) == {"hidden sheet": ("Children", "", "xl/workbook.xml")}


def test_hidden_rows_columns_and_filters(tmp_path: Path) -> None:
    def rows(book: Workbook) -> None:
        book.active.row_dimensions[3].hidden = True
        book.active.column_dimensions["B"].hidden = True

    part = "xl/worksheets/sheet1.xml"
    assert found(clean(tmp_path / "b.xlsx", rows)) == {
        "hidden row": ("Report", "3:3", part),
        "hidden column": ("Report", "B:B", part),
    }

    def filtered(book: Workbook) -> None:
        book.active.auto_filter.ref = "A1:B5"
        book.active.auto_filter.add_filter_column(1, ["200"])
        for row in (3, 4, 5):
            book.active.row_dimensions[row].hidden = True

    (finding,) = publishable_findings(clean(tmp_path / "f.xlsx", filtered))
    assert finding.kind == "filtered row"
    assert "3 to 5" in finding.message


def test_text_that_does_not_show(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.active["D2"] = "A name"
        book.active["D2"].font = Font(color="FFFFFFFF")
        book.active["D4"] = "Another"
        book.active["D4"].number_format = ";;;"

    cells = {(one.kind, one.cell) for one in publishable_findings(clean(tmp_path / "b.xlsx", change))}
    assert cells == {("hidden text", "D2"), ("hidden text", "D4")}


def test_comments_names_and_links(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.active["B2"].comment = Comment("A remark", "Somebody")
        book.defined_names["Old"] = DefinedName("Old", attr_text="[1]Sheet1!$A$1")
        book.active["B7"] = "=[1]Sheet1!A1"
        book.active["B8"].hyperlink = "file:///C:/Users/somebody/plans.xlsx"

    kinds = [(one.kind, one.cell) for one in publishable_findings(clean(tmp_path / "b.xlsx", change))]
    assert ("comment", "B2") in kinds
    assert ("external link", "B7") in kinds
    assert kinds.count(("external link", "")) == 2  # the defined name and the link
    assert "path" in dict(kinds)


def test_properties_name_people_unless_a_reader_sees_the_name_anyway(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.properties.creator = "Jo Invented"
        book.properties.lastModifiedBy = "Line 1"  # which stands in a cell

    (finding,) = publishable_findings(clean(tmp_path / "b.xlsx", change))
    assert (finding.kind, finding.part) == ("personal metadata", "docProps/core.xml")
    assert "Jo" not in finding.message


@pytest.mark.parametrize(
    ("part", "content", "kind"),
    [
        ("xl/pivotCache/pivotCacheRecords1.xml", b"<pivotCacheRecords><r/><r/></pivotCacheRecords>", "pivot records"),
        ("xl/pivotCache/pivotCacheDefinition1.xml", b'<d><sharedItems><s v="A"/></sharedItems></d>', "pivot values"),
        ("xl/externalLinks/externalLink1.xml", b"<externalLink/>", "external link"),
        ("xl/connections.xml", b"<connections/>", "data connection"),
        ("xl/model/item.data", b"\x00\x01", "data connection"),
        ("xl/threadedComments/t1.xml", b'<T><threadedComment ref="C3"/></T>', "comment"),
        ("xl/persons/person.xml", b'<personList><person displayName="X"/></personList>', "comment"),
        ("xl/printerSettings/printerSettings1.bin", b"P\0r\0", "personal metadata"),
        ("docProps/custom.xml", b'<Properties><property name="Owner"/></Properties>', "personal metadata"),
        ("docMetadata/LabelInfo.xml", b"<labels/>", "personal metadata"),
        ("xl/vbaProject.bin", b"\0", "macro"),
        ("xl/embeddings/Workbook1.xlsx", b"PK", "embedded file"),
        ("customXml/item1.xml", b"<a/>", "custom XML"),
        ("xl/media/image1.jpeg", b"\xff\xd8\xff\xe1\0\x20Exif\0\0", "picture"),
        ("xl/media/image1.png", b"\x89PNG\r\n\x1a\n\0\0\0\x09tEXtAuthor", "picture"),
        ("xl/revisions/log1.xml", b"<revisions/>", "personal metadata"),
        ("xl/drawings/drawing9.xml", b"<a>C:\\Users\\jo\\Desktop\\plans.xlsx</a>", "path"),
    ],
)
def test_parts_that_must_not_be_there(part: str, content: bytes, kind: str, tmp_path: Path) -> None:
    path = with_parts(clean(tmp_path / "b.xlsx"), {part: content})
    assert [(one.kind, one.part) for one in publishable_findings(path)] == [(kind, part)]
    assert all(one.remedy for one in publishable_findings(path))


def test_the_folder_of_the_last_saving(tmp_path: Path) -> None:
    path = clean(tmp_path / "b.xlsx")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    space = b'xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"'
    mark = b"<x15ac:absPath " + space + b' url="S:\\Plans\\"/></workbook>'
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"</workbook>", mark)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert found(path) == {"path": ("", "", "xl/workbook.xml")}


def test_macros_of_a_workbook_that_has_them(tmp_path: Path) -> None:
    path = tmp_path / "m.xlsm"
    (tmp_path / "vba.bin").write_bytes(b"\0" * 10)
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Report").write(0, 0, "Line")
    book.add_vba_project(str(tmp_path / "vba.bin"))
    book.close()
    assert found(path)["macro"] == ("", "", "xl/vbaProject.bin")


def test_other_formats_are_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Code,Value\nNI 64,1\n")
    with pytest.raises(UnreadableFile, match="csv file has no hidden parts"):
        publishable_findings(tmp_path / "a.csv")
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"))
    with pytest.raises(UnreadableFile, match="save it as an Excel workbook"):
        publishable_findings(tmp_path / "a.xls")
    assert run("publishable", tmp_path / "a.csv").code == 2
    assert run("publishable", tmp_path / "none.xlsx").code == 2


def test_the_command_says_where_and_what_to_do(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.active["B2"].comment = Comment("A remark of somebody", "Somebody")

    path = clean(tmp_path / "b.xlsx", change)
    told = run("publishable", path)
    assert told.code == 1
    assert "comment: Report, cell B2: A comment, with who wrote it." in told.out
    assert "Inspect Document, Comments, Remove All" in told.out
    assert "remark" not in told.out
    document = run("publishable", path, "--json").document
    assert document["file"] == "b.xlsx"
    assert document["findings"][0] | {"remedy": ""} == {
        "kind": "comment",
        "part": "xl/comments/comment1.xml",
        "sheet": "Report",
        "cell": "B2",
        "message": "A comment, with who wrote it.",
        "remedy": "",
    }
    assert run("publishable", clean(tmp_path / "c.xlsx")).code == 0


@pytest.mark.parametrize(
    ("formula", "outside"),
    [
        ("=[1]Sheet1!A1", True),
        ("='[Plans 2024.xlsx]Sheet 1'!A1", True),
        ("='C:\\x\\[Plans.xlsx]S'!$A$1", True),
        ("=SUM(Table1[Number])", False),
        ('=IF(A1="[c]","[1]x!","")', False),
        ("='Figures'!$F$5", False),
    ],
)
def test_a_reference_to_another_workbook_is_told_from_a_column_of_a_table(formula: str, outside: bool) -> None:
    assert refers_outside(formula) is outside


def test_a_performance_workbook_is_reported_for_its_small_numbers_alone() -> None:
    found_in_sample = publishable_findings(SAMPLES / "haringey_performance.xlsx")
    assert {(one.kind, one.sheet) for one in found_in_sample} == {("small number", "Figures")}


def test_a_return_of_childrens_records_is_no_workbook_to_publish() -> None:
    """A clean child-level return has no hidden part, and yet all of it is personal data."""
    from xlperf.definitions.load import load
    from xlperf.folders import bundled
    from xlperf.journey.publishable import publishable_findings as found_in

    samples = bundled("workbooks") / "samples"
    assert found_in(samples / "annex_a.xlsx", load())[0].kind == "child-level records"
    assert "child-level records" not in {one.kind for one in found_in(samples / "derby_performance.xlsx", load())}
