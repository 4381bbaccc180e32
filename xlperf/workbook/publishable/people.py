"""Who made a workbook, where, and on which printer: what Excel keeps without being asked."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from xlperf.workbook import MADE_BY_XLPERF
from xlperf.workbook.publishable.finding import INSPECT, Finding
from xlperf.workbook.publishable.opened import Opened

REMEDY = f"{INSPECT}, Document Properties and Personal Information, Remove All."
CALLED = {
    "creator": "The author",
    "lastModifiedBy": "Who saved it last",
    "Company": "The company",
    "Manager": "The manager",
    "HyperlinkBase": "The base of its links",
}


def properties(book: Opened) -> Iterator[Finding]:
    """
    Yield what the properties say of people and places, but for what a reader can see in the workbook anyway.

    The property with which xlperf marks its own workbooks says nothing of anybody.
    """
    for part in book.named("docprops/core.xml", "docprops/app.xml"):
        for name, text in _texts(book.package.part(part)):
            if name in CALLED and text.strip() and not _is_printed(book, text.strip()):
                yield Finding("personal metadata", f"{CALLED[name]} stands in the properties.", REMEDY, part)
    for part in book.named("docprops/custom.xml"):
        for name, attributes in book.tags(part):
            called = attributes.get("name", "")
            if name == "property" and called != MADE_BY_XLPERF:
                message = f'The workbook has a property of its own, "{called}".'
                yield Finding("personal metadata", message, REMEDY, part)
    for part in book.named("docmetadata/"):
        yield Finding("personal metadata", "A sensitivity label names the organisation that set it.", REMEDY, part)


def _is_printed(book: Opened, text: str) -> bool:
    plain = text.casefold()
    return any(
        plain in cell.text.casefold() for sheet in book.worksheets if not sheet.hidden for cell in book.cells(sheet)
    )


def _texts(content: bytes) -> list[tuple[str, str]]:
    """Return each element's local name and text; none of a part that is no sound XML."""
    found: list[tuple[str, str]] = []
    text: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        text.clear()

    def end(name: str) -> None:
        found.append((name.rpartition(" ")[2], "".join(text)))
        text.clear()

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text.append
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        return []
    return found


def printers(book: Opened) -> Iterator[Finding]:
    """Yield the settings of printers, which name the printer, its server and often a person."""
    for part in book.named("xl/printersettings/"):
        message = "Settings of a printer, with its name and the name of its server."
        yield Finding("personal metadata", message, REMEDY, part, book.sheet_with(part))


def last_folder(book: Opened) -> Iterator[Finding]:
    """Yield the folder in which the workbook was saved last, as Excel keeps it."""
    if any(name == "absPath" for name, _ in book.tags(book.workbook)):
        message = "The folder in which it was saved last stands in the workbook."
        yield Finding("path", message, REMEDY, book.workbook)


def revisions(book: Opened) -> Iterator[Finding]:
    """Yield the history of a shared workbook: who changed which cell from what, and when."""
    for part in book.named("xl/revisions/", "xl/usernames"):
        message = "The history of changes of a shared workbook, with names and former values."
        yield Finding("personal metadata", message, "In Excel: Review, Unshare Workbook; then save.", part)
