"""Pivot tables keep the records that they were made from, also where the sheet with these is gone."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.workbook.publishable.finding import Finding
from xlperf.workbook.publishable.opened import Opened

REMEDY = (
    "In Excel: select the whole pivot table, copy, Paste Special, Values, and delete the pivot table; "
    "then delete its slicers too."
)


def pivot_caches(book: Opened) -> Iterator[Finding]:
    """Yield every store of records of a pivot table, and every list of the values that occur in them."""
    for part in book.named("xl/pivotcache/"):
        tags = book.tags(part)
        if "records" in part.casefold():
            number = sum(name == "r" for name, _ in tags)
            message = f"The records behind a pivot table: {number:,} rows that no sheet need show."
            yield Finding("pivot records", message, REMEDY, part)
        elif any(name == "s" for name, _ in tags):
            message = "The values that occur in the records behind a pivot table, such as every name in a column."
            yield Finding("pivot values", message, REMEDY, part)
