"""Where the bundled folders lie: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent
CATALOGUE = PACKAGE / "catalogue"


def bundled(name: str) -> Path:
    """Return the folder `workbooks` or `macros` that came with this xlperf."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name
