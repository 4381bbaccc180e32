"""Worksheet functions: =PERF_BRAG over a hundred thousand cells, beside a function that gives back what it is given."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

from benchmarks.timing import SEED, Contender, Scale, Subject, at_most, lines, medians
from xlperf.functions import brag
from xlperf.functions.broadcast import broadcast
from xlperf.functions.cells import Cell, Cells
from xlperf.hosts.excel.values import from_excel, to_excel


def measure(scale: Scale, folder: Path) -> list[Subject]:
    """Return the table: through the broadcast alone, and through the Excel host's translation of cells as well."""
    made = []
    for number in (1, 1_000, scale.size(100_000, 10_000)):
        made += _measured(number, scale)
    return made


def _measured(number: int, scale: Scale) -> list[Subject]:
    """Return the tables of one size; a small one is worked out many times over, so that there is something to time."""
    random = Random(SEED)
    times = max(1, 20_000 // number)
    values = tuple((random.uniform(40, 60),) for _ in range(number))
    targets = tuple((float(random.randrange(45, 55)),) for _ in range(number))
    subjects = [
        ("through the broadcast alone", _identity, brag),
        ("with the Excel host's translation of cells", _identity_in_excel, _brag_in_excel),
    ]
    made = []
    for how, identity, rated in subjects:
        ours, peer = "PERF_BRAG", "identity"
        given = (values, targets, "low") if number > 1 else (values[0][0], targets[0][0], "low")
        contenders = [
            Contender(peer, partial(_repeated, identity, given, times)),
            Contender(ours, partial(_repeated, rated, given, times)),
        ]
        rated(values[:10], targets[:10], "low")  # the schemes are read once, before the time
        seconds = medians(contenders, scale.runs)
        # No host calls for a single cell without translating it, and the call alone takes a millionth of a second.
        aims = {} if number == 1 and identity is _identity else {ours: at_most(1.5)}
        cells = f"{number:,} cells in one column" if number > 1 else "a single cell"
        repeated = f", {times:,} times" if times > 1 else ""
        title = f"Worksheet functions: {cells}{repeated}, {how}"
        made.append(Subject(title, "× identity", lines(seconds, peer, aims)))
    return made


def _repeated(work: Callable[..., object], given: tuple[Cells, ...], times: int) -> None:
    for _ in range(times):
        work(*given)


def _identity(value: Cells, target: Cells, polarity: Cells, scheme: Cells = "brag") -> Cells:
    return broadcast(_same, value, target, polarity, scheme)


def _same(value: Cell, target: Cell, polarity: Cell, scheme: Cell) -> Cell:
    return value


def _identity_in_excel(value: Cells, target: Cells, polarity: Cells) -> object:
    return to_excel(_identity(from_excel(value), from_excel(target), from_excel(polarity)))


def _brag_in_excel(value: Cells, target: Cells, polarity: Cells) -> object:
    return to_excel(brag(from_excel(value), from_excel(target), from_excel(polarity)))
