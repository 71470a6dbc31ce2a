"""Units told in a heading: 出口额（万美元）：230, 面积/亩：6, 单位：万元 once for all.

A number with a unit of its own keeps it. A unit in brackets behind a name is that name's; a
unit told for the whole message is not that of a count (企业数 44).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from .counters import COUNTERS
from .mention import Mention
from .units import AREA_WORDS, CURRENCY, currency_code

_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_TIMES = {"年": "year", "个月": "month", "月": "month", "天": "day", "日": "day"}
_SHARES = {"%": "percent", "％": "percent", "百分点": "percent"}
_AREAS = "|".join(AREA_WORDS[code] for code in ("m2", "mu", "ha"))
_UNIT = (
    rf"(?P<scale>[十百千]?[万亿]|[百千](?=[万亿元美欧港]))?\s?"
    rf"(?:(?P<money>{CURRENCY})|(?P<area>{_AREAS})|(?P<time>{'|'.join(_TIMES)})"
    rf"|(?P<share>{'|'.join(_SHARES)})|(?P<counter>{COUNTERS}))?"
)
_HEADING = re.compile(
    rf"(?P<bracket>\((?:[^()\d]{{0,6}}[,、:\s])?(?:金额|计量)?(?P<said>单位)?[:\s]{{0,2}}{_UNIT}(?:[,、/\s][^()\d]{{0,8}})?\))"
)
_SLASH = re.compile(rf"(?<=[\u4e00-\u9fff])/{_UNIT}(?=\s?[:=])")
_STANDING = re.compile(rf"单位(?:均?为|都?是)?[:\s]{{0,2}}{_UNIT}(?=[\s,。;)]|$)")
_PERIOD = r"(?:(?:19|20)?\d\d年度?|[去今前上本]年|[上下]半年|[Qq][1-4]|[一二三四]季度|全年|其中|合计|共|约)"
_TO_NUMBER = re.compile(rf"[\s:=为是有]*{_PERIOD}?[\s:=为是有]*")
_TO_NEXT = re.compile(rf"[\s,、;/|]*{_PERIOD}?[\s:=为是有]*")
_COUNT_NAME = re.compile(
    r"(?:数|家|户|票|人|名|率|期|长|限|月|号|面积|[年月日]份?)(?:为|是|有|共)?[:=\s]*$"
)
_TABLE = re.compile(r"(?:金额|数额|数值|数)$")
_OWN_SCALE = re.compile(r"[万亿kKwW]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAME = 8


@dataclass(frozen=True, slots=True)
class _Heading:
    """A unit told at a place: `times` so many of `unit`; `common` to all that follows."""

    start: int
    end: int
    times: Decimal
    unit: str | None
    common: bool


def with_heading_units(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, each bare one in the unit that its heading tells."""
    told = list(mentions)
    headings = _headings(text, told) if "单位" in text or "(" in text or "/" in text else []
    for heading in headings:
        places = _all_of(heading, text, told) if heading.common else _own(heading, text, told)
        for place in places:
            told[place] = _in_unit(told[place], heading)
    return told


def _headings(text: str, mentions: Sequence[Mention]) -> list[_Heading]:
    """Those of one name first: what they tell is told already when the common one comes."""
    found = [
        *(_bracketed(text, match, mentions) for match in _HEADING.finditer(text)),
        *(_heading(match, common=False) for match in _SLASH.finditer(text)),
        *(_heading(match, common=True) for match in _STANDING.finditer(text)),
    ]
    return sorted((h for h in found if h is not None), key=lambda heading: heading.common)


def _bracketed(text: str, match: re.Match[str], mentions: Sequence[Mention]) -> _Heading | None:
    """(万元) behind a name, with its number next; 金额(万元) and (单位:万元) head a table."""
    following = next((m for m in mentions if m.start >= match.end()), None)
    gap = None if following is None else text[match.end() : following.start]
    own = gap is not None and _TO_NUMBER.fullmatch(gap) is not None
    table = bool(match["said"] or _TABLE.search(text[max(0, match.start() - 4) : match.start()]))
    if not own and not table:
        return None
    return _heading(match, common=not own)


def _heading(match: re.Match[str], *, common: bool) -> _Heading | None:
    unit = _code(match)
    if match["scale"] is None and unit is None:
        return None
    times = Decimal(1)
    for char in match["scale"] or "":
        times *= _SCALES[char]
    return _Heading(match.start(), match.end(), times, unit, common)


def _code(match: re.Match[str]) -> str | None:
    if match["money"]:
        return currency_code(match["money"])
    if match["area"]:
        word = match["area"]
        return next(c for c in ("mu", "ha", "m2") if re.fullmatch(AREA_WORDS[c], word))
    if match["time"]:
        return _TIMES[match["time"]]
    return _SHARES[match["share"]] if match["share"] else match["counter"]


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


def _all_of(heading: _Heading, text: str, mentions: Sequence[Mention]) -> list[int]:
    """All that follow (all before, where nothing follows) and are no counts."""
    after = [place for place, m in enumerate(mentions) if m.start >= heading.end]
    places = after or [place for place, m in enumerate(mentions) if m.end <= heading.start]
    return [
        place
        for place in places
        if _is_bare(mentions[place]) and not _is_count(text, mentions[place])
    ]


def _is_bare(mention: Mention) -> bool:
    return mention.unit is None and not mention.ordinal


def _is_count(text: str, mention: Mention) -> bool:
    name = text[max(0, mention.start - _NAME) : mention.start]
    return bool(_COUNT_NAME.search(name) or _YEAR.fullmatch(mention.text))


def _in_unit(mention: Mention, heading: _Heading) -> Mention:
    times = Decimal(1) if _OWN_SCALE.search(mention.text) else heading.times
    return replace(mention, unit=heading.unit, interval=mention.interval.scaled(times))
