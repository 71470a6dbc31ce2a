"""Numbers that only together, or with the word before them, say how much there is.

三十家还差两家 is 28家. What is days short of a year is less than a year. Of a change (从30家涨到
45家, 46→39) the outcome counts; what went down (减少了3万) is below zero; a rank (排第五)
counts nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from policy_engine import DURATION, EmptyIntervalError, Interval, unit_of

from .language import Notion
from .language.forms import form
from .message import Message
from .quantities import Mention

_MONTHS_OF_A_YEAR = Decimal(12)
_APART = frozenset(",、。;!?")
_WIDEST = 8
"""Characters between two numbers that belong together."""
_LACK = frozenset("差缺欠少")


def reckoned(message: Message) -> Message:
    """The message with every shortfall taken off, and without what a change started from."""
    found: list[Mention] = []
    for mention in message.mentions:
        if mention.rank:
            continue
        mention = _signed(message, mention)
        before = found[-1] if found else None
        short = None if before is None else _short_of(message, before, mention)
        if before is not None and short is not None:
            found[-1] = short
        elif before is not None and _is_earlier_state(message, before, mention):
            found[-1] = mention
        else:
            found.append(mention)
    return replace(message, mentions=tuple(found))


def outcome_alone(message: Message) -> Message:
    """The message without the two numbers that a third was worked out from: 610减420，190万."""
    found: list[Mention] = []
    for mention in message.mentions:
        if _are_worked_out(message, found, mention):
            del found[-2:]
        found.append(mention)
    same = len(found) == len(message.mentions)
    return message if same else replace(message, mentions=tuple(found))


def _are_worked_out(message: Message, found: Sequence[Mention], outcome: Mention) -> bool:
    if len(found) < 2 or not all(m.interval.is_exact for m in (*found[-2:], outcome)):
        return False
    whole, less = found[-2:]
    if not form("minus").fullmatch(message.text[whole.end : less.start]):
        return False
    if not form("equals").fullmatch(message.text[less.end : outcome.start]):
        return False
    left, right = (m.interval.low for m in (whole, less))
    return outcome.interval.low in (left - right, (left - right) * _WAN)


_WAN = Decimal(10_000)


def _signed(message: Message, mention: Mention) -> Mention:
    """减少了3万 is no +3万."""
    if not form("went_down").search(message.text[max(0, mention.start - 12) : mention.start]):
        return mention
    less = -mention.interval
    if not mention.interval.has_floor:  # 减少了近3万
        less = Interval(less.low, Decimal(0), less.low_open, False)
    return replace(mention, interval=less)


def _short_of(message: Message, first: Mention, second: Mention) -> Mention | None:
    """N 还差 M, and 还差 M 满 N, are N − M."""
    between = message.text[first.end : second.start]
    if len(between) > _WIDEST:
        return None
    if _are_times(first, second):
        return _time_short_of(message, first, second)
    if not _APART.isdisjoint(between):
        return None
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


def _are_times(first: Mention, second: Mention) -> bool:
    units = (first.unit, second.unit)
    plain = not (first.since or second.since or first.ordinal or second.ordinal)
    return plain and all(unit is not None and unit_of(unit).kind == DURATION for unit in units)


def _time_short_of(message: Message, first: Mention, second: Mention) -> Mention | None:
    """差十天满一年 and 一年还差十天 are less than a year; 差两个月满一年 is ten months."""
    before, between = message.text[: first.start], message.text[first.end : second.start]
    if form("time_still_short").search(before[-_WIDEST:]) and form("until").fullmatch(between):
        lacking = bool(between) or before[-1] in _LACK
        return _short_time(message, first, second, second, first) if lacking else None
    to_go = form("still_to_go").fullmatch(between)
    if to_go is None:
        return None
    bounded = not first.interval.has_floor
    if (
        bounded
        or not _LACK.isdisjoint(between)
        or form("counted_from_here").search(before[-_WIDEST:])
    ):
        return _short_time(message, first, second, first, second)
    return None


def _short_time(
    message: Message, first: Mention, second: Mention, whole: Mention, lack: Mention
) -> Mention | None:
    months, less = _in_months(whole), _in_months(lack)
    if not _is_shorter(lack, whole):
        return None
    if months.unit == less.unit == "month" and months.interval.is_exact:
        return _less(message, first, second, months.interval, less.interval, "month")
    below = Interval.below(months.interval.high)
    return replace(_merged(message, first, second, below, months.unit), approx=False)


def _is_shorter(lack: Mention, whole: Mention) -> bool:
    return lack.quantity().canonical().interval.low < whole.quantity().canonical().interval.high


def _in_months(mention: Mention) -> Mention:
    if mention.unit != "year":
        return mention
    return replace(mention, unit="month", interval=mention.interval.scaled(_MONTHS_OF_A_YEAR))


def _less(
    message: Message,
    first: Mention,
    second: Mention,
    whole: Interval,
    short: Interval,
    unit: str | None = None,
) -> Mention | None:
    try:
        interval = whole - short
    except EmptyIntervalError:
        return None
    if interval.low < 0 or not short.has_ceiling:
        return None
    return _merged(message, first, second, interval, unit or first.unit or second.unit)


def _merged(
    message: Message, first: Mention, second: Mention, interval: Interval, unit: str | None
) -> Mention:
    return replace(
        first, end=second.end, text=message.text[first.start : second.end], interval=interval,
        unit=unit, approx=first.approx or second.approx, article=False,
    )  # fmt: skip


def _is_earlier_state(message: Message, first: Mention, second: Mention) -> bool:
    """从30家涨到45家: the first number is how it was; of 就剩4950万，掉到20万那档 both count."""
    if form("support_after").match(message.text, second.end):
        return False
    alike = second.unit is None or first.unit is None or first.unit == second.unit
    between = (first.end, second.start)
    near = 0 < second.start - first.end <= _WIDEST
    apart = not _APART.isdisjoint(message.text[first.end : second.start])
    alike = alike and not (apart and first.unit != second.unit)  # 做到55家，成交额做到7000万
    real = not any(message.has(n, *between) for n in (Notion.PLAN, Notion.SUPPOSITION))
    real = real and not _is_of_last_year(message, first, second)
    return alike and near and real and message.has(Notion.BECAME, *between)


def _is_of_last_year(message: Message, first: Mention, second: Mention) -> bool:
    """去年做了110万今年做到230万: no change of one number, but those of two years."""
    part = message.clause_at(first.core)
    before = message.text[0 if part is None else part.start : first.start]
    last = any(found["last"] for found in form("a_year_named").finditer(before))
    between = message.text[first.end : second.start]
    return last and any(found["this"] for found in form("a_year_named").finditer(between))
