"""One run at a time in one output folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from xlperf.errors import OutputError
from xlperf.workbook.refusal import shown_text

LOCK = ".xlperf-lock"


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold a folder while the block runs; raise OutputError when another run that is alive holds it."""
    path = out / LOCK
    try:
        descriptor = _taken(path, out)
    except OSError as error:
        raise OutputError(f'"{shown_text(str(out))}" takes no files: {error.strerror}. Choose another --out.') from None
    try:
        yield
    finally:
        os.close(descriptor)
        with suppress(OSError):
            path.unlink()


def _taken(path: Path, out: Path) -> int:
    for _ in range(2):
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            holder = _holder(path)
            if holder and _is_alive(holder):
                raise OutputError(
                    f'"{shown_text(str(out))}" is in use by another run of xlperf (process {holder}). '
                    "Wait until it has ended, or choose another --out."
                ) from None
            with suppress(FileNotFoundError):
                path.unlink()
            continue
        os.write(descriptor, str(os.getpid()).encode())
        return descriptor
    raise OutputError(f'"{shown_text(str(out))}" is in use by another run of xlperf. Choose another --out.')


def _holder(path: Path) -> int:
    try:
        return int(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0


def _is_alive(process: int) -> bool:
    if process == os.getpid():
        return False  # a number that was given again: whoever wrote it is gone
    if sys.platform == "win32":
        return True  # asking would end it; the file is to be taken away by hand
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
