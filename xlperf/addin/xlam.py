"""The Excel add-in, `xlperf.xlam`: VBA, ribbon, drawings and help in one file, the same bytes each time it is built.

Built on any machine, without Excel: xlsxwriter writes the workbook, our own writer the VBA project, and the package is
then turned into an add-in. That readers other than Excel accept it is tested; that Excel does, only Excel can show.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

from xlperf.actions.button import Button
from xlperf.actions.buttons import BUTTONS
from xlperf.addin.images import LARGE, NORMAL, drawings, image_path
from xlperf.addin.ribbon import callbacks, ribbon_xml
from xlperf.addin.vba_project import Module, vba_project
from xlperf.addin.vba_text import module_of_file
from xlperf.addin.vba_wrappers import wrappers
from xlperf.addin.wizard_help import INTELLISENSE_SHEET, argument_help, intellisense_rows
from xlperf.addin.xlwings_text import PROJECT, xlwings_modules, xlwings_version
from xlperf.folders import bundled
from xlperf.functions import CARDS, Card
from xlperf.workbook.carrier import BOOK_CODE_NAME, CarrierSheet, carrier_workbook
from xlperf.workbook.files import new_file

FILE = "xlperf.xlam"
PROJECT_NAME = "XlperfAddin"
UDF_MODULES = "xlperf.hosts.excel.udfs"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip file can hold
WORKBOOK_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
ADDIN_TYPE = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
RIBBON_PART = "customUI/customUI14.xml"
RIBBON_RELATION = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
IMAGE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"

# Rows of the sheet that xlwings reads its settings from. What is set here stands, whatever a user's own file says:
# the folder of a workbook is no place to take Python modules from, and buttons run in a process of their own.
SETTINGS: tuple[tuple[str, str | bool], ...] = (
    ("UDF MODULES", UDF_MODULES),
    ("ADD_WORKBOOK_TO_PYTHONPATH", False),
    ("PYTHONPATH", rf"%USERPROFILE%\.{PROJECT}"),
    ("USE UDF SERVER", False),
    ("DEBUG UDFS", False),
)


@dataclass(frozen=True, slots=True)
class Sources:
    """What an add-in is made of."""

    cards: Sequence[Card]
    buttons: Sequence[Button]
    modules: Sequence[Module]
    images: Mapping[str, bytes]  # by name, the drawing in the size that its button takes


def build_xlam(out: Path) -> Path:
    """
    Write `xlperf.xlam` into the folder `out` and return its path.

    RequestError when xlwings is missing or another than xlperf was made for; OutputError when it cannot be written.
    """
    path = out / FILE
    content = xlam_bytes(sources())
    with new_file(path) as file:
        file.write(content)
    return path


def sources() -> Sources:
    """Return everything that goes into the add-in, from the installed xlperf and xlwings."""
    images = {
        name: image_path(name, LARGE if name in _large(BUTTONS) else NORMAL).read_bytes() for name in sorted(drawings())
    }
    return Sources(CARDS, BUTTONS, (*own_modules(), *xlwings_modules()), images)


def own_modules() -> tuple[Module, ...]:
    """Return the VBA modules that are ours: two are made from cards and buttons, two stand in `macros/vba`."""
    folder = bundled("macros") / "vba"
    written = (module_of_file(folder / "XlperfCells.bas"), module_of_file(folder / "XlperfEvents.cls"))
    return (wrappers(CARDS), callbacks(BUTTONS, xlwings_version()), *written)


def _large(buttons: Sequence[Button]) -> frozenset[str]:
    return frozenset(button.image for button in buttons if button.large)


def xlam_bytes(made_of: Sources) -> bytes:
    """Return the add-in as the bytes of a file."""
    sheets = (
        CarrierSheet(f"{PROJECT}.conf", "XlperfSettings", SETTINGS),
        CarrierSheet(INTELLISENSE_SHEET, "XlperfHelpTexts", intellisense_rows(made_of.cards)),
    )
    documents = [Module(BOOK_CODE_NAME, "", "workbook"), *(Module(sheet.code_name, "", "sheet") for sheet in sheets)]
    project = vba_project(PROJECT_NAME, [*documents, *made_of.modules], "Performance indicators in Excel")
    carrier = carrier_workbook("xlperf", sheets, project)
    return _as_addin(carrier, made_of)


def _as_addin(carrier: bytes, made_of: Sources) -> bytes:
    """Return a macro-enabled workbook as an add-in with a ribbon and with help for arguments."""
    with zipfile.ZipFile(io.BytesIO(carrier)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    used = {button.image for button in made_of.buttons} | {"last_error"}
    images = {name: content for name, content in made_of.images.items() if name in used}
    _replace(parts, "[Content_Types].xml", WORKBOOK_TYPE, ADDIN_TYPE)
    _replace(parts, "[Content_Types].xml", "<Override", '<Default Extension="png" ContentType="image/png"/><Override')
    _replace(parts, "xl/workbook.xml", "</workbook>", f"<extLst>{argument_help(made_of.cards)}</extLst></workbook>")
    ribbon = f'<Relationship Id="ribbon" Type="{RIBBON_RELATION}" Target="{RIBBON_PART}"/>'
    _replace(parts, "_rels/.rels", "</Relationships>", f"{ribbon}</Relationships>")
    parts[RIBBON_PART] = ribbon_xml(made_of.buttons, images.keys()).encode()
    if images:
        parts["customUI/_rels/customUI14.xml.rels"] = _image_relations(images).encode()
    parts |= {f"customUI/images/{name}.png": content for name, content in images.items()}
    return _packed(parts)


def _replace(parts: dict[str, bytes], name: str, before: str, after: str) -> None:
    """Replace the first of a text in a part; a part without it is a fault of ours, not of the user."""
    if before.encode() not in parts[name]:
        raise ValueError(f"{name} of the carrier workbook holds no {before}")
    parts[name] = parts[name].replace(before.encode(), after.encode(), 1)


def _image_relations(images: Mapping[str, bytes]) -> str:
    relations = "".join(
        f'<Relationship Id={quoteattr(name)} Type="{IMAGE_RELATION}" Target="images/{name}.png"/>' for name in images
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}\n<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts as a zip file without a trace of when or where it was made."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            package.writestr(entry, part)
    return content.getvalue()
