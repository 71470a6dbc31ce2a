"""When a measure can be applied for: between two days, every year, or within a time of an event.

>>> from datetime import date
>>> Yearly((3, 1), (4, 30)).window({}, date(2026, 4, 18)).days_left
12
>>> Yearly((3, 1), (4, 30)).window({}, date(2026, 5, 1)).first
datetime.date(2027, 3, 1)
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from .dates import later
from .expression import World
from .interval import Interval

MonthDay = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Window:
    """The days from `first` to `last`, both included; `None` where none is set or known.

    `days_left`: days after today until the last one, negative once it is over.
    """

    first: date | None
    last: date | None
    today: date

    @property
    def days_left(self) -> int | None:
        return None if self.last is None else (self.last - self.today).days


@dataclass(frozen=True, slots=True)
class Between:
    """Once, from one day to another; either may be missing."""

    first: date | None
    last: date | None

    def facts(self) -> tuple[str, ...]:
        return ()

    def window(self, world: World, on: date) -> Window:
        return Window(self.first, self.last, on)


@dataclass(frozen=True, slots=True)
class Yearly:
    """Every year; the next time where this year's is over. It may go over the turn of the year."""

    first: MonthDay
    last: MonthDay

    def facts(self) -> tuple[str, ...]:
        return ()

    def window(self, world: World, on: date) -> Window:
        year = on.year - (self.first > self.last)
        while _day(year + (self.first > self.last), self.last) < on:
            year += 1
        first, last = _day(year, self.first), _day(year + (self.first > self.last), self.last)
        return Window(first, last, on)


@dataclass(frozen=True, slots=True)
class Within:
    """Within some months or days of the day that a fact says; `text` as the pack writes the time."""

    event: str
    months: int
    days: int
    text: str

    def facts(self) -> tuple[str, ...]:
        return (self.event,)

    def window(self, world: World, on: date) -> Window:
        known = world[self.event]
        if not isinstance(known, Interval) or not known.is_exact:
            return Window(None, None, on)
        first = date.fromordinal(int(known.low))
        last = later(known.low, self.months, self.days)
        return Window(first, date.fromordinal(int(last)) if last.is_finite() else None, on)


WindowRule = Between | Yearly | Within


def _day(year: int, month_day: MonthDay) -> date:
    month, day = month_day
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def dates_of(rule: WindowRule) -> tuple[date, ...]:
    """The days of a certain year that a rule names."""
    if not isinstance(rule, Between):
        return ()
    return tuple(day for day in (rule.first, rule.last) if day is not None)
