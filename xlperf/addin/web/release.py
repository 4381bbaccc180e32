"""Pyodide and the wheels that go with it: from a cache on this computer, from a folder, or fetched once.

Pyodide's own files come from its package on npm, the wheels from PyPI, each by its ordinary client, so a council's own
mirror is respected. Versions are pinned and what was fetched is checked against its hash. Only a full release of
Pyodide, a folder that the user names, has pandas and numpy; they are published nowhere else.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlperf.errors import RequestError

PYODIDE = "314.0.7"
INTEGRITY = "0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="  # sha512, of npm
ABI = "2026_0"
PYTHON = "314"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
COUNTING = ("numpy", "pandas", "holidays")
"""What only counting single children needs; the first two come from a full release, the third from PyPI."""

CACHE_VARIABLE = "XLPERF_CACHE"
LISTS = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Release:
    """The files that Pyodide consists of and the wheels beside it, wherever they lie on this computer."""

    core: tuple[Path, ...]
    wheels: tuple[Path, ...]
    can_count: bool


def release(folder: Path | None = None) -> Release:
    """
    Return Pyodide and its wheels; a `folder` is used instead of what npm has, and for any wheel that lies in it.

    Raises RequestError with one sentence when something is neither here nor to be had, and when the folder holds no
    release of Pyodide that fits.
    """
    home = fetched_pyodide() if folder is None else checked(folder)
    near = [cache() / "wheels", *([folder] if folder is not None else [])]
    wheels = list(pinned_wheels(LISTS / "wheels.txt", near))
    counting = list(wheels_of_release(home)) if folder is not None else []
    if counting:
        wheels += [*counting, *pinned_wheels(LISTS / "wheels_counting.txt", near)]
    return Release(tuple(home / name for name in CORE), tuple(wheels), can_count=bool(counting))


def cache() -> Path:
    """Return the folder in which fetched files are kept: XLPERF_CACHE, or xlperf's in the user's own cache."""
    if named := os.environ.get(CACHE_VARIABLE):
        return Path(named)
    if sys.platform == "win32" and (local := os.environ.get("LOCALAPPDATA")):
        return Path(local) / "xlperf" / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "xlperf"


def checked(folder: Path) -> Path:
    """Return the folder of a release when it has every file and fits the wheels; raise RequestError otherwise."""
    missing = [name for name in CORE if not (folder / name).is_file()]
    if missing:
        raise RequestError(
            f'"{folder}" is no release of Pyodide: {missing[0]} is not in it. Name the folder that holds it.'
        )
    about = _lock(folder)["info"]
    if about.get("abi_version") != ABI:
        raise RequestError(
            f'"{folder}" is a release of Pyodide for {about.get("abi_version", "an unknown platform")}; xlperf needs '
            f"{ABI}, such as Pyodide {PYODIDE}."
        )
    return folder


def fetched_pyodide() -> Path:
    """Return the folder with Pyodide's files, fetched with npm at the first time."""
    home = cache() / f"pyodide-{PYODIDE}"
    if all((home / name).is_file() for name in CORE):
        return home
    with tempfile.TemporaryDirectory() as folder:
        packed = _packed_by_npm(Path(folder))
        digest = base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode("ascii")
        if digest != INTEGRITY:
            raise RequestError(f"What npm gave as pyodide {PYODIDE} is not that package (its hash differs). Try again.")
        home.mkdir(parents=True, exist_ok=True)
        with tarfile.open(packed) as archive:
            for name in CORE:
                content = archive.extractfile(f"package/{name}")
                if content is not None:
                    _write_whole(home / name, content.read())
    return home


def _packed_by_npm(folder: Path) -> Path:
    npm = shutil.which("npm")
    words = [npm or "npm", "pack", f"pyodide@{PYODIDE}", "--silent", "--pack-destination", str(folder)]
    if npm is None or subprocess.run(words, capture_output=True, check=False).returncode:
        raise RequestError(
            "Pyodide, which the web add-in carries, is not on this computer and npm could not fetch it. Connect to the "
            "internet with Node.js installed, or name a release of Pyodide with --pyodide FOLDER."
        )
    return folder / f"pyodide-{PYODIDE}.tgz"


def pinned_wheels(listed: Path, near: list[Path]) -> Iterator[Path]:
    """Yield the wheel of each line of a list of pinned requirements, from the folders `near` or fetched with pip."""
    wanted = re.findall(r"^([\w-]+)==([\w.]+) --hash=sha256:(\w+)$", listed.read_text(encoding="utf-8"), re.MULTILINE)
    found = {name: _wheel_near(name, version, digest, near) for name, version, digest in wanted}
    if not all(found.values()):
        _fetch_wheels(listed, near[0])
        found = {name: _wheel_near(name, version, digest, near) for name, version, digest in wanted}
    for name, path in found.items():
        if path is None:
            raise _no_wheels(name)
        yield path


def _wheel_near(name: str, version: str, digest: str, near: list[Path]) -> Path | None:
    plain = name.replace("-", "_")
    for folder in near:
        for path in sorted(folder.glob(f"{plain}-{version}-*.whl")):
            if hashlib.sha256(path.read_bytes()).hexdigest() == digest:
                return path
    return None


def _fetch_wheels(listed: Path, folder: Path) -> None:
    words = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes"]
    words += ["--platform", f"pyemscripten_{ABI}_wasm32", "--python-version", PYTHON, "--implementation", "cp"]
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as fetched:
        if subprocess.run([*words, "-r", str(listed), "-d", fetched], capture_output=True, check=False).returncode:
            raise _no_wheels(listed.stem)
        for path in Path(fetched).glob("*.whl"):
            _write_whole(folder / path.name, path.read_bytes())


def _no_wheels(name: str) -> RequestError:
    return RequestError(
        f"The Python packages of the web add-in ({name}) are not on this computer and pip could not fetch them. "
        "Connect to the internet, or put the wheels into the folder that --pyodide names."
    )


def wheels_of_release(folder: Path) -> Iterator[Path]:
    """Yield the wheels of pandas and of what it needs from a full release; none when the folder has no pandas."""
    packages = _lock(folder)["packages"]
    wanted, names = ["numpy", "pandas"], []
    while wanted:
        name = wanted.pop()
        if name in names:
            continue
        path = folder / packages.get(name, {}).get("file_name", "nothing")
        if not path.is_file():
            return
        names.append(name)
        wanted += packages[name]["depends"]
    for name in sorted(names):
        yield folder / packages[name]["file_name"]


def _lock(folder: Path) -> Mapping[str, Any]:
    lock: Mapping[str, Any] = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))
    return lock


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file under another name first, so that two builds at once never see half of it."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)
