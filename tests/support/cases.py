"""How many cases a property is tried with: few while one works, many in the long form (`python -m tests.long`)."""

from __future__ import annotations

import os

LONG_FORM = "XLPERF_LONG_TESTS"
TIMES = 25


def cases(short: int) -> int:
    """Return the number of cases: `short`, or that many times 25 in the long form."""
    return short * TIMES if os.environ.get(LONG_FORM) else short
