"""``xlperf addin doctor``: what keeps the add-in from working on this machine, and what helps.

Each check is one function of the machine; `CHECKS` lists them in the order in which they are shown. Where the facts
come from: xlwings 0.37.8 (its VBA), Microsoft's administrative templates for Office 2016 and later (version 16.0 in the
registry), and the identifiers of Defender's attack surface reduction rules.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from xlperf.addin.xlam import sources, xlam_bytes
from xlperf.addin.xlwings_text import xlwings_version
from xlperf.hosts.excel.installing import Places, places
from xlperf.hosts.excel.machine import Machine
from xlperf.hosts.excel.policies import macro_policies
from xlperf.hosts.excel.settings import read_settings

State = Literal["good", "wrong", "hint", "not checked"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found, and the remedy where there is something to do."""

    state: State
    said: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what it looks at, how, and whether only Windows has it."""

    title: str
    look: Callable[[Machine], list[Finding]]
    only_on_windows: bool = True


APP_PATH = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
CLICK_TO_RUN = r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
INSTALL_AGAIN = "Close Excel and run: xlperf addin install"
WEB_ADDIN = "The web add-in needs none of this: docs/web-addin.md."

# The module that is imported, and the distribution that must be the one that brings it.
LIBRARIES = {
    "click": "click",
    "holidays": "holidays",
    "openpyxl": "openpyxl",
    "pandas": "pandas",
    "pydantic": "pydantic",
    "python_calamine": "python-calamine",
    "xlsxwriter": "xlsxwriter",
    "xlwings": "xlwings",
}


def examine(machine: Machine) -> list[tuple[str, Finding]]:
    """Return what every check looks at and found; one that only Windows has is not made anywhere else, and says so."""
    findings = []
    for check in CHECKS:
        if check.only_on_windows and not machine.is_windows:
            findings.append((check.title, Finding("not checked", "This can only be looked at on Windows.")))
        else:
            findings += [(check.title, found) for found in check.look(machine)]
    return findings


def excel(machine: Machine) -> list[Finding]:
    """Is Excel installed, which, and not the one of the Microsoft Store, which COM cannot start."""
    path = excel_path(machine)
    if not path:
        return [Finding("wrong", "Excel was not found.", "Install desktop Excel. " + WEB_ADDIN)]
    if "windowsapps" in path.lower():
        return [
            Finding(
                "wrong",
                f"Excel is the one of the Microsoft Store: {path}",
                "Python cannot reach that one. Ask for the desktop installation of Office. " + WEB_ADDIN,
            )
        ]
    version = machine.registry("HKLM", CLICK_TO_RUN, "VersionToReport") or machine.registry(
        "HKCR", r"Excel.Application\CurVer", ""
    )
    return [Finding("good", f"{version or 'of an unknown version'}, {excel_bits(machine)} bits, {path}")]


def excel_path(machine: Machine) -> str:
    """Return where Excel is; an empty text when it is not found."""
    return str(machine.registry("HKLM", APP_PATH, "") or machine.registry("HKCU", APP_PATH, "") or "").strip('"')


def excel_bits(machine: Machine) -> int:
    """Return 32 or 64; without a sign of the first it is 64, as Office has been by default since 2019."""
    if machine.registry("HKLM", CLICK_TO_RUN, "Platform") == "x86":
        return 32
    if machine.registry("HKLM", r"SOFTWARE\Microsoft\Office\16.0\Outlook", "Bitness") == "x86":
        return 32
    return 64


def interpreter(machine: Machine) -> list[Finding]:
    """Which Python runs, of how many bits."""
    said = f"{machine.interpreter}, {machine.interpreter_bits} bits"
    return [Finding("good", said)]


def interpreter_in_the_settings(machine: Machine) -> list[Finding]:
    """Does the Python that Excel is told to start exist."""
    where = _places(machine)
    named = read_settings(where.settings).get("INTERPRETER_WIN", "")
    if not named:
        said = f"{where.settings} names no Python for Excel to start."
        return [Finding("wrong", said, INSTALL_AGAIN)]
    if not machine.is_file(Path(named)):
        return [Finding("wrong", f"There is no {named}.", INSTALL_AGAIN)]
    return [Finding("good", named)]


def xlwings_library(machine: Machine) -> list[Finding]:
    """Is xlwings' Windows library of that version, for Excel's bits, where the add-in looks for it."""
    name = f"xlwings{excel_bits(machine)}-{xlwings_version()}.dll"
    named = read_settings(_places(machine).settings).get("INTERPRETER_WIN", "") or str(machine.interpreter)
    folders = (Path(named).parent, Path(named).parent.parent)
    for folder in folders:
        if machine.is_file(folder / name):
            return [Finding("good", str(folder / name))]
    return [
        Finding(
            "wrong",
            f"{name} is neither in {folders[0]} nor in {folders[1]}.",
            f"pip install --force-reinstall xlwings=={xlwings_version()}; if it goes again, a virus scanner takes it "
            "away: ask for an exception.",
        )
    ]


def add_in(machine: Machine) -> list[Finding]:
    """Is the add-in where Excel loads it, and is it the one that this xlperf makes."""
    path = _places(machine).addin
    content = machine.content(path)
    if content is None:
        return [Finding("wrong", f"There is no {path}.", INSTALL_AGAIN)]
    if content != xlam_bytes(sources()):
        said = f"{path} was made by another version of xlperf or xlwings."
        return [Finding("wrong", said, INSTALL_AGAIN)]
    return [Finding("good", f"{path}, made for xlwings {xlwings_version()}")]


def policies(machine: Machine) -> list[Finding]:
    """Do rules of the organisation keep macros, or what they do, from running."""
    found = [Finding(hint.state, hint.said, hint.remedy) for hint in macro_policies(machine.registry)]
    return found or [Finding("good", "No rule was found that keeps the add-in from running.")]


def onedrive(machine: Machine) -> list[Finding]:
    """Is Python kept in a folder that OneDrive may empty."""
    for variable in ("OneDriveCommercial", "OneDriveConsumer", "OneDrive"):
        folder = machine.environment(variable)
        if folder and str(machine.interpreter).casefold().startswith(folder.casefold()):
            return [
                Finding(
                    "hint",
                    f"Python lies in {folder}, where files may be online only.",
                    "Install it outside OneDrive, or mark the folder: always keep on this device.",
                )
            ]
    return [Finding("good", "Python lies outside OneDrive.")]


def libraries(machine: Machine) -> list[Finding]:
    """Which version of each library is there, and does it come from the distribution of that name and no other."""
    return [_library(machine.library(module), module, expected) for module, expected in LIBRARIES.items()]


def _library(found: tuple[str, ...], module: str, expected: str) -> Finding:
    if not found:
        return Finding("wrong", f"{module} is missing.", "pip install --force-reinstall xlperf")
    if [one.partition(" ")[0].lower().replace("_", "-") for one in found] == [expected]:
        return Finding("good", found[0])
    return Finding(
        "wrong",
        f"{module} comes from {', '.join(found)}, and only {expected} is expected.",
        f"pip uninstall what is not {expected}, then pip install --force-reinstall {expected}",
    )


def _places(machine: Machine) -> Places:
    names = ("APPDATA", "USERPROFILE")
    return places({name: machine.environment(name) for name in names}, windows=machine.is_windows)


CHECKS = (
    Check("Excel", excel),
    Check("Python", interpreter, only_on_windows=False),
    Check("Python that Excel starts", interpreter_in_the_settings),
    Check("Library of xlwings", xlwings_library),
    Check("Add-in", add_in),
    Check("Rules of the organisation", policies),
    Check("OneDrive", onedrive),
    Check("Libraries", libraries, only_on_windows=False),
)
