"""A sum of money that the enterprise was told it may draw, said again: 那30万是一次性的吗."""

from __future__ import annotations

from decimal import Decimal

from policy_engine import MONEY

from .language import Notion
from .language.forms import form
from .number_features import NumberReading
from .quantities import BARE

DRAWN_IN = (BARE, "CNY")
"""Support is paid in yuan."""
LONGEST_CLAUSE = 12
ROUGHLY = Decimal("0.03")


def is_drawn(reading: NumberReading, index: int) -> bool:
    """Whether a quantity is such a sum, and neither called by the words of a fact of money nor the
    answer to a question about money."""
    facts, context, part = reading.outline.facts, reading.context, reading.clause(index)
    value = reading.message.mentions[index].quantity().canonical()
    ends = {end for end in (value.interval.low, value.interval.high) if end.is_finite()}
    if value.unit.code not in DRAWN_IN or not ends:
        return False
    if reading.is_paid(reading.message.mentions[index]):
        return False  # 服务费花了20万
    if part is not None and form("may_be_drawn").search(
        reading.message.text[part.start : reading.message.mentions[index].start]
    ):
        return True  # 你刚才说我能领20万
    called = any(facts[fact].kind == MONEY for fact in reading.called(index))
    if _adds_up(reading, index, ends) or _is_called_support(reading, index):
        return not called
    answers = any(facts[fact].kind == MONEY for fact in context.pending)
    return ends <= context.amounts and not called and (not answers or part is None or part.asks)


def _is_called_support(reading: NumberReading, index: int) -> bool:
    """那10万差额, 掉到20万那档, 第八条的25万: what is drawn, by the words around it."""
    mention, text = reading.message.mentions[index], reading.message.text
    of_clause = form("of_a_clause").search(text[: mention.start][-LONGEST_CLAUSE:])
    return of_clause is not None or form("support_after").match(text, mention.end) is not None


def _adds_up(reading: NumberReading, index: int, ends: set[Decimal]) -> bool:
    """加起来就两千块, of the 1993.68 元 that one was told of."""
    part = reading.clause(index)
    if part is None or not reading.message.has(Notion.SUM, part.start, part.end):
        return False
    return all(any(abs(end - a) <= ROUGHLY * a for a in reading.context.amounts) for end in ends)
