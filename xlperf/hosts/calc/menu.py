"""A click on the menu: starts the button in the Python of xlperf, and answers what it asks until it is done.

Runs inside LibreOffice with the standard library and UNO alone.
"""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import uno

from xlperf.hosts.calc.dialogs import Dialogs, opened
from xlperf.hosts.calc.settings import interpreter
from xlperf.hosts.calc.sheets import OpenWorkbooks
from xlperf.hosts.calc.wire import OUTCOME, line, read, unpacked

WORKER = "xlperf.hosts.calc.worker"
SAVE_IN = "save_in"
"""Goes with a click from a macro: the folder for new files, of which the user is asked otherwise."""

OPENED_ENDINGS = (".xlsx", ".ods", ".csv")
SECONDS_BETWEEN_LOOKS = 0.02
NOT_INSTALLED = (
    "The menu needs xlperf itself: install Python 3.11 or later and xlperf (pip install xlperf), then run "
    '"xlperf addin install --libreoffice" once. The functions in cells work without it.'
)
STOPPED = "xlperf stopped before it was done. Nothing more will be changed; click again, or restart LibreOffice."
BUSY = "xlperf is still busy with the last click. Wait until it is done, or stop it."

NO_PLACE = "Nothing was saved, because no place was chosen."

Refusal: Any = uno.getClass("com.sun.star.uno.Exception")
_at_work = threading.Lock()


class Declined(Exception):
    """The user would rather not; the text says what was not done."""


def clicked(context: Any, asked: str) -> None:
    """Run the button that an address names (``rate_selection``, or with answers ``rate_selection&polarity=low``)."""
    button, *given = asked.split("&")
    workbooks = OpenWorkbooks(context)
    dialogs = Dialogs(context, workbooks.front)
    python = interpreter()
    if python is None:
        dialogs.say(NOT_INSTALLED, problem=True)
        return
    if not _at_work.acquire(blocking=False):
        dialogs.say(BUSY, problem=True)
        return
    try:
        folders = [Path(one.partition("=")[2]) for one in given if one.startswith(f"{SAVE_IN}=")]
        given = [one for one in given if not one.startswith(f"{SAVE_IN}=")]
        Click(context, workbooks, dialogs, folders[0] if folders else None).run(python, [button, *given])
    finally:
        dialogs.end()
        _at_work.release()


class Click:
    """One run of a button: the other side of `worker`."""

    def __init__(self, context: Any, workbooks: OpenWorkbooks, dialogs: Dialogs, folder: Path | None) -> None:
        """Keep what answers the questions."""
        self._toolkit = context.ServiceManager.createInstanceWithContext("com.sun.star.awt.Toolkit", context)
        self._workbooks = workbooks
        self._dialogs = dialogs
        self._folder = folder

    def run(self, python: Path, words: list[str]) -> None:
        """Start the button, answer until it is done, and say what came of it."""
        process = started(python, words)
        assert process.stdin
        came_of_it: dict[str, Any] = {"said": STOPPED, "problem": True}
        try:
            for text in self._lines(process):
                name, *arguments = read(text)
                if name == OUTCOME:
                    came_of_it = arguments[0]
                    break
                process.stdin.write(line(self._answer(name, arguments)))
                process.stdin.flush()
        finally:
            process.stdin.close()  # it ends when nobody answers any more
            process.wait()
            self._dialogs.say(came_of_it["said"], problem=came_of_it["problem"])

    def _lines(self, process: subprocess.Popen[str]) -> Iterator[str]:
        """Yield what the button says; while it thinks, LibreOffice's windows go on living."""
        waiting: Queue[str] = Queue()
        assert process.stdout
        threading.Thread(target=_passed_on, args=(process.stdout, waiting), daemon=True).start()
        while True:
            try:
                text = waiting.get(timeout=SECONDS_BETWEEN_LOOKS)
            except Empty:
                self._toolkit.processEventsToIdle()
                continue
            if not text:
                return
            yield text

    def _answer(self, name: str, arguments: list[Any]) -> dict[str, Any]:
        """Return the answer to a question; what LibreOffice refuses becomes a sentence."""
        asked = self.save if name == "save" else getattr(self._dialogs, name, None) or getattr(self._workbooks, name)
        try:
            return {"answer": asked(*arguments)}
        except Declined as declined:
            return {"problem": str(declined)}
        except OSError as error:
            return {"problem": f"The file cannot be written: {error.strerror}. Choose another place."}
        except Refusal as refusal:
            kind = type(refusal).__name__.rpartition(".")[2]
            return {"problem": f"LibreOffice refused a part of it ({kind}). Check that the sheet is not protected."}

    def save(self, content: str, name: str) -> str:
        """Put a new file where the user wants it, and open it."""
        path = self._dialogs.place_for(name) if self._folder is None else self._folder / name
        if path is None:
            raise Declined(NO_PLACE)
        path.write_bytes(unpacked(content))
        if path.suffix.lower() in OPENED_ENDINGS:
            opened(self._workbooks.desktop, path)
        return str(path)


def _passed_on(said: Any, waiting: Queue[str]) -> None:
    """Put every line into the queue, and an empty text at the end."""
    for text in said:
        waiting.put(text)
    waiting.put("")


def started(python: Path, words: list[str]) -> subprocess.Popen[str]:
    """Start the button; LibreOffice's own settings for Python are none of its business."""
    return subprocess.Popen(
        [str(python), "-m", WORKER, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        cwd=Path.home(),
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
