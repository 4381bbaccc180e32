"""The file `xlperf.oxt`, the same bytes each time it is built, on any machine and without LibreOffice."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from xlperf.actions.button import Button
from xlperf.actions.buttons import BUTTONS
from xlperf.addin.oxt.carried import carried_files
from xlperf.addin.oxt.functions_text import interface_text, wizard_text
from xlperf.addin.oxt.menu_text import image_files, menu_text, toolbar_name_text
from xlperf.addin.oxt.names import IDENTIFIER
from xlperf.folders import PACKAGE, bundled
from xlperf.functions import CARDS, Card
from xlperf.workbook.files import new_file

FILE = "xlperf.oxt"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip file can hold
LEAST_LIBREOFFICE = "7.4"
"""The oldest LibreOffice that it was run in."""

COMPONENT = "component.py"
INTERFACE = "functions.idl"
WIZARD = "CalcAddIns.xcu"
MENU = "Addons.xcu"
TOOLBAR_NAME = "CalcWindowState.xcu"
DESCRIPTION = "description.xml"
ABOUT = "about.txt"

CONFIGURATION = "application/vnd.sun.star.configuration-data"
PARTS_FOR_LIBREOFFICE = {
    # The interface as text passes for a type library: LibreOffice reads either form.
    INTERFACE: "application/vnd.sun.star.uno-typelibrary;type=RDB",
    COMPONENT: "application/vnd.sun.star.uno-component;type=Python",
    WIZARD: CONFIGURATION,
    MENU: CONFIGURATION,
    TOOLBAR_NAME: CONFIGURATION,
}
SENTENCE = (
    "Performance indicators of children's services: functions for cells (PERF_RATE, PERF_BRAG and others), and a menu "
    "that rates, checks and reports. The functions need nothing else; the menu needs xlperf itself on this machine."
)


def build_oxt(out: Path) -> Path:
    """Write `xlperf.oxt` into the folder `out` and return its path; OutputError when it cannot be written."""
    path = out / FILE
    content = oxt_bytes(CARDS, BUTTONS)
    with new_file(path) as file:
        file.write(content)
    return path


def oxt_bytes(cards: Sequence[Card], buttons: Sequence[Button]) -> bytes:
    """Return the extension for these functions and buttons as the bytes of a file."""
    files: dict[str, bytes] = {
        "META-INF/manifest.xml": manifest().encode(),
        DESCRIPTION: description().encode(),
        ABOUT: SENTENCE.encode(),
        INTERFACE: interface_text(cards).encode(),
        WIZARD: wizard_text(cards).encode(),
        MENU: menu_text(buttons).encode(),
        TOOLBAR_NAME: toolbar_name_text().encode(),
        COMPONENT: (PACKAGE / "hosts" / "calc" / COMPONENT).read_bytes().replace(b"\r\n", b"\n"),
        **images(buttons),
        **carried_files(),
    }
    return packed(files)


def images(buttons: Sequence[Button]) -> dict[str, bytes]:
    """Return the image files of the buttons by their path in the extension; a drawing that there is not is left out."""
    folder = bundled("macros")
    paths = sorted({path for button in buttons for path in image_files(button)})
    return {path: (folder / path).read_bytes() for path in paths if (folder / path).is_file()}


def manifest() -> str:
    """Return META-INF/manifest.xml: what LibreOffice is to make of which file."""
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>\n'
        for path, kind in PARTS_FOR_LIBREOFFICE.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">\n'
        f"{entries}</manifest:manifest>\n"
    )


def description() -> str:
    """Return description.xml: identifier, version, the oldest LibreOffice. No licence has to be clicked away (MIT)."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<description xmlns="http://openoffice.org/extensions/description/2006" '
        'xmlns:xlink="http://www.w3.org/1999/xlink">\n'
        f'<identifier value="{IDENTIFIER}"/>\n<version value="{version("xlperf")}"/>\n'
        "<display-name><name>xlperf</name></display-name>\n"
        f'<extension-description><src lang="en" xlink:href="{ABOUT}"/></extension-description>\n'
        f'<dependencies><l:LibreOffice-minimal-version xmlns:l="http://libreoffice.org/extensions/description/2011" '
        f'value="{LEAST_LIBREOFFICE}" name="LibreOffice {LEAST_LIBREOFFICE}"/></dependencies>\n'
        "</description>\n"
    )


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return files as a zip file without a trace of when or where it was made."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            package.writestr(entry, files[path])
    return content.getvalue()
