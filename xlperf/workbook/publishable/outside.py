"""What leads out of a workbook: links to other workbooks, connections, queries, the data model, names, paths."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlperf.workbook.publishable.finding import INSPECT, Finding
from xlperf.workbook.publishable.opened import Opened

BREAK = "In Excel: Data, Edit Links, Break Link; then save."
_OTHER_BOOK = re.compile(r"\[[^\]]+\][^!]*!|'[^']*\[[^\]]+\][^']*'!")
_PATH = re.compile(
    rb"file:///?[^\s\"'<>]{3,}"
    rb"|[A-Za-z]:[\\/](?:Users|Documents and Settings|home)[\\/][^\s\"'<>]+"
    rb"|\\\\[\w.$-]+\\[^\s\"'<>]+"
    rb"|/(?:home|Users)/[\w.-]+/[^\s\"'<>]*",
    re.IGNORECASE,
)


def external_links(book: Opened) -> Iterator[Finding]:
    """Yield links to other workbooks, whose cells are kept in this one, and links to files."""
    for part in book.named("xl/externallinks/"):
        message = "A link to another workbook; the cells it reads are stored in this one."
        yield Finding("external link", message, BREAK, part)
    for one in book.relationships:
        if not one.external or one.kind in ("externalLinkPath", "externalLink", "oleObject"):
            continue
        if one.kind == "hyperlink" and one.target.casefold().startswith(("http://", "https://", "mailto:", "#")):
            continue
        sheet = book.sheet_with(one.source)
        message = f"A link ({one.kind}) to something outside that is no web address."
        yield Finding("external link", message, "Remove the link (right click, Remove Hyperlink).", one.source, sheet)


def formulas_outside(book: Opened) -> Iterator[Finding]:
    """Yield cells and defined names that refer to another workbook."""
    for sheet in book.worksheets:
        outside = [cell for cell in book.cells(sheet) if cell.formula and refers_outside(cell.formula)]
        if outside:
            many = f" ({len(outside):,} such cells)" if len(outside) > 1 else ""
            message = f"A formula refers to another workbook{many}."
            yield Finding("external link", message, BREAK, sheet.part, sheet.name, outside[0].name)
    for name, text in book.defined_names:
        if refers_outside(text):
            message = f'The defined name "{name}" refers to another workbook.'
            remedy = "In Excel: Formulas, Name Manager, delete the name."
            yield Finding("external link", message, remedy, book.workbook)


def refers_outside(formula: str) -> bool:
    """Say whether a formula refers to another workbook: ``[1]Sheet!A1``; a column of a table has no ``!`` behind."""
    plain = re.sub(r'"[^"]*"', '""', formula)
    return _OTHER_BOOK.search(plain) is not None


def connections(book: Opened) -> Iterator[Finding]:
    """Yield connections to data, queries and the data model."""
    remedy = "In Excel: Data, Queries & Connections, delete each; then save."
    for start, what in (
        ("xl/connections.xml", "A connection to data outside: it names servers, files or queries."),
        ("xl/querytables/", "A table that a query fills."),
        ("xl/model/", "The data model: whole tables that no sheet shows."),
        ("xl/customdata/", "Data that Power Pivot keeps."),
    ):
        for part in book.named(start):
            yield Finding("data connection", what, remedy, part, book.sheet_with(part))


def paths(book: Opened) -> Iterator[Finding]:
    """Yield every part in which the path of a person's or a server's folder stands."""
    for part in book.package.names:
        if part.endswith("/") or part.casefold().startswith(("xl/media/", "xl/externallinks/", "xl/printersettings/")):
            continue
        content = book.package.part(part)
        if found := _PATH.search(content.replace(b"\0", b"") if part.endswith(".bin") else content):
            length = len(found[0])
            message = (
                f"The path of a folder stands here ({length} characters); such paths hold names of people or servers."
            )
            remedy = f"{INSPECT}, Document Properties and Personal Information, Remove All; else delete the text."
            yield Finding("path", message, remedy, part, book.sheet_with(part))
