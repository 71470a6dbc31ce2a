"""Bare answers to the question just asked: 有, 没得, 是的, 一家都没有."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policy_engine import FactValue, Interval, Policy, Quantity

from .context import Context
from .facts import Found
from .intents import Intent
from .quantities import Mention

_TAIL = r"(?:的|啊|呀|呢|哦|喔|咧|嘞|吧|哈|咯|嘛|哒|了|过|得|滴|,|，|。|\.|!|！|~|\s|我们|都|也|这个|是|有|做|对|提供|全|全部|符合|满足)*"
_YES = re.compile(
    rf"^(?:嗯+|哦|好的)?[,，\s]*(?:对头?|是|有|有在[做搞弄办]|在做|会|能|可以|行|好|提供|做|搞|达到|满足|符合|算|当然|必须|肯定|"
    rf"没错|没问题|不错|确实|都|全|y|yes|ok|√|✓){_TAIL}$"
)
_NO = re.compile(
    rf"^(?:嗯+|哦)?[,，\s]*(?:还|都|暂时|目前|我们|这个|倒)*(?:没有?|没得|冇得?|莫得?|木有|不是|不算|不做|不搞|不提供|不会|不能|不行|不达|不满足|不符合|无|未|否|哪有|没做|没搞|没达到|暂无|n|no|nope|×|✗){_TAIL}$"
)
_NOTHING = re.compile(
    r"^(?:还|都|暂时|目前|我们|一[家个票单分块]钱?(?:都|也)?)*"
    r"(?:没有|没得|冇得?|莫得|木有|无|零|没花|没交|没付|没掏)(?:过|呢|啊|哦|咧|的|钱)?[。.!]?$"
)
_NOT_OPEN_YET = re.compile(
    r"(?:还|尚|暂)(?:没|未|冇)(?:有)?(?:开业|开张|营业|运营|上线|投用|投产)|正在装修|没开业"
)
_SOFTENED = r"(?:嗯|哦|哎|唉|啊|那个|我们|我自己|自己|我|这个|这块|还|都|暂时|目前|倒|真|确实|从来|压根|根本|也|敝[司号]|\s)*"
_LEADING_NO = re.compile(
    rf"^{_SOFTENED}(?:不是|没|冇|莫得|木有|并非|并未|未曾|从没|从未|未(?!来)|哪有|哪里|否|非也|不在|不算|不属|不做|不搞|不走|不交|不从|不经|不提供|不符|跌|降了|下滑|少了|萎缩)(?!.{{0,3}}[吗么?])"
)
_LEADING_YES = re.compile(
    rf"^{_SOFTENED}(?:已经|早就|肯定|当然|一直|确)*(?:是|对|有|算|建|走|做|搞|开|投|交|付|办|进|提供|涨|增|突破|破|上|在搞|在做|在办|正在建|入选|列入)(?:的|了|过|着|在|好了|咧|起|噻|长|$|\s|[,，。])"
)
_NO_ANSWER = re.compile(
    r"^(?:那|嗯|啊)?(?:哦+|噢+|喔+|好吧|算了.*|不说了|跳过|详[细情].*|展开.*|具体.*|明白.*|知道了?|收到|了解.*|差不多|都行|随便|"
    r"可能.*|应该[是有]?吧?|好像.*|算是吧?|部分.*|有的有.*|有些.*|以前[是有].*|不一定.*|说不准.*|大概[是有]?吧?|也许.*|或许.*|看情况.*|下一步|继续|"
    r"什么.*|啥.*|没听懂.*)[。.!！~]*$"
)
"""Fillers, hedges and commands: neither yes nor no."""
_DOUBLE_NO = re.compile(r"不是没|不是不|不能说没|谁说不")
LONGEST = 6
SURE = 0.6


def answered(
    policy: Policy,
    text: str,
    intent: Intent,
    found: Found,
    mentions: Sequence[Mention],
    context: Context,
) -> Mapping[str, FactValue]:
    """The fact that a bare yes, no or nothing decides, when exactly one was asked for."""
    if len(context.pending) != 1 or context.pending[0] in found.facts:
        return {}
    asked = policy.facts[context.pending[0]]
    if found.unclear and not asked.is_claim:
        return {}
    if asked.is_claim:
        verdict = yes_or_no(_before_numbers(text, mentions), intent)
        return {} if verdict is None else {asked.name: verdict}
    not_open = asked.name.endswith("时长") and _NOT_OPEN_YET.search(text)
    if _NOTHING.match(text.strip()) or not_open:
        return {asked.name: Quantity(Interval.exactly(0), asked.unit)}
    return {}


def _before_numbers(text: str, mentions: Sequence[Mention]) -> str:
    """“是的，每周发两车”: what a number belongs to is not part of the yes."""
    if not mentions:
        return text
    parts = re.split(r"[,，。;；!！\s]", text[: mentions[0].start])
    return "，".join(parts[:-1])


def yes_or_no(text: str, intent: Intent) -> bool | None:
    """Whether a short message says nothing but yes or no.

    >>> from nlu.intents import IntentName
    >>> yes_or_no("是的", Intent(IntentName.AFFIRM, 0.9)), yes_or_no("没得", Intent(IntentName.DENY, 0.9))
    (True, False)
    >>> print(yes_or_no("有点贵吧", Intent(IntentName.INFORM, 0.4)))
    None
    """
    plain = text.strip().lower()
    if not plain or _NO_ANSWER.match(plain):
        return None
    if intent.name == "dont_know" or re.search(r"[?吗么]$|什么|怎么|多少|为啥", plain):
        return None
    if _YES.match(plain):
        return True
    if _NO.match(plain):
        return False
    first, *others = re.split(r"[,，。;；!！\s]+", plain.strip(" ，。！"))
    last = others[-1] if others else first
    if _DOUBLE_NO.search(first):
        return True
    if _NO.match(first) or _LEADING_NO.match(first) or _LEADING_NO.match(last):
        return False
    if _YES.match(first) or _LEADING_YES.match(first):
        return True
    if len(plain) <= LONGEST and intent.confidence >= SURE and intent.name in ("affirm", "deny"):
        return intent.name == "affirm"
    return None
