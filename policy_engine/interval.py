"""Intervals of decimal numbers: what is known of a number that may not be known exactly.

An `Interval` is a set of numbers between two ends, each end open or closed, either
end possibly infinite. Arithmetic gives the exact image of a monotone operation, so
a result never claims more than its operands support (interval arithmetic), and a
comparison answers true, false or `None` when the ends leave it open (Kleene logic).

>>> more_than_thirty = Interval.above(30)
>>> more_than_thirty >= 30, more_than_thirty < 20
(True, False)
>>> print(Interval.between(20, 40) >= 30)
None
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

Truth = bool | None
"""Three-valued truth: `None` is "not yet known"."""

Number = Decimal | int | str

INFINITY = Decimal("Infinity")
ZERO = Decimal(0)
ONE = Decimal(1)


class EmptyIntervalError(ValueError):
    """No number lies between the given ends."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from `low` to `high`; an infinite end is always open."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low > self.high or (self.low == self.high and (self.low_open or self.high_open)):
            raise EmptyIntervalError(f"{self.low} … {self.high}")

    @classmethod
    def exactly(cls, number: Number) -> Interval:
        value = Decimal(number)
        return cls(value, value)

    @classmethod
    def between(
        cls, low: Number, high: Number, low_open: bool = False, high_open: bool = False
    ) -> Interval:
        return cls(Decimal(low), Decimal(high), low_open, high_open)

    @classmethod
    def at_least(cls, low: Number) -> Interval:
        return cls(Decimal(low), INFINITY, False, True)

    @classmethod
    def above(cls, low: Number) -> Interval:
        return cls(Decimal(low), INFINITY, True, True)

    @classmethod
    def at_most(cls, high: Number) -> Interval:
        return cls(-INFINITY, Decimal(high), True, False)

    @classmethod
    def below(cls, high: Number) -> Interval:
        return cls(-INFINITY, Decimal(high), True, True)

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    @property
    def has_ceiling(self) -> bool:
        return self.high < INFINITY

    @property
    def has_floor(self) -> bool:
        return self.low > -INFINITY

    @property
    def _floor(self) -> tuple[Decimal, bool]:
        """Lower ends in order: at one number a closed end lies below an open one."""
        return self.low, self.low_open

    @property
    def _ceiling(self) -> tuple[Decimal, bool]:
        """Upper ends in order: at one number an open end lies below a closed one."""
        return self.high, not self.high_open

    # -- sets ---------------------------------------------------------------

    def intersect(self, other: Interval) -> Interval | None:
        """The numbers in both, or `None` when there are none."""
        low, low_open = max(self._floor, other._floor)
        high, high_closed = min(self._ceiling, other._ceiling)
        if low > high or (low == high and (low_open or not high_closed)):
            return None
        return Interval(low, high, low_open, not high_closed)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both.

        >>> Interval.exactly(3).hull(Interval.below(2))
        Interval(low=Decimal('-Infinity'), high=Decimal('3'), low_open=True, high_open=False)
        """
        low, low_open = min(self._floor, other._floor)
        high, high_closed = max(self._ceiling, other._ceiling)
        return Interval(low, high, low_open, not high_closed)

    def contains(self, other: Interval) -> bool:
        return self.intersect(other) == other

    def whole_numbers(self) -> Interval | None:
        """The smallest closed interval with the same whole numbers, or `None` without any.

        >>> Interval.between(30, 40, low_open=True, high_open=True).whole_numbers()
        Interval(low=Decimal('31'), high=Decimal('39'), low_open=False, high_open=False)
        """
        low, high = self.low, self.high
        if low > -INFINITY:
            whole = low.to_integral_value(ROUND_CEILING)
            low = whole + 1 if self.low_open and whole == low else whole
        if high < INFINITY:
            whole = high.to_integral_value(ROUND_FLOOR)
            high = whole - 1 if self.high_open and whole == high else whole
        if low > high:
            return None
        return Interval(low, high, low == -INFINITY, high == INFINITY)

    def scaled(self, factor: Decimal, divisor: Decimal = ONE) -> Interval:
        """Every number times a positive factor, then divided: 180 天 is 180 × 1 ÷ 30 months.

        Dividing last keeps what comes out whole exact (3550 万元 ÷ 7.1 is 500 万美元).
        """
        low, high = self.low * factor / divisor, self.high * factor / divisor
        return Interval(low, high, self.low_open, self.high_open)

    def rounded(self, unit: Decimal) -> Interval:
        """The ends rounded to multiples of `unit`, for telling only."""

        def near(end: Decimal) -> Decimal:
            return (end / unit).to_integral_value() * unit if end.is_finite() else end

        low, high = near(self.low), near(self.high)
        exact = low == high
        return Interval(low, high, self.low_open and not exact, self.high_open and not exact)

    # -- arithmetic ----------------------------------------------------------

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        return _hull_of_corners(self, other, _product)

    def __truediv__(self, other: Interval) -> Interval:
        """The quotient; without bounds when the divisor may be zero."""
        if other.low <= 0 <= other.high:
            return EVERYTHING
        return _hull_of_corners(self, other, _quotient)

    def smaller(self, other: Interval) -> Interval:
        """The range of min(x, y)."""
        low, low_open = min(self._floor, other._floor)
        high, high_closed = min(self._ceiling, other._ceiling)
        return Interval(low, high, low_open, not high_closed)

    def larger(self, other: Interval) -> Interval:
        """The range of max(x, y)."""
        return -((-self).smaller(-other))

    # -- comparisons -----------------------------------------------------------

    def __ge__(self, limit: Interval | Number) -> Truth:
        other = _as_interval(limit)
        if self.low >= other.high:
            return True
        if self.high < other.low:
            return False
        if self.high == other.low and (self.high_open or other.low_open):
            return False
        return None

    def __gt__(self, limit: Interval | Number) -> Truth:
        return negate(self <= limit)

    def __le__(self, limit: Interval | Number) -> Truth:
        return _as_interval(limit) >= self

    def __lt__(self, limit: Interval | Number) -> Truth:
        return negate(self >= limit)

    def equals(self, limit: Interval | Number) -> Truth:
        other = _as_interval(limit)
        if self.intersect(other) is None:
            return False
        return True if self.is_exact and other.is_exact else None


def negate(truth: Truth) -> Truth:
    return None if truth is None else not truth


def _as_interval(limit: Interval | Number) -> Interval:
    return limit if isinstance(limit, Interval) else Interval.exactly(limit)


def _product(a: Decimal, b: Decimal) -> Decimal:
    return ZERO if a == 0 or b == 0 else a * b  # an unknown number of nothing is nothing


def _quotient(a: Decimal, b: Decimal) -> Decimal:
    return ZERO if abs(b) == INFINITY else a / b


def _hull_of_corners(
    a: Interval, b: Interval, operate: Callable[[Decimal, Decimal], Decimal]
) -> Interval:
    corners = [
        (operate(x, y), not (x_open or y_open) or _attained_zero(x, x_open, y, y_open))
        for x, x_open in ((a.low, a.low_open), (a.high, a.high_open))
        for y, y_open in ((b.low, b.low_open), (b.high, b.high_open))
    ]
    low = min(value for value, _ in corners)
    high = max(value for value, _ in corners)
    low_closed = any(closed for value, closed in corners if value == low)
    high_closed = any(closed for value, closed in corners if value == high)
    return Interval(low, high, not low_closed, not high_closed)


def _attained_zero(x: Decimal, x_open: bool, y: Decimal, y_open: bool) -> bool:
    """A closed zero times anything is zero, however open the other end is."""
    return (x == 0 and not x_open) or (y == 0 and not y_open)


EVERYTHING = Interval(-INFINITY, INFINITY, True, True)
NOT_NEGATIVE = Interval(ZERO, INFINITY, False, True)
