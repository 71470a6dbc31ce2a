"""Reading one written value of one fact: “4000万元”, “40多家”, “一年半”, “第二年”."""

from __future__ import annotations

import re
from datetime import date

from policy_engine import (
    DATE,
    DURATION,
    FactDefinition,
    FactError,
    FactValue,
    Quantity,
    told_as_written,
    unit_label,
)

from .clean import clean
from .quantities import Mention, scan, since

_YES, _NO = {"是", "有", "对", "是的", "true", "yes"}, {"否", "没有", "不是", "无", "false", "no"}

_STRANGE = re.compile(r"[<>{}=;]|[A-Za-z]{5,}")
"""Where these stand beside it, a number is not what somebody filled in."""


def read_value(definition: FactDefinition, text: str, today: date | None = None) -> FactValue:
    """The value that `text` gives `definition`. Raises FactError when it gives none.

    It is in the fact's own unit, but for another currency. A date tells a duration as of `today`.

    >>> from policy_engine import FactDefinition
    >>> read_value(FactDefinition.counting("入网企业数", "家"), "40多家").interval.low
    Decimal('40')
    """
    plain = clean(text).text.strip()
    if definition.is_claim:
        if plain.lower() in _YES | _NO:
            return plain.lower() in _YES
        raise FactError(f"“{definition.name}”只有“是”与“否”，看不懂“{text}”")
    if not definition.is_number or definition.kind == DATE:
        return _as_written(definition, plain)
    dated = definition.kind == DURATION and today is not None
    mentions = (since(plain, today, any_date=True) if dated and today else []) or scan(plain)
    if len(mentions) != 1 or _STRANGE.search(_beside(plain, mentions[0])):
        raise FactError(
            f"“{definition.name}”要一个{definition.kind_name}"
            f"（{unit_label(definition.unit.code)}），看不懂“{text}”"
        )
    mention = mentions[0]
    if mention.ordinal and not definition.is_ordinal:
        raise FactError(f"“{definition.name}”不是第几，看不懂“{text}”")
    if mention.ordinal or mention.unit is None:
        return Quantity(mention.interval, definition.unit, mention.approx)
    return definition.in_own_unit(mention.quantity(), _unconverted)


def _as_written(definition: FactDefinition, text: str) -> FactValue:
    try:
        return told_as_written(definition, text)
    except FactError as error:
        raise FactError(f"“{definition.name}”：{error}") from None


def _beside(text: str, mention: Mention) -> str:
    return text[: mention.start] + text[mention.end :]


def _unconverted(quantity: Quantity, _currency: str) -> Quantity:
    """Another currency is kept as told; whoever uses the value has the rates."""
    return quantity
