"""Set xlperf up and run it, on a machine with nothing but Python.

    python start.py demo     builds every report from the bundled samples, in the folder demo/
    python start.py test     runs every check: style, types, tests
    python start.py benchmarks   measures speed beside other libraries
    python start.py ANYTHING passes the words on to xlperf: python start.py figures --help

The first run makes a virtual environment in .venv and installs into it. Nothing outside this folder is changed.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
OLDEST = (3, 11)


def main(words: list[str]) -> int:
    """Do what the words say and return the exit code."""
    if sys.version_info < OLDEST:
        print(f"xlperf needs Python {'.'.join(map(str, OLDEST))} or newer; this is {sys.version.split()[0]}.")
        return 2
    if not words or words[0] in ("-h", "--help"):
        print(__doc__)
        return 0
    python = environment(with_test_tools=words[0] in ("test", "benchmarks"))
    if words[0] == "test":
        return run_checks(python, words[1:])
    if words[0] == "benchmarks":
        return subprocess.call([str(python), "-m", "benchmarks", *words[1:]], cwd=ROOT)
    return subprocess.call([str(python), "-m", "xlperf.hosts.cli", *words])


def run_checks(python: Path, more: list[str]) -> int:
    """Run style, types and tests one after another; stop at the first that fails."""
    checks = [
        ["-m", "ruff", "check", "."],
        ["-m", "ruff", "format", "--check", "."],
        ["-m", "mypy"],
        ["-m", "pytest", "-n", "auto", *more],
    ]
    for check in checks:
        print("·", " ".join(check[1:]), flush=True)
        if code := subprocess.call([str(python), *check], cwd=ROOT):
            return code
    return 0


def environment(with_test_tools: bool) -> Path:
    """Return the Python of a virtual environment in which this xlperf is installed; make it when it is not there."""
    python = ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if not python.exists():
        print("Making a virtual environment in .venv …", flush=True)
        venv.create(ENVIRONMENT, with_pip=True)
    for name, arguments in installs(with_test_tools):
        stamp = ENVIRONMENT / f"installed-{name}.txt"
        if stamp.exists() and stamp.read_text() == wanted:
            continue
        print(f"Installing {name} …", flush=True)
        subprocess.check_call([str(python), "-m", "pip", "install", "--quiet", *arguments], cwd=ROOT)
        stamp.write_text(wanted)
    return python


def installs(with_test_tools: bool) -> list[tuple[str, list[str]]]:
    """Return what has to be installed: (a name, pip's arguments)."""
    needed = [("xlperf", ["--editable", "."])]
    if with_test_tools:
        # Dependency groups are known to pip from 25.1 on.
        needed += [("newer pip", ["pip>=25.1"]), ("the test tools", ["--group", "dev"])]
    return needed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
