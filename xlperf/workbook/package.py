"""The zip package of a workbook, opened with care.

Nothing is ever unpacked to disk. Limits are held against real bytes: Python's `zipfile` never inflates more than a part
declares and then compares its checksum, so the declared size is an upper bound on what a part can become.
The limits: over 3,872 real workbooks the greatest ratio was 141 to 1, the greatest package 114 MB inflated and the
greatest number of parts 1,033 (measured for xlperf).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from xlperf.errors import UnreadableFile
from xlperf.workbook.refusal import unreadable

Content = Sequence[bytes | memoryview]
"""What a part holds, in stretches one behind the other: putting them together would copy millions of bytes."""

MOST_PARTS = 20_000
MOST_BYTES = 1 << 30  # of all parts that are read, inflated
LARGE_PART = 16 << 20  # from this size on a part may not be squeezed more than MOST_SQUEEZED times
MOST_SQUEEZED = 200

DAMAGED = "the file is damaged"
DAMAGED_REMEDY = "Open it in Excel, let Excel repair it, and save it again; or ask for a new copy."
PASSWORD = "the file is protected by a password."
PASSWORD_REMEDY = "Open it in Excel, remove the password (File, Info, Protect Workbook), and save it."

DTD = "holds a document type declaration (DTD), which no spreadsheet program writes"
_TWO_BYTE_CODES = ("utf-16-le", "utf-16-be")

# What zipfile and zlib raise for bytes that are no sound zip: truncated, a wrong checksum, an unknown compression.
ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, IndexError)


class Package:
    """The parts of a zip file, by name without regard to case and to the kind of slash."""

    def __init__(self, data: bytes, file: str) -> None:
        """Open the zip held in `data`; raise `UnreadableFile` naming `file` when it is none or breaks a limit."""
        self.file = file
        self.inflated = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except ZIP_ERRORS as error:
            raise self.damaged("its list of parts cannot be read; perhaps it is still being copied") from error
        self._check_list()
        self._parts = {plain_part_name(info.filename): info for info in self._zip.infolist()}
        if len(self._parts) < len(self._zip.infolist()):
            raise self.damaged("it holds two parts of one name")

    def _check_list(self) -> None:
        infos = self._zip.infolist()
        if len(infos) > MOST_PARTS:
            raise self.refused(f"the file holds {len(infos):,} parts; xlperf reads up to {MOST_PARTS:,}.")
        end = 0
        for info in sorted(infos, key=lambda info: info.header_offset):
            if info.header_offset < end:
                raise self.damaged("two of its parts overlap")
            end = info.header_offset + info.compress_size

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, as written, with forward slashes."""
        return tuple(info.filename.replace("\\", "/") for info in self._parts.values())

    def has(self, name: str) -> bool:
        """Say whether there is a part of that name."""
        return plain_part_name(name) in self._parts

    def part(self, name: str) -> bytes:
        """Return the bytes of a part; raise `UnreadableFile` when it is missing, damaged, protected or too large."""
        info = self._parts.get(plain_part_name(name))
        if info is None:
            raise self.damaged(f"its part {name} is missing")
        if info.flag_bits & 1:
            raise self.refused(PASSWORD, PASSWORD_REMEDY)
        self._check_size(info)
        try:
            content = self._zip.read(info)
        except (*ZIP_ERRORS, RuntimeError) as error:
            raise self.damaged(f"its part {name} does not inflate to what was packed") from error
        self.inflated += len(content)
        return content

    def check_all(self) -> None:
        """Inflate every part once, for its checksum and size, and refuse a DTD; for what calamine reads whole."""
        for name in self.names:
            if not name.endswith("/"):
                content = self.part(name)
                if b"<!DOCTYPE" in content or any("<!DOCTYPE".encode(code) in content for code in _TWO_BYTE_CODES):
                    raise self.damaged(f"its part {name} {DTD}")

    def _check_size(self, info: zipfile.ZipInfo) -> None:
        if info.file_size >= LARGE_PART and info.file_size > MOST_SQUEEZED * max(info.compress_size, 1):
            limit = f"more than {MOST_SQUEEZED} times its packed size"
            raise self.refused(f"its part {info.filename} inflates to {limit}, which no real workbook does.")
        if self.inflated + info.file_size > MOST_BYTES:
            raise self.refused("its parts inflate to more than 1 GiB, which is more than xlperf reads.")

    def refused(self, reason: str, remedy: str = "") -> UnreadableFile:
        """Return the error that refuses this file for a reason."""
        return unreadable(self.file, reason, remedy)

    def damaged(self, detail: str) -> UnreadableFile:
        """Return the error that says the file is damaged, and how."""
        return unreadable(self.file, f"{DAMAGED}: {detail}.", DAMAGED_REMEDY)


def plain_part_name(name: str) -> str:
    """Return a part's name as names are compared: forward slashes, none before the first folder, small letters."""
    return name.replace("\\", "/").lstrip("/").casefold()


def packed(parts: Mapping[str, Content]) -> io.BytesIO:
    """Return a zip file in memory that holds the parts as they are, without compression."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            with package.open(name, "w") as part:
                for stretch in content:
                    part.write(stretch)
    target.seek(0)
    return target
