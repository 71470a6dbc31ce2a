"""Values as a pack or a test file writes them: exact, as an interval, or as a bound.

>>> written_value("4000 万元").interval.low
Decimal('40000000')
>>> written_value("(40, 50) 家").interval
Interval(low=Decimal('40'), high=Decimal('50'), low_open=True, high_open=True)
>>> written_value(">= 2000 平方米").interval.has_ceiling
False
>>> written_value("约 30 家").approx
True
"""

from __future__ import annotations

import re
from decimal import Decimal

from .errors import FactError
from .interval import EmptyIntervalError, Interval
from .quantity import Quantity
from .units import written_unit

_NUMBER = r"-?\d[\d,]*(?:\.\d+)?"
_FORM = re.compile(
    rf"(?P<approx>约|~)?\s*(?:"
    rf"(?P<open>[\[(])\s*(?P<low>{_NUMBER})\s*,\s*(?P<high>{_NUMBER})\s*(?P<close>[\])])"
    rf"|(?P<operator>>=|<=|>|<)?\s*(?P<number>{_NUMBER}))\s*(?P<unit>[^\d\s]*)\s*"
)
_BOUNDS = {
    ">=": Interval.at_least, ">": Interval.above, "<=": Interval.at_most, "<": Interval.below,
}  # fmt: skip


def written_value(text: str, default_unit: str = "1") -> Quantity:
    """The quantity `text` writes. Raises FactError when it is none of the known forms."""
    found = _FORM.fullmatch(text.strip())
    if found is None:
        raise FactError(f"看不懂“{text}”，可写成 4000 万元、(40, 50) 家、>= 30 家 或 约 30 家")
    unit = written_unit(found["unit"] or default_unit)
    try:
        interval = _interval(found)
    except EmptyIntervalError:
        raise FactError(f"“{text}”里没有数：左边要小于右边") from None
    return Quantity(interval, unit, bool(found["approx"])).canonical()


def _interval(found: re.Match[str]) -> Interval:
    if found["low"]:
        return Interval(
            _decimal(found["low"]), _decimal(found["high"]),
            found["open"] == "(", found["close"] == ")",
        )  # fmt: skip
    number = _decimal(found["number"])
    return _BOUNDS.get(found["operator"], Interval.exactly)(number)


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))
