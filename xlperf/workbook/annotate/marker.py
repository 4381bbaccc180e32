"""How an annotated copy is known, and how the workbook that it was made of is had back from it.

The copy carries a part of its own, which no relationship points to: for each part that was changed, what stood in the
places that were. So annotating a copy again annotates the original, and the same findings give the same bytes. A
spreadsheet program that saves the copy drops the part; then the marks belong to whoever saved it.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xlperf.workbook import FINDINGS_SHEET
from xlperf.workbook.annotate.zip_copy import raw_copy
from xlperf.workbook.open_xml import workbook_parts
from xlperf.workbook.package import Package
from xlperf.workbook.splice import Edit, spliced

PART = "xlperf/annotated.json"
CONTENT_TYPE = "application/json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Changed:
    """A part that was changed: as it was, and with which edits it became what it is."""

    before: bytes
    edits: tuple[Edit, ...]

    @property
    def after(self) -> bytes:
        """What the part holds in the copy."""
        return spliced(self.before, self.edits)


def marker(changed: Mapping[str, Changed], added: Iterable[str]) -> bytes:
    """Return the part that tells how to take every change and every added part back."""
    told = {
        "version": _VERSION,
        "added": sorted(added),
        "changed": {
            name: {"before": _hash(one.before), "after": _hash(one.after), "places": _places(one)}
            for name, one in sorted(changed.items())
        },
    }
    return json.dumps(told, indent=1, sort_keys=True).encode()


def _places(changed: Changed) -> list[list[int | str]]:
    """Return from which byte to which one of the changed part something else stood, and what."""
    found: list[list[int | str]] = []
    shift = 0
    for start, end, new in sorted(changed.edits):
        old = base64.b64encode(changed.before[start:end]).decode()
        found.append([start + shift, start + shift + len(new), old])
        shift += len(new) - (end - start)
    return found


def unannotated(data: bytes, file: str) -> bytes:
    """
    Return the workbook that an annotated copy was made of; of one that is no such copy, the bytes as they are.

    Raise `UnreadableFile` for a copy that somebody has changed since, because its marks cannot be told from their work.
    """
    package = Package(data, file)
    if package.has(PART):
        return _taken_back(package, data)
    if any(sheet.name == FINDINGS_SHEET for sheet in workbook_parts(package).sheets):
        raise package.refused(
            f'this is an annotated copy (it has the sheet "{FINDINGS_SHEET}") that has been saved since.',
            "Annotate the workbook that it was made of; or delete that sheet and the notes of xlperf, and save it.",
        )
    return data


def _taken_back(package: Package, data: bytes) -> bytes:
    try:
        told = json.loads(package.part(PART))
        before = {name: _before(package.part(name), one) for name, one in told["changed"].items()}
        added = [*map(str, told["added"]), PART]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise package.refused(
            "this is an annotated copy that was changed since it was written.",
            "Annotate the workbook that it was made of.",
        ) from error
    return raw_copy(data, package.file, before, {}, added)


def _before(after: bytes, told: Mapping[str, object]) -> bytes:
    """Return a part as it was; ValueError when it is not the one that was written, or would not become the old one."""
    places = told["places"]
    if told["after"] != _hash(after) or not isinstance(places, list):
        raise ValueError("the part was changed")
    edits: list[Edit] = []
    for start, end, old in places:
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= len(after)):
            raise ValueError("a place outside the part")
        edits.append((start, end, base64.b64decode(str(old), validate=True)))
    before = spliced(after, edits)
    if told["before"] != _hash(before):
        raise ValueError("the part that was does not come back")
    return before


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
