"""Commands run as a user runs them, in this process or as one of their own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlperf.folders import bundled
from xlperf.hosts.cli import commands

SAMPLES = bundled("workbooks") / "samples"
HARINGEY, DERBY, BATHNES, ANNEX_A = (
    SAMPLES / name
    for name in ("haringey_performance.xlsx", "derby_performance.xlsx", "bathnes_performance.xlsx", "annex_a.xlsx")
)


@dataclass(frozen=True)
class Outcome:
    """How a command ended: its exit code, and what it printed where."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """What stands on standard output, which must be one JSON document and nothing else."""
        return json.loads(self.out)


def run(*words: object) -> Outcome:
    """Run a command in this process; any exception but the end of the program goes through."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace", newline="") for _ in "12")
    code: object = None
    with redirect_stdout(out), redirect_stderr(err):
        try:
            commands.main([str(word) for word in words])
        except SystemExit as end:
            code = end.code
    out.flush()
    err.flush()
    assert isinstance(code, int)
    return Outcome(code, out.buffer.getvalue().decode("utf-8"), err.buffer.getvalue().decode("utf-8"))


def run_apart(*words: object, folder: Path | None = None, more: Mapping[str, str] | None = None) -> Outcome:
    """Run a command as a process of its own, in a folder and with further environment variables."""
    done = subprocess.run(
        [sys.executable, "-m", "xlperf.hosts.cli", *map(str, words)],
        cwd=folder,
        env={**os.environ, **(more or {})},
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
