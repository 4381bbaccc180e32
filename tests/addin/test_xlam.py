"""The add-in as a file: what is in it, that others can read it, and that building it again gives the same bytes."""

from __future__ import annotations

import getpass
import io
import os
import platform
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from python_calamine import CalamineWorkbook

from tests.support.basic import shown_cells
from tests.support.ribbon_rules import ribbon_faults
from tests.support.vba import modules_of, poi_modules, suspicious
from xlperf.actions.buttons import BUTTONS
from xlperf.addin.images import SIZES, image_path
from xlperf.addin.vba_wrappers import wrappers
from xlperf.addin.wizard_help import X14
from xlperf.addin.xlam import ADDIN_TYPE, FILE, SETTINGS, build_xlam, sources, xlam_bytes
from xlperf.addin.xlwings_text import xlwings_version
from xlperf.errors import OutputError
from xlperf.functions import CARDS

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The add-in."""
    return build_xlam(tmp_path_factory.mktemp("addin"))


@pytest.fixture(scope="module")
def parts(path: Path) -> dict[str, bytes]:
    """Its parts by name."""
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def test_two_builds_give_the_same_bytes_whatever_the_machine_says(path: Path, tmp_path: Path) -> None:
    code = "import sys, pathlib; from xlperf.addin.xlam import build_xlam; build_xlam(pathlib.Path(sys.argv[1]))"
    other = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LANG": "de_DE.UTF-8", "USER": "somebody"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], env=other, check=True, cwd=Path(__file__).parents[2])
    assert (tmp_path / FILE).read_bytes() == path.read_bytes()


def test_it_is_an_add_in_and_every_part_has_a_type(parts: dict[str, bytes]) -> None:
    types = ElementTree.fromstring(parts["[Content_Types].xml"])
    overrides = {one.get("PartName"): one.get("ContentType") for one in types.iter(f"{TYPES}Override")}
    defaults = {one.get("Extension") for one in types.iter(f"{TYPES}Default")}
    assert overrides["/xl/workbook.xml"] == ADDIN_TYPE
    for name in set(parts) - {"[Content_Types].xml"}:
        assert f"/{name}" in overrides or name.rpartition(".")[2] in defaults, name


def test_every_relationship_leads_to_a_part_and_no_two_have_one_id(parts: dict[str, bytes]) -> None:
    for name in parts:
        if not name.endswith(".rels"):
            continue
        folder = Path(name).parent.parent
        relations = list(ElementTree.fromstring(parts[name]).iter(RELATION))
        assert len({relation.get("Id") for relation in relations}) == len(relations)
        for relation in relations:
            assert (folder / str(relation.get("Target"))).as_posix() in parts


def test_the_ribbon_is_there_with_a_drawing_for_every_button(parts: dict[str, bytes]) -> None:
    ribbon = parts["customUI/customUI14.xml"].decode()
    assert ribbon_faults(ribbon) == []
    assert b"/office/2007/relationships/ui/extensibility" in parts["_rels/.rels"]
    shown = set(re.findall(r' image="(\w+)"', ribbon))
    assert shown == {button.image for button in BUTTONS} | {"last_error"}
    related = {
        relation.get("Id"): relation.get("Target")
        for relation in ElementTree.fromstring(parts["customUI/_rels/customUI14.xml.rels"]).iter(RELATION)
    }
    assert related == {name: f"images/{name}.png" for name in shown}


def test_large_buttons_get_the_large_drawing(parts: dict[str, bytes]) -> None:
    for button in BUTTONS:
        size = Image.open(io.BytesIO(parts[f"customUI/images/{button.image}.png"])).size
        assert size == ((64, 64) if button.large else (32, 32))


@pytest.mark.parametrize("size", SIZES)
def test_every_drawing_is_there_in_every_size_with_a_clear_ground(size: int) -> None:
    for name in {button.image for button in BUTTONS} | {"last_error"}:
        image = Image.open(image_path(name, size))
        assert (image.size, image.mode) == ((size, size), "RGBA")
        alphas = image.getchannel("A").getextrema()
        assert alphas == (0, 255), name


def test_olevba_reads_every_module_and_finds_nothing_that_runs_by_itself(path: Path) -> None:
    read = modules_of(path)
    assert list(read) == [
        *("ThisWorkbook", "XlperfSettings", "XlperfHelpTexts"),
        *("XlperfFunctions", "XlperfRibbon", "XlperfCells", "XlperfEvents", "xlwings", "Dictionary"),
    ]
    assert read["XlperfFunctions"].endswith(wrappers(CARDS).text)
    assert f"versions.check('{xlwings_version()}')" in read["XlperfRibbon"]
    assert not suspicious(path)


def test_apache_poi_reads_every_module(path: Path, tmp_path: Path) -> None:
    assert set(poi_modules([path], tmp_path)) == set(modules_of(path))


def test_vba_calls_the_workbook_and_its_sheets_as_the_workbook_does(path: Path, parts: dict[str, bytes]) -> None:
    book = ElementTree.fromstring(parts["xl/workbook.xml"])
    names = {book.find(f"{MAIN}workbookPr").get("codeName")}  # type: ignore[union-attr]
    for number in (1, 2):
        sheet = ElementTree.fromstring(parts[f"xl/worksheets/sheet{number}.xml"])
        names.add(sheet.find(f"{MAIN}sheetPr").get("codeName"))  # type: ignore[union-attr]
    documents = {name for name, text in modules_of(path).items() if "{0002082" in text or "{00020819" in text}
    assert names == documents


def test_the_help_of_every_argument_is_in_the_workbook_part(parts: dict[str, bytes]) -> None:
    book = ElementTree.fromstring(parts["xl/workbook.xml"])
    assert book[-1].tag == f"{MAIN}extLst"
    helped = {
        name.get("name"): [text.text for text in name.iter(f"{{{X14}}}argumentDescription")]
        for name in book.iter(f"{{{X14}}}definedName")
    }
    assert helped == {card.name: [argument.help for argument in card.arguments] for card in CARDS}
    for counted in book.iter(f"{{{X14}}}argumentDescriptions"):
        assert [text.get("index") for text in counted] == [
            str(number) for number in range(int(str(counted.get("count"))))
        ]


def sheets_of(path: Path) -> dict[str, list[list[object]]]:
    """Each sheet's rows by its name, in order, as calamine reads them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    return {name: [list(row) for row in book.get_sheet_by_name(name).to_python()] for name in book.sheet_names}


