"""The wheel, built and installed beside nothing of the checkout: it makes the same reports from an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from xlperf.journey.demo import DEMONSTRATIONS

ROOT = Path(__file__).parents[2]
SCRIPTS, ENDING = ("Scripts", ".exe") if sys.platform == "win32" else ("bin", "")
REPORTS = [one.out for one in DEMONSTRATIONS]

# No variable of the machine that runs the tests may lead back to the checkout.
ENVIRONMENT: Mapping[str, str] = {
    name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "XLPERF"))
}


def run(*words: str | Path, folder: Path) -> str:
    """Run a program in a folder and return what it printed; whatever it says goes into the failure."""
    done = subprocess.run(words, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the build backend itself, which needs no network."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh virtual environment with the wheel in it, which finds the libraries of this one."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    python = folder / SCRIPTS / f"python{ENDING}"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel, folder=folder)
    # A folder named in a .pth file comes after the environment's own, and the .pth files in it (by which an editable
    # installation would lead to the checkout) are not read.
    own = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=folder).strip()
    libraries = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    (Path(own) / "libraries.pth").write_text("\n".join(libraries), encoding="utf-8")
    return folder / SCRIPTS


@pytest.fixture(scope="module")
def demo(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder in which the installed `xlperf demo` ran."""
    folder = tmp_path_factory.mktemp("empty")
    run(installed / f"xlperf{ENDING}", "demo", "--out", "reports", folder=folder)
    return folder


def test_the_wheel_s_own_xlperf_runs_and_not_the_checkout_s(installed: Path, tmp_path: Path) -> None:
    python = installed / f"python{ENDING}"
    found = Path(run(python, "-c", "import xlperf; print(xlperf.__file__)", folder=tmp_path).strip())
    assert found.is_relative_to(installed.parent)
    assert not found.is_relative_to(ROOT)


def test_the_demonstration_gives_five_workbooks_and_nothing_else(demo: Path) -> None:
    assert len(REPORTS) == 5
    assert sorted(path.relative_to(demo).as_posix() for path in demo.rglob("*") if path.is_file()) == sorted(
        f"reports/{name}" for name in REPORTS
    )


def test_the_reports_of_the_wheel_are_those_of_the_checkout_byte_for_byte(demo: Path, tmp_path: Path) -> None:
    checkout = "import sys; sys.path.insert(0, sys.argv.pop(1)); from xlperf.hosts.cli import main; main()"
    run(sys.executable, "-c", checkout, ROOT, "demo", "--out", "reports", folder=tmp_path)
    for name in REPORTS:
        assert (demo / "reports" / name).read_bytes() == (tmp_path / "reports" / name).read_bytes(), name


def test_check_finds_nothing_wrong_in_the_wheel(installed: Path, tmp_path: Path) -> None:
    said = run(installed / f"python{ENDING}", "-m", "xlperf.hosts.cli", "check", folder=tmp_path)
    assert said.rstrip().endswith(" 0 wrong.")


# What is in it


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    """The files in the wheel."""
    with zipfile.ZipFile(wheel) as package:
        return package.namelist()


def test_the_wheel_holds_every_bundled_workbook_and_macro(names: list[str]) -> None:
    wanted = [
        *(ROOT / "workbooks").glob("templates/*.xlsx"),
        *(ROOT / "workbooks").glob("samples/*.xlsx"),
        ROOT / "workbooks" / "README.md",
        ROOT / "macros" / "README.md",
        *(path for folder in ("images", "ribbon", "vba") for path in (ROOT / "macros" / folder).iterdir()),
    ]
    assert len(wanted) >= 48
    assert {f"xlperf/{path.relative_to(ROOT).as_posix()}" for path in wanted} <= set(names)


def test_the_wheel_holds_every_module_and_definition(names: list[str]) -> None:
    package = ROOT / "xlperf"
    ours = [path for path in package.rglob("*") if path.suffix in {".py", ".toml", ".typed"}]
    assert {path.relative_to(ROOT).as_posix() for path in ours} <= set(names)


def test_the_wheel_holds_nothing_that_only_its_makers_need(names: list[str]) -> None:
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"xlperf"}
    folders = {part for name in names for part in Path(name).parts[:-1]}
    assert not folders & {"tests", "benchmarks", "recipes", "docs", "__pycache__", ".ci"}
