"""What has been read of a numeral so far: positional arithmetic, section by section.

Digits fill a section (up to 千), 万 and 亿 close it. One vague marker may stand in the
numeral and makes the section an interval before it is closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

ZERO, ONE = Decimal(0), Decimal(1)


def lowest_place(number: Decimal) -> Decimal:
    """The worth of one in the last non-zero digit: 3000 → 1000, 1.5 → 0.1.

    >>> lowest_place(Decimal("120")), lowest_place(Decimal("1.5"))
    (Decimal('10'), Decimal('0.1'))
    """
    exponent = number.normalize().as_tuple().exponent
    return Decimal(10) ** exponent if number and isinstance(exponent, int) else ONE


@dataclass(slots=True)
class ReadingState:
    """Finished sections (`total`), the open section (`low` to `high`), the pending digits."""

    total: Decimal = ZERO
    low: Decimal = ZERO
    high: Decimal = ZERO
    open_ends: bool = False
    pending: tuple[Decimal, Decimal] | None = None
    few: bool = False
    last_unit: Decimal = ONE
    after_zero: bool = False
    approx: bool = False
    big: Decimal = ONE
    vague: bool = False
    count: int = 0
    repeats: bool = False

    @property
    def head(self) -> Decimal:
        """How many of the last 万 or 亿 have been told."""
        return (self.total + self.low) / self.last_unit

    def put(self, low: Decimal, high: Decimal, few: bool = False) -> None:
        self.pending, self.few = (low, high), few
        self.vague = self.vague or low != high
        self.count += 1

    def small(self, unit: Decimal) -> None:
        low, high = self.pending or (ONE, ONE)
        if self.few and self.low:  # 三千几百: up to the next thousand
            self.high, self.open_ends = self.low + 10 * unit, True
        else:
            self.low += low * unit
            self.high += 10 * unit - 1 if self.few else high * unit
        self.pending, self.few, self.last_unit, self.after_zero = None, False, unit, False
        self.count += 1

    def large(self, unit: Decimal) -> None:
        section = self.pending is not None or self.low != 0
        self.repeats = section and self.total > 0 and ONE < self.big <= unit
        few = self.few
        self.settle()
        if few:  # 几万: anything up to the next place
            self.high = (10 * unit - 1) / unit
        if self.low == 0 and self.high == 0 and self.total == 0:
            self.low = self.high = ONE
        if self.total and self.total < unit:
            self.low, self.high, self.total = self.low + self.total, self.high + self.total, ZERO
        if self.low == self.high:
            self.total += self.low * unit
            self.low = self.high = ZERO
        else:
            self.low, self.high = self.low * unit, self.high * unit
        self.last_unit = self.big = unit
        self.after_zero = False
        self.count += 1

    def settle(self) -> None:
        """Move pending digits into the section: as ones, or as the next lower place (8万3)."""
        if self.pending is None:
            return
        low, high = self.pending
        shorthand = self.last_unit >= 100 and not self.after_zero and high < 10 and not self.few
        scale = self.last_unit / 10 if shorthand else ONE
        self.low += low * scale
        self.high += high * scale
        self.pending = None

    def more(self) -> None:
        """多, 余 or a trailing 几: up to one more of the last non-zero digit."""
        self.settle()
        step = lowest_place(self.low if self.low else self.total)
        self.high = self.low + step
        self.open_ends = self.vague = True
        self.count += 1

    def point(self, decimals: Decimal) -> None:
        """点五: what stood before it is the whole part."""
        self.settle()
        self.pending = (self.low + decimals,) * 2
        self.low = self.high = ZERO
        self.last_unit = ONE
