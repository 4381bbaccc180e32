"""One file's work: read it, make its report, and say what came of it. Nothing is written here."""

from __future__ import annotations

import hashlib
import traceback
from collections import Counter
from pathlib import Path

from xlperf.definitions.load import load
from xlperf.errors import OutputError, RequestError, UnreadableFile, XlperfError
from xlperf.journey.convert.latest import last_complete_period
from xlperf.journey.convert.task import Done, Hashed, Order, ShortFigure, Task
from xlperf.journey.inputs import Inputs, read_inputs
from xlperf.journey.report import made_report, plan_in
from xlperf.period import Period
from xlperf.report.content import ReportContent
from xlperf.workbook.refusal import shown_name
from xlperf.workbook.write import workbook_bytes

BLOCK = 1 << 20


class Unchanging:
    """Sees to it that files stay as they are while they are read, and knows the hashes of their bytes."""

    def __init__(self, files: tuple[Path, ...]) -> None:
        """Hash the files as they are now; UnreadableFile for one that cannot be read."""
        self._files = files
        self._before = [self._state(file) for file in files]
        self.hashes = tuple(Hashed(shown_name(file), sha256(file)) for file in files)

    def check(self) -> None:
        """Raise UnreadableFile when one of them has changed since."""
        for file, before in zip(self._files, self._before, strict=True):
            if self._state(file) != before:
                raise UnreadableFile(
                    f"{shown_name(file)} changed while it was read. Wait until it is copied, then run again."
                )

    @staticmethod
    def _state(file: Path) -> tuple[int, int, int]:
        try:
            found = file.stat()
        except OSError as error:
            raise UnreadableFile(f"{shown_name(file)} cannot be read: {error.strerror}.") from None
        return found.st_size, found.st_mtime_ns, found.st_ino


def sha256(file: Path) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal; UnreadableFile when it cannot be read."""
    found = hashlib.sha256()
    try:
        with file.open("rb") as stream:
            while block := stream.read(BLOCK):
                found.update(block)
    except OSError as error:
        raise UnreadableFile(f"{shown_name(file)} cannot be read: {error.strerror}.") from None
    return found.hexdigest()


def convert_one(task: Task, order: Order) -> Done:
    """
    Return the report of one return as bytes, with what the summary says of it.

    Whatever is wrong with the return makes a failed task whose reason names the file; nothing is raised for data. A
    report of xlperf's own is passed over.
    """
    hashes: tuple[Hashed, ...] = ()
    try:
        unchanging = Unchanging(task.files)
        hashes = unchanging.hashes
        catalogue = load(order.catalogue)
        inputs = read_inputs([*task.files, *order.beside], catalogue)
        unchanging.check()
        if inputs.reports and len(inputs.reports) == len(task.files):
            return Done(task.number, task.source, "passed over", "a report made by xlperf", inputs=hashes)
        period = Period.parse(order.period) if order.period else _period_of(inputs)
        plan = plan_in(inputs.catalogue, order.plan)
        content, layout = made_report(inputs, plan, period, area=order.area, dated=order.dated)
        report = workbook_bytes(layout, inputs.catalogue.themes[plan.theme])
    except OutputError:
        raise
    except XlperfError as error:
        return Done(task.number, task.source, "failed", str(error), inputs=hashes)
    except Exception as error:  # noqa: BLE001 - one bad return of two hundred must not end the run
        return Done(task.number, task.source, "failed", _own_fault(error), inputs=hashes)
    return Done(
        task.number,
        task.source,
        "done",
        report=report,
        inputs=hashes,
        period=str(period),
        figures=_figures(content),
        problems=_problems(content),
    )


def _period_of(inputs: Inputs) -> Period:
    period = last_complete_period(inputs)
    if period is None:
        raise RequestError("It covers no whole month, quarter or year. Name the period with --period.")
    return period


def _own_fault(error: Exception) -> str:
    """Return what is said of a fault of xlperf's own: its kind and its place, never its text, which may hold data."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).stem}, line {place.lineno}"
    return (
        f"xlperf itself went wrong here ({type(error).__name__} in {where}). Please report it; no data is in this line."
    )


def _figures(content: ReportContent) -> tuple[ShortFigure, ...]:
    return tuple(
        ShortFigure(line.code, line.indicator.title, figure.area, figure.period.heading, figure.text, figure.rating)
        for line in content.lines
        for figure in [line.judged]
    )


def _problems(content: ReportContent) -> tuple[tuple[str, int], ...]:
    counted = Counter(problem.rule or "other" for problem in content.problems)
    return tuple(sorted(counted.items()))
