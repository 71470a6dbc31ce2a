"""Finding every quantity of a message: numeral, unit, bounds and ranges put together.

>>> [(m.text, m.unit) for m in scan("平台上有40多家店，面积2000平以上")]
[('40多家', '家'), ('2000平以上', 'm2')]
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from policy_engine import DURATION, MONEY, EmptyIntervalError, Interval, unit_of

from ..language.forms import form
from . import numerals
from .bounds import apply_bound, apply_told, bound_after, bound_around, bound_before
from .fixed_forms import fixed_form
from .headings import with_heading_units, with_units_across_slashes
from .latin import in_chinese
from .list_marks import without_list_marks
from .measured import Measured
from .measuring import NEGATIVE, measured
from .mention import Mention
from .numeral_words import CHINESE
from .opposite_bounds import merge_opposite_bounds
from .ranges import range_from
from .ranks import rank
from .skips import skipped
from .units import MONEY_BEFORE, currency_code

_START = re.compile(
    rf"[\d{CHINESE}参半几数好头首上成过已近对打]|(?<![\d.])\.(?=\d)|个(?=把)|[大小](?=半)"
    rf"|[第前](?=[\d{CHINESE}])|老(?=[二三四五六七八九])|{NEGATIVE}"
)
_LATIN = re.compile(r"[A-Za-z]{2}|[\u00c0-\u01dc]")
_CJK = re.compile(r"[\u4e00-\u9fff]")
_ARTICLE = re.compile(r"[一1][家个名位种项款条间类票单批笔处座所]")
LONGEST_CURRENCY = 12
_NOT_EVEN_ONE = re.compile(r"[都也还]{0,2}(?:没有?(?!问题)|没得|冇得?|冒得|莫得|不是)")


def scan(text: str) -> list[Mention]:
    """All quantities of a cleaned message, in reading order."""
    rewritten = in_chinese(text) if _LATIN.search(text) else None
    if rewritten is None:
        return _scanned(text)
    found: list[Mention] = []
    for mention in map(rewritten.back, _scanned(rewritten.text)):
        if not found or found[-1].end <= mention.start:
            found.append(mention)
    return found


def _scanned(text: str) -> list[Mention]:
    plain = without_list_marks(text)
    mentions = with_units_across_slashes(plain, _without_rate_bases(plain, _found(plain)))
    mentions = with_heading_units(plain, mentions)
    return merge_opposite_bounds(plain, mentions)


def _found(text: str) -> list[Mention]:
    mentions: list[Mention] = []
    skips = iter(skipped(text))
    skip = next(skips, None)
    place = 0
    while start := _START.search(text, place):
        begin = start.start()
        while skip is not None and skip[1] <= begin:
            skip = next(skips, None)
        skips_here = skip is not None and skip[0] <= begin
        found = rank(text, begin) if text[begin] in "第前老" else None
        if found is None and skip is not None and skips_here:
            place = skip[1]
            continue
        found = found or _mention_at(text, begin, mentions[-1].end if mentions else 0)
        if found is None:
            place = _after_numeral(text, begin)
        else:
            mentions.append(found)
            place = found.end
    return mentions


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
    whole = range_from(text, begin, first) or first
    if not _is_quantity(text, begin, whole):
        return None
    mention = Mention(
        begin, whole.end, text[begin : whole.end], whole.interval, whole.unit,
        approx=whole.approx, core=begin, article=bool(_ARTICLE.fullmatch(text[begin : whole.end].strip())),
    )  # fmt: skip
    priced = _with_currency_before(text, mention, earliest)
    return _bounded(text, begin, earliest, _settled_scale(priced), whole.step)


_MILLION = Decimal(10) ** 6


def _settled_scale(mention: Mention) -> Mention:
    """兆 of yuan is 10⁶ or 10¹²; of the currencies that count in it, it is 10¹²."""
    told = "兆" in mention.text and mention.unit is not None
    if (
        not told
        or mention.unit == "CNY"
        or mention.interval.low * _MILLION != mention.interval.high
    ):
        return mention
    return replace(mention, interval=Interval.exactly(mention.interval.high))


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
    if before is not None and _is_recent(text, mention, earliest + before[1]):
        before = None
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


_SO_LONG = frozenset("了有已达营业立做干用时长约满龄续")


def _is_recent(text: str, mention: Mention, place: int) -> bool:
    """近三年 at the head of a phrase is the last three years; 开了近三年 is less than three."""
    timed = mention.unit is not None and unit_of(mention.unit).kind == DURATION
    return timed and text[place : mention.start] == "近" and text[place - 1 : place] not in _SO_LONG


def _compared(text: str, mention: Mention, step: Decimal) -> Mention | None:
    """比三十大一些."""
    around = bound_around(text, mention.start, mention.end)
    if around is None:
        return None
    bound, start, end = around
    interval = apply_bound(mention.interval, bound, step)
    return replace(mention, start=start, end=end, text=text[start:end], interval=interval)


def _not_even_one(text: str, mention: Mention) -> Mention | None:
    """一家都没有; but 有一家没入网 is one of them, and 一天都没停过 was no day without it."""
    is_one = mention.interval == Interval.exactly(1)
    nothing = _NOT_EVEN_ONE.match(text, mention.end) if is_one else None
    if nothing is None or form("went_on").match(text, nothing.end()):
        return None
    if form("one_is_not_so").search(text[: mention.start] + "|" + nothing.group()):
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


_NONE = re.compile(r"(?:[数额费量率][是为:]?|[是:])零(?:$|[,。;、!?了吧])")


# -- what counts as a quantity -------------------------------------------------------------


def _is_quantity(text: str, begin: int, found: Measured) -> bool:
    """A lone Chinese digit or unit counts only with a unit, a bound, or on its own."""
    word = text[begin : found.numeral.end]
    bounded = found.approx or bool(bound_after(text, found.end) or bound_before(text, begin))
    if set(word) <= set("百千万亿"):
        return bounded
    if not found.numeral.plain or found.unit is not None or bounded:
        return True
    if word == "零" and _NONE.search(text[max(0, begin - 2) : found.end + 1]):  # 票数为零
        return True
    before, after = text[begin - 1 : begin] if begin else "", text[found.end : found.end + 1]
    return not _CJK.match(before) and (not _CJK.match(after) or after in "吧啊呢嘛咯咧哦喔的")
