"""The same layout gives the same file: as the golden workbooks, and byte for byte between runs (BAT-15, 16, 17)."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from tests.golden.renew import FOLDER, LAYOUTS, MADE_WITH, golden_bytes
from tests.support.packages import Package
from tests.support.themes import plain_theme
from xlperf.workbook.write import workbook_bytes

ROOT = Path(__file__).parents[2]
SAY_HASH = """
import hashlib
from tests.support.layouts import everything
from tests.support.themes import plain_theme
from xlperf.workbook.write import workbook_bytes
print(hashlib.sha256(workbook_bytes(everything(), plain_theme())).hexdigest())
"""


def without_version(package: Package) -> dict[str, bytes]:
    """Return the parts with the one thing taken out that may differ: the version of xlperf."""
    custom = package.parts["docProps/custom.xml"]
    return package.parts | {"docProps/custom.xml": re.sub(rb"(?<=<vt:lpwstr>)[^<]*", b"", custom)}


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_writer_writes_what_the_golden_workbook_holds(name):
    written = Package.read(golden_bytes(name))
    golden = Package.read(FOLDER / f"{name}.xlsx")
    assert sorted(written.parts) == sorted(golden.parts)
    assert written.sheet_names == golden.sheet_names
    for sheet in golden.sheet_names:
        seen = [[(at, c.text, c.type, c.formula) for at, c in one.cells(sheet).items()] for one in (written, golden)]
        assert seen[0] == seen[1]
    if MADE_WITH.read_text("utf-8").strip() == f"xlsxwriter {xlsxwriter.__version__}":
        expected, found = without_version(golden), without_version(written)
        assert [part for part in expected if expected[part] != found[part]] == []


def test_two_runs_give_the_same_bytes():
    first, second = (workbook_bytes(LAYOUTS["everything"](), plain_theme()) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"},
        {
            "PYTHONHASHSEED": "2",
            "TZ": "America/St_Johns",
            "LC_ALL": "C",
            "PYTHONUTF8": "0",
            "PYTHONIOENCODING": "ascii",
        },
    ],
)
def test_hash_seed_time_zone_and_language_do_not_matter(environment):
    run = subprocess.run(
        [sys.executable, "-c", SAY_HASH],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == hashlib.sha256(workbook_bytes(LAYOUTS["everything"](), plain_theme())).hexdigest()


def test_the_times_inside_the_package_are_fixed():
    with zipfile.ZipFile(BytesIO(workbook_bytes(LAYOUTS["everything"](), plain_theme()))) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_workbook_says_which_version_made_it():
    custom = Package.read(workbook_bytes(LAYOUTS["everything"](), plain_theme())).text("docProps/custom.xml")
    assert f'name="xlperf"><vt:lpwstr>{version("xlperf")}</vt:lpwstr>' in custom
