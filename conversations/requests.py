"""Requests that are known by their words, whatever intent they look like: 详细, 8.1, 总共多少 …"""

from __future__ import annotations

import re

from .turn import Turn

_TAIL = (
    r"(?:一下|一点|点|看看|吧|呢|啊|给我|告诉我|说说|内容|信息|情况|原因|理由|的|[。.!！?？\s])*"
)
_DETAIL = re.compile(
    rf"^(?:我?(?:想|要)?(?:看|查看|看看|给我看|展开|说|讲)?(?:一下)?)?(?:详细|详情|全部|明细|展开|具体|更多|理由){_TAIL}$"
)
_MEASURE = re.compile(r"^(?:看|查|展开|详细)?\s*(?P<id>\d\.\d)(?:条|款|项|那条|这条)?[。.?？\s]*$")
_TOTAL = re.compile(
    r"(?:总共|一共|合计|加起来|加一起|全部加|统共|拢共|总计|总的|合起来).{0,8}(?:多少|几多|好多|几钱|能拿|能补|可以拿|补)|"
    r"(?:多少|几多|好多).{0,3}(?:总共|一共|合计)|总数是?多少|总金额"
)
_BEST = re.compile(
    r"(?:哪|那)(?:一|个)?(?:条|项|个|样|种|款)?.{0,4}(?:最多|最高|最大|最划算|钱多|补得多|给得多)|最(?:多|高)的是哪"
)
_PERIOD = re.compile(
    r"每年还是|还是(?:每年|累计|总共)|每年都|年年(?:都)?(?:有|给|补|拿)|一年(?:给|补|领|拿)?一次|(?:是|算)一次性|(?:给|补|领|拿)几次|几年(?:给|补)?一次|只(?:给|补|能拿)一次|多久(?:给|补|领|拿)一次"
)
_RATE = re.compile(r"汇率")
_MEASURES_ASKED = re.compile(
    r"(?:有|哪)(?:哪些|些|几)(?:条|项)?(?:扶持|措施|政策|补贴)|哪些(?:扶持)?措施"
)
_ANSWERING = {"affirm", "deny", "dont_know"}


def wants_detail(turn: Turn) -> bool:
    """详细, 全部, or the number of a measure."""
    return bool(_DETAIL.match(turn.meaning.text.strip())) or named_measure(turn) is not None


def requested(turn: Turn) -> str | None:
    """The answer that the words themselves ask for, or `None`."""
    text = turn.meaning.text.strip()
    if turn.heard.new:
        return None
    if _TOTAL.search(text) and not _MEASURES_ASKED.search(text) and turn.results:
        return "total"
    if _BEST.search(text) and turn.results:
        return "best"
    if _RATE.search(text):
        return "rate"
    if _PERIOD.search(text):
        return "period"
    if turn.meaning.intent.name in _ANSWERING:
        return None
    return "faq" if turn.grounds.knowledge.find(text) is not None else None


def named_measure(turn: Turn) -> str | None:
    """8.1: the measure that a message consists of."""
    found = _MEASURE.match(turn.meaning.text.strip())
    return found["id"] if found and found["id"] in turn.policy.measures else None
