"""Words before and after a number that bound it: 不到, 至少, 以上, 左右, 出头 …"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from policy_engine import INFINITY, Interval

Bound = Literal["<", "<=", ">", ">=", "~", "+"]
"""`~` is approximate, `+` up to one more of the last non-zero digit (出头)."""

_BETWEEN = (
    "也就是|也就|就|也|合|计|折合|有|是|得|在|为|了|能|要|只|才|做|搞|到|过|个|够|满|给|勉强|将将"
)
_FILLER = rf"(?:{_BETWEEN}){{0,4}}"
_DONE = "投|花|付|交|卖|签|走|赚|出|跑|发|收|运|装|进|带|招|租|占|用|完成|达|服务|拿|报|领|评|选|填"
_FILLER_OR_VERB = rf"(?:{_BETWEEN}|{_DONE}){{0,4}}"
"""至少投了八百万: between a limit and its number."""
_MAY = "(?:得|能|可以?|应该?|准|许|会|要)"
_NOT_A_VERB = "(?<![做搞有去来经通再到务买卖数看说讲问试办查交开报拿领打改跑干收付发建投运装花走价审检验核批考试会评])"
_MORE_THAN, _LESS_THAN = "[大多高长][于过]", "[小少低短][于过]"
_OR_EQUAL = "(?:或者?|/|、|和|且)?等于"
_BEFORE: dict[Bound, str] = {
    "<": (
        "不到|不足|(?<![大中窄从最])小(?=$)|还不到|没到|没有到|未到|不满|未满|没满|没有达到|没达到|未达到|未达(?=$)|冇满|"
        f"达不到|{_LESS_THAN}|接近|将近|逼近|快要|(?<![很尽赶飞勤凉爽愉])快|(?<![最附邻靠远亲])近|到不了|"
        f"够不上|上不了|差点|差一点|差(?:好|没)?几(?:天|周|个月)[就才便]?[满到够]?|"
        f"冇到|冇得|冒得|莫到|没得|没有|不够|没(?=$)|不{_MAY}(?:达到|大于等于)|"
        "服务不了|做不到|<"
    ),
    "<=": (
        f"多则|上限(?:是|为)?|不{_MAY}?(?:超过?|{_MORE_THAN})|(?:没有?|未|别|莫|冇)超过?|"
        f"超不过|(?:至多|最多|顶多|最高)(?:补贴|补助|奖励|补|奖)?|撑死|{_LESS_THAN}{_OR_EQUAL}|顶天|≤|<=|=<|≦|⩽|≯"
    ),
    ">": f"超过|{_MORE_THAN}|超出|突破|不止|不只|逾|超|{_NOT_A_VERB}过了?(?=$)|破|>",
    ">=": (
        f"少则|打底|不{_MAY}?{_LESS_THAN}|至少|最少|起码|不下于|不下|少说|最低|"
        f"{_MORE_THAN}{_OR_EQUAL}|怎么也|≥|>=|≧|⩾|≮"
    ),
    "~": (
        "大概|大约|约莫|(?<![签合预条契节履租协失违赴毁爽])约(?:等于)?|折合约|差不多|大致|估计|估摸|预估|估(?=$)|约摸|上下|差不离|毛估|粗略|"
        "接近于|~|≈"
    ),
}
_AFTER: dict[Bound, str] = {
    ">=": (
        "(?:及|或者?)?以上(?!数据|均|各|情况|内容|信息|材料|费用|单位|合计|指标)|(?:或者?|甚至)更[多高大长]|"
        "往上|朝上|打底|起步|起(?![来到步点码的])|之上"
    ),
    "<=": (
        "(?:及|或者?)?以下|或者?更[少低小短]|往下|朝下|以内|之内|之下|(?<=[天日年月时周])内(?![部外容蒙地销贸陆])|"
        "封顶|打止|为限|顶天"
    ),
    ">": "(?:都|还)?不止|开外|以外|还多(?!少)|冒头|冒一?点头",
    "<": (
        r"(?:(?:都?还|都)?(?:不[到足满]|没到)|未满)(?!\s?(?:[\d二两三四五六七八九十半]|一(?!点)))|都冇得|都没有|"
        "还?差一?点"
    ),
    "~": "左右|上下|的样子|样子|光景|差不多|吧?大概(?=$|[,。!?])|来去|的样|浮动|这样子",
    "+": "出头|冒一点|多一点|多点|零点|挂零|有余|多(?![少久大长则]|出[来了])",
}


_ORDER: list[Bound] = ["<=", ">=", "<", ">", "~"]  # 不超过 before 超过
_BEFORE_PATTERNS = [
    (re.compile(f"(?:{_BEFORE[b]})(?:{_FILLER_OR_VERB if '=' in b else _FILLER})$"), b)
    for b in _ORDER
]
_INCLUDED = r"(?:\s*\((?:含|包括|含本数|含此数)\)|\s*(?=以[上下内]|左右|上下))?的?"
_AFTER_PATTERNS = [
    (re.compile(f"{_INCLUDED}(?:{words})"), bound) for bound, words in _AFTER.items()
]
_DETACHED = re.compile(r"(?:大概|大约|估计|差不多)[^,。;!?\s\d一二两三四五六七八九十百千]{1,5}$")
_LONGEST_BEFORE, _WIDEST = 12, 24


def bound_before(text: str, start: int) -> tuple[Bound, int] | None:
    """The bound that ends right before `start`, and where it begins."""
    places = range(max(0, start - _LONGEST_BEFORE), len(text[:start].rstrip()))
    found = _bound_at_the_end(text, places)
    if found is None and " " in text[places.start : places.stop]:  # 大于 或 等于 30
        places = range(max(0, start - _WIDEST), start)
        found = _bound_at_the_end(text, [place for place in places if text[place] != " "])
        if found is not None and not _COMPARES.search(text[found[1] : start]):
            return None
    if found is None and _DETACHED.search(text[max(0, start - _LONGEST_BEFORE) : start]):
        return "~", start  # 大概开了一年: roughly, but the words between are no part of it
    return found


_COMPARES = re.compile(r"[于<>=≤≥]")


def _bound_at_the_end(text: str, places: Sequence[int]) -> tuple[Bound, int] | None:
    window = "".join(text[place] for place in places)
    found = [
        (match.start(), bound)
        for pattern, bound in _BEFORE_PATTERNS
        if (match := pattern.search(window))
    ]
    if not found:
        return None
    begin, bound = min(found, key=lambda pair: pair[0])
    if bound == ">=" and any(inner == ">" for _, inner in found):  # 怎么也过五十
        bound = ">"
    return bound, places[begin] if begin < len(places) else len(text)


_COMPARED = re.compile(
    r"(?:还|要|更|稍|略|都){0,2}(?:(?P<more>[大多高强长])|(?P<less>[小少低短]))(?:一?[些点]|得多)?"
)


def bound_around(text: str, start: int, end: int) -> tuple[Bound, int, int] | None:
    """比三十大一些, 不比三十少: the bound with where it begins and ends."""
    found = _COMPARED.match(text, end)
    if found is None or not text.endswith("比", 0, start):
        return None
    if text.endswith("不比", 0, start):
        return ("<=" if found["more"] else ">="), start - 2, found.end()
    return (">" if found["more"] else "<"), start - 1, found.end()


def bound_after(text: str, end: int) -> tuple[Bound, int] | None:
    """The bound that begins right at `end`, and where it ends."""
    for pattern, bound in _AFTER_PATTERNS:
        match = pattern.match(text, end)
        if match:
            return bound, match.end()
    return None


def apply_bound(interval: Interval, bound: Bound, step: Decimal) -> Interval:
    """The interval that a bound makes of a number (the ends keep a vague number's own).

    >>> apply_bound(Interval.exactly(40), "<", Decimal(10)).high_open
    True
    """
    if bound == "<":  # 没上千 is below the thousand it names
        end = interval.high if interval.has_ceiling else interval.low
        return Interval(-INFINITY, end, True, True)
    if bound == "<=":
        return Interval(-INFINITY, interval.high, True, interval.high_open)
    if bound == ">":
        return Interval(interval.low, INFINITY, True, True)
    if bound == ">=":
        return Interval(interval.low, INFINITY, interval.low_open, True)
    if bound == "+" and interval.is_exact:
        return Interval(interval.low, interval.low + step, True, True)
    return replace(interval)


def apply_told(
    interval: Interval, approx: bool, bound: Bound, step: Decimal
) -> tuple[Interval, bool]:
    """The interval under a bound, and whether it is now approximate."""
    if bound == "~":
        return interval, True
    return apply_bound(interval, bound, step), approx
