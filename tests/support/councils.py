"""A council's own folder of definitions, made for one test."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

LOCAL_INDICATOR = """
codes = [{ code = "L0600" }]
title = "Duplicate referrals"
section = "Referral and assessment"
unit = "percent"
places = 1
timing = "flow"
polarity = "low"
scheme = "brag"
owner = "data team"
reviewed = 2026-11-20
definition = "Of the referrals in the period, the share entered twice."
why = "Each is work done twice."
sources = ["our own data standard"]
returns = "None gives it."
related = ["NI 68"]

[numerator]
count = "stated"
label = "Referrals entered twice"

[denominator]
count = "stated"
label = "Referrals"

[[example]]
title = "April"
period = "2026-04"
numerator = 1
denominator = 8
target = 12.5
shown = "12.5%"
rating = "green"
source = "worked by hand"
"""
"""A whole and right indicator of a council's own; tests spoil one thing in it."""


def council_folder(folder: Path, files: Mapping[str, str]) -> Path:
    """Write the files into a folder called ``our definitions`` beneath `folder`, and return that."""
    ours = folder / "our definitions"
    ours.mkdir(exist_ok=True)
    for name, text in files.items():
        path = ours / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return ours
