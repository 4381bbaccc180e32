"""The architecture itself: who may import whom, and which library lives in which room."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "xlperf"

# From the outermost to the innermost; rooms in one set stand side by side and do not know each other.
ORDER: list[set[str]] = [
    {"hosts"},
    {"addin"},
    {"actions"},
    {"journey"},
    {"report", "measures", "made_up"},
    {"returns"},
    {"functions"},
    {"workbook"},
    {"definitions"},
    {"results"},
    {"sheets"},
]
NOUNS_KNOW = {  # root nouns in the order in which they may know each other
    "symbols": set(),
    "errors": set(),
    "problem": set(),
    "folders": set(),
    "area": set(),
    "period": {"errors"},
    "figure": {"period", "symbols"},
}
LIBRARY_ROOMS = {
    "xlsxwriter": {"workbook"},
    "openpyxl": {"workbook"},
    "python_calamine": {"workbook"},
    "xlwings": {"hosts/excel"},
    "pydantic": {"definitions"},
    "pandas": {"measures", "returns/child_level", "returns/ssda903", "returns/local_lists", "returns/cin"},
    "numpy": {"measures", "returns/child_level", "returns/ssda903", "returns/local_lists", "returns/cin"},
    "click": {"hosts"},
    "cryptography": {"hosts/web"},
    "holidays": {"measures"},
}


def python_files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """Return every module that a file names in an import, those inside functions included."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute, so that the order of rooms can be read"
            found.add(node.module or "")
    return found


def rank(room: str) -> int:
    for number, rooms in enumerate(ORDER):
        if room in rooms:
            return number
    return len(ORDER)  # a root noun


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_imports_only_from_its_own_room_and_those_beneath_it(path: Path) -> None:
    room = room_of(path)
    for module in imports_of(path):
        first, _, rest = module.partition(".")
        if first != "xlperf" or not rest:
            continue
        other = rest.split(".")[0]
        if other == room or room == "__init__":
            continue
        if room in NOUNS_KNOW:
            assert other in NOUNS_KNOW[room], f"the root noun {room} may not know {other}"
        else:
            assert rank(other) > rank(room), f"{room} may not import from {other}"


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_library_is_imported_only_in_its_room(path: Path) -> None:
    place = str(path.relative_to(PACKAGE).as_posix())
    for module in imports_of(path):
        rooms = LIBRARY_ROOMS.get(module.split(".")[0])
        if rooms is not None:
            assert any(place.startswith(f"{room}/") or place == f"{room}.py" for room in rooms), f"{place}: {module}"


def test_results_need_the_standard_library_alone() -> None:
    for path in (PACKAGE / "results").glob("*.py"):
        outside = {module.split(".")[0] for module in imports_of(path)} - {"xlperf", "__future__"}
        assert outside <= sys.stdlib_module_names, path


def test_every_room_of_the_package_has_its_place_in_the_order() -> None:
    rooms = {room_of(path) for path in python_files()} - {"__init__"}
    known = set().union(*ORDER) | set(NOUNS_KNOW)
    assert rooms <= known


def loaded_by(code: str) -> set[str]:
    script = f"import sys; {code}; print('\\n'.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_the_functions_load_without_pandas_numpy_or_pydantic() -> None:
    assert not {"pandas", "numpy", "pydantic", "xlwings"} & loaded_by("import xlperf.functions")


def test_importing_xlperf_loads_no_room() -> None:
    assert not any(name.startswith("xlperf.") for name in loaded_by("import xlperf"))
