"""What a file truly is, told by its content: names and extensions are not believed.

Eight kinds are read. Every other kind that people send by mistake is recognised, so that the refusal can say what the
file is and what to do about it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath

from xlperf.workbook.package import PASSWORD, PASSWORD_REMEDY, Package
from xlperf.workbook.refusal import unreadable


class Format(StrEnum):
    """The formats that xlperf reads."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    HTML = "html"
    XML_SPREADSHEET = "xml spreadsheet"


EXTENSIONS = {
    Format.XLSX: {".xlsx", ".xltx"},
    Format.XLSM: {".xlsm", ".xltm", ".xlam"},
    Format.XLSB: {".xlsb"},
    Format.XLS: {".xls", ".xlt"},
    Format.ODS: {".ods", ".ots"},
    Format.HTML: {".html", ".htm"},
    Format.XML_SPREADSHEET: {".xml"},
    Format.CSV: {".csv", ".tsv", ".tab", ".txt", ".dat", ".prn", ""},
}
"""The extensions that fit each format; text under any other is refused, because it was meant as something else."""

SAVE_AS_XLSX = "Open it in Excel and save it as an Excel workbook (.xlsx)."
_ASK_AGAIN = "Ask the sender for the workbook itself."


@dataclass(frozen=True, slots=True)
class Refused:
    """A kind that is not read: what the file is, and what to do."""

    what: str
    remedy: str = SAVE_AS_XLSX


EMPTY = Refused("the file is empty (0 bytes).", "Copy or download it again.")
ZEROS = Refused(
    "the file holds nothing but zeros: it was not fully copied or downloaded.", "Copy or download it again."
)
LOCK = Refused("this is the lock file that Excel or LibreOffice keeps while a workbook is open, not the workbook.",
               "Name the workbook itself, without ~$ or .~lock.")  # fmt: skip
MHTML = Refused("this is a web archive (MHTML), not a workbook.")
PDF = Refused("this is a PDF document, not a workbook.", "Ask for the workbook that it was printed from.")
WORD = Refused("this is a Word document, not a workbook.", "Copy its tables into an Excel workbook (.xlsx).")
POWERPOINT = Refused("this is a PowerPoint presentation, not a workbook.", _ASK_AGAIN)
MAIL = Refused("this is an Outlook message, not a workbook.", "Open it in Outlook and save the attached workbook.")
OTHER_OFFICE = Refused("this is an Office file, but no workbook.", _ASK_AGAIN)
OPEN_DOCUMENT = Refused("this is an OpenDocument file, but no spreadsheet.", _ASK_AGAIN)
NUMBERS = Refused("this is an Apple Numbers document.", "Export it from Numbers as Excel (.xlsx).")
ZIP = Refused("this is a zip file, not a workbook.", "Unpack it and name the workbook inside.")
ARCHIVE = Refused("this is a compressed archive, not a workbook.", "Unpack it and name the workbook inside.")
JSON = Refused("this is JSON, not a workbook.", _ASK_AGAIN)
XML = Refused("this is an XML file, not a workbook.", "Export the same data as an Excel workbook (.xlsx) or as csv.")
RICH_TEXT = Refused("this is a rich-text document, not a workbook.", "Copy its tables into an Excel workbook (.xlsx).")
PICTURE = Refused("this is a picture, not a workbook.", _ASK_AGAIN)
DATABASE = Refused("this is a database, not a workbook.", "Export the table as an Excel workbook (.xlsx).")
OLD_EXCEL = Refused("this workbook was written by Excel 4 or older.")
PROTECTED = Refused(PASSWORD, PASSWORD_REMEDY)
TEXT = Refused("this is plain text (such as tab-separated values), not a workbook.",
               "Open it in Excel and save it as an Excel workbook (.xlsx), or give it the ending .csv.")  # fmt: skip
UNKNOWN = Refused("this is no kind of file that xlperf knows.", SAVE_AS_XLSX)

