"""What an xlsx or xlsm workbook says of itself: whether xlperf wrote it, and what such a file is called."""

from __future__ import annotations

import re
from xml.sax.saxutils import unescape

from xlperf.sheets.grid import FileProperties
from xlperf.workbook.open_xml import WorkbookParts
from xlperf.workbook.package import Package

CORE = "docProps/core.xml"


def file_properties(package: Package, parts: WorkbookParts) -> FileProperties:
    """
    Return the properties of a workbook; of one that xlperf did not write nothing but that is told.

    A title that is not there, or not written as spreadsheet programs write it, is an empty text.
    """
    if not parts.made_by_xlperf or not package.has(CORE):
        return FileProperties(parts.made_by_xlperf)
    core = package.part(CORE).decode("utf-8", "replace")
    return FileProperties(True, _text_of(core, "title"), _text_of(core, "subject"))


def _text_of(core: str, name: str) -> str:
    found = re.search(rf"<(?:\w+:)?{name}\b[^>]*>([^<]*)<", core)
    return " ".join(unescape(found[1]).split()) if found else ""
