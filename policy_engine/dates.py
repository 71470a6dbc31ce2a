"""Dates as numbers of days, so that what is known of a date is an interval too.

>>> days = written_days("2023年5月")
>>> iso_day(days.low), iso_day(days.high)
('2023-05-01', '2023-05-31')
>>> written_days("2023-02-30") is None
True
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from decimal import Decimal

from .interval import INFINITY, Interval

_WRITTEN = re.compile(r"(\d{4})(?:年|[-/.年](\d{1,2})(?:月|[-/.月](\d{1,2})日?)?)?")
_BLANK = re.compile(r"\s+")


def written_days(text: str) -> Interval | None:
    """The days that a date stands for: one, those of a month or of a year; `None` for no date."""
    found = _WRITTEN.fullmatch(_BLANK.sub("", text))
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        return _days(year or 0, month, day)
    except ValueError:
        return None


def _days(year: int, month: int | None, day: int | None) -> Interval:
    first = date(year, month or 1, day or 1)
    if day is not None:
        return Interval.exactly(first.toordinal())
    if month is None or month == 12:
        return _up_to(first, date(year, 12, 31))
    return _up_to(first, date(year, month + 1, 1) - timedelta(days=1))


def _up_to(first: date, last: date) -> Interval:
    return Interval.between(first.toordinal(), last.toordinal())


def iso_day(number: Decimal) -> str:
    """The day of that number as 2023-05-01."""
    return date.fromordinal(int(number)).isoformat()


def later(number: Decimal, months: int = 0, days: int = 0) -> Decimal:
    """The day some months and days after the one of that number: the same day of the month, or its last.

    >>> iso_day(later(Decimal(date(2023, 8, 31).toordinal()), months=6))
    '2024-02-29'
    """
    if not number.is_finite():
        return number
    start = date.fromordinal(int(number))
    month = start.year * 12 + start.month - 1 + months
    if month // 12 > date.max.year:
        return INFINITY
    year, month = month // 12, month % 12 + 1
    day = min(start.day, calendar.monthrange(year, month)[1])
    return Decimal(date(year, month, day).toordinal() + days)
