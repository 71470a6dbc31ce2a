"""Units told apart from their numbers: 出口额（万美元）：230, 面积/亩：6, 单位：万元 once for all, 1,600/2,500㎡.

A number with a unit of its own keeps it. A unit in brackets behind a name is that name's; a
unit told for the whole message is not that of a count (企业数 44).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from math import prod

from .counters import COUNTERS
from .mention import Mention
from .units import AREA_WORDS, CURRENCY, currency_code

_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_TIMES = {"年": "year", "个月": "month", "月": "month", "天": "day", "日": "day"}
_SHARES = {"%": "percent", "％": "percent", "百分点": "percent"}
_AREAS = "|".join(AREA_WORDS[code] for code in ("m2", "mu", "ha"))
_MONEY = rf"(?:人民币(?=[百千万亿元]))?(?P<scale>[十百千]?[万亿]|[百千](?=[万亿元美欧港]))?\s?(?:(?P<money>{CURRENCY})"
_UNIT = (
    rf"{_MONEY}|(?P<area>{_AREAS})|(?P<time>{'|'.join(_TIMES)})"
    rf"|(?P<share>{'|'.join(_SHARES)})|(?P<counter>{COUNTERS}))?"
)
_BRACKET = re.compile(
    rf"\((?:[^()\d]{{0,6}}[,、:\s])?(?:金额|计量)?(?P<said>单位)?[:\s]{{0,2}}{_UNIT}(?:[,、/\s][^()\d]{{0,8}})?\)"
)
_SLASH = re.compile(rf"(?<=[\u4e00-\u9fff])/{_UNIT}(?=\s?[:=])")
_ALONE = re.compile(rf"(?:^|(?<=[\s,。;])){_MONEY})?(?=:\s?\d)")
_STANDING = re.compile(rf"单位(?:均?为|都?是)?[:\s]{{0,2}}{_UNIT}(?=[\s,。;:)哈吧呢啊哦]|$)")
_ALL_ARE = re.compile(
    rf"(?:都|均|全)(?:是|为|按)(?=[百千万亿]){_MONEY})?(?=[\s,。;:)哈吧呢啊哦的]|$)"
)
_PERIOD = (
    r"(?:(?:19|20)?\d\d年度?|[去今前上本次首头]年|[上下]半年|[Qq][1-4]|[一二三四]季度|(?:1?\d|[一二三四五六七八九十]{1,2})月份?|全年|其中|合计|小计|总计|"
    "自建|自有|租用|原有|新增|室[内外]|共|约)"
)
_TO_NUMBER = re.compile(rf"[\s:=为是有|—-]*{_PERIOD}?[\s:=为是有]*")
_TO_NEXT = re.compile(rf"[\s,、;/|]*{_PERIOD}?[\s:=为是有]*")
_COUNT_NAME = re.compile(r"(?:数|家|户|票|人|名|率|期|长|限|号|面积)(?:为|是|有|共)?[:=\s]*$")
_TABLE = re.compile(r"(?:金额|数额|数值|数|明细|构成|费用|情况)$")
_OWN_SCALE = re.compile(r"[万亿kKwW]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAME = 8


@dataclass(frozen=True, slots=True)
class _Heading:
    """A unit told at a place: `times` so many of `unit`; `common` to the whole message."""

    start: int
    end: int
    times: Decimal
    unit: str | None
    common: bool


def with_heading_units(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, each bare one in the unit that its heading tells."""
    told = list(mentions)
    if all(mention.unit is not None for mention in told):
        return told
    for heading in sorted(_headings(text, told), key=lambda heading: heading.common):
        places = _all(text, told) if heading.common else _own(heading, text, told)
        for place in places:
            told[place] = _in_unit(told[place], heading)
    return told


