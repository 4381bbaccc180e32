"""What stands in `macros` for people to read is what the add-in is built of."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image, ImageChops

from xlperf.addin.images import SIZES, drawings
from xlperf.addin.vba_text import exported, file_name
from xlperf.addin.xlam import own_modules

MACROS = Path(__file__).parents[2] / "macros"


def recipe(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"macros_{name}", MACROS / "recipes" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["vba/XlperfFunctions.bas", "vba/XlperfRibbon.bas", "ribbon/customUI14.xml"])
def test_a_made_file_is_up_to_date(name: str) -> None:
    texts = recipe("make").texts()
    assert (MACROS / name).read_bytes() == texts[name], "run: python macros/recipes/make.py"


def test_there_is_no_made_file_that_is_not_compared() -> None:
    assert set(recipe("make").texts()) == {"vba/XlperfFunctions.bas", "vba/XlperfRibbon.bas", "ribbon/customUI14.xml"}


def test_the_folder_holds_every_module_that_is_ours_and_no_other() -> None:
    files = {path.name: path.read_bytes() for path in (MACROS / "vba").iterdir()}
    assert files == {file_name(module): exported(module) for module in own_modules()}


def test_every_line_of_vba_ends_as_the_vba_editor_wants_it_and_is_plain_ascii() -> None:
    for path in (MACROS / "vba").iterdir():
        content = path.read_bytes()
        assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r"), path.name
        assert content.isascii(), path.name


def test_the_drawings_are_those_of_the_recipe() -> None:
    draw = recipe("draw")
    assert set(draw.DRAWINGS) == drawings()
    for name in draw.DRAWINGS:
        for size in SIZES:
            kept = Image.open(MACROS / "images" / f"{name}_{size}.png")
            differences = ImageChops.difference(kept, draw.drawn(name, size)).getextrema()
            assert max(most for _, most in differences) <= 2, f"{name}: run python macros/recipes/draw.py"


def test_the_recipe_writes_what_stands_there(tmp_path: Path) -> None:
    written = recipe("make").write_texts(tmp_path)
    assert [path.read_bytes() for path in written] == [
        (MACROS / path.relative_to(tmp_path)).read_bytes() for path in written
    ]
