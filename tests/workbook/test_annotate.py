"""A workbook is annotated: cells get fills and notes, a sheet lists the findings, and no other byte changes (UPD)."""

from __future__ import annotations

import hashlib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support.libreoffice import pdf_pages_as_png, recalculated_all, to_pdf
from tests.support.packages import MAIN, Package
from tests.support.rich_workbook import MACROS, loaded, packed_bytes, parts_of, rich_workbook
from xlperf.problem import Problem, Severity
from xlperf.workbook import FINDINGS_SHEET
from xlperf.workbook.annotate.annotated import Annotated, annotated
from xlperf.workbook.annotate.styles import FILLS
from xlperf.workbook.read import read_book

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def problem(cell: str, sheet: str = "Data", severity: Severity = ERROR, message: str = "Is wrong.") -> Problem:
    return Problem(severity, message, "rich.xlsx", sheet, cell, "wrong")


FOUND = [
    problem("B3"),
    problem("B3", severity=WARNING, message="Is late, too."),
    problem("D4", severity=WARNING),
    problem("E3", severity=NOTE),
    problem("E5"),  # the second cell of an array formula
    problem("F3"),  # no cell is there
    problem("H3"),  # no cell, and its column has a style
    problem("C9"),  # no cell, and its row has a style
    problem("A20"),  # no row
    problem("A2"),  # white letters on dark blue
    problem("B13"),  # under a merged area
    problem("Z30"),
    Problem(NOTE, "About the sheet.", "rich.xlsx", "Data", rule="sheet"),
    Problem(WARNING, '=HYPERLINK("http://evil.example/") & <b> _x0041_', "rich.xlsx", rule="file"),
]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return rich_workbook(tmp_path_factory.mktemp("rich") / "rich.xlsx").read_bytes()


@pytest.fixture(scope="module")
def copy(original: bytes) -> Annotated:
    return annotated(original, "rich.xlsx", FOUND)


def opened(content: bytes, tmp_path: Path, name: str = "copy.xlsx") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


CONCERNED = {
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/_rels/sheet1.xml.rels",
}


def test_upd_1_every_part_not_concerned_is_byte_identical(original: bytes, copy: Annotated) -> None:
    before, after = parts_of(original), parts_of(copy.content)
    hashes = [{name: hashlib.sha256(part).hexdigest() for name, part in parts.items()} for parts in (before, after)]
    assert {name for name in before if hashes[0][name] != hashes[1].get(name)} == CONCERNED
    assert set(after) - set(before) == {
        "xl/worksheets/xlperfFindings.xml",
        "xl/xlperfComments1.xml",
        "xl/drawings/xlperfNotes1.vml",
        "xlperf/annotated.json",
    }
    packed = packed_bytes(original), packed_bytes(copy.content)
    assert all(packed[0][name] == packed[1][name] for name in before if name not in CONCERNED)
    assert list(after)[: len(before)] == list(before)
    Package.read(copy.content)  # every checksum is right, every part well-formed


def test_upd_1_what_a_sheet_holds_beside_its_cells_stays_word_for_word(original: bytes, copy: Annotated) -> None:
    before, after = (parts_of(one)["xl/worksheets/sheet1.xml"] for one in (original, copy.content))
    start, end = before.index(b"</sheetData>"), before.index(b"<tableParts")
    assert before[:end][start:] in after
    assert after.endswith(before[end:])
    assert before[: before.index(b"<sheetData>")] == after[: after.index(b"<sheetData>")]
    assert b"x14:sparklineGroups" in after


def test_upd_2_every_cell_reads_the_same_with_its_formula_style_and_height(
    original: bytes, copy: Annotated, tmp_path: Path
) -> None:
    paths = opened(original, tmp_path, "rich.xlsx"), opened(copy.content, tmp_path)
    for values in (True, False):
        before, after = (loaded(path, values=values) for path in paths)
        assert after.sheetnames == [*before.sheetnames, FINDINGS_SHEET]
        for sheet in before:
            other = after[sheet.title]
            assert {n: one.height for n, one in sheet.row_dimensions.items() if one.height} == {
                n: one.height for n, one in other.row_dimensions.items() if one.height
            }
            assert sheet.column_dimensions["H"].width == other.column_dimensions["H"].width
            for row in sheet.iter_rows():
                for cell in row:
                    same = other[cell.coordinate]
                    if values or cell.coordinate != "E4":
                        assert cell.value == same.value
                    if cell.has_style:
                        assert cell.number_format == same.number_format
                    if sheet.title != "Data":
                        assert (repr(cell.fill), repr(cell.font)) == (repr(same.fill), repr(same.font))
    raw = [Package.read(one).cells("Data") for one in (original, copy.content)]
    assert {name: (one.text, one.formula) for name, one in raw[0].items()}.items() <= {
        name: (one.text, one.formula) for name, one in raw[1].items()
    }.items()
    books = [read_book(path) for path in paths]
    assert [grid.name for grid in books[1].grids] == [grid.name for grid in books[0].grids]
    assert [grid.name for grid in books[0].grids] == ["Data", "Noted", "Buttons", "Threads", "Other"]


