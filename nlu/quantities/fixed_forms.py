"""Quantities that are words of their own: 上百家, 三万五万, 几百上千, 个把月, 第二年."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from policy_engine import INFINITY, Interval

from . import numerals
from .counters import COUNTERS
from .mention import Mention
from .numeral_words import CHINESE
from .units import COUNTER_AFTER, CURRENCY, MONEY_AFTER, currency_code

_DIGIT = r"(?:\d{1,2}(?!\d)|[一二两三四五六七八九十])"
HUNDRED = Decimal(100)


def fixed_form(text: str, begin: int) -> Mention | None:
    """The fixed form that begins at `begin`, or `None`."""
    for pattern, build in _FORMS:
        found = pattern.match(text, begin)
        if found:
            return build(text, found)
    return None


def _number(word: str) -> Decimal:
    numeral = numerals.read(word, 0)
    return numeral.interval.low if numeral is not None else Decimal(0)


def _mention(
    text: str, found: re.Match[str], interval: Interval, unit: str | None, end: int | None = None
) -> Mention:
    stop = found.end() if end is None else end
    return Mention(
        found.start(), stop, text[found.start() : stop], interval, unit, core=found.start()
    )


def _one_or_so(text: str, found: re.Match[str]) -> Mention:
    """个把月, 个把礼拜."""
    unit = {"月": ("month", 1), "礼拜": ("day", 7), "星期": ("day", 7), "年": ("year", 1)}[found[1]]
    mention = _mention(text, found, Interval.exactly(unit[1]), unit[0])
    return replace(mention, approx=True)


def _half_hours(text: str, found: re.Match[str]) -> Mention:
    """半个小时, 两个半小时."""
    whole = _number(found[1]) if found[1] else Decimal(0)
    return _mention(text, found, Interval.exactly(whole + Decimal("0.5")), "小时")


_PLACES = {"": Decimal(1), "十": Decimal(10), "百": HUNDRED, "千": Decimal(1000), "万": Decimal(10_000),
           "亿": Decimal(10) ** 8, "十万": Decimal(10) ** 5, "百万": Decimal(10) ** 6,
           "千万": Decimal(10) ** 7}  # fmt: skip


def _side_by_side(text: str, found: re.Match[str]) -> Mention:
    """三万五万, 十万八万: anything between the two."""
    place = _PLACES[found[2]]
    low, high = sorted((_number(found[1]) * place, _number(found[3]) * place))
    return _with_unit_after(text, found, Interval.between(low, high))


def _few_of(text: str, found: re.Match[str]) -> Mention:
    """三家五家, 十个八个."""
    low, high = sorted((_number(found[1]), _number(found[3])))
    return _with_unit_after(text, found, Interval.between(low, high))


def _tens_to_hundreds(text: str, found: re.Match[str]) -> Mention:
    """几十上百, 几百上千."""
    interval = Interval.between(2 * _PLACES[found[1]], _PLACES[found[2]])
    return _with_unit_after(text, found, interval)


def _teens_to_twenty(text: str, found: re.Match[str]) -> Mention:
    return _with_unit_after(text, found, Interval(Decimal(10), Decimal(20), True, False))


def _hundred_or_so(text: str, found: re.Match[str]) -> Mention:
    """百八十家, 千儿八百: a little less than the round number, or the number itself."""
    place = _PLACES[found[1]]
    return _with_unit_after(text, found, Interval.between(place * 8 / 10, place))


def _with_unit_after(text: str, found: re.Match[str], interval: Interval) -> Mention:
    counter = COUNTER_AFTER.match(text, found.end())
    if counter:
        return _mention(text, found, interval, counter.group(1)[:1], counter.start(1) + 1)
    money = MONEY_AFTER.match(text, found.end())
    if money:
        return _mention(text, found, interval, currency_code(money.group()), money.end())
    return _mention(text, found, interval, None)


def _at_least(text: str, found: re.Match[str]) -> Mention:
    """上百家, 成百上千: a hundred and more."""
    value = {"百": HUNDRED, "千": Decimal(1000), "万": Decimal(10_000), "亿": Decimal(10) ** 8}
    number = Decimal(1)
    for char in found[1]:
        number *= value[char]
    return _with_unit_after(text, found, Interval(number, INFINITY, False, True))


def _ordinal_year(text: str, found: re.Match[str]) -> Mention:
    number = Decimal(1) if found[1] in ("头一", "头", "首") else _number(found[1].lstrip("第"))
    mention = _mention(text, found, Interval.exactly(number), "年")
    return Mention(
        mention.start, mention.end, mention.text, mention.interval, "年", core=mention.core,
        ordinal=True,
    )  # fmt: skip


def _not_a_cent(text: str, found: re.Match[str]) -> Mention:
    """一分钱没花."""
    return _mention(text, found, Interval.exactly(0), "CNY")


_FORMS: list[tuple[re.Pattern[str], Callable[[str, re.Match[str]], Mention]]] = [
    (re.compile(r"一(?:分|毛|块)钱?[都也]?(?:没有?|冇|未)"), _not_a_cent),
    (
        re.compile(rf"({_DIGIT})((?:[十百千]?[万亿]|[百千]))({_DIGIT})\2(?![{CHINESE}])"),
        _side_by_side,
    ),
    (re.compile(rf"({_DIGIT})([家个块户间台辆票])(?!\1\2)({_DIGIT})(?=\2)"), _few_of),
    (re.compile(r"几([十百千])上([百千万])(?![万亿])"), _tens_to_hundreds),
    (re.compile(r"十[几来](?:、|到)?二十(?![一二三四五六七八九几])"), _teens_to_twenty),
    (
        re.compile(
            r"(?<![一二两三四五六七八九十百千万])([百千万])(?:儿|把)?八[十百千](?![一二三四五六七八九万亿])"
        ),
        _hundred_or_so,
    ),
    (re.compile(r"个把(月|礼拜|星期|年)"), _one_or_so),
    (re.compile(rf"(?:({_DIGIT})个)?半(?:个)?(?:小时|钟头)"), _half_hours),
    (
        re.compile(
            rf"(?:成[百千])?上([百千万亿]{{1,2}})(?=\s*(?:{COUNTERS}|{CURRENCY})|[平亩,。;!?\s了吧]|$)"
        ),
        _at_least,
    ),
    (
        re.compile(rf"(第(?:\d+|[{CHINESE}]+)|头一|头|首(?=年(?:$|[,。的了就]))|首一)年(?!度)"),
        _ordinal_year,
    ),
    (re.compile(rf"(第(?:\d+|[{CHINESE}]+))个?(?:服务)?年[度头]"), _ordinal_year),
]
