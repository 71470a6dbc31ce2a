"""Quantities that are words of their own: 半年, 上百家, 百分之七十, 三成半, 八折, 第二年."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from policy_engine import INFINITY, Interval

from . import numerals
from .mention import Mention
from .units import COUNTER_AFTER, MONEY_AFTER, currency_code

_NUM = rf"(?:\d+(?:\.\d+)?|[{numerals.CHINESE}]+(?:点[零〇一二三四五六七八九]+)?)"
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
    return _percent(text, found, _number(found[2]) / whole * HUNDRED)


def _tenths(text: str, found: re.Match[str]) -> Mention:
    half = Decimal(5) if found[2] else Decimal(0)
    numeral = numerals.read(found[1], 0)
    assert numeral is not None
    interval = numeral.interval.scaled(Decimal(10)) + Interval.exactly(half)
    return _mention(text, found, interval, "percent")


def _discount(text: str, found: re.Match[str]) -> Mention:
    if found[1] in ("半", "对"):
        return _percent(text, found, Decimal(50))
    number = _number(found[1])
    return _percent(text, found, number * 10 if number < 10 else number)


def _half_of_unit(text: str, found: re.Match[str]) -> Mention:
    unit, value = {
        "年": ("month", Decimal(6)), "个月": ("month", Decimal("0.5")), "月": ("month", Decimal("0.5")),
        "天": ("day", Decimal("0.5")), "亩": ("mu", Decimal("0.5")), "公顷": ("ha", Decimal("0.5")),
    }[found[2]]  # fmt: skip
    low = Interval.exactly(value)
    if found[3] or found[1]:  # 半年多, 大半年
        low = Interval(value, value * 2, True, True)
    return _mention(text, found, low, unit)


def _at_least(text: str, found: re.Match[str]) -> Mention:
    """上百家, 成百上千: a hundred and more."""
    value = {"百": HUNDRED, "千": Decimal(1000), "万": Decimal(10_000), "亿": Decimal(10) ** 8}
    number = Decimal(1)
    for char in found[1]:
        number *= value[char]
    interval = Interval(number, INFINITY, False, True)
    counter = COUNTER_AFTER.match(text, found.end())
    if counter:
        return _mention(text, found, interval, counter.group(1)[:1], counter.start(1) + 1)
    money = MONEY_AFTER.match(text, found.end())
    if money:
        return _mention(text, found, interval, currency_code(money.group()), money.end())
    return _mention(text, found, interval, None)


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
    (re.compile(rf"(百|千|万)分之\s*({_NUM})"), _parts_of),
    (re.compile(rf"({_NUM})分之({_NUM})"), _parts_of),
    (
        re.compile(r"([一二两三四五六七八九\d]{1,2})成(半)?(?![立员为本交功长品都型绩了熟])"),
        _tenths,
    ),
    (re.compile(rf"打?({_NUM}|对|半)折(?![腾叠扣旧算])"), _discount),
    (re.compile(r"(?:一半|半数|对半)"), lambda t, m: _percent(t, m, Decimal(50))),
    (re.compile(r"(大|小)?半(?:个)?(年|个月|月|天|亩|公顷)(多)?(?!成|路)"), _half_of_unit),
    (
        re.compile(r"(?:上|成百上)([百千万亿]{1,2})(?=[家户个票单人多万元块美平亩,。;!?\s]|$)"),
        _at_least,
    ),
    (re.compile(rf"(第(?:\d+|[{numerals.CHINESE}]+)|头一|头|首)年(?!度)"), _ordinal_year),
    (re.compile(rf"(第(?:\d+|[{numerals.CHINESE}]+))个?(?:服务)?年[度头]"), _ordinal_year),
]
