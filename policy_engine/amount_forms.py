"""What official texts make of numbers: 每满, 超出部分, 增加, 增长, each of them on intervals.

All of them rise with the first number and fall with the second, so that the ends of what
is known give the ends of what comes out.

>>> full_times(Interval.exactly(350), Interval.exactly(100)).low
Decimal('3')
>>> above(Interval.exactly(120), Interval.exactly(100)).low
Decimal('20')
>>> growth(Interval.exactly(120), Interval.exactly(100)).low
Decimal('20')
"""

from __future__ import annotations

from decimal import Decimal

from .interval import EVERYTHING, INFINITY, ZERO, Interval

BEYOND_ALL_RATES = Decimal(10) ** 15
"""In percent: how much something has grown that was nothing before, more than any rule asks."""
_NOTHING = Interval.exactly(0)
_HUNDRED = Decimal(100)


def full_times(number: Interval, step: Interval) -> Interval:
    """How many whole steps a number holds (每满 100 万元); none below nothing."""
    if step.low <= 0:
        return Interval(ZERO, INFINITY, False, True)
    number = number.larger(_NOTHING)
    low = number.low // step.high if step.has_ceiling else ZERO
    if not number.has_ceiling:
        return Interval(low, INFINITY, False, True)
    high, rest = divmod(number.high, step.low)
    is_unreached = rest == 0 and high > low and (number.high_open or step.low_open)
    return Interval(low, high - 1 if is_unreached else high)


def begun_times(number: Interval, step: Interval) -> Interval:
    """How many steps a number begins, a part counting as a whole (不足一年按一年).

    >>> begun_times(Interval.exactly(13), Interval.exactly(12)).low
    Decimal('2')
    """
    number = number.larger(_NOTHING)
    low, rest = divmod(number.low, step.high)
    is_begun = rest > 0 or number.low_open
    high = begun_times(Interval.exactly(number.high), step).low if (
        number.has_ceiling and not number.is_exact
    ) else INFINITY  # fmt: skip
    low = low + 1 if is_begun else low
    if number.is_exact:
        return Interval.exactly(low)
    return Interval(low, high, False, high == INFINITY)


def above(number: Interval, limit: Interval) -> Interval:
    """The part of a number above a limit; nothing when it does not reach it."""
    return (number - limit).larger(_NOTHING)


def growth(now: Interval, before: Interval) -> Interval:
    """By how many percent a number has grown; beyond all rates where there was nothing before.

    Nobody says what a rate is worth after a loss: without bounds then.
    """
    if now.low < 0 or before.low < 0:
        return EVERYTHING
    low, high = _grown(now.low, before.high), _grown(now.high, before.low)
    if before.low == 0 and not before.is_exact and now.high > 0:
        high = INFINITY
    open_low = (now.low_open or before.high_open) and now.low > 0
    reached = before.low == before.high == 0  # every rate from nothing is the same one
    open_high = high == INFINITY or (
        (now.high_open or before.low_open) and high > low and not reached
    )
    return Interval(low, high, open_low and low < high, open_high)


def _grown(now: Decimal, before: Decimal) -> Decimal:
    if before == INFINITY:
        return -_HUNDRED
    if before == 0:
        return ZERO if now == 0 else BEYOND_ALL_RATES
    return INFINITY if now == INFINITY else (now - before) * _HUNDRED / before
