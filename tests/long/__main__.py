"""Run every property and fuzz test with many times its usual number of cases: ``python -m tests.long [FOLDER…]``.

Run once before a piece of work is called done; the result goes into docs/long-tests.md with its date.
"""

from __future__ import annotations

import os
import subprocess
import sys

from tests.support.cases import LONG_FORM

FOLDERS = (
    *("tests/nouns", "tests/results", "tests/report", "tests/contract", "tests/functions", "tests/measures"),
    *("tests/returns", "tests/workbook", "tests/journey", "tests/hosts"),
)


def main(folders: list[str]) -> int:
    """Run pytest with the long profile and return its exit code."""
    command = [sys.executable, "-m", "pytest", "-n", "auto", "-q", "--hypothesis-profile", "long"]
    return subprocess.call([*command, *(folders or FOLDERS)], env={**os.environ, LONG_FORM: "1"})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
