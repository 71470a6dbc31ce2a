"""Places in an order: 排第五, 第4位, 第一名, 前三强, 老二 — where a rank is told.

A rank counts nothing. 前三 is the third place or better.
"""

from __future__ import annotations

import re

from policy_engine import Interval

from . import numerals
from .mention import Mention
from .numeral_words import CHINESE

_NUM = rf"(\d{{1,4}}|[{CHINESE}]{{1,7}})(?![\d{CHINESE}])"
_TOLD = re.compile(
    r"(?:排名?|名列|名次|位列|位居|位于|居|列|倒数|评为|评上|荣获|获得?|得了?|拿了?|夺得?|冲进?|挤进|跻身|进入?|进了|"
    r"稳坐|坐稳|销量|行业|同行|[全本][国省市县区州镇乡]里?|[省市县区]里?|榜单?)[^,。;!?\d]{0,3}$"
)
_NTH = re.compile(
    rf"第{_NUM}(名(?!单|称|义|字)|位(?!置|于))?(?![条款项章节届批次档个家年月天季期页步类种层号])"
)
_FIRST = re.compile(
    rf"前{_NUM}(名(?!单|称|义|字)|位(?!置|于)|强|甲)?(?![年月天个家次批期季周者后])"
)
_OLD = re.compile(r"老([二三四五六七八九])(?![板师乡手家实百])")
_BEING = re.compile(r"(?:是|排|当|做|坐稳?|稳居|算|位居|成了)$")
_ALONE = re.compile(rf"[\s,。是就]{{0,3}}(第{_NUM})[\s,。!?吧啊呢了]{{0,3}}")
_WINDOW = 8


def rank(text: str, begin: int) -> Mention | None:
    """The rank that begins at `begin`, or `None`."""
    alone = _ALONE.fullmatch(text) if text[begin] == "第" else None
    if alone is not None:
        return _answer(text, alone)
    found = {"第": _nth, "前": _first, "老": _old}[text[begin]](text, begin)
    if found is None:
        return None
    word, interval = found
    return Mention(
        begin, word.end(), word.group(), interval, _unit(word), core=begin, ordinal=True, rank=True
    )


def _answer(text: str, alone: re.Match[str]) -> Mention | None:
    """第二 and nothing else answers which one."""
    number = numerals.read(alone[2], 0)
    if number is None:
        return None
    start, end = alone.span(1)
    return Mention(start, end, text[start:end], number.interval, None, core=start, ordinal=True)


def _unit(word: re.Match[str]) -> str | None:
    return word[2] if word.re.groups > 1 else None


def _nth(text: str, begin: int) -> tuple[re.Match[str], Interval] | None:
    found = _NTH.match(text, begin)
    if found is None or not (_is_told(text, begin) or _ends(text, found)):
        return None
    number = numerals.read(found[1], 0)
    return None if number is None else (found, number.interval)


def _ends(text: str, found: re.Match[str]) -> bool:
    """第一名 and 第4位 are ranks by themselves, unless they count people: 第一位客户."""
    following = text[found.end() : found.end() + 1]
    return bool(found[2]) and (not following or following in ",。;!?的了吧呢啊 ")


def _first(text: str, begin: int) -> tuple[re.Match[str], Interval] | None:
    found = _FIRST.match(text, begin)
    if found is None or not (_is_told(text, begin) or found[2] in ("强", "甲", "名")):
        return None
    number = numerals.read(found[1], 0)
    return None if number is None else (found, Interval.at_most(number.interval.high))


def _old(text: str, begin: int) -> tuple[re.Match[str], Interval] | None:
    found = _OLD.match(text, begin)
    if found is None or not _BEING.search(text[max(0, begin - 4) : begin]):
        return None
    return found, Interval.exactly(numerals.DIGITS[found[1]])


def _is_told(text: str, begin: int) -> bool:
    return _TOLD.search(text[max(0, begin - _WINDOW) : begin]) is not None
