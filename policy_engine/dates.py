"""Dates as numbers of days, so that what is known of a date is an interval too.

>>> days = written_days("2023年5月")
>>> iso_day(days.low), iso_day(days.high)
('2023-05-01', '2023-05-31')
>>> written_days("2023-02-30") is None
True
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from .interval import Interval

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
