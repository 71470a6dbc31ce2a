"""Quantities that are words of their own: 半年, 上百家, 百分之七十, 三成半, 八折, 第二年."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from policy_engine import INFINITY, Interval

from . import numerals
from .mention import Mention
from .units import COUNTER_AFTER, COUNTERS, CURRENCY, MONEY_AFTER, currency_code

_NUM = rf"(?:\d+(?:\.\d+)?|[{numerals.CHINESE}]+(?:点[零〇一二三四五六七八九]+)?)"
_DIGIT = r"(?:\d{1,2}(?!\d)|[一二两三四五六七八九十])"
_NOT_TENTHS = "立员为本交功长品都型绩了熟"
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


def _percent(text: str, found: re.Match[str], value: Decimal) -> Mention:
    return _mention(text, found, Interval.exactly(value.normalize()), "percent")


def _parts_of(text: str, found: re.Match[str]) -> Mention:
    whole = {"百": HUNDRED, "千": Decimal(1000), "万": Decimal(10_000)}.get(found[1])
    if whole is None:
        ratio = _number(found[2]) / (_number(found[1]) or 1)
        return _mention(text, found, Interval.exactly(ratio), None)
    numeral = numerals.read(found[2], 0)
    interval = Interval.exactly(0) if numeral is None else numeral.interval
    if found[3]:
        interval = Interval.between(interval.low, _number(found[3]))
    return _mention(text, found, interval.scaled(HUNDRED, whole), "percent")


def _tenths_range(text: str, found: re.Match[str]) -> Mention:
    """三到五成."""
    low, high = _number(found[1]) * 10, _number(found[2]) * 10
    return _mention(text, found, Interval.between(min(low, high), max(low, high)), "percent")


def _tenths(text: str, found: re.Match[str]) -> Mention:
    rest = Decimal(5) if found[2] == "半" else _number(found[2]) if found[2] else Decimal(0)
    numeral = numerals.read(found[1], 0)
    assert numeral is not None
    interval = numeral.interval.scaled(Decimal(10)) + Interval.exactly(rest)
    return _mention(text, found, interval, "percent")


def _discount(text: str, found: re.Match[str]) -> Mention:
    if found[1] in ("半", "对"):
        return _percent(text, found, Decimal(50))
    number = _number(found[1])
    return _percent(text, found, number * 10 if number < 10 else number)


def _one_or_so(text: str, found: re.Match[str]) -> Mention:
    """个把月, 个把礼拜."""
    unit = {"月": ("month", 1), "礼拜": ("day", 7), "星期": ("day", 7), "年": ("year", 1)}[found[1]]
    mention = _mention(text, found, Interval.exactly(unit[1]), unit[0])
    return replace(mention, approx=True)


def _half_hours(text: str, found: re.Match[str]) -> Mention:
    """半个小时, 两个半小时."""
    whole = _number(found[1]) if found[1] else Decimal(0)
    return _mention(text, found, Interval.exactly(whole + Decimal("0.5")), "小时")


def _half_of_unit(text: str, found: re.Match[str]) -> Mention:
    unit, value = {
        "年": ("month", Decimal(6)), "个月": ("month", Decimal("0.5")), "月": ("month", Decimal("0.5")),
        "天": ("day", Decimal("0.5")), "亩": ("mu", Decimal("0.5")), "公顷": ("ha", Decimal("0.5")),
    }[found[2]]  # fmt: skip
    told = Interval.exactly(value)
    if found[3] or found[1] == "大":  # 半年多, 大半年
        told = Interval(value, value * 2, True, True)
    elif found[1] == "小":
        told = Interval.below(value)
    return _mention(text, found, told, unit)


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


def _half_and_more(text: str, found: re.Match[str]) -> Mention:
    return _mention(text, found, Interval.above(50), "percent")


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
        re.compile(rf"(百|千|万)分之\s*({_NUM})(?:(?:到|至|~|-)(?:[百千万]分之)?({_NUM}))?"),
        _parts_of,
    ),
    (re.compile(rf"({_NUM})分之({_NUM})()"), _parts_of),
    (re.compile(rf"({_DIGIT})(?:到|至|~|-)({_DIGIT})成(?![{_NOT_TENTHS}])"), _tenths_range),
    (
        re.compile(rf"({_DIGIT})((?:[十百千]?[万亿]|[百千]))({_DIGIT})\2(?![{numerals.CHINESE}])"),
        _side_by_side,
    ),
    (re.compile(rf"({_DIGIT})([家个块户间台辆票])(?!\1\2)({_DIGIT})(?=\2)"), _few_of),
    (re.compile(r"几([十百千])上([百千万])(?![万亿])"), _tens_to_hundreds),
    (re.compile(r"十几(?:、|到)?二十(?![一二三四五六七八九几])"), _teens_to_twenty),
    (
        re.compile(
            r"(?<![一二两三四五六七八九十百千万])([百千万])(?:儿|把)?八[十百千](?![一二三四五六七八九万亿])"
        ),
        _hundred_or_so,
    ),
    (re.compile(r"(?:已经)?过半(?![年个])"), _half_and_more),
    (
        re.compile(
            r"([一二两三四五六七八九\d]{1,2})成([半一二三四五六七八九](?![十百千万家个人]))?"
            rf"(?![{_NOT_TENTHS}])"
        ),
        _tenths,
    ),
    (re.compile(rf"打?({_NUM}|对|半)折(?![腾叠扣旧算])"), _discount),
    (re.compile(r"个把(月|礼拜|星期|年)"), _one_or_so),
    (re.compile(rf"(?:({_DIGIT})个)?半(?:个)?(?:小时|钟头)"), _half_hours),
    (re.compile(r"(?:一半|半数|对半)"), lambda t, m: _percent(t, m, Decimal(50))),
    (re.compile(r"(大|小)?半(?:个)?(年|个月|月|天|亩|公顷)(多)?(?!成|路)"), _half_of_unit),
    (
        re.compile(
            rf"(?:成[百千])?上([百千万亿]{{1,2}})(?=\s*(?:{COUNTERS}|{CURRENCY})|[平亩,。;!?\s]|$)"
        ),
        _at_least,
    ),
    (
        re.compile(
            rf"(第(?:\d+|[{numerals.CHINESE}]+)|头一|头|首(?=年(?:$|[,。的了就]))|首一)年(?!度)"
        ),
        _ordinal_year,
    ),
    (re.compile(rf"(第(?:\d+|[{numerals.CHINESE}]+))个?(?:服务)?年[度头]"), _ordinal_year),
]
