"""What a quantity surely is not, by the words before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policy_engine import MONEY, FactDefinition

if TYPE_CHECKING:
    from .number_features import NumberReading


def of_another_business(reading: NumberReading, index: int, fact: str) -> bool:
    """集货仓1800平, where the area of the 海外仓 is known: no word for it to be that one."""
    scene, known = reading.words.scene(fact), fact in reading.context.told
    asked = fact in reading.context.pending
    if not scene or not known or asked or reading.is_named(index, fact):
        return False
    last = reading.scenes_before(reading.message.mentions[index].core)
    return bool(last) and scene not in last


def spent(reading: NumberReading, index: int, definition: FactDefinition) -> bool:
    """平台开发花了260万 is no turnover."""
    mention = reading.message.mentions[index]
    earned = definition.kind == MONEY and not definition.is_cost
    return earned and reading.is_paid(mention) and not reading.is_named(index, definition.name)
