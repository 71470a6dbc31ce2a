"""Numbers that are no facts of the business: what the policy pays, rates, parts, the past …"""

from __future__ import annotations

import re

from policy_engine import MONEY, unit_of

from .clauses import Clause, speaks_of_subsidy
from .quantities import Mention

REPLACED = re.compile(
    r"(?:不是|并非|不要算|不算|说成|写成|报成|打成|填成|看成|当成|误(?:记|报|写|填|以为)(?:为|成)?|原(?:记|报|填|写|登记)(?:的|为|是)?|前面记|"
    r"(?:原来|刚才|之前|此前|前面|先前|刚|早先)(?:我)?(?:说|报|讲|写|填|发|打|记|告诉你)(?:的)?(?:是|成|了)?)\s*$"
)
_FOUND_WRONG = re.compile(
    r"[^,。;!?\d]{0,3}(?:有误|是错的|错的|不对|说错|报错|写错|记错|作废|不算数?|不作数|收回)"
)
_OTHER_MONEY = re.compile(
    r"注册资(?:本|金)|投资额?|投了|投资了|利润|贷款|借|租金|房租|工资|押金|税(?![务局])|保证金|成本|欠|罚|估值|融资|资产|缴税|单价|客单价|亏了?|赔了?|定金|门票|社保|保险|水电|赔"
)
_OTHER_DURATION = re.compile(
    r"(?:用|合作|签|租|住|认识|欠|拖|等|入行|交|付|干这行|空|停|停业|关|歇|断|耽误|装修|筹备|谈|忙|喊|要)(?:了|过|着)*\s*$"
)
_PERIOD = re.compile(r"(?:最近|^近|[,。;\s]近|过去|未来|今后|头|前|后|这)\s*$")
_PER = r"[一1每单](?:个)?(?:车|趟|柜|箱|吨|次|单|票|件|批|人|期|斤|公斤|平|平方|平米)"
_RATE_BEFORE = re.compile(
    rf"{_PER}[^,。;!?\d一二两三四五六七八九十百千万]{{0,5}}$|按[^,。;!?]{{0,4}}$"
)
_EACH_GETS = re.compile(r"\s*(?:店)?(?:最高|最多|补|给|能拿|封顶)")
_RATE_AFTER = re.compile(rf"\s*(?:/(?!年|\s|去年)[票单车柜月人平]|{_PER}|算的?(?:$|[,。了]))")
_PART = re.compile(
    r"[^,。;!?\d]{0,4}(?:已经?|都|也)?(?:算|含|包括|包含)(?:在|进)|那[两三几]?档|(?:这|那)(?:一|个)?档"
)
_ELSEWHERE = re.compile(
    r"(?:外地|外省|省外|外面|别处|其他地方|其余)(?:的)?(?:另|还|也)?(?:有)?\s*$"
)
_LEFT_OUT = re.compile(
    r"(?:含|包括|里头有|里面有|那是|没算|不算进|漏了|剩下的?|差(?:了|着|个)?)[^,。;!?\d的]{0,4}\s*$"
)
_FROM_ELSEWHERE = re.compile(
    r"(?:是|都是)?(?:永州|怀化|娄底|长沙|衡阳|株洲|湘潭|益阳|岳阳|常德|郴州|外地|省外|外省|广东|广西)的?(?!仓|那边)"
)
_CAPPED = re.compile(r"封顶|上限|最高")
_QUOTED = re.compile(r"[“「『][^”」』]{1,60}[”」』]")


def is_no_fact(text: str, mention: Mention, clause: Clause) -> bool:
    """Whether what is measured there says nothing of the speaker's business today."""
    before, after = text[clause.start : mention.start], text[mention.end : mention.end + 12]
    if mention.unit == "percent" or REPLACED.search(before) or _FOUND_WRONG.match(after):
        return True
    if (
        before.endswith(("这", "那", "哪"))
        or _PART.match(after)
        or _ELSEWHERE.search(before)
        or _LEFT_OUT.search(before)
        or _FROM_ELSEWHERE.match(after)
        or (mention.article and _EACH_GETS.match(after))
        or _is_quoted(text, mention)
    ):
        return True
    if mention.unit in ("year", "month", "day") and not mention.since:
        return bool(
            _OTHER_DURATION.search(before)
            or _PERIOD.search(text[max(0, mention.start - 6) : mention.start])
        )
    money = mention.unit is None or unit_of(mention.unit).kind == MONEY
    return money and _is_other_money(text, mention, before)


def is_taken_back(text: str, mention: Mention) -> bool:
    """成交额6000万不算数, 460票有误."""
    return _FOUND_WRONG.match(text, mention.end) is not None


def _is_other_money(text: str, mention: Mention, before: str) -> bool:
    return bool(
        speaks_of_subsidy(text, mention.start, mention.end)
        or _CAPPED.search(mention.text)
        or _OTHER_MONEY.search(before[-8:])
        or _RATE_BEFORE.search(before)
        or _RATE_AFTER.match(text, mention.end)
    )


def _is_quoted(text: str, mention: Mention) -> bool:
    """“超过三千万元” quotes the policy."""
    return any(
        found.start() < mention.start and mention.end <= found.end()
        for found in _QUOTED.finditer(text)
    )
