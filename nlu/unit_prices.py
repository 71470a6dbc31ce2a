"""5000一家, 15块一平: so much for each one; neither number is a total."""

from __future__ import annotations

from collections.abc import Sequence

from policy_engine import AREA, COUNT, MONEY, Interval, unit_of

from .quantities import Mention


def is_a_price(mentions: Sequence[Mention], index: int) -> bool:
    """Whether a quantity is the sum or the one of a price."""
    pairs = ((index - 1, index), (index, index + 1))
    return any(
        first >= 0 and last < len(mentions) and _for_each(mentions[first], mentions[last])
        for first, last in pairs
    )


def _for_each(price: Mention, one: Mention) -> bool:
    """Whether a sum and 一家, 一平 right after it are a price."""
    if price.end != one.start or one.interval != Interval.exactly(1) or one.unit is None:
        return False
    money = price.unit is None or unit_of(price.unit).kind == MONEY
    return money and unit_of(one.unit).kind in (COUNT, AREA)
