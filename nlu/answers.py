"""Bare answers to a yes-or-no question: 有, 没得, 是的, 都有."""

from __future__ import annotations

import re
from collections.abc import Mapping

from policy_engine import FactValue, Interval, Policy, Quantity

from .context import Context
from .facts import Found
from .meaning import Intent

_YES = re.compile(
    r"^(?:嗯+|哦|对|是|有|在|会|能|可以|行|好|提供|做|搞|达到|满足|符合|算|当然|必须|肯定|没错|没问题|确实|都|全|也|y(?:es)?|ok|1|√|✓)"
)
_NO = re.compile(
    r"^(?:嗯+[,，\s]*)?(?:没|不|冇|莫|无|未|否|还没|暂时没|目前没|暂无|都没|n(?:o|ope)?$|木有|哪有|×|✗|2$)"
)
_NONE = re.compile(
    r"^(?:还|都|暂时|目前|我们|一[家个票单分块]钱?(?:都|也)?)*(?:没有|没得|冇得?|莫得|木有|无|零|没花|没交|没付)(?:过|呢|啊|哦|咧|的|钱)?[。.!]?$"
)
_UNKNOWN = re.compile(
    r"不(?:太|大|是很|怎么)?(?:清楚|知道|晓得|确定|记得|好说|方便|了解|懂|会算)|没(?:数|统计|算过|留意|注意)|跳过|不想说|保密|说不(?:准|好|清)|问题|错|毛病"
)


def answered(
    policy: Policy, text: str, intent: Intent, found: Found, context: Context
) -> Mapping[str, FactValue]:
    """The fact that a bare yes or no (or “一家都没有”) decides, when exactly one was asked for."""
    if len(context.pending) != 1 or context.pending[0] in found.facts or found.unclear:
        return {}
    asked = policy.facts[context.pending[0]]
    if not asked.is_claim:
        nothing = Quantity(Interval.exactly(0), asked.unit)
        return {asked.name: nothing} if _NONE.match(text.strip()) else {}
    verdict = yes_or_no(text, intent)
    return {} if verdict is None else {asked.name: verdict}


def yes_or_no(text: str, intent: Intent) -> bool | None:
    """Whether a short message says yes, no, or neither."""
    plain = text.strip().lower()
    if len(plain) > 16 or re.search(r"[?吗么呢]$|什么|怎么|多少|为啥", plain):
        return None
    if intent.name == "dont_know" or (
        _UNKNOWN.search(plain) and not re.search("没问题|没错", plain)
    ):
        return None
    if intent.name == "deny" or _NO.match(plain):
        return None if re.match("没问题|没错|不错", plain) else False
    if intent.name == "affirm" or _YES.match(plain):
        return True
    return None
