"""What in a workbook must not be published: its hidden parts, or all of it, where it is a return of records."""

from __future__ import annotations

from pathlib import Path

from xlperf.definitions.catalogue import Catalogue
from xlperf.errors import UnreadableFile
from xlperf.journey.gather import PERFORMANCE
from xlperf.returns.published import FAMILY as PUBLISHED
from xlperf.returns.recognise import REPORT, recognise
from xlperf.workbook.publishable import check
from xlperf.workbook.publishable.finding import Finding
from xlperf.workbook.read import read_book

NO_RECORDS = {PERFORMANCE, PUBLISHED, REPORT}


def publishable_findings(path: Path, catalogue: Catalogue) -> tuple[Finding, ...]:
    """
    Return everything in a workbook that must not be published, the most telling first; nothing when it may be.

    A workbook that is recognised as a child-level return is a finding as a whole. Raise `UnreadableFile` for what is no
    xlsx or xlsm workbook.
    """
    found = check.publishable_findings(path)
    try:
        family = recognise(read_book(path), catalogue)
    except UnreadableFile:  # no return that is known: what stands in it, a person has to say
        return found
    if family in NO_RECORDS:
        return found
    whole = Finding(
        "child-level records",
        "This is a return with one row for each child or event. None of it may be published.",
        "Publish the report that xlperf makes of it with --publish.",
        part="the whole workbook",
    )
    return (whole, *found)
