"""The user's settings file as xlwings' VBA reads it: ``"KEY","value"``, a line each, in the code page of Windows."""

from __future__ import annotations

import csv
import os
from pathlib import Path

from xlperf.errors import RequestError

Settings = dict[str, str]

ENCODING = "mbcs" if os.name == "nt" else "cp1252"
"""What VBA's `Input #` reads: the code page of Windows."""


def read_settings(path: Path) -> Settings:
    """Return the settings in a file; none when there is no file. RequestError when it cannot be read."""
    try:
        lines = path.read_bytes().decode(ENCODING, errors="replace").splitlines()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise RequestError(f"{path} cannot be read: {error.strerror}.") from None
    return {row[0]: row[1] for row in csv.reader(lines) if len(row) == 2}


def settings_text(settings: Settings) -> str:
    """
    Return settings as the text of the file.

    RequestError for a value with a quotation mark or a letter that the code page of Windows has not: VBA could not
    read it.
    """
    for key, value in settings.items():
        if '"' in value or "\n" in value:
            raise RequestError(f"The setting {key} cannot hold a quotation mark or a line end.")
        try:
            value.encode(ENCODING)
        except UnicodeEncodeError:
            raise RequestError(
                f"The setting {key} has a letter that Excel's VBA cannot read from a file. Install xlperf in a folder "
                "with a plain name and give its Python with --interpreter."
            ) from None
    return "".join(f'"{key}","{value}"\r\n' for key, value in settings.items())
