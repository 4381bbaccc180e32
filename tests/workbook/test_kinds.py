"""What a file truly is, told by its content; and for every kind that is not read, what to do."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from tests.support.workbooks import (
    BINARY_TYPE,
    MACRO_TYPE,
    OFFICE_TYPE,
    binary_workbook,
    content_types,
    old_workbook,
    ole_file,
    open_document,
    packed,
    parts,
)
from xlperf.errors import CANNOT_BE_DONE, UnreadableFile
from xlperf.workbook.read import read_book

ROW = '<table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>'
MACRO = parts() | {"[Content_Types].xml": content_types(MACRO_TYPE)}
TEMPLATE = parts() | {"[Content_Types].xml": content_types(f"{OFFICE_TYPE}.template.main+xml")}
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SLIDES_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


def a_zip(**content: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return target.getvalue()


# Read as what they are


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (packed(parts()), "a.xlsx", "xlsx"),
        (packed(parts()), "a.XLSX", "xlsx"),
        (packed(TEMPLATE), "a.xltx", "xlsx"),
        (packed(MACRO), "a.xlsm", "xlsm"),
        (binary_workbook([[1.0]]), "a.xlsb", "xlsb"),
        (old_workbook(), "a.xls", "xls"),
        (open_document(ROW), "a.ods", "ods"),
        (b"code,value\nNI 64,13.4\n", "a.csv", "csv"),
        (b"code\tvalue\nNI 64\t13.4\n", "a.tsv", "csv"),
        (b"code\tvalue\nNI 64\t13.4\n", "a.txt", "csv"),
        (b"<5,c\n[x],{y}\n", "a.csv", "csv"),
    ],
)
def test_a_file_of_each_format_is_read_without_a_note_on_its_name(
    tmp_path: Path, content: bytes, name: str, expected: str
) -> None:
    (tmp_path / name).write_bytes(content)
    book = read_book(tmp_path / name)
    assert book.format == expected
    assert "file type" not in {problem.rule for problem in book.problems}


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (packed(parts()), "a.xls", "xlsx"),
        (packed(parts()), "a.ods", "xlsx"),
        (packed(parts()), "a.csv", "xlsx"),
        (packed(parts()), "a", "xlsx"),
        (packed(MACRO), "a.xlsx", "xlsm"),
        (open_document(ROW), "a.xlsx", "ods"),
        (old_workbook(), "a.xlsx", "xls"),
        (binary_workbook([[1.0]]), "a.xlsx", "xlsb"),
    ],
)
def test_content_decides_and_a_wrong_extension_is_noted(
    tmp_path: Path, content: bytes, name: str, expected: str
) -> None:
    (tmp_path / name).write_bytes(content)
    book = read_book(tmp_path / name)
    assert book.format == expected
    noted = [problem for problem in book.problems if problem.rule == "file type"]
    assert [problem.severity for problem in noted] == ["note"]
    assert f"truly a file of the {expected} format" in noted[0].message


def test_a_package_without_content_types_is_known_by_its_parts(tmp_path: Path) -> None:
    content = parts()
    del content["[Content_Types].xml"]
    (tmp_path / "a.xlsx").write_bytes(packed(content))
    assert read_book(tmp_path / "a.xlsx").format == "xlsx"


# Refused with the true kind and what to do


def mail() -> bytes:
    return ole_file("__properties_version1.0", b"")


def a_gzip() -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as archive:
        archive.addfile(tarfile.TarInfo("a.xlsx"))
    return target.getvalue()


MHTML = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
REFUSED = [
    ("empty.xlsx", b"", "empty"),
    ("zeros.xlsx", bytes(8192), "nothing but zeros"),
    ("page.xls", b"<html><body><table><tr><td>1</td></tr></table></body></html>", "without a table"),
    ("page16.xls", "<HTML><body>".encode("utf-16"), "web page"),
    ("login.xlsx", b"\xef\xbb\xbf\r\n<!DOCTYPE html>\n<title>Sign in</title>", "web page"),
    ("archive.xls", MHTML.encode(), "MHTML"),
    ("report.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
    ("letter.xlsx", packed({"[Content_Types].xml": content_types(WORD_TYPE)}), "Word"),
    ("slides.xlsx", packed({"[Content_Types].xml": content_types(SLIDES_TYPE)}), "PowerPoint"),
    ("letter.doc", ole_file("WordDocument", b""), "Word"),
    ("letter.odt", open_document("", "application/vnd.oasis.opendocument.text"), "OpenDocument"),
    ("mail.msg", mail(), "Outlook"),
    ("data.xlsx", json.dumps([{"code": "NI 64"}]).encode(), "JSON"),
    ("data.csv", b'{"code": "NI 64"}', "JSON"),
    ("census.xml", b'<?xml version="1.0"?><Message><Header/></Message>', "XML file"),
    ("many.zip", a_zip(**{"a.xlsx": "x", "b.xlsx": "y"}), "zip file"),
    ("many.xlsx", a_zip(**{"a.xlsx": "x"}), "zip file"),
    ("none.zip", a_zip(), "zip file"),
    ("a.tar.gz", a_gzip(), "archive"),
    ("pages.numbers", a_zip(**{"Index/Document.iwa": "x"}), "Numbers"),
    ("table.xls", b"code\tvalue\nNI 64\t13.4\n", "plain text"),
    ("table.xlsx", b"code,value\nNI 64,13.4\n", "plain text"),
    ("picture.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"),
    ("letter.xls", b"{\\rtf1\\ansi}", "rich-text"),
    ("store.xlsx", b"\0\1\0\0Standard ACE DB\0" + bytes(50), "database"),
    ("ancient.xls", b"\x09\x04\x06\x00\x00\x00\x10\x00" + bytes(50), "Excel 4"),
    ("noise.xlsx", bytes(range(256)) * 8, "no kind of file"),
    ("~$return.xlsx", b"\x05Hanna" + b" " * 48 + bytes(100), "lock file"),
    (".~lock.return.xlsx#", b",hanna,laptop,20.11.2024 10:00;", "lock file"),
]


@pytest.mark.parametrize(("name", "content", "kind"), REFUSED, ids=[f"{case[0]}-{case[2]}" for case in REFUSED])
def test_a_refusal_names_the_file_its_true_kind_and_what_to_do(
    tmp_path: Path, name: str, content: bytes, kind: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFile) as refusal:
        read_book(tmp_path / name)
    message = str(refusal.value)
    assert message.startswith(f"{name}: ")
    assert kind in message
    assert message.count(". ") >= 1, "a refusal has a reason and a remedy"
    assert "\n" not in message
    assert str(tmp_path) not in message
    assert refusal.value.exit_code == CANNOT_BE_DONE


ENCRYPTED_MANIFEST = (
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="content.xml">'
    "<m:encryption-data/></m:file-entry></m:manifest>"
)


@pytest.mark.parametrize(
    "content",
    [
        ole_file("EncryptedPackage", b"\1" * 5000),
        old_workbook(password=True),
        packed(
            {
                "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                "content.xml": b"\1\2\3",
                "META-INF/manifest.xml": ENCRYPTED_MANIFEST,
            }
        ),
    ],
    ids=["encrypted package", "xls with FILEPASS", "ods"],
)
def test_every_protected_file_is_refused_with_the_word_password(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "return.xlsx").write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"return\.xlsx: the file is protected by a password\. Open it in Excel"):
        read_book(tmp_path / "return.xlsx")


# Files that are not there


def test_a_missing_file_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "CP return Q4.xlsx") as workbook:
        workbook.add_worksheet()
    with pytest.raises(UnreadableFile) as refusal:
        read_book(tmp_path / "CP retrun Q4.xlsx")
    assert str(refusal.value) == (
        'CP retrun Q4.xlsx: there is no such file in that folder. Did you mean "CP return Q4.xlsx"?'
    )


def test_a_missing_folder_and_a_folder_in_place_of_a_file_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"a\.xlsx: there is no such file, and no such folder"):
        read_book(tmp_path / "no" / "a.xlsx")
    with pytest.raises(UnreadableFile, match="this is a folder"):
        read_book(tmp_path)


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    for name in ("a\0b.xlsx", "x" * 300 + ".xlsx"):
        with pytest.raises(UnreadableFile):
            read_book(tmp_path / name)


def test_control_and_bidirectional_characters_of_a_name_are_escaped(tmp_path: Path) -> None:
    name = "a\u202exslx\n%s{0}\x1b.xlsx"
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(UnreadableFile) as refusal:
        read_book(tmp_path / name)
    assert str(refusal.value).startswith("a\\u202exslx\\n%s{0}\\x1b.xlsx: the file is empty")


def test_a_name_that_is_no_unicode_is_escaped(tmp_path: Path) -> None:
    path = tmp_path / "a\udcff.xlsx"
    try:
        path.write_bytes(packed(parts()))
    except OSError:
        pytest.skip("this disk takes no such file names")
    assert read_book(path).file == "a\\udcff.xlsx"


def test_an_xlsb_type_with_no_workbook_inside_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsb").write_bytes(packed({"[Content_Types].xml": content_types(BINARY_TYPE, "/xl/workbook.bin")}))
    with pytest.raises(UnreadableFile, match=r"a\.xlsb: the file is damaged"):
        read_book(tmp_path / "a.xlsb")
