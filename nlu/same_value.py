"""Whether two values mean the same."""

from __future__ import annotations

from decimal import Decimal

from policy_engine import MONEY, FactValue, Interval, Quantity

ROUNDING = Decimal("0.002")


def same(expected: FactValue, found: FactValue) -> bool:
    """Whether two values mean the same (亩 and 天 convert with a little rounding)."""
    if not isinstance(expected, Quantity) or not isinstance(found, Quantity):
        return expected == found
    a, b = expected.canonical(), found.canonical()
    if MONEY in (a.unit.kind, b.unit.kind) and a.unit.code != b.unit.code:
        return False
    return _alike(a.interval, b.interval) and a.approx == b.approx


def _alike(a: Interval, b: Interval) -> bool:
    ends = ((a.low, b.low), (a.high, b.high))
    near = all(x == y or abs(x - y) <= abs(y) * ROUNDING for x, y in ends)
    return near and (a.low_open, a.high_open) == (b.low_open, b.high_open)
