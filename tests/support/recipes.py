"""The recipes of the bundled workbooks, imported as the scripts they are."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORKBOOKS = ROOT / "workbooks"
RECIPES = WORKBOOKS / "recipes"

sys.path.insert(0, str(RECIPES))

import make  # noqa: E402
import template  # noqa: E402

SAMPLES = {sample.file.removesuffix("_performance.xlsx"): sample for sample in make.SAMPLES}
TEMPLATE = WORKBOOKS / "templates" / template.FILE

__all__ = ["RECIPES", "ROOT", "SAMPLES", "TEMPLATE", "WORKBOOKS", "make", "sample_path", "template"]


def sample_path(name: str) -> Path:
    """Return where the sample of a council lies: "derby"."""
    return WORKBOOKS / "samples" / SAMPLES[name].file
