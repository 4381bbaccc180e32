"""Putting the extension into LibreOffice, naming the Python that its menu starts, and taking both away again."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from xlperf.addin.oxt.build import build_oxt
from xlperf.addin.oxt.names import IDENTIFIER
from xlperf.errors import RequestError
from xlperf.hosts.calc.settings import settings_path, settings_text
from xlperf.workbook.files import new_file
from xlperf.workbook.pdf import libreoffice

SECONDS = 120
MANAGER = "unopkg"
"""LibreOffice's own program for extensions, which lies beside its others."""


def install_oxt(interpreter: Path, profile: Path | None = None) -> list[str]:
    """
    Put the extension into this user's LibreOffice and return what was done, a sentence each.

    `interpreter` is the Python in which xlperf is installed. `profile` names another user profile of LibreOffice than
    the usual one. RequestError when LibreOffice is not there or refuses.
    """
    program = manager()
    with tempfile.TemporaryDirectory() as folder:
        _run([program, "add", "--force", str(build_oxt(Path(folder)))], profile)
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with new_file(path) as file:
        file.write(settings_text(interpreter).encode())
    return [
        "The extension is in LibreOffice. Close every window of LibreOffice and start it again to see it.",
        f"Its menu starts {interpreter}, as {path} says.",
    ]


def remove_oxt(profile: Path | None = None) -> list[str]:
    """Take the extension and its settings away and return what was done; RequestError when LibreOffice refuses."""
    _run([manager(), "remove", IDENTIFIER], profile)
    settings_path().unlink(missing_ok=True)
    return ["The extension is no longer in LibreOffice."]


def manager() -> str:
    """Return LibreOffice's program for extensions; RequestError when LibreOffice is not installed."""
    found = shutil.which(MANAGER)
    office = libreoffice()
    if found is None and office is not None:
        ending = ".com" if sys.platform == "win32" else ""
        beside = Path(office).resolve().with_name(f"{MANAGER}{ending}")
        found = str(beside) if beside.is_file() else None
    if found is None:
        raise RequestError(
            "LibreOffice was not found. Install it; or start it and add xlperf.oxt under Tools, Extension Manager."
        )
    return found


def _run(command: list[str], profile: Path | None) -> None:
    place = [] if profile is None else [f"-env:UserInstallation={profile.resolve().as_uri()}"]
    try:
        run = subprocess.run([*command, *place], capture_output=True, text=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        raise RequestError("LibreOffice did not answer. Close all its windows and try again.") from None
    if run.returncode:
        said = " ".join((run.stderr or run.stdout).split())
        raise RequestError(
            f"LibreOffice refused the extension: {said or 'it gave no reason'} Close all its windows and try again, "
            "or use Tools, Extension Manager."
        )
