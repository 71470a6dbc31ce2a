"""A number as it is known of a business: an interval, its unit, and whether it was told roughly."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .interval import Interval
from .units import DATE, Unit

APPROXIMATION = Decimal("0.1")
"""How far “约 N” may be from N. The policy names no width; a tenth keeps “约32家” open at 30."""

ABOUT_A_MONTH = Decimal(31)
"""How many days an approximate date may be off."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An interval in `unit`; `approx` when told as 约 / 大概 / 左右."""

    interval: Interval
    unit: Unit
    approx: bool = False

    def canonical(self) -> Quantity:
        """The same quantity in the canonical unit of its dimension (亩 → m2, 年 → month)."""
        if self.unit.code == self.unit.dimension and self.unit.factor == 1:
            return self
        approx = self.approx or self.unit.code == "day"  # months differ in length
        unit = Unit(self.unit.dimension, self.unit.kind, self.unit.dimension)
        interval = self.interval.scaled(self.unit.factor, self.unit.divisor)
        return Quantity(interval, unit, approx)

    def possible(self) -> Interval:
        """All numbers it may stand for: an approximate one reaches a tenth further both ways.

        >>> from policy_engine.units import unit_of
        >>> told = Quantity(Interval.exactly(30), unit_of("家"), approx=True)
        >>> told.possible() >= 30, told.possible() >= 25
        (None, True)
        """
        if not self.approx:
            return self.interval
        low, high = self.interval.low, self.interval.high
        return Interval(
            low - self._around(low) if self.interval.has_floor else low,
            high + self._around(high) if self.interval.has_ceiling else high,
            not self.interval.has_floor,
            not self.interval.has_ceiling,
        )

    def _around(self, end: Decimal) -> Decimal:
        return ABOUT_A_MONTH if self.unit.kind == DATE else abs(end) * APPROXIMATION
