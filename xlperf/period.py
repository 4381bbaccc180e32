"""Periods of a financial year: days, months, quarters, years, years to date and rolling twelve months.

A financial year runs from 1 April to 31 March and is written ``2011/12``. Every period has one written form,
which `Period.parse` reads and `str` gives back:

    2011/12                  a financial year
    2011/12 Q3               a quarter (Q1 is April to June)
    2010-01                  a month
    2009/10 to 2010-01       the year to date, up to the end of a month
    12 months to 2010-01     rolling twelve months
    2012-02-19               a day
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from xlperf.errors import RequestError

FORMS = "2011/12, 2011/12 Q3, 2010-01, 2009/10 to 2010-01, 12 months to 2010-01 or 2012-02-19"
FIRST_YEAR, LAST_YEAR = 1900, 2199
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class PeriodKind(StrEnum):
    """The six kinds of period."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR_TO_DATE = "year to date"
    YEAR = "year"
    ROLLING = "rolling 12 months"


class UnknownPeriod(RequestError):
    """A text that is no period; the message shows the forms there are."""

    def __init__(self, text: str) -> None:
        """Say what was found and what is expected."""
        super().__init__(f'"{text}" is not a period. Write {FORMS}.')


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of days with a kind. Ordered by last day, then by first."""

    last_day: date
    first_day: date
    kind: PeriodKind

    # Making periods

    @classmethod
    def day(cls, day: date) -> Period:
        """Return the one day."""
        return cls(day, day, PeriodKind.DAY)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """Return a calendar month."""
        return cls(date(year, month, monthrange(year, month)[1]), date(year, month, 1), PeriodKind.MONTH)

    @classmethod
    def quarter(cls, start_year: int, quarter: int) -> Period:
        """Return quarter 1 to 4 of the financial year that starts in `start_year`."""
        first = month_after(date(start_year, 4, 1), 3 * (quarter - 1))
        return cls(month_after(first, 3) - timedelta(days=1), first, PeriodKind.QUARTER)

    @classmethod
    def financial_year(cls, start_year: int) -> Period:
        """Return the financial year that starts on 1 April of `start_year`."""
        return cls(date(start_year + 1, 3, 31), date(start_year, 4, 1), PeriodKind.YEAR)

    @classmethod
    def year_to_date(cls, month: date) -> Period:
        """Return the financial year up to the end of the month that `month` lies in."""
        last = cls.month(month.year, month.month).last_day
        return cls(last, date(financial_year_start(last), 4, 1), PeriodKind.YEAR_TO_DATE)

    @classmethod
    def rolling(cls, month: date) -> Period:
        """Return the twelve months up to the end of the month that `month` lies in."""
        last = cls.month(month.year, month.month).last_day
        return cls(last, month_after(date(last.year, last.month, 1), -11), PeriodKind.ROLLING)

    @classmethod
    def twelve_months_to(cls, day: date) -> Period:
        """
        Return the twelve months that end with a day: to 31 March whole months, to 10 March those from 11 March on.

        Those that do not end with a month have no written form of their own; they are for counting only.
        """
        if (day + timedelta(days=1)).day == 1:
            return cls.rolling(day)
        return cls(day, same_day_after(day, -12) + timedelta(days=1), PeriodKind.ROLLING)

    @classmethod
    def parse(cls, text: str) -> Period:
        """
        Return the period written as `text`, with or without extra spaces.

        Raise `UnknownPeriod` when it is none, or does not lie in the years 1900 to 2199.
        """
        plain = " ".join(text.replace("–", "-").split())
        for pattern, make in _FORMS:
            if found := re.fullmatch(pattern, plain, re.IGNORECASE):
                try:
                    period = make(*found.groups())
                except ValueError:
                    break
                # A year such as 0210 is a slip of the pen; the periods around it would run out of the calendar.
                if period.first_day.year >= FIRST_YEAR and period.last_day.year <= LAST_YEAR:
                    return period
        raise UnknownPeriod(text)

    # What a period knows

    @property
    def start_year(self) -> int:
        """The calendar year in which the financial year of the last day starts."""
        return financial_year_start(self.last_day)

    @property
    def year(self) -> Period:
        """The financial year that the last day lies in."""
        return Period.financial_year(self.start_year)

    @property
    def days(self) -> int:
        """How many days long the period is."""
        return (self.last_day - self.first_day).days + 1

    def contains(self, other: Period) -> bool:
        """Say whether every day of the other period lies in this one."""
        return self.first_day <= other.first_day and other.last_day <= self.last_day

    def to_date(self) -> Period:
        """Return the year to date that ends with this period's last day's month."""
        return Period.year_to_date(self.last_day)

    def before(self, steps: int = 1) -> Period | None:
        """
        Return the preceding period of the same kind, `steps` times.

        A year to date is preceded by the one a month earlier, and rolling twelve months likewise; the year to the
        end of April has none before it (None), because the year before is another year.
        """
        period: Period | None = self
        for _ in range(steps):
            period = period and period._one_before()
        return period

    def _one_before(self) -> Period | None:
        match self.kind:
            case PeriodKind.DAY:
                return Period.day(self.first_day - timedelta(days=1))
            case PeriodKind.MONTH:
                before = month_after(self.first_day, -1)
                return Period.month(before.year, before.month)
            case PeriodKind.QUARTER:
                before = month_after(self.first_day, -3)
                return Period(self.first_day - timedelta(days=1), before, PeriodKind.QUARTER)
            case PeriodKind.YEAR:
                return Period.financial_year(self.start_year - 1)
            case PeriodKind.ROLLING:
                return Period.rolling(month_after(self.last_day, -1))
            case PeriodKind.YEAR_TO_DATE:
                if self.last_day.month == 4:
                    return None
                return Period.year_to_date(month_after(self.last_day, -1))

    def latest(self, count: int) -> tuple[Period, ...]:
        """Return this period and those before it, `count` at most, the oldest first."""
        found: list[Period] = []
        period: Period | None = self
        while period is not None and len(found) < count:
            found.append(period)
            period = period.before()
        return tuple(reversed(found))

    def quarters(self) -> tuple[Period, ...]:
        """Return the four quarters of the financial year in which the period lies."""
        return tuple(Period.quarter(self.start_year, quarter) for quarter in (1, 2, 3, 4))

    def months(self) -> Iterator[Period]:
        """Yield the calendar months that the period consists of; a day has none."""
        if self.kind is PeriodKind.DAY:
            return
        first = self.first_day
        while first <= self.last_day:
            yield Period.month(first.year, first.month)
            first = month_after(first, 1)

    # How it is written

    def __str__(self) -> str:
        """Return the written form, which `parse` reads back."""
        last = self.last_day
        match self.kind:
            case PeriodKind.DAY:
                return last.isoformat()
            case PeriodKind.MONTH:
                return f"{last:%Y-%m}"
            case PeriodKind.QUARTER:
                return f"{year_text(self.start_year)} Q{(last.month - 4) % 12 // 3 + 1}"
            case PeriodKind.YEAR:
                return year_text(self.start_year)
            case PeriodKind.YEAR_TO_DATE:
                return f"{year_text(self.start_year)} to {last:%Y-%m}"
            case PeriodKind.ROLLING:
                return f"12 months to {last:%Y-%m}"

    @property
    def heading(self) -> str:
        """How a reader sees it in a column heading: ``Jan 2010``, ``2011/12 Q3``, ``19 Feb 2012``."""
        last = self.last_day
        month = f"{MONTHS[last.month - 1]} {last.year}"
        match self.kind:
            case PeriodKind.DAY:
                return f"{last.day} {month}"
            case PeriodKind.MONTH:
                return month
            case PeriodKind.YEAR_TO_DATE:
                return f"{year_text(self.start_year)} to {month}"
            case PeriodKind.ROLLING:
                return f"12 months to {month}"
            case _:
                return str(self)


def financial_year_start(day: date) -> int:
    """Return the calendar year in which the financial year of `day` starts."""
    return day.year if day.month >= 4 else day.year - 1


def year_text(start_year: int) -> str:
    """Return ``2011/12`` for 2011."""
    return f"{start_year}/{(start_year + 1) % 100:02d}"


def month_after(day: date, months: int) -> date:
    """Return the first day of the month that is `months` after the month of `day` (before it, when negative)."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def same_day_after(day: date, months: int) -> date:
    """Return the same day so many months later (earlier when negative), or the last of that month."""
    first = month_after(day, months)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def _year(first: str, second: str) -> Period:
    if (int(first) + 1) % 100 != int(second) % 100 or (len(second) == 4 and int(first) + 1 != int(second)):
        raise ValueError
    return Period.financial_year(int(first))


