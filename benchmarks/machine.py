"""What the figures were measured on. Nothing that names the machine or its user."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version

LIBRARIES = ("pandas", "numpy", "openpyxl", "python-calamine", "xlsxwriter", "pydantic", "click")


def machine() -> str:
    """Return the system, cores, Python, load and library versions, in two lines."""
    cores = os.cpu_count() or 1
    system = f"{platform.system()} {platform.machine()}, {cores} core{'' if cores == 1 else 's'}"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return f"{system}, {python}{_load()}\n{libraries}"


def _load() -> str:
    """Return how busy the machine is already; nothing on systems that do not say."""
    if not hasattr(os, "getloadavg"):
        return ""
    return f", load over the last minute before the start {os.getloadavg()[0]:.2f}"
