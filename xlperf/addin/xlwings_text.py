"""The VBA of the installed xlwings, made ours: the module that finds Python, and the class that it needs.

Read from xlwings' own files (BSD 3-clause; `Dictionary` MIT), whose head stays in the text. The name of its Windows
library carries its version, so an add-in works with the very xlwings that it was made from and with no other.
"""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from xlperf.addin.vba_project import CODE_PAGE, Module
from xlperf.addin.vba_text import module_of_text
from xlperf.errors import RequestError

PROJECT = "xlperf"
MODULE_FILE = "xlwings/xlwings_custom_addin.bas"
CLASS_FILE = "xlwings/addin/Dictionary.cls"

# What stands in xlwings' text, what stands in ours, how often, and why.
CHANGES: tuple[tuple[str, str, int], ...] = (
    # the sheet and the file that hold the settings carry our name
    ('PROJECT_NAME As String = "myaddin"', f'PROJECT_NAME As String = "{PROJECT}"', 1),
    # a workbook that somebody sent, or a file beside it, cannot choose the Python that is started
    ('If SheetExists(ActiveWorkbook, PROJECT_NAME & ".conf") = True Then', "If False Then", 1),
    ('If source = "" Or source = "directory" Then', "If False Then", 1),
    # code kept in the sheets of a workbook is never run, and no licence for it is asked for
    ("uses_embedded_code = True\n                Exit For", "uses_embedded_code = False\n                Exit For", 1),
    # Python takes no module from the folder that happens to be Excel's current one
    ('-B -c ""', '-B -P -c ""', 2),
)


def xlwings_version() -> str:
    """Return the version of the installed xlwings; RequestError when there is none."""
    return _installed().version


def xlwings_modules() -> tuple[Module, Module]:
    """
    Return the module `xlwings` and the class `Dictionary`, changed as `CHANGES` says.

    RequestError when a file is missing, is of another version than the installed xlwings says it is, or no longer holds
    what is to be changed.
    """
    installed = _installed()
    text = _text(installed, MODULE_FILE)
    stated = re.search(r"^'Version: (\S+)", text, flags=re.MULTILINE)
    if stated is None or stated[1] != installed.version:
        raise RequestError(
            f"{MODULE_FILE} is of version {stated[1] if stated else 'unknown'}, and the installed xlwings is "
            f"{installed.version}. Install it again: pip install --force-reinstall xlwings=={installed.version}"
        )
    return module_of_text(changed(text)), module_of_text(_text(installed, CLASS_FILE), "class")


def changed(text: str) -> str:
    """Return xlwings' module with our changes; RequestError when one of them does not fit."""
    for before, after, times in CHANGES:
        if text.count(before) != times:
            raise RequestError(
                f'xlwings {xlwings_version()} has "{before.splitlines()[0]}" {text.count(before)} times in its VBA and '
                f"not {times} times as the version that xlperf was made for. Install the xlwings that xlperf asks for."
            )
        text = text.replace(before, after)
    return text


def _installed() -> Distribution:
    try:
        return distribution("xlwings")
    except PackageNotFoundError:
        raise RequestError(
            "xlwings is not installed beside xlperf, and the add-in is made from it: pip install xlwings"
        ) from None


def _text(installed: Distribution, name: str) -> str:
    try:
        return Path(str(installed.locate_file(name))).read_bytes().decode(CODE_PAGE).replace("\r\n", "\n")
    except OSError:
        raise RequestError(f"The installed xlwings {installed.version} has no file {name}. Install it again.") from None
