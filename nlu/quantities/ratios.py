"""Shares: 百分之七十, 三分之一, 五又二分之一, 九成五, 半成, 四个点二, 八折, 一半.

Percents are told in `percent`; a plain fraction has no unit.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from policy_engine import EmptyIntervalError, Interval

from . import numerals
from .measured import Measured
from .numeral_words import CHINESE, digit
from .units import PERCENT_AFTER

_NUM = rf"(?:\d+(?:\.\d+)?|[{CHINESE}]+(?:点[零〇一二三四五六七八九]+)?)"
_DIGIT = r"(?:\d{1,2}(?:\.\d+)?(?!\d)|[一二两三四五六七八九十])"
_NOT_TENTHS = "立员为本交功长品都型绩了熟果效千百语"
_HUNDRED, _TEN = Decimal(100), Decimal(10)
_PARTS = {
    "百": _HUNDRED,
    "佰": _HUNDRED,
    "千": Decimal(1000),
    "仟": Decimal(1000),
    "万": Decimal(10_000),
}


def ratio(text: str, begin: int) -> Measured | None:
    """The share that begins at `begin`, or `None`."""
    if text[begin] not in _FIRST:
        return None
    for pattern, build in _FORMS:
        found = pattern.match(text, begin)
        if found:
            try:
                return build(text, found)
            except EmptyIntervalError:
                return None
    return None


def percent(text: str, bare: Measured) -> Measured | None:
    """The percents that a numeral makes with what follows it: 5%, 四个点二, 三个半点, 两个多点."""
    inner = _INNER.match(text, bare.end)
    if inner is not None:
        end, low = inner.end(), bare.interval.low
        more = Interval.exactly(low + Decimal("0.5"))
        if inner[1] == "多":
            more = Interval(low, low + bare.step, True, True)
        return replace(bare, unit="percent", end=end, interval=more)
    found = PERCENT_AFTER.match(text, bare.end)
    if found is None:
        return None
    interval = bare.interval.scaled(Decimal("0.1")) if "‰" in found.group() else bare.interval
    told = replace(bare, unit="percent", end=found.end(), interval=interval)
    tail = _TENTH_OF_POINT.match(text, found.end()) if found.group().endswith("点") else None
    if tail is None or not interval.is_exact:
        return told
    tenth = Interval.exactly(Decimal(digit(tail[1])) / 10)
    return replace(told, interval=interval + tenth, end=tail.end())


_INNER = re.compile(r"个(半|多)点(?![子儿钟评要建意])")
_TENTH_OF_POINT = re.compile(rf"([一二三四五六七八九\d])(?![\d{CHINESE}家个票年月天])")


def _told(found: re.Match[str], interval: Interval, unit: str | None = "percent") -> Measured:
    return Measured.fixed(interval, unit, found.end(), numerals.lowest_place(interval.low))


def _interval(word: str) -> Interval:
    numeral = numerals.read(word, 0)
    return Interval.exactly(0) if numeral is None else numeral.interval


def _number(word: str) -> Decimal:
    return _interval(word).low


def _of_hundred(_text: str, found: re.Match[str]) -> Measured:
    """百分之七十, 千分之二, 百分之三到五."""
    interval = _interval(found[2].lstrip("负"))
    if found[2][0] == "负":
        interval = -interval
    if found[3]:
        interval = Interval.between(interval.low, _number(found[3]))
    return _told(found, interval.scaled(_HUNDRED / _PARTS[found[1]]))


def _fraction(_text: str, found: re.Match[str]) -> Measured | None:
    """三分之一, 五又二分之一."""
    parts = _number(found[2])
    if not parts:
        return None
    whole = _number(found[1]) if found[1] else Decimal(0)
    return _told(found, Interval.exactly(whole + _number(found[3]) / parts), None)


def _tenths_range(_text: str, found: re.Match[str]) -> Measured:
    """三到五成."""
    low, high = sorted((_number(found[1]) * 10, _number(found[2]) * 10))
    return _told(found, Interval.between(low, high))


def _tenths(_text: str, found: re.Match[str]) -> Measured:
    """三成半, 两三成, 9.5成, 4成1, 三成多."""
    rest = Decimal(5) if found[2] == "半" else Decimal(digit(found[2])) if found[2] else Decimal(0)
    interval = _interval(found[1]).scaled(_TEN) + Interval.exactly(rest)
    return replace(_told(found, interval), step=Decimal(1) if found[2] else _TEN)


def _half_a_tenth(_text: str, found: re.Match[str]) -> Measured:
    return _told(found, Interval.exactly(5))


def _discount(_text: str, found: re.Match[str]) -> Measured:
    number = Decimal(5) if found[1] in ("半", "对") else _number(found[1])
    return _told(found, Interval.exactly(number * 10 if number < 10 else number))


def _half(_text: str, found: re.Match[str]) -> Measured:
    return _told(found, Interval.exactly(50))


def _more_than_half(_text: str, found: re.Match[str]) -> Measured:
    return _told(found, Interval.above(50))


def _less_than_half(_text: str, found: re.Match[str]) -> Measured:
    return _told(found, Interval.below(50))


_FORMS: list[tuple[re.Pattern[str], Callable[[str, re.Match[str]], Measured | None]]] = [
    (
        re.compile(
            rf"([百佰千仟万])分之\s*(负?{_NUM})(?:(?:到|至|~|-)(?:[百千万]分之)?({_NUM}))?(?![%％])"
        ),
        _of_hundred,
    ),
    (re.compile(rf"(?:({_NUM})又)?({_NUM})分之({_NUM})"), _fraction),
    (re.compile(rf"({_DIGIT})(?:到|至|~|-)({_DIGIT})成(?![{_NOT_TENTHS}])"), _tenths_range),
    (
        re.compile(
            r"(\d{1,2}(?:\.\d+)?|[一二两三四五六七八九]{1,2}|十)成"
            r"([半一二三四五六七八九\d](?![\d百千万家个人单票笔年月]))?"
            rf"(?![{_NOT_TENTHS}])"
        ),
        _tenths,
    ),
    (re.compile(rf"半成(?![{_NOT_TENTHS}])"), _half_a_tenth),
    (re.compile(rf"打?({_NUM}|对|半)折(?![腾叠扣旧算合])"), _discount),
    (re.compile(r"(?:已经)?过半(?![年个])"), _more_than_half),
    (re.compile(r"(?:一大半|大半)(?![年天个夜辈圈截])"), _more_than_half),
    (re.compile(r"一小半(?![年天个夜辈圈截])"), _less_than_half),
    (re.compile(r"(?:一半|半数|对半)"), _half),
]
_FIRST = frozenset(f"{CHINESE}0123456789半打对过已大")
