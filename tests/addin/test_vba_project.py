"""A VBA project of ours, read back by readers that are not: what Excel is known to refuse is not in it."""

from __future__ import annotations

import io
import re
import struct
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from tests.support.vba import decompressed, modules_of, poi_modules, seven_zip_lists, streams_of
from xlperf.addin.vba_project import LONGEST_NAME, PROJECT_ID, Module, vba_project

BOOK, SHEET = Module("ThisWorkbook", "", "workbook"), Module("Sheet1", "", "sheet")
ONE = Module("One", "Option Explicit\nPublic Function Twice(x)\n    Twice = 2 * x ' £ and é\nEnd Function\n")
KEEPER = Module("Keeper", "Public Value As Long\n", "class")


def workbook(path: Path, modules: list[Module], *formulas: str) -> Path:
    """A workbook that holds a project of the modules."""
    with Workbook(path) as book:
        worksheet = book.add_worksheet("Sheet1")
        worksheet.set_vba_name("Sheet1")
        book.set_vba_name("ThisWorkbook")
        for number, formula in enumerate(formulas):
            worksheet.write_formula(number, 0, formula)
        book.add_vba_project(io.BytesIO(vba_project("Test", modules)), is_stream=True)
    return path


def many(count: int) -> list[Module]:
    """Modules with names of every length, the longest of them at the limit, and texts of very different sizes."""
    modules = []
    for number in range(count):
        name = f"M{number:03}" + "x" * (number % (LONGEST_NAME - 3))
        body = f"Public Function F{number}() As Long\n    F{number} = {number}\nEnd Function\n"
        modules.append(
            Module(name, "Option Explicit\n" + f"' {'filler ' * (number % 7 * 60)}\n" * (number % 11) + body)
        )
    return modules


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with 150 modules."""
    return workbook(tmp_path_factory.mktemp("vba") / "large.xlsm", [BOOK, SHEET, *many(150)])


def test_every_module_is_read_back_with_the_attributes_of_its_kind(tmp_path: Path) -> None:
    read = modules_of(workbook(tmp_path / "book.xlsm", [BOOK, SHEET, ONE, KEEPER]))
    assert read["One"] == 'Attribute VB_Name = "One"\n' + ONE.text
    assert "Attribute VB_PredeclaredId = True" in read["ThisWorkbook"]
    assert "{00020819-" in read["ThisWorkbook"]
    assert "{00020820-" in read["Sheet1"]
    assert "Attribute VB_PredeclaredId = False" in read["Keeper"]
    assert list(read) == ["ThisWorkbook", "Sheet1", "One", "Keeper"]


def test_lines_end_as_vba_wants_them_whatever_ended_them_before() -> None:
    text = "A = 1\nB = 2\r\nC = 3\rD = \x0c4"
    source = decompressed(streams_of(vba_project("Test", [Module("One", text)]))["VBA/One"])
    assert source == b'Attribute VB_Name = "One"\r\nA = 1\r\nB = 2\r\nC = 3\r\nD = \x0c4\r\n'


def test_only_the_directory_and_the_sources_are_compressed() -> None:
    streams = streams_of(vba_project("Test", [BOOK, SHEET, ONE]))
    assert set(streams) == {"PROJECT", "PROJECTwm", "VBA/_VBA_PROJECT", "VBA/dir"} | {
        f"VBA/{module.name}" for module in (BOOK, SHEET, ONE)
    }
    assert streams["VBA/_VBA_PROJECT"] == bytes.fromhex("cc61ffff000000")
    assert (
        streams["PROJECTwm"]
        == b"".join(
            module.name.encode() + b"\0" + module.name.encode("utf-16-le") + b"\0\0" for module in (BOOK, SHEET, ONE)
        )
        + b"\0\0"
    )
    assert streams["PROJECT"].startswith(b'ID="{')
    assert b"\n" not in streams["PROJECT"].replace(b"\r\n", b"")


def records(directory: bytes) -> list[int]:
    """The numbers of the records of the stream `dir`; that of the version is longer than it says."""
    found, at = [], 0
    while at < len(directory):
        number, size = struct.unpack_from("<HI", directory, at)
        found.append(number)
        at += 6 + size + (2 if number == 0x09 else 0)
    assert at == len(directory)
    return found


def test_the_records_of_the_directory_stand_in_the_prescribed_order() -> None:
    directory = decompressed(streams_of(vba_project("Test", [BOOK, ONE, KEEPER]))["VBA/dir"])
    head = [0x01, 0x02, 0x14, 0x03, 0x04, 0x05, 0x40, 0x06, 0x3D, 0x07, 0x08, 0x09, 0x0C, 0x3C]
    module = [0x19, 0x47, 0x1A, 0x32, 0x1C, 0x48, 0x31, 0x1E, 0x2C]
    kinds = [0x22, 0x21, 0x22]
    assert records(directory) == [
        *head,
        *[0x16, 0x3E, 0x0D] * 2,
        *[0x0F, 0x13],
        *(number for kind in kinds for number in [*module, kind, 0x2B]),
        0x10,
    ]


def revealed(text: str, key: int) -> bytes:
    """What a hidden value of the stream PROJECT says, by [MS-OVBA] 2.4.3.3."""
    seed, version, project_key, *rest = bytes.fromhex(text)
    assert seed ^ version == 2
    assert seed ^ project_key == key
    before, before_last, last = key, version, project_key
    plain = []
    for byte in rest:
        before = byte ^ ((before_last + before) & 0xFF)
        before_last, last = last, byte
        plain.append(before)
    plain = plain[(seed & 6) // 2 :]
    length = struct.unpack("<I", bytes(plain[:4]))[0]
    assert len(plain) == 4 + length
    return bytes(plain[4:])


@pytest.mark.parametrize(("name", "value"), [("CMG", bytes(4)), ("DPB", b"\0"), ("GC", b"\xff")])
def test_the_project_is_neither_protected_nor_locked_nor_hidden(name: str, value: bytes) -> None:
    project = streams_of(vba_project("Test", [BOOK]))["PROJECT"].decode("cp1252")
    (hidden,) = re.findall(rf'^{name}="(\w+)"', project, flags=re.MULTILINE)
    assert revealed(hidden, sum(PROJECT_ID.encode()) & 0xFF) == value


def test_hidden_values_of_a_file_that_xlwings_ships_say_the_same() -> None:
    # From quickstart_addin_ribbon.xlam of xlwings 0.37.8.
    key = sum(b"{318BEE36-5BE1-492A-826D-473DB19B0F30}") & 0xFF
    assert revealed("5D5F8AADDAA8DEA8DEA8DEA8DE", key) == bytes(4)
    assert revealed("5D5F8AADDAADDBADDBAD", key) == b"\0"
    assert revealed("5D5F8AADDAADDBADDB52", key) == b"\xff"


def test_a_project_of_150_modules_is_read_by_olevba(large: Path) -> None:
    read = modules_of(large)
    assert len(read) == 152
    for module in many(150):
        assert read[module.name] == f'Attribute VB_Name = "{module.name}"\n{module.text}'


def test_a_project_of_150_modules_is_read_by_apache_poi(large: Path, tmp_path: Path) -> None:
    read = poi_modules([large], tmp_path)
    for module in many(150):
        assert read[module.name].rstrip() == f'Attribute VB_Name = "{module.name}"\n{module.text}'.rstrip()


def test_a_project_of_150_modules_is_read_by_seven_zip(tmp_path: Path) -> None:
    path = tmp_path / "project.bin"
    path.write_bytes(vba_project("Test", [BOOK, SHEET, *many(150)]))
    assert len([name for name in seven_zip_lists(path) if name.startswith("VBA")]) == 152 + 2 + 1


@pytest.mark.parametrize("name", ["", "_leading", "x" * 32, "1st", "with.dot", "dir", "DIR", "Excel", "Änderung"])
def test_a_name_that_vba_refuses_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"names of up to 31|taken by VBA"):
        vba_project("Test", [Module(name, "")])


@pytest.mark.parametrize("names", [("One", "ONE"), ("Test",), ("test",)])
def test_two_parts_of_one_name_are_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="two parts"):
        vba_project("Test", [Module(name, "") for name in names])


def test_a_letter_outside_the_code_page_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        vba_project("Test", [Module("One", "' ≠")])
