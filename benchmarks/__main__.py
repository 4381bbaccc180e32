"""Measure every subject, or those that are named, and print the tables. Exit code 0 also when an aim is missed."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.alone import measured_alone
from benchmarks.machine import machine
from benchmarks.timing import Scale, Subject

SUBJECTS = ("start_up", "reading", "counting", "writing", "functions", "web_host", "report", "calc_host")


def main() -> int:
    """Print the machine and a table for each subject, each as soon as it is measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--short", action="store_true", help="small sizes, medians of three: under a minute")
    parser.add_argument("subjects", nargs="*", metavar="subject", help=f"one of {', '.join(SUBJECTS)}; all when none")
    asked = parser.parse_args()
    unknown = [name for name in asked.subjects if name not in SUBJECTS]
    if unknown:
        parser.error(f"there is no subject {unknown[0]}; there are {', '.join(SUBJECTS)}")
    scale = Scale(asked.short)
    started = time.perf_counter()
    print(machine())
    print(f"Medians of {scale.runs}.{' Small sizes: the aims are for the full ones.' if scale.short else ''}")
    measured: list[Subject] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in asked.subjects or SUBJECTS:
            for subject in measured_alone(name, scale, Path(folder)):
                print(f"\n{subject.text()}", flush=True)
                measured.append(subject)
    print(f"\n{_summary(measured)} {time.perf_counter() - started:.0f} seconds in all.")
    return 0


def _summary(measured: list[Subject]) -> str:
    aims = [line.aim for subject in measured for line in subject.lines if line.aim]
    missed = sum(not aim.met for aim in aims)
    return f"{len(aims)} aims: {len(aims) - missed} met, {missed} missed."


if __name__ == "__main__":
    sys.exit(main())
