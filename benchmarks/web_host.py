"""The web add-in's functions: =PERF.BRAG beside a function that gives back what it is given, through the same host.

The add-in's own JavaScript and Python run in Node: arguments to JSON, to Pyodide, and the answers back. What is not in
it: Excel, and the message between the pane and its worker.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.timing import Line, Scale, Subject, at_most, lines
from xlperf.addin.web.build import build_web
from xlperf.errors import RequestError

SCRIPT = Path(__file__).with_suffix(".mjs")
AIM = 1.5


def measure(scale: Scale, folder: Path) -> list[Subject]:
    """Return a table for each size and one of a thousand single calls; or one that says what is missing."""
    node = shutil.which("node")
    if node is None:
        return [_not_measured("Node is not installed")]
    site = folder / "web"
    try:
        build_web(site)
    except RequestError as error:
        return [_not_measured(str(error))]
    sizes = [1, 1_000, scale.size(100_000, 10_000)]
    request = json.dumps({"runs": scale.runs, "sizes": sizes})
    done = subprocess.run([node, str(SCRIPT), str(site), request], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    made = [
        _subject(f"Web add-in: {size:,} cell{'s' if size > 1 else ''} in one call", told["measured"][str(size)])
        for size in sizes
    ]
    batches = f"{told['batches']:g} batch{'es' if told['batches'] != 1 else ''} for the thousand calls."
    return [*made, _subject("Web add-in: 1,000 calls of one cell each", told["singles"], batches)]


def _subject(title: str, milliseconds: Mapping[str, Sequence[float]], *remarks: str) -> Subject:
    seconds = {name: statistics.median(times) / 1000 for name, times in milliseconds.items()}
    return Subject(title, "× identity", lines(seconds, "identity", {"PERF_BRAG": at_most(AIM)}), remarks)


def _not_measured(reason: str) -> Subject:
    return Subject("Web add-in", "× identity", (Line("not measured", 0.0),), (reason,))
