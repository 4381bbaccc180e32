"""Folders of returns for the conversion, and runs of `xlperf convert` as a process of its own."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "workbooks" / "samples"
GOOD = ("derby_performance.xlsx", "bathnes_performance.xlsx", "haringey_performance.xlsx")
DATED = ("--dated", "2026-11-20")


def folder_of(path: Path, count: int = 3) -> Path:
    """Return a folder of good returns: copies of the samples under names of their own."""
    path.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        shutil.copy(SAMPLES / GOOD[number % len(GOOD)], path / f"return_{number:03}.xlsx")
    return path


def command(folder: Path, out: Path, *words: str) -> list[str]:
    """Return the command line of one conversion."""
    return [sys.executable, "-m", "xlperf.hosts.cli", "convert", str(folder), "--out", str(out), *DATED, *words]


def convert(folder: Path, out: Path, *words: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    """Run one conversion to its end."""
    return subprocess.run(
        command(folder, out, *words),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **surroundings},
        timeout=300,
        check=False,
    )


def started(folder: Path, out: Path, *words: str) -> subprocess.Popen[str]:
    """Start one conversion and go on."""
    return subprocess.Popen(
        command(folder, out, *words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    )


def tree(folder: Path) -> dict[str, str]:
    """Return every file below a folder with the hash of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
