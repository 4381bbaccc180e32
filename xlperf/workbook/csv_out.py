"""Tables as csv text that a spreadsheet opens right and takes no formula from.

What is written: UTF-8 with a byte order mark (without it Excel reads accents wrong), CRLF at the end of each line,
commas, quotes where they are needed. A number is written with all its digits, a day as 2010-01-31, nothing as nothing.

A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP ASVS 1.2.10): one that starts with
= + - @ or the full-width ＝ ＋ － ＠, also behind white space, or with a tab or line end. A text that starts with
apostrophes and then one of these gets another, so the way back is certain: where apostrophes are followed by one of
these, take one away. Numbers are never touched: -3 stays -3, the text "-3" becomes '-3.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from xlperf.errors import OutputError
from xlperf.workbook.files import new_file

Value = str | bool | float | dt.date | None

BYTE_ORDER_MARK = "\ufeff"
_LIKE_A_FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """Return a table as csv text, without the byte order mark. A row that is longer or shorter is an OutputError."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([protected(heading) for heading in headings])
    for number, row in enumerate(rows, start=2):
        if len(row) != len(headings):
            raise OutputError(f"line {number} of the csv has {len(row)} values under {len(headings)} headings")
        writer.writerow([_as_text(value) for value in row])
    return text.getvalue()


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[Value]], path: Path) -> None:
    """Write a table as a csv file, whole or not at all, with the byte order mark that Excel needs."""
    content = (BYTE_ORDER_MARK + csv_text(headings, rows)).encode("utf-8")
    with new_file(path) as file:
        file.write(content)


def protected(text: str) -> str:
    """Return a text that a spreadsheet takes for text only; a character that UTF-8 cannot hold becomes a space."""
    text = _LONE_SURROGATE.sub(" ", text)
    return f"'{text}" if _LIKE_A_FORMULA.match(text) else text


def _as_text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return protected(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.date):
        return value.isoformat()
    if not math.isfinite(value):
        raise OutputError(f"{value} is no number that a csv can hold; write why it is missing instead")
    return repr(value).removesuffix(".0")
