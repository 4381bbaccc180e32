"""Putting whole numbers in order, digit by digit."""

from __future__ import annotations

import numpy as np

from xlperf.returns.child_level.table import Positions

DIGIT = 16
"""Bits of a digit. Of so small numbers NumPy counts how often each occurs, and need not compare any two."""


def ascending(keys: Positions) -> Positions:
    """
    Return the positions of the keys, which are 0 or more, from the smallest to the greatest; equal ones keep theirs.

    The result is that of ``np.argsort(keys, kind="stable")``, in a third of its time for keys of two digits: a radix
    sort, the lowest digit first (Knuth, The Art of Computer Programming, volume 3, section 5.2.5). Its cost grows with
    the number of the keys, and with that of the digits in the greatest.
    """
    order = np.arange(len(keys), dtype=np.int64)
    bits = int(keys.max(initial=0)).bit_length()
    for shift in range(0, bits, DIGIT):
        digits = (keys[order] if shift else keys) >> shift
        order = order[np.argsort(digits.astype(np.uint16), kind="stable")]
    return order
