"""A numeral with the unit that follows it, as the readers of units hand it on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from policy_engine import Interval

from .numerals import Numeral


@dataclass(frozen=True, slots=True)
class Measured:
    """A numeral with its unit, up to `end`."""

    interval: Interval
    unit: str | None
    end: int
    step: Decimal
    approx: bool
    numeral: Numeral

    @classmethod
    def bare(cls, numeral: Numeral) -> Measured:
        """A numeral whose unit is not read yet, or that has none."""
        return cls(numeral.interval, None, numeral.end, numeral.step, numeral.approx, numeral)

    @classmethod
    def fixed(cls, interval: Interval, unit: str | None, end: int, step: Decimal) -> Measured:
        """A quantity that is a word of its own: 半年, 三成, 一半."""
        return cls(interval, unit, end, step, False, Numeral(interval, end, step))