# Bytes at the start of a file; the first that fits decides.
_SIGNATURES: tuple[tuple[bytes, Refused], ...] = (
    (b"{\\rtf", RICH_TEXT),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
    (b"\x1f\x8b", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"Rar!", ARCHIVE),
    (b"BZh", ARCHIVE),
    (b"\xfd7zXZ\0", ARCHIVE),
    (b"SQLite format 3\0", DATABASE),
    (b"\0\x01\0\0Standard ", DATABASE),
    (b"\x09\0\x04\0", OLD_EXCEL),
    (b"\x09\x02\x06\0", OLD_EXCEL),
    (b"\x09\x04\x06\0", OLD_EXCEL),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Streams of an OLE file, whose directory writes names in UTF-16; the first that is there decides.
_STREAMS: tuple[tuple[str, Format | Refused], ...] = (
    ("EncryptedPackage", PROTECTED),
    ("Workbook", Format.XLS),
    ("WordDocument", WORD),
    ("PowerPoint Document", POWERPOINT),
    ("__properties_version1.0", MAIL),
    ("Book", Format.XLS),
)
_CONTENT_TYPES: tuple[tuple[str, Format | Refused], ...] = (
    ("ms-excel.sheet.binary.macroenabled.main", Format.XLSB),
    ("ms-excel.sheet.macroenabled.main", Format.XLSM),
    ("ms-excel.template.macroenabled.main", Format.XLSM),
    ("ms-excel.addin.macroenabled.main", Format.XLSM),
    ("spreadsheetml.sheet.main", Format.XLSX),
    ("spreadsheetml.template.main", Format.XLSX),
    ("wordprocessingml", WORD),
    ("ms-word", WORD),
    ("presentationml", POWERPOINT),
    ("ms-powerpoint", POWERPOINT),
)


def format_of(data: bytes, path: PurePath, file: str) -> Format:
    """
    Return the format of the file whose bytes are `data`.

    Raise `UnreadableFile` naming `file`, what it truly is and what to do when it is none of these formats. `path`
    tells only lock files, and text that carries the extension of a workbook.
    """
    found = _kind(data, path, file)
    if isinstance(found, Refused):
        raise unreadable(file, found.what, found.remedy)
    return found


def fits_extension(found: Format, path: PurePath) -> bool:
    """Say whether a file's extension is one that its true format goes by."""
    return path.suffix.casefold() in EXTENSIONS[found]


def _kind(data: bytes, path: PurePath, file: str) -> Format | Refused:
    if not data:
        return EMPTY
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_package(Package(data, file))
    if path.name.startswith(("~$", ".~lock.")):
        return LOCK
    if data.startswith(_OLE):
        found = next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), OTHER_OFFICE)
        return PROTECTED if found is Format.XLS and _is_protected_xls(data) else found
    if not data.strip(b"\0"):
        return ZEROS
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if b"%PDF-" in data[:1024]:
        return PDF
    return _kind_of_text(data, path)


def _is_protected_xls(data: bytes) -> bool:
    """
    Say whether a FILEPASS record stands near the start of the workbook's records ([MS-XLS] 2.4.117).

    calamine knows the RC4 kind only and would read what the older XOR kind holds as if it were cells.
    """
    start = re.search(rb"\x09\x08..\x00[\x05\x06]\x05\x00", data, re.DOTALL)
    place = start.start() if start else len(data)
    for _ in range(10):
        kind, length = data[place : place + 2], int.from_bytes(data[place + 2 : place + 4], "little")
        if kind == b"\x2f\x00":
            return True
        place += 4 + length
    return False


# Zip packages


def _kind_of_package(package: Package) -> Format | Refused:
    names = {name.casefold() for name in package.names}
    if package.has("mimetype") or "content.xml" in names:
        return _kind_of_open_document(package)
    if package.has("[Content_Types].xml"):
        types = package.part("[Content_Types].xml").replace(b"\0", b"").decode("latin-1").casefold()
        for content_type, kind in _CONTENT_TYPES:
            if content_type in types:
                return kind
    if "xl/workbook.xml" in names:
        return Format.XLSX
    if "xl/workbook.bin" in names:
        return Format.XLSB
    if any(name.endswith(".iwa") for name in names):
        return NUMBERS
    return OTHER_OFFICE if package.has("[Content_Types].xml") else ZIP


def _kind_of_open_document(package: Package) -> Format | Refused:
    declared = package.part("mimetype") if package.has("mimetype") else b""
    manifest = package.part("META-INF/manifest.xml") if package.has("META-INF/manifest.xml") else b""
    if b"encryption-data" in manifest:
        return PROTECTED
    if b"opendocument.spreadsheet" in (declared or manifest):
        return Format.ODS
    return OPEN_DOCUMENT if b"opendocument" in (declared or manifest) else ZIP


# Text


def holds_xml(path: Path) -> bool:
    """Say whether a file is XML, and neither a web page nor an old spreadsheet; False when it cannot be opened."""
    try:
        with path.open("rb") as source:
            return _kind_of_text(source.read(8000), path) is XML
    except OSError:
        return False


def _kind_of_text(data: bytes, path: PurePath) -> Format | Refused:
    start = _start_of_text(data)
    if start is None:
        return UNKNOWN
    plain = start.lstrip("\ufeff \t\r\n").casefold()
    if re.match(r"<[?!a-z]", plain):
        return _kind_of_markup(plain)
    if "mime-version:" in plain and "multipart/related" in plain:
        return MHTML
    if plain.startswith(("{", "[")) and _is_json(data):
        return JSON
    return Format.CSV if fits_extension(Format.CSV, path) else TEXT


def _kind_of_markup(plain: str) -> Format | Refused:
    if "urn:schemas-microsoft-com:office:spreadsheet" in plain and not plain.startswith("<html"):
        return Format.XML_SPREADSHEET
    if re.search(r"<(!doctype html|html|head|body|table|meta|script|style|div)\b", plain):
        return Format.HTML
    return XML


def _start_of_text(data: bytes) -> str | None:
    """Return the first 4,000 characters or so when the bytes look like text, otherwise None."""
    head = data[:8000].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    for encoding, zeros, others in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        if len(head) > 3 and zeros.count(0) > 0.6 * len(zeros) and not others.count(0):
            return head[: len(head) // 2 * 2].decode(encoding, "replace")
    controls = len(re.findall(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]", head))
    return head.decode("latin-1") if controls <= len(head) // 100 else None


def _is_json(data: bytes) -> bool:
    try:
        return isinstance(json.loads(data), dict | list)
    except (ValueError, RecursionError):
        return re.match(rb'\s*\{\s*"', data) is not None