def test_the_last_sheet_explains_the_functions_to_intellisense(path: Path) -> None:
    name, rows = list(sheets_of(path).items())[-1]
    assert name == "_IntelliSense_"
    assert rows[0][0] == "FunctionInfo"
    for card, row in zip(CARDS, rows[1:], strict=True):
        expected = [card.name, card.summary, ""]
        expected += [text for argument in card.arguments for text in (argument.name, argument.help)]
        assert row[: len(expected)] == expected


def test_the_settings_that_a_workbook_could_not_change_are_in_it(path: Path) -> None:
    name, rows = next(iter(sheets_of(path).items()))
    assert name == "xlperf.conf"
    assert {row[0]: row[1] for row in rows} == dict(SETTINGS)
    assert dict(SETTINGS)["ADD_WORKBOOK_TO_PYTHONPATH"] is False


def test_no_name_or_folder_of_this_machine_is_in_it(parts: dict[str, bytes]) -> None:
    everything = b"\n".join(parts.values())
    for told in (getpass.getuser(), str(Path.home()), str(Path(__file__).parents[2]), platform.node()):
        if len(told) > 4:
            assert told.encode() not in everything
    assert b"absPath" not in everything


def test_libreoffice_opens_it(path: Path, soffice: str) -> None:
    assert soffice
    assert shown_cells(path, ["A1", "B1"]) == {"A1": "UDF MODULES", "B1": "xlperf.hosts.excel.udfs"}


def test_it_is_built_in_memory_alike(path: Path) -> None:
    assert xlam_bytes(sources()) == path.read_bytes()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="there is no folder"):
        build_xlam(tmp_path / "nowhere")
