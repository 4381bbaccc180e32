"""Which Python runs the buttons: the one that xlperf is installed in, as a file in the user's folder says.

`~/.xlperf/libreoffice.ini`, written by `xlperf addin install --libreoffice`, has the one setting that there is:

    [xlperf]
    interpreter = C:/Users/jo/xlperf/Scripts/python.exe

Standard library only: this is read inside LibreOffice.
"""

from __future__ import annotations

from configparser import ConfigParser
from configparser import Error as NotSettings
from pathlib import Path

FILE = "libreoffice.ini"
SECTION, INTERPRETER = "xlperf", "interpreter"


def settings_path() -> Path:
    """Return where the settings lie, whether or not there are any."""
    return Path.home() / ".xlperf" / FILE


def interpreter() -> Path | None:
    """Return the Python that xlperf is installed in; None where no file says so, or what it names is not there."""
    settings = ConfigParser(interpolation=None)
    try:
        settings.read(settings_path(), encoding="utf-8")
    except (NotSettings, OSError, UnicodeError):
        return None
    named = settings.get(SECTION, INTERPRETER, fallback="")
    return Path(named) if named and Path(named).is_file() else None


def settings_text(python: Path) -> str:
    """Return the settings that name a Python."""
    return f"[{SECTION}]\n{INTERPRETER} = {python.as_posix()}\n"
