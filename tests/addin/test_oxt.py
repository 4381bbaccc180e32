"""The LibreOffice extension as a file: what is in it, and that it needs nothing but the standard library."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

from xlperf.actions.buttons import BUTTONS
from xlperf.addin.oxt.build import PARTS_FOR_LIBREOFFICE, build_oxt, oxt_bytes
from xlperf.addin.oxt.carried import carried_files, carried_modules
from xlperf.addin.oxt.functions_text import interface_text
from xlperf.addin.oxt.menu_text import image_files
from xlperf.addin.oxt.names import command_address, method_name
from xlperf.functions import CARDS

NAME = "{http://openoffice.org/2001/registry}name"
CELLS = """
import json, sys
sys.path[:] = [{folder!r}, *[path for path in sys.path if "site-packages" not in path and "dist-packages" not in path]]
from pathlib import Path
from xlperf.functions import CARDS
from xlperf.functions.catalogue_data import Kept, set_provider
from xlperf.hosts.calc.service import methods
set_provider(Kept.read(Path({catalogue!r}).read_text(encoding="utf-8")))
made = methods(lambda kind, rows: [kind, rows])
answers = [
    made["perfBrag"](None, ((56.2,),), ((51.0,),), (("low",),), None),
    made["perfBrag"](None, ((56.2,), (51.0,)), ((51.0,),), (("low",),), "brag_points"),
    made["perfIndicator"](None, (("NI 65",),), "polarity", None),
]
print(json.dumps([answers, sorted(name.split(".")[0] for name in sys.modules)]))
"""


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(oxt_bytes(CARDS, BUTTONS))) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    assert build_oxt(tmp_path / "one").read_bytes() == build_oxt(tmp_path / "two").read_bytes()


def test_no_part_says_where_or_by_whom_it_was_built(parts: dict[str, bytes]) -> None:
    assert not [name for name, content in parts.items() if str(Path.home()).encode() + b"/" in content]
    assert not [name for name in parts if "__pycache__" in name or name.startswith("/")]


def test_the_manifest_names_parts_that_are_there(parts: dict[str, bytes]) -> None:
    root = ElementTree.fromstring(parts["META-INF/manifest.xml"])
    space = "{http://openoffice.org/2001/manifest}"
    listed = {entry.get(f"{space}full-path"): entry.get(f"{space}media-type") for entry in root}
    assert listed == PARTS_FOR_LIBREOFFICE
    assert set(listed) <= set(parts)


def test_every_xml_part_can_be_read(parts: dict[str, bytes]) -> None:
    for name, content in parts.items():
        if name.endswith((".xcu", ".xml")):
            ElementTree.fromstring(content)


def test_the_wizard_knows_every_function_by_the_name_of_its_method(parts: dict[str, bytes]) -> None:
    root = ElementTree.fromstring(parts["CalcAddIns.xcu"])
    functions = root.find(".//node[@{http://openoffice.org/2001/registry}name='AddInFunctions']")
    assert functions is not None
    assert [node.get(NAME) for node in functions] == [method_name(card.name) for card in CARDS]
    assert all(f" {method_name(card.name)}(" in interface_text(CARDS) for card in CARDS)


def test_every_button_has_its_images(parts: dict[str, bytes]) -> None:
    text = parts["Addons.xcu"].decode()
    for button in BUTTONS:
        assert text.count(f">{command_address(button.id)}<") == 3  # menu, toolbar, images
        for path in image_files(button):
            assert parts[path].startswith(b"\x89PNG")


@pytest.mark.parametrize(("name", "method"), [("PERF_RATE", "perfRate"), ("PERF_TO_TARGET", "perfToTarget")])
def test_a_method_has_no_underscore(name: str, method: str) -> None:
    assert method_name(name) == method


def test_no_two_functions_share_a_method() -> None:
    assert len({method_name(card.name).casefold() for card in CARDS}) == len(CARDS)


def test_it_carries_no_module_that_needs_a_library() -> None:
    rooms = {name.split(".")[1] for name in carried_modules() if "." in name}
    assert not rooms & {"definitions", "workbook", "returns", "measures", "journey", "report", "made_up"}
    assert "xlperf.functions.catalogue_data" in carried_modules()
    assert "xlperf.hosts.calc.worker" not in carried_modules()


def test_what_it_carries_answers_with_the_standard_library_alone(tmp_path: Path) -> None:
    for name, content in carried_files().items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    code = CELLS.format(folder=str(tmp_path / "python"), catalogue=str(tmp_path / "catalogue.json"))
    run = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert run.returncode == 0, run.stderr
    answers, loaded = json.loads(run.stdout)
    assert answers == ["Red", ["[][]string", [["Red"], ["Green"]]], "low"]
    assert not set(loaded) & {"pydantic", "pandas", "numpy", "xlsxwriter", "openpyxl", "uno"}
