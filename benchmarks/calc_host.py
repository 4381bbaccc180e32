"""Worksheet functions in LibreOffice Calc: =PERF_BRAG beside a function that gives back what it is given.

Two LibreOffices run side by side, each with the extension; in the second every function only gives its first argument
back. That one is given the words that PERF_BRAG answers, because a text takes LibreOffice longer than a number. They
take turns; the time is LibreOffice's own, from entering the formulas to having the values.
"""

from __future__ import annotations

import statistics
import zipfile
from contextlib import ExitStack
from pathlib import Path
from random import Random
from shutil import which

from benchmarks.timing import SEED, Scale, Subject, at_most, lines
from tests.support.calc import Calc, has_uno, running_calc
from xlperf.addin.oxt.build import build_oxt
from xlperf.functions import brag

SHEET = "Sheet1"
OURS, PEER = "PERF_BRAG", "identity"
GIVEN_BACK = """
from dataclasses import replace

from xlperf.functions import CARDS
from xlperf.functions.broadcast import broadcast


def given_back(value, *others):
    return broadcast(lambda first, *_: first, value, *others)


SAME = [replace(card, function=given_back) for card in CARDS]
"""


def measure(scale: Scale, folder: Path) -> list[Subject]:
    """Return a table for an array, for single cells and for one cell; none where there is no LibreOffice."""
    if which("soffice") is None or not has_uno():
        return []
    number = scale.size(100_000, 10_000)
    random = Random(SEED)
    rows = [[random.uniform(40, 60), float(random.randrange(45, 55))] for _ in range(number)]
    ours = build_oxt(folder)
    with ExitStack() as running:
        offices = {
            PEER: running.enter_context(running_calc(folder / "peer", windows=False)),
            OURS: running.enter_context(running_calc(folder / "ours", windows=False)),
        }
        for name, office in offices.items():
            office.ask("install", (ours if name == OURS else identity_of(ours)).as_uri())
            office.ask("new")
            first = [[brag(row[0], row[1], "low")] for row in rows] if name == PEER else [row[:1] for row in rows]
            office.ask("put", SHEET, f"A1:A{number}", first)
            office.ask("put", SHEET, f"B1:B{number}", [row[1:] for row in rows])
        return [_subject(offices, *work, scale) for work in _works(number)]


def identity_of(oxt: Path) -> Path:
    """Return a copy of the extension in which every function gives its first argument back."""
    copy = oxt.with_name("identity.oxt")
    with zipfile.ZipFile(oxt) as package, zipfile.ZipFile(copy, "w") as changed:
        for name in package.namelist():
            content = package.read(name)
            if name == "component.py":
                before, after = content.decode().split("g_ImplementationHelper =", 1)
                after = after.replace("methods(array)", "methods(array, SAME)")
                content = f"{before}{GIVEN_BACK}\n\ng_ImplementationHelper ={after}".encode()
            changed.writestr(name, content)
    return copy


def _works(number: int) -> list[tuple[str, str, list[list[str]], bool]]:
    single = [[f'=PERF_BRAG(A{row};B{row};"low")'] for row in range(1, 1001)]
    array = [[f'=PERF_BRAG(A1:A{number};B1:B{number};"low")']]
    return [
        (f"an array of {number:,} cells", f"D1:D{number}", array, True),
        ("1,000 single cells", "F1:F1000", single, False),
        ("1 cell", "H1:H1", single[:1], False),
    ]


def _subject(
    offices: dict[str, Calc], what: str, place: str, formulas: list[list[str]], array: bool, scale: Scale
) -> Subject:
    times: dict[str, list[float]] = {name: [] for name in offices}
    for run in range(scale.runs + 1):  # the first is for warming up
        for name, office in offices.items():
            seconds = float(office.ask("seconds", SHEET, place, formulas, array))
            if run:
                times[name].append(seconds)
    medians = {name: statistics.median(found) for name, found in times.items()}
    return Subject(f"LibreOffice Calc: {what}", "× identity", lines(medians, PEER, {OURS: at_most(1.5)}))
