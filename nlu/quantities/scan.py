"""Finding every quantity of a message: numeral, unit, bounds and ranges put together.

>>> [(m.text, m.unit) for m in scan("平台上有40多家店，面积2000平以上")]
[('40多家', '家'), ('2000平以上', 'm2')]
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from policy_engine import MONEY, EmptyIntervalError, Interval, unit_of

from . import numerals
from .bounds import Bound, apply_bound, bound_after, bound_around, bound_before
from .fixed_forms import fixed_form
from .mention import Mention
from .numerals import Numeral
from .ranges import merge_opposite_bounds
from .skips import skipped
from .units import (
    AREA_AFTER,
    COUNTER_AFTER,
    DURATION_AFTER,
    MONEY_AFTER,
    MONEY_BEFORE,
    MONTHS,
    PERCENT_AFTER,
    currency_code,
)

_START = re.compile(rf"[\d{numerals.CHINESE}半几数好第头首上成过近百千对打]")
_CONNECTOR = re.compile(r"\s*(?:\((?:不?含)\))?\s*(?:到|至|~|-{1,2}|—{1,2}|–|－|或者?|、(?=\d))\s*")
_BETWEEN = re.compile(r"\s*(?:和|与|跟|及|到|至)\s*")
_BETWEEN_END = re.compile(r"\s*(?:之间|中间)")
_CJK = re.compile(r"[\u4e00-\u9fff]")
_ARTICLE = re.compile(r"[一1][家个名位种项款条间类票单批笔]")
_CN_DIGIT = r"[\d零一二两三四五六七八九壹贰叁肆伍陆柒捌玖]"
_NOT_EVEN_ONE = re.compile(r"[都也还]{0,2}(?:没有?(?!问题)|没得|冇得?|莫得|不是)")
_MORE_AFTER_UNIT = re.compile(r"多(?![少久大长种样])|来(?=的|吧|,|。|$)")
_COMPOUND = re.compile(r"\s*(?:零|又|加)?\s*")


@dataclass(frozen=True, slots=True)
class _Measured:
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


def scan(text: str) -> list[Mention]:
    """All quantities of a cleaned message, in reading order."""
    mentions: list[Mention] = []
    skips = iter(skipped(text))
    skip = next(skips, None)
    place = 0
    while start := _START.search(text, place):
        begin = start.start()
        while skip is not None and skip[1] <= begin:
            skip = next(skips, None)
        if skip is not None and skip[0] <= begin:
            place = skip[1]
            continue
        found = _mention_at(text, begin, mentions[-1].end if mentions else 0)
        if found is None:
            place = _after_numeral(text, begin)
        else:
            mentions.append(found)
            place = found.end
    return merge_opposite_bounds(text, _without_rate_bases(text, mentions))


_RATE = re.compile(r"(?:也?就|才|要|收|补|给|得)*")


def _without_rate_bases(text: str, mentions: list[Mention]) -> list[Mention]:
    """The 一票 of 一票补120元 counts nothing."""
    following: list[Mention | None] = [*mentions, None][1:]
    return [
        mention
        for mention, after in zip(mentions, following, strict=True)
        if not (
            mention.article
            and after is not None
            and after.unit is not None
            and unit_of(after.unit).kind == MONEY
            and _RATE.fullmatch(text[mention.end : after.start])
        )
    ]


def _after_numeral(text: str, begin: int) -> int:
    """Past what was no quantity, so that its digits are not read again from the middle."""
    end = begin + 1
    while text[begin].isdigit() and end < len(text) and text[end].isdigit():
        end += 1
    return end


def _mention_at(text: str, begin: int, earliest: int) -> Mention | None:
    fixed = fixed_form(text, begin)
    if fixed is not None:
        return _bounded(text, fixed.start, earliest, fixed)
    first = _measured(text, begin)
    if first is None:
        return None
    whole = _range(text, begin, first) or first
    if not _is_quantity(text, begin, whole):
        return None
    mention = Mention(
        begin, whole.end, text[begin : whole.end], whole.interval, whole.unit, whole.approx, begin,
        article=bool(_ARTICLE.fullmatch(text[begin : whole.end].strip())),
    )  # fmt: skip
    return _bounded(
        text, begin, earliest, _with_currency_before(text, mention, earliest), whole.step
    )


# -- numeral and unit ---------------------------------------------------------------


def _measured(text: str, begin: int) -> _Measured | None:
    numeral = numerals.read(text, begin)
    if numeral is None:
        return None
    bare = _Measured(numeral.interval, None, numeral.end, numeral.step, numeral.approx, numeral)
    if re.compile(r"\+(?!\d)").match(text, bare.end):  # 30+家
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


def _bound_before_unit(text: str, bare: _Measured) -> _Measured:
    """两千出头个平方, 五十左右家: the bound stands between number and unit."""
    found = _INNER_BOUND.match(text, bare.end)
    bound = bound_after(text, bare.end) if found else None
    if found is None or bound is None:
        return bare
    interval, approx = _apply(bare.interval, bare.approx, bound[0], bare.step)
    return replace(bare, interval=interval, approx=approx, end=found.end())


def _money(text: str, bare: _Measured) -> _Measured | None:
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


def _dimes(text: str, bare: _Measured) -> _Measured | None:
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


def _duration(text: str, bare: _Measured) -> _Measured | None:
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


def _compound_duration(text: str, found: _Measured) -> _Measured | None:
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


def _vague_unit(bare: _Measured, unit: str, end: int, word: str) -> _Measured:
    if word == "来" or not bare.interval.is_exact:
        return replace(bare, unit=unit, end=end, approx=True)
    low = bare.interval.low
    return replace(bare, unit=unit, end=end, interval=Interval(low, low + bare.step, True, True))


def _years_and_months(text: str, years: _Measured) -> _Measured:
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


def _other_unit(text: str, bare: _Measured) -> _Measured | None:
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
    return replace(bare, unit=_plain_counter(counter.group(1)), end=_counter_end(counter, bare))


def _percent(bare: _Measured, found: re.Match[str]) -> _Measured:
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
    }.get(word, word)


def _counter_end(counter: re.Match[str], bare: _Measured) -> int:
    """家企业 is read as a unit, but only 家 belongs to the quantity."""
    word = counter.group(1)
    extra = len("企业") if word == "家企业" else 0
    return counter.end() - extra if bare.end <= counter.start(1) else counter.end()


_MU_TENTHS = re.compile(rf"({_CN_DIGIT})分地?")


def _with_half(text: str, found: _Measured) -> _Measured:
    if found.unit == "km2":
        return replace(found, unit="m2", interval=found.interval.scaled(Decimal(1_000_000)))
    tenths = _MU_TENTHS.match(text, found.end) if found.unit == "mu" else None
    if tenths is not None and found.interval.is_exact:  # 两亩三分
        tenth = Interval.exactly(_digit(tenths.group(1)) / 10)
        return replace(found, interval=found.interval + tenth, end=tenths.end())
    if text.startswith("半", found.end) and found.interval.is_exact:
        half = found.interval + Interval.exactly("0.5")
        return replace(found, interval=half, end=found.end + 1)
    return found


# -- ranges ---------------------------------------------------------------------------


def _range(text: str, begin: int, first: _Measured) -> _Measured | None:
    connector = _CONNECTOR.match(text, first.end) or _between(text, begin, first)
    if connector is None:
        return None
    second = _measured(text, connector.end())
    if second is None or not _same_kind(first, second):
        return None
    low, high = _with_shared_scale(first, second)
    try:
        interval = Interval(
            low.low, high.high,
            "(不含)" in text[first.end : connector.end()] or low.low_open,
            text.startswith("(不含)", second.end) or high.high_open,
        )  # fmt: skip
    except EmptyIntervalError:
        return None
    closing = re.compile(r"\s*\((?:不?含)\)").match(text, second.end)
    end = closing.end() if closing else second.end
    after = _BETWEEN_END.match(text, end)
    return replace(
        second, interval=interval, end=after.end() if after else end,
        approx=first.approx or second.approx,
    )  # fmt: skip


def _between(text: str, begin: int, first: _Measured) -> re.Match[str] | None:
    """和 joins a range only in 在…和…之间 or 介于…与…."""
    joined = _BETWEEN.match(text, first.end)
    if joined is None:
        return None
    second = _measured(text, joined.end())
    framed = text[max(0, begin - 2) : begin].endswith("介于") or (
        second is not None and _BETWEEN_END.match(text, second.end) is not None
    )
    return joined if framed else None


def _same_kind(first: _Measured, second: _Measured) -> bool:
    if first.unit is not None and first.unit != second.unit:
        return {first.unit, second.unit} == {"year", "month"}
    return (second.interval.has_ceiling and not second.numeral.plain) or second.unit is not None


def _with_shared_scale(first: _Measured, second: _Measured) -> tuple[Interval, Interval]:
    """3到5万: the first number shares the 万 of the second when it is the smaller digit."""
    low, high = first.interval, second.interval
    if first.unit == "year" and second.unit == "month":
        return low.scaled(MONTHS["year"]), high
    if first.scale == 1 and second.scale > 1 and low.low < high.high / second.scale:
        low = low.scaled(second.scale)
    place = numerals.lowest_place(high.low) if first.scale == 1 == second.scale else None
    if place is not None and place >= 10 and not first.numeral.arabic and low.high < 10:
        low = low.scaled(place)  # 三到五十
    return low, high


# -- bounds -----------------------------------------------------------------------------


def _bounded(
    text: str, begin: int, earliest: int, mention: Mention, step: Decimal | None = None
) -> Mention:
    step = step if step is not None else numerals.lowest_place(mention.interval.low)
    interval, approx, start, end = mention.interval, mention.approx, mention.start, mention.end
    around = bound_around(text, start, end)
    if around is not None:
        bound, start, end = around
        interval = apply_bound(interval, bound, step)
        return replace(mention, start=start, end=end, text=text[start:end], interval=interval)
    nothing = _NOT_EVEN_ONE.match(text, end) if interval == Interval.exactly(1) else None
    if nothing is not None:  # 一家都没有
        none = Interval.exactly(0)
        return replace(mention, interval=none, end=nothing.end(), text=text[start : nothing.end()])
    after = bound_after(text, end)
    before = bound_before(text[earliest:start], start - earliest)
    if after is not None and not (after[0] == "<" and before is not None):
        if interval.is_exact or (after[0] == "~" and not interval.low_open):  # 三千多万打止
            interval, approx = _apply(interval, approx, after[0], step)
        end = after[1]
        second = bound_after(text, end)  # 40多家左右
        if second is not None and second[0] == "~":
            end = second[1]
    if before is not None:
        told_as_more = before[0] == "~" and interval.low_open  # 大概四十多家 is 四十多家
        if not (told_as_more or (before[0] == "~" and after is not None)):
            interval, approx = _apply(interval, approx, before[0], step)
        start = min(start, earliest + before[1])
    try:
        return replace(
            mention, start=start, end=end, text=text[start:end], interval=interval, approx=approx
        )
    except EmptyIntervalError:
        return mention


def _apply(interval: Interval, approx: bool, bound: Bound, step: Decimal) -> tuple[Interval, bool]:
    if bound == "~":
        return interval, True
    return apply_bound(interval, bound, step), approx


def _with_currency_before(text: str, mention: Mention, earliest: int) -> Mention:
    """US$1.2M, 新台币177亿, 人民币3000万."""
    before = MONEY_BEFORE.search(text[earliest : mention.start])
    if before is None or mention.unit not in (None, "CNY"):
        return mention
    code = currency_code(before.group())
    if before.group().strip() in ("元", "块", "圆", "欧", "刀"):
        return mention
    start = earliest + before.start()
    return replace(mention, unit=code, start=start)


# -- what counts as a quantity -------------------------------------------------------------


def _is_quantity(text: str, begin: int, found: _Measured) -> bool:
    """A lone Chinese digit or unit counts only with a unit, a bound, or on its own."""
    word = text[begin : found.numeral.end]
    bounded = found.approx or bool(bound_after(text, found.end) or bound_before(text, begin))
    if set(word) <= set("百千万亿"):
        return bounded
    if not found.numeral.plain or found.unit is not None or bounded:
        return True
    before, after = text[begin - 1 : begin] if begin else "", text[found.end : found.end + 1]
    return not _CJK.match(before) and (not _CJK.match(after) or after in "吧啊呢嘛咯咧哦喔的")
