"""What is packed into a workbook besides cells: macros, files, controls, XML of other programs, pictures."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.workbook.publishable.finding import INSPECT, Finding
from xlperf.workbook.publishable.opened import Opened

SAVE_WITHOUT = "In Excel: File, Save As, Excel Workbook (.xlsx), which leaves macros out."
_TEXT_IN_PNG = (b"tEXt", b"iTXt", b"zTXt", b"eXIf")
_IN_OTHERS = (b"Exif\0\0", b"http://ns.adobe.com/xap/", b"Photoshop 3.0")


def macros(book: Opened) -> Iterator[Finding]:
    """Yield macros, and sheets of macros of the old kind."""
    for part in book.package.names:
        if part.casefold().rpartition("/")[2] in ("vbaproject.bin", "vbadata.xml"):
            yield Finding("macro", "Macros; they hold names of people and paths.", SAVE_WITHOUT, part)
    for sheet in book.parts.sheets:
        if sheet.kind in ("xlMacrosheet", "xlIntlMacrosheet", "dialogsheet"):
            message = "A sheet of macros or a dialog of the old kind."
            yield Finding("macro", message, "Unhide the sheet and delete it.", sheet.part, sheet.name)


def embedded(book: Opened) -> Iterator[Finding]:
    """Yield whole files and controls that are embedded."""
    remedy = "Click the object in the sheet and delete it; a picture of it can stand in its place."
    for part in book.named("xl/embeddings/", "xl/activex/", "xl/ctrlprops/", "xl/webextensions/"):
        yield Finding("embedded file", "A file or control is embedded as a whole.", remedy, part, book.sheet_with(part))


def custom_xml(book: Opened) -> Iterator[Finding]:
    """Yield XML that other programs have left: document stores, labels, forms."""
    for part in book.named("customxml/"):
        if "itemprops" not in part.casefold():
            yield Finding("custom XML", "XML of another program.", f"{INSPECT}, Custom XML Data, Remove All.", part)


def pictures(book: Opened) -> Iterator[Finding]:
    """Yield pictures that say by whom, where or with what they were taken."""
    for part in book.named("xl/media/"):
        content = book.package.part(part)
        marks = _TEXT_IN_PNG if content.startswith(b"\x89PNG") else _IN_OTHERS
        if any(mark in content for mark in marks):
            message = "The picture carries words of its own (who, where, when, or with what it was made)."
            remedy = "In Excel: Picture Format, Compress Pictures; or save the picture anew without its properties."
            yield Finding("picture", message, remedy, part)
