"""Write a VBA project: modules of text become the `vbaProject.bin` of a workbook ([MS-OVBA]).

The project holds source text only, which is the form that the specification prescribes for writers: no compiled code,
so Excel compiles it when it opens the file. Equal modules give equal bytes.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from xlperf.addin.compound_file import compound_file
from xlperf.addin.vba_compression import compressed

Kind = Literal["standard", "class", "workbook", "sheet"]

CODE_PAGE = "cp1252"
PROJECT_ID = "{7C1B2E54-9A3D-4F68-8B21-5D0E6A94C3F7}"
BASES = {
    "workbook": "0{00020819-0000-0000-C000-000000000046}",
    "sheet": "0{00020820-0000-0000-C000-000000000046}",
    "class": "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}",
}
NO_COMPILED_CODE = bytes.fromhex("cc61ffff000000")
LONGEST_NAME = 31
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
LINE_END = re.compile(
    r"\r\n|\r|\n"
)  # and no other: a form feed, which str.splitlines parts at, is a character of its line
# `dir` is a stream beside the modules; the others are what a project's code calls the libraries that Excel gives it.
TAKEN = frozenset({"dir", "vba", "excel", "office", "stdole"})
REFERENCES = (
    (
        "stdole",
        r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation",
    ),
    (
        "Office",
        r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#C:\Program Files\Common Files\Microsoft Shared"
        r"\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library",
    ),
)


@dataclass(frozen=True, slots=True)
class Module:
    """
    One module: its name, its kind, and its text without the attributes that the kind brings.

    The text may have any line ends; attributes of functions (`Attribute F.VB_Description = "…"`) stand where VBA wants
    them, inside the function. A workbook or sheet module must be named as the workbook's XML calls it.
    """

    name: str
    text: str
    kind: Kind = "standard"


def vba_project(name: str, modules: Sequence[Module], description: str = "") -> bytes:
    """
    Return the bytes of `vbaProject.bin`.

    Raise ValueError for a name that VBA refuses, for two modules (or a module and the project) of one name, and for a
    character outside Windows-1252.
    """
    _check([name, *(module.name for module in modules)])
    sources = {module.name: _source(module).encode(CODE_PAGE) for module in modules}
    streams = {module_name: compressed(source) for module_name, source in sources.items()}
    vba = {"dir": compressed(_directory(name, modules, description)), "_VBA_PROJECT": NO_COMPILED_CODE, **streams}
    project = _project_text(name, modules).encode(CODE_PAGE)
    return compound_file({"VBA": vba, "PROJECT": project, "PROJECTwm": _wide_names(modules)})


def _check(names: Sequence[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if not NAME.fullmatch(name) or len(name) > LONGEST_NAME:
            raise ValueError(f"VBA takes names of up to {LONGEST_NAME} letters, digits and underscores, not {name!r}")
        if name.casefold() in TAKEN:
            raise ValueError(f"a module cannot be called {name!r}: the name is taken by VBA itself")
        if name.casefold() in seen:
            raise ValueError(f"two parts of the project are called {name!r}")
        seen.add(name.casefold())


def _source(module: Module) -> str:
    """Return a module's text with the attributes of its kind, in lines that end as VBA wants them."""
    head = [f'Attribute VB_Name = "{module.name}"']
    if module.kind != "standard":
        document = module.kind != "class"
        head += [
            f'Attribute VB_Base = "{BASES[module.kind]}"',
            "Attribute VB_GlobalNameSpace = False",
            "Attribute VB_Creatable = False",
            f"Attribute VB_PredeclaredId = {document}",
            f"Attribute VB_Exposed = {document}",
            "Attribute VB_TemplateDerived = False",
            f"Attribute VB_Customizable = {document}",
        ]
    return "\r\n".join([*head, *LINE_END.split(module.text.removesuffix("\n"))]) + "\r\n"


# The stream "dir": records of a number, a length and that many bytes


