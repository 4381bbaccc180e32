"""What the package says of its parts: the lists of relationships and of content types, with lines put behind them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from xlperf.workbook.annotate.elements import appended, elements, named, own_prefix
from xlperf.workbook.open_xml import RELATIONSHIPS
from xlperf.workbook.package import Package
from xlperf.workbook.plain_xml import BrokenXml
from xlperf.workbook.splice import Edit, as_ascii, in_utf_8

PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "[Content_Types].xml"
OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"


@dataclass(frozen=True, slots=True)
class Link:
    """One relationship of a part: what kind, and to which part; empty when that lies outside the package."""

    id: str
    kind: str
    target: str


def listing_of(part: str) -> str:
    """Return the name of the part that lists the relationships of another."""
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")


def links_of(package: Package, part: str) -> list[Link]:
    """Return the relationships of a part, none where it has no list; raise `BrokenXml` for an unsound list."""
    listing = listing_of(part)
    if not package.has(listing):
        return []
    folder = part.rpartition("/")[0]
    found = []
    for one in elements(in_utf_8(package.part(listing))):
        if one.name == "Relationship":
            told = one.attributes
            written = told.get("Target", "").replace("\\", "/")
            outside = told.get("TargetMode", "").casefold() == "external"
            target = "" if outside else posixpath.normpath(posixpath.join("/", folder, written)).lstrip("/")
            found.append(Link(told.get("Id", ""), told.get("Type", "").rpartition("/")[2], target))
    return found


def free_id(links: Iterable[Link], base: str) -> str:
    """Return an identifier that no relationship of the part carries."""
    taken = {one.id for one in links}
    return next(name for name in (base, *(f"{base}_{n}" for n in range(1, len(taken) + 2))) if name not in taken)


def with_links(part: bytes | None, source: str, new: Iterable[Link]) -> list[Edit]:
    """Return the edits of the list of relationships of `source` that put further ones in; of none (None) all of it."""
    folder = source.rpartition("/")[0]
    start = b"" if part is None else part
    root = None if part is None else named(elements(start), "Relationships", 0)
    if part is not None and root is None:
        raise BrokenXml("is no list of relationships")
    prefix = own_prefix(start, root) if root else ""
    lines = "".join(
        f'<{prefix}Relationship Id="{one.id}" Type="{RELATIONSHIPS}/{one.kind}" '
        f"Target={quoteattr(posixpath.relpath(one.target, folder or '.'))}/>"
        for one in new
    )
    if root is not None:
        return [appended(start, root, as_ascii(lines))]
    declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return [(0, 0, as_ascii(f'{declared}<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">{lines}</Relationships>'))]


def with_types(part: bytes, overrides: dict[str, str], *, with_vml: bool) -> list[Edit]:
    """Return the edits of the list of content types: `overrides` by part, and the ending vml where that is new."""
    every = elements(part)
    root = named(every, "Types", 0)
    if root is None:
        raise BrokenXml("is no list of content types")
    prefix = own_prefix(part, root)
    known = {one.attributes.get("Extension", "").casefold() for one in every if one.name == "Default"}
    lines = [f'<{prefix}Default Extension="vml" ContentType="{VML}"/>'] if with_vml and "vml" not in known else []
    lines += [
        f'<{prefix}Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in sorted(overrides.items())
    ]
    return [appended(part, root, as_ascii("".join(lines)))]
