"""Reading a number together with its marks, as performance teams write them.

    73**          73, provisional, with its footnote        N/A, z                          not applicable
    75.5%*        75.5%, with a footnote                    .., :, x, No data for this range    not available
    Total = 71    71                                        c, <5, * alone                  confidential
    1,234         1234                                      low, k, ~                       rounds to 0 but is not 0

Anything else is refused rather than guessed: "(12)" may be minus twelve or a footnote, "12,34" and "1E5" may be
anything. The symbols are those of the Government Statistical Service; ``..``, ``:``, ``~`` and ``*`` are older forms.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass
from decimal import Decimal

from xlperf.figure import Unit, shown
from xlperf.returns.number_formats import is_percent_format, places_in_format
from xlperf.sheets.grid import FORMAT_NOT_KNOWN, CellError, CellValue
from xlperf.symbols import Missing

SYMBOLS = {
    "z": Missing.NOT_APPLICABLE,
    "n/a": Missing.NOT_APPLICABLE,
    "n.a.": Missing.NOT_APPLICABLE,
    "na": Missing.NOT_APPLICABLE,
    "not applicable": Missing.NOT_APPLICABLE,
    "x": Missing.NOT_AVAILABLE,
    "..": Missing.NOT_AVAILABLE,
    ":": Missing.NOT_AVAILABLE,
    "not available": Missing.NOT_AVAILABLE,
    "no data": Missing.NOT_AVAILABLE,
    "no data for this range": Missing.NOT_AVAILABLE,
    "c": Missing.CONFIDENTIAL,
    "*": Missing.CONFIDENTIAL,
    "confidential": Missing.CONFIDENTIAL,
    "suppressed": Missing.CONFIDENTIAL,
    "low": Missing.LOW,
    "k": Missing.LOW,
    "~": Missing.LOW,
}
"""What a cell may hold instead of a number; also in square brackets, as reports show it."""

HOW_TO_WRITE = (
    "Write a number, or N/A (not applicable), x (not available), c (withheld because small) or low (rounds to 0)."
)

LARGEST = 1e15
"""No figure of a council is so large; beyond it a float no longer tells neighbouring whole numbers apart."""

MOST_DECIMALS = 12
"""So many decimals are compared at most: what lies beyond is the noise of binary arithmetic."""

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_ERROR_TEXT = re.compile(r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)", re.IGNORECASE)
_SMALL = re.compile(r"< ?[0-9]+")
_FOOTNOTE = r"[*†‡§^#¹²³⁴⁵⁶⁷⁸⁹]"
_NUMBER = re.compile(
    rf"""(?:[A-Za-z][A-Za-z ]*=\ ?)?                            # Total =
         (?P<number>[-+]?(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+|(?=\.[0-9]))(?:\.(?P<decimals>[0-9]+))?)
         \ ?(?P<before>{_FOOTNOTE}*)
         \ ?(?P<percent>%|per\ ?cent)?
         (?:\ per\ (?P<per>[0-9]+(?:,[0-9]{{3}})*))?
         \ ?(?P<after>{_FOOTNOTE}*|\(?p\)?)""",
    re.VERBOSE | re.IGNORECASE,
)


class Unreadable(ValueError):
    """A cell that holds neither a number nor a symbol; the text says what stands there and what to write."""


@dataclass(frozen=True, slots=True)
class Stated:
    """
    What a cell states: a number in the unit of its measure (a percentage as a fraction), or why there is none.

    `decimals` counts the decimals as a reader sees them, of 13.4% one; a number whose format leaves them open has
    those that were stored. `marks` are the footnote marks, `text` is what the cell shows.
    """

    value: float | None
    missing: Missing | None = None
    provisional: bool = False
    marks: str = ""
    decimals: int | None = None
    text: str = ""


def read_marked(value: CellValue, number_format: str, unit: Unit, per: int = 10_000) -> Stated | None:
    """
    Return what a cell states in a measure of this unit; None when it is blank. Raise `Unreadable` otherwise.

    A number under a percent format is a fraction and "41.4%" is 0.414; any other number in a percent measure is taken
    as 0 to 100. In a measure of another unit a percentage is refused. "51.00 per 10,000" is read where `per` is that.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, str):
        return _from_text(_SPACES.sub(" ", value).strip(), unit, per)
    if isinstance(value, float | int) and not isinstance(value, bool):
        return _from_number(float(value), number_format, unit)
    raise Unreadable(_why_not(value))


