"""Worker processes: each takes one return at a time, is limited in time and memory, and is replaced when it dies.

Workers are started afresh (`spawn`), never as copies of a running process. Results are handed back in the order of the
tasks, whichever worker is ready first.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from xlperf.hosts.batch.limits import ONE_THREAD, Limits, end_group, take_limits
from xlperf.journey.convert.task import Done, Order, Task

TRIES = 2  # a return whose worker died is tried once more
START_SECONDS = 60  # loading the libraries is no time of the return's
POLL_SECONDS = 0.5


def work(tasks: Connection, lifeline: Connection, order: Order, limits: Limits) -> None:
    """Answer tasks until there are no more; the life of one worker."""
    take_limits(limits, lifeline)
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - a device, not a file
        sys.stdout = sys.stderr = nowhere  # what a library prints may hold data
        from xlperf.journey.convert.one import convert_one

        tasks.send(None)  # ready
        while (task := tasks.recv()) is not None:
            tasks.send(convert_one(task, order))


@dataclass(slots=True)
class _Worker:
    """One process, and the task it is at."""

    process: BaseProcess
    tasks: Connection
    lifeline: Connection  # never written to: it closes when this process ends
    ends_at: float
    ready: bool = False
    task: Task | None = None
    answered: int = 0

    def end(self) -> None:
        """End the process, whatever it is doing."""
        if self.process.pid is not None and self.process.is_alive():
            end_group(self.process.pid)
            self.process.kill()  # should it not have become a group of its own yet
        self.process.join(5)
        self.tasks.close()
        self.lifeline.close()


class Workers:
    """A team of workers for one run."""

    def __init__(self, order: Order, count: int, limits: Limits) -> None:
        """Take what is asked of every return; nothing is started before there is work."""
        self._order, self._count, self._limits = order, max(1, count), limits
        self._context = multiprocessing.get_context("spawn")
        self._team: list[_Worker] = []
        self._tries: dict[int, int] = {}

    def results(self, tasks: Sequence[Task]) -> Generator[tuple[Task, Done], None, None]:
        """Yield what came of each task as it comes, in any order; every worker is gone when this ends or is closed."""
        waiting = list(reversed(tasks))
        try:
            while waiting or any(worker.task for worker in self._team):
                self._hand_out(waiting)
                yield from self._collect(waiting)
        finally:
            for worker in self._team:
                worker.end()
            self._team.clear()

    def _hand_out(self, waiting: list[Task]) -> None:
        """Start workers while there is more to do than they can take, and give every free one a task."""
        unfinished = len(waiting) + sum(1 for worker in self._team if worker.task)
        while len(self._team) < min(self._count, unfinished):
            self._team.append(self._started())
        free = [worker for worker in self._team if worker.ready and worker.task is None]
        for worker in free:
            if not waiting:
                return
            worker.task = waiting.pop()
            worker.ends_at = time.monotonic() + self._limits.seconds
            with contextlib.suppress(OSError):  # it has died meanwhile, which is seen next
                worker.tasks.send(worker.task)

    def _started(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        lifeline_out, lifeline_in = self._context.Pipe(duplex=False)
        process = self._context.Process(target=work, args=(theirs, lifeline_out, self._order, self._limits))
        before = {name: os.environ.get(name) for name in ONE_THREAD}
        os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
        try:
            process.start()
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value
        theirs.close()
        lifeline_out.close()
        return _Worker(process, ours, lifeline_in, time.monotonic() + START_SECONDS)

    def _collect(self, waiting: list[Task]) -> Iterator[tuple[Task, Done]]:
        """Wait a moment for answers; yield them, and what became of tasks whose worker died or took too long."""
        ready = wait([worker.tasks for worker in self._team], POLL_SECONDS)
        for worker in list(self._team):
            if worker.tasks in ready:
                yield from self._answered(worker, waiting)
            elif time.monotonic() > worker.ends_at and (worker.task or not worker.ready):
                yield from self._lost(worker, waiting, f"it took longer than {self._limits.seconds:g} seconds", tries=1)

    def _answered(self, worker: _Worker, waiting: list[Task]) -> Iterator[tuple[Task, Done]]:
        try:
            done = worker.tasks.recv()
        except (EOFError, OSError):
            yield from self._lost(worker, waiting, "the program that reads it died of it", tries=TRIES)
            return
        if worker.task is None:
            worker.ready = True
            return
        task, worker.task = worker.task, None
        worker.answered += 1
        if worker.answered >= self._limits.returns:
            self._dismiss(worker)
        yield task, done

    def _dismiss(self, worker: _Worker) -> None:
        with contextlib.suppress(OSError):
            worker.tasks.send(None)
        worker.end()
        self._team.remove(worker)

    def _lost(self, worker: _Worker, waiting: list[Task], why: str, tries: int) -> Iterator[tuple[Task, Done]]:
        """Take a worker away; its task is tried again, or has failed by name."""
        task = worker.task
        worker.end()
        self._team.remove(worker)
        if task is None:
            if self._tries.setdefault(0, 0) >= TRIES:
                raise RuntimeError("a worker process does not start")
            self._tries[0] += 1
            return
        self._tries[task.number] = self._tries.get(task.number, 0) + 1
        if self._tries[task.number] < tries:
            waiting.append(task)
            return
        reason = f"It cannot be read: {why}. Open it in Excel, save it under a new name, and run again."
        yield task, Done(task.number, task.source, "failed", reason)
