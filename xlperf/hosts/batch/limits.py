"""What a worker process may use, and that it ends with its parent."""

from __future__ import annotations

import os
import signal
import sys
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection

ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds that one return may take, bytes of memory that a worker may ask for, and returns until it is replaced."""

    seconds: float = 120
    memory: int = 4 << 30
    returns: int = 50


def take_limits(limits: Limits, lifeline: Connection) -> None:
    """
    Limit this process, and end it with its group when the other end of the lifeline closes.

    On Windows memory is not limited: it would take a job object, which is not built.
    """
    if sys.platform != "win32":
        import resource

        os.setsid()  # its own group, so that what it starts ends with it
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interruption ends
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()


def _end_with(lifeline: Connection) -> None:
    """Wait until the parent is gone, however it went, then end this process and those it started."""
    try:
        lifeline.recv_bytes()
    except (EOFError, OSError):
        end_group(os.getpid())


def end_group(process: int) -> None:
    """Kill a worker with everything it started; one that is gone already is no error."""
    try:
        if sys.platform == "win32":
            os.kill(process, signal.SIGTERM)
        else:
            os.killpg(process, signal.SIGKILL)
    except ProcessLookupError:
        pass
    except PermissionError:  # it has not become a group of its own yet
        os.kill(process, signal.SIGTERM)
