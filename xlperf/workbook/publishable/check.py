"""All checks of a workbook that is to be published."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from xlperf.errors import UnreadableFile
from xlperf.workbook.kinds import SAVE_AS_XLSX, Format, format_of
from xlperf.workbook.package import Package
from xlperf.workbook.publishable import (
    attached,
    hidden_places,
    hidden_text,
    outside,
    own_reports,
    people,
    pivots,
    remarks,
)
from xlperf.workbook.publishable.finding import Finding
from xlperf.workbook.publishable.opened import Opened
from xlperf.workbook.read import file_content
from xlperf.workbook.refusal import shown_name, unreadable

Check = Callable[[Opened], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    hidden_places.hidden_sheets,
    hidden_places.hidden_rows_and_columns,
    hidden_places.hidden_names,
    hidden_text.hidden_texts,
    pivots.pivot_caches,
    outside.external_links,
    outside.formulas_outside,
    outside.connections,
    remarks.comments,
    people.properties,
    people.printers,
    people.last_folder,
    people.revisions,
    outside.paths,
    attached.macros,
    attached.embedded,
    attached.custom_xml,
    attached.pictures,
    own_reports.records,
    own_reports.small_numbers,
)
"""Every check, in the order in which findings are told."""


def publishable_findings(path: Path) -> tuple[Finding, ...]:
    """
    Return everything in a workbook that must not be published; nothing when it may be.

    Raise `UnreadableFile` for what is no xlsx or xlsm workbook: of other formats not every part can be looked into, and
    to say that nothing was found would say too much.
    """
    file = shown_name(path)
    data = file_content(path, file)
    found = format_of(data, path, file)
    if found not in (Format.XLSX, Format.XLSM):
        raise _not_looked_into(file, found)
    book = Opened.of(Package(data, file))
    return tuple(dict.fromkeys(finding for check in CHECKS for finding in check(book)))


def _not_looked_into(file: str, found: Format) -> UnreadableFile:
    if found is Format.CSV:
        return unreadable(file, "a csv file has no hidden parts; what it shows is all it holds.", "Read it yourself.")
    return unreadable(
        file, f"in {found.value} workbooks xlperf cannot look into every part.", f"{SAVE_AS_XLSX} Then check that file."
    )
