"""Writes the table of bank holidays that `xlperf.results.bank_holidays` holds, from the library `holidays`.

python -m tests.support.bank_holidays > xlperf/results/bank_holidays.py
"""

from __future__ import annotations

import sys
from collections import defaultdict

import holidays

FIRST_YEAR = 2008

HEAD = '''"""England's bank holidays that fall on a weekday, from 2008 to the last year of the library `holidays`.

Made by ``python -m tests.support.bank_holidays`` and not written by hand; a test holds it to the library. It stands
here so that working days can be counted where that library cannot be loaded: in a cell and in a task pane.
Years for which the government has announced nothing yet follow the rules as they are today.
"""

from __future__ import annotations

from types import MappingProxyType

DAYS_OFF = MappingProxyType(
    {
'''
TAIL = '''    }
)
"""Month and day of each, by year."""
'''


def table() -> str:
    """Return the module's text."""
    england = holidays.country_holidays("GB", subdiv="ENG")
    england = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR, england.end_year + 1))
    by_year: dict[int, list[str]] = defaultdict(list)
    for day in sorted(england):
        if day.weekday() < 5:
            by_year[day.year].append(f"{day:%m%d}")
    lines = [f'        {year}: "{" ".join(days)}",\n' for year, days in by_year.items()]
    return HEAD + "".join(lines) + TAIL


if __name__ == "__main__":
    sys.stdout.write(table())
