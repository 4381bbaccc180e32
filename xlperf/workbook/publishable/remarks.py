"""Comments, notes and conversations, which carry the names of those who wrote them."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.workbook.publishable.finding import INSPECT, Finding
from xlperf.workbook.publishable.opened import Opened

REMEDY = f"{INSPECT}, Comments, Remove All."


def comments(book: Opened) -> Iterator[Finding]:
    """Yield each sheet's comments with the first cell that has one, and the list of people who wrote any."""
    for part in book.named("xl/comments", "xl/threadedcomments/"):
        cells = [
            tags["ref"] for name, tags in book.tags(part) if name in ("comment", "threadedComment") and "ref" in tags
        ]
        if cells:
            many = f"{len(cells):,} comments" if len(cells) > 1 else "A comment"
            yield Finding("comment", f"{many}, with who wrote it.", REMEDY, part, book.sheet_with(part), cells[0])
    for part in book.named("xl/persons/"):
        number = sum(name == "person" for name, _ in book.tags(part))
        if number:
            message = (
                f"The names of {number} who wrote comments." if number > 1 else "The name of one who wrote comments."
            )
            yield Finding("comment", message, REMEDY, part)
