"""What cannot be kept when a workbook is annotated, seen and said by name before anything is written."""

from __future__ import annotations

from xlperf.errors import UnreadableFile
from xlperf.workbook.annotate.elements import elements, named
from xlperf.workbook.annotate.links import CONTENT_TYPES
from xlperf.workbook.kinds import SAVE_AS_XLSX, Format
from xlperf.workbook.open_xml import WorkbookParts
from xlperf.workbook.package import DTD, Package
from xlperf.workbook.refusal import unreadable
from xlperf.workbook.splice import in_utf_8

_STRICT = "purl.oclc.org/ooxml"
_DOCTYPE = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_TRUE = {"1", "true", "on"}


def check_format(found: Format, file: str) -> None:
    """Raise `UnreadableFile` for a format other than xlsx and xlsm: its parts cannot be changed one by one."""
    if found not in (Format.XLSX, Format.XLSM):
        raise unreadable(file, f"only xlsx and xlsm workbooks can be annotated, and this is {found}.", SAVE_AS_XLSX)


def ending_of(package: Package, file: str) -> str:
    """Return the ending that goes with the workbook's content type: .xlsx, .xlsm, or .xltx and .xltm of a template."""
    types = in_utf_8(package.part(CONTENT_TYPES)).lower() if package.has(CONTENT_TYPES) else b""
    for kind, ending in _ENDINGS.items():
        if kind in types:
            return ending
    raise unreadable(file, "its list of content types does not say that it is a workbook.", SAVE_AS_XLSX)


_ENDINGS = {
    b"spreadsheetml.sheet.main": ".xlsx",
    b"ms-excel.sheet.macroenabled.main": ".xlsm",
    b"spreadsheetml.template.main": ".xltx",
    b"ms-excel.template.macroenabled.main": ".xltm",
}


def check_can_be_kept(package: Package, parts: WorkbookParts) -> None:
    """
    Raise `UnreadableFile`, with the feature's name and a remedy, when something would not survive being annotated.

    A digital signature would be broken, strict Open XML uses other names, a shared workbook keeps a log of its changes,
    a locked structure takes no further sheet. Raise `BrokenXml` when the workbook's own part is unsound.
    """
    names = [name.casefold() for name in package.names]
    if any(name.startswith("_xmlsignatures/") for name in names):
        raise _refused(package, "it is signed digitally, which any change breaks", "Annotate an unsigned copy")
    if any(name.startswith("xl/revisions/") for name in names):
        raise _refused(package, "it is shared, with a log of its changes", "Stop sharing it (Review), and save it")
    every = elements(in_utf_8(package.part(parts.workbook)))
    root, lock = named(every, "workbook", 0), named(every, "workbookProtection", 1)
    if root is None or _STRICT in root.space:
        raise _refused(package, "it is strict Open XML", "Save it as an ordinary Excel workbook (.xlsx)")
    if lock is not None and lock.attributes.get("lockStructure", "0") in _TRUE:
        remedy = "Unprotect the workbook (Review, Protect Workbook), and save it"
        raise _refused(package, "its structure is protected, so it takes no sheet of findings", remedy)


def check_no_types(package: Package) -> None:
    """Raise `UnreadableFile` when a part holds a document type declaration."""
    for name in package.names:
        if name.casefold().endswith((".xml", ".rels", ".vml")):
            content = package.part(name)
            if any(mark in content for mark in _DOCTYPE):
                raise package.damaged(f"its part {name} {DTD}")


def protected(package: Package, sheet: str) -> UnreadableFile:
    """Return the error that refuses a workbook because a sheet with findings is protected."""
    remedy = "Unprotect it (Review, Unprotect Sheet), and save it; or read the findings with xlperf inspect"
    return _refused(package, f'the sheet "{sheet}" has findings and is protected', remedy)


def _refused(package: Package, reason: str, remedy: str) -> UnreadableFile:
    return package.refused(f"the workbook cannot be annotated: {reason}.", f"{remedy}.")
