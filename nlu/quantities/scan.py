"""Finding every quantity of a message: numeral, unit, bounds and ranges put together.

>>> [(m.text, m.unit) for m in scan("平台上有40多家店，面积2000平以上")]
[('40多家', '家'), ('2000平以上', 'm2')]
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from policy_engine import MONEY, EmptyIntervalError, Interval, unit_of

from . import numerals
from .bounds import apply_bound, apply_told, bound_after, bound_around, bound_before
from .fixed_forms import fixed_form
from .measured import Measured, measured
from .mention import Mention
from .ranges import merge_opposite_bounds
from .skips import skipped
from .units import (
    MONEY_BEFORE,
    MONTHS,
    currency_code,
)

_START = re.compile(
    rf"[\d{numerals.CHINESE}半几数好第头首上成过近百千对打]|个(?=把)|[大小](?=半)|(?:负|零下|[-−])(?=[\d{numerals.CHINESE}])"
)
_CONNECTOR = re.compile(r"\s*(?:\((?:不?含)\))?\s*(?:到|至|~|-{1,2}|—{1,2}|–|－|或者?|、(?=\d))\s*")
_BETWEEN = re.compile(r"\s*(?:和|与|跟|及|到|至)\s*")
_BETWEEN_END = re.compile(r"\s*(?:之间|中间)")
_CJK = re.compile(r"[\u4e00-\u9fff]")
_ARTICLE = re.compile(r"[一1][家个名位种项款条间类票单批笔处座所]")
LONGEST_CURRENCY = 12
_NOT_EVEN_ONE = re.compile(r"[都也还]{0,2}(?:没有?(?!问题)|没得|冇得?|冒得|莫得|不是)")


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
    first = measured(text, begin)
    if first is None:
        return None
    whole = _range(text, begin, first) or first
    if not _is_quantity(text, begin, whole):
        return None
    mention = Mention(
        begin, whole.end, text[begin : whole.end], whole.interval, whole.unit,
        approx=whole.approx, core=begin, article=bool(_ARTICLE.fullmatch(text[begin : whole.end].strip())),
    )  # fmt: skip
    return _bounded(
        text, begin, earliest, _with_currency_before(text, mention, earliest), whole.step
    )


# -- ranges ---------------------------------------------------------------------------


def _range(text: str, begin: int, first: Measured) -> Measured | None:
    connector = _CONNECTOR.match(text, first.end) or _between(text, begin, first)
    if connector is None:
        return None
    second = measured(text, connector.end())
    if second is None or not _same_kind(first, second):
        return None
    if "、" in connector.group() and (first.unit or text.startswith("、", second.end)):
        return None  # an enumeration
    if text[: first.end].endswith("点") and not text[: second.end].endswith("点"):
        return None  # 提高0.8个百分点至46.2%
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


def _between(text: str, begin: int, first: Measured) -> re.Match[str] | None:
    """和 joins a range only in 在…和…之间 or 介于…与…."""
    joined = _BETWEEN.match(text, first.end)
    if joined is None:
        return None
    second = measured(text, joined.end())
    framed = text[max(0, begin - 2) : begin].endswith("介于") or (
        second is not None and _BETWEEN_END.match(text, second.end) is not None
    )
    return joined if framed else None


def _same_kind(first: Measured, second: Measured) -> bool:
    if first.unit is not None and first.unit != second.unit:
        return {first.unit, second.unit} == {"year", "month"}
    return (second.interval.has_ceiling and not second.numeral.plain) or second.unit is not None


def _with_shared_scale(first: Measured, second: Measured) -> tuple[Interval, Interval]:
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
    special = _compared(text, mention, step) or _not_even_one(text, mention)
    if special is not None:
        return special
    interval, approx, start, end = mention.interval, mention.approx, mention.start, mention.end
    after = bound_after(text, end)
    before = bound_before(text[earliest:start], start - earliest)
    if after is not None and not (after[0] == "<" and before is not None):
        if interval.is_exact:  # 三千多万打止, 三四十家左右: vague already
            interval, approx = apply_told(interval, approx, after[0], step)
        end = after[1]
        second = bound_after(text, end)  # 40多家左右
        if second is not None and second[0] == "~":
            end = second[1]
    if before is not None:
        roughly = before[0] == "~" and (after is not None or not mention.interval.is_exact)
        if not roughly:  # 大概四十多家 is 四十多家, 约三四十家 is 三四十家
            interval, approx = apply_told(interval, approx, before[0], step)
        start = min(start, earliest + before[1])
    try:
        return replace(
            mention, start=start, end=end, text=text[start:end], interval=interval, approx=approx
        )
    except EmptyIntervalError:
        return mention


def _compared(text: str, mention: Mention, step: Decimal) -> Mention | None:
    """比三十大一些."""
    around = bound_around(text, mention.start, mention.end)
    if around is None:
        return None
    bound, start, end = around
    interval = apply_bound(mention.interval, bound, step)
    return replace(mention, start=start, end=end, text=text[start:end], interval=interval)


def _not_even_one(text: str, mention: Mention) -> Mention | None:
    """一家都没有."""
    is_one = mention.interval == Interval.exactly(1)
    nothing = _NOT_EVEN_ONE.match(text, mention.end) if is_one else None
    if nothing is None:
        return None
    whole = text[mention.start : nothing.end()]
    return replace(mention, interval=Interval.exactly(0), end=nothing.end(), text=whole)


def _with_currency_before(text: str, mention: Mention, earliest: int) -> Mention:
    """US$1.2M, 新台币177亿, 人民币3000万."""
    earliest = max(earliest, mention.start - LONGEST_CURRENCY)
    before = MONEY_BEFORE.search(text[earliest : mention.start])
    if before is None or mention.unit not in (None, "CNY"):
        return mention
    code = currency_code(before.group())
    if before.group().strip() in ("元", "块", "圆", "欧", "刀"):
        return mention
    start = earliest + before.start()
    return replace(mention, unit=code, start=start)


# -- what counts as a quantity -------------------------------------------------------------


def _is_quantity(text: str, begin: int, found: Measured) -> bool:
    """A lone Chinese digit or unit counts only with a unit, a bound, or on its own."""
    word = text[begin : found.numeral.end]
    bounded = found.approx or bool(bound_after(text, found.end) or bound_before(text, begin))
    if set(word) <= set("百千万亿"):
        return bounded
    if not found.numeral.plain or found.unit is not None or bounded:
        return True
    before, after = text[begin - 1 : begin] if begin else "", text[found.end : found.end + 1]
    return not _CJK.match(before) and (not _CJK.match(after) or after in "吧啊呢嘛咯咧哦喔的")
