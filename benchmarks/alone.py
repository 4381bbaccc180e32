"""One subject in a process of its own, so that what one leaves in memory slows no other."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

from benchmarks.timing import Scale, Subject


def measured_alone(name: str, scale: Scale, folder: Path) -> list[Subject]:
    """Return what the subject of that name measures, in a fresh process that ends with it."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as process:
        return process.submit(_measured, name, scale, folder).result()


def _measured(name: str, scale: Scale, folder: Path) -> list[Subject]:
    # Imported here, so that a process holds only the libraries of its own subject.
    subjects: list[Subject] = import_module(f"benchmarks.{name}").measure(scale, folder)
    return subjects
