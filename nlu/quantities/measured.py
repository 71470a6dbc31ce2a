"""A numeral with the unit that follows it: 两亩三分, 三块五, 一年零三个月, 50平米."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from policy_engine import Interval

from . import numerals
from .bounds import apply_bound, apply_told, bound_after
from .numerals import Numeral
from .units import (
    AREA_AFTER,
    COUNTER_AFTER,
    COUNTERS,
    CURRENCY,
    DURATION_AFTER,
    MONEY_AFTER,
    MONTHS,
    PERCENT_AFTER,
    currency_code,
)

_CN_DIGIT = r"[\d零一二两三四五六七八九壹贰叁肆伍陆柒捌玖]"
_MORE_AFTER_UNIT = re.compile(r"多(?![少久大长种样])|来(?=的|吧|,|。|$)")
_COMPOUND = re.compile(r"\s*(?:零|又|加)?\s*")


@dataclass(frozen=True, slots=True)
class Measured:
    """A numeral with its unit, up to `end`."""

    interval: Interval
    unit: str | None
    end: int
    step: Decimal
    approx: bool
    numeral: Numeral

    @property
    def scale(self) -> Decimal:
        return self.numeral.big


_AND_MORE = re.compile(rf"\+(?=\s*(?:$|[,。;!?)]|{COUNTERS}|{CURRENCY}|[万亿平亩年㎡方]|m[²2]))")
_MINUS = re.compile(r"负|零下|(?:(?<=[\s,。;:()=是为到了约降跌比从在晨])|^)[-−]")


def measured(text: str, begin: int) -> Measured | None:
    """The numeral at `begin` with its unit; -3%, 负五百万 and 零下五度 are negative."""
    minus = _MINUS.match(text, begin)
    if minus is None:
        return _unsigned(text, begin)
    found = _unsigned(text, minus.end())
    return None if found is None else replace(found, interval=-found.interval)


def _unsigned(text: str, begin: int) -> Measured | None:
    numeral = numerals.read(text, begin)
    if numeral is None:
        return None
    bare = Measured(numeral.interval, None, numeral.end, numeral.step, numeral.approx, numeral)
    if _AND_MORE.match(text, bare.end):  # 30+家
        least = apply_bound(bare.interval, ">=", bare.step)
        bare = replace(bare, interval=least, end=bare.end + 1)
    bare = _bound_before_unit(text, bare)
    return (
        _dimes(text, bare)
        or _duration(text, bare)
        or _money(text, bare)
        or _other_unit(text, bare)
        or bare
    )


_INNER_BOUND = re.compile(
    r"(?:出头|左右|上下|以上|来)(?=个?(?:平|家|票|户|块|元|万|亩|个月|年|天))"
)


def _bound_before_unit(text: str, bare: Measured) -> Measured:
    """两千出头个平方, 五十左右家: the bound stands between number and unit."""
    found = _INNER_BOUND.match(text, bare.end)
    bound = bound_after(text, bare.end) if found else None
    if found is None or bound is None:
        return bare
    interval, approx = apply_told(bare.interval, bare.approx, bound[0], bare.step)
    return replace(bare, interval=interval, approx=approx, end=found.end())


def _money(text: str, bare: Measured) -> Measured | None:
    found = MONEY_AFTER.match(text, bare.end)
    if found is None or _belongs_to_next(text, found):
        return None
    code = currency_code(found.group())
    end, interval = found.end(), bare.interval
    second = MONEY_AFTER.match(text, end)
    if second and currency_code(second.group()) != "CNY":  # 三万元欧元
        code, end = currency_code(second.group()), second.end()
    tail = _SMALL_CHANGE.match(text, end)
    if tail and interval.is_exact and code == "CNY" and not bare.numeral.vague:
        end, interval = tail.end(), interval + Interval.exactly(_change(tail))
    return replace(bare, unit=code, end=end, interval=interval)


_DIMES = re.compile(rf"[毛角](?:({_CN_DIGIT})分?)?(?:钱)?(?![利坯重])|分钱")


def _dimes(text: str, bare: Measured) -> Measured | None:
    """八毛五, 5角, 3分钱."""
    found = _DIMES.match(text, bare.end)
    if found is None:
        return None
    if found.group() == "分钱":
        cents = bare.interval.scaled(Decimal("0.01"))
    else:
        rest = _digit(found.group(1)) / 100 if found.group(1) else Decimal(0)
        cents = bare.interval.scaled(Decimal("0.1")) + Interval.exactly(rest)
    return replace(bare, unit="CNY", end=found.end(), interval=cents)


def _belongs_to_next(text: str, word: re.Match[str]) -> bool:
    """新台币 in “1.2M 新台币177亿” stands before its own number."""
    return word.group()[0].isspace() and text[word.end() : word.end() + 1].isdigit()


_SMALL_CHANGE = re.compile(
    rf"({_CN_DIGIT})(?:[角毛](?:({_CN_DIGIT})分?)?|(?![\d万千百十家个票年]))(?:钱)?"
)


def _change(tail: re.Match[str]) -> Decimal:
    digits = [_digit(group) for group in tail.groups() if group]
    return sum((d / 10 ** (i + 1) for i, d in enumerate(digits)), Decimal(0))


def _digit(char: str) -> Decimal:
    return Decimal(char) if char.isdigit() else Decimal(numerals.DIGITS[char])


def _duration(text: str, bare: Measured) -> Measured | None:
    half_month = re.compile(r"个半月").match(text, bare.end)
    if half_month:
        half = bare.interval + Interval.exactly("0.5")
        return replace(bare, unit="month", end=half_month.end(), interval=half)
    vague_month = re.compile(r"个(多|来)月").match(text, bare.end)
    if vague_month:
        return _vague_unit(bare, "month", vague_month.end(), vague_month.group(1))
    for pattern, code in DURATION_AFTER:
        found = pattern.match(text, bare.end)
        if found:
            return _compound_duration(text, replace(bare, unit=code, end=found.end()))
    return None


def _compound_duration(text: str, found: Measured) -> Measured | None:
    if found.unit == "year" and found.interval.is_exact and found.interval.low >= 1900:
        return None  # a calendar year
    if found.unit == "week":
        return replace(found, unit="day", interval=found.interval.scaled(Decimal(7)))
    if found.unit in ("hour", "minute"):
        return replace(found, unit="小时" if found.unit == "hour" else "分钟")
    months = MONTHS.get(found.unit or "")
    if months is None:
        return found
    if text.startswith("半", found.end):
        half = found.interval.scaled(months) + Interval.exactly(months / 2)
        return replace(found, unit="month", interval=half, end=found.end + 1)
    more = _MORE_AFTER_UNIT.match(text, found.end)
    if more and found.interval.is_exact:
        vague = _vague_unit(found, "month", more.end(), more.group())
        return replace(vague, interval=vague.interval.scaled(months), step=found.step * months)
    return _years_and_months(text, found) if found.unit == "year" else found


def _vague_unit(bare: Measured, unit: str, end: int, word: str) -> Measured:
    if word == "来" or not bare.interval.is_exact:
        return replace(bare, unit=unit, end=end, approx=True)
    low = bare.interval.low
    return replace(bare, unit=unit, end=end, interval=Interval(low, low + bare.step, True, True))


def _years_and_months(text: str, years: Measured) -> Measured:
    gap = _COMPOUND.match(text, years.end)
    rest = numerals.read(text, gap.end()) if gap else None
    unit = re.compile(r"\s*个?(多)?月(?![份初底末])").match(text, rest.end) if rest else None
    if rest is None or unit is None or not years.interval.is_exact or rest.interval.high >= 12:
        return years
    months = rest.interval
    if unit.group(1):
        months = Interval(months.low, months.low + 1, True, True)
    return replace(
        years, unit="month", interval=years.interval.scaled(MONTHS["year"]) + months,
        end=unit.end(), approx=years.approx or rest.approx,
    )  # fmt: skip


def _other_unit(text: str, bare: Measured) -> Measured | None:
    found = PERCENT_AFTER.match(text, bare.end)
    if found:
        return _percent(bare, found)
    for pattern, code in AREA_AFTER:
        area = pattern.match(text, bare.end)
        if area:
            return _with_half(text, replace(bare, unit=code, end=area.end()))
    counter = COUNTER_AFTER.match(text, bare.end)
    if counter is None:
        return None
    unit, end = _plain_counter(counter.group(1)), _counter_end(counter, bare)
    if unit == "档" and bare.interval.high >= _MOST_TIERS:  # 20万档 is the tier of 20万
        return None
    return _with_tail(text, replace(bare, unit=unit, end=end))


_TAIL_DIGITS = re.compile(rf"({_CN_DIGIT})({_CN_DIGIT})?(?![\d万千百十家个票年月])")
_HALVED = {"斤", "公斤", "吨", "米", "公里", "倍", "度", "里", "升"}


def _with_tail(text: str, found: Measured) -> Measured:
    """两斤半, 一米七八, 38度5."""
    if found.unit not in _HALVED or not found.interval.is_exact:
        return found
    if text.startswith("半", found.end):
        return replace(found, interval=found.interval + Interval.exactly("0.5"), end=found.end + 1)
    tail = _TAIL_DIGITS.match(text, found.end) if found.unit in ("米", "度") else None
    if tail is None:
        return found
    fraction = sum(_digit(d) / 10**place for place, d in enumerate(tail.groups(), 1) if d)
    return replace(found, interval=found.interval + Interval.exactly(fraction), end=tail.end())


def _percent(bare: Measured, found: re.Match[str]) -> Measured:
    interval = bare.interval.scaled(Decimal("0.1")) if "‰" in found.group() else bare.interval
    return replace(bare, unit="percent", end=found.end(), interval=interval)


def _plain_counter(word: str) -> str:
    return {
        "家企业": "家",
        "个人": "人",
        "张票": "票",
        "多家": "家",
        "员工": "人",
        "号人": "人",
        "个工作日": "工作日",
        "个基点": "基点",
    }.get(word, word)


def _counter_end(counter: re.Match[str], bare: Measured) -> int:
    """家企业 is read as a unit, but only 家 belongs to the quantity."""
    word = counter.group(1)
    extra = len("企业") if word == "家企业" else 0
    return counter.end() - extra if bare.end <= counter.start(1) else counter.end()


_MOST_TIERS = 100
SQUARE_METRES = {
    "km2": Decimal(1_000_000), "ft2": Decimal("0.09290304"), "chi2": Decimal("0.11111111"),
}  # fmt: skip
_MU_TENTHS = re.compile(rf"({_CN_DIGIT})分地?")


def _with_half(text: str, found: Measured) -> Measured:
    if found.unit in SQUARE_METRES:
        square_metres = found.interval.scaled(SQUARE_METRES[found.unit])
        return replace(found, unit="m2", interval=square_metres)
    tenths = _MU_TENTHS.match(text, found.end) if found.unit == "mu" else None
    if tenths is not None and found.interval.is_exact:  # 两亩三分
        tenth = Interval.exactly(_digit(tenths.group(1)) / 10)
        return replace(found, interval=found.interval + tenth, end=tenths.end())
    if text.startswith("半", found.end) and found.interval.is_exact:
        half = found.interval + Interval.exactly("0.5")
        return replace(found, interval=half, end=found.end + 1)
    return found
