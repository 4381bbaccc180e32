"""New files, written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from xlperf.errors import OutputError

PRIVATE = 0o600
ENDING = ".part"

REMEDIES = {
    errno.ENOSPC: "the disk is full; make room and run it again",
    errno.EDQUOT: "your share of the disk is used up; make room and run it again",
    errno.EFBIG: "the file is larger than this disk allows",
    errno.EROFS: "the folder can only be read; choose another with --out",
    errno.EACCES: "it is open in another program or the folder can only be read; close it, or choose another name",
    errno.EPERM: "it is open in another program or the folder can only be read; close it, or choose another name",
    errno.ENAMETOOLONG: "its name is too long; choose a shorter one",
    errno.EISDIR: "a folder has this name; choose another name",
}


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """
    Open a file for writing that appears at `path` only when everything has been written.

    Until then it is a file of its own beside the target, which only its owner may read; it is put on the disk (fsync)
    and renamed. A file that was there before stays as it is until that moment, and its permissions are taken over.
    Whatever goes wrong, nothing else is left behind. A failure of the disk is an OutputError that names the file and
    says what to do; write nothing else than this file inside the block.
    """
    part = path.with_name(f".xlperf-{secrets.token_hex(8)}{ENDING}")
    try:
        _refuse_what_cannot_be_replaced(path)
        with _private(part) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _take_over_permissions(path, part)
        part.replace(path)
        _fsync_folder(path.parent)
    except OSError as error:
        raise OutputError(f"{path.name} was not written: {_remedy(error)}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _refuse_what_cannot_be_replaced(path: Path) -> None:
    """Raise OutputError before anything is written where it can be seen that it would fail."""
    if not path.parent.is_dir():
        raise OutputError(f'{path.name} was not written: there is no folder "{path.parent}"; make it first')
    if path.is_dir():
        raise OutputError(f"{path.name} was not written: {REMEDIES[errno.EISDIR]}")


def _private(part: Path) -> BinaryIO:
    """Open a new file that no one else may read from its first moment on; one that exists is an error."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    return os.fdopen(os.open(part, flags, PRIVATE), "wb")


def _take_over_permissions(path: Path, part: Path) -> None:
    with suppress(FileNotFoundError):
        part.chmod(stat.S_IMODE(path.stat().st_mode))


def _fsync_folder(folder: Path) -> None:
    """Put the new name on the disk too; where folders cannot be opened (Windows) the system does it."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remedy(error: OSError) -> str:
    return REMEDIES.get(error.errno or 0, f"{error.strerror or 'the disk reported an error'}; try another folder")
