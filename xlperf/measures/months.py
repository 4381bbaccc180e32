"""Calendar months after a day, for many days at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xlperf.returns.child_level.table import NO_DATE, Positions

NUMPY_DAY_0 = dt.date(1970, 1, 1).toordinal()


ONE_MONTH, ONE_DAY = np.timedelta64(1, "M"), np.timedelta64(1, "D")


def months_after(days: NDArray[Any], months: int) -> Positions:
    """
    Return the day numbers so many calendar months later (a negative number: earlier).

    A month that has no such day gives its last: three months after 30 November is the last of February, and a year
    after 29 February is 28 February. What is no date stays as it is.

    day        | months | gives
    2024-01-10 | 3      | 2024-04-10
    2023-11-30 | 3      | 2024-02-29
    2024-11-30 | 3      | 2025-02-28
    2024-02-29 | 12     | 2025-02-28
    2024-08-31 | 6      | 2025-02-28
    2025-02-28 | -12    | 2024-02-28
    """
    numbers = np.asarray(days, dtype=np.int64)
    calendar = (numbers - NUMPY_DAY_0).astype("datetime64[D]")
    month = calendar.astype("datetime64[M]")
    day_of_month = calendar - month.astype("datetime64[D]")
    then = month + np.timedelta64(months, "M")
    first = then.astype("datetime64[D]")
    last_of_month = (then + ONE_MONTH).astype("datetime64[D]") - first - ONE_DAY
    later = (first + np.minimum(day_of_month, last_of_month)).astype(np.int64) + NUMPY_DAY_0
    return np.where(numbers > NO_DATE, later, numbers)
