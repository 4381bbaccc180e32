"""VBA run for real: LibreOffice opens a macro-enabled workbook, calculates its cells, and says what they show.

Not Excel: LibreOffice 7.4 knows no `Value2`, shows an error value as the text "Error 2007", and raises where an
argument that may be left out is passed on. So what is seen here is that the modules compile and that their own steps
work. The Python that drives LibreOffice is the system's, which has the package python3-uno.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

DRIVER = Path(__file__).with_name("basic_driver.py")


def shown_cells(path: Path, addresses: Sequence[str]) -> dict[str, str]:
    """Return what the cells of the first sheet show once LibreOffice has calculated them with macros allowed."""
    with tempfile.TemporaryDirectory() as profile:
        run = subprocess.run(
            [_python_with_uno(), str(DRIVER), Path(profile).as_uri(), path.as_uri(), *addresses],
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
        )
    assert run.returncode == 0, run.stderr
    shown: dict[str, str] = json.loads(run.stdout)
    return shown


def _python_with_uno() -> str:
    for python in ("/usr/bin/python3", sys.executable):
        if Path(python).exists() and subprocess.run([python, "-c", "import uno"], capture_output=True).returncode == 0:
            return python
    pytest.skip("no Python here can drive LibreOffice; install the package python3-uno to run this test")
