"""Numbers that only together say how much there is: 三十家还差两家 is 28家.

What is short of a number is taken off it; of a change (从30家涨到45家, 46→39) the
outcome counts, and what merely changed (退了六家, 又进来九家) counts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from policy_engine import EmptyIntervalError, Interval

from .quantities import Mention

_STILL_SHORT = re.compile(r"[^,。;!?\s\d]{0,4}?(?:还|就|只|只是)?(?:差|缺|少)(?:了|着|个)?\s*")
_SHORT_BEFORE = re.compile(r"(?:还|就|只)?(?:差|缺)(?:了|着)?\s*$")
_UNTIL = re.compile(r"\s*(?:就|才)?(?:满|到|够|凑够|足)\s*")
_BECAME = re.compile(
    r"[^,。;!?\d]{0,6}?(?:→|->|=>|—>|(?:一下子|一路|慢慢)?(?:涨|增加?|升|扩(?:大|充|张)?|降|减|掉|缩|跌|变|发展|提高|下降|滑|升级)"
    r"(?:长|少|加|大|小)?(?:到|为|至|成))(?:了|现在|目前|现|今)?\s*"
)
_CHANGE = re.compile(
    r"(?:退|跑|走|流失|关|撤|新进|新增|新来|又进来?|又来|进来|增加|多|少|减少|添|扩|砍|掉|丢)(?:了|掉|过|出)?\s*$"
)


def reckoned(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The quantities with every shortfall taken off, and without what a change started from.

    >>> from .quantities import scan
    >>> [m.interval.low for m in reckoned("三十家还差两家", scan("三十家还差两家"))]
    [Decimal('28')]
    >>> [m.text for m in reckoned("从30家涨到45家", scan("从30家涨到45家"))]
    ['45家']
    """
    found: list[Mention] = []
    for mention in mentions:
        before = found[-1] if found else None
        short = None if before is None else _short_of(text, before, mention)
        if before is not None and short is not None:
            found[-1] = short
        elif before is not None and _is_earlier_state(text, before, mention):
            found[-1] = mention
        else:
            found.append(mention)
    return found


def is_change(text: str, mention: Mention) -> bool:
    """退了六家, 新进九家: a difference, no total."""
    return _CHANGE.search(text[max(0, mention.start - 8) : mention.start]) is not None


def _short_of(text: str, first: Mention, second: Mention) -> Mention | None:
    """N 还差 M and 还差 M 满 N are N − M."""
    if second.unit is not None and first.unit is not None and first.unit != second.unit:
        return _short_in_months(text, first, second)
    between = text[first.end : second.start]
    if _STILL_SHORT.fullmatch(between):
        return _less(text, first, second, first.interval, second.interval)
    if _UNTIL.fullmatch(between) and _SHORT_BEFORE.search(
        text[max(0, first.start - 8) : first.start]
    ):
        return _less(text, first, second, second.interval, first.interval)
    return None


def _short_in_months(text: str, first: Mention, second: Mention) -> Mention | None:
    """还差两个月满一年."""
    if {first.unit, second.unit} != {"month", "year"}:
        return None
    return _short_of(text, _in_months(first), _in_months(second))


def _in_months(mention: Mention) -> Mention:
    if mention.unit != "year":
        return mention
    return replace(mention, unit="month", interval=mention.interval.scaled(Decimal(12)))


def _less(
    text: str, first: Mention, second: Mention, whole: Interval, short: Interval
) -> Mention | None:
    try:
        interval = whole - short
    except EmptyIntervalError:
        return None
    if interval.low < 0 or not short.has_ceiling:
        return None
    return replace(
        first, end=second.end, text=text[first.start : second.end], interval=interval,
        unit=first.unit or second.unit, approx=first.approx or second.approx, article=False,
    )  # fmt: skip


def _is_earlier_state(text: str, first: Mention, second: Mention) -> bool:
    """从30家涨到45家: the first number is how it was."""
    alike = second.unit is None or first.unit is None or first.unit == second.unit
    return alike and _BECAME.fullmatch(text[first.end : second.start]) is not None
