"""A sum of money that the enterprise was told it may draw, said again: 那30万是一次性的吗."""

from __future__ import annotations

from policy_engine import MONEY

from .number_features import NumberReading
from .quantities import BARE

DRAWN_IN = (BARE, "CNY")
"""Support is paid in yuan."""


def is_drawn(reading: NumberReading, index: int) -> bool:
    """Whether a quantity is such a sum, and neither called by the words of a fact of money nor the
    answer to a question about money."""
    facts, context, part = reading.outline.facts, reading.context, reading.clause(index)
    value = reading.message.mentions[index].quantity().canonical()
    ends = {end for end in (value.interval.low, value.interval.high) if end.is_finite()}
    if value.unit.code not in DRAWN_IN or not ends or not ends <= context.amounts:
        return False
    answers = any(facts[fact].kind == MONEY for fact in context.pending)
    called = any(facts[fact].kind == MONEY for fact in reading.called(index))
    return not called and (not answers or part is None or part.asks)
