"""A workbook with everything in it that spreadsheet libraries lose: made by xlsxwriter, with further parts by hand."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path

import xlsxwriter
from openpyxl import Workbook, load_workbook

X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
SPARKLINES = (
    f'<extLst><ext xmlns:x14="{X14}" uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}"><x14:sparklineGroups '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:sparklineGroup><x14:sparklines>'
    "<x14:sparkline><xm:f>Data!B3:D3</xm:f><xm:sqref>F3</xm:sqref></x14:sparkline></x14:sparklines>"
    "</x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"
)
MACROS = bytes(range(256)) * 7
PERSONS = (
    '<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<person displayName="Ada Example" id="{1}" userId="1" providerId="None"/></personList>'
)
THREADS = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<threadedComment ref="A2" dT="2026-01-01T10:00:00.00" personId="{1}" id="{2}"><text>Why?</text></threadedComment>'
    "</ThreadedComments>"
)
SLICER = f'<slicers xmlns="{X14}"><slicer name="Team" cache="Slicer_Team" rowHeight="234950"/></slicers>'
PIVOT = '<pivotTableDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" name="P" cacheId="1"/>'
EXTRA = {
    "xl/slicers/slicer1.xml": SLICER,
    "xl/pivotTables/pivotTable1.xml": PIVOT,
    "xl/persons/person.xml": PERSONS,
    "customXml/item1.xml": "<a/>",
    "docMetadata/LabelInfo.xml": "<labels/>",
    "xl/printerSettings/printerSettings1.bin": b"\0\1printer",
}


def rich_workbook(path: Path, *, macros: bool = False) -> Path:
    """
    Write a workbook and return its path.

    Data: values, formulas with results, merged cells (A12:B13), a table, a chart, sparklines, styles, a wide column and
    a high row. Noted: a note on B2. Buttons: a form control. Threads: a threaded comment on A2. Other: nothing special.
    """
    macro_part = path.with_name("vbaProject.bin")
    macro_part.write_bytes(MACROS)
    with xlsxwriter.Workbook(str(path)) as book:
        _data(book)
        noted = book.add_worksheet("Noted")
        noted.write("B2", 5)
        noted.write_comment("B2", "Checked by Ada", {"author": "Ada Example"})
        buttons = book.add_worksheet("Buttons")
        buttons.write("A2", 1)
        buttons.insert_button("C3", {"caption": "Press"})
        threads = book.add_worksheet("Threads")
        threads.write("A2", 1)
        threads.write_comment("A2", "[Threaded comment]", {"author": "tc={2}"})
        book.add_worksheet("Other").write("A1", "untouched")
        if macros:
            book.add_vba_project(str(macro_part))
    macro_part.unlink()
    changed(path, {"xl/worksheets/sheet1.xml": (b"</worksheet>", SPARKLINES.encode() + b"</worksheet>")})
    link = (
        b'<Relationship Id="rIdT" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
        b'Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    )
    more = EXTRA | {"xl/threadedComments/threadedComment1.xml": THREADS}
    return changed(path, {"xl/worksheets/_rels/sheet4.xml.rels": (b"</Relationships>", link)}, more)


def _data(book: xlsxwriter.Workbook) -> None:
    data = book.add_worksheet("Data")
    bold = book.add_format({"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF"})
    days = book.add_format({"num_format": "dd/mm/yyyy", "italic": True})
    green = book.add_format({"bg_color": "#C6EFCE"})
    column = book.add_format({"num_format": "0.00", "bold": True})
    data.set_column("H:H", 30, column)
    data.set_row(8, 44, days)
    for number, text in enumerate(("Team", "Apr", "May", "Jun")):
        data.write(1, number, text, bold)
    for row in range(2, 7):
        data.write(row, 0, f"Team {row}")
        for place in range(1, 4):
            data.write_number(row, place, row * place, days if place == 3 else None)
    data.write_formula("E3", "=SUM(B3:D3)", None, 12)
    data.write_array_formula("E4:E5", "{=B4:B5*2}", None, 6)
    data.merge_range("A12:B13", "Merged", bold)
    data.add_table("J2:K4", {"name": "Plans"})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Data!$B$3:$D$3"})
    data.insert_chart("M2", chart)
    data.data_validation("D3:D9", {"validate": "list", "source": ["a", "b"]})
    data.conditional_format("B3:B9", {"type": "cell", "criteria": ">", "value": 5, "format": green})


def changed(
    path: Path, places: Mapping[str, tuple[bytes, bytes]], more: Mapping[str, str | bytes] | None = None
) -> Path:
    """Replace the last place of a text in parts of a package, add further parts, and return the path."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for info in source.infolist():
            content = source.read(info)
            if info.filename in places:
                old, new = places[info.filename]
                before, found, after = content.rpartition(old)
                assert found
                content = before + new + after
            if info.filename == "[Content_Types].xml" and more:
                listed = "".join(
                    f'<Override PartName="/{name}" ContentType="application/xml"/>' for name in more
                ).encode()
                content = content.replace(b"</Types>", listed + b"</Types>")
            package.writestr(info, content)
        for name, content in (more or {}).items():
            package.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content)
    path.write_bytes(made.getvalue())
    return path


def parts_of(source: Path | bytes) -> dict[str, bytes]:
    """Return every part of a package by name."""
    with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed_bytes(source: bytes) -> dict[str, bytes]:
    """Return every part as it is packed, straight from where its local header says it lies."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(source)) as package:
        for info in package.infolist():
            header = source[info.header_offset : info.header_offset + 30]
            start = info.header_offset + 30 + int.from_bytes(header[26:28], "little")
            start += int.from_bytes(header[28:30], "little")
            found[info.filename] = source[start : start + info.compress_size]
    return found


def loaded(source: Path | bytes, *, values: bool = False) -> Workbook:
    """Return a workbook as openpyxl sees it, which warns of extensions that it would lose."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*extension is not supported")
        content = source if isinstance(source, bytes) else source.read_bytes()
        return load_workbook(io.BytesIO(content), data_only=values)
