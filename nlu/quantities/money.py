"""Sums of money: 三万块, 两块五毛二分, 8角5分, 三个小目标."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from policy_engine import Interval

from .measured import Measured
from .numeral_words import digit
from .units import MONEY_AFTER, currency_code

_CN_DIGIT = r"[\d零一二两三四五六七八九壹贰叁肆伍陆柒捌玖]"
_SMALL_CHANGE = re.compile(
    rf"零({_CN_DIGIT})分(?:钱)?"
    rf"|({_CN_DIGIT})(?:[角毛](?:({_CN_DIGIT})分?)?(?![利坯重])|(?![\d万千百十家个票年天月]|\s?(?:[家个票户]|个月)))(?:钱)?"
)
_DIMES = re.compile(rf"[毛角](?:({_CN_DIGIT})分?)?(?:钱)?(?![利坯重])|分钱")
_LARGE = Decimal(10_000)


def money(text: str, bare: Measured) -> Measured | None:
    """The sum that a numeral makes with what follows it, or `None`."""
    return _dimes(text, bare) or _of_currency(text, bare)


def _of_currency(text: str, bare: Measured) -> Measured | None:
    found = MONEY_AFTER.match(text, bare.end)
    if found is None or _belongs_to_next(text, found):
        return None
    code = currency_code(found.group())
    end, interval = found.end(), bare.interval
    second = MONEY_AFTER.match(text, end)
    if second and currency_code(second.group()) != "CNY":  # 三万元欧元
        code, end = currency_code(second.group()), second.end()
    tail = _SMALL_CHANGE.match(text, end)
    if tail and code == "CNY" and interval.is_exact and _has_small_change(bare):
        end, interval = tail.end(), interval + Interval.exactly(_change(tail))
    return replace(bare, unit=code, end=end, interval=interval)


def _has_small_change(bare: Measured) -> bool:
    """Nobody tells dimes of 3700万元: what follows there is another number."""
    scaled = any(unit >= _LARGE for unit in bare.numeral.shared)
    return not bare.numeral.vague and not scaled


def _change(tail: re.Match[str]) -> Decimal:
    if tail[1]:  # 十块零五分
        return Decimal(digit(tail[1])) / 100
    digits = [Decimal(digit(group)) for group in tail.groups()[1:] if group]
    return sum((d / 10 ** (i + 1) for i, d in enumerate(digits)), Decimal(0))


def _dimes(text: str, bare: Measured) -> Measured | None:
    """八毛五, 5角, 3分钱."""
    found = _DIMES.match(text, bare.end)
    if found is None:
        return None
    if found.group() == "分钱":
        cents = bare.interval.scaled(Decimal("0.01"))
    else:
        rest = Decimal(digit(found.group(1))) / 100 if found.group(1) else Decimal(0)
        cents = bare.interval.scaled(Decimal("0.1")) + Interval.exactly(rest)
    return replace(bare, unit="CNY", end=found.end(), interval=cents)


def _belongs_to_next(text: str, word: re.Match[str]) -> bool:
    """新台币 in “1.2M 新台币177亿” stands before its own number."""
    return word.group()[0].isspace() and text[word.end() : word.end() + 1].isdigit()
