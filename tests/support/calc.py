"""LibreOffice Calc with our extension in it: a real one, without a screen, in a profile and a home of its own.

Its windows are drawn into memory (the plugin svp). With --headless every dialog would answer itself with "Cancel".

    with running_calc(folder) as calc:
        calc.ask("install", oxt.as_uri())
        calc.ask("new")
        calc.ask("put", "Sheet1", "A1", [["=PERF_RATE(286;50890)"]])

What can be asked is the methods of `tests.support.calc_driver`, which runs in the system's Python.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlperf.functions.cells import Cell
from xlperf.sheets.grid import CellError

SYSTEM_PYTHON = Path("/usr/bin/python3")
SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin"
"""LibreOffice's own Python looks for its library beside the first python3 on the path, which has to be the system's."""
SECONDS_TO_START = 90
SECONDS_TO_ANSWER = 120
STARTS = 3


class Refused(Exception):
    """LibreOffice did not do what it was asked; the text is its own."""


@dataclass(frozen=True, slots=True)
class Calc:
    """A LibreOffice that is running, and the driver that talks to it."""

    driver: subprocess.Popen[str]
    home: Path

    def ask(self, name: str, *arguments: object) -> Any:
        """Return what a method of the driver answers."""
        assert self.driver.stdin
        self.driver.stdin.write(json.dumps([name, *arguments]) + "\n")
        self.driver.stdin.flush()
        return self.answer()

    def answer(self) -> Any:
        assert self.driver.stdout
        too_late = threading.Timer(SECONDS_TO_ANSWER, self.driver.kill)
        too_late.start()
        line = self.driver.stdout.readline()
        too_late.cancel()
        if not line:
            raise Refused(f"the driver has ended, or LibreOffice did not answer within {SECONDS_TO_ANSWER} seconds")
        answer = json.loads(line)
        if "problem" in answer:
            raise Refused(answer["problem"])
        return answer["answer"]


def has_uno() -> bool:
    """Whether the system's Python can talk to LibreOffice."""
    if not SYSTEM_PYTHON.exists():
        return False
    return subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0


@contextlib.contextmanager
def calc_with(extension: Path, folder: Path, *, windows: bool = True) -> Iterator[Calc]:
    """Start LibreOffice with an extension in it; one that fails to take it, as on a busy machine, is started afresh."""
    with contextlib.ExitStack() as kept:
        for start in range(STARTS):
            trying = contextlib.ExitStack()
            try:
                calc = trying.enter_context(running_calc(folder / f"start_{start}", windows=windows))
                if calc.ask("installed"):
                    raise Refused("there is an extension in the empty profile")
                calc.ask("install", extension.as_uri())
            except Refused:
                trying.close()
                if start == STARTS - 1:
                    raise
            else:
                kept.push(trying)
                yield calc
                return


@contextlib.contextmanager
def running_calc(folder: Path, *, windows: bool = True) -> Iterator[Calc]:
    """
    Start LibreOffice with an empty profile and an empty home in `folder`; it is ended at the end, come what may.

    Without `windows` it shows none, which is steadier where nothing is clicked.
    """
    home = folder / "home"
    home.mkdir(parents=True)
    pipe = f"xlperf{uuid.uuid4().hex}"
    command = [
        "soffice",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *([] if windows else ["--headless"]),
        "--norestore",
        "--nologo",
        f"--accept=pipe,name={pipe};urp;",
    ]
    with (folder / "soffice.log").open("wb") as log:
        office = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            env={**os.environ, "HOME": str(home), "SAL_USE_VCLPLUGIN": "svp", "PATH": SYSTEM_PATH},
        )
        driver = subprocess.Popen(
            [SYSTEM_PYTHON, Path(__file__).with_name("calc_driver.py"), pipe, str(SECONDS_TO_START)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            calc = Calc(driver, home)
            calc.answer()
            yield calc
            with contextlib.suppress(Refused):
                calc.ask("end")
        finally:
            driver.kill()
            for stream in (driver.stdin, driver.stdout):
                if stream:
                    stream.close()
            driver.wait()
            with contextlib.suppress(ProcessLookupError):
                os.killpg(office.pid, signal.SIGKILL)  # the program starts another of its own
            office.wait()


def from_cells(rows: list[list[object]]) -> list[list[Cell]]:
    """Return what the driver read from cells as xlperf's own values."""
    return [[CellError(cell["error"]) if isinstance(cell, dict) else cell for cell in row] for row in rows]
