"""The drawings of the buttons: PNG files in `macros/images`, three sizes of each, made by `macros/recipes/draw.py`."""

from __future__ import annotations

from pathlib import Path

from xlperf.folders import bundled

SIZES = (16, 32, 64)
LARGE, NORMAL = 64, 32
"""Twice what the ribbon shows at 100%, so that they stay sharp on a laptop set to 150% or 200%."""


def image_path(name: str, size: int) -> Path:
    """Return where a drawing of that size lies, whether or not it exists."""
    return bundled("macros") / "images" / f"{name}_{size}.png"


def drawings() -> frozenset[str]:
    """Return the names of every drawing."""
    return frozenset(path.stem.removesuffix("_64") for path in (bundled("macros") / "images").glob("*_64.png"))
