"""Check a delivered folder against its manifest: every report there, unchanged, and nothing that nobody made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xlperf.errors import RequestError, UnreadableFile
from xlperf.journey.convert.folder import OWN
from xlperf.journey.convert.manifest import MANIFEST, read_manifest
from xlperf.journey.convert.one import sha256
from xlperf.workbook.refusal import shown_text


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found: how many reports are as the manifest says, and a sentence for each thing that is not."""

    reports: int
    as_delivered: int
    findings: tuple[str, ...]


def verify(folder: Path) -> Verified:
    """Return whether a folder is as its manifest says; raise RequestError without a manifest."""
    if not (folder / MANIFEST).is_file():
        raise RequestError(f'There is no {MANIFEST} in "{shown_text(str(folder))}". Name a folder that convert wrote.')
    made = [entry for entry in read_manifest(folder / MANIFEST).entries if entry.output]
    findings = []
    for entry in made:
        try:
            if sha256(folder / entry.output) != entry.sha256:
                findings.append(f"{entry.output} has changed since it was delivered.")
        except UnreadableFile:
            findings.append(f"{entry.output} is not there, or cannot be read.")
    whole = len(made) - len(findings)
    known = {entry.output for entry in made} | set(OWN)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in known:
            findings.append(f"{shown_text(name)} is not in the manifest.")
    return Verified(len(made), whole, tuple(findings))
