"""Units: what a number counts, and how it becomes the canonical unit of its dimension.

Canonical units are those of the contract: yuan (or another currency's main unit),
square metres, months, pieces, percent; dates count days. A counter (家, 票, 个 …) is a dimension of its own, so
that 30 家 can never be compared with 30 票 by mistake.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from .currencies import CURRENCIES

AREA, DURATION, MONEY, COUNT, RATIO = "area", "duration", "money", "count", "ratio"
PERCENT, DATE = "percent", "date"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written or coded: its kind, what it measures, and its canonical worth.

    `dimension` is the code of the canonical unit (CNY, m2, month, 家); units of one
    dimension convert into each other by `factor` and `divisor`.
    """

    code: str
    kind: str
    dimension: str
    factor: Decimal = Decimal(1)
    divisor: Decimal = Decimal(1)

    def canonical(self, number: Decimal) -> Decimal:
        """`number` of this unit in the canonical unit of its dimension.

        >>> unit_of("day").canonical(Decimal(180))
        Decimal('6')
        """
        return number * self.factor / self.divisor


M2_PER_MU = Decimal("666.67")
DAYS_PER_MONTH = Decimal(30)

_FIXED = {
    "m2": Unit("m2", AREA, "m2"),
    "mu": Unit("mu", AREA, "m2", M2_PER_MU),
    "ha": Unit("ha", AREA, "m2", Decimal(10_000)),
    "month": Unit("month", DURATION, "month"),
    "year": Unit("year", DURATION, "month", Decimal(12)),
    "day": Unit("day", DURATION, "month", divisor=DAYS_PER_MONTH),
    "percent": Unit("percent", PERCENT, "percent"),
    "date": Unit("date", DATE, "date"),
    "1": Unit("1", RATIO, "1"),
}

_WRITTEN = {
    "元": "CNY", "人民币": "CNY", "美元": "USD", "美金": "USD",
    "平方米": "m2", "平米": "m2", "亩": "mu", "公顷": "ha",
    "月": "month", "个月": "month", "年": "year", "天": "day", "日": "day",
    "%": "percent", "％": "percent",
}  # fmt: skip

_MULTIPLES = {"": 1, "千": 1_000, "万": 10_000, "百万": 1_000_000, "亿": 100_000_000}


def unit_of(code: str) -> Unit:
    """The unit of a contract code: an ISO currency, m2, mu, month, … or a counter.

    >>> unit_of("mu").factor
    Decimal('666.67')
    """
    if code in _FIXED:
        return _FIXED[code]
    if code in CURRENCIES:
        return Unit(code, MONEY, code)
    return Unit(code, COUNT, code)


def written_unit(name: str) -> Unit:
    """The unit a policy text writes: 元, 万美元, 平方米, 个月, 年, 家 …

    >>> written_unit("万元").factor, written_unit("年").dimension
    (Decimal('10000'), 'month')
    """
    for prefix, multiple in _MULTIPLES.items():
        code = _WRITTEN.get(name.removeprefix(prefix)) if name.startswith(prefix) else None
        if code is not None and (not prefix or unit_of(code).kind == MONEY):
            unit = unit_of(code)
            return replace(unit, factor=unit.factor * multiple)
    return unit_of(name)


_READABLE = {
    "m2": "平方米", "mu": "亩", "ha": "公顷", "month": "个月", "year": "年", "day": "天",
    "percent": "%", "date": "日期",
}  # fmt: skip


def unit_label(code: str) -> str:
    """The unit as people read it.

    >>> unit_label("CNY"), unit_label("m2"), unit_label("家")
    ('元', '平方米', '家')
    """
    return CURRENCIES.get(code) or _READABLE.get(code, code)
