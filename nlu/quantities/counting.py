"""Areas and things counted: 2000平米, 两亩三分, 40家, 两斤半, 38度5, 仨店."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from policy_engine import Interval

from .measured import Measured
from .numeral_words import digit
from .units import AREA_AFTER, COUNTER_AFTER

_CN_DIGIT = r"[\d零一二两三四五六七八九]"
_TAIL_DIGITS = re.compile(rf"({_CN_DIGIT})({_CN_DIGIT})?(?![\d万千百十家个票年月])")
_HALVED = {"斤", "公斤", "吨", "米", "公里", "倍", "度", "里", "升"}
_MU_TENTHS = re.compile(rf"({_CN_DIGIT})分地?")
_MOST_TIERS = 100
_SQUARE_METRES = {
    "km2": Decimal(1_000_000), "ft2": Decimal("0.09290304"), "chi2": Decimal("0.11111111"),
}  # fmt: skip
_PLAIN = {
    "家企业": "家", "个人": "人", "张票": "票", "多家": "家", "员工": "人", "号人": "人",
    "个工作日": "工作日", "个基点": "基点",
}  # fmt: skip
_HALF = Decimal("0.5")


def counted(text: str, bare: Measured) -> Measured | None:
    """The area or the count that a numeral makes with what follows it, or `None`."""
    for pattern, code in AREA_AFTER:
        found = pattern.match(text, bare.end)
        if found:
            return _area(text, replace(bare, unit=code, end=found.end()))
    counter = COUNTER_AFTER.match(text, bare.end)
    if counter is None:
        return None
    word = counter.group(1)
    if word == "档" and bare.interval.high >= _MOST_TIERS:  # 20万档 is the tier of 20万
        return None
    # 家企业 is read as a unit, but only 家 belongs to the quantity
    end = counter.end() - (len("企业") if word == "家企业" else 0)
    return _with_tail(text, replace(bare, unit=_PLAIN.get(word, word), end=end))


def half_area(text: str, begin: int) -> Measured | None:
    """半亩, 半公顷."""
    found = _HALF_AREA.match(text, begin)
    if found is None:
        return None
    unit = "mu" if found[1] == "亩" else "ha"
    told = Interval(_HALF, Decimal(1), True, True) if found[2] else Interval.exactly(_HALF)
    return Measured.fixed(told, unit, found.end(), _HALF)


_HALF_AREA = re.compile(r"半(?:个)?(亩|公顷)(多)?")


def _area(text: str, found: Measured) -> Measured:
    if found.unit in _SQUARE_METRES:
        square_metres = found.interval.scaled(_SQUARE_METRES[found.unit])
        return replace(found, unit="m2", interval=square_metres)
    tenths = _MU_TENTHS.match(text, found.end) if found.unit == "mu" else None
    if tenths is not None and found.interval.is_exact:  # 两亩三分
        tenth = Interval.exactly(Decimal(digit(tenths.group(1))) / 10)
        return replace(found, interval=found.interval + tenth, end=tenths.end())
    return _and_a_half(text, found) or found


def _and_a_half(text: str, found: Measured) -> Measured | None:
    if not text.startswith("半", found.end) or not found.interval.is_exact:
        return None
    whole = found.interval + Interval.exactly(_HALF)
    return replace(found, interval=whole, end=found.end + 1)


def _with_tail(text: str, found: Measured) -> Measured:
    """两斤半, 一米七八, 38度5."""
    if found.unit not in _HALVED or not found.interval.is_exact:
        return found
    halved = _and_a_half(text, found)
    if halved is not None:
        return halved
    tail = _TAIL_DIGITS.match(text, found.end) if found.unit in ("米", "度") else None
    if tail is None:
        return found
    fraction = sum(Decimal(digit(d)) / 10**place for place, d in enumerate(tail.groups(), 1) if d)
    return replace(found, interval=found.interval + Interval.exactly(fraction), end=tail.end())
