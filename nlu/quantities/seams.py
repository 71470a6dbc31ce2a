"""Where a number ends and what was written right behind it begins.

A digit after 万, 千 or 百 may be the next lower place (八千二, 一万二平) or belong to what
follows: 3900万三年, 四百八十万一台, 7000万六家. What stands behind it decides.
"""

from __future__ import annotations

import re
from decimal import Decimal

from .numeral_words import CHINESE
from .units import AREA_AFTER, COUNTER_AFTER, DURATION_AFTER, MONEY_AFTER, PERCENT_AFTER

ONE_WORDS = (
    "切|下|些|样|直|起|般|定|共|旦|站|会儿?|边|律|致|旁|味|心|向|同|体|概|次性|再|来[,。]|条龙|事一议|"
    "天到晚|方面|路|手|线|并|时|经|开始|带|口气|把手|刀切|窝蜂|听|看|问|想|说|打|搞|弄|堆"
)
"""What makes a word of 一: 三十万一共 is 三十万."""
TEN_THOUSAND = Decimal(10_000)
_BIG_HEAD = 100
_NUMBER = re.compile(rf"[\d{CHINESE}几多余来]*")
_ONE_WORD = re.compile(ONE_WORDS)
_MASS = frozenset(
    ("票", "单", "件", "吨", "公斤", "斤", "米", "公里", "人", "人次", "箱", "包", "字", "册", "页", "张",
     "份", "袋", "瓶", "盒", "TEU")
)  # fmt: skip
"""What is counted by ten thousands: 一万二票, 三万五件."""


def begins_another(text: str, start: int, end: int, *, head: Decimal, last_unit: Decimal) -> bool:
    """Whether the digits from `start` to `end`, behind a unit, begin a number of their own.

    `head` is how many of `last_unit` were told before them: 3900 of 3900万.
    """
    word = text[start:end]
    whole = _NUMBER.match(text, start)
    stop = whole.end() if whole is not None else end
    if stop > end:
        return last_unit >= TEN_THOUSAND and _is_next(text, word, end, stop, head)
    if word[-1].isdigit() and last_unit >= TEN_THOUSAND and _fills_no_place(word, last_unit):
        return True
    return _single(text, word, end, head, last_unit)


def _is_next(text: str, word: str, end: int, stop: int, head: Decimal) -> bool:
    """7000万六十家, 5600万3百户: no 零 before them; but 三百二十万五千票, 3万五百票."""
    if text[end] in "千仟" or not counts_things(text, stop):
        return False
    tens = text[end] in "十拾" or (word[-1].isdigit() and len(word) > 1)
    return head >= _BIG_HEAD or tens


def _fills_no_place(word: str, unit: Decimal) -> bool:
    """Digits behind 万 are the next place or all four: 8万3, 3万5000, but 5600万 16家."""
    digits = word.replace(",", "")
    return len(digits) == 2 or len(digits) > len(str(unit)) - 1 or "." in word


def _single(text: str, word: str, end: int, head: Decimal, last_unit: Decimal) -> bool:
    """A digit with no place of its own: the next lower place, or a new number."""
    if word[0] in "两俩仨":
        return True
    if word == "一" and (_ONE_WORD.match(text, end) or measures_something(text, end)):
        return True  # 三万一亩 is the price of one
    if any(pattern.match(text, end) for pattern, _ in DURATION_AFTER):
        return True
    counter = COUNTER_AFTER.match(text, end)
    if counter is None or last_unit < TEN_THOUSAND:
        return False
    return head >= _BIG_HEAD or counter.group(1) not in _MASS


def counts_things(text: str, place: int) -> bool:
    """Whether a counter or a time stands at `place`, and no money."""
    if MONEY_AFTER.match(text, place):
        return False
    found = COUNTER_AFTER.match(text, place)
    return found is not None or any(p.match(text, place) for p, _ in DURATION_AFTER)


def measures_something(text: str, place: int) -> bool:
    """Whether any unit but money stands at `place`."""
    area = any(pattern.match(text, place) for pattern, _ in AREA_AFTER)
    tier = text.startswith("档", place)
    return (
        tier or area or PERCENT_AFTER.match(text, place) is not None or counts_things(text, place)
    )
