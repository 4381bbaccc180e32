"""Put the add-in where Excel loads it, tell it which Python to start, and undo exactly that.

Excel loads what lies in its start folder, XLSTART, of each user; nobody needs to be an administrator. What was done is
remembered in `installed.json` beside the settings: `remove` takes away only files that are still as they were
written, and puts back what was there before.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from xlperf.addin.xlam import FILE, UDF_MODULES, sources, xlam_bytes
from xlperf.addin.xlwings_text import xlwings_version
from xlperf.errors import OutputError, RequestError
from xlperf.hosts.excel.settings import ENCODING, Settings, read_settings, settings_text
from xlperf.workbook.files import new_file

MEMORY = "installed.json"
SETTINGS_FILE = "xlperf.conf"


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of an installation go."""

    addin: Path
    settings: Path
    memory: Path

    @property
    def previous(self) -> Path:
        """The folder that keeps what was there before."""
        return self.memory.parent / "previous"


@dataclass(frozen=True, slots=True)
class Written:
    """One file that an installation wrote: its content, and what stood there before."""

    path: str
    content: str  # SHA-256
    previous: str  # a file of the folder `previous`; empty when nothing was there


@dataclass(slots=True)
class Memory:
    """What an installation did: the files that it wrote, and the folders that it made, the outer ones first."""

    files: dict[str, Written] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)


def places(environment: Mapping[str, str], *, windows: bool, into: Path | None = None) -> Places:
    """
    Return where this user's installation goes, or beneath `into`.

    RequestError anywhere but on Windows, unless `into` is given, and when Windows does not say where the folders are.
    """
    if into is not None:
        return Places(into / FILE, into / SETTINGS_FILE, into / MEMORY)
    if not windows:
        raise RequestError(
            "Excel loads add-ins from this folder only on Windows. Use --into FOLDER to put the files somewhere else, "
            "or xlperf addin build --out FOLDER to make the add-in for another computer."
        )
    roaming, profile = environment.get("APPDATA"), environment.get("USERPROFILE")
    if not roaming or not profile:
        raise RequestError("Windows does not say where your folders are (APPDATA, USERPROFILE). Use --into FOLDER.")
    own = Path(profile) / ".xlperf"
    return Places(Path(roaming) / "Microsoft" / "Excel" / "XLSTART" / FILE, own / SETTINGS_FILE, own / MEMORY)


def install(where: Places, interpreter: Path) -> list[str]:
    """
    Write the add-in and the settings; return what was done, a sentence each.

    Other settings of the user's file stay. Installing again renews both files and keeps what stood there first.
    OutputError when a file cannot be written, which on Windows mostly means that Excel is open.
    """
    settings: Settings = {
        **read_settings(where.settings),
        "INTERPRETER_WIN": str(interpreter),
        "UDF MODULES": UDF_MODULES,
    }
    contents = {
        where.addin: xlam_bytes(sources()),
        where.settings: settings_text(settings).encode(ENCODING),
    }
    memory = recall(where)
    for path, content in contents.items():
        memory.files[str(path)] = _write(path, content, memory, where)
        _remember(where, memory)
    return [
        f"Excel loads the add-in from {where.addin} when it starts next.",
        f"It starts {interpreter}, as {where.settings} says.",
    ]


def _write(path: Path, content: bytes, memory: Memory, where: Places) -> Written:
    """Write one file; what stood there before the first installation is kept."""
    before = memory.files.get(str(path))
    kept = before.previous if before else ""
    if before is None and path.exists():
        kept = f"{path.name}.previous"
        _make(where.previous, memory)
        with new_file(where.previous / kept) as file:
            file.write(path.read_bytes())
    _make(path.parent, memory)
    with new_file(path) as file:
        file.write(content)
    return Written(str(path), _digest(content), kept)


def remove(where: Places) -> list[str]:
    """Undo the installation that is remembered; return what was done, a sentence each."""
    memory = recall(where)
    if not memory.files:
        raise RequestError(f"Nothing to remove: {where.memory} remembers no installation.")
    said = [_undo(written, where) for written in memory.files.values()]
    try:
        where.memory.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{where.memory} could not be removed: {error.strerror}.") from None
    for folder in reversed(memory.folders):
        with suppress(OSError):  # somebody has put something else into it
            Path(folder).rmdir()
    return said


def _undo(written: Written, where: Places) -> str:
    """Undo one file and return what was done."""
    path = Path(written.path)
    kept = where.previous / written.previous if written.previous else None
    try:
        if path.exists() and _digest(path.read_bytes()) != written.content:
            first = f" What was there first is {kept}." if kept else ""
            return f"{path} was changed since and stays as it is.{first}"
        if kept is None:
            path.unlink(missing_ok=True)
            return f"{path} is gone."
        with new_file(path) as file:
            file.write(kept.read_bytes())
        kept.unlink()
    except OSError as error:
        raise OutputError(f"{path} could not be removed: {error.strerror}. Close Excel and run it again.") from None
    return f"{path} is again what it was before."


def recall(where: Places) -> Memory:
    """Return what is remembered of the last installation; RequestError when the memory cannot be read."""
    try:
        noted = json.loads(where.memory.read_text(encoding="utf-8"))
        files = [Written(**entry) for entry in noted["files"]]
        return Memory({written.path: written for written in files}, [str(folder) for folder in noted["folders"]])
    except FileNotFoundError:
        return Memory()
    except (OSError, ValueError, TypeError, KeyError):
        raise RequestError(
            f"{where.memory} cannot be read, so what was installed is not known. Delete it, {where.addin} and "
            f"{where.settings}."
        ) from None


def _remember(where: Places, memory: Memory) -> None:
    _make(where.memory.parent, memory)
    noted = {"files": [asdict(written) for written in memory.files.values()], "folders": memory.folders}
    with new_file(where.memory) as file:
        file.write(json.dumps(noted, indent=1).encode())


def _make(folder: Path, memory: Memory) -> None:
    """Make a folder and those above it that are missing, and remember them."""
    missing = [above for above in (folder, *folder.parents) if not above.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"The folder {folder} cannot be made: {error.strerror}.") from None
    memory.folders += [str(made) for made in reversed(missing)]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def is_windows() -> bool:
    """Say whether this is Windows."""
    return os.name == "nt"


def check_interpreter(python: Path) -> None:
    """Raise RequestError unless a Python has xlperf, and the xlwings that the add-in is made for."""
    if not python.is_file():
        raise RequestError(f'--interpreter "{python}" is no file. Give the python.exe that has xlperf installed.')
    asked = "from importlib.metadata import version; version('xlperf'); print(version('xlwings'))"
    try:
        done = subprocess.run([python, "-c", asked], capture_output=True, text=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        raise RequestError(f'--interpreter "{python}" does not start as a Python does.') from None
    found = done.stdout.strip()
    if done.returncode or found != xlwings_version():
        has = f"xlwings {found}" if found and not done.returncode else "no xlperf"
        raise RequestError(
            f'--interpreter "{python}" has {has}, and the add-in is made for xlwings {xlwings_version()}. '
            "Install xlperf there, or run this command with that Python."
        )