def test_upd_4_a_marked_cell_keeps_its_format_but_for_the_fill(copy: Annotated, tmp_path: Path) -> None:
    sheet = loaded(copy.content)["Data"]
    fills = {cell: sheet[cell].fill.fgColor.rgb for cell in ("B3", "D4", "E3", "E5", "F3", "H3", "C9", "A20", "A12")}
    red = ("B3", "E5", "F3", "H3", "C9", "A20", "A12")
    assert fills == dict.fromkeys(red, FILLS[ERROR]) | {"D4": FILLS[WARNING], "E3": FILLS[NOTE]}
    assert (sheet["D4"].number_format, sheet["D4"].font.italic) == ("dd/mm/yyyy", True)
    assert (sheet["H3"].number_format, sheet["H3"].font.bold) == ("0.00", True)
    assert (sheet["C9"].number_format, sheet.row_dimensions[9].height) == ("dd/mm/yyyy", 44.25)
    assert sheet["A2"].font.bold
    assert sheet["A2"].font.color.rgb == "FF000000"  # white would not be seen on pale red
    assert sheet["B2"].font.color.rgb == "FFFFFFFF"


def test_upd_4_texts_of_findings_are_only_ever_text(copy: Annotated, tmp_path: Path) -> None:
    package = Package.read(copy.content)
    cells = package.sheet(FINDINGS_SHEET).iter(f"{MAIN}c")
    assert {cell.attrib["t"] for cell in cells} == {"inlineStr"}
    assert not list(package.sheet(FINDINGS_SHEET).iter(f"{MAIN}f"))
    assert package.external_targets == []
    listed = loaded(copy.content)[FINDINGS_SHEET]
    assert listed["D18"].value == '=HYPERLINK("http://evil.example/") & <b> _x005F_x0041_'


def test_the_sheet_of_findings_lists_every_problem_with_a_link(copy: Annotated, tmp_path: Path) -> None:
    sheet = loaded(copy.content)[FINDINGS_SHEET]
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    assert [row[:3] for row in rows] == [(one.severity.value, one.sheet or None, one.cell or None) for one in FOUND]
    assert sheet["C5"].hyperlink.location == "'Data'!B3"
    assert sheet["C17"].hyperlink is None
    assert [sheet[f"F{row}"].value for row in (5, 15, 17)] == ["fill and note", "fill and note", None]
    assert sheet["A3"].value == "9 errors, 3 warnings, 2 notes."


def test_notes_say_what_was_found(copy: Annotated, tmp_path: Path) -> None:
    sheet = loaded(copy.content)["Data"]
    noted = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert noted["B3"] == "xlperf: error\nIs wrong.\nIs late, too."
    assert set(noted) == {"B3", "D4", "E3", "E5", "F3", "H3", "C9", "A20", "A2", "A12", "Z30"}
    assert copy.notes == copy.cells == len(noted)
    assert sheet["A2"].comment.author == "xlperf"
    assert copy.said == ()


def test_new_rows_and_cells_stand_in_order(copy: Annotated) -> None:
    rows = list(Package.read(copy.content).sheet("Data").iter(f"{MAIN}row"))
    numbers = [int(row.attrib["r"]) for row in rows]
    assert numbers == sorted(set(numbers))
    assert {20, 30} <= set(numbers)
    for row in rows:
        columns = [cell.attrib["r"].removesuffix(row.attrib["r"]) for cell in row]
        assert columns == sorted(columns, key=lambda letters: (len(letters), letters))


def test_upd_9_annotating_again_gives_the_same_bytes(original: bytes, copy: Annotated) -> None:
    assert annotated(original, "rich.xlsx", FOUND).content == copy.content
    assert annotated(copy.content, "copy.xlsx", FOUND).content == copy.content
    fewer = annotated(original, "rich.xlsx", FOUND[:1]).content
    assert annotated(copy.content, "copy.xlsx", FOUND[:1]).content == fewer != copy.content


def test_upd_6_macros_stay_and_the_content_type_with_them(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path / "rich.xlsm", macros=True)
    after = parts_of(annotated(path.read_bytes(), "rich.xlsm", FOUND).content)
    assert after["xl/vbaProject.bin"] == MACROS
    assert b"application/vnd.ms-excel.sheet.macroEnabled.main+xml" in after["[Content_Types].xml"]


