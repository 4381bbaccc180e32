"""The manifest of a run: what was asked, each return with the hashes of its bytes, each report with its own.

`manifest.jsonl` is one JSON object a line: the first says what was asked and by which version, the others what came of
each return, in the order of the tasks. It holds files, rules and counts, never anything of a record. While a run is
under way the same lines, in the order in which they came, stand in `.xlperf-run.jsonl`; a run that was broken off is
taken up from there.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from xlperf.errors import RequestError
from xlperf.journey.convert.one import sha256
from xlperf.journey.convert.task import Done, Hashed, Order, PassedOver, ShortFigure, Task
from xlperf.workbook.files import new_file

MANIFEST = "manifest.jsonl"
JOURNAL = ".xlperf-run.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """One return in the manifest. `output` and `sha256` are empty where there is no report."""

    source: str
    status: str
    reason: str = ""
    inputs: tuple[Hashed, ...] = ()
    output: str = ""
    sha256: str = ""
    period: str = ""
    figures: tuple[ShortFigure, ...] = ()
    problems: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest as it was read. `asked` is its first line; `catalogue` and version are part of it."""

    asked: Mapping[str, Any]
    entries: tuple[Entry, ...]


def asked_of(order: Order) -> dict[str, Any]:
    """Return the manifest's first line: what was asked, and everything else that decides how the reports look."""
    return {
        "xlperf": version("xlperf"),
        "catalogue": _catalogue_hash(order.catalogue),
        "plan": order.plan,
        "period": order.period,
        "area": order.area,
        "dated": order.dated.isoformat(),
        "with": [{"file": path.name, "sha256": sha256(path)} for path in order.beside],
    }


def _catalogue_hash(folder: Path | None) -> str:
    """Return a hash over every definition file, those of xlperf and of the council's folder, by their bytes."""
    found = hashlib.sha256()
    own = Path(__file__).parents[2] / "catalogue"
    for root in filter(None, (own, folder)):
        for path in sorted(root.rglob("*.toml")):
            found.update(path.relative_to(root).as_posix().encode("utf-8", "surrogateescape") + b"\0")
            found.update(path.read_bytes() + b"\0")
    return found.hexdigest()


def entry_of(task: Task, done: Done) -> Entry:
    """Return the manifest's entry for what came of a task."""
    made = done.status == "done"
    return Entry(
        source=task.source,
        status=done.status,
        reason=done.reason,
        inputs=done.inputs,
        output=task.out if made else "",
        sha256=hashlib.sha256(done.report).hexdigest() if made else "",
        period=done.period,
        figures=done.figures,
        problems=done.problems,
    )


def passed_over(found: Sequence[PassedOver]) -> list[Entry]:
    """Return the entries of what was not opened."""
    return [Entry(one.source, "passed over", one.reason) for one in found]


def line_of(record: Entry | Mapping[str, Any]) -> str:
    """Return one line of a manifest; names that are no text keep their bytes as escapes."""
    plain = asdict(record) if isinstance(record, Entry) else dict(record)
    return json.dumps(plain, ensure_ascii=True, separators=(",", ":")) + "\n"


def write_manifest(out: Path, asked: Mapping[str, Any], entries: Iterable[Entry]) -> None:
    """Write the manifest whole, and only then take the journal away."""
    with new_file(out / MANIFEST) as file:
        file.write(line_of(asked).encode("ascii"))
        for entry in entries:
            file.write(line_of(entry).encode("ascii"))
    (out / JOURNAL).unlink(missing_ok=True)


def append(out: Path, record: Entry | Mapping[str, Any]) -> None:
    """Add one line to the journal and put it on the disk before returning."""
    descriptor = os.open(out / JOURNAL, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, line_of(record).encode("ascii"))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_manifest(path: Path) -> Manifest:
    """
    Return a manifest or journal; a last line that was broken off is left out.

    Raise RequestError when it is no manifest.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise RequestError(f"{path.name} cannot be read: {error.strerror}.") from None
    try:
        asked = json.loads(lines[0])
        records = [json.loads(line) for line in lines[1:-1]]
        entries = tuple(_entry(record) for record in records)
    except (ValueError, KeyError, TypeError):
        raise RequestError(
            f"{path.name} is no manifest of xlperf, or was changed. Run the conversion again without --resume."
        ) from None
    if not isinstance(asked, dict) or "xlperf" not in asked:
        raise RequestError(f"{path.name} is no manifest of xlperf.")
    return Manifest(asked, entries)


def _entry(record: Mapping[str, Any]) -> Entry:
    return Entry(
        source=record["source"],
        status=record["status"],
        reason=record["reason"],
        inputs=tuple(Hashed(**one) for one in record["inputs"]),
        output=record["output"],
        sha256=record["sha256"],
        period=record["period"],
        figures=tuple(ShortFigure(**one) for one in record["figures"]),
        problems=tuple((rule, number) for rule, number in record["problems"]),
    )