def _headings(text: str, mentions: Sequence[Mention]) -> Iterator[_Heading]:
    found = [
        *(_bracketed(text, match, mentions) for match in _BRACKET.finditer(text)),
        *(_heading(match, common=False) for match in _SLASH.finditer(text)),
        *(_heading(match, common=False) for match in _ALONE.finditer(text)),
        *(_heading(match, common=True) for match in _STANDING.finditer(text)),
        *(_heading(match, common=True) for match in _ALL_ARE.finditer(text)),
    ]
    return (heading for heading in found if heading is not None)


def _bracketed(text: str, match: re.Match[str], mentions: Sequence[Mention]) -> _Heading | None:
    """(万元) behind a name, with its number next; 金额(万元) and (单位:万元) head a table."""
    following = next((m for m in mentions if m.start >= match.end()), None)
    gap = None if following is None else text[match.end() : following.start]
    if gap is not None and _TO_NUMBER.fullmatch(gap):
        return _heading(match, common=False)
    before = text[max(0, match.start() - 4) : match.start()]
    table = match["said"] or _TABLE.search(before) or (match["scale"] and match["money"])
    return _heading(match, common=True) if table else None


def _heading(match: re.Match[str], *, common: bool) -> _Heading | None:
    unit = _code(match)
    if match["scale"] is None and unit is None:
        return None
    times = Decimal(1)
    for char in match["scale"] or "":
        times *= _SCALES[char]
    return _Heading(match.start(), match.end(), times, unit, common)


def _code(match: re.Match[str]) -> str | None:
    told = match.groupdict()
    if told["money"]:
        return currency_code(told["money"])
    if told.get("area"):
        return next(
            c for c in ("mu", "ha", "m2") if re.fullmatch(AREA_WORDS[c], told["area"] or "")
        )
    time, share = told.get("time"), told.get("share")
    return _TIMES[time] if time else _SHARES[share] if share else told.get("counter")


def _own(heading: _Heading, text: str, mentions: Sequence[Mention]) -> list[int]:
    """The numbers right behind a heading, and those that follow year by year."""
    places: list[int] = []
    end, gap = heading.end, _TO_NUMBER
    for place, mention in enumerate(mentions):
        if mention.start < heading.end:
            continue
        if not gap.fullmatch(text[end : mention.start]):
            break
        end, gap = mention.end, _TO_NEXT
        places.append(place)
    return [place for place in places if _is_bare(mentions[place])]


def _all(text: str, mentions: Sequence[Mention]) -> list[int]:
    """All bare numbers of a message that are no counts."""
    return [p for p, m in enumerate(mentions) if _is_bare(m) and not _is_count(text, m)]


def _is_bare(mention: Mention) -> bool:
    return mention.unit is None and not mention.ordinal


def _is_count(text: str, mention: Mention) -> bool:
    name = text[max(0, mention.start - _NAME) : mention.start]
    return bool(_COUNT_NAME.search(name) or _YEAR.fullmatch(mention.text))


def _in_unit(mention: Mention, heading: _Heading) -> Mention:
    times = Decimal(1) if _OWN_SCALE.search(mention.text) else heading.times
    return replace(mention, unit=heading.unit, interval=mention.interval.scaled(times))


def with_units_across_slashes(text: str, mentions: list[Mention]) -> list[Mention]:
    """面积1,600/2,500㎡, 4,100/6,000万元: the first number shares the unit of the second."""
    told = list(mentions)
    for place, (first, second) in enumerate(pairwise(mentions)):
        sharing = first.unit is None and second.unit is not None and not first.ordinal
        if sharing and text[first.end : second.start].strip() == "/":
            scale = _scale_shared(first, second)
            if scale is not None:
                interval = first.interval.scaled(scale)
                told[place] = replace(first, unit=second.unit, interval=interval)
    return told


_ALIKE = 20


def _scale_shared(first: Mention, second: Mention) -> Decimal | None:
    """The scale that makes two numbers alike in size; none when they measure different things."""
    low, high = first.interval.low, second.interval.high
    own = prod(Decimal(_SCALES[char]) for char in second.text if char in _SCALES)
    scales = (Decimal(own), Decimal(1))
    return next((s for s in scales if low > 0 and high / _ALIKE < low * s < high * _ALIKE), None)
