"""What `doctor` asks the machine: registry, environment, files. One small question each, so tests can answer them."""

from __future__ import annotations

import os
import struct
import sys
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path
from typing import Protocol

Entry = str | int | None
"""A value of the registry; None when it is not there."""


class Machine(Protocol):
    """What can be asked of a computer."""

    @property
    def is_windows(self) -> bool:
        """Whether it is Windows."""

    @property
    def interpreter(self) -> Path:
        """The Python that runs."""

    @property
    def interpreter_bits(self) -> int:
        """32 or 64."""

    def registry(self, root: str, key: str, name: str) -> Entry:
        """Return a value of the registry: `root` is HKCU, HKLM or HKCR; an empty `name` is the key's own value."""

    def environment(self, name: str) -> str:
        """Return a variable of the environment; an empty text when it is not set."""

    def is_file(self, path: Path) -> bool:
        """Say whether there is such a file."""

    def content(self, path: Path) -> bytes | None:
        """Return what a file holds; None when it cannot be read."""

    def library(self, module: str) -> tuple[str, ...]:
        """Return every distribution that a module's name belongs to, each as ``name version``."""


class ThisMachine:
    """The computer that this runs on."""

    @property
    def is_windows(self) -> bool:
        """Whether it is Windows."""
        return sys.platform == "win32"

    @property
    def interpreter(self) -> Path:
        """The Python that runs."""
        return Path(sys.executable)

    @property
    def interpreter_bits(self) -> int:
        """32 or 64: the size of an address."""
        return struct.calcsize("P") * 8

    def registry(self, root: str, key: str, name: str) -> Entry:
        """Return a value of the registry; None anywhere but on Windows."""
        if sys.platform != "win32":
            return None
        import winreg

        roots = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE, "HKCR": winreg.HKEY_CLASSES_ROOT}
        try:
            with winreg.OpenKey(roots[root], key, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as opened:
                value = winreg.QueryValueEx(opened, name)[0]
        except OSError:
            return None
        return value if isinstance(value, (str, int)) else None

    def environment(self, name: str) -> str:
        """Return a variable of the environment."""
        return os.environ.get(name, "")

    def is_file(self, path: Path) -> bool:
        """Say whether there is such a file."""
        return path.is_file()

    def content(self, path: Path) -> bytes | None:
        """Return what a file holds."""
        try:
            return path.read_bytes()
        except OSError:
            return None

    def library(self, module: str) -> tuple[str, ...]:
        """Return every distribution that a module's name belongs to, each as ``name version``."""
        found = []
        for name in dict.fromkeys(packages_distributions().get(module, ())):
            try:
                found.append(f"{name} {distribution(name).version}")
            except PackageNotFoundError:
                found.append(name)
        return tuple(found)
