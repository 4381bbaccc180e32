"""What a cell's number format says of its number: that it is a fraction shown as a percentage, or only a month.

Formats are those of ECMA-376 part 1, section 18.8.31. Text in quotes, after a backslash, an underscore or an asterisk,
and conditions in square brackets are no part of the number.
"""

from __future__ import annotations

import re

_NOT_THE_NUMBER = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def is_percent_format(number_format: str) -> bool:
    """Say whether a number under this format is a fraction shown times 100 with a % sign."""
    return "%" in _plain(number_format)


def places_in_format(number_format: str) -> tuple[int, int] | None:
    """Return the least and the most decimals that a format shows; None when it leaves them to the number."""
    plain = _plain(number_format)
    if not re.search(r"[0#?]", plain) or re.search(r"E[+-]", plain, re.IGNORECASE):
        return None
    decimals = re.search(r"\.([0#?]*)", plain)
    placeholders = decimals[1] if decimals else ""
    return len(placeholders.replace("#", "")), len(placeholders)


def shows_day(number_format: str) -> bool | None:
    """
    Say whether a date under this format shows its day: False for ``mmm-yy``, where only the month is meant.

    None when the format is not known ("General", or none was read) or shows no month either, so that nobody can say.
    """
    plain = _plain(number_format).casefold()
    if plain in {"", "general"}:
        return None
    if "d" in plain:
        return True
    return False if "m" in plain and "y" in plain else None


def _plain(number_format: str) -> str:
    """Return the first section of a format without what is no part of the number."""
    return _NOT_THE_NUMBER.sub("", number_format).split(";")[0].strip()
