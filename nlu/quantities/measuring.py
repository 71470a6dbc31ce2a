"""Reading a numeral with its unit, sign and inner bound: 两亩三分, 负五百万, 50平米, 30+家."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from policy_engine import Interval

from . import numerals
from .bounds import apply_bound, apply_told, bound_after
from .counters import COUNTERS
from .counting import counted, half_area
from .durations import duration, half
from .measured import Measured
from .money import money
from .numeral_words import CHINESE
from .ratios import percent, ratio
from .units import CURRENCY, DURATION_AFTER, MONEY_SIGN, currency_code

_AND_MORE = re.compile(rf"\+(?=\s*(?:$|[,。;!?)/、]|{COUNTERS}|{CURRENCY}|[万亿平亩年㎡方]|m[²2]))")
_DASH = (
    r"(?<![\d元万亿家个])−\s*"
    r"|(?:(?<=[\s,。;:()=是为到了约降跌比从在晨幅率润益利余差¥$€£])|^)[-−]"
    r"|(?:(?<=[:=为是])|(?<=[:=为是]\s))-\s+"
)
NEGATIVE = (
    rf"(?:(?<![担背肩抱欠胜自辜承])负(?:的|增长)?\s*|零下\s*|{_DASH})(?=[\d.{CHINESE}半¥$€£])"
)
_SIGN = re.compile(NEGATIVE)
_INNER_BOUND = re.compile(
    r"(?:出头|左右|上下|以上|来)(?=个?(?:平|家|票|户|块|元|万|亩|个月|年|天))"
)


def measured(text: str, begin: int) -> Measured | None:
    """The numeral at `begin` with its unit; -3%, 负的五百万 and 零下五度 are negative."""
    minus = _SIGN.match(text, begin)
    if minus is None:
        return _unsigned(text, begin)
    symbol = MONEY_SIGN.match(text, minus.end())
    found = _unsigned(text, symbol.end() if symbol else minus.end())
    if found is None:
        return None
    unit = currency_code(symbol.group()) if symbol and found.unit is None else found.unit
    return replace(found, interval=-found.interval, unit=unit)


def _unsigned(text: str, begin: int) -> Measured | None:
    if begin >= len(text):
        return None
    fixed = _word_of_its_own(text, begin)
    if fixed is not None:
        return fixed
    numeral = numerals.read(text, begin)
    if numeral is None:
        return None
    bare = Measured.bare(numeral)
    if _AND_MORE.match(text, bare.end):  # 30+家
        least = apply_bound(bare.interval, ">=", bare.step)
        bare = replace(bare, interval=least, end=bare.end + 1)
    bare = _bound_before_unit(text, bare)
    return (
        _times_word(text, bare)
        or duration(text, bare)
        or money(text, bare)
        or percent(text, bare)
        or counted(text, bare)
        or bare
    )


def _word_of_its_own(text: str, begin: int) -> Measured | None:
    """三分之一, 半年, 半亩, 半打."""
    if text[begin] in _TOGETHER:
        return _together(text, begin)
    share = ratio(text, begin)
    if share is not None or text[begin] not in "半大小":
        return share
    return half(text, begin) or half_area(text, begin) or _half_of_multiple(text, begin)


_TOGETHER = {"俩": 2, "仨": 3}
_PERSONS = "们我你他她它咱妻妹弟母女子爷娘哥姐这那哪"
_OF_THEIR_OWN = re.compile(r"[万亿钱人]")


def _together(text: str, begin: int) -> Measured | None:
    """仨店, 俩仓库: the counter is in the word; 我们俩 are people, 俩月 is a time."""
    if text[begin - 1 : begin] in tuple(_PERSONS) or _OF_THEIR_OWN.match(text, begin + 1):
        return None
    if any(pattern.match(text, begin + 1) for pattern, _ in DURATION_AFTER):
        return None
    number = Interval.exactly(_TOGETHER[text[begin]])
    return Measured.fixed(number, "个", begin + 1, Decimal(1))


def _bound_before_unit(text: str, bare: Measured) -> Measured:
    """两千出头个平方, 五十左右家: the bound stands between number and unit."""
    found = _INNER_BOUND.match(text, bare.end)
    bound = bound_after(text, bare.end) if found else None
    if found is None or bound is None:
        return bare
    interval, approx = apply_told(bare.interval, bare.approx, bound[0], bare.step)
    return replace(bare, interval=interval, approx=approx, end=found.end())


_DOZEN_VERBS = "底折扫算开听造交包断工过基卡击退响不的电点招酱印烊理动听车破进到出错漏码卡了过来给"
_MULTIPLES = [
    (re.compile(r"\s*个?小目标"), Decimal(10) ** 8),
    (re.compile(rf"打(?![{_DOZEN_VERBS}])"), Decimal(12)),
]
_MOST_DOZENS = 1000


def _times_word(text: str, bare: Measured) -> Measured | None:
    """三个小目标, 两打: a word that multiplies."""
    for pattern, times in _MULTIPLES:
        found = pattern.match(text, bare.end)
        if found and bare.interval.has_ceiling and bare.interval.high < _MOST_DOZENS:
            return replace(
                bare, interval=bare.interval.scaled(times), end=found.end(),
                step=bare.step * times, numeral=replace(bare.numeral, plain=False),
            )  # fmt: skip
    return None


def _half_of_multiple(text: str, begin: int) -> Measured | None:
    """半打, 半个小目标."""
    for pattern, times in _MULTIPLES:
        found = pattern.match(text, begin + 1) if text.startswith("半", begin) else None
        if found:
            return Measured.fixed(Interval.exactly(times / 2), None, found.end(), times)
    return None
