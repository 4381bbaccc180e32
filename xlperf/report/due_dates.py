"""When an action is due: the day behind what people write, where a clear rule gives one, and which rule it was."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from xlperf.period import MONTHS, Period, same_day_after

LONGEST_READ = 200  # characters; a longer text is an explanation, not a date
SHORT, MEDIUM = 4, 10  # months: Derby's timeframes are 0-4 months, 5-10 months, and 10 months or more
_NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MONTH = rf"(?:{'|'.join(MONTHS)})[a-z]*\.?"
_YEAR = r"(\d{4})/(\d{2})(?!\d)"


@dataclass(frozen=True, slots=True)
class Due:
    """
    The day on which something is due, None where the words name none, and how it was found, in a few words.

    `from_meeting` says that it was counted from the day of the meeting.
    """

    day: dt.date | None
    basis: str
    from_timeframe: bool = False
    from_meeting: bool = False


def due_of(due: str, timeframe: str = "", agreed: dt.date | None = None) -> Due:
    """
    Return when an action is due: what `due` says, else what `timeframe` says.

    In this order: a day; the end of a quarter ("2012/13 Q2"); the end of a month, of several the last ("August /
    September 2012"); the end of a financial year ("Medium: 2012/13" is 31 March 2013); so many months or weeks from
    the day on which it was `agreed`, of a range the last ("0-4 months"); short term (4 months) and medium term (10
    months). "10 months+", "long term" and "ongoing" have no end, so no day.
    """
    first = _read(due, agreed)
    if first.day is not None or not timeframe.strip():
        return first
    second = _read(timeframe, agreed)
    if second.day is None:
        return first if due.strip() else second
    return Due(second.day, second.basis, from_timeframe=True, from_meeting=second.from_meeting)


def day_in(text: str) -> dt.date | None:
    """Return the last full date that a text names, in any usual way of writing one; None without one."""
    return max(_days(text), key=lambda found: found[0], default=(0, None))[1]


def last_day_in(text: str) -> dt.date | None:
    """
    Return the day that a text names: a date, or the end of the last month, quarter or financial year it names.

    Of a long text only the end is read.
    """
    return _read(" ".join(text[-LONGEST_READ:].split()), None).day


def _read(text: str, agreed: dt.date | None) -> Due:
    if "\n" in text.strip():
        return Due(None, "several lines are not read as a date")
    text = " ".join(text.replace("–", "-").replace("—", "-").split())
    if not text:
        return Due(None, "no date is written")
    if len(text) > LONGEST_READ:
        return Due(None, "too long to be read as a date")
    if day := day_in(text):
        return Due(day, "day as written")
    for period in (_quarter(text), _month(text), _year(text)):
        if period is not None:
            return Due(period.last_day, f"end of {period.heading}")
    return _from_meeting(text, agreed) or Due(None, "the words name no day")


def _days(text: str) -> Iterator[tuple[int, dt.date]]:
    """Yield every full date in a text with the place at which it stands."""
    written = rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH}),? (\d{{4}})\b"
    for found in re.finditer(written, text, re.IGNORECASE):
        yield from _day(found.start(), found[3], str(_month_number(found[2])), found[1])
    for found in re.finditer(r"(?<![\d/.])(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)", text):
        yield from _day(found.start(), found[3], found[2], found[1])
    for found in re.finditer(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)", text):
        yield from _day(found.start(), found[1], found[2], found[3])


def _day(at: int, year: str, month: str, day: str) -> Iterator[tuple[int, dt.date]]:
    try:
        yield at, dt.date(int(year), int(month), int(day))
    except ValueError:
        return  # 31 February is no day


def _month_number(name: str) -> int:
    return MONTHS.index(name[:3].title()) + 1


def _quarter(text: str) -> Period | None:
    for pattern, year, quarter in ((rf"{_YEAR},? ?Q([1-4])", 1, 3), (rf"Q([1-4]),? (?:of )?{_YEAR}", 2, 1)):
        found = re.search(pattern, text, re.IGNORECASE)
        if found and _follows(found[year], found[year + 1]):
            return Period.quarter(int(found[year]), int(found[quarter]))
    return None


def _month(text: str) -> Period | None:
    named = list(re.finditer(rf"\b({_MONTH}),? (\d{{4}})(?![\d/])", text, re.IGNORECASE))
    return Period.month(int(named[-1][2]), _month_number(named[-1][1])) if named else None


def _year(text: str) -> Period | None:
    years = [found for found in re.finditer(rf"(?<!\d){_YEAR}", text) if _follows(found[1], found[2])]
    return Period.financial_year(int(years[-1][1])) if years else None


def _follows(first: str, second: str) -> bool:
    return (int(first) + 1) % 100 == int(second)


def _from_meeting(text: str, agreed: dt.date | None) -> Due | None:
    """Return what is counted from the meeting; None where nothing is, or where no end is named."""
    number = rf"(\d+|{'|'.join(_NUMBER_WORDS)})"
    found = re.search(rf"\b(?:{number} ?(?:-|to) ?)?{number} ?(month|week)s?\b(?! ?(?:\+|or more|plus))", text, re.I)
    if re.search(r"\d ?\+|\b(?:more|longer) than\b|\bover\b|\blong\b", text, re.IGNORECASE):
        return None
    if found:
        count, unit = _whole(found[2]), found[3].lower()
    elif match := re.search(r"\b(short|medium)\b", text, re.IGNORECASE):
        count, unit = (SHORT if match[1].lower() == "short" else MEDIUM), "month"
    else:
        return None
    length = f"{count} {unit}{'' if count == 1 else 's'}"
    if count > 120:
        return None
    if agreed is None:
        return Due(None, f"{length}, but no meeting to count from")
    day = same_day_after(agreed, count) if unit == "month" else agreed + dt.timedelta(weeks=count)
    return Due(day, f"{length} from the meeting", from_meeting=True)


def _whole(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBER_WORDS.index(text.lower()) + 1