def _record(number: int, content: bytes) -> bytes:
    return struct.pack("<HI", number, len(content)) + content


def _both(number: int, wide_number: int, text: str) -> bytes:
    """Return a text twice, in the code page and in UTF-16."""
    return _record(number, text.encode(CODE_PAGE)) + _record(wide_number, text.encode("utf-16-le"))


def _directory(name: str, modules: Sequence[Module], description: str) -> bytes:
    parts = [
        _record(0x01, struct.pack("<I", 1)),  # 32-bit Windows; Excel of 64 bits reads it alike
        _record(0x02, struct.pack("<I", 0x0409)),
        _record(0x14, struct.pack("<I", 0x0409)),
        _record(0x03, struct.pack("<H", 1252)),
        _record(0x04, name.encode(CODE_PAGE)),
        _both(0x05, 0x40, description),
        _record(0x06, b"") + _record(0x3D, b""),
        _record(0x07, struct.pack("<I", 0)),
        _record(0x08, struct.pack("<I", 0)),
        struct.pack("<HIIH", 0x09, 4, 1, 0),
        _both(0x0C, 0x3C, ""),
        *(_reference(*reference) for reference in REFERENCES),
        _record(0x0F, struct.pack("<H", len(modules))),
        _record(0x13, b"\xff\xff"),
        *(_module_record(module) for module in modules),
        _record(0x10, b""),
    ]
    return b"".join(parts)


def _reference(name: str, library: str) -> bytes:
    identifier = library.encode(CODE_PAGE)
    content = struct.pack("<I", len(identifier)) + identifier + struct.pack("<IH", 0, 0)
    return _both(0x16, 0x3E, name) + _record(0x0D, content)


def _module_record(module: Module) -> bytes:
    kind = 0x21 if module.kind == "standard" else 0x22
    return b"".join(
        [
            _both(0x19, 0x47, module.name),
            _both(0x1A, 0x32, module.name),
            _both(0x1C, 0x48, ""),
            _record(0x31, struct.pack("<I", 0)),  # the source begins at the stream's start: no compiled code before it
            _record(0x1E, struct.pack("<I", 0)),
            _record(0x2C, b"\xff\xff"),
            _record(kind, b""),
            _record(0x2B, b""),
        ]
    )


# The streams "PROJECT" and "PROJECTwm"


def _project_text(name: str, modules: Sequence[Module]) -> str:
    listed = {
        "standard": "Module={name}",
        "class": "Class={name}",
        "workbook": "Document={name}/&H00000000",
        "sheet": "Document={name}/&H00000000",
    }
    lines = [
        f'ID="{PROJECT_ID}"',
        *(listed[module.kind].format(name=module.name) for module in modules),
        f'Name="{name}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{_hidden(bytes(4))}"',  # nothing is protected
        f'DPB="{_hidden(bytes(1))}"',  # no password
        f'GC="{_hidden(bytes([0xFF]))}"',  # the project is visible
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
    ]
    return "\r\n".join(lines) + "\r\n"


def _hidden(data: bytes, seed: int = 0x07) -> str:
    """Return bytes in the disguise of [MS-OVBA] 2.4.3, as hexadecimal text; the seed decides it wholly."""
    key = sum(PROJECT_ID.encode(CODE_PAGE)) & 0xFF
    version = seed ^ 2
    result = [seed, version, seed ^ key]
    unhidden, last, before_last = key, seed ^ key, version
    filler = (seed & 6) // 2
    for byte in [*[0x07] * filler, *struct.pack("<I", len(data)), *data]:
        hidden = byte ^ ((before_last + unhidden) & 0xFF)
        result.append(hidden)
        before_last, last, unhidden = last, hidden, byte
    return "".join(f"{byte:02X}" for byte in result)


def _wide_names(modules: Sequence[Module]) -> bytes:
    names = [module.name.encode(CODE_PAGE) + b"\0" + module.name.encode("utf-16-le") + b"\0\0" for module in modules]
    return b"".join(names) + b"\0\0"
