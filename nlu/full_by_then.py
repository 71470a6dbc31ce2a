"""年底就满半年了: a time that is full by a day to come began so long before that day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from policy_engine import DURATION, EmptyIntervalError, Interval, unit_of

from .language.forms import form
from .quantities import Mention
from .quantities.numeral_words import DIGITS

MONTHS, TEN, LATE = 12, 10, 21
"""… and the day that the end of a month begins with."""
_WIDEST = 16
_CODES = {"year": MONTHS, "month": 1}

Days = tuple[date, date]


def full_by_then(mentions: Sequence[Mention], text: str, today: date) -> Iterator[Mention]:
    """The quantities, with such times as they have run until `today`."""
    for mention in mentions:
        begun = _begun(mention, text, today)
        interval = None if begun is None else _run(begun, today)
        if interval is None:
            yield mention
        else:
            yield replace(
                mention, interval=interval, unit="month", since=True, begun=begun, article=False
            )


def _begun(mention: Mention, text: str, today: date) -> Days | None:
    """The first and the last day that it may have begun on; none of them is to come."""
    whole = _whole_months(mention)
    found = form("full_by_then").search(text[: mention.start][-_WIDEST:])
    if whole is None or found is None:
        return None
    if not (found["just"] or form("says_it_is_done").match(text[mention.end :])):
        return None
    then = _then(found, today)
    if then is None or then[1] < today:
        return None
    first, last = (_before(day, whole) for day in (max(then[0], today), then[1]))
    return (first, last) if last <= today else None


def _whole_months(mention: Mention) -> int | None:
    if mention.unit not in _CODES or not mention.interval.is_exact or mention.since:
        return None
    if unit_of(mention.unit).kind != DURATION:
        return None
    months = mention.interval.low * _CODES[mention.unit]
    return int(months) if months == int(months) and 0 < months <= TEN * MONTHS else None


def _then(found: re.Match[str], today: date) -> Days | None:
    """The days of a time to come that a message names."""
    if found["year_end"]:
        return date(today.year, MONTHS, 1), date(today.year, MONTHS, 31)
    if found["month_end"]:
        return today.replace(day=LATE), _last_of_month(today)
    month = _month(found["month"])
    if not today.month <= month <= MONTHS:
        return None
    first = date(today.year, month, 1)
    return first, _last_of_month(first)


def _month(said: str) -> int:
    if said.isdigit():
        return int(said)
    ten = TEN if len(said) > 1 or said not in DIGITS else 0
    return ten + DIGITS.get(said[-1], 0)


def _last_of_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _before(day: date, months: int) -> date:
    """So many months earlier: the same day of the month, or the last where there is none.

    >>> _before(date(2026, 12, 31), 6)
    datetime.date(2026, 6, 30)
    """
    year, month = divmod(day.year * MONTHS + day.month - 1 - months, MONTHS)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day.day, _last_of_month(first).day))


def _run(begun: Days, today: date) -> Interval | None:
    first, last = (
        (today.year - day.year) * MONTHS + today.month - day.month - (today.day < day.day)
        for day in begun
    )
    try:
        return Interval.between(last, first)
    except EmptyIntervalError:
        return None