def _quarter(first: str, second: str, quarter: str) -> Period:
    return Period.quarter(_year(first, second).start_year, int(quarter))


def _to_date(first: str, second: str, year: str, month: str) -> Period:
    period = Period.year_to_date(date(int(year), int(month), 1))
    if period.start_year != _year(first, second).start_year:
        raise ValueError
    return period


def _named_month(name: str, year: str) -> Period:
    return Period.month(int(year) + (2000 if len(year) == 2 else 0), MONTHS.index(name[:3].title()) + 1)


def _to_named_month(first: str, second: str, name: str, year: str) -> Period:
    return _to_date(first, second, year, f"{_named_month(name, year).last_day:%m}")


_YEAR = r"(\d{4})/(\d{2}|\d{4})"
_FORMS = (
    (_YEAR, _year),
    (_YEAR + r" ?Q([1-4])", _quarter),
    (r"(\d{4})-(\d{2})", lambda year, month: Period.month(int(year), int(month))),
    (_YEAR + r" to (\d{4})-(\d{2})", _to_date),
    (r"12 months to (\d{4})-(\d{2})", lambda year, month: Period.rolling(date(int(year), int(month), 1))),
    (r"(\d{4})-(\d{2})-(\d{2})", lambda *parts: Period.day(date(*map(int, parts)))),
    # What people type at the head of a column: Jan-10, January 2010, 31/01/2010.
    (_YEAR + rf" to ({'|'.join(MONTHS)})[a-z]* (\d{{4}})", lambda *parts: _to_named_month(*parts)),
    (rf"({'|'.join(MONTHS)})[a-z]*[- ](\d{{4}}|\d{{2}})", _named_month),
    (r"(\d{1,2})/(\d{1,2})/(\d{4})", lambda d, m, y: Period.day(date(int(y), int(m), int(d)))),
)
