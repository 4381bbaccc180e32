"""Start-up: whole processes, from the word to the end, beside a Python that does nothing."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path

from benchmarks.timing import Aim, Contender, Line, Scale, Subject, medians

NOTHING, HELP, FUNCTIONS = "python -c pass", "xlperf --help", "import xlperf.functions"
WORDS = {
    NOTHING: ["-c", "pass"],
    HELP: ["-m", "xlperf.hosts.cli", "--help"],
    "import xlperf": ["-c", "import xlperf"],
    FUNCTIONS: ["-c", "import xlperf.functions"],
    "xlperf calc percent 33 246": ["-m", "xlperf.hosts.cli", "calc", "percent", "33", "246"],
}
HELP_WITHIN, FUNCTIONS_WITHIN = 0.250, 0.100
TIMES = 3  # so many times the usual runs, because each is short


def measure(scale: Scale, folder: Path) -> list[Subject]:
    """Return the table of whole-process times."""
    contenders = [Contender(name, partial(_run, words)) for name, words in WORDS.items()]
    for contender in contenders:
        contender.work()  # once, so that compiled files lie ready for all
    seconds = medians(contenders, scale.runs * TIMES)
    nothing = seconds[NOTHING]
    aims = {
        HELP: Aim("at most 250 ms in all", seconds[HELP] <= HELP_WITHIN),
        FUNCTIONS: Aim("at most 100 ms more", seconds[FUNCTIONS] - nothing <= FUNCTIONS_WITHIN),
    }
    made = []
    for name, taken in seconds.items():
        more = "" if name == NOTHING else f"{(taken - nothing) * 1000:.0f} ms more than nothing"
        made.append(Line(name, taken, taken / nothing, aims.get(name), more))
    return [Subject("Start-up: a process from beginning to end", "× nothing", tuple(made))]


def _run(words: list[str]) -> object:
    return subprocess.run([sys.executable, *words], stdout=subprocess.DEVNULL, check=True)
