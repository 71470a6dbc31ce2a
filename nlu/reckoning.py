"""Numbers that only together say how much there is: 三十家还差两家 is 28家.

What is short of a number is taken off it; of a change (从30家涨到45家, 46→39) the
outcome counts.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from policy_engine import EmptyIntervalError, Interval

from .language import Notion
from .message import Message
from .quantities import Mention

_MONTHS_OF_A_YEAR = Decimal(12)
_APART = frozenset(",。;!?")
_WIDEST = 8
"""Characters between two numbers that belong together."""


def reckoned(message: Message) -> Message:
    """The message with every shortfall taken off, and without what a change started from."""
    found: list[Mention] = []
    for mention in message.mentions:
        before = found[-1] if found else None
        short = None if before is None else _short_of(message, before, mention)
        if before is not None and short is not None:
            found[-1] = short
        elif before is not None and _is_earlier_state(message, before, mention):
            found[-1] = mention
        else:
            found.append(mention)
    return replace(message, mentions=tuple(found))


def _short_of(message: Message, first: Mention, second: Mention) -> Mention | None:
    """N 还差 M, and 还差 M 满 N, are N − M."""
    between = message.text[first.end : second.start]
    if len(between) > _WIDEST or not _APART.isdisjoint(between):
        return None
    if {first.unit, second.unit} == {"month", "year"}:
        first, second = _in_months(first), _in_months(second)
    if first.unit is not None and second.unit is not None and first.unit != second.unit:
        return None
    short = message.ends_at(Notion.SHORT, second.start, 1)
    if short and message.has(Notion.SHORT, first.end, second.start):
        return _less(message, first, second, first.interval, second.interval)
    if message.ends_at(Notion.SHORT, first.start, 1) and message.has(
        Notion.REACHES, first.end, second.start
    ):
        return _less(message, first, second, second.interval, first.interval)
    return None


def _in_months(mention: Mention) -> Mention:
    if mention.unit != "year":
        return mention
    return replace(mention, unit="month", interval=mention.interval.scaled(_MONTHS_OF_A_YEAR))


def _less(
    message: Message, first: Mention, second: Mention, whole: Interval, short: Interval
) -> Mention | None:
    try:
        interval = whole - short
    except EmptyIntervalError:
        return None
    if interval.low < 0 or not short.has_ceiling:
        return None
    return replace(
        first, end=second.end, text=message.text[first.start : second.end], interval=interval,
        unit=first.unit or second.unit, approx=first.approx or second.approx, article=False,
    )  # fmt: skip


def _is_earlier_state(message: Message, first: Mention, second: Mention) -> bool:
    """从30家涨到45家: the first number is how it was."""
    alike = second.unit is None or first.unit is None or first.unit == second.unit
    between = (first.end, second.start)
    near = 0 < second.start - first.end <= _WIDEST
    real = not any(message.has(n, *between) for n in (Notion.PLAN, Notion.SUPPOSITION))
    return alike and near and real and message.has(Notion.BECAME, *between)
