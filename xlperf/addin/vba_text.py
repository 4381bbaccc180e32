"""VBA as text: modules as files that a person can read and import by hand, and how values are written in VBA."""

from __future__ import annotations

import re
from pathlib import Path

from xlperf.addin.vba_project import CODE_PAGE, Kind, Module

ENDINGS: dict[Kind, str] = {"standard": ".bas", "class": ".cls"}
CLASS_HEAD = ["VERSION 1.0 CLASS", "BEGIN", "  MultiUse = -1  'True", "END"]
CLASS_ATTRIBUTES = [
    "Attribute VB_GlobalNameSpace = False",
    "Attribute VB_Creatable = False",
    "Attribute VB_PredeclaredId = False",
    "Attribute VB_Exposed = False",
]
_HEAD_OF_A_MODULE = re.compile(
    r"VERSION 1\.0 CLASS|BEGIN|END|\s+MultiUse = .*|Attribute VB_(?!Description)\w+ = .*", re.IGNORECASE
)


def module_of_file(path: Path) -> Module:
    """Return the module in a .bas or .cls file as the VBA editor writes them; its head of attributes is left out."""
    text = path.read_bytes().decode(CODE_PAGE)
    return module_of_text(text, "class" if path.suffix == ".cls" else "standard")


def module_of_text(text: str, kind: Kind = "standard") -> Module:
    """Return the module that an exported text holds; ValueError when it does not say its name."""
    found = re.search(r'^Attribute VB_Name = "(\w+)"', text, flags=re.MULTILINE)
    if found is None:
        raise ValueError("a module's text must say its name in a line Attribute VB_Name")
    lines = text.splitlines()
    start = 0
    while start < len(lines) and _HEAD_OF_A_MODULE.fullmatch(lines[start]):
        start += 1
    return Module(found[1], "\n".join(lines[start:]) + "\n", kind)


def exported(module: Module) -> bytes:
    """Return a standard or class module as the bytes of the file that the VBA editor imports."""
    name = f'Attribute VB_Name = "{module.name}"'
    head = [*CLASS_HEAD, name, *CLASS_ATTRIBUTES] if module.kind == "class" else [name]
    return ("\r\n".join([*head, *module.text.splitlines()]) + "\r\n").encode(CODE_PAGE)


def file_name(module: Module) -> str:
    """Return what the file of a standard or class module is called."""
    return module.name + ENDINGS[module.kind]


def quoted(text: str) -> str:
    """Return a text as a VBA string; ValueError for a line end, which a string of VBA cannot hold."""
    if any(ord(character) < ord(" ") for character in text):
        raise ValueError("a string of VBA cannot hold a line end")
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