def test_notes_of_the_sheet_stay_and_new_ones_come_behind_them(original: bytes, tmp_path: Path) -> None:
    found = [problem("B2", "Noted"), problem("C5", "Noted")]
    done = annotated(original, "rich.xlsx", found)
    sheet = loaded(done.content)["Noted"]
    assert sheet["B2"].comment.text == "Checked by Ada"
    assert sheet["C5"].comment.text == "xlperf: error\nIs wrong."
    assert (sheet["C5"].comment.author, sheet["B2"].comment.author) == ("xlperf", "Ada Example")
    assert sheet["B2"].fill.fgColor.rgb == FILLS[ERROR]
    assert done.said == (
        "Noted: 1 cell has a note already, which stays; what was found there is in the sheet of findings.",
    )
    before, after = parts_of(original), parts_of(done.content)
    changed = {name for name in before if before[name] != after[name]}
    assert changed - CONCERNED == {"xl/worksheets/sheet2.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
    drawing = after["xl/drawings/vmlDrawing1.vml"]
    ElementTree.fromstring(drawing)
    assert drawing.startswith(before["xl/drawings/vmlDrawing1.vml"].removesuffix(b"</xml>").rstrip())
    assert drawing.count(b'ObjectType="Note"') == 2
    assert annotated(done.content, "copy.xlsx", found).content == done.content


@pytest.mark.parametrize(
    ("sheet", "why"), [("Buttons", "it has form controls"), ("Threads", "it has threaded comments")]
)
def test_sheets_with_controls_or_threads_get_fills_only_and_that_is_said(
    original: bytes, tmp_path: Path, sheet: str, why: str
) -> None:
    done = annotated(original, "rich.xlsx", [problem("A2", sheet)])
    assert (done.cells, done.notes) == (1, 0)
    assert len(done.said) == 1
    assert done.said[0].startswith(f"{sheet}: no notes, because {why}")
    before, after = parts_of(original), parts_of(done.content)
    concerned = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
    number = {"Buttons": 3, "Threads": 4}[sheet]
    assert {n for n in before if before[n] != after[n]} == {*concerned, f"xl/worksheets/sheet{number}.xml"}
    book = loaded(done.content)
    assert book[sheet]["A2"].fill.fgColor.rgb == FILLS[ERROR]
    assert book[FINDINGS_SHEET]["F5"].value == "fill"


def test_twenty_cells_of_a_rule_get_notes_and_all_get_fills(original: bytes, tmp_path: Path) -> None:
    done = annotated(original, "rich.xlsx", [problem(f"A{row}", "Other") for row in range(1, 501)])
    assert (done.cells, done.notes) == (500, 20)
    assert done.said == ("Other: 500 cells are filled, and 20 of them get a note: 20 a rule are enough.",)
    book = loaded(done.content)
    assert {book["Other"][f"A{row}"].fill.fgColor.rgb for row in range(1, 501)} == {FILLS[ERROR]}
    assert [book[FINDINGS_SHEET][f"F{row}"].value for row in (24, 25)] == ["fill and note", "fill"]


def test_nothing_found_is_said_in_the_sheet(original: bytes, tmp_path: Path) -> None:
    done = annotated(original, "rich.xlsx", [])
    assert loaded(done.content)[FINDINGS_SHEET]["A3"].value == "Nothing was found."
    assert (done.cells, done.notes, done.said) == (0, 0, ())
    assert parts_of(done.content)["xl/worksheets/sheet1.xml"] == parts_of(original)["xl/worksheets/sheet1.xml"]


def test_upd_10_libreoffice_shows_fills_notes_sheet_and_the_same_values(
    soffice: str, original: bytes, copy: Annotated, tmp_path: Path
) -> None:
    paths = [opened(original, tmp_path, "rich.xlsx"), opened(copy.content, tmp_path)]
    before, after = (loaded(path, values=True) for path in recalculated_all(paths, tmp_path / "there"))
    assert after.sheetnames == [*before.sheetnames, FINDINGS_SHEET]
    for sheet in before:
        assert [[cell.value for cell in row] for row in sheet["A1:K13"]] == [
            [cell.value for cell in row] for row in after[sheet.title]["A1:K13"]
        ]
    data = after["Data"]
    assert data["B3"].comment.text.startswith("xlperf: error\nIs wrong.")
    assert data["D4"].fill.fgColor.rgb == FILLS[WARNING]
    assert after[FINDINGS_SHEET]["D5"].value == "Is wrong."
    assert after[FINDINGS_SHEET]["C5"].hyperlink.location in ("'Data'!B3", "Data!B3", "#Data!B3", "#Data.B3")
    pages = pdf_pages_as_png(to_pdf(paths[1], tmp_path / "pdf"), tmp_path / "pages", dots_per_inch=40)
    assert any(_has_colour(page, (0xFF, 0xC7, 0xCE)) for page in pages)


def _has_colour(page: Path, colour: tuple[int, int, int]) -> bool:
    from PIL import Image

    with Image.open(page) as picture:
        found = picture.convert("RGB").getcolors(1 << 24) or []
    return any(one == colour for _, one in found)
