"""Reports: how long each report of the demonstration takes, and the most memory its process held."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from pathlib import Path

from benchmarks.timing import Line, Scale, Subject
from xlperf.folders import bundled
from xlperf.journey.demo import DEMONSTRATIONS

# Runs xlperf in a process of its own and says on standard error how long that took and the most memory it held. On
# Linux the kernel's own mark is read: the one that `resource` gives starts from what the parent process held.
CHILD = """
import json, sys, time
started = time.perf_counter()
from xlperf.hosts.cli import main
try:
    main()
except SystemExit as end:
    code = end.code or 0
seconds, peak = time.perf_counter() - started, None
try:
    with open("/proc/self/status") as status:
        peak = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
except OSError:
    pass
print(json.dumps({"seconds": seconds, "peak": peak, "code": code}), file=sys.stderr)
"""


def measure(scale: Scale, folder: Path) -> list[Subject]:
    """Return the table: all reports of the demonstration in one process, then each in its own."""
    tasks = {f"xlperf demo: all {len(DEMONSTRATIONS)} reports": ["demo", "--out", str(folder / "demo")]}
    for one in DEMONSTRATIONS:
        samples = [str(bundled("workbooks") / "samples" / name) for name in one.samples]
        options = ["--period", one.period, "--dated", f"{one.dated:%Y-%m-%d}", "--out", str(folder / one.out)]
        tasks[f"xlperf report: {one.out}"] = ["report", one.plan, *samples, *options]
    results: dict[str, list[dict[str, float]]] = {name: [] for name in tasks}
    for _ in range(scale.runs):
        for name, words in tasks.items():
            results[name].append(_run(words))
    made = [
        Line(name, statistics.median(one["seconds"] for one in runs), more=_memory(runs))
        for name, runs in results.items()
    ]
    return [Subject("Reports: from the bundled samples to the files", "", tuple(made))]


def _run(words: list[str]) -> dict[str, float]:
    run = subprocess.run([sys.executable, "-c", CHILD, *words], capture_output=True, text=True, check=False)
    lines = run.stderr.splitlines()
    if run.returncode or not lines:
        raise RuntimeError(f"xlperf {words[0]} ended with exit code {run.returncode}: {run.stderr}")
    found: dict[str, float] = json.loads(lines[-1])
    if found["code"] > 1:  # 1 is: finished, with problems in the data
        raise RuntimeError(f"xlperf {words[0]} ended with exit code {found['code']:.0f}: {run.stderr}")
    return found


def _memory(runs: list[dict[str, float]]) -> str:
    peaks = [one["peak"] for one in runs if one["peak"] is not None]
    return f"at most {max(peaks):.0f} MB" if peaks else "memory not measured on this system"
