"""Small workbooks that tests make for themselves: packages written part by part, so that any oddity can be had."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
BINARY_TYPE = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"


def content_types(main: str = f"{OFFICE_TYPE}.sheet.main+xml", part: str = "/xl/workbook.xml") -> str:
    return (
        f'<Types xmlns="{CONTENT_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="{part}" ContentType="{main}"/></Types>'
    )


def links(*targets: tuple[str, str]) -> str:
    """A relationships part: pairs of kind (worksheet, styles …) and target, numbered rId1, rId2 …"""
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE_LINKS}">{listed}</Relationships>'


def sheet_xml(cells: str, after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData>{after}</worksheet>'


def parts(
    cells: str = '<row r="1"><c r="A1"><v>1</v></c></row>',
    *,
    after: str = "",
    workbook: str = "",
    calculation: str = "",
) -> dict[str, str | bytes]:
    """The parts of a workbook with one sheet called Data; `cells` is what stands inside its sheetData."""
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": links(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{workbook}<sheets>'
            f'<sheet name="Data" sheetId="1" r:id="rId1"/></sheets>{calculation}</workbook>'
        ),
        "xl/_rels/workbook.xml.rels": links(("worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": sheet_xml(cells, after),
    }


def packed(content: Mapping[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in content.items():
            package.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def saved(path: Path, content: Mapping[str, str | bytes]) -> Path:
    """Write the parts as a package at `path` and return the path."""
    path.write_bytes(packed(content))
    return path


def with_cells(path: Path, cells: str, after: str = "") -> Path:
    """Write a workbook whose one sheet, Data, holds these cells."""
    return saved(path, parts(cells, after=after))


# xlsb: records of a type, a length and a body ([MS-XLSB] 2.1.4)


def _record(kind: int, body: bytes = b"") -> bytes:
    def variable(number: int) -> bytes:
        return bytes([number]) if number < 0x80 else bytes([number & 0x7F | 0x80, number >> 7])

    return variable(kind) + variable(len(body)) + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def binary_workbook(
    rows: Sequence[Sequence[float | str | None]],
    error_at: tuple[int, int] | None = None,
    stray_at: tuple[int, int] | None = None,
) -> bytes:
    """An xlsb package with one sheet, Data, of numbers and texts; `error_at` holds #DIV/0!, `stray_at` a lone 1."""
    cells = b""
    for row, values in enumerate(rows):
        cells += _record(0, struct.pack("<IIHHBI", row, 0, 300, 0, 0, 0) + b"")
        for column, value in enumerate(values):
            place = struct.pack("<II", column, 0)
            if (row + 1, column + 1) == error_at:
                cells += _record(3, place + b"\x07")
            elif isinstance(value, str):
                cells += _record(6, place + _wide(value))
            elif value is not None:
                cells += _record(5, place + struct.pack("<d", value))
    if stray_at:
        cells += _record(0, struct.pack("<IIHHBI", stray_at[0] - 1, 0, 300, 0, 0, 0))
        cells += _record(5, struct.pack("<IId", stray_at[1] - 1, 0, 1.0))
    height, width = len(rows), max(len(values) for values in rows)
    dimension = _record(148, struct.pack("<IIII", 0, height - 1, 0, width - 1))
    sheet = _record(129) + dimension + _record(145) + cells + _record(146) + _record(130)
    listed = _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Data"))
    workbook = _record(131) + _record(143) + listed + _record(144) + _record(132)
    return packed(
        {
            "[Content_Types].xml": content_types(BINARY_TYPE, "/xl/workbook.bin"),
            "_rels/.rels": links(("officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": workbook,
            "xl/_rels/workbook.bin.rels": links(("worksheet", "worksheets/sheet1.bin")),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


# ods


def open_document(rows: str, mimetype: str = "application/vnd.oasis.opendocument.spreadsheet") -> bytes:
    """An ods package with one sheet, Data; `rows` is what stands inside its table."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:table="{table}" xmlns:text="{text}"><office:body>'
        f'<office:spreadsheet><table:table table:name="Data">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    manifest_space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = (
        f'<m:manifest xmlns:m="{manifest_space}"><m:file-entry m:full-path="/" m:media-type="{mimetype}"/></m:manifest>'
    )
    return packed({"mimetype": mimetype, "content.xml": content, "META-INF/manifest.xml": manifest})


# xls: an OLE file of one stream, written as plainly as the format allows ([MS-CFB] 2, [MS-XLS] 2.1)


def ole_file(stream_name: str, stream: bytes) -> bytes:
    """An OLE file with one stream of at least 4,096 bytes."""
    sector = 512
    stream = stream.ljust(max(4096, -(-len(stream) // sector) * sector), b"\0")
    count = len(stream) // sector
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    table += [0xFFFFFFFF] * (sector // 4 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * (sector - len(header) - 4)
    directory = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(stream_name, 2, 0xFFFFFFFF, 2, len(stream))
    directory += _entry("", 0, 0xFFFFFFFF, 0, 0) * 2
    return header + struct.pack(f"<{len(table)}I", *table) + directory + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    wide = name.encode("utf-16-le") + b"\0\0" if name else b""
    nobody = 0xFFFFFFFF
    return (
        wide.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(wide), kind, 1, nobody, nobody, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def old_workbook(first_row: int = 0, *, password: bool = False) -> bytes:
    """An xls file of one sheet, Data, with one row, `first_row` from 0: "Children", 246 and #N/A in columns B to D."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def start(kind: int) -> bytes:
        return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))

    end = record(0x0A, b"")
    lock = record(0x2F, bytes(6)) if password else b""
    name = b"Data"
    listing_size = 4 + 8 + len(name)
    sheet_at = len(start(5)) + len(lock) + listing_size + len(end)
    listing = record(0x85, struct.pack("<IBBBB", sheet_at, 0, 0, len(name), 0) + name)
    text = b"Children"
    cells = record(0x204, struct.pack("<HHHHB", first_row, 1, 0, len(text), 0) + text)
    cells += record(0x203, struct.pack("<HHHd", first_row, 2, 0, 246.0))
    cells += record(0x205, struct.pack("<HHHBB", first_row, 3, 0, 0x2A, 1))
    size = record(0x200, struct.pack("<IIHHH", first_row, first_row + 1, 1, 4, 0))
    return ole_file("Workbook", start(5) + lock + listing + end + start(0x10) + size + cells + end)