def _from_number(number: float, number_format: str, unit: Unit) -> Stated:
    _check_size(number)
    if number_format == FORMAT_NOT_KNOWN:
        if unit == "percent" and 0 < abs(number) <= 1:
            raise Unreadable(_either_way(number))
        number_format = ""
    percent = is_percent_format(number_format)
    if percent and unit != "percent":
        raise Unreadable(_percentage_in(unit, shown(number, 1, "percent")))
    written = Decimal(repr(number)) * (100 if percent else 1)
    stored = max(-int(written.normalize().as_tuple().exponent), 0)
    least, most = places_in_format(number_format) or (0, stored)
    decimals = min(max(stored, least), most, MOST_DECIMALS)
    text = shown(number, decimals, "percent" if percent else "")
    value = float(Decimal(repr(number)) / 100) if unit == "percent" and not percent else number
    return Stated(value, decimals=decimals, text=text)


def _either_way(number: float) -> str:
    return (
        f"{number:g} may be {shown(number, 1, 'percent')} or {number:g}%: number formats are not read from this kind "
        "of file. Save it as .xlsx, or write the percentage with its % sign as text."
    )


def _from_text(text: str, unit: Unit, per: int) -> Stated:
    if missing := _symbol(text):
        return Stated(None, missing, text=text)
    if _ERROR_TEXT.fullmatch(text):
        raise Unreadable(f"{text} is an error value. Correct the formula it came from.")
    found = _NUMBER.fullmatch(text.replace("\u2212", "-"))
    if not found:
        raise Unreadable(_why_no_number(text))
    if found["percent"] and unit != "percent":
        raise Unreadable(_percentage_in(unit, text))
    if found["per"] and (unit != "rate" or int(found["per"].replace(",", "")) != per):
        raise Unreadable(f'"{text}" is a rate, and the measure is not one per {found["per"]}. {HOW_TO_WRITE}')
    number = Decimal(found["number"].replace(",", ""))
    _check_size(float(number))
    marks = found["before"] + found["after"]
    return Stated(
        value=float(number / 100 if unit == "percent" else number),
        provisional=marks == "**" or "p" in marks.casefold(),
        marks=marks,
        decimals=len(found["decimals"] or ""),
        text=text,
    )


def _check_size(number: float) -> None:
    if not math.isfinite(number) or abs(number) >= LARGEST:
        raise Unreadable(f"the number is too large to be a figure, or is none. {HOW_TO_WRITE}")


def _symbol(text: str) -> Missing | None:
    plain = text.casefold()
    if plain.startswith("[") and plain.endswith("]"):
        plain = plain[1:-1].strip()
    return Missing.CONFIDENTIAL if _SMALL.fullmatch(plain) else SYMBOLS.get(plain)


def _percentage_in(unit: Unit, text: str) -> str:
    wanted = {"rate": "rate", "count": "count", "score": "score"}.get(unit, "number")
    return f'"{text}" is a percentage, and a {wanted} belongs here. Write the {wanted} itself.'


def _why_no_number(text: str) -> str:
    if re.fullmatch(r"\([0-9.,]+\)", text):
        return f'"{text}" may be minus a number or a number in brackets. Write -1 or 1, without brackets.'
    if re.fullmatch(r"[£$€].*", text):
        return f'"{text}" is an amount of money. {HOW_TO_WRITE}'
    return f'"{text}" stands where a number belongs. {HOW_TO_WRITE}'


def _why_not(value: CellValue) -> str:
    if isinstance(value, CellError):
        reason = f" ({value.reason})" if value.reason else ""
        return (
            f"{value} is an error value{reason}. Correct the formula, or save the file once from a spreadsheet program."
        )
    if isinstance(value, bool):
        return f"{str(value).upper()} stands where a number belongs. {HOW_TO_WRITE}"
    if isinstance(value, dt.date):
        return (
            f"the date {value:%Y-%m-%d} stands where a number belongs; a spreadsheet makes dates of texts such as"
            " 10-15. Format the cell as text and type it again."
        )
    return f"a time stands where a number belongs. {HOW_TO_WRITE}"
